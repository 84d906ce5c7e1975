"""What the findings about a row make of it: rejected, or a member with marks."""

from functools import cache

from budget.roster.finding import FINDINGS, Outcome
from budget.roster.member import Mark

_RANK = {code: rank for rank, code in enumerate(FINDINGS)}
_REJECTING = frozenset(code for code, found in FINDINGS.items() if found.outcome is Outcome.REJECTED)
# Which finding leaves which mark; as plain numbers, since flags are slow to combine.
_MARKS = {
    "nik_daerah_lain": int(Mark.OTHER_REGION),
    "sesuai_ktp": int(Mark.CONFIRMED),
    "tanggal_lahir_dari_nik": int(Mark.BIRTH_FROM_NIK),
    "tanpa_desa": int(Mark.NO_VILLAGE),
    "upah_beda": int(Mark.WAGE_DIFFERS),
}


def judged(codes: list[str]) -> tuple[int | None, tuple[str, ...]]:
    """The marks of a member, None where there is to be none; and each code once, in order."""
    found = tuple(sorted(set(codes), key=_RANK.__getitem__))
    if not _REJECTING.isdisjoint(found):
        return None, found
    return sum(_MARKS[code] for code in found), found


def marks_of(codes: list[str]) -> int | None:
    """The marks of a member with these findings, None where there is to be none."""
    return judged(codes)[0]


@cache
def noted(marks: int) -> tuple[str, ...]:
    """The findings that a member's marks stand for, in their order."""
    return tuple(code for code in FINDINGS if marks & _MARKS.get(code, 0))
