"""Ringkasan: money against cost per fiscal year and pooled, the months, and what to be careful about."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from budget.engine.calendar import Basis
from budget.engine.runway import Runway
from budget.money import format_number
from tui.commands import Place
from tui.figures import chart_years
from tui.runway import headline
from tui.screens.room import Room
from tui.text import plain, problem_line
from tui.view import View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.month_chart import MonthChart


class Overview(Room):
    """The pooled column stands beside the fiscal years: money does not carry over by itself."""

    place = Place.OVERVIEW

    def __init__(self) -> None:
        super().__init__()
        self._runway = FigureTable(sortable=False, id="runway")
        self._chart = MonthChart()

    def compose(self) -> ComposeResult:
        # Outside what scrolls: the verdict is always in view.
        yield Static("", id="headline", markup=False)
        with VerticalScroll(can_focus=False):
            yield self._runway
            yield self._chart
        yield Static("", id="first-caution", markup=False)

    @property
    def table(self) -> FigureTable:
        return self._runway

    def show(self, view: View) -> None:
        pooled = view.answer.allocation.pooled
        by_year = view.answer.allocation.by_fiscal_year
        runways = [runway for _, runway in by_year] + [pooled]
        columns = [
            Column("Rupiah"),
            *(Column(f"TA {year}", right=True) for year, _ in by_year),
            Column("Gabungan", right=True, is_subtotal=True),
        ]
        self._runway.fill(columns, list(_rows(runways)))
        self.query_one("#headline", Static).update(headline(view.answer.allocation))
        self._chart.show(chart_years(view.figures, by_year))
        self._warn(view)

    def _warn(self, view: View) -> None:
        cautions = view.answer.cautions
        line = self.query_one("#first-caution", Static)
        line.display = bool(cautions)
        if cautions:
            more = f"   w: semua {len(cautions)} catatan" if len(cautions) > 1 else "   w: selengkapnya"
            room = max(20, self.size.width - len(more) - 4)
            text = problem_line(cautions[0])
            line.update(f"! {text[: room - 1] + '…' if len(text) > room else text}{more}")

    def on_resize(self) -> None:
        desk_view = getattr(self.screen, "view", None)
        if isinstance(desk_view, View):
            self._warn(desk_view)


def _rows(runways: list[Runway]) -> list[Row]:
    def line(label: str, cells: list[Cell], tone: Tone = Tone.PLAIN) -> Row:
        return Row(label, (words(label, Tone.MUTED), *cells), tone)

    rows = [
        line("Pagu", [amount(r.total) for r in runways]),
        line("Biaya", [amount(r.cost) for r in runways]),
        line("Sisa", [amount(r.remaining) for r in runways], Tone.STRONG),
        line("Cukup sampai", [until(r) for r in runways]),
        line("Bulan kurang pertama", [short_month(r) for r in runways]),
    ]
    if any(not r.is_enough for r in runways):
        rows.append(line("Orang dibayar / tidak", [people_of(r) for r in runways]))
        rows.append(line("Orang-bulan tidak dibayar", [_missing(r) for r in runways]))
    return rows


def until(runway: Runway) -> Cell:
    """The last month that is paid in full."""
    if runway.covered_until is None:
        return Cell("belum sebulan pun", "", Tone.BAD) if not runway.is_enough else NOTHING
    ends = "" if runway.is_enough else " saja"
    return words(f"{runway.covered_until.short_label}{ends}", Tone.PLAIN if runway.is_enough else Tone.BAD)


def short_month(runway: Runway) -> Cell:
    month = runway.first_short_month
    return Cell("tidak ada", "", Tone.MUTED) if month is None else words(month.short_label, Tone.BAD)


def people_of(runway: Runway) -> Cell:
    """Of the first short month."""
    if runway.people_paid is None or runway.people_short is None:
        return NOTHING
    return words(f"{format_number(runway.people_paid)} / {format_number(runway.people_short)}", Tone.BAD)


def _missing(runway: Runway) -> Cell:
    missing = runway.person_months_short
    return NOTHING if missing is None else amount(missing, Tone.BAD)


def subtitle(view: View) -> str:
    """Scenario and basis, as the head of every room says them."""
    scenario = view.question.scenario or "dasar"
    basis = "kas" if view.question.basis is Basis.CASH else "akrual"
    return f"skenario {plain(scenario)} · {basis}"
