"""Users' text as data, and the few ways in which figures are written on screen."""

import re

from budget.errors import PaguError, Problem, Severity, error
from budget.money import format_number, format_rupiah

# Control and direction characters would move the cursor or the words around them.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@")


def plain(text: str) -> str:
    """One line that a terminal shows as it stands."""
    return _UNSAFE.sub("·", text)


def plain_lines(text: str) -> str:
    """Lines that a terminal shows as they stand."""
    return "\n".join(map(plain, text.split("\n")))


def tsv_cell(text: str) -> str:
    """Text for pasting into a spreadsheet: one cell, whatever it holds, and never a formula.

    A leading `=` is kept from becoming a formula, and a leading quotation mark from swallowing the cells
    that follow.
    """
    line = _UNSAFE.sub(" ", text)
    if line.lstrip().startswith(_FORMULA):
        return f"'{line}"
    return '"{}"'.format(line.replace('"', '""')) if line.startswith('"') else line


def signed_rupiah(amount: int) -> str:
    return f"+{format_rupiah(amount)}" if amount > 0 else format_rupiah(amount)


def effect_text(amount: int | None) -> str:
    """What a change did to the cost: unknown where the plan could not be costed."""
    if amount is None:
        return "dampak tidak diketahui"
    return signed_rupiah(amount) if amount else "biaya tidak berubah"


def signed_number(amount: int) -> str:
    return f"+{format_number(amount)}" if amount > 0 else format_number(amount)


def share_text(part: int, whole: int) -> str:
    """``95,8 %``, cut and not rounded: 100 % is only shown when it is reached."""
    if whole <= 0:
        return "–"
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10} %"


def problem_line(problem: Problem) -> str:
    """A problem with its weight in words, so that colour is not needed."""
    weight = "Kesalahan" if problem.severity is Severity.ERROR else "Peringatan"
    return plain(f"{weight} · {problem}")


def problems_of(reason: BaseException) -> tuple[Problem, ...]:
    """What to tell the user about any failure."""
    if isinstance(reason, PaguError):
        return reason.problems
    message = f"Kesalahan yang tidak terduga ({type(reason).__name__}): {reason}"
    return (error("tak_terduga", "", message),)
