"""What the allocations come to: how far each account's money goes, and one stage beside the one before."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from budget.engine.runway import AccountRunway
from budget.money import format_number
from budget.plan import Allocation
from budget.plan.allocation import LineChange, stage_changes, stages
from budget.services.shortages import WITHOUT_MONEY, account_name, key_name, programmes_of
from tui.screens.overview_rows import people_of, short_month, until
from tui.view import View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words
from tui.widgets.list_pane import ListPane

READ_ONLY = "Daftar ini dihitung dari baris Pagu. Tekan {next_list} ke daftar Pagu untuk mengubahnya."


class AccountList(ListPane):
    """Runway per account: what is left in one does not help another."""

    title = "Rekening"

    def __init__(self) -> None:
        empty = "Belum ada biaya dan belum ada pagu. Tekan {previous_list} ke daftar Pagu, lalu {new}."
        super().__init__(empty=empty, id="account-list")

    def show(self, view: View) -> None:
        columns = (
            Column("TA"),
            Column("Rekening", least=12, grows=True),
            Column("Program"),
            Column("Pagu", right=True),
            Column("Biaya", right=True),
            Column("Sisa", right=True),
            Column("Cukup sampai"),
            Column("Bulan kurang"),
            Column("Orang dibayar / tidak", right=True),
            Column("Tidak dibayar", right=True),
        )
        rows = [self._row(account) for account in view.answer.allocation.by_account]
        heading = "Sisa satu rekening atau sumber dana tidak membayar yang lain."
        self.fill(columns, rows, heading=heading)

    @staticmethod
    def _row(found: AccountRunway) -> Row:
        runway = found.runway
        missing = runway.person_months_short
        cells = (
            Cell(str(found.fiscal_year), found.fiscal_year),
            words(account_name(found.lines) or WITHOUT_MONEY, Tone.PLAIN if found.lines else Tone.BAD),
            words(programmes_of(found.lines)),
            amount(runway.total),
            amount(runway.cost),
            amount(runway.remaining, Tone.STRONG),
            until(runway) if runway.cost else NOTHING,
            short_month(runway) if runway.cost else NOTHING,
            people_of(runway),
            NOTHING if missing is None else Cell(f"{format_number(missing)} OB", missing, Tone.BAD),
        )
        return Row((found.fiscal_year, found.lines), cells)


class StageList(ListPane):
    """Every stage of every fiscal year beside the one before it, line by line."""

    title = "Tahap"

    def __init__(self) -> None:
        empty = (
            "Belum ada dua tahap, misalnya RAPBD lalu APBD. Tekan {previous_list} ke daftar Pagu, lalu {new}."
        )
        super().__init__(empty=empty, id="stage-list")

    def show(self, view: View) -> None:
        columns = (
            Column("TA"),
            Column("Dari → menjadi", least=10),
            Column("Rekening", least=10, grows=True),
            Column("Sebelum", right=True),
            Column("Sesudah", right=True),
            Column("Bertambah/(berkurang)", right=True),
            Column("Orang", right=True),
            Column("Bulan", right=True),
            Column("Tarif", right=True),
            Column("Lainnya", right=True),
        )
        heading = "Sebab perubahan dari orang × bulan × harga; sisanya pada Lainnya."
        self.fill(columns, list(_stage_rows(view.plan.allocations)), heading=heading)


def _stage_rows(lines: Sequence[Allocation]) -> Iterable[Row]:
    for year in sorted({line.fiscal_year for line in lines}):
        reached = stages(lines, year)
        for before, after in pairwise(reached):
            for change in stage_changes(lines, year, before, after):
                names = f"{before.label} → {after.label}"
                yield Row((year, names, change.key), _change_cells(names, change))


def _change_cells(names: str, change: LineChange) -> tuple[Cell, ...]:
    parts = (change.people, change.months, change.price, change.other)
    return (
        Cell(str(change.key.fiscal_year), change.key.fiscal_year),
        words(names),
        words(key_name(change.key)),
        amount(change.before),
        amount(change.after),
        amount(change.difference, Tone.STRONG),
        *(amount(part) if part else NOTHING for part in parts),
    )
