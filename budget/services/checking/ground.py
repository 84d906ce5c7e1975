"""What checks look at: a workspace whose plan and projection are read once, by the first check that asks."""

from collections.abc import Callable
from functools import cached_property

from budget.engine.cautions import plan_cautions
from budget.engine.projection import Projection, project
from budget.errors import PaguError, Problem
from budget.law import load_law
from budget.plan import Assertion, Plan
from budget.services.workspace import Workspace, read_plan


class Untried(Exception):  # no error: another check names it
    """A check cannot begin, as what it stands on is wrong; the message says what."""


class Ground:
    """`stop` is asked by long work; where it says so, the work ends in an error.

    `asserted` are checked as if they were stored with the plan.
    """

    def __init__(
        self, workspace: Workspace, stop: Callable[[], bool], asserted: tuple[Assertion, ...] = ()
    ) -> None:
        self.workspace = workspace
        self.stop = stop
        self.asserted = asserted

    @cached_property
    def stored(self) -> Plan:
        """The stored plan; PaguError where it cannot be read."""
        return read_plan(self.workspace)

    @property
    def plan(self) -> Plan:
        """The same for checks to which it is only the ground: Untried where it cannot be read."""
        try:
            return self.stored
        except PaguError as problem:
            raise Untried(f"Rencana tidak dapat dibaca: {problem}") from problem

    @cached_property
    def projection(self) -> Projection:
        """The costed plan; Untried where it cannot be costed."""
        plan = self.plan
        try:
            return project(plan, load_law())
        except PaguError as problem:
            raise Untried(f"Rencana belum dapat dihitung: {problem.problems[0]}") from problem

    @cached_property
    def cautions(self) -> tuple[Problem, ...]:
        """What is worth knowing about the costed plan."""
        return tuple(plan_cautions(self.projection, load_law()))
