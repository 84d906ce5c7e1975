"""Patokan: what documents say that parts of the plan cost, beside what the plan says."""

from collections.abc import Sequence
from typing import Any

from budget.engine.asserted import Judged
from budget.money import format_number
from budget.plan import Assertion
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.assertions import WHOLE_PLAN
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.record_list import RecordList


class AssertionList(RecordList):
    form = ASSERTIONS
    title = "Patokan"
    empty = "Belum ada patokan: biaya setahun menurut dokumen. Tekan {new} untuk menambah."

    def heading(self) -> str:
        return "Biaya setahun menurut dokumen, di samping hitungan rencana tanpa skenario."

    def columns(self) -> Sequence[Column]:
        return (
            Column("Kelompok", least=15),
            Column("TA"),
            Column("Program"),
            Column("Patokan", right=True),
            Column("Hitungan", right=True),
            Column("Selisih", right=True),
            Column("Sumber", least=6, grows=True),
        )

    def records(self) -> Sequence[Assertion]:
        return self.view.plan.assertions

    def row(self, record: Assertion) -> Row:
        found = next(each for each in self.view.answer.asserted if each.assertion == record)
        cells = (
            words(record.group or WHOLE_PLAN),
            Cell(str(record.fiscal_year), record.fiscal_year),
            words(", ".join(record.programmes) or "semua"),
            amount(record.expected_rupiah),
            amount(found.cost),
            Cell("✓ cocok", 0) if found.holds else _missed(found),
            words(record.source),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        return {"fiscal_year": str(self.view.plan.span.last.year)}

    def goes_along(self, record: Any) -> str:
        return f"patokan {record.subject}"


def _missed(found: Judged) -> Cell:
    return Cell(f"✗ {format_number(found.difference)}", found.difference, Tone.BAD)
