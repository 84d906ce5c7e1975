"""What the room of realisation shows: its tables as rows, each with the key of what it stands for."""

from collections.abc import Iterable

from budget.engine.benefits import BenefitRow, total_of
from budget.engine.funnel import Funnel, FunnelRow
from budget.engine.part import Part
from budget.engine.realisation import AccountRealisation, RealisedMonth
from budget.services.realising import MonthFunnel, Owed, RealisationView
from budget.services.realising_words import NO_GROUP, STEPS, account_label, losses_text, part_text
from tui.screens.compare_rows import change
from tui.screens.group import month_cell
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words

MONTHS = (
    Column("Bulan"),
    Column("Anggaran kas", right=True),
    Column("Dibayar", right=True),
    Column("Serapan", right=True),
    Column("Deviasi", right=True),
    Column("Ditagih", right=True),
    Column("Tunggakan", right=True),
)
OUTLOOK = (
    Column("Rekening", least=17),
    Column("Pagu", right=True),
    Column("Akhir tahun", right=True),
    Column("SILPA", right=True),
    Column("Semester I", right=True),
    Column("Semester II", right=True),
    Column("Dibayar", right=True),
    Column("Sisa rencana", right=True),
    Column("Serapan", right=True),
)
ARREARS = (
    Column("Bulan iuran"),
    Column("Ditagih", right=True),
    Column("Dibayar", right=True),
    Column("Sisa", right=True),
    Column("Lewat tempo", right=True),
    Column("Jatuh tempo"),
)
FUNNEL = (
    Column("Kelompok", least=10),
    Column("Tahap"),
    Column("Orang", right=True),
    Column("Rupiah sebulan", right=True),
    Column("Susut", least=12, grows=True),
)
BENEFITS = (
    Column("Tahun"),
    Column("Kelompok", least=10, grows=True),
    Column("Iuran dibayar", right=True),
    Column("Kasus", right=True),
    Column("Manfaat", right=True),
    Column("Dari iuran", right=True),
)


def month_rows(found: RealisationView) -> tuple[list[Row], Row]:
    """Twelve months of payment, beside what is billed and owed for the same month of cover."""
    total, until = found.realisation.total, found.realisation.until
    billed = {arrear.month: (arrear.billed, arrear.open) for arrear in found.owed.months}
    months = total.months(found.realisation.fiscal_year)
    rows = []
    for month in months:
        owed = [amount(rupiah) for rupiah in billed.get(month.month, ())] or [NOTHING, NOTHING]
        paid = _paid_cells(month, total) if month.month <= until else [NOTHING] * 3
        cash = amount(month.cash_plan, Tone.PLAIN if month.month <= until else Tone.MUTED)
        rows.append(Row(month.month, (month_cell(month.month), cash, *paid, *owed)))
    of_year = [billed[month.month] for month in months if month.month in billed]
    cells = (
        words("Jumlah"),
        amount(sum(month.cash_plan for month in months)),
        amount(total.total),
        _part_cell(total.absorption),
        change(total.deviation.part),
        amount(sum(rupiah for rupiah, _ in of_year)),
        amount(sum(rupiah for _, rupiah in of_year)),
    )
    return rows, Row(None, cells)


def _paid_cells(month: RealisedMonth, total: AccountRealisation) -> list[Cell]:
    absorbed = _part_cell(Part(month.cumulative, total.allocation))
    return [amount(month.realised), absorbed, change(month.deviation)]


def _part_cell(part: Part) -> Cell:
    return Cell(part_text(part), "" if part.ppm is None else part.ppm)


def outlook_rows(found: RealisationView) -> tuple[list[Row], Row | None]:
    """How the year ends, account by account; the key is the account."""
    accounts = found.realisation.accounts
    rows = [Row(account, _outlook_cells(account_label(account), account)) for account in accounts]
    return rows, Row(None, _outlook_cells("Jumlah", found.realisation.total)) if rows else None


def _outlook_cells(label: str, account: AccountRealisation) -> tuple[Cell, ...]:
    return (
        words(label),
        amount(account.allocation),
        amount(account.outlook),
        amount(account.silpa),
        *map(amount, account.semesters()),
        amount(account.total),
        amount(account.rest),
        _part_cell(account.absorption),
    )


def arrear_rows(found: Owed) -> tuple[list[Row], Row | None]:
    rows = [
        Row(
            arrear.month,
            (
                month_cell(arrear.month),
                amount(arrear.billed),
                amount(arrear.paid),
                amount(arrear.open),
                amount(arrear.overdue, Tone.BAD if arrear.overdue else Tone.PLAIN),
                Cell(f"{arrear.due:%d/%m/%Y}", arrear.due.isoformat()),
            ),
        )
        for arrear in found.months
    ]
    sums = [sum(getattr(a, part) for a in found.months) for part in ("billed", "paid", "open", "overdue")]
    return rows, Row(None, (words("Jumlah"), *map(amount, sums), words(""))) if rows else None


def funnel_rows(found: MonthFunnel) -> list[Row]:
    """The key is the funnel and the step."""
    return [
        Row((each, row.step), _funnel_cells(each, row), Tone.PLAIN if each.group else Tone.STRONG)
        for each in found.funnels
        for row in each.rows
    ]


def _funnel_cells(each: Funnel, row: FunnelRow) -> tuple[Cell, ...]:
    name, step = words(each.group or "Jumlah"), words(STEPS[row.step.value])
    if row.heads is None or row.rupiah is None:
        return name, step, NOTHING, NOTHING, words("belum diisi", Tone.MUTED)
    return name, step, amount(row.heads), amount(row.rupiah), words(losses_text(row), Tone.MUTED)


def benefit_rows(found: Iterable[BenefitRow]) -> list[Row]:
    """Groups and the sum of every year; the key is the year and the group, or None for all of them."""
    every = tuple(found)
    rows = []
    for year in sorted({row.year for row in every}):
        rows += [
            Row((year, row.group), _benefit_cells(row.group or NO_GROUP, row))
            for row in every
            if row.year == year
        ]
        rows.append(Row((year, None), _benefit_cells("Jumlah", total_of(year, every)), Tone.STRONG))
    return rows


def _benefit_cells(label: str, row: BenefitRow) -> tuple[Cell, ...]:
    return (
        Cell(str(row.year), row.year),
        words(label),
        amount(row.contributions),
        amount(row.cases),
        amount(row.benefits),
        _part_cell(row.returned),
    )
