"""The sheet Ringkasan: money, cost, what remains, until when it is enough, and the control."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budget.contribution import Programme
from budget.engine.calendar import Basis
from budget.money import terbilang
from budget.workbook.council import styles, texts
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.sheet import Cell, Sheet, added, span
from budget.workbook.council.shortage import RunwayCells

LABEL_WIDTH, FIGURE_WIDTH = 36, 24
# Words of an amount take this many columns of figures; a plan of one year has no fewer.
MINIMUM_COLUMNS = 3
POOLED = "Gabungan (pembanding)"
_CHANGED = "(angka berubah sejak ekspor)"


@dataclass(frozen=True, slots=True, eq=False)
class SummaryCells:
    """Money, cost and what remains, per fiscal year and then pooled; and the cost on cash basis."""

    years: Sequence[str]
    money: Sequence[Cell]
    cost: Sequence[Cell]
    left: Sequence[Cell]
    by_programme: Mapping[Programme, Sequence[Cell]]
    person_months: Sequence[Cell]
    cash: Sequence[Cell]

    @property
    def accrual_total(self) -> Cell:
        return self.cost[-1]

    @property
    def cash_total(self) -> Cell:
        return self.cash[-1]


def widths(data: Figures) -> list[float]:
    columns = max(MINIMUM_COLUMNS, len(data.years) + 1, len(data.cash.fiscal_years()) + 1)
    return [LABEL_WIDTH, *[FIGURE_WIDTH] * columns]


def write_summary(
    sheet: Sheet,
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    outlook: OutlookCells,
    runways: dict[Basis, list[RunwayCells]],
) -> SummaryCells:
    """Both bases, each per fiscal year and, beside it, over all years."""
    titles = [*(year.label for year in data.years), POOLED]
    sheet.section("Menurut bulan perlindungan (akrual)", 14)
    _header(sheet, titles)
    money = _money(sheet, runways[Basis.ACCRUAL])
    by_programme = {p: _programme(sheet, data, p, costs) for p in data.programmes}
    of_years = [costs.tables[year.year, None].total for year in data.years]
    cost = _row_with_sum(sheet, "Biaya", of_years)
    left = _remaining(sheet, money, cost)
    person_months = _person_months(sheet, data, inputs)
    _runway(sheet, runways[Basis.ACCRUAL], left)
    note = (
        "Pagu berlaku per tahun anggaran: sisa pada 31 Desember tidak terbawa dengan sendirinya. "
        "Kolom gabungan hanya pembanding."
    )
    if any(line.pot for line in data.projection.plan.allotted):
        note += " Pagu tahun jamak membawa sisanya, yang termasuk dalam baris Pagu tahun berikutnya."
    sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
    sheet.row += 2
    paid = _cash(sheet, data, outlook, runways[Basis.CASH])
    years = [year.label for year in data.years]
    return SummaryCells(years, money, cost, left, by_programme, person_months, paid)


def _header(sheet: Sheet, titles: Sequence[str]) -> None:
    sheet.header(sheet.row, ["Uraian", *titles])
    sheet.row += 1


def _row(
    sheet: Sheet, label: str, cells: Sequence[tuple[str, int | str]], number_format: str, strong: bool = False
) -> list[Cell]:
    look = styles.total(number_format) if strong else styles.figure(number_format)
    sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL if strong else styles.LABEL)
    made = [
        sheet.live(sheet.row, column, formula, value, look)
        for column, (formula, value) in enumerate(cells, start=2)
    ]
    sheet.row += 1
    return made


def _money(sheet: Sheet, runways: Sequence[RunwayCells]) -> list[Cell]:
    return _row(sheet, "Pagu", [(f"={r.money}", r.money.number) for r in runways], styles.RUPIAH, strong=True)


def _programme(sheet: Sheet, data: Figures, programme: Programme, costs: CostCells) -> list[Cell]:
    of_years = [costs.tables[year.year, programme].total for year in data.years]
    return _row_with_sum(sheet, f"Iuran {programme}", of_years, strong=False)


def _row_with_sum(sheet: Sheet, label: str, sources: Sequence[Cell], strong: bool = True) -> list[Cell]:
    """The figures of the years, and their sum in the last column."""
    cells = [(f"={source}", source.number) for source in sources]
    cells.append((added(sources), sum(source.number for source in sources)))
    return _row(sheet, label, cells, styles.RUPIAH, strong)


def _remaining(sheet: Sheet, money: Sequence[Cell], cost: Sequence[Cell]) -> list[Cell]:
    cells: list[tuple[str, int | str]] = [
        (f"={m}-{c}", m.number - c.number) for m, c in zip(money, cost, strict=True)
    ]
    return _row(sheet, "Sisa pagu (minus: kurang)", cells, styles.RUPIAH_SIGNED, strong=True)


def _person_months(sheet: Sheet, data: Figures, inputs: AssumptionCells) -> list[Cell]:
    sources = inputs.people.person_months
    cells: list[tuple[str, int | str]] = [(f"={source}", source.number) for source in sources]
    cells.append((added(sources), data.projection.person_months))
    return _row(sheet, "Orang-bulan", cells, styles.COUNT)


def _runway(sheet: Sheet, runways: Sequence[RunwayCells], left: Sequence[Cell]) -> None:
    lines: tuple[tuple[str, Callable[[RunwayCells], Cell]], ...] = (
        ("Cukup sampai", lambda r: r.covered_until),
        ("Bulan pertama yang kurang", lambda r: r.first_short),
    )
    for label, choose in lines:
        _row(sheet, label, [(f"={choose(r)}", str(choose(r).value)) for r in runways], styles.GENERAL)
    people: tuple[tuple[str, Callable[[RunwayCells], Cell]], ...] = (
        ("Orang terbayar di bulan itu", lambda r: r.people_paid),
        ("Orang tidak terbayar di bulan itu", lambda r: r.people_short),
    )
    for label, choose in people:
        _row(sheet, label, [_people(r, choose(r)) for r in runways], styles.COUNT)
    missing = [_missing(r, cell) for r, cell in zip(runways, left, strict=True)]
    _row(sheet, "Rupiah yang kurang", missing, styles.RUPIAH)
    person_months = [_people(r, r.person_months_short) for r in runways]
    _row(sheet, "Orang-bulan tidak terbayar", person_months, styles.COUNT)


def _missing(runway: RunwayCells, left: Cell) -> tuple[str, int | str]:
    formula = f'=IF({runway.first_short}="{texts.NOTHING}","{texts.NOTHING}",-{left})'
    return formula, texts.NOTHING if runway.runway.is_enough else -left.number


def _people(runway: RunwayCells, cell: Cell) -> tuple[str, int | str]:
    formula = f'=IF({runway.first_short}="{texts.NOTHING}","{texts.NOTHING}",{cell})'
    return formula, texts.NOTHING if runway.runway.is_enough else cell.number


def _cash(sheet: Sheet, data: Figures, outlook: OutlookCells, runways: Sequence[RunwayCells]) -> list[Cell]:
    timing = texts.TIMING_NAMES[data.projection.plan.timing]
    sheet.section(f"Menurut bulan pembayaran (kas): {timing}", 11)
    years = data.cash.fiscal_years()
    _header(sheet, [*(f"TA {year}" for year in years), POOLED])
    money = _money(sheet, runways)
    cells: list[tuple[str, int | str]] = [outlook.paid_in(year) for year in years]
    here = [Cell(sheet.title, sheet.row, column, 0) for column in range(2, 2 + len(years))]
    cells.append((f"=SUM({span(here)})", data.projection.total))
    paid = _row(sheet, "Biaya yang dibayar", cells, styles.RUPIAH, strong=True)
    left = _remaining(sheet, money, paid)
    _runway(sheet, runways, left)
    sheet.row += 1
    return paid


def write_words(sheet: Sheet, cells: SummaryCells) -> None:
    """Amounts in words; shown only while the number is the exported one."""
    titles = [*cells.years, "gabungan"]
    sheet.section("Terbilang (angka pada saat ekspor)", 3 * len(titles))
    for name, amounts in (("Pagu", cells.money), ("Biaya", cells.cost), ("Sisa pagu", cells.left)):
        for year, cell in zip(titles, amounts, strict=True):
            sheet.across(sheet.row, (1, 1), f"{name} {year}", styles.LABEL)
            words = terbilang(cell.number)
            formula = f'=IF({cell}={cell.number},"{words}","{_CHANGED}")'
            sheet.live(sheet.row, 2, formula, words, styles.WORDS)
            sheet.join(sheet.row, (2, sheet.last_column), styles.WORDS)
            sheet.fit(sheet.row, (2, sheet.last_column), words)
            sheet.row += 1
    sheet.row += 1
