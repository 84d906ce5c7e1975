"""Anggaran kas: every allocation line in force over twelve months, with its quarters; months set by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from budget.engine.cash_plan import CashLine, CashPlan
from budget.money import format_number, format_rupiah
from budget.period import MONTH_NAMES, Month
from budget.plan import CashMonth
from budget.plan.allocation import LineKey
from budget.plan.allocation_layout import CASH_MONTHS
from budget.plan.field import Layout, Values
from budget.services.cash_planning import cash_plans_of, set_months
from budget.services.shortages import line_name, programmes_of
from tui.jobs import jobs
from tui.keymap import key, keyed
from tui.messages import FormWanted, RemovalWanted
from tui.text import problem_line
from tui.view import View
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.edited_list import EditedList

SET_BY_HAND = "*"
# Stored, but not used as the year would not add up.
NOT_USED = "!"
_FIXED = 3
_HEADING = (
    f"Anggaran kas dari waktu bayar; {SET_BY_HAND} tetapan sendiri · {{edit}}: tetapkan, {{delete}}: lepaskan"
)
_QUARTERS = ("TW I", "TW II", "TW III", "TW IV")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line of a fiscal year; equal lines of a stage have a place from 0 on."""

    key: LineKey
    place: int = 0


class CashList(EditedList):
    """Follows the scenario that is shown; months are stored with the plan and hold in every scenario."""

    # Short, so that the names of all lists of the room fit on 80 columns.
    title = "Kas"

    def __init__(self) -> None:
        empty = "Belum ada pagu. Tekan {next_list} ke daftar Pagu, lalu {new} untuk menambah."
        super().__init__(empty=empty, fixed=_FIXED, pinned=1, id="cash-list")
        self._view: View | None = None
        self._lines: dict[_Spot, CashLine] = {}

    def show(self, view: View) -> None:
        """Reckoned in a thread, as it takes as long as the lists of people are big."""
        self._view = view
        call = partial(cash_plans_of, view.answer.projection)
        jobs(self).run_job("menghitung", call, partial(self._came, view), quiet=True)

    def _came(self, view: View, found: tuple[CashPlan, ...]) -> None:
        if view is not self._view:
            return
        self._lines = {}
        rows: list[Row] = []
        with_lines = [each for each in found if each.lines]
        for each in with_lines:
            rows += self._rows_of(each, view)
            if len(with_lines) > 1:
                label = (words(str(each.fiscal_year)), words("Jumlah"), words(""))
                rows.append(Row(each.fiscal_year, (*label, *_months(each.months)), Tone.STRONG))
        everything = [sum(each.months[at] for each in found) for at in range(12)]
        total = Row(None, (words("Jumlah"), words(""), words(""), *_months(everything))) if rows else None
        self.fill(_columns(), rows, total, heading=keyed(_HEADING), note=_note(found))

    def _rows_of(self, found: CashPlan, view: View) -> Iterable[Row]:
        for line in found.lines:
            spot = _Spot(line.line.key)
            while spot in self._lines:
                spot = replace(spot, place=spot.place + 1)
            self._lines[spot] = line
            stored = {} if spot.place else set_months(view.plan, spot.key)
            label = (
                words(str(found.fiscal_year)),
                words(line_name(line.line)),
                words(programmes_of([line.line])),
            )
            yield Row(spot, (*label, *_months(line.months, line.fixed, frozenset(stored))))

    # Editing

    def refusal(self, command: str) -> str:
        if command == "new":
            return f"Bulan ditetapkan dengan {key('edit')} pada angkanya; baris pagu ditambah di daftar Pagu."
        if command not in ("edit", "open", "delete"):
            return ""
        spot, month = self._pointed()
        if spot is None or month is None:
            return "Sorot sebuah bulan dari satu baris dahulu (→)."
        if spot.place:
            return "Ada baris pagu yang sama sebelum ini; bulannya ditetapkan di sana."
        if command == "delete" and self._stored(spot, month) is None:
            return f"{month.label} tidak ditetapkan sendiri; angkanya usulan."
        return ""

    def _pointed(self) -> tuple[_Spot | None, Month | None]:
        """The line and the month under the cursor; None on sums and names."""
        row, number = self.table.current, _MONTH_AT.get(self.table.cursor_column)
        if row is None or not isinstance(row.key, _Spot):
            return None, None
        return row.key, Month(row.key.key.fiscal_year, number) if number else None

    def _stored(self, spot: _Spot, month: Month) -> CashMonth | None:
        return set_months(self._view.plan, spot.key).get(month.number) if self._view else None

    def add(self) -> None:
        """Months are there already: see `refusal`."""

    def change(self) -> None:
        spot, month = self._pointed()
        if spot is None or month is None:
            return
        found = self._lines[spot]
        old, line = self._stored(spot, month), found.line
        blank = old or CashMonth(
            month, line.skpd, line.sub_activity, line.account, line.funding, line.programmes, 0
        )
        shown = old.amount if old else found.months[month.number - 1]
        title = f"{'Ubah' if old else 'Tetapkan'} {month.label}: {line_name(line)}"
        self.post_message(
            FormWanted(_layout(blank), title, old, {"amount": format_number(shown)}, frozenset())
        )

    def ask_removal(self) -> None:
        spot, month = self._pointed()
        planned = self._stored(spot, month) if spot is not None and month is not None else None
        if planned is not None:
            what = f"anggaran kas {planned.month.label} sebesar {format_rupiah(planned.amount)}"
            self.post_message(RemovalWanted(planned, what))


def _layout(planned: CashMonth) -> Layout[CashMonth]:
    """Only the amount; the line and the month are those of the cell."""

    def build(values: Values) -> CashMonth:
        return replace(planned, amount=values["amount"])

    fields = (CASH_MONTHS.field("amount"),)
    return Layout("", CASH_MONTHS.noun, fields, build, lambda taken: {"amount": taken.amount})


def _columns() -> list[Column]:
    columns = [Column("TA"), Column("Rekening", least=8), Column("Program")]
    for at, name in enumerate(MONTH_NAMES):
        columns.append(Column(name, right=True))
        if at % 3 == 2:
            columns.append(Column(_QUARTERS[at // 3], right=True, is_subtotal=True))
    return [*columns, Column("Jumlah", right=True, is_subtotal=True)]


# The number of the month that stands in a column; sums of quarters stand after every third.
_MONTH_AT = {_FIXED + at + at // 3: at + 1 for at in range(12)}


def _months(
    months: Sequence[int],
    fixed: frozenset[int] = frozenset(),
    stored: frozenset[int] = frozenset(),
) -> list[Cell]:
    cells: list[Cell] = []
    for at, rupiah in enumerate(months):
        cells.append(_month(rupiah, SET_BY_HAND * (at + 1 in fixed) or NOT_USED * (at + 1 in stored)))
        if at % 3 == 2:
            cells.append(amount(sum(months[at - 2 : at + 1])))
    return [*cells, amount(sum(months))]


def _month(rupiah: int, mark: str) -> Cell:
    if not mark:
        return amount(rupiah, Tone.PLAIN if rupiah else Tone.MUTED)
    return Cell(f"{mark}{format_number(rupiah)}", rupiah, Tone.STRONG if mark == SET_BY_HAND else Tone.BAD)


def _note(found: Iterable[CashPlan]) -> str:
    """The first problem, and how many more there are; what is set and not used bears a mark."""
    problems = [problem for each in found for problem in each.problems]
    if not problems:
        return ""
    more = f" (dan {len(problems) - 1} lagi)" if len(problems) > 1 else ""
    return f"{NOT_USED} {problem_line(problems[0])}{more}"
