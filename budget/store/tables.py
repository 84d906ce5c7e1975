"""The tables of a workspace. Every row belongs to a region, so that one database can hold many.

Rupiah and sen are whole numbers, rates are parts per million, months are ``YYYY-MM`` and moments ISO 8601
in UTC. `position` keeps the order in which the officer entered things. SQLModel does not validate table
rows: the plan's check does, and the constraints here are the last fence.
"""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

# A strict SQLite table knows its one integer type by one name only.
Big = BigInteger().with_variant(Integer, "sqlite")
STRICT = {"sqlite_strict": True}
# Later migrations can name what they change, on every database.
METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


def references(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key that is checked at commit: the rows of a transaction may come in any order."""
    return ForeignKeyConstraint([column], [target], deferrable=True, initially="DEFERRED")


def Words(**options: Any) -> Any:  # noqa: N802  # stands where SQLModel's Field stands
    return Field(sa_type=Text, **options)


def Whole(**options: Any) -> Any:  # noqa: N802  # the same
    return Field(sa_type=Big, **options)


class RegionRow(SQLModel, table=True):
    """The head of a regency's plan."""

    __tablename__ = "region"
    __table_args__ = (STRICT,)

    code: str = Words(primary_key=True)
    name: str = Words()
    first_month: str = Words()
    last_month: str = Words()
    timing: str = Words()
    least_age: int = Whole()
    below_age: int = Whole()


class Row(SQLModel):
    """What the rows of a plan have in common; `position` is given when they are stored."""

    id: int | None = Whole(default=None, primary_key=True)
    region_code: str = Words()
    position: int = Whole(default=0)


class TermsColumns(SQLModel):
    """The terms of a tariff; NULL where an adjustment is of another kind.

    PU has `wage_sen`, or NULL for the UMK of the year; BPU has `income`. `from_roster`: neither, as every
    member has an own one.
    """

    segment: str | None = Words(default=None)
    income: int | None = Whole(default=None)
    wage_sen: int | None = Whole(default=None)
    risk_class: int | None = Whole(default=None)
    programmes: str | None = Words(default=None)
    share_ppm: int | None = Whole(default=None)
    rounding: str | None = Words(default=None)
    payer: str | None = Words(default=None)
    sector: str | None = Words(default=None)
    from_roster: int | None = Whole(default=None)


class GroupRow(Row, table=True):
    __tablename__ = "member_group"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "name"),
        CheckConstraint("validation_loss_ppm >= 0 AND validation_loss_ppm < 1000000", name="loss"),
        CheckConstraint("segment IN ('pu', 'bpu')", name="segment"),
        STRICT,
    )

    name: str = Words()
    skpd: str = Words()
    segment: str = Words()
    priority: int = Whole()
    legal_basis: str = Words()
    validation_loss_ppm: int = Whole()
    source: str = Words()
    decree_until: str | None = Words(default=None)


class TariffRow(Row, TermsColumns, table=True):
    __tablename__ = "tariff"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("segment IN ('pu', 'bpu')", name="segment"),
        CheckConstraint("risk_class BETWEEN 1 AND 5", name="risk_class"),
        CheckConstraint("share_ppm > 0 AND share_ppm <= 1000000", name="share"),
        CheckConstraint("wage_sen IS NULL OR wage_sen > 0", name="wage"),
        CheckConstraint("last_month IS NULL OR first_month <= last_month", name="months"),
        STRICT,
    )

    group_id: int = Whole(index=True)
    first_month: str = Words()
    last_month: str | None = Words(default=None)
    funding: str = Words()


class HeadCountRow(Row, table=True):
    __tablename__ = "head_count"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("kind IN ('absolute', 'change')", name="kind"),
        CheckConstraint("kind = 'change' OR heads >= 0", name="heads"),
        STRICT,
    )

    group_id: int = Whole(index=True)
    month: str = Words()
    kind: str = Words()
    heads: int = Whole()
    kecamatan: str = Words()


class MinimumWageRow(Row, table=True):
    __tablename__ = "minimum_wage"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "year"),
        CheckConstraint("sen > 0", name="sen"),
        STRICT,
    )

    year: int = Whole()
    sen: int = Whole()
    source: str = Words()


class AllocationRow(Row, table=True):
    __tablename__ = "allocation"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint(
            "stage IN ('kua-ppas', 'rka', 'rapbd', 'apbd', 'pergeseran', 'perubahan')", name="stage"
        ),
        CheckConstraint("(stage = 'pergeseran') = (stage_number > 0)", name="stage_number"),
        CheckConstraint("(people IS NULL) = (months IS NULL)", name="months"),
        CheckConstraint("(people IS NULL) = (price IS NULL)", name="price"),
        STRICT,
    )

    fiscal_year: int = Whole()
    skpd: str = Words()
    sub_activity: str = Words()
    account: str = Words()
    funding: str = Words()
    programmes: str = Words()
    amount: int = Whole()
    stage: str = Words()
    stage_number: int = Whole()
    decree: str = Words()
    decreed: str | None = Words(default=None)
    pot: str = Words()
    people: int | None = Whole(default=None)
    months: int | None = Whole(default=None)
    price: int | None = Whole(default=None)


class CashMonthRow(Row, table=True):
    """A month of the cash plan that was set by hand."""

    __tablename__ = "cash_month"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("amount >= 0", name="amount"),
        STRICT,
    )

    month: str = Words()
    skpd: str = Words()
    sub_activity: str = Words()
    account: str = Words()
    funding: str = Words()
    programmes: str = Words()
    amount: int = Whole()


class AssumptionRow(Row, table=True):
    __tablename__ = "assumption"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("kind IN ('public', 'assumed')", name="kind"),
        STRICT,
    )

    text: str = Words()
    kind: str = Words()
    source: str = Words()


class AssertionRow(Row, table=True):
    """What a part of the plan must cost in a year; no group means the whole plan."""

    __tablename__ = "assertion"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        CheckConstraint("expected_rupiah >= 0", name="expected"),
        STRICT,
    )

    group_id: int | None = Whole(default=None, index=True)
    fiscal_year: int = Whole()
    programmes: str = Words()
    expected_rupiah: int = Whole()
    source: str = Words()


class ScenarioRow(Row, table=True):
    __tablename__ = "scenario"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "name"),
        STRICT,
    )

    name: str = Words()
    note: str = Words()
    base: str = Words(default="")


# What the `kind` of an adjustment may be, and what each kind cannot do without.
ADJUSTMENT_CHECKS = {
    "kind": "kind IN ('tariff', 'heads', 'allocation', 'money', 'wage', 'umk', 'segment', 'risk', 'cover', "
    "'entry', 'loss', 'timing', 'funding', 'law_rate', 'law_amount', 'line')",
    "heads": "kind <> 'heads' OR (group_id IS NOT NULL AND heads IS NOT NULL)",
    "months": "last_month IS NULL OR first_month <= last_month",
    "part": "kind NOT IN ('allocation', 'loss', 'law_rate') OR (part_ppm IS NOT NULL AND part_ppm >= 0)",
    "money": "kind NOT IN ('money', 'law_amount', 'line') OR amount IS NOT NULL",
    "wage": "kind NOT IN ('wage', 'umk') OR (wage_sen IS NOT NULL AND wage_sen > 0)",
    "risk_class": "risk_class BETWEEN 1 AND 5",
    "funding": "kind <> 'funding' OR (group_id IS NOT NULL AND funding IS NOT NULL)",
}


class AdjustmentRow(Row, TermsColumns, table=True):
    """One adjustment of a scenario; `kind` says which columns it uses. No group means all of them."""

    __tablename__ = "adjustment"
    __table_args__ = (
        references("region_code", "region.code"),
        references("scenario_id", "scenario.id"),
        references("group_id", "member_group.id"),
        *(CheckConstraint(condition, name=name) for name, condition in ADJUSTMENT_CHECKS.items()),
        STRICT,
    )

    scenario_id: int = Whole(index=True)
    kind: str = Words()
    group_id: int | None = Whole(default=None, index=True)
    first_month: str | None = Words(default=None)
    last_month: str | None = Words(default=None)
    count_kind: str | None = Words(default=None)
    heads: int | None = Whole(default=None)
    kecamatan: str | None = Words(default=None)
    fiscal_year: int | None = Whole(default=None)
    part_ppm: int | None = Whole(default=None)
    amount: int | None = Whole(default=None)
    timing: str | None = Words(default=None)
    funding: str | None = Words(default=None)
    bracket: int | None = Whole(default=None)
    reference: str | None = Words(default=None)
    skpd: str | None = Words(default=None)
    sub_activity: str | None = Words(default=None)
    account: str | None = Words(default=None)
    pot: str | None = Words(default=None)


class LawValueRow(Row, table=True):
    """A regency's own value of the law: a part of the wage (PU), or the rupiah of a row of the BPU table."""

    __tablename__ = "law_value"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("programme IN ('JKK', 'JKM', 'JHT')", name="programme"),
        CheckConstraint("(rate_ppm IS NULL) <> (rupiah IS NULL)", name="kind"),
        CheckConstraint("rate_ppm BETWEEN 0 AND 1000000", name="rate"),
        CheckConstraint("rupiah >= 0", name="rupiah"),
        CheckConstraint("risk_class BETWEEN 1 AND 5", name="risk_class"),
        CheckConstraint("last_month IS NULL OR first_month <= last_month", name="months"),
        STRICT,
    )

    programme: str = Words()
    first_month: str = Words()
    last_month: str | None = Words(default=None)
    risk_class: int | None = Whole(default=None)
    rate_ppm: int | None = Whole(default=None)
    bracket: int | None = Whole(default=None)
    rupiah: int | None = Whole(default=None)
    reference: str = Words()


class JournalRow(SQLModel, table=True):
    """One use case that changed something, or (`note`) handed personal data out.

    `kind` is edit, note, undo or redo; the last two name their target. `digest` links it to the entry before.
    Triggers of the database keep it as it is.
    """

    __tablename__ = "journal"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("kind IN ('edit', 'note', 'undo', 'redo')", name="kind"),
        CheckConstraint("(kind IN ('edit', 'note')) = (target_id IS NULL)", name="target"),
        STRICT,
    )

    id: int | None = Whole(default=None, primary_key=True)
    region_code: str = Words()
    at: str = Words()
    who: str = Words()
    action: str = Words()
    effect_rupiah: int | None = Whole(default=None)
    kind: str = Words()
    target_id: int | None = Whole(default=None)
    digest: str = Words(default="")


class JournalChangeRow(SQLModel, table=True):
    """One row that an entry of the journal changed: its columns before and after, as JSON."""

    __tablename__ = "journal_change"
    __table_args__ = (references("journal_id", "journal.id"), STRICT)

    id: int | None = Whole(default=None, primary_key=True)
    journal_id: int = Whole(index=True)
    table_name: str = Words()
    row_key: str = Words()
    before: str | None = Words(default=None)
    after: str | None = Words(default=None)


# Parents before children.
PLAN_TABLES: tuple[type[Row], ...] = (
    GroupRow,
    TariffRow,
    HeadCountRow,
    MinimumWageRow,
    AllocationRow,
    CashMonthRow,
    LawValueRow,
    AssumptionRow,
    AssertionRow,
    ScenarioRow,
    AdjustmentRow,
)
