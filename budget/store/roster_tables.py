"""The tables of the roster: who is covered where and since when, and which import or edit said so.

A member's row never changes what it says. A correction supersedes it by another row, and undo makes it
current again: whole lists come and go by a switch on their batch. Months are `Month.index` here, not text:
a million people are counted by them.
"""

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlmodel import SQLModel

from budget.store.tables import STRICT, Row, Whole, Words, references

_CURRENT = text("current = 1")


class BatchRow(SQLModel, table=True):
    """One import or edit of people. Its members are the rows `first_member` to `last_member`.

    `month` is set where the list was the whole list of that month. `active` is what undo switches. The
    digests are those of what it added and of which rows it superseded; NULL where it is older than they are.
    """

    __tablename__ = "roster_batch"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("kind IN ('import', 'month', 'edit')", name="kind"),
        CheckConstraint("active IN (0, 1)", name="active"),
        STRICT,
    )

    id: int | None = Whole(default=None, primary_key=True)
    region_code: str = Words()
    kind: str = Words()
    source: str = Words()
    month: int | None = Whole(default=None)
    first_member: int = Whole()
    last_member: int = Whole()
    active: int = Whole()
    added_digest: str | None = Words(default=None)
    superseded_digest: str | None = Words(default=None)


class BatchGroupRow(SQLModel, table=True):
    """The last month of which a batch says anything of a group."""

    __tablename__ = "roster_batch_group"
    __table_args__ = (
        references("batch_id", "roster_batch.id"),
        references("group_id", "member_group.id"),
        PrimaryKeyConstraint("batch_id", "group_id"),
        STRICT,
    )

    batch_id: int = Whole()
    group_id: int = Whole(index=True)
    known_until: int = Whole()


class FormerGroupRow(SQLModel, table=True):
    """A group that was deleted while rows of people still name it, and the name that it had."""

    __tablename__ = "former_group"
    __table_args__ = (references("id", "member_group.id"), STRICT)

    id: int | None = Whole(default=None, primary_key=True)
    name: str = Words()


class StratumRow(SQLModel, table=True):
    """People of one group, place and wage: they cost the same."""

    __tablename__ = "stratum"
    __table_args__ = (
        references("region_code", "region.code"),
        references("group_id", "member_group.id"),
        STRICT,
    )

    id: int | None = Whole(default=None, primary_key=True)
    region_code: str = Words()
    group_id: int = Whole()
    kecamatan: str = Words()
    village: str = Words()
    wage_sen: int | None = Whole(default=None)


class StratumCountRow(SQLModel, table=True):
    """How many current members of a stratum are covered from a month on (`joined`), or until it (`gone`).

    Kept in the transaction that changes the members, so that nobody counts them again to cost a plan.
    """

    __tablename__ = "stratum_count"
    __table_args__ = (
        references("stratum_id", "stratum.id"),
        PrimaryKeyConstraint("stratum_id", "month"),
        CheckConstraint("joined >= 0 AND gone >= 0", name="counts"),
        STRICT,
    )

    stratum_id: int = Whole()
    month: int = Whole()
    joined: int = Whole()
    gone: int = Whole()


class MemberRow(SQLModel, table=True):
    """One person in one stratum, from `first_month` to before `end_month` (NULL: no end known)."""

    __tablename__ = "member"
    __table_args__ = (
        references("region_code", "region.code"),
        references("batch_id", "roster_batch.id"),
        references("stratum_id", "stratum.id"),
        CheckConstraint("nik BETWEEN 1000000000000000 AND 9999999999999999", name="nik"),
        CheckConstraint("sex IN ('L', 'P')", name="sex"),
        CheckConstraint("end_month IS NULL OR end_month > first_month", name="months"),
        CheckConstraint("current IN (0, 1)", name="current"),
        Index(
            "uq_member_nik",
            "nik",
            "first_month",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        Index(
            "ix_member_past_nik",
            "nik",
            sqlite_where=text("current = 0"),
            postgresql_where=text("current = 0"),
        ),
        Index(
            "ix_member_superseded_by",
            "superseded_by",
            sqlite_where=text("superseded_by IS NOT NULL"),
            postgresql_where=text("superseded_by IS NOT NULL"),
        ),
        STRICT,
    )

    id: int | None = Whole(default=None, primary_key=True)
    region_code: str = Words()
    batch_id: int = Whole()
    stratum_id: int = Whole()
    nik: int = Whole()
    name: str = Words()
    birth_date: str = Words()
    sex: str = Words()
    first_month: int = Whole()
    end_month: int | None = Whole(default=None)
    marks: int = Whole()
    birth_place: str = Words()
    mother: str = Words()
    phone: str = Words()
    address: str = Words()
    kpj: str = Words()
    superseded_by: int | None = Whole(default=None)
    current: int = Whole()


class LayoutRow(Row, table=True):
    """Which column of lists with certain headings holds what, as an officer once said; JSON."""

    __tablename__ = "roster_layout"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "layout"),
        STRICT,
    )

    layout: str = Words()
    mapping: str = Words()


class TwinRow(Row, table=True):
    """Two members who may be one person. `decision` is NULL until somebody has decided."""

    __tablename__ = "likely_twin"
    __table_args__ = (
        references("region_code", "region.code"),
        references("batch_id", "roster_batch.id"),
        UniqueConstraint("member_a", "member_b"),
        CheckConstraint("decision IN ('same', 'different')", name="decision"),
        CheckConstraint("member_a < member_b", name="order"),
        STRICT,
    )

    batch_id: int = Whole()
    member_a: int = Whole()
    member_b: int = Whole(index=True)
    score: int = Whole()
    reasons: str = Words()
    decision: str | None = Words(default=None)


class SealRow(Row, table=True):
    """A month that is closed: its people, prices and cost as text, and the SHA-256 of that text."""

    __tablename__ = "seal"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "month"),
        STRICT,
    )

    month: str = Words()
    at: str = Words()
    who: str = Words()
    digest: str = Words()
    content: str = Words()


class CorrectionRow(Row, table=True):
    """What a later change added to a sealed month: one group, place and programme."""

    __tablename__ = "correction"
    __table_args__ = (
        references("region_code", "region.code"),
        references("seal_id", "seal.id"),
        STRICT,
    )

    seal_id: int = Whole(index=True)
    at: str = Words()
    who: str = Words()
    reason: str = Words()
    group_name: str = Words()
    kecamatan: str = Words()
    village: str = Words()
    programme: str = Words()
    heads: int = Whole()
    cost: int = Whole()
    digest: str = Words()
