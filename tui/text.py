"""Users' text as data, and the few ways in which figures are written on screen."""

from budget.errors import PaguError, Problem, Severity, error
from budget.money import format_number, format_rupiah
from budget.terminal import UNSAFE
from budget.terminal import plain as plain
from budget.terminal import plain_lines as plain_lines

_FORMULA = ("=", "+", "-", "@")


def tsv_cell(text: str) -> str:
    """Text for pasting into a spreadsheet: one cell, whatever it holds, and never a formula.

    A leading `=` is kept from becoming a formula, and a leading quotation mark from swallowing the cells
    that follow.
    """
    line = UNSAFE.sub(" ", text)
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
