"""Coverage figures and targets of a workspace, one row each."""

from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import Session, col, func, select

from budget.errors import Conflict
from budget.period import parse_month
from budget.plan.coverage import (
    Claimed,
    Coverage,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.growth import GrowthPath
from budget.plan.listed import CHANGED
from budget.store.change import Change, added, dump, key_of
from budget.store.coverage_tables import CoverageFigureRow, CoverageTargetRow
from budget.store.sound_rows import reading_rows, sound

R = TypeVar("R", CoverageFigureRow, CoverageTargetRow)
CoverageRecord = CoverageFigure | CoverageTarget


class CoverageRows:
    """Reads and writes coverage; what is written comes back as changes for the journal."""

    def __init__(self, session: Session, region_code: str) -> None:
        self._session = session
        self._region_code = region_code

    def all(self) -> Coverage:
        """Everything in the order of entry; FileError where a row holds what no figure may hold."""
        with reading_rows():
            return Coverage(
                tuple(_figure(row) for row in self._rows(CoverageFigureRow)),
                tuple(_target(row) for row in self._rows(CoverageTargetRow)),
            )

    def put(self, old: CoverageRecord | None, new: CoverageRecord) -> list[Change]:
        """Add a record, or change one; Conflict where `old` is not stored any more."""
        if old is None:
            row = self._new(new)
            self._session.add(row)
            self._session.flush()
            return [added(row)]
        stored = self._stored(old)
        before = dump(stored)
        for name, value in self._new(new).model_dump(exclude={"id", "position"}).items():
            setattr(stored, name, value)
        self._session.flush()
        after = dump(stored)
        return [] if after == before else [Change(str(stored.__tablename__), key_of(stored), before, after)]

    def remove(self, record: CoverageRecord) -> list[Change]:
        """Take a record out; Conflict where it is not stored any more."""
        stored = self._stored(record)
        change = Change(str(stored.__tablename__), key_of(stored), dump(stored), None)
        self._session.delete(stored)
        self._session.flush()
        return [change]

    def _rows(self, model: type[R]) -> Sequence[R]:
        query = select(model).where(model.region_code == self._region_code).order_by(col(model.position))
        return sound(self._session.exec(query))

    def _stored(self, record: CoverageRecord) -> CoverageFigureRow | CoverageTargetRow:
        if isinstance(record, CoverageFigure):
            figures = (row for row in self._rows(CoverageFigureRow) if _figure(row) == record)
            if (figure := next(figures, None)) is not None:
                return figure
        else:
            targets = (row for row in self._rows(CoverageTargetRow) if _target(row) == record)
            if (target := next(targets, None)) is not None:
                return target
        raise Conflict(CHANGED)

    def _new(self, record: CoverageRecord) -> CoverageFigureRow | CoverageTargetRow:
        if isinstance(record, CoverageFigure):
            return _figure_row(record, self._region_code, self._next(CoverageFigureRow))
        return _target_row(record, self._region_code, self._next(CoverageTargetRow))

    def _next(self, model: type[R]) -> int:
        return (self._session.exec(select(func.max(model.position))).one() or 0) + 1


def _figure_row(figure: CoverageFigure, region_code: str, position: int) -> CoverageFigureRow:
    return CoverageFigureRow(
        region_code=region_code,
        position=position,
        period=str(figure.period),
        kecamatan=figure.kecamatan,
        kind=figure.kind.value,
        people=figure.people,
        source=figure.source,
        percent_ppm=figure.claimed.ppm if figure.claimed else None,
        percent_of=figure.claimed.of.value if figure.claimed else None,
    )


def _figure(row: CoverageFigureRow) -> CoverageFigure:
    claimed = None
    if row.percent_ppm is not None and row.percent_of is not None:
        claimed = Claimed(row.percent_ppm, CoverageKind(row.percent_of))
    kind = CoverageKind(row.kind)
    return CoverageFigure(_period(row.period), kind, row.people, row.kecamatan, row.source, claimed)


def _period(text: str) -> Period:
    year, _, month = text.partition("-")
    return Period(int(year), int(month or 0))


def _target_row(target: CoverageTarget, region_code: str, position: int) -> CoverageTargetRow:
    return CoverageTargetRow(
        region_code=region_code,
        position=position,
        share_ppm=target.share_ppm,
        percent_of=target.of.value,
        month=str(target.month),
        first_month=str(target.first),
        path=target.path.value,
        source=target.source,
    )


def _target(row: CoverageTargetRow) -> CoverageTarget:
    return CoverageTarget(
        row.share_ppm,
        CoverageKind(row.percent_of),
        parse_month(row.month),
        parse_month(row.first_month),
        GrowthPath(row.path),
        row.source,
    )
