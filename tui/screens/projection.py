"""Proyeksi: group × month, with fiscal years and the total; enter explains the figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult

from budget.engine.calendar import Basis
from budget.engine.explain import Explanation
from budget.engine.table import Axis
from budget.period import Month
from budget.services import projecting
from tui.commands import Place
from tui.figures import Figures
from tui.jobs import jobs
from tui.messages import ExplanationWanted, TableWanted
from tui.screens.room import Room
from tui.text import plain
from tui.view import View, by_place, groups_of_place
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane

_TITLES = {Axis.GROUP: "Kelompok", Axis.KECAMATAN: "Kecamatan", Axis.VILLAGE: "Desa"}


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
        # What the rows are; other figures than those of the groups once one has asked for places.
        self._axis = Axis.GROUP
        self._by_place: Figures | None = None
        self._periods: tuple[Period, ...] = ()
        # The row that the cursor goes to when it is there.
        self._sought: str | None = None
        self._pane = ListPane(
            pinned=1, empty="Belum ada kelompok. Tekan 2, lalu n untuk menambah.", id="cube"
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
        self._by_place = None
        if self._axis is Axis.GROUP:
            self._draw(view)
        else:
            self._read_places(view)

    def _read_places(self, view: View) -> None:
        def came(found: Figures) -> None:
            self._by_place = found
            self._draw(view)

        axis = self._axis
        jobs(self).run_job("menghitung", lambda: by_place(view, axis), came)

    @property
    def crumb(self) -> str:
        return "" if self._axis is Axis.GROUP else _TITLES[self._axis]

    def look_at(self, kecamatan: str) -> None:
        """Show the kecamatan, with the cursor on this one, now or once the room is shown."""
        self._axis, self._sought = Axis.KECAMATAN, kecamatan
        if self._view is not None and self.is_attached:
            self.show(self._view)

    def _found(self, view: View) -> Figures:
        return view.figures if self._by_place is None else self._by_place

    def _draw(self, view: View) -> None:
        found = self._found(view)
        months = (p for y in found.years for p in (*(Period(y, m) for m in found.months_of(y)), Period(y)))
        self._periods = (*months, Period())
        rows = [Row(name, (words(name), *self._cells((name,), view))) for name in found.groups]
        total = Row(None, (words("Jumlah"), *self._cells(found.groups, view))) if rows else None
        what = "Orang; TA dan Jumlah dalam orang-bulan" if self._shows_people else "Biaya, rupiah"
        when = "bulan bayar" if view.question.basis is Basis.CASH else "bulan perlindungan"
        heading = f"{what} · {when} · Enter menjelaskan · a: kelompok, kecamatan, desa"
        self._pane.fill(self._columns(), rows, total, heading=heading)
        if self._sought is not None:
            self.table.point_to(self._sought)
            self._sought = None

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

    def _cells(self, groups: Iterable[str], view: View) -> list[Cell]:
        names = tuple(groups)
        return [amount(self._figure(names, p, view), self._tone(names, p, view)) for p in self._periods]

    def _figure(self, names: tuple[str, ...], period: Period, view: View) -> int:
        found = self._found(view)
        if not self._shows_people:
            return found.sum_cost(names, self._months(period, view))
        if period.month is not None:
            return found.sum_heads(names, period.month)
        return found.sum_person_months(names, self._months(period, view))

    def _tone(self, names: tuple[str, ...], period: Period, view: View) -> Tone:
        return Tone.PLAIN if self._figure(names, period, view) else Tone.MUTED

    def _months(self, period: Period, view: View) -> tuple[Month, ...]:
        return (period.month,) if period.month is not None else self._found(view).months_of(period.year)

    def refusal(self, command: str) -> str:
        if command == "open" and self._pointed() is None:
            return "Sorot sebuah angka dahulu (→)."
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
            self._explain_place(names[0], period, self._view)
        elif period.month is not None and not self.table.on_total:
            title = plain(f"{names[0]} · {period.label}")
            self.post_message(ExplanationWanted(title, explanations(self._view, names[0], period.month)))
        else:
            self.post_message(self._breakdown(names, period, self._view))

    def _explain_place(self, place: str, period: Period, view: View) -> None:
        """Which groups a place's figure is made of."""

        def came(found: Figures) -> None:
            months = self._months(period, view)
            lines = tuple(
                (plain(name), found.sum_person_months((name,), months), found.sum_cost((name,), months))
                for name in found.groups
                if found.sum_person_months((name,), months)
            )
            title = plain(f"{place} · {period.label}")
            self.post_message(TableWanted(title, lines, sum(cost for _, _, cost in lines)))

        axis = self._axis
        jobs(self).run_job("menghitung", lambda: groups_of_place(view, axis, place), came)

    def _breakdown(self, names: tuple[str, ...], period: Period, view: View) -> TableWanted:
        """A sum by group where the cursor is on the total of a month, else by month."""
        found = self._found(view)
        months = self._months(period, view)
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

    def do_axis(self) -> None:
        """Groups, then kecamatan, then desa."""
        axes = list(_TITLES)
        self._axis = axes[(axes.index(self._axis) + 1) % len(axes)]
        if self._view is not None:
            self.show(self._view)


def explanations(view: View, group: str, booked: Month) -> tuple[Explanation, ...]:
    """Of every month of cover that is booked in that month: several where it is paid ahead."""
    months = view.answer.calendar
    covered = [c for c, b in zip(months.covered, months.booked, strict=True) if b == booked]
    return tuple(projecting.explain(view.answer, group, month) for month in covered)
