"""The form of a scenario: its name, what it stands on, and its adjustments as lines of text."""

from dataclasses import dataclass
from typing import Any

from budget.plan import entry
from budget.plan.field import Field, Layout
from budget.services.scenarios import Scenario, lines_of, read_lines
from tui.screens.form import RecordForm
from tui.screens.shared_form import SharedForm
from tui.view import Change, View, change

_BASED_ON = "Kosong berarti rencana apa adanya."


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario as somebody wrote it; the lines are not read yet."""

    name: str
    base: str
    lines: str
    note: str


def scenario_form(view: View, old: Scenario | None, new: Scenario, title: str) -> RecordForm:
    """Closes with the edit and the view after it. `old` is the scenario that is changed, None for another."""
    others = [s.name for s in view.plan.scenarios if s != old]

    def texts(scenario: Scenario) -> dict[str, str]:
        base = scenario.base
        return {
            "name": scenario.name,
            # As that scenario spells itself, for the list to choose from.
            "base": next((name for name in others if name.casefold() == base.casefold()), base),
            "lines": "; ".join(lines_of(scenario).splitlines()),
            "note": scenario.note,
        }

    def store(begun: Change, written: Written, reason: str) -> Any:
        adjustments = read_lines(view.plan, written.lines, written.base)
        return begun.put(Scenario(written.name, adjustments, written.note, written.base), reason)

    return SharedForm(change(view, old), _layout(others), title, texts(new), store=store, texts_of=texts)


def _layout(others: list[str]) -> Layout[Written]:
    base = (
        Field("base", "Di atas", entry.choice({name: name for name in others}), _BASED_ON)
        if others
        else Field("base", "Di atas", entry.TEXT, _BASED_ON)
    )
    return Layout(
        "",
        "skenario",
        (
            Field("name", "Nama", entry.TEXT, "Misalnya Hemat 10 persen.", required=True),
            base,
            Field("lines", "Andaian", entry.TEXT, "Dipisah titik koma: potong pagu 10%; …", default=""),
            Field("note", "Catatan", entry.TEXT, "Boleh kosong.", default=""),
        ),
        lambda v: Written(v["name"], v["base"] or "", v["lines"], v["note"]),
        lambda w: {"name": w.name, "base": w.base, "lines": w.lines, "note": w.note},
    )
