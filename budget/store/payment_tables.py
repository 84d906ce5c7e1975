"""The tables of invoices, payments, benefits and counts of the funnel; days are ISO 8601.

What was booked never changes, and triggers of the database keep it so: corrections are rows of their own.
"""

from sqlalchemy import CheckConstraint, PrimaryKeyConstraint
from sqlmodel import SQLModel

from budget.store.tables import STRICT, Row, Whole, Words, references

MOST_RUPIAH = 10**15
MOST_HEADS = 10**9


def sane(column: str, most: int) -> CheckConstraint:
    """Below zero only in a correction, and never beyond what can be."""
    bounds = f"{column} BETWEEN -{most} AND {most}"
    return CheckConstraint(f"{bounds} AND (reason <> '' OR {column} >= 0)", name=column)


class InvoiceRow(Row, table=True):
    """A line of an invoice; no group means all of the month."""

    __tablename__ = "invoice"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("number <> ''", name="number"),
        CheckConstraint("(corrects = '') = (reason = '')", name="reason"),
        sane("heads", MOST_HEADS),
        sane("jkk", MOST_RUPIAH),
        sane("jkm", MOST_RUPIAH),
        sane("jht", MOST_RUPIAH),
        STRICT,
    )

    number: str = Words()
    month: str = Words()
    group_id: int | None = Whole(default=None, index=True)
    heads: int = Whole()
    jkk: int = Whole()
    jkm: int = Whole()
    jht: int = Whole()
    due: str = Words()
    note: str = Words()
    corrects: str = Words()
    reason: str = Words()


class InvoiceListRow(Row, table=True):
    """Whom an invoice names in a month, with a digest of them; `active` is what undo switches."""

    __tablename__ = "invoice_list"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("active IN (0, 1)", name="active"),
        STRICT,
    )

    number: str = Words()
    month: str = Words()
    source: str = Words()
    heads: int = Whole()
    rupiah: int = Whole()
    digest: str = Words()
    active: int = Whole()


class InvoicePersonRow(SQLModel, table=True):
    """One person of such a list."""

    __tablename__ = "invoice_person"
    __table_args__ = (
        references("list_id", "invoice_list.id"),
        PrimaryKeyConstraint("list_id", "nik"),
        CheckConstraint("nik BETWEEN 1000000000000000 AND 9999999999999999", name="nik"),
        CheckConstraint(f"jkk BETWEEN -{MOST_RUPIAH} AND {MOST_RUPIAH}", name="jkk"),
        CheckConstraint(f"jkm BETWEEN -{MOST_RUPIAH} AND {MOST_RUPIAH}", name="jkm"),
        CheckConstraint(f"jht BETWEEN -{MOST_RUPIAH} AND {MOST_RUPIAH}", name="jht"),
        STRICT,
    )

    list_id: int = Whole()
    nik: int = Whole()
    jkk: int = Whole()
    jkm: int = Whole()
    jht: int = Whole()


class PaymentRow(Row, table=True):
    __tablename__ = "payment"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("spp <> '' OR spm <> '' OR sp2d <> ''", name="document"),
        CheckConstraint("(corrects = '') = (reason = '')", name="reason"),
        CheckConstraint("reason <> '' OR (sp2d = '') = (day IS NULL)", name="sp2d"),
        CheckConstraint("reason = '' OR day IS NOT NULL", name="day"),
        sane("amount", MOST_RUPIAH),
        STRICT,
    )

    spp: str = Words()
    spm: str = Words()
    sp2d: str = Words()
    day: str | None = Words(default=None)
    amount: int = Whole()
    account: str = Words()
    programmes: str = Words()
    skpd: str = Words()
    invoice: str = Words()
    note: str = Words()
    corrects: str = Words()
    reason: str = Words()


class BenefitRow(Row, table=True):
    __tablename__ = "benefit"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("kind IN ('jkk', 'jkm', 'beasiswa')", name="kind"),
        sane("cases", MOST_HEADS),
        sane("rupiah", MOST_RUPIAH),
        STRICT,
    )

    year: int = Whole()
    group_id: int | None = Whole(default=None, index=True)
    kind: str = Words()
    cases: int = Whole()
    rupiah: int = Whole()
    day: str | None = Words(default=None)
    source: str = Words()
    note: str = Words()
    reason: str = Words()


class FunnelCountRow(Row, table=True):
    __tablename__ = "funnel_count"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("step IN ('ditetapkan', 'diterima')", name="step"),
        sane("heads", MOST_HEADS),
        STRICT,
    )

    group_id: int = Whole(index=True)
    month: str = Words()
    step: str = Words()
    heads: int = Whole()
    lost_to: str = Words()
    source: str = Words()
    reason: str = Words()


# What the journal knows of them; persons come and go by their list's switch.
PAYMENT_TABLES: tuple[type[Row], ...] = (
    InvoiceRow,
    InvoiceListRow,
    PaymentRow,
    BenefitRow,
    FunnelCountRow,
)
