"""The open plan and the answer to the question that is on screen: what every room draws.

A view never changes; each edit or other question makes a new one. All of it runs in worker threads.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from budget.engine.calendar import Basis
from budget.engine.table import Axis, tabulate
from budget.errors import PaguError
from budget.plan import Plan
from budget.plan.records import PlanFrame
from budget.services import editing, history, projecting, recent, workspace
from budget.services.projecting import Answer, Question
from budget.services.workspace import Workspace
from tui.figures import Figures, figures

if TYPE_CHECKING:
    from budget.services.history import Fate

AXES = (Axis.GROUP, Axis.MONTH)
# What stands for an empty label.
UNNAMED = {
    Axis.KECAMATAN: "(tanpa kecamatan)",
    Axis.VILLAGE: "(tanpa desa)",
    Axis.FUNDING: "(tanpa sumber dana)",
}
HISTORY_SHOWN = 500


class JournalLine(Protocol):
    """What a screen reads of a journal entry."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def who(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def effect_rupiah(self) -> int | None: ...
    @property
    def undone(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class View:
    """`entries` holds one more than is shown where the journal is longer.

    `fallback` says why the base plan is shown although a scenario was asked for.
    """

    workspace: Workspace
    plan: Plan
    question: Question
    answer: Answer
    figures: Figures
    entries: tuple[JournalLine, ...]
    fallback: str = ""

    @property
    def frame(self) -> PlanFrame:
        return self.plan.frame

    @property
    def head(self) -> int:
        """The number of the newest change that is in this view."""
        return self.entries[0].number if self.entries else 0

    @property
    def group_names(self) -> tuple[str, ...]:
        return tuple(group.name for group in self.plan.groups)


def open_view(target: str, opener: Callable[[str], Workspace] | None = None) -> View:
    """Open a workspace and remember it as the last one."""
    opened = (opener or workspace.this_workspace)(target)
    view = read_view(opened, Question(axes=AXES))
    recent.remember(target)
    return view


def read_view(opened: Workspace, question: Question) -> View:
    return _view(opened, workspace.read_plan(opened), question)


def ask(view: View, *, scenario: str | None, basis: Basis) -> View:
    """The same plan under another scenario or on another basis."""
    question = replace(view.question, scenario=scenario, basis=basis)
    answer = projecting.answer(view.plan, question)
    found = figures(view.group_names, answer.rows)
    return replace(view, question=question, answer=answer, figures=found, fallback="")


def by_axis(view: View, axis: Axis) -> Figures:
    """The answer that is shown, by another axis than groups; what has no label stands under its own name."""
    rows = tabulate(view.answer.projection, view.answer.calendar, (axis, Axis.MONTH))
    named = [replace(row, labels=(row.labels[0] or UNNAMED[axis], row.labels[1])) for row in rows]
    return figures(dict.fromkeys(str(row.labels[0]) for row in named), named)


def groups_of(view: View, axis: Axis, label: str) -> Figures:
    """The groups that a row of an axis is made of, named as in `by_axis`."""
    rows = tabulate(view.answer.projection, view.answer.calendar, (axis, *AXES))
    here = [replace(row, labels=row.labels[1:]) for row in rows if (row.labels[0] or UNNAMED[axis]) == label]
    return figures(view.group_names, here)


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is being changed (None: added), as it was after the change `since` of the journal."""

    workspace: Workspace
    question: Question
    old: Any
    since: int

    def put(self, new: Any, reason: str = "") -> tuple[editing.Edit, View]:
        """Store it; Sealed without a `reason` where a sealed month changes, Conflict where others did it."""
        edit = editing.put(self.workspace, self.old, new, reason)
        return edit, _view(self.workspace, edit.plan, self.question)

    def fate(self) -> "Fate":
        """What others made of the record meanwhile."""
        return history.fate(self.workspace, self.old, self.since)

    def over(self, fate: "Fate") -> "Change":
        """The same change, on top of theirs."""
        return replace(self, old=fate.record, since=fate.head)


def change(view: View, old: Any) -> Change:
    """What a form begins with that shows a record of the view."""
    return Change(view.workspace, view.question, old, view.head)


def remove(view: View, record: Any, reason: str = "") -> tuple[editing.Edit, View]:
    edit = editing.remove(view.workspace, record, reason)
    return edit, _view(view.workspace, edit.plan, view.question)


def undo(view: View) -> tuple[JournalLine, View]:
    entry = history.undo(view.workspace)
    return entry, read_view(view.workspace, view.question)


def redo(view: View) -> tuple[JournalLine, View]:
    entry = history.redo(view.workspace)
    return entry, read_view(view.workspace, view.question)


def _view(opened: Workspace, plan: Plan, question: Question) -> View:
    fallback = ""
    try:
        answer = projecting.answer(plan, question)
    except PaguError as reason:
        # An edit may take away what a scenario stands on; the plan itself must still be seen.
        if question.scenario is None:
            raise
        fallback = f"Skenario “{question.scenario}” tidak dapat dihitung: {reason} Rencana dasar ditampilkan."
        question = replace(question, scenario=None)
        answer = projecting.answer(plan, question)
    found = figures((group.name for group in plan.groups), answer.rows)
    entries = history.history(opened, limit=HISTORY_SHOWN + 1)
    return View(opened, plan, question, answer, found, entries, fallback)
