"""Values that a regency puts before those of the shipped law, with its own reference; never verified."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.contribution import Programme
from budget.law.values import BpuRow, BpuTable, PuRate, Reference, Status
from budget.period import Validity

_NO_REFERENCE = "Andaian tanpa dasar hukum"
_NOTE = "Nilai yang ditulis daerah, menggantikan nilai bawaan pagu."


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A part of the wage in parts per million; for JKK of one risk class."""

    programme: Programme
    risk_class: int | None
    rate_ppm: int
    validity: Validity
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OwnContribution:
    """A BPU contribution in rupiah, of one row of the bracket table or (None) of every row."""

    programme: Programme
    bracket: int | None
    rupiah: int
    validity: Validity
    reference: str = ""


LawValue = OwnRate | OwnContribution


def reference_of(value: LawValue) -> Reference:
    return Reference(value.reference or _NO_REFERENCE, Status.UNVERIFIED, _NOTE)


def own_rates(values: Sequence[LawValue]) -> tuple[PuRate, ...]:
    """The later value first, as the first one that holds in a month is taken."""
    return tuple(
        PuRate(value.programme, value.risk_class, value.rate_ppm, value.validity, reference_of(value))
        for value in reversed(values)
        if isinstance(value, OwnRate)
    )


def own_tables(shipped: Sequence[BpuTable], values: Sequence[LawValue]) -> tuple[BpuTable, ...]:
    """The shipped tables with own contributions in their rows, for the stretches of months that have any."""
    own = [value for value in values if isinstance(value, OwnContribution)]
    validities = [*(table.validity for table in shipped), *(value.validity for value in own)]
    starts = {v.first for v in validities} | {v.last.plus(1) for v in validities if v.last is not None}
    tables: list[BpuTable] = []
    for start, following in zip(ordered := sorted(starts), [*ordered[1:], None], strict=True):
        held = [value for value in own if start in value.validity]
        table = next((table for table in shipped if start in table.validity), None)
        if held and table is not None:
            stretch = Validity(start, None if following is None else following.plus(-1))
            tables.append(_with_rows(table, stretch, held))
    return tuple(tables)


def _with_rows(table: BpuTable, stretch: Validity, values: Sequence[OwnContribution]) -> BpuTable:
    rows = table.rows
    for value in values:
        rows = tuple(_changed(row, value) if _is_meant(row, value) else row for row in rows)
    references = tuple((value.programme, value.bracket, reference_of(value)) for value in reversed(values))
    return replace(table, rows=rows, validity=stretch, own_references=references)


def _is_meant(row: BpuRow, value: OwnContribution) -> bool:
    return value.bracket in (None, row.number)


def _changed(row: BpuRow, value: OwnContribution) -> BpuRow:
    match value.programme:
        case Programme.JKK:
            return replace(row, jkk=value.rupiah)
        case Programme.JKM:
            return replace(row, jkm=value.rupiah)
        case Programme.JHT:
            return replace(row, jht=value.rupiah)
