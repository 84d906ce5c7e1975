"""Solving both ways: from money to people and months, and from a target to money, anew with every change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from rich.text import Text
from textual import events
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from budget.errors import BadEntry, PaguError
from budget.plan import Plan, entry
from budget.plan.field import Field, Layout
from budget.services.projecting import Question
from budget.services.reaching import Reached
from budget.services.solve_fields import (
    MONEY_FIELDS,
    TARGET_FIELDS,
    MonthsReached,
    answer_money,
    answer_target,
)
from budget.services.solving import Given, Solved, read_given
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.keymap import key
from tui.newest import Newest
from tui.places import Place
from tui.screens.cut_rows import CutRows
from tui.screens.dialog import Dialog
from tui.screens.solved import reached_text, solved_text
from tui.text import plain
from tui.widgets.field_row import FieldRow
from tui.widgets.list_strip import ListStrip
from tui.widgets.progress_line import ProgressLine
from tui.widgets.said import Said

Found = Solved | Reached | MonthsReached
_EMPTY = (
    "Tulis sasaran: 80.000 orang, +3.000 orang, 35,68 %, atau 24 bulan. Biayanya per tahun anggaran dan "
    "tambahan pagu yang perlu menyusul sendiri."
)
_NO_CUT = "Potongan tampil pada arah Uang → orang, setelah hasilnya selesai dihitung."
# The strip, the hint, the bar and the step, which the result leaves in view beside the lines of fields.
_TAKEN = 4
# Border, padding and scroll bar of the window.
_FRAME_NARROW, _FRAME_WIDE = 5, 7
_WIDE = 100


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the two directions: its fields line by line, and who answers."""

    title: str
    layout: Layout[Any]
    lines: tuple[tuple[str, ...], ...]
    answer: Any


_WAYS = (
    _Way(
        "Uang → orang dan bulan",
        MONEY_FIELDS,
        (("money",), ("order",), ("since", "pots"), ("first", "last")),
        answer_money,
    ),
    _Way(
        "Sasaran → uang",
        TARGET_FIELDS,
        (("target",), ("of", "covered"), ("path", "group"), ("since", "by")),
        answer_target,
    ),
)


class SolveDialog(Dialog[None]):
    """Every change that can be read stops what still runs, and is solved. Esc stops first, then closes."""

    place = Place.SOLVE
    BINDINGS = dialog_bindings(Place.SOLVE)
    title_text = "Hitung balik"

    def __init__(self, workspace: Workspace, plan: Plan, question: Question) -> None:
        super().__init__()
        self._workspace, self._plan, self._asked = workspace, plan, question
        self._given: Given | None = None
        self._newest: Newest[Found] = Newest(self, "menghitung balik")
        self._line = ProgressLine()
        self._way = 0
        # What each way found last.
        self._found: list[Found | None] = [None, None]
        self._rows = [
            {field.key: FieldRow(field, _first_text(field), fixed=False) for field in self._fields(way)}
            for way in _WAYS
        ]
        self._strip = ListStrip([way.title for way in _WAYS])

    def _fields(self, way: _Way) -> Sequence[Field]:
        """A group is picked from those of the plan."""
        names = entry.choice({group.name: group.name for group in self._plan.groups})
        return [replace(f, kind=names) if f.key == "group" else f for f in way.layout.fields]

    @property
    def kept_rows(self) -> Sequence[FieldRow]:
        return [row for rows in self._rows for row in rows.values()]

    def body(self) -> Iterable[Widget]:
        yield self._strip
        for number, way in enumerate(_WAYS):
            lines = [
                Horizontal(*(self._rows[number][key] for key in keys), classes="tool-line")
                for keys in way.lines
            ]
            yield Vertical(*lines, classes="solve-way")
        yield Said("", id="solve-hint", classes="tool-hint", markup=False)
        yield VerticalScroll(Said("", id="solve-result", markup=False), classes="dialog-body")
        yield self._line

    def on_mount(self) -> None:
        self._turn_to(0)

    def fit(self, taken: int = 0) -> None:
        super().fit(taken + _TAKEN + len(_WAYS[self._way].lines))
        self._draw()

    def on_descendant_focus(self) -> None:
        rows = self._rows[self._way].values()
        row = next((row for row in rows if row.has_focus_within), None)
        said = plain(f"{row.field.label.strip()}: {row.said}") if row else ""
        self.query_one("#solve-hint", Static).update(said)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self._strip and (way := self._strip.at(event.x)) is not None:
            self._turn_to(way)

    def action_other_way(self) -> None:
        self._turn_to(1 - self._way)

    def _turn_to(self, way: int) -> None:
        self._way = way
        self._strip.mark(way)
        for number, fields in enumerate(self.query(".solve-way")):
            fields.display = number == way
        next(iter(self._rows[way].values())).control.focus()
        self.fit()
        self._ask()

    def on_field_row_changed(self) -> None:
        self._ask()

    def _ask(self) -> None:
        """Solve what the fields say now, or tell why it cannot be read."""
        rows, way = self._rows[self._way], _WAYS[self._way]
        self._newest.forget()
        self._say("")
        if "target" in rows and not rows["target"].text.strip():
            self._found[self._way] = None
            self._draw()
            return
        if [row for row in rows.values() if not row.check()]:
            self._say("Belum terbaca; hasil di atas dari isian sebelumnya.")
            return
        try:
            asked = way.layout.build({key: row.value() for key, row in rows.items()})
        except BadEntry as reason:
            self._complain(reason)
            return
        token, progress = self._line.begin(f"Menghitung … {key('back')} menghentikan.", "orang")
        scenario, basis = self._asked.scenario, self._asked.basis

        def solve() -> Found:
            found: Found = way.answer(self._known(), scenario, basis, asked, progress)
            return found

        self._newest.ask(solve, partial(self._came, self._way), self._refused, token)

    def _known(self) -> Given:
        """The plan as it is on screen, with the coverage that is stored; read once."""
        if self._given is None:
            self._given = Given(self._plan, read_given(self._workspace).coverage)
        return self._given

    def _came(self, way: int, found: Found) -> None:
        self._found[way] = found
        self._say("")
        self._draw()

    def _refused(self, reason: BaseException) -> None:
        self._say("")
        if isinstance(reason, PaguError):
            # Something is still being typed: no window comes up over it.
            self._complain(reason)
        else:
            jobs(self).show_error(reason)

    def _complain(self, reason: PaguError) -> None:
        """Under the field that is meant, if the reason names one."""
        row = self._rows[self._way].get(getattr(reason, "field", ""))
        if row is None:
            self._say(f"✗ {reason}")
        else:
            row.complain(str(reason))
            self._say("Belum dapat dihitung; hasil di atas dari isian sebelumnya.")

    def _say(self, text: str) -> None:
        self._line.end(text)

    def _draw(self) -> None:
        """What was found last, as wide as the window is now."""
        found = self._found[self._way]
        width = self.app.size.width
        wide = 104 - _FRAME_WIDE if width >= _WIDE else 78 - _FRAME_NARROW
        width = min(wide, width * 96 // 100 - _FRAME_NARROW)
        if isinstance(found, Solved):
            text = solved_text(found, width)
        elif found is not None:
            text = reached_text(found, width)
        else:
            text = Text(_EMPTY if self._way else "")
        self.query_one("#solve-result", Static).update(text)

    def action_who(self) -> None:
        found = self._found[self._way]
        if isinstance(found, Solved):
            self.app.push_screen(CutRows(found.cut))
        else:
            self.notify(_NO_CUT, markup=False)

    def action_back(self) -> None:
        if self._newest.is_awaited:
            self._newest.forget()
            self._say("Dihentikan.")
        else:
            super().action_back()


def _first_text(field: Field) -> str:
    """Choices stand on their default; what an empty input means stands in its hint."""
    has_default = field.kind.choices and field.default is not None
    return field.kind.text(field.default) if has_default else ""
