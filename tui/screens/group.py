"""One group: its tariffs and its head counts, both dated."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from budget.contribution import Income, RosterIncome, RosterWage, UmkWage, Wage
from budget.money import PPM, format_number, format_percent, format_rupiah, format_sen
from budget.period import Month
from budget.plan import Group, HeadCount, HeadCountKind, Tariff
from budget.plan.layouts import COUNT_KIND, HEAD_COUNTS, TARIFFS
from budget.plan.term_fields import SEGMENT
from tui.places import Place
from tui.screens.room import Room
from tui.text import plain, signed_number
from tui.view import View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane
from tui.widgets.record_list import RecordList
from tui.widgets.said import Said


def month_cell(month: Month | None, tone: Tone = Tone.PLAIN) -> Cell:
    """Months sort by time, not by name."""
    return NOTHING if month is None else Cell(month.short_label, str(month), tone)


class TariffList(RecordList):
    form = TARIFFS
    title = "Tarif"
    empty = "Belum ada tarif. Tekan {new} untuk menambah."
    fixed = frozenset({"group"})

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.group = ""

    def heading(self) -> str:
        return "Tarif · yang baru menggantikan yang lama mulai bulannya"

    def columns(self) -> Sequence[Column]:
        return (
            Column("Mulai"),
            Column("Sampai"),
            Column("Seg."),
            Column("Dasar iuran", right=True),
            Column("Kelas", right=True),
            Column("Program"),
            Column("Porsi", right=True),
            Column("Sumber dana", least=6, grows=True),
        )

    def records(self) -> Sequence[Tariff]:
        name = self.group.casefold()
        return sorted(
            (t for t in self.view.plan.tariffs if t.group.casefold() == name), key=lambda t: t.validity.first
        )

    def row(self, record: Tariff) -> Row:
        terms = record.terms
        cells = (
            month_cell(record.validity.first),
            month_cell(record.validity.last) if record.validity.last else words("seterusnya", Tone.MUTED),
            words(SEGMENT.text(terms.segment)),
            _base(record),
            NOTHING if isinstance(terms.base, Income) else amount(terms.risk_class),
            words(", ".join(terms.programmes)),
            Cell(format_percent(terms.share_ppm), terms.share_ppm),
            words(record.funding),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        existing = self.records()
        ended = existing[-1].validity.last if existing else None
        first = ended.plus(1) if ended else self.view.plan.span.first
        return {
            "group": self.group,
            "first": str(first),
            "segment": SEGMENT.text(self.view.plan.group(self.group).segment),
            "programmes": "JKK, JKM",
            "risk_class": "1",
            "share": format_percent(PPM),
            "funding": existing[-1].funding if existing else "",
        }

    def goes_along(self, record: Any) -> str:
        return f"tarif {record.group} {record.validity.label}"


def _base(tariff: Tariff) -> Cell:
    match tariff.terms.base:
        case Income(rupiah):
            return amount(rupiah) if rupiah else words("baris terendah", Tone.MUTED)
        case Wage(sen):
            return Cell(format_sen(sen), sen)
        case UmkWage():
            return words("UMK")
        case RosterWage() | RosterIncome():
            return words("dari daftar")


class HeadCountList(RecordList):
    form = HEAD_COUNTS
    title = "Jumlah orang"
    empty = "Belum ada jumlah orang. Isi tarif dahulu, lalu tekan {new} di sini."
    fixed = frozenset({"group"})

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.group = ""

    def heading(self) -> str:
        return self.title

    def columns(self) -> Sequence[Column]:
        return (
            Column("Mulai"),
            Column("Jenis"),
            Column("Orang", right=True),
            Column("Kecamatan", least=10, grows=True),
        )

    def records(self) -> Sequence[HeadCount]:
        name = self.group.casefold()
        found = (c for c in self.view.plan.head_counts if c.group.casefold() == name)
        return sorted(found, key=lambda c: (c.month, c.kecamatan, c.kind is HeadCountKind.CHANGE))

    def row(self, record: HeadCount) -> Row:
        is_change = record.kind is HeadCountKind.CHANGE
        heads = Cell(signed_number(record.heads), record.heads) if is_change else amount(record.heads)
        kind = words(COUNT_KIND.text(record.kind), Tone.MUTED)
        return Row(record, (month_cell(record.month), kind, heads, words(record.kecamatan)))

    def blank(self) -> dict[str, str]:
        existing = self.records()
        kind = HeadCountKind.CHANGE if existing else HeadCountKind.ABSOLUTE
        first = (
            min(existing[-1].month.plus(1), self.view.plan.span.last)
            if existing
            else self.view.plan.span.first
        )
        return {"group": self.group, "month": str(first), "kind": COUNT_KIND.text(kind)}

    def goes_along(self, record: Any) -> str:
        return f"jumlah orang {record.group} mulai {record.month.label} ({format_number(record.heads)} orang)"


class GroupDetail(Room):
    """The room of one group; `name` is set before it is shown."""

    place = Place.GROUP

    def __init__(self) -> None:
        super().__init__()
        self.name_shown = ""
        self._tariffs = TariffList("tariff-list")
        self._counts = HeadCountList("count-list")

    def compose(self) -> ComposeResult:
        yield Said("", id="group-facts", markup=False)
        yield self._tariffs
        yield self._counts

    @property
    def pane(self) -> ListPane:
        return self._counts if self._counts.has_focus_within else self._tariffs

    @property
    def table(self) -> FigureTable:
        return self.pane.table

    @property
    def first_focus(self) -> FigureTable:
        return self._tariffs.table

    @property
    def crumb(self) -> str:
        return self.name_shown

    def choose(self, name: str) -> None:
        self.name_shown = self._tariffs.group = self._counts.group = name

    def exists_in(self, view: View) -> bool:
        return self.name_shown.casefold() in (name.casefold() for name in view.group_names)

    def show(self, view: View) -> None:
        if not self.exists_in(view):
            return
        self._tariffs.show(view)
        self._counts.show(view)
        self.query_one("#group-facts", Static).update(_facts(view.plan.group(self.name_shown), view))

    def do_next_list(self) -> None:
        other = self._tariffs if self._counts.has_focus_within else self._counts
        other.table.focus()

    def do_previous_list(self) -> None:
        self.do_next_list()


def _facts(group: Group, view: View) -> str:
    parts = [group.skpd or "tanpa SKPD", SEGMENT.text(group.segment), f"prioritas {group.priority}"]
    if group.validation_loss_ppm:
        parts.append(f"susut validasi {format_percent(group.validation_loss_ppm)}")
    if group.decree_until:
        parts.append(f"SK berlaku s.d. {group.decree_until.label}")
    if group.legal_basis:
        parts.append(f"dasar {group.legal_basis}")
    scenario = view.question.scenario
    # The lists hold what can be edited: the plan. A scenario changes the figures alone.
    note = f"\nTarif dan orang: rencana dasar. Biaya: skenario {plain(scenario)}." if scenario else ""
    cost = view.figures.sum_cost((group.name,), view.figures.months)
    months = view.figures.sum_person_months((group.name,), view.figures.months)
    return (
        f"{plain(' · '.join(parts))}\n"
        f"Biaya {format_rupiah(cost)} untuk {format_number(months)} orang-bulan{note}"
    )
