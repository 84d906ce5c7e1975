"""Invoices, payments, benefits and counts of the funnel in the workspace: rows are added, never changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, insert, text
from sqlmodel import Session, col, func, select

from budget.contribution import Programme
from budget.errors import Conflict
from budget.period import Month, parse_month
from budget.plan.payments import (
    Benefit,
    BenefitKind,
    Book,
    BookedRow,
    FunnelCount,
    Invoice,
    InvoicePerson,
    NamedSum,
    Payment,
    Step,
)
from budget.store.change import Change, added, dump, key_of
from budget.store.counts import group_ids
from budget.store.payment_tables import (
    BenefitRow,
    FunnelCountRow,
    InvoiceListRow,
    InvoicePersonRow,
    InvoiceRow,
    PaymentRow,
)
from budget.store.sound_rows import reading_rows, sound
from budget.store.tables import GroupRow, Row

R = TypeVar("R", bound=Row)
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Billed:
    """Persons of a month's invoices: NIK and rupiah run parallel, a person may stand more than once."""

    nik: tuple[int, ...]
    rupiah: tuple[int, ...]


class Bookkeeping:
    """The book of a workspace; what is added comes back as changes for the journal."""

    def __init__(self, session: Session, region_code: str) -> None:
        self._session = session
        self._region_code = region_code

    def book(self) -> Book:
        """Everything in the order of entry; FileError where a row holds what none may hold."""
        groups = {row.id: row.name for row in self._session.exec(select(GroupRow)).all()}
        groups[None] = ""
        with reading_rows():
            return Book(
                tuple(_invoice(row, groups[row.group_id]) for row in self._rows(InvoiceRow)),
                tuple(_payment(row) for row in self._rows(PaymentRow)),
                tuple(_benefit(row, groups[row.group_id]) for row in self._rows(BenefitRow)),
                tuple(_count(row, groups[row.group_id]) for row in self._rows(FunnelCountRow)),
                tuple(
                    NamedSum(row.number, parse_month(row.month), row.heads, row.rupiah)
                    for row in self._rows(InvoiceListRow)
                    if row.active
                ),
            )

    def add(self, rows: Iterable[BookedRow]) -> list[Change]:
        """Book rows in their order; their groups are those of the plan."""
        groups = group_ids(self._session)
        stored = [self._row(row, groups) for row in rows]
        for model in {type(row) for row in stored}:
            last = self._session.exec(select(func.max(model.position))).one() or 0
            for number, row in enumerate((r for r in stored if type(r) is model), start=last + 1):
                row.position = number
        self._session.add_all(stored)
        self._session.flush()
        return [added(row) for row in stored]

    def knows_list(self, persons: Sequence[InvoicePerson]) -> bool:
        """Whether exactly these persons are kept of an invoice and month; Conflict where others are."""
        number, month = persons[0].number, persons[0].month
        for row in self._rows(InvoiceListRow):
            if row.active and row.number.casefold() == number.casefold() and row.month == str(month):
                if row.digest == _digest(persons):
                    return True
                raise Conflict(
                    f"Daftar peserta tagihan {number} {month.label} sudah dibukukan dengan isi lain. Pakai "
                    "nomor tagihan koreksi untuk selisihnya."
                )
        return False

    def add_list(self, persons: Sequence[InvoicePerson], source: str) -> list[Change]:
        """Keep whom one invoice names in one month; nothing where it is kept already.

        Conflict where another list is. `persons` are not empty, each NIK once.
        """
        if self.knows_list(persons):
            return []
        last = self._session.exec(select(func.max(InvoiceListRow.position))).one() or 0
        kept = InvoiceListRow(
            region_code=self._region_code,
            position=last + 1,
            number=persons[0].number,
            month=str(persons[0].month),
            source=source,
            heads=len(persons),
            rupiah=sum(p.jkk + p.jkm + p.jht for p in persons),
            digest=_digest(persons),
            active=0,
        )
        self._session.add(kept)
        self._session.flush()
        lines = _lines(persons)
        for at in range(0, len(lines), _AT_ONCE):
            part = [
                {"list_id": kept.id, "nik": nik, "jkk": jkk, "jkm": jkm, "jht": jht}
                for nik, jkk, jkm, jht in lines[at : at + _AT_ONCE]
            ]
            self._session.connection().execute(insert(InvoicePersonRow), part)
        before = dump(kept)
        kept.active = 1
        self._session.flush()
        return [Change(str(kept.__tablename__), key_of(kept), before, dump(kept))]

    def altered_lists(self) -> list[str]:
        """The invoices whose kept persons are not those of their list's digest; FileError as `book`."""
        query = text("SELECT nik, jkk, jkm, jht FROM invoice_person WHERE list_id = :list ORDER BY nik")
        connection = self._session.connection()
        with reading_rows():
            return [
                f"{row.number} {parse_month(row.month).label}"
                for row in self._rows(InvoiceListRow)
                if row.digest != _digest_of(map(tuple, connection.execute(query, {"list": row.id})))
            ]

    def billed(self, month: Month) -> Billed:
        """Whom the invoices of a month name."""
        query = """
            SELECT p.nik, p.jkk + p.jkm + p.jht FROM invoice_person p JOIN invoice_list l ON l.id = p.list_id
            WHERE l.active = 1 AND l.month = :month AND l.region_code = :region ORDER BY l.id, p.nik
        """
        bound = {"month": str(month), "region": self._region_code}
        found = self._session.connection().execute(text(query), bound).all()
        return Billed(tuple(row[0] for row in found), tuple(row[1] for row in found))

    def listed(self, month: Month) -> dict[str, tuple[int, ...]]:
        """The NIK of everybody whom the roster covers in a month, by group."""
        query = """
            SELECT g.name, m.nik FROM member m JOIN stratum s ON s.id = m.stratum_id
            JOIN member_group g ON g.id = s.group_id
            WHERE m.current = 1 AND m.first_month <= :month
            AND (m.end_month IS NULL OR m.end_month > :month) ORDER BY g.position, g.id, m.nik
        """
        found: dict[str, list[int]] = {}
        for group, nik in self._session.connection().execute(text(query), {"month": month.index}):
            found.setdefault(group, []).append(nik)
        return {group: tuple(people) for group, people in found.items()}

    def names(self, month: Month, nik: Iterable[int]) -> dict[int, str]:
        """The names of people whom the roster covers in a month."""
        query = text("""
            SELECT nik, name FROM member WHERE current = 1 AND first_month <= :month
            AND (end_month IS NULL OR end_month > :month) AND nik IN :nik
        """).bindparams(bindparam("nik", expanding=True))
        bound = {"month": month.index, "nik": list(nik)}
        return {row[0]: row[1] for row in self._session.connection().execute(query, bound)}

    def _rows(self, model: type[R]) -> Sequence[R]:
        query = select(model).where(model.region_code == self._region_code).order_by(col(model.position))
        return sound(self._session.exec(query))

    def _row(self, row: BookedRow, groups: dict[str, int]) -> Row:
        code = self._region_code
        match row:
            case Invoice():
                return InvoiceRow(
                    region_code=code, number=row.number, month=str(row.month), heads=row.heads, jkk=row.jkk,
                    jkm=row.jkm, jht=row.jht, due=row.due.isoformat(), note=row.note, corrects=row.corrects,
                    reason=row.reason, group_id=groups[row.group.casefold()] if row.group else None,
                )  # fmt: skip
            case Payment():
                return PaymentRow(
                    region_code=code, spp=row.spp, spm=row.spm, sp2d=row.sp2d,
                    day=row.day.isoformat() if row.day else None, amount=row.amount, account=row.account,
                    programmes=",".join(row.programmes), skpd=row.skpd, invoice=row.invoice, note=row.note,
                    corrects=row.corrects, reason=row.reason,
                )  # fmt: skip
            case Benefit():
                return BenefitRow(
                    region_code=code, year=row.year, kind=row.kind.value, cases=row.cases, rupiah=row.rupiah,
                    day=row.day.isoformat() if row.day else None, source=row.source, note=row.note,
                    reason=row.reason, group_id=groups[row.group.casefold()] if row.group else None,
                )  # fmt: skip
            case FunnelCount():
                return FunnelCountRow(
                    region_code=code, group_id=groups[row.group.casefold()], month=str(row.month),
                    step=row.step.value, heads=row.heads, lost_to=row.lost_to, source=row.source,
                    reason=row.reason,
                )  # fmt: skip


def _lines(persons: Iterable[InvoicePerson]) -> list[tuple[int, int, int, int]]:
    return sorted((p.nik, p.jkk, p.jkm, p.jht) for p in persons)


def _digest(persons: Iterable[InvoicePerson]) -> str:
    return _digest_of(_lines(persons))


def _digest_of(lines: Iterable[tuple[int, ...]]) -> str:
    return hashlib.sha256(repr(sorted(lines)).encode()).hexdigest()


def _invoice(row: InvoiceRow, group: str) -> Invoice:
    return Invoice(
        row.number, parse_month(row.month), row.heads, row.jkk, row.jkm, date.fromisoformat(row.due),
        row.jht, group, row.note, row.corrects, row.reason,
    )  # fmt: skip


def _payment(row: PaymentRow) -> Payment:
    return Payment(
        row.amount, row.spp, row.spm, row.sp2d, date.fromisoformat(row.day) if row.day else None,
        row.account, tuple(Programme(name) for name in row.programmes.split(",") if name), row.skpd,
        row.invoice, row.note, row.corrects, row.reason,
    )  # fmt: skip


def _benefit(row: BenefitRow, group: str) -> Benefit:
    day = date.fromisoformat(row.day) if row.day else None
    return Benefit(
        row.year, BenefitKind(row.kind), row.cases, row.rupiah, group, day, row.source, row.note, row.reason
    )


def _count(row: FunnelCountRow, group: str) -> FunnelCount:
    return FunnelCount(
        group, parse_month(row.month), Step(row.step), row.heads, row.lost_to, row.source, row.reason
    )
