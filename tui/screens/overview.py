"""Ringkasan: money against cost and what was paid, what to look at next, and the charts."""

from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from budget.engine.calendar import Basis
from budget.engine.coverage import coverage_table
from budget.errors import Severity
from budget.services.alerts import Alert, Beside, alerts, read_beside
from budget.services.cash_planning import PaymentYears, payment_months
from tui import charts
from tui.jobs import CancelToken, jobs
from tui.messages import PlaceWanted, SpotWanted
from tui.places import Place
from tui.runway import headline
from tui.screens import allocations
from tui.screens.overview_rows import COST, MONEY, PAID, MoneyLine, money_lines, runway_text, table_of
from tui.screens.projection import Period
from tui.screens.reading import Reading
from tui.screens.realisation_lists import Listed
from tui.screens.room import Room
from tui.spots import key_to
from tui.text import plain
from tui.view import View
from tui.widgets.bar_chart import BarChart
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.said import Said

_ALERTS = (Column("Tombol"), Column("Peringatan", least=20, grows=True))
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is read beside the view, with the plan that it was read for."""

    stored: Beside
    cash: PaymentYears


class Overview(Room):
    """The pooled row stands below the fiscal years: money does not carry over by itself.

    What the view tells is drawn at once; what is stored beside it follows from a thread.
    """

    place = Place.OVERVIEW

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._found: _Beside | None = None
        self._lines: tuple[MoneyLine, ...] = ()
        self._runway = FigureTable(pinned=1, sortable=False, id="runway")
        self._alerts = FigureTable(sortable=False, empty="Tidak ada yang perlu dilihat.", id="alerts")
        self._charts = tuple(
            BarChart(id=f"chart-{name}") for name in ("cost", "cumulated", "cash", "coverage")
        )
        # Which chart the key showed last; the figures before the first.
        self._chart_at = -1

    def compose(self) -> ComposeResult:
        # Outside what scrolls: the verdict is always in view.
        yield Said("", id="headline", markup=False)
        with VerticalScroll(can_focus=False):
            yield self._runway
            yield self._alerts
            yield from self._charts

    @property
    def table(self) -> FigureTable:
        return self._alerts if self._alerts.has_focus else self._runway

    def show(self, view: View) -> None:
        before, self._view = self._view, view
        if before is None or before.plan is not view.plan:
            self._found = None
        self._draw(view)
        workspace, plan, shown = view.workspace, view.plan, view.answer.projection.plan
        known = self._found.stored if self._found else None

        def read() -> _Beside:
            return _Beside(known or read_beside(workspace, plan), payment_months(shown))

        jobs(self).run_job("membaca", read, partial(self._came, view), None, CancelToken(), quiet=True)

    def _came(self, view: View, found: _Beside) -> None:
        if view is self._view:
            self._found = found
            self._draw(view)

    # Drawing

    def _draw(self, view: View) -> None:
        stored = self._found.stored if self._found else None
        allocation = view.answer.allocation
        self._lines = money_lines(allocation, stored)
        self._runway.fill(*table_of(self._lines))
        self.query_one("#headline", Static).update(headline(allocation))
        found = alerts(view.answer, stored)
        self._alerts.fill(_ALERTS, [_alert_row(alert) for alert in found])
        # What has not changed is not drawn again.
        cost, cumulated, cash, coverage = self._charts
        cost.show(charts.cost_chart(view.figures, allocation.by_fiscal_year))
        cumulated.show(charts.cumulated_chart(view.figures, allocation.by_fiscal_year))
        if self._found is not None:
            cash.show(charts.cash_chart(self._found.cash))
            members = self._found.stored.coverage
            table = coverage_table(members, None, kecamatan=True)
            coverage.show(charts.coverage_chart(table, members.targets))

    # Commands

    def refusal(self, command: str) -> str:
        if command == "open" and self.table.current is None:
            return "Tidak ada baris yang disorot."
        return super().refusal(command)

    def do_next_list(self) -> None:
        (self._runway if self._alerts.has_focus else self._alerts).focus()

    def do_previous_list(self) -> None:
        self.do_next_list()

    def do_open(self) -> None:
        row = self.table.current
        if row is None:
            return
        if isinstance(row.key, Alert):
            self.post_message(SpotWanted(row.key.spot))
        else:
            self._drill(next(line for line in self._lines if line.key == row.key))

    def _drill(self, line: MoneyLine) -> None:
        """To where the figure under the cursor comes from; what has no such place is told in full."""
        column, account = self._runway.cursor_column, line.account
        if account is not None and column in (MONEY, COST):
            key = account.fiscal_year, account.lines
            self.post_message(PlaceWanted(Place.MONEY, allocations.ACCOUNTS, key))
        elif column == MONEY and line.runway is not None:
            self.post_message(PlaceWanted(Place.MONEY, 0))
        elif column == COST and line.runway is not None:
            self.post_message(PlaceWanted(Place.PROJECTION, key=Period(line.year)))
        elif column == PAID:
            self.post_message(PlaceWanted(Place.REALISATION, Listed.OUTLOOK, line.year))
        else:
            self.app.push_screen(Reading(f"Kecukupan: {line.name}", runway_text(line)))

    def do_chart(self) -> None:
        """Bring the next chart to the top; behind the last one come the figures again."""
        scroll = self.query_one(VerticalScroll)
        self._chart_at += 1
        if self._chart_at == len(self._charts):
            self._chart_at = -1
            scroll.scroll_home(animate=False)
        else:
            scroll.scroll_to_widget(self._charts[self._chart_at], top=True, animate=False)


def _alert_row(alert: Alert) -> Row:
    tone = Tone.BAD if alert.severity is Severity.ERROR else Tone.PLAIN
    keys = words(key_to(alert.spot), Tone.MUTED)
    return Row(alert, (keys, words(f"{_MARKS[alert.severity]} {alert.message}", tone)))


def subtitle(view: View) -> str:
    """Scenario and basis, as the head of every room says them."""
    scenario = view.question.scenario or "dasar"
    basis = "kas" if view.question.basis is Basis.CASH else "akrual"
    return f"skenario {plain(scenario)} · {basis}"
