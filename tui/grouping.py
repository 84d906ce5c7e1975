"""Grouping digits while an amount is typed: ``1500000`` becomes ``1.500.000``, and the cursor stays put.

A number that somebody dots by hand is left alone until its dots stand where they belong: nothing that is
typed or pasted ever changes its value by being grouped.
"""

import re
from dataclasses import dataclass

from budget.money import format_number

# A whole number with its dots; what follows a comma are decimals, and no place for dots.
_NUMBER = re.compile(r"(?<![\d.,])\d[\d.]*", re.ASCII)
_CLEAN = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """A text and the place of the cursor in it."""

    text: str
    cursor: int


def replaced(text: str, start: int, end: int, new: str) -> Typed:
    """What stands there once `new` took the place of a part: the numbers that it touched are grouped."""
    after = Typed(text[:start] + new + text[end:], start + len(new))
    before = _numbers_at(text, start, end)
    if "." in new or not all(_CLEAN.fullmatch(number[0]) for number in before):
        return after
    # From the right, so that the places of those before it hold.
    for number in reversed(_numbers_at(after.text, start, after.cursor)):
        after = _with_dots(after, number)
    return after


def erased_left(text: str, cursor: int) -> Typed:
    """Backspace; over a dot that groups it takes the digit before."""
    over = 2 if cursor and _groups(text, cursor - 1) else 1
    return replaced(text, max(0, cursor - over), cursor, "")


def erased_right(text: str, cursor: int) -> Typed:
    """Delete; over a dot that groups it takes the digit after."""
    over = 2 if _groups(text, cursor) else 1
    return replaced(text, cursor, min(len(text), cursor + over), "")


def _numbers_at(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The numbers that touch a part of the text."""
    return [found for found in _NUMBER.finditer(text) if found.start() <= end and found.end() >= start]


def _groups(text: str, place: int) -> bool:
    """Whether a dot stands there as one between groups of three."""
    numbers = _numbers_at(text, place, place)
    return text[place : place + 1] == "." and any(_CLEAN.fullmatch(number[0]) for number in numbers)


def _with_dots(typed: Typed, number: re.Match[str]) -> Typed:
    """One number grouped; the cursor stays behind the same digit."""
    digits = number[0].replace(".", "")
    # Zeros in front are kept as they are typed; what is too long for any amount is refused as it stands.
    if digits.startswith("0") or len(digits) > _LONGEST:
        return typed
    dotted = format_number(int(digits))
    text = typed.text[: number.start()] + dotted + typed.text[number.end() :]
    if typed.cursor >= number.end():
        return Typed(text, typed.cursor + len(dotted) - len(number[0]))
    behind = len(typed.text[number.start() : typed.cursor].replace(".", ""))
    return Typed(text, number.start() + _place_behind(dotted, behind))


def _place_behind(dotted: str, digits: int) -> int:
    """Where the cursor stands behind so many digits."""
    place = 0
    while digits:
        digits -= dotted[place] != "."
        place += 1
    return place
