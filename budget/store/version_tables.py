"""The table of versions: what was frozen under a name, and who approved it."""

from sqlalchemy import CheckConstraint, UniqueConstraint

from budget.store.tables import STRICT, Row, Whole, Words, references


class VersionRow(Row, table=True):
    """A frozen plan as text with the SHA-256 of that text. Triggers of the database keep it as it is."""

    __tablename__ = "plan_version"
    __table_args__ = (
        references("region_code", "region.code"),
        UniqueConstraint("region_code", "name"),
        CheckConstraint("state IN ('draft', 'submitted', 'approved', 'superseded')", name="state"),
        CheckConstraint(
            "(state IN ('approved', 'superseded')) = (approved_by IS NOT NULL)", name="approved_by"
        ),
        CheckConstraint("approved_by <> made_by", name="other_user"),
        STRICT,
    )

    name: str = Words()
    note: str = Words()
    scenario: str = Words()
    state: str = Words()
    made_by: str = Words()
    made_at: str = Words()
    submitted_by: str | None = Words(default=None)
    submitted_at: str | None = Words(default=None)
    approved_by: str | None = Words(default=None)
    approved_at: str | None = Words(default=None)
    total: int = Whole()
    person_months: int = Whole()
    digest: str = Words()
    content: str = Words()
