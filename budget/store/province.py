"""Questions over all regions of a database whose schema the user may use."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from budget.errors import PaguError
from budget.period import Month, MonthRange
from budget.store.database import in_words, refusal
from budget.store.published import ROSTER
from budget.store.server import across

_STATE = """
    SELECT r.first_month, r.last_month, p.roster, p.key_mark, p.covers, ({roster}) AS now
    FROM {schema}.region r, {schema}.published p
"""
_COVER = """
    SELECT {place} AS place, hash_high, hash_low, GREATEST(first_month, :first{place}) AS first_month,
        LEAST(COALESCE(end_month, :end{place}), :end{place}) AS end_month
    FROM {schema}.published_cover
"""
_SHARED = """
    WITH cover AS NOT MATERIALIZED ({covers}),
    person AS (
        SELECT a.place AS one, b.place AS other,
            SUM(LEAST(a.end_month, b.end_month) - GREATEST(a.first_month, b.first_month)) AS months
        FROM cover a JOIN cover b ON a.hash_high = b.hash_high AND a.hash_low = b.hash_low
        WHERE a.place < b.place
        AND GREATEST(a.first_month, b.first_month) < LEAST(a.end_month, b.end_month)
        GROUP BY a.place, b.place, a.hash_high, a.hash_low
    )
    SELECT one, other, COUNT(*), SUM(months) FROM person GROUP BY one, other ORDER BY one, other
"""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many people two regencies both cover in one month or more, and in how many months together."""

    one: str
    other: str
    people: int
    person_months: int


@dataclass(frozen=True, slots=True)
class Reservation:
    """Why a regency is not looked at (`counted` False), or by what it has shown before."""

    code: str
    reason: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Twice:
    """What was found among the regencies `compared`, in code order."""

    compared: tuple[str, ...]
    covers: int
    shared: tuple[Shared, ...]
    reservations: tuple[Reservation, ...]


class Keyed(Protocol):
    """What a regency handed over, under which key."""

    @property
    def code(self) -> str: ...
    @property
    def key_mark(self) -> int: ...


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a regency has published; `span` are its plan's months. `fresh`: its people are the same now."""

    code: str
    schema: str
    span: MonthRange
    key_mark: int
    covers: int
    fresh: bool


def twice(target: str, regions: Sequence[str], first: Month | None, last: Month | None) -> Twice:
    """Who is covered by two of these regions in a month of both their plans, at one moment of the database.

    NotMonth where a plan's months are damaged. A region that cannot be compared is reserved, not counted.
    """
    try:
        with across(target).execution_options(writes=False).begin() as connection:
            shown, reservations = _all_shown(connection, regions)
            compared, others = of_one_key(shown)
            stale = [
                Reservation(each.code, "Daftar orangnya berubah sejak diterbitkan. Terbitkan lagi.", True)
                for each in compared
                if not each.fresh
            ]
            return Twice(
                tuple(each.code for each in compared),
                sum(each.covers for each in compared),
                _shared(connection, compared, first, last),
                tuple(sorted([*reservations, *others, *stale], key=lambda each: each.code)),
            )
    except DatabaseError as problem:
        raise refusal(problem) or problem from problem


def _all_shown(connection: Connection, regions: Sequence[str]) -> tuple[list[_Shown], list[Reservation]]:
    shown, reservations = [], []
    for code in regions:
        try:
            with connection.begin_nested():
                found = _shown(connection, code)
        except (DatabaseError, PaguError) as problem:
            said = in_words(problem) if isinstance(problem, DatabaseError) else str(problem)
            reservations.append(Reservation(code, said, counted=False))
            continue
        if found is None:
            reservations.append(Reservation(code, "Belum menerbitkan. Minta: pagu province publish.", False))
        else:
            shown.append(found)
    return shown, reservations


def _shown(connection: Connection, code: str) -> _Shown | None:
    schema = f"pagu_{code.replace('.', '_')}"
    made = connection.execute(text("SELECT to_regclass(:name)"), {"name": f"{schema}.published"})
    if made.scalar_one() is None:
        return None
    roster = ROSTER.replace("roster_batch", f"{schema}.roster_batch")
    row = connection.execute(text(_STATE.format(schema=schema, roster=roster))).one_or_none()
    if row is None:
        return None
    connection.execute(text(f"SELECT 1 FROM {schema}.published_cover LIMIT 1"))
    span = MonthRange(_month(row.first_month), _month(row.last_month))
    return _Shown(code, schema, span, row.key_mark, row.covers, row.roster == row.now)


def _month(stored: str) -> Month:
    return Month(int(stored[:4]), int(stored[5:]))


def of_one_key(shown: Sequence[K]) -> tuple[list[K], list[Reservation]]:
    """Those whose key most regencies used, and the others: hashes of two keys never meet."""
    if not shown:
        return [], []
    ((mark, _),) = Counter(each.key_mark for each in shown).most_common(1)
    words = "Diterbitkan dengan kunci lain daripada kebanyakan daerah. Terbitkan lagi dengan kunci provinsi."
    others = [Reservation(each.code, words, counted=False) for each in shown if each.key_mark != mark]
    return [each for each in shown if each.key_mark == mark], others


def _shared(
    connection: Connection, compared: Sequence[_Shown], first: Month | None, last: Month | None
) -> tuple[Shared, ...]:
    """By one join over all of them; months outside a regency's plan are not paid, so not counted."""
    if not compared:
        return ()
    covers: list[str] = []
    bound: dict[str, int] = {}
    for place, each in enumerate(compared):
        covers.append(_COVER.format(place=place, schema=each.schema))
        begin = max(each.span.first, first or each.span.first)
        until = min(each.span.last, last or each.span.last)
        bound |= {f"first{place}": begin.index, f"end{place}": until.index + 1}
    query = text(_SHARED.format(covers=" UNION ALL ".join(covers)))
    return tuple(
        Shared(compared[one].code, compared[other].code, int(people), int(months))
        for one, other, people, months in connection.execute(query, bound)
    )
