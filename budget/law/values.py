"""What the law fixes: rates of a wage, the bracket table of those without one, temporary discounts."""

from dataclasses import dataclass
from enum import StrEnum

from budget.contribution import Payer, Programme, Sector, Segment
from budget.period import Month, Validity


class Status(StrEnum):
    """How sure we are that a value is what the regulation says."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self.value]


_STATUS_LABELS = {
    "verified": "terverifikasi",
    "secondary": "sumber sekunder",
    "unverified": "belum diverifikasi",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The regulation and article a value comes from."""

    source: str
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class PuRate:
    """A part of the reported monthly wage, in parts per million; JKK differs by risk class."""

    programme: Programme
    risk_class: int | None
    rate_ppm: int
    validity: Validity
    reference: Reference


@dataclass(frozen=True, slots=True)
class BpuRow:
    """One income bracket: it begins at `lower` and ends where the next one begins; all in rupiah."""

    number: int
    lower: int
    base: int
    jkk: int
    jkm: int
    jht: int
    status: Status

    def contribution(self, programme: Programme) -> int:
        return {Programme.JKK: self.jkk, Programme.JKM: self.jkm, Programme.JHT: self.jht}[programme]


@dataclass(frozen=True, slots=True)
class BpuTable:
    """`own_references` are those of a regency's own values: of a programme, in one row or in all (None)."""

    rows: tuple[BpuRow, ...]
    validity: Validity
    references: tuple[tuple[Programme, Reference], ...]
    own_references: tuple[tuple[Programme, int | None, Reference], ...] = ()

    def bracket(self, income: int) -> BpuRow:
        """The row of a monthly income; the printed upper bounds leave holes, so the next row decides."""
        return next(row for row in reversed(self.rows) if row.lower <= income)

    def reference(self, programme: Programme, row: BpuRow) -> Reference:
        """The article of a programme, as sure as the less sure of article and row; or the regency's own."""
        for owned, bracket, reference in self.own_references:
            if owned is programme and bracket in (None, row.number):
                return reference
        article = dict(self.references)[programme]
        status = max(article.status, row.status, key=list(Status).index)
        return Reference(f"{article.source}, baris {row.number}", status, article.note)


@dataclass(frozen=True, slots=True)
class Discount:
    """A temporary change of the contribution: `remaining_ppm` of it is still due.

    Holds for the named programmes, segments and sectors, never for the `excluded_payers`.
    """

    name: str
    remaining_ppm: int
    programmes: tuple[Programme, ...]
    segments: tuple[Segment, ...]
    sectors: tuple[Sector, ...]
    excluded_payers: tuple[Payer, ...]
    validity: Validity
    reference: Reference
    exclusion_reference: Reference | None = None

    def concerns(self, segment: Segment, sector: Sector, month: Month) -> bool:
        """Whether it holds for such members in that month, whoever pays."""
        return segment in self.segments and sector in self.sectors and month in self.validity
