"""What rooms ask of the screen they stand in."""

from typing import Any

from textual.message import Message

from budget.engine.explain import Explanation
from budget.plan.field import Layout
from budget.services.coverage import CoverageRecord
from budget.services.editing import Record
from budget.services.spots import Spot
from tui.places import Place

Listed = Record | CoverageRecord


class FormWanted(Message):
    """Show a form for a record, or for a new one (`old` None), with these texts in its inputs."""

    def __init__(
        self,
        layout: Layout[Any],
        title: str,
        old: Listed | None,
        texts: dict[str, str],
        fixed: frozenset[str],
    ) -> None:
        self.layout, self.title, self.old, self.texts, self.fixed = layout, title, old, texts, fixed
        super().__init__()


class RemovalWanted(Message):
    """Remove a record, after asking; `what` names it with all that goes along."""

    def __init__(self, record: Listed, what: str) -> None:
        self.record, self.what = record, what
        super().__init__()


class GroupWanted(Message):
    """Go into a group's detail."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


class ExplanationWanted(Message):
    """Show where a figure comes from."""

    def __init__(self, title: str, parts: tuple[Explanation, ...]) -> None:
        self.title, self.parts = title, parts
        super().__init__()


class PeopleChanged(Message):
    """Read the plan again, as its people, seals, versions, coverage or book are others now, and say so."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__()


class PlaceWanted(Message):
    """Go to a room, there to the list in place `at` and the row `key` where it has them; Esc comes back."""

    def __init__(self, place: Place, at: int | None = None, key: object = None) -> None:
        self.place, self.at, self.key = place, at, key
        super().__init__()


class SpotWanted(Message):
    """Go to where something is dealt with; Esc comes back."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        super().__init__()


class TableWanted(Message):
    """Show what a sum is made of: lines of a label, people, price and cost."""

    def __init__(self, title: str, lines: tuple[tuple[str, int, int], ...], total: int) -> None:
        self.title, self.lines, self.total = title, lines, total
        super().__init__()
