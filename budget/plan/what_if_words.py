"""A line of text as words: names in quotes stay whole, and a line ends at ``;`` or a new line."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from budget.errors import BadEntry, NotMonth
from budget.period import Month, parse_month

FROM = ("mulai", "sejak", "dari", "per")
UNTIL = ("sampai", "hingga", "s.d.", "s/d")
REFERENCE = ("dasar", "(dasar")

# A quoted name (a quote within it is doubled), a sign that stands for itself, or anything up to a space.
_WORD = re.compile(r'"(?P<name>(?:[^"]|"")*)"|(?P<end>[;\n])|(?P<sign>=)|(?P<word>[^\s=;"]+)|(?P<open>")')
_PLAIN_NAME = re.compile(r"[^\W\d_][\w./&()-]*(?: [\w./&()-]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """`quoted` words are names, whatever they say."""

    text: str
    quoted: bool = False

    def is_any(self, wanted: Collection[str]) -> bool:
        return not self.quoted and self.text.casefold() in wanted


Words = tuple[Word, ...]


def lines_of(text: str) -> list[Words]:
    """The lines that say anything; BadEntry where a quotation has no end."""
    lines: list[list[Word]] = [[]]
    for found in _WORD.finditer(text):
        if found["open"]:
            raise BadEntry('Tanda kutip belum ditutup. Tulis nama di antara dua tanda kutip: "Guru Ngaji".')
        if found["end"]:
            lines.append([])
        elif found["name"] is not None:
            lines[-1].append(Word(found["name"].replace('""', '"'), quoted=True))
        else:
            lines[-1].append(Word(found["sign"] or found["word"]))
    return [tuple(line) for line in lines if line]


def quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def written(name: str, reserved: Collection[str]) -> str:
    """The name as it may stand in a line: in quotes where it could be taken for something else."""
    words = [word.casefold() for word in name.split(" ")]
    if _PLAIN_NAME.fullmatch(name) and not any(word in reserved for word in words):
        return name
    return quoted(name)


def said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def cut(words: Words, keywords: Collection[str]) -> tuple[Words, Words | None]:
    """What stands before the first of the keywords, and what stands after it (None without any)."""
    for place, word in enumerate(words):
        if word.is_any(keywords):
            return words[:place], words[place + 1 :]
    return words, None


@dataclass(frozen=True, slots=True)
class Tail:
    """What may stand at the end of every line: from when, until when, on what ground."""

    first: Month | None
    last: Month | None
    reference: str | None


def parts_of(words: Words) -> tuple[Words, Tail]:
    """The line without its tail, and the tail; BadEntry where a month is none."""
    words, ground = cut(words, REFERENCE)
    reference = None if ground is None else _reference(ground)
    head, _ = cut(words, (*FROM, *UNTIL))
    months = dict(_months(words[len(head) :]))
    return head, Tail(months.get(FROM), months.get(UNTIL), reference)


def _reference(words: Words) -> str:
    if len(words) == 1 and words[0].quoted:
        return words[0].text
    text = said(words).strip()
    if text == ")":
        return ""
    return text.removesuffix(")").strip() if text.count("(") < text.count(")") else text


def _months(words: Words) -> Iterator[tuple[tuple[str, ...], Month]]:
    """Each keyword takes the words up to the next one."""
    seen: set[tuple[str, ...]] = set()
    while words:
        keyword = words[0]
        kind = FROM if keyword.is_any(FROM) else UNTIL
        taken, _ = cut(words[1:], (*FROM, *UNTIL))
        if kind in seen:
            raise BadEntry(
                f"“{keyword.text}” tertulis dua kali. Tulis satu bulan mulai dan satu bulan akhir."
            )
        seen.add(kind)
        yield kind, _month(keyword.text, said(taken))
        words = words[1 + len(taken) :]


def _month(keyword: str, text: str) -> Month:
    expected = f"Sesudah “{keyword}” diharapkan bulan, misalnya 2026-07 atau Juli 2026"
    if not text:
        raise BadEntry(f"{expected}.")
    try:
        return parse_month(text)
    except NotMonth:
        raise BadEntry(f"{expected}; tertulis “{text}”.") from None
