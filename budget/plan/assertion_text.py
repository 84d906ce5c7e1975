"""Assertions as lines of text: ``guru ngaji 2026 = Rp452.508.000``, ``semua TA 2026 JKK = 3,2 miliar``.

Names of groups may be cut short as in what-ifs; without a name, or after ``semua``, the whole plan is meant.
"""

import re
from collections.abc import Iterable

from budget.contribution import Programme
from budget.errors import BadEntry, PlanError, Problem, error
from budget.plan.assertions import Assertion
from budget.plan.records import Plan
from budget.plan.what_if_names import group_or_all
from budget.plan.what_if_values import amount_of, sides
from budget.plan.what_if_words import Word, Words, lines_of, said

EXAMPLE = "guru ngaji 2026 = Rp452.508.000"
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_BETWEEN_PROGRAMMES = re.compile("[,+/&]")
_FILLERS = ("ta", "tahun", "dan", "+", "&", ",")


def read_assertions(texts: Iterable[str], plan: Plan) -> tuple[Assertion, ...]:
    """The assertions of all texts, in order; a text may hold several lines, separated by ``;``.

    PlanError has a problem for every line that is none, with the line as its place.
    """
    found: list[Assertion] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            lines = lines_of(text) or [()]
        except BadEntry as misfit:
            problems.append(error("patokan", text.strip(), str(misfit)))
            continue
        for words in lines:
            try:
                found.append(_line(words, plan))
            except BadEntry as misfit:
                problems.append(error("patokan", said(words), str(misfit)))
    if problems:
        raise PlanError(problems)
    return tuple(found)


def _line(words: Words, plan: Plan) -> Assertion:
    about, amount = sides(words, f"biayanya: {EXAMPLE}")
    name, year, programmes = _parts(about)
    if year is None:
        raise BadEntry(f"Sebelum “=” diharapkan tahun anggaran: {EXAMPLE}.")
    group = group_or_all(name, plan) if name else None
    rupiah = amount_of(amount, "Sesudah “=”")
    if rupiah < 0:
        raise BadEntry("Biaya patokan tidak boleh kurang dari nol.")
    return Assertion(group or "", year, programmes, rupiah)


def _parts(words: Words) -> tuple[Words, int | None, tuple[Programme, ...]]:
    """The name, and the year and programmes behind it in whatever order."""
    year: int | None = None
    named: set[Programme] = set()
    while words:
        last = words[-1]
        if found := _programmes(last):
            named |= found
        elif year is None and not last.quoted and _YEAR.fullmatch(last.text):
            year = int(last.text)
        elif not last.is_any(_FILLERS):
            break
        words = words[:-1]
    return words, year, tuple(programme for programme in Programme if programme in named)


def _programmes(word: Word) -> frozenset[Programme]:
    """``JKK`` or ``JKK,JKM``; none where the word is anything else."""
    parts = [part for part in _BETWEEN_PROGRAMMES.split(word.text.upper()) if part]
    if word.quoted or not all(part in Programme.__members__ for part in parts):
        return frozenset()
    return frozenset(Programme[part] for part in parts)
