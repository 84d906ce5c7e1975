"""Versions: frozen plans that nothing can change once they are approved."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FROZEN = (
    "id", "region_code", "name", "note", "scenario", "made_by", "made_at", "total", "person_months",
    "digest", "content",
)  # fmt: skip
_APPROVAL = "approved_by", "approved_at"
# From state to state; a superseded version stays one.
_STEPS = ("draft", "submitted"), ("submitted", "draft"), ("submitted", "approved"), ("approved", "superseded")
_FIXED = "('approved', 'superseded')"


def upgrade() -> None:
    op.create_table(
        "plan_version",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.Text(), nullable=True),
        sa.Column("total", BIG, nullable=False),
        sa.Column("person_months", BIG, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'approved', 'superseded')", name=op.f("ck_plan_version_state")
        ),
        sa.CheckConstraint(
            f"(state IN {_FIXED}) = (approved_by IS NOT NULL)", name=op.f("ck_plan_version_approved_by")
        ),
        sa.CheckConstraint("approved_by <> made_by", name=op.f("ck_plan_version_other_user")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_plan_version_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("region_code", "name", name=op.f("uq_plan_version_region_code")),
        sqlite_strict=True,
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for when, condition in _refused("IS NOT" if sqlite else "IS DISTINCT FROM").items():
        _trigger(when, condition, sqlite=sqlite)


def _refused(differs: str) -> dict[str, str]:
    """The statements that are refused, and when: what is frozen stays, and states follow one another."""
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in _FROZEN)
    approval = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in _APPROVAL)
    steps = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in _STEPS)
    same = "EXISTS (SELECT 1 FROM plan_version v WHERE (v.id = NEW.id OR v.name = NEW.name) AND v.region_code"
    return {
        # A REPLACE would take the old row away without asking.
        "insert": f"NEW.state <> 'draft' OR {same} = NEW.region_code AND v.state IN {_FIXED})",
        "update": f"{changed} OR NOT ({steps}) OR (OLD.state IN {_FIXED} AND ({approval}))",
        "delete": f"OLD.state IN {_FIXED}",
    }


def _trigger(when: str, condition: str, *, sqlite: bool) -> None:
    name, message = f"plan_version_{when}", "versi ini beku"
    if sqlite:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when.upper()} ON plan_version WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    row = "OLD" if when == "delete" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {when.upper()} ON plan_version FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
