"""Andaian: lines of text, and what they would do to the plan, computed anew at every keystroke."""

from collections.abc import Iterable
from functools import partial
from math import inf
from time import perf_counter
from typing import Any

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from budget.engine.runway import Runway
from budget.errors import PaguError
from budget.money import format_number, format_rupiah
from budget.plan.what_if_text import EXAMPLES
from budget.services.scenarios import Preview, Scenario, Side, preview
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.places import Place
from tui.remembered import remember_line
from tui.screens.dialog import Dialog
from tui.screens.scenario_form import scenario_form
from tui.text import plain, problem_line, signed_rupiah
from tui.view import View
from tui.widgets.said import Said
from tui.widgets.typed_inputs import PlainInput

_LABEL = 14
_MOST_LINES = 5
# Seconds; a key that is held down comes again after some thirty thousandths.
_AT_ONCE = 0.02


class WhatIf(Dialog[Any]):
    """Closes with the edit and the view after it, where the lines were kept as a scenario.

    Where the last answer came quickly the next one is computed at once. Else one computation at a time runs
    beside the keys; when it ends, only what was typed last is computed next. What was understood and not
    kept is found again in the command line.
    """

    place = Place.WHAT_IF
    BINDINGS = dialog_bindings(Place.WHAT_IF)

    def __init__(self, view: View, line: str = "") -> None:
        super().__init__()
        self._view, self._begun = view, line
        self._base = view.question.scenario or ""
        answer = view.answer
        self._before = Side(answer.total, answer.person_months, answer.allocation)
        self._lines: list[str] = []
        self._found: Preview | None = None
        self._busy = False
        self._computed = ""
        self._took = inf
        self.title_text = f"Andaian di atas {self._base or 'rencana'}"

    def body(self) -> Iterable[Widget]:
        yield Said("", id="what-if-lines", markup=False)
        yield PlainInput(self._begun, placeholder=EXAMPLES[0], compact=True)
        yield Said("", id="what-if-problem", markup=False)
        with VerticalScroll(classes="dialog-body", can_focus=False):
            yield Said("", id="what-if-result", markup=False)

    def on_mount(self) -> None:
        self._show_lines()
        self._show_problem("")
        self._show_result(None)
        self.query_one(Input).focus()

    @property
    def is_dirty(self) -> bool:
        return bool(self._text)

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def _text(self) -> str:
        return "\n".join([*self._lines, *([self._typed] if self._typed else [])])

    def on_input_changed(self) -> None:
        self._compute()

    def _compute(self) -> None:
        """Begin, unless a computation runs: that one looks again when it is done."""
        if self._busy:
            return
        text = self._computed = self._text
        if not text:
            self._done(text, None)
            return
        self._busy = True
        call, then = partial(self._tried, text), partial(self._done, text)
        if self._took <= _AT_ONCE:
            jobs(self).run_at_once(call, then, self._failed)
        else:
            jobs(self).run_job("menghitung", call, then, self._failed, quiet=True)

    def _tried(self, text: str) -> Preview:
        begun = perf_counter()
        try:
            return preview(self._view.plan, self._base, text, self._view.question.basis, self._before)
        finally:
            self._took = perf_counter() - begun

    def _done(self, text: str, found: Preview | None) -> None:
        self._busy = False
        if not self.is_attached:
            return
        if text == self._text:
            self._found = found
            self._show_problem("")
            self._show_result(found)
        else:
            self._compute()

    def _failed(self, reason: BaseException) -> None:
        self._busy = False
        if not self.is_attached:
            return
        if not isinstance(reason, PaguError):
            jobs(self).show_error(reason)
        elif self._computed == self._text:
            self._found = None
            self._show_problem("\n".join(plain(str(p)) for p in reason.problems[:2]))
        else:
            self._compute()

    def on_input_submitted(self) -> None:
        self.action_add_line()

    def action_add_line(self) -> None:
        """A line that was understood joins those above; one that was not stays to be cured."""
        if not self._typed or self._found is None or self._computed != self._text:
            return
        self._lines = list(self._found.lines)
        self._show_lines()
        self.query_one(Input).value = ""

    def action_take_back(self) -> None:
        if self._lines:
            field = self.query_one(Input)
            field.value = self._lines.pop()
            field.cursor_position = len(field.value)
            self._show_lines()

    def action_keep(self) -> None:
        if self._found is None or self._computed != self._text:
            self.notify("Tulis dahulu andaian yang dimengerti.", severity="warning", markup=False)
            return
        wanted = Scenario("", self._found.adjustments, base=self._base)
        form = scenario_form(self._view, None, wanted, "Simpan sebagai skenario")
        self.app.push_screen(form, self._kept)

    def action_back(self) -> None:
        if self._found is not None and self._computed == self._text:
            remember_line("; ".join(self._found.lines))
        super().action_back()

    def _kept(self, result: Any) -> None:
        if result is not None:
            self.dismiss(result)

    def _show_lines(self) -> None:
        hidden = len(self._lines) - _MOST_LINES
        shown = [f"• {plain(line)}" for line in self._lines[max(0, hidden) :]]
        if hidden > 0:
            shown.insert(0, f"… {hidden} baris lain di atas")
        lines = self.query_one("#what-if-lines", Static)
        lines.update(Text("\n".join(shown)))
        lines.display = bool(shown)

    def _show_problem(self, message: str) -> None:
        problem = self.query_one("#what-if-problem", Static)
        problem.update(Text(f"✗ {message}" if message else ""))
        problem.display = bool(message)
        # What stands there is not what is written now.
        self.query_one("#what-if-result").set_class(bool(message), "-stale")

    def _show_result(self, found: Preview | None) -> None:
        after = found.after if found else self._before
        lines = [_line("Biaya", format_rupiah(after.total))]
        if found:
            lines[0] += f"   (semula {format_rupiah(self._before.total)})"
            lines.append(_line("Selisih", signed_rupiah(found.difference)))
        for year, runway in after.allocation.by_fiscal_year:
            lines.append(_line(f"TA {year}", _money(runway)))
        lines.append(_line("Gabungan", _money(after.allocation.pooled)))
        lines += [problem_line(problem) for problem in (found.cautions if found else ())]
        if not found and not self._lines:
            lines += ["", "Contoh: " + "; ".join(EXAMPLES[1:5])]
        self.query_one("#what-if-result", Static).update(Text("\n".join(lines)))


def _line(label: str, text: str) -> str:
    return f"{label:<{_LABEL}}{text}"


def _money(runway: Runway) -> str:
    """Until when it is enough, and who loses cover in the first month that is short."""
    if runway.is_enough:
        until = runway.covered_until.label if runway.covered_until else "–"
        return f"cukup sampai {until}, sisa {format_rupiah(runway.remaining)}"
    until = (
        f"cukup sampai {runway.covered_until.label}" if runway.covered_until else "tidak cukup sebulan pun"
    )
    month = runway.first_short_month.label if runway.first_short_month else ""
    people = format_number(runway.people_short or 0)
    missing = f"{until}; kurang {format_rupiah(-runway.remaining)}"
    return f"{missing}\n{'':<{_LABEL}}{people} orang kehilangan perlindungan pada {month}"
