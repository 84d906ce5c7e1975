"""Finding people of the roster: the current members, as the screen, the lists and the checks ask for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import bindparam, text
from sqlmodel import Session

from budget.period import Month
from budget.roster.member import Member, Sex, StoredCover
from budget.roster.search import PeopleFilter
from budget.store.twins import OPEN_PAIRS

_PER_QUERY = 5_000
_MEMBER = "member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id"
_COLUMNS = """
    m.nik, m.name, m.birth_date, m.sex, g.name, s.kecamatan, s.village, m.first_month,
    m.end_month, s.wage_sen, m.birth_place, m.mother, m.phone, m.address, m.kpj, m.marks
"""
# As offices keep their lists.
_BY_PLACE = "ORDER BY g.position, g.id, s.kecamatan, s.village, m.name, m.id"
_COVERED = "+m.current = 1 AND m.first_month <= :month AND (m.end_month IS NULL OR m.end_month > :month)"
_SEXES = {sex.value: sex for sex in Sex}
# A row of the same person that ends, or begins, where a month begins.
_ENDING = "SELECT 1 FROM member e WHERE e.nik = m.nik AND e.current = 1 AND e.end_month = :month"
_STARTING = "SELECT 1 FROM member e WHERE e.nik = m.nik AND e.current = 1 AND e.first_month = :month"


@dataclass(frozen=True, slots=True)
class Turnover:
    """A month against the month before: rows of who `joined`, and of who `left` (as they were covered).

    `moved` are the rows before and after of those who are covered in both in another group, place or wage.
    """

    joined: array[int]
    left: array[int]
    moved: tuple[tuple[int, int], ...]


class PlaceCount(NamedTuple):
    """How many people of a group are covered in a village; texts are empty where the list does not say."""

    group: str
    kecamatan: str
    village: str
    people: int


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A member and the number of its row."""

    id: int
    member: Member


class People:
    """The current members of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def numbers(self, wanted: PeopleFilter, limit: int | None = None) -> array[int]:
        """The rows' numbers in the order in which the lists came; at most `limit` of them."""
        conditions, bound = _conditions(wanted)
        query = f"SELECT m.id FROM member m WHERE {' AND '.join(conditions)} ORDER BY m.id"
        if limit is not None:
            query, bound = f"{query} LIMIT :limit", {**bound, "limit": limit}
        return array("q", (row[0] for row in self._session.connection().execute(text(query), bound)))

    def count(self, wanted: PeopleFilter) -> int:
        """How many `numbers` would find."""
        conditions, bound = _conditions(wanted)
        query = f"SELECT COUNT(*) FROM member m WHERE {' AND '.join(conditions)}"
        return int(self._session.connection().execute(text(query), bound).scalar_one())

    def members(self, rows: Sequence[int]) -> list[StoredMember]:
        """The members of these rows in the order asked for; those that are gone are left out."""
        found = {m.id: m for part in _parts(rows) for m in _members(self._session, part)}
        return [found[number] for number in rows if number in found]

    def places_in(self, month: Month) -> list[PlaceCount]:
        """How many are covered in a month in each group, kecamatan and village, in the order of `covered`."""
        query = f"""
            SELECT g.name, s.kecamatan, s.village, COUNT(*) FROM {_MEMBER} WHERE {_COVERED}
            GROUP BY g.position, g.id, s.kecamatan, s.village
            ORDER BY g.position, g.id, s.kecamatan, s.village
        """
        rows = self._session.connection().execute(text(query), {"month": month.index})
        return [PlaceCount(*row) for row in rows]

    def covered(self, month: Month) -> Iterator[Member]:
        """Everybody covered in a month: by group, kecamatan, village and name, read as they are asked for."""
        query = text(f"SELECT {_COLUMNS} FROM {_MEMBER} WHERE {_COVERED} {_BY_PLACE}")
        found = self._session.connection().execute(query, {"month": month.index})
        for part in found.partitions(_PER_QUERY):
            for row in part:
                yield _member(*row)

    def turnover(self, month: Month) -> Turnover:
        """Who is covered in the month and was not in the one before, the other way round, and otherwise.

        Covers of one NIK never overlap: whoever is new has a row that starts, and none that ends.
        """
        moved = f"""
            SELECT e.id, m.id FROM {_MEMBER} JOIN member e ON e.nik = m.nik
            WHERE m.current = 1 AND m.first_month = :month AND e.current = 1 AND e.end_month = :month
            AND e.stratum_id <> m.stratum_id {_BY_PLACE}
        """
        rows = self._session.connection().execute(text(moved), {"month": month.index})
        return Turnover(
            self._by_place(f"m.first_month = :month AND NOT EXISTS ({_ENDING})", month),
            self._by_place(f"m.end_month = :month AND NOT EXISTS ({_STARTING})", month),
            tuple((before, after) for before, after in rows),
        )

    def _by_place(self, where: str, month: Month) -> array[int]:
        query = text(f"SELECT m.id FROM {_MEMBER} WHERE m.current = 1 AND {where} {_BY_PLACE}")
        rows = self._session.connection().execute(query, {"month": month.index})
        return array("q", (row[0] for row in rows))

    def covers(self, niks: Iterable[int]) -> Iterator[StoredCover]:
        """Every current cover of these NIK."""
        query = text("""
            SELECT m.id, m.nik, g.name, s.kecamatan, s.village, s.wage_sen, m.first_month, m.end_month
            FROM member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id
            WHERE m.nik IN :niks AND m.current = 1
        """).bindparams(bindparam("niks", expanding=True))
        for part in _parts(niks):
            for row in self._session.connection().execute(query, {"niks": part}):
                yield StoredCover(*row)

    def covers_in(self, month: Month, groups: Iterable[str]) -> Iterator[StoredCover]:
        """Every current cover in a month, of these groups."""
        query = text("""
            SELECT m.id, m.nik, g.name, s.kecamatan, s.village, s.wage_sen, m.first_month, m.end_month
            FROM member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id
            WHERE +m.current = 1 AND m.first_month <= :month AND (m.end_month IS NULL OR m.end_month > :month)
            AND g.name IN :groups
        """).bindparams(bindparam("groups", expanding=True))
        bound = {"month": month.index, "groups": list(groups)}
        return (StoredCover(*row) for row in self._session.connection().execute(query, bound))

    def resembling(
        self, dates: Iterable[date], villages: Iterable[str], before: int
    ) -> Iterator[tuple[int, int, str, str, str, str, str]]:
        """Id, NIK, name, birth date, kecamatan, village and sex of current members of rows below `before`
        who share a birth date or a village with others.
        """
        wanted_dates, wanted_villages = {day.isoformat() for day in dates}, set(villages)
        query = """
            SELECT m.id, m.nik, m.name, m.birth_date, s.kecamatan, s.village, m.sex
            FROM member m JOIN stratum s ON s.id = m.stratum_id
            WHERE +m.current = 1 AND m.id < :before
        """
        for row in self._session.connection().execute(text(query), {"before": before}):
            if row[3] in wanted_dates or row[5] in wanted_villages:
                yield tuple(row)

    def counts_by_mark(self, marks: Iterable[int]) -> Mapping[int, int]:
        """How many current members bear each mark."""
        marks = list(marks)
        sums = ", ".join(
            f"COALESCE(SUM(CASE WHEN marks & {mark} <> 0 THEN 1 ELSE 0 END), 0)" for mark in marks
        )
        row = self._session.connection().execute(text(f"SELECT {sums} FROM member WHERE +current = 1")).one()
        return dict(zip(marks, row, strict=True))

    def places(self) -> list[tuple[str, str, str, int]]:
        """Group, kecamatan, village and how many current members were ever listed there."""
        query = """
            SELECT g.name, s.kecamatan, s.village, SUM(c.joined)
            FROM stratum_count c
            JOIN stratum s ON s.id = c.stratum_id JOIN member_group g ON g.id = s.group_id
            GROUP BY g.name, s.kecamatan, s.village HAVING SUM(c.joined) > 0
            ORDER BY g.name, s.kecamatan, s.village
        """
        rows = self._session.connection().execute(text(query))
        return [(group, kecamatan, village, int(people)) for group, kecamatan, village, people in rows]


def _conditions(wanted: PeopleFilter) -> tuple[list[str], dict[str, object]]:
    conditions, bound = ["+m.current = 1"], dict[str, object]()

    def add(condition: str, **values: object) -> None:
        conditions.append(condition)
        bound.update(values)

    if wanted.words.strip():
        literal = wanted.words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        add(
            "(lower(m.name) LIKE :words ESCAPE '\\' OR CAST(m.nik AS TEXT) LIKE :words ESCAPE '\\')",
            words=f"%{literal.lower()}%",
        )
    query, values = strata_query(wanted)
    if query:
        add(f"m.stratum_id IN ({query})", **values)
    if wanted.mark:
        add("m.marks & :mark <> 0", mark=wanted.mark)
    if wanted.likely_twin:
        add(f"m.id IN (SELECT t.member_a {OPEN_PAIRS} UNION SELECT t.member_b {OPEN_PAIRS})")
    if wanted.joined_in:
        add("m.first_month = :joined", joined=wanted.joined_in.index)
    if wanted.left_in:
        add("m.end_month = :left", left=wanted.left_in.index)
    if wanted.covered_in:
        add(
            "m.first_month <= :covered AND (m.end_month IS NULL OR m.end_month > :covered)",
            covered=wanted.covered_in.index,
        )
    if wanted.born_after:
        add("m.birth_date > :born_after", born_after=wanted.born_after.isoformat())
    if wanted.born_until:
        add("m.birth_date <= :born_until", born_until=wanted.born_until.isoformat())
    return conditions, bound


def strata_query(wanted: PeopleFilter) -> tuple[str, dict[str, object]]:
    """A query of the numbers of the strata asked for, and its parameters; empty where all are."""
    asked = {"g.name": wanted.group, "s.kecamatan": wanted.kecamatan, "s.village": wanted.village}
    bound = {column[2:]: value for column, value in asked.items() if value is not None}
    if not bound:
        return "", {}
    where = " AND ".join(f"{column} = :{column[2:]}" for column in asked if column[2:] in bound)
    return f"SELECT s.id FROM stratum s JOIN member_group g ON g.id = s.group_id WHERE {where}", {**bound}


def _members(session: Session, rows: Sequence[int]) -> Iterator[StoredMember]:
    asked = text(f"SELECT m.id, {_COLUMNS} FROM {_MEMBER} WHERE m.id IN :rows AND +m.current = 1")
    query = asked.bindparams(bindparam("rows", expanding=True))
    for number, *columns in session.connection().execute(query, {"rows": list(rows)}):
        yield StoredMember(number, _member(*columns))


def _member(nik: int, name: str, born: str, sex: str, *rest: Any) -> Member:
    return Member(nik, name, date.fromisoformat(born), _SEXES[sex], *rest)


def _parts(values: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(values)
    while part := list(islice(remaining, _PER_QUERY)):
        yield part
