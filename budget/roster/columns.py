"""Which column of a list holds what, by the titles that offices give their columns."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from budget.roster.member import RosterField as F
from budget.roster.titles import HINTS, IGNORED, PREFIXES, TITLES

_SEPARATORS = re.compile(r"[\W_]+")
_REMARK = re.compile(r"\([^)]*\)|\[[^]]*\]")
REQUIRED = (F.NIK, F.NAME, F.GROUP, F.FIRST)
# Shorter titles differ from each other by less than a slip of the pen.
_SHORTEST_FUZZY, _LONG, _LONGEST_FUZZY = 5, 9, 60
_KNOWN = [title for title in (*TITLES, *IGNORED, *HINTS) if len(title) >= _SHORTEST_FUZZY]
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Unclear:
    """A title that may mean each of `candidates`, or whose field another column claims too."""

    title: str
    position: int
    candidates: tuple[F, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Columns by position from 0; `missing` are required ones; `unused` are titles that nobody knows."""

    columns: Mapping[F, int]
    unclear: tuple[Unclear, ...]
    missing: tuple[F, ...]
    unused: tuple[str, ...]


def normal(title: str) -> str:
    """A title without what does not matter: capitals, spaces, dots, other marks."""
    return _SEPARATORS.sub("", title[:_LONGEST_TITLE].casefold())


def layout_key(titles: Iterable[str]) -> str:
    """The name under which a mapping for lists with these titles is remembered."""
    return hashlib.sha256("\x1f".join(map(normal, titles)).encode()).hexdigest()[:32]


def recognise(titles: Sequence[str], mapping: Mapping[str, F | None], given: frozenset[F]) -> Recognition:
    """`mapping` says what a title means (None: nothing) and wins; `given` needs no column of its own."""
    said = {normal(title): field for title, field in mapping.items()}
    claims: dict[F, list[int]] = {}
    unclear: list[Unclear] = []
    unknown: list[int] = []
    for position, title in enumerate(titles):
        key = normal(title)
        if not key or (key in said and said[key] is None):
            continue
        named = said.get(key)
        candidates = (named,) if named else fields_of(title)
        if len(candidates) > 1:
            unclear.append(Unclear(title, position, candidates))
        elif candidates:
            claims.setdefault(candidates[0], []).append(position)
        elif not is_ignored(title):
            unknown.append(position)
    columns, contested = _settled(titles, claims, said)
    hinted = _hinted(titles, unknown, columns, claims, given)
    unclear += contested + hinted
    taken = {each.position for each in hinted}
    return Recognition(
        MappingProxyType(columns),
        tuple(sorted(unclear, key=lambda each: each.position)),
        tuple(field for field in REQUIRED if field not in columns and field not in given),
        tuple(titles[position] for position in unknown if position not in taken),
    )


def _settled(
    titles: Sequence[str], claims: Mapping[F, list[int]], said: Mapping[str, F | None]
) -> tuple[dict[F, int], list[Unclear]]:
    """A column that was named by the mapping beats those that only look like it."""
    columns: dict[F, int] = {}
    contested: list[Unclear] = []
    for field, positions in claims.items():
        named = [at for at in positions if said.get(normal(titles[at])) is field]
        rivals = named or positions
        if len(rivals) == 1:
            columns[field] = rivals[0]
        else:
            contested += [Unclear(titles[at], at, (field,)) for at in rivals]
    return columns, contested


def _hinted(
    titles: Sequence[str],
    unknown: Iterable[int],
    columns: Mapping[F, int],
    claims: Mapping[F, list[int]],
    given: frozenset[F],
) -> list[Unclear]:
    """Titles that may stand for a required field that no other column claims."""
    found: list[Unclear] = []
    for position in unknown:
        field = HINTS.get(normal(titles[position]))
        if field and field not in columns and field not in claims and field not in given:
            found.append(Unclear(titles[position], position, (field,)))
    return found


def is_ignored(title: str) -> bool:
    """A title that lists often have and rosters do not need."""
    return any(form in IGNORED for form in _forms(title))


def fields_of(title: str) -> tuple[F, ...]:
    """What a title may mean: one field, none, or several where a misspelling leaves it open."""
    forms = list(_forms(title))
    for form in forms:
        if field := TITLES.get(form):
            return (field,)
    if any(form in IGNORED or form in HINTS for form in forms):
        return ()
    return _similar(forms[0]) if forms else ()


def _forms(title: str) -> Iterable[str]:
    """The title; without its remarks; without the heading over several columns that stands before it."""
    whole = normal(title)
    bare = normal(_REMARK.sub(" ", title))
    for form in dict.fromkeys((whole, bare)):
        if form:
            yield form
            for prefix in PREFIXES:
                if form.startswith(prefix) and len(form) > len(prefix):
                    yield form.removeprefix(prefix)


def _similar(form: str) -> tuple[F, ...]:
    """Fields with a title that differs by one slip, or by two if it is long."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    if not _SHORTEST_FUZZY <= len(form) <= _LONGEST_FUZZY:
        return ()
    slips = 1 if len(form) < _LONG else 2
    nearest: dict[F | None, int] = {}
    for known, distance, _ in extract(form, _KNOWN, scorer=OSA.distance, score_cutoff=slips, limit=None):
        nearest.setdefault(TITLES.get(known), int(distance))
    fields = tuple(field for field in nearest if field)
    # Nearer to a title that is not needed: then it is that one.
    if None in nearest and fields and nearest[None] < min(nearest[field] for field in fields):
        return ()
    return fields
