"""The tables of coverage: figures with their sources, and targets. Periods are ``YYYY`` or ``YYYY-MM``."""

from sqlalchemy import CheckConstraint, UniqueConstraint

from budget.store.tables import STRICT, Row, Whole, Words, references

_KINDS = (
    "'working-population', 'eligible-workers', 'active', 'active-pu', 'active-bpu', 'active-construction', "
    "'apbd-paid'"
)


class CoverageFigureRow(Row, table=True):
    """People of one kind, in the whole regency where `kecamatan` is empty; a percentage has its whole."""

    __tablename__ = "coverage_figure"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "period", "kecamatan", "kind"),
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        CheckConstraint("people >= 0", name="people"),
        CheckConstraint("people IS NOT NULL OR percent_ppm IS NOT NULL", name="stated"),
        CheckConstraint("percent_ppm >= 0", name="percent"),
        CheckConstraint("(percent_ppm IS NULL) = (percent_of IS NULL)", name="whole"),
        CheckConstraint(
            "percent_of IN ('working-population', 'eligible-workers', 'active')", name="percent_of"
        ),
        STRICT,
    )

    period: str = Words()
    kecamatan: str = Words()
    kind: str = Words()
    people: int | None = Whole(default=None)
    source: str = Words()
    percent_ppm: int | None = Whole(default=None)
    percent_of: str | None = Words(default=None)


class CoverageTargetRow(Row, table=True):
    """Active members as a part of `percent_of` by the end of `month`; joiners come from `first_month`."""

    __tablename__ = "coverage_target"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "month", "percent_of"),
        CheckConstraint("share_ppm > 0 AND share_ppm <= 1000000", name="share"),
        CheckConstraint("percent_of IN ('working-population', 'eligible-workers')", name="percent_of"),
        CheckConstraint("first_month <= month", name="months"),
        CheckConstraint("path IN ('even', 'now', 'end')", name="path"),
        STRICT,
    )

    share_ppm: int = Whole()
    percent_of: str = Words()
    month: str = Words()
    first_month: str = Words()
    path: str = Words()
    source: str = Words()
