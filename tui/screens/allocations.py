"""Pagu: the money the council allotted, what frames the plan, and what the official forms say."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from budget.law import LawValue, OwnContribution, OwnRate
from budget.money import format_percent, format_rupiah, format_sen
from budget.plan import APBD, Allocation, Assumption, MinimumWage
from budget.plan.allocation_layout import ALLOCATIONS
from budget.plan.law_layout import LAW_KIND, LAW_VALUES
from budget.plan.layouts import ASSUMPTIONS, FRAME, MINIMUM_WAGES, STATEMENT, TIMING
from budget.plan.records import PlanFrame
from budget.services.cash_planning import PaymentYears, payment_months
from tui.charts import cash_chart
from tui.jobs import jobs
from tui.keymap import keyed
from tui.places import Place
from tui.screens.accounts import READ_ONLY, AccountList, StageList
from tui.screens.assertion_list import AssertionList
from tui.screens.cash_list import CashList
from tui.screens.chart_window import ChartWindow
from tui.screens.group import month_cell
from tui.screens.listed_room import ListedRoom
from tui.screens.official_forms import form_lists
from tui.view import View
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.record_list import RecordList

# The place of the list that figures of accounts lead to.
ACCOUNTS = 1


class AllocationList(RecordList):
    form = ALLOCATIONS
    title = "Pagu"
    empty = "Belum ada pagu. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return "Pagu mengikat per tahun anggaran; yang dihitung adalah baris tahap terakhir."

    def columns(self) -> Sequence[Column]:
        return (
            Column("TA"),
            Column("Tahap"),
            Column("SKPD", least=8, grows=True),
            Column("Sub kegiatan", least=6),
            Column("Kode rekening", least=6),
            Column("Sumber dana", least=6),
            Column("Program"),
            Column("Jumlah", right=True),
        )

    def records(self) -> Sequence[Allocation]:
        return self.view.plan.allocations

    def row(self, record: Allocation) -> Row:
        counts = record in self.view.plan.allotted
        cells = (
            Cell(str(record.fiscal_year), record.fiscal_year),
            words(record.stage.label, Tone.PLAIN if counts else Tone.MUTED),
            words(record.skpd),
            words(record.sub_activity),
            words(record.account),
            words(record.funding),
            words(", ".join(record.programmes)),
            amount(record.amount, Tone.PLAIN if counts else Tone.MUTED),
        )
        return Row(record, cells, Tone.PLAIN if counts else Tone.MUTED)

    def total(self) -> Row | None:
        if not self.view.plan.allocations:
            return None
        total = sum(line.amount for line in self.view.plan.allotted)
        return Row(None, (words("Jumlah"), *(words("") for _ in range(6)), amount(total)))

    def blank(self) -> dict[str, str]:
        lines = self.view.plan.allocations
        years = {line.fiscal_year for line in lines}
        missing = [year for year in self.view.plan.span.fiscal_years() if year not in years]
        return {
            "fiscal_year": str(missing[0] if missing else self.view.plan.span.last.year),
            "skpd": lines[-1].skpd if lines else "",
            "funding": lines[-1].funding if lines else "",
            "programmes": "JKK, JKM",
            "stage": (lines[-1].stage if lines else APBD).label,
        }

    def goes_along(self, record: Any) -> str:
        return f"pagu TA {record.fiscal_year} sebesar {format_rupiah(record.amount)}"


class FrameList(RecordList):
    form = FRAME
    title = "Rencana"
    empty = ""
    single = "Rencana hanya satu; ubah dengan {edit}."
    kept = frozenset({"code"})

    def columns(self) -> Sequence[Column]:
        return (
            Column("Kode"),
            Column("Daerah", least=12, grows=True),
            Column("Bulan awal"),
            Column("Bulan akhir"),
            Column("Waktu bayar"),
        )

    def records(self) -> Sequence[PlanFrame]:
        return (self.view.frame,)

    def row(self, record: PlanFrame) -> Row:
        cells = (
            words(record.region.code),
            words(record.region.name),
            month_cell(record.span.first),
            month_cell(record.span.last),
            words(TIMING.text(record.timing)),
        )
        return Row("rencana", cells)

    def current_record(self) -> PlanFrame | None:
        return self.view.frame


class WageList(RecordList):
    form = MINIMUM_WAGES
    title = "UMK"
    empty = "Belum ada UMK; hanya perlu bila tarif memakai UMK. Tekan {new} untuk menambah."

    def columns(self) -> Sequence[Column]:
        return (Column("Tahun"), Column("UMK sebulan", right=True), Column("Sumber", least=12, grows=True))

    def records(self) -> Sequence[MinimumWage]:
        return sorted(self.view.plan.minimum_wages, key=lambda wage: wage.year)

    def row(self, record: MinimumWage) -> Row:
        wage = Cell(format_sen(record.sen), record.sen)
        return Row(record, (Cell(str(record.year), record.year), wage, words(record.source)))

    def blank(self) -> dict[str, str]:
        years = [wage.year for wage in self.view.plan.minimum_wages]
        return {"year": str(max(years) + 1 if years else self.view.plan.span.first.year)}

    def goes_along(self, record: Any) -> str:
        return f"UMK {record.year}"


class LawValueList(RecordList):
    form = LAW_VALUES
    # Short, so that the names of all lists fit on 80 columns.
    title = "Hukum"
    empty = "Belum ada nilai daerah; nilai bawaan pagu berlaku. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return "Menggantikan nilai bawaan; status: belum diverifikasi. Yang terakhir didahulukan."

    def columns(self) -> Sequence[Column]:
        return (
            Column("Jenis"),
            Column("Program"),
            Column("Untuk"),
            Column("Nilai", right=True),
            Column("Berlaku"),
            Column("Dasar hukum", least=10, grows=True),
        )

    def records(self) -> Sequence[LawValue]:
        return self.view.plan.law_values

    def row(self, record: LawValue) -> Row:
        match record:
            case OwnRate(risk_class=risk_class, rate_ppm=rate_ppm):
                place = f"kelas {risk_class}" if risk_class else "semua kelas"
                value = Cell(format_percent(rate_ppm), rate_ppm)
            case OwnContribution(bracket=bracket, rupiah=rupiah):
                place = f"baris {bracket}" if bracket else "semua baris"
                value = amount(rupiah)
        cells = (
            words(LAW_KIND.text(type(record))),
            words(record.programme),
            words(place),
            value,
            words(record.validity.label),
            words(record.reference),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        return {"law_kind": LAW_KIND.text(OwnRate), "first": str(self.view.plan.span.first)}

    def goes_along(self, record: Any) -> str:
        return f"nilai daerah {record.programme} mulai {record.validity.first.label}"


class AssumptionList(RecordList):
    form = ASSUMPTIONS
    title = "Asumsi"
    empty = "Belum ada asumsi yang dicatat. Tekan {new} untuk menambah."

    def columns(self) -> Sequence[Column]:
        return (Column("Pernyataan", least=24, grows=True), Column("Sifat"), Column("Sumber", least=10))

    def records(self) -> Sequence[Assumption]:
        return self.view.plan.assumptions

    def row(self, record: Assumption) -> Row:
        kind = words(STATEMENT.text(record.kind), Tone.MUTED)
        return Row(record, (words(record.text), kind, words(record.source)))

    def blank(self) -> dict[str, str]:
        return {"kind": "asumsi"}

    def goes_along(self, record: Any) -> str:
        return f"asumsi “{record.text}”"


class Allocations(ListedRoom):
    """What accounts and stages come to is reckoned, not entered."""

    place = Place.MONEY

    def __init__(self) -> None:
        self._lists: tuple[RecordList | AccountList | StageList | CashList, ...] = (
            AllocationList("allocation-list"),
            AccountList(),
            StageList(),
            CashList(),
            FrameList("frame-list"),
            WageList("wage-list"),
            LawValueList("law-value-list"),
            AssumptionList("assumption-list"),
            AssertionList("assertion-list"),
            *form_lists(),
        )
        super().__init__([each.title for each in self._lists], self._lists)
        self._view: View | None = None

    def show(self, view: View) -> None:
        self._view = view
        for each in self._lists:
            each.show(view)

    def do_chart(self) -> None:
        """Cost against cash plan, as the list of the cash plan reckons it."""
        if self._view is None:
            return

        def came(years: PaymentYears) -> None:
            self.app.push_screen(ChartWindow(cash_chart(years)))

        jobs(self).run_job("menghitung", partial(payment_months, self._view.answer.projection.plan), came)

    def refusal(self, command: str) -> str:
        if self.records is None and command in ("new", "edit", "delete", "open"):
            return keyed(READ_ONLY)
        return super().refusal(command)
