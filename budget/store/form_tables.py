"""The tables of what the official forms say beside the figures. Rupiah are whole, NULL where unknown."""

from sqlalchemy import CheckConstraint

from budget.store.tables import STRICT, Row, Whole, Words, references


class SubActivityRow(Row, table=True):
    """A sub-kegiatan of an SKPD, joined to allocation lines by SKPD and code."""

    __tablename__ = "sub_activity"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("before_rupiah >= 0", name="before"),
        CheckConstraint("after_rupiah >= 0", name="after"),
        STRICT,
    )

    skpd: str = Words()
    code: str = Words()
    name: str = Words()
    affair: str = Words()
    field_of_affairs: str = Words()
    programme: str = Words()
    activity: str = Words()
    unit: str = Words()
    sub_unit: str = Words()
    minimum_service: str = Words()
    service_kind: str = Words()
    location: str = Words()
    carried_out: str = Words()
    target_group: str = Words()
    before_rupiah: int | None = Whole(default=None)
    after_rupiah: int | None = Whole(default=None)
    dpa_number: str = Words()


class IndicatorRow(Row, table=True):
    """What a sub-kegiatan is measured by; it names its sub-kegiatan as allocation lines do."""

    __tablename__ = "indicator"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("kind IN ('capaian program', 'masukan', 'keluaran', 'hasil')", name="kind"),
        STRICT,
    )

    skpd: str = Words()
    sub_activity: str = Words()
    kind: str = Words()
    measure: str = Words()
    target: str = Words()


class AccountNameRow(Row, table=True):
    __tablename__ = "account_name"
    __table_args__ = (references("region_code", "region.code"), STRICT)

    code: str = Words()
    name: str = Words()


class OfficialRow(Row, table=True):
    """Somebody who signs; of those who sign for the whole regency `skpd` is empty."""

    __tablename__ = "official"
    __table_args__ = (
        references("region_code", "region.code"),
        CheckConstraint("role IN ('kepala skpd', 'ppkd', 'tapd')", name="role"),
        STRICT,
    )

    role: str = Words()
    name: str = Words()
    nip: str = Words()
    rank: str = Words()
    position_held: str = Words()
    skpd: str = Words()


FORM_TABLES: tuple[type[Row], ...] = (SubActivityRow, IndicatorRow, AccountNameRow, OfficialRow)
