"""Bandingkan: plans side by side by group and year, how far the money of each goes, and why they differ."""

from collections.abc import Iterable
from enum import IntEnum
from functools import partial

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from budget.engine.bars import Bar
from budget.engine.calendar import Basis
from budget.services.comparing import Compared, Range, choices, compare_in
from tui.commands import dialog_bindings
from tui.copying import copy_cell, copy_row
from tui.jobs import jobs
from tui.keymap import key, keyed
from tui.newest import Newest
from tui.places import Place
from tui.screens.compare_rows import (
    CHOICES,
    RUNWAYS,
    bar_groups,
    choice_rows,
    fall_columns,
    fall_rows,
    group_causes,
    group_columns,
    group_rows,
    half_of,
    runway_rows,
    told,
)
from tui.screens.dialog import Dialog
from tui.screens.reading import Reading
from tui.text import plain
from tui.view import View
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane
from tui.widgets.list_strip import ListStrip
from tui.widgets.said import Said

_FEW = "Tandai paling sedikit dua rencana dengan {mark}."
_NOTHING_ELSE = "Belum ada skenario atau versi. Kembali, lalu {scenario} menambah skenario."


class Listed(IntEnum):
    """The lists in the order in which Tab goes through them."""

    CHOICES = 0
    GROUPS = 1
    MONEY = 2
    FALLS = 3


_TITLES = ("Rencana", "Per kelompok", "Kecukupan", "Air terjun")


class Compare(Dialog[None]):
    """What is marked is compared at once, in the order of the marks; the first is what others differ from."""

    place = Place.COMPARE
    BINDINGS = dialog_bindings(Place.COMPARE)

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        basis = "kas" if view.question.basis is Basis.CASH else "akrual"
        self.title_text = f"Bandingkan · basis {basis}"
        self._choices = choices(view.plan)
        self._marked = self._first_marks()
        self._found: Compared | None = None
        self._newest: Newest[Compared] = Newest(self, "membandingkan")
        # Which of the other sides the waterfall leads to.
        self._other = 0
        self._in_people = False
        self._at = Listed.CHOICES
        self._strip = ListStrip(_TITLES)
        self._panes = (
            ListPane(f"{key('mark')} menandai; yang ditandai pertama menjadi pembanding."),
            ListPane(empty=_FEW, fixed=2, pinned=1),
            ListPane(empty=_FEW, fixed=2),
            ListPane(empty=_FEW),
        )

    def _first_marks(self) -> list[str]:
        """The plan beside the scenario on screen, or else beside the first thing that there is."""
        names = [choice.name for choice in self._choices]
        shown = (self._view.question.scenario or "").casefold()
        other = next((name for name in names[1:] if name.casefold() == shown), None)
        return names[:2] if other is None else [names[0], other]

    def body(self) -> Iterable[Widget]:
        yield self._strip
        yield from self._panes
        yield Said("", id="compare-step", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self._turn_to(Listed.CHOICES)
        self._ask()

    def on_resize(self) -> None:
        super().on_resize()
        self._draw()

    @property
    def _table(self) -> FigureTable:
        return self._panes[self._at].table

    # Computing

    def _ask(self) -> None:
        """Compare what is marked now; whatever still runs for other marks ends unheard."""
        self._newest.forget()
        if len(self._marked) < 2:
            self._show(None)
            self._say(keyed(_FEW if len(self._choices) > 1 else _NOTHING_ELSE))
            return
        self._say(f"Menghitung … {key('back')} menghentikan.")
        call = partial(compare_in, self._view.plan, tuple(self._marked), Range(self._view.question.basis))
        self._newest.ask(call, self._came, self._refused)

    def _came(self, found: Compared) -> None:
        self._say("")
        self._show(found)

    def _refused(self, reason: BaseException) -> None:
        self._say("Belum dapat dibandingkan.")
        self._show(None)
        jobs(self).show_error(reason)

    def _say(self, text: str) -> None:
        self.query_one("#compare-step", Static).update(plain(text))

    # Showing

    def _show(self, found: Compared | None) -> None:
        self._found = found
        self._other = 0
        self._draw()

    def _draw(self) -> None:
        chosen, groups, money, falls = self._panes
        found = self._found
        chosen.fill(CHOICES, choice_rows(self._choices, self._marked, found))
        if found is None:
            for pane in (groups, money, falls):
                pane.fill((), (), heading="")
            return
        rows, total = group_rows(found.comparison, people=self._in_people)
        unit = "Orang-bulan" if self._in_people else "Rupiah"
        differing = f"{found.names[-1]} dikurangi {found.names[0]}"
        groups.fill(group_columns(found.names), rows, total, heading=plain(f"{unit}; selisih: {differing}"))
        people = "Orang: yang tidak terbayar pada bulan pertama yang kurang."
        money.fill(RUNWAYS, runway_rows(found), heading=people)
        self._draw_falls(falls, found)

    def _draw_falls(self, pane: ListPane, found: Compared) -> None:
        half = half_of(self.app.size.width)
        fall = found.waterfalls[self._other]
        heading = f"Dari {found.names[0]} ke {found.names[self._other + 1]}"
        if len(found.waterfalls) > 1:
            heading += f" ({self._other + 1} dari {len(found.waterfalls)}; {key('other_side')}: yang lain)"
        pane.fill(fall_columns(half), fall_rows(fall, half), heading=plain(heading), note=told(fall))

    def _turn_to(self, at: Listed) -> None:
        self._at = at
        self._strip.mark(at)
        for number, pane in enumerate(self._panes):
            pane.display = number == at
        self._table.focus()

    # Commands

    def action_mark(self) -> None:
        row = self._table.current
        if self._at is not Listed.CHOICES:
            self._turn_to(Listed.CHOICES)
        elif row is not None:
            if row.key in self._marked:
                self._marked.remove(row.key)
            else:
                self._marked.append(row.key)
            self._draw()
            self._ask()

    def action_open(self) -> None:
        row, found = self._table.current, self._found
        if self._at is Listed.CHOICES:
            self._turn_to(Listed.GROUPS)
        elif row is None or found is None:
            return
        elif self._at is Listed.GROUPS:
            # The difference that stands in this list is that of the last side.
            group = row.key[0]
            title = f"{group}, semua tahun: dari {found.names[0]} ke {found.names[-1]}"
            self.app.push_screen(Reading(title, group_causes(found.waterfalls[-1], group)))
        elif self._at is Listed.MONEY:
            # The first side has no waterfall of its own.
            self._other = max(0, found.names.index(row.key[0]) - 1)
            self._draw()
            self._turn_to(Listed.FALLS)
        elif isinstance(row.key, Bar):
            title = f"{row.key.cause.label}: dari {found.names[0]} ke {found.names[self._other + 1]}"
            self.app.push_screen(Reading(title, bar_groups(row.key)))

    def on_figure_table_chosen(self) -> None:
        self.action_open()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self._strip and (at := self._strip.at(event.x)) is not None:
            self._turn_to(Listed(at))

    def action_next_list(self) -> None:
        self._turn_to(Listed((self._at + 1) % len(Listed)))

    def action_previous_list(self) -> None:
        self._turn_to(Listed((self._at - 1) % len(Listed)))

    def action_other_side(self) -> None:
        """The waterfall to the next of the other sides."""
        if self._found is not None:
            self._other = (self._other + 1) % len(self._found.waterfalls)
            self._draw()
        self._turn_to(Listed.FALLS)

    def action_figure(self) -> None:
        self._in_people = not self._in_people
        self._draw()
        self._turn_to(Listed.GROUPS)

    def action_filter(self) -> None:
        self._panes[self._at].open_filter()

    def action_sort(self) -> None:
        self.notify(self._table.cycle_sort(), timeout=2)

    def action_copy_cell(self) -> None:
        copy_cell(self._table)

    def action_copy_row(self) -> None:
        copy_row(self._table)

    def action_back(self) -> None:
        if self._newest.is_awaited:
            self._newest.forget()
            self._show(None)
            self._say("Dihentikan.")
        elif self._panes[self._at].close_filter():
            return
        elif self._at is not Listed.CHOICES:
            self._turn_to(Listed.CHOICES)
        else:
            self.dismiss(None)
