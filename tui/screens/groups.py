"""Kelompok: every group with its people, price and cost; enter goes into one."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from budget.money import format_number
from budget.period import Month
from budget.plan import Group
from budget.plan.layouts import GROUPS
from budget.plan.term_fields import SEGMENT
from tui.figures import GroupMonth, group_months
from tui.keymap import key
from tui.messages import GroupWanted
from tui.places import Place
from tui.screens.room import Room
from tui.view import View
from tui.widgets.cells import NOTHING, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane
from tui.widgets.record_list import RecordList


def this_month(view: View) -> Month:
    """The month of the clock, or the nearest one of the plan."""
    span = view.plan.span
    return min(max(Month.of(view.workspace.clock()), span.first), span.last)


_NOBODY = GroupMonth(0, None)


class GroupList(RecordList):
    form = GROUPS
    title = "Kelompok peserta"
    empty = "Belum ada kelompok. Tekan {new} untuk menambah, atau {import} untuk mengimpor templat."

    def show(self, view: View) -> None:
        projection = view.answer.projection
        self._now = group_months(projection, this_month(view))
        self._end = group_months(projection, view.plan.span.last)
        # A scenario may enrol a group in another segment than the plan.
        self._segments = {group.name: group.segment for group in projection.plan.groups}
        super().show(view)

    def heading(self) -> str:
        count, last = len(self.view.plan.groups), self.view.plan.span.last
        return f"{format_number(count)} kelompok · orang pada {last.label} · {key('open')} membuka rinciannya"

    def columns(self) -> Sequence[Column]:
        return (
            Column("Kelompok", least=16, grows=True),
            Column("SKPD", least=6),
            Column("Seg.", least=4),
            Column("Prio.", right=True),
            Column("Orang", right=True),
            Column("Per orang", right=True),
            Column("Biaya", right=True),
        )

    def records(self) -> Sequence[Group]:
        return self.view.plan.groups

    def row(self, record: Group) -> Row:
        now, end = (months.get(record.name, _NOBODY) for months in (self._now, self._end))
        cost = self.view.figures.sum_cost((record.name,), self.view.figures.months)
        cells = (
            words(record.name),
            words(record.skpd),
            words(SEGMENT.text(self._segments[record.name]), Tone.MUTED),
            amount(record.priority, Tone.MUTED),
            amount(end.heads),
            NOTHING if now.price is None else amount(now.price),
            amount(cost),
        )
        return Row(record, cells)

    def total(self) -> Row | None:
        if not self.view.plan.groups:
            return None
        names = self.view.group_names
        people = sum(each.heads for each in self._end.values())
        cost = self.view.figures.sum_cost(names, self.view.figures.months)
        blank = words("")
        return Row(None, (words("Jumlah"), blank, blank, blank, amount(people), blank, amount(cost)))

    def blank(self) -> dict[str, str]:
        last = max((group.priority for group in self.view.plan.groups), default=0)
        skpd = self.view.plan.groups[-1].skpd if self.view.plan.groups else ""
        return {"priority": format_number(last + 1), "skpd": skpd, "validation_loss": "0 %"}

    def goes_along(self, record: Any) -> str:
        name = record.name.casefold()
        tariffs = sum(t.group.casefold() == name for t in self.view.plan.tariffs)
        counts = sum(c.group.casefold() == name for c in self.view.plan.head_counts)
        return f"kelompok “{record.name}” beserta {tariffs} tarif dan {counts} jumlah orang"


class Groups(Room):
    place = Place.GROUPS

    def __init__(self) -> None:
        super().__init__()
        self._list = GroupList(id="group-list")

    def compose(self) -> ComposeResult:
        yield self._list

    @property
    def table(self) -> FigureTable:
        return self._list.table

    @property
    def pane(self) -> ListPane:
        return self._list

    def show(self, view: View) -> None:
        self._list.show(view)

    def do_open(self) -> None:
        record = self._list.current_record()
        if isinstance(record, Group):
            self.post_message(GroupWanted(record.name))
