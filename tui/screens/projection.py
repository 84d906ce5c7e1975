"""Proyeksi: group × month, with fiscal years and the total; enter explains the figure."""

from dataclasses import dataclass

from textual.app import ComposeResult

from budget.engine.calendar import Basis
from budget.engine.explain import Explanation
from budget.engine.table import Axis
from budget.period import Month
from budget.services import projecting
from tui.charts import row_chart
from tui.figures import Figures
from tui.jobs import jobs
from tui.keymap import key
from tui.messages import ExplanationWanted, TableWanted
from tui.places import Place
from tui.screens.chart_window import ChartWindow
from tui.screens.heat import Heat, heated
from tui.screens.room import Room
from tui.text import plain
from tui.view import View, by_axis, groups_of
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane

# What rows can be, in the order in which the key goes through them.
_TITLES = {
    Axis.GROUP: "Kelompok",
    Axis.KECAMATAN: "Kecamatan",
    Axis.VILLAGE: "Desa",
    Axis.PROGRAMME: "Program",
    Axis.FUNDING: "Sumber dana",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A column: one month, a fiscal year (`month` None), or everything (both None)."""

    year: int | None = None
    month: Month | None = None

    @property
    def label(self) -> str:
        if self.month is not None:
            return self.month.label
        return "seluruh rentang" if self.year is None else f"TA {self.year}"


class Projection(Room):
    place = Place.PROJECTION

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._shows_people = False
        # What the rows are; other figures than those of the groups once one has asked for another axis.
        self._axis = Axis.GROUP
        self._other: Figures | None = None
        self._heat = Heat.TABLE
        self._periods: tuple[Period, ...] = ()
        # The period that one is led to once it is drawn.
        self._wanted: Period | None = None
        # The row that the cursor goes to when it is there.
        self._sought: str | None = None
        self._pane = ListPane(
            pinned=1, empty="Belum ada kelompok. Tekan {groups}, lalu {new} untuk menambah.", id="cube"
        )

    def compose(self) -> ComposeResult:
        yield self._pane

    @property
    def pane(self) -> ListPane:
        return self._pane

    @property
    def table(self) -> FigureTable:
        return self._pane.table

    def show(self, view: View) -> None:
        self._view = view
        self._other = None
        if self._axis is Axis.GROUP:
            self._draw(view)
        else:
            self._read_other(view)

    def _read_other(self, view: View) -> None:
        axis = self._axis

        def came(found: Figures) -> None:
            # The key may have gone on to another axis.
            if axis is self._axis and view is self._view:
                self._other = found
                self._draw(view)

        jobs(self).run_job("menghitung", lambda: by_axis(view, axis), came)

    @property
    def crumb(self) -> str:
        return "" if self._axis is Axis.GROUP else _TITLES[self._axis]

    def look_at_kecamatan(self, kecamatan: str) -> None:
        """Show the kecamatan, with the cursor on this one, now or once the room is shown."""
        self._axis, self._sought = Axis.KECAMATAN, kecamatan
        if self._view is not None and self.is_attached:
            self.show(self._view)

    def _found(self, view: View) -> Figures:
        return view.figures if self._other is None else self._other

    def look_at(self, at: int | None, key: object) -> None:  # noqa: ARG002  # it has one list
        """The key is the period whose total is to be pointed to."""
        if isinstance(key, Period):
            self._axis, self._other, self._shows_people, self._wanted = Axis.GROUP, None, False, key
            if self._view is not None:
                self._draw(self._view)

    def _draw(self, view: View) -> None:
        found = self._found(view)
        months = (p for y in found.years for p in (*(Period(y, m) for m in found.months_of(y)), Period(y)))
        self._periods = (*months, Period())
        rows = [Row(name, (words(name), *self._cells(found, (name,)))) for name in found.groups]
        # By group, where everybody is counted once whatever the rows are.
        sums = self._cells(view.figures, view.figures.groups)
        total = Row(None, (words("Jumlah"), *sums)) if rows else None
        at_months = [at for at, period in enumerate(self._periods, start=1) if period.month is not None]
        shown = heated(rows, at_months, self._heat)
        self._pane.fill(self._columns(), shown, total, heading=self._heading(view))
        if self._wanted in self._periods:
            self.table.point(len(rows), 1 + self._periods.index(self._wanted))
            self._wanted = None
        if self._sought is not None:
            self.table.point_to(self._sought)
            self._sought = None

    def _heading(self, view: View) -> str:
        what = "Biaya, rupiah"
        if self._shows_people:
            once = "; tiap program sendiri, Jumlah sekali" if self._axis is Axis.PROGRAMME else ""
            what = f"Orang{once}; TA dan Jumlah orang-bulan"
        when = "bulan bayar" if view.question.basis is Basis.CASH else "bulan perlindungan"
        return f"{what} · {when} · {self._heat} · {key('open')} menjelaskan"

    def _columns(self) -> list[Column]:
        unit = "OB" if self._shows_people else "TA"
        columns = [Column(_TITLES[self._axis], least=16)]
        for period in self._periods:
            if period.month is not None:
                columns.append(Column(period.month.short_label, right=True))
            elif period.year is not None:
                columns.append(Column(f"{unit} {period.year}", right=True, is_subtotal=True))
        return [
            *columns,
            Column("Jumlah OB" if self._shows_people else "Jumlah", right=True, is_subtotal=True),
        ]

    def _cells(self, found: Figures, names: tuple[str, ...]) -> list[Cell]:
        figures = (self._figure(found, names, period) for period in self._periods)
        return [amount(value, Tone.PLAIN if value else Tone.MUTED) for value in figures]

    def _figure(self, found: Figures, names: tuple[str, ...], period: Period) -> int:
        if not self._shows_people:
            return found.sum_cost(names, _months(period, found))
        if period.month is not None:
            return found.sum_heads(names, period.month)
        return found.sum_person_months(names, _months(period, found))

    def refusal(self, command: str) -> str:
        if command == "open" and self._pointed() is None:
            return "Sorot sebuah angka dahulu (→)."
        if command == "chart" and not self.table.rows:
            return "Tidak ada baris untuk digambar."
        return super().refusal(command)

    def _pointed(self) -> tuple[tuple[str, ...], Period] | None:
        """The groups and the period under the cursor."""
        column = self.table.cursor_column - 1
        if self._view is None or not 0 <= column < len(self._periods):
            return None
        if self.table.on_total:
            return self._found(self._view).groups, self._periods[column]
        row = self.table.current
        return ((row.key,), self._periods[column]) if row else None

    def do_open(self) -> None:
        pointed = self._pointed()
        if pointed is None or self._view is None:
            return
        names, period = pointed
        if self._axis is not Axis.GROUP and not self.table.on_total and period.month is not None:
            self._explain_other(names[0], period, self._view)
        elif period.month is not None and not self.table.on_total:
            title = plain(f"{names[0]} · {period.label}")
            self.post_message(ExplanationWanted(title, explanations(self._view, names[0], period.month)))
        else:
            self.post_message(self._breakdown(names, period, self._view))

    def _explain_other(self, label: str, period: Period, view: View) -> None:
        """Which groups the figure of another axis is made of."""

        def came(found: Figures) -> None:
            months = _months(period, found)
            lines = tuple(
                (plain(name), found.sum_person_months((name,), months), found.sum_cost((name,), months))
                for name in found.groups
                if found.sum_person_months((name,), months)
            )
            title = plain(f"{label} · {period.label}")
            self.post_message(TableWanted(title, lines, sum(cost for _, _, cost in lines)))

        axis = self._axis
        jobs(self).run_job("menghitung", lambda: groups_of(view, axis, label), came)

    def _breakdown(self, names: tuple[str, ...], period: Period, view: View) -> TableWanted:
        """A sum by group where the cursor is on the total of a month, else by month."""
        # Programmes share their people: a sum over all of them is taken apart by group.
        by_group = self.table.on_total and self._axis is Axis.PROGRAMME
        found = view.figures if by_group else self._found(view)
        months = _months(period, found)
        names = found.groups if by_group else names
        parts: list[tuple[str, tuple[str, ...], tuple[Month, ...]]]
        if self.table.on_total:
            parts = [(name, (name,), months) for name in names]
        else:
            parts = [(month.label, names, (month,)) for month in months]
        lines = tuple(
            (plain(label), found.sum_person_months(who, when), found.sum_cost(who, when))
            for label, who, when in parts
        )
        title = plain(
            f"{f'Semua {_TITLES[self._axis].lower()}' if self.table.on_total else names[0]} · {period.label}"
        )
        return TableWanted(title, lines, sum(cost for _, _, cost in lines))

    def do_figure(self) -> None:
        self._shows_people = not self._shows_people
        if self._view is not None:
            self._draw(self._view)

    def do_heat(self) -> None:
        self._heat = self._heat.following
        if self._view is not None:
            self._draw(self._view)

    def do_chart(self) -> None:
        """Of the row under the cursor by month."""
        if self._view is None:
            return
        row, found = self.table.current, self._found(self._view)
        name, names = ("Jumlah", self._view.figures.groups) if row is None else (row.key, (row.key,))
        found = self._view.figures if row is None else found
        self.app.push_screen(ChartWindow(row_chart(name, found, names, people=self._shows_people)))

    def do_axis(self) -> None:
        """To the next one of `_TITLES`."""
        axes = list(_TITLES)
        self._axis = axes[(axes.index(self._axis) + 1) % len(axes)]
        if self._view is not None:
            self.show(self._view)


def _months(period: Period, found: Figures) -> tuple[Month, ...]:
    return (period.month,) if period.month is not None else found.months_of(period.year)


def explanations(view: View, group: str, booked: Month) -> tuple[Explanation, ...]:
    """Of every month of cover that is booked in that month: several where it is paid ahead."""
    months = view.answer.calendar
    covered = [c for c, b in zip(months.covered, months.booked, strict=True) if b == booked]
    return tuple(projecting.explain(view.answer, group, month) for month in covered)
