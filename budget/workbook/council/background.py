"""What the workbook shows beside the plan and its projection: all of it stored, read at one moment."""

from dataclasses import dataclass, field

from budget.engine.projection import Projection
from budget.plan.coverage import Coverage
from budget.plan.payments import Book


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """The plan as it stands, or one of its scenarios; `reason` says why there is no projection."""

    name: str
    projection: Projection | None
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """`alternatives` begin with the plan as it stands. `open_twins` counts pairs of listed people who are
    alike and of whom nobody has decided yet whether they are one person.
    """

    coverage: Coverage = field(default_factory=Coverage)
    book: Book = field(default_factory=Book)
    open_twins: int = 0
    alternatives: tuple[Alternative, ...] = ()


NOTHING_STORED = Background()
