"""The command line at the foot of a room: a what-if that answers while one types, or where to go."""

from collections.abc import Callable
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from budget.errors import PaguError
from budget.money import format_rupiah
from budget.plan.what_if_text import EXAMPLES
from budget.services.scenarios import Preview, Side, preview
from tui import remembered
from tui.commands import dialog_bindings
from tui.destinations import Destination, Kind, Suggestion, destinations, meant, suggested
from tui.jobs import jobs
from tui.keymap import key, keyed
from tui.newest import Newest
from tui.places import Place
from tui.runway import runway_line
from tui.screens.dialog import Dialog
from tui.text import plain, problem_line, signed_rupiah
from tui.view import View
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.key_bar import KeyBar
from tui.widgets.said import Said
from tui.widgets.typed_inputs import PlainInput

_HINT = f"Contoh: {EXAMPLES[0]}; proyeksi; guru ngaji. {{earlier}} menunjukkan baris yang lalu."


class CommandLine(Dialog[Destination]):
    """Closes with where to go. What is not understood stays, with the nearest names above it."""

    place = Place.LINE
    BINDINGS = dialog_bindings(Place.LINE)
    title_text = "Baris perintah"

    def __init__(self, view: View, refusal: Callable[[str], str]) -> None:
        super().__init__()
        self._view = view
        answer = view.answer
        self._before = Side(answer.total, answer.person_months, answer.allocation)
        self._among = destinations(view.plan, refusal)
        self._table = FigureTable(sortable=False)
        self._newest: Newest[Preview] = Newest(self, "menghitung")
        # The what-if as typed, and what it would do; None while it is not known or not understood.
        self._found: tuple[str, Preview] | None = None
        self._is_wanted = False
        # What was put into the input here, not typed: suggestions and history are gone through with it.
        self._placed = ""
        self._typed = ""
        self._suggestions: list[Suggestion] = []
        self._at: int | None = None
        self._history = [*remembered.lines(), ""]
        self._when = len(self._history) - 1

    def compose(self) -> ComposeResult:
        with Vertical(classes="line"):
            yield self._table
            yield Said("", id="line-answer", markup=False)
            with Horizontal(classes="line-input"):
                yield Static(":", markup=False)
                yield PlainInput(compact=True)
            yield KeyBar(self.place)

    def on_mount(self) -> None:
        self._table.can_focus = False
        self._suggest()
        self._say(keyed(_HINT))
        self._input.focus()

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def _text(self) -> str:
        return self._input.value.strip()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._is_wanted = False
        if event.value != self._placed:
            self._typed, self._placed, self._at = event.value, "", None
            self._when = len(self._history) - 1
            self._suggest()
        self._answer()

    # Answering

    def _answer(self) -> None:
        """Say at once where Enter leads; a what-if is computed beside."""
        text, there = self._text, meant(self._text, self._among)
        self._newest.forget()
        self._found = None
        if there is not None:
            self._say(
                there.refused or f"{key('carry_out')}: {there.text} · {there.note}",
                is_wrong=bool(there.refused),
            )
        elif len(text.split()) > 1:
            view, base = self._view, self._view.question.scenario or ""
            call = partial(preview, view.plan, base, text, view.question.basis, self._before)
            self._newest.ask(call, partial(self._computed, text), partial(self._misread, text))
        else:
            self._say("" if text else keyed(_HINT))

    def _computed(self, text: str, found: Preview) -> None:
        self._found = text, found
        lines = [
            f"Biaya {format_rupiah(found.after.total)} ({signed_rupiah(found.difference)})",
            runway_line(found.after.allocation),
            *map(problem_line, found.cautions[:1]),
        ]
        self._say("\n".join(lines))
        self._go_on()

    def _misread(self, text: str, reason: BaseException) -> None:
        if not isinstance(reason, PaguError):
            jobs(self).show_error(reason)
            return
        if self._suggestions and not any(sign.isdigit() or sign in "=%" for sign in text):
            self._say(_unknown(text, self._suggestions), is_wrong=self._is_wanted)
        else:
            self._say(plain(str(reason.problems[0])), is_wrong=True)
        self._is_wanted = False

    def _say(self, message: str, *, is_wrong: bool = False) -> None:
        answer = self.query_one("#line-answer", Static)
        answer.update(Text(f"✗ {message}" if is_wrong else message))
        answer.set_class(is_wrong, "-wrong")

    # Carrying out

    def on_input_submitted(self) -> None:
        self.action_carry_out()

    def action_carry_out(self) -> None:
        self._is_wanted = True
        self._go_on()

    def _go_on(self) -> None:
        """Leave with what is meant; while it is still computed, as soon as that is known."""
        text = self._text
        there = meant(text, self._among)
        if not self._is_wanted or not text:
            return
        if there is not None and not there.refused:
            self._leave(there.text, there)
        elif there is None and self._found is not None and self._found[0] == text:
            lines = "; ".join(self._found[1].lines)
            self._leave(lines, Destination(Kind.WHAT_IF, text, (text,)))
        elif there is None and not self._newest.is_awaited and len(text.split()) == 1:
            self._say(_unknown(text, self._suggestions), is_wrong=True)

    def _leave(self, line: str, wanted: Destination) -> None:
        remembered.remember_line(line)
        self.dismiss(wanted)

    # Completing, and going back to earlier lines

    def _suggest(self) -> None:
        self._suggestions = suggested(self._typed, self._among, self._view.plan)
        rows = [
            Row(each.text, (words(each.text), words(each.note, Tone.MUTED))) for each in self._suggestions
        ]
        self._table.fill(_columns(), rows)
        self._table.styles.height = len(rows) + 1
        self._table.display = bool(rows)

    def action_complete(self) -> None:
        self._turn(1)

    def action_complete_back(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if self._suggestions:
            first = 0 if step > 0 else -1
            self._at = first if self._at is None else self._at + step
            self._take(self._at % len(self._suggestions))

    def _take(self, at: int) -> None:
        self._at = at
        self._table.point(at, 0)
        self._place(self._suggestions[at].text)

    def _place(self, text: str) -> None:
        self._placed = self._input.value = text
        self._input.cursor_position = len(text)

    def action_earlier(self) -> None:
        self._recall(self._when - 1)

    def action_later(self) -> None:
        self._recall(self._when + 1)

    def _recall(self, when: int) -> None:
        if 0 <= when < len(self._history):
            if self._when == len(self._history) - 1:
                self._history[-1] = self._input.value
            self._when, self._at = when, None
            self._typed = self._history[when]
            self._suggest()
            self._place(self._typed)

    def on_figure_table_chosen(self) -> None:
        self._take(self._table.cursor_row)
        self._input.focus()


def _columns() -> tuple[Column, ...]:
    return Column(f"Usul ({key('complete')})", least=24), Column("Keterangan", least=20, grows=True)


def _unknown(text: str, near: list[Suggestion]) -> str:
    """The sentence for what nothing is called."""
    said = f"“{plain(text)}” tidak dikenal."
    if not near:
        return f"{said} {key('palette')} menunjukkan semua perintah. Andaian: {EXAMPLES[0]}."
    names = [each.text for each in near[:3]]
    return f"{said} Mungkin: {', '.join(map(plain, names))}. {key('complete')} melengkapi."
