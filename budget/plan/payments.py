"""What BPJS billed, what the regency paid, and the benefits that came back: rows as they were booked.

A row that was booked is never changed. A correction is a row of its own with a reason: its people and rupiah
are what it adds, or with a minus takes away, so that the truth is the sum of all rows.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.contribution import Programme
from budget.period import Month

_DUE_DAY = 15


def due_date(month: Month) -> date:
    """The 15th of the following month (PP 44/2015)."""
    following = month.plus(1)
    return date(following.year, following.number, _DUE_DAY)


@dataclass(frozen=True, slots=True)
class Invoice:
    """A line of an invoice; `number` is its kode iuran. Without a group it is the whole month's.

    A correction names in `corrects` the number that it corrects, for the same month and group.
    """

    number: str
    month: Month
    heads: int
    jkk: int
    jkm: int
    due: date
    jht: int = 0
    group: str = ""
    note: str = ""
    corrects: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Under what the line is booked; a correction has that of the line that it corrects."""
        return (self.corrects or self.number).casefold(), self.month, self.group.casefold()

    @property
    def rupiah(self) -> int:
        return self.jkk + self.jkm + self.jht

    def of(self, programme: Programme) -> int:
        match programme:
            case Programme.JKK:
                return self.jkk
            case Programme.JKM:
                return self.jkm
            case Programme.JHT:
                return self.jht


@dataclass(frozen=True, slots=True)
class InvoicePerson:
    """A person whom an invoice names. The NIK is personal data: it is shown masked."""

    number: str
    month: Month
    nik: int
    jkk: int
    jkm: int
    jht: int = 0


@dataclass(frozen=True, slots=True)
class NamedSum:
    """What the persons of an invoice add up to in a month."""

    number: str
    month: Month
    heads: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment on its way from SPP over SPM to SP2D; it is paid on `day`, the date of the SP2D.

    Without a day it is on its way. A correction names in `corrects` the document that it corrects, and
    counts on its own day.
    """

    amount: int
    spp: str = ""
    spm: str = ""
    sp2d: str = ""
    day: date | None = None
    account: str = ""
    programmes: tuple[Programme, ...] = ()
    skpd: str = ""
    invoice: str = ""
    note: str = ""
    corrects: str = ""
    reason: str = ""

    @property
    def document(self) -> str:
        """The last document that it has reached."""
        return self.corrects or self.sp2d or self.spm or self.spp

    @property
    def key(self) -> tuple[Hashable, ...]:
        return (
            self.document.casefold(),
            self.account,
            self.programmes,
            self.skpd.casefold(),
            self.invoice.casefold(),
        )


class BenefitKind(StrEnum):
    JKK = "jkk"
    JKM = "jkm"
    SCHOLARSHIP = "beasiswa"


@dataclass(frozen=True, slots=True)
class Benefit:
    """Benefits that BPJS paid to members of a group, or of the whole regency, in a year."""

    year: int
    kind: BenefitKind
    cases: int
    rupiah: int
    group: str = ""
    day: date | None = None
    source: str = ""
    note: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        return self.year, self.kind, self.group.casefold(), self.day, self.source.casefold()


class Step(StrEnum):
    """The two steps of the funnel that are entered: named in a decree, and accepted by BPJS."""

    DECREED = "ditetapkan"
    ACCEPTED = "diterima"


@dataclass(frozen=True, slots=True)
class FunnelCount:
    """How many people reached a step in a month; with `lost_to`, how many it lost to that cause."""

    group: str
    month: Month
    step: Step
    heads: int
    lost_to: str = ""
    source: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        return self.group.casefold(), self.month, self.step, self.lost_to.casefold()


BookedRow = Invoice | Payment | Benefit | FunnelCount


@dataclass(frozen=True, slots=True)
class Book:
    """All that is booked, in the order of entry; `named` are sums over persons, who stay in the store."""

    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    counts: tuple[FunnelCount, ...] = ()
    named: tuple[NamedSum, ...] = ()

    @property
    def rows(self) -> tuple[BookedRow, ...]:
        return (*self.invoices, *self.payments, *self.benefits, *self.counts)

    def plus(self, rows: Iterable[BookedRow], named: Iterable[NamedSum] = ()) -> "Book":
        """The book with more rows at its end."""
        more = tuple(rows)
        return Book(
            self.invoices + tuple(row for row in more if isinstance(row, Invoice)),
            self.payments + tuple(row for row in more if isinstance(row, Payment)),
            self.benefits + tuple(row for row in more if isinstance(row, Benefit)),
            self.counts + tuple(row for row in more if isinstance(row, FunnelCount)),
            self.named + tuple(named),
        )


def paid(payments: Iterable[Payment]) -> tuple[Payment, ...]:
    """What has left the treasury: payments with an SP2D, and corrections."""
    return tuple(payment for payment in payments if payment.day is not None)


def on_the_way(payments: Iterable[Payment]) -> tuple[Payment, ...]:
    """Requested but not yet paid; of rows with the same SPP the one that got furthest."""
    payments = tuple(payments)
    done = {number.casefold() for p in paid(payments) for number in (p.spp, p.spm) if number}
    ordered = {p.spp.casefold() for p in payments if p.day is None and p.spm}
    return tuple(
        p
        for p in payments
        if p.day is None
        and not {p.spp.casefold(), p.spm.casefold()} & done
        and (p.spm or p.spp.casefold() not in ordered)
    )
