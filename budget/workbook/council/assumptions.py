"""The sheet Asumsi dan Dasar Hukum: every cell that the reader may change, and why it says what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.cautions import plan_cautions
from budget.law import LawBook
from budget.workbook.council import styles, texts
from budget.workbook.council.allocations import MoneyCells, write_allocations
from budget.workbook.council.figures import Figures
from budget.workbook.council.people import PeopleCells, write_groups, write_people
from budget.workbook.council.rates import write_rates
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.tariffs import PriceCells, write_tariffs
from budget.workbook.council.wages import WageCells, write_wages

_LEGEND_ROW = 3
_LISTED_LEGEND = "Dihitung dari daftar orang pada saat ekspor: ubah daftarnya di pagu, lalu ekspor lagi."


@dataclass(frozen=True, slots=True, eq=False)
class AssumptionCells:
    """`wages` is None in a plan whose members all pay by their group's tariff."""

    people: PeopleCells
    prices: PriceCells
    money: MoneyCells
    wages: WageCells | None


def widths(data: Figures) -> list[float]:
    """Label, second label, twelve months, sum; the prices of a third programme take one column more."""
    return [28, 27, *[16] * (14 if len(data.programmes) > 2 else 13)]


def write_assumptions(
    sheet: Sheet, steps: Sheet, wage_sheets: Sequence[Sheet], data: Figures, law: LawBook
) -> AssumptionCells:
    """Fill the sheet from its heading on; the arithmetic of prices goes to the sheet `steps`.

    `wage_sheets` are the two of members with wages of their own, where the plan has any.
    """
    sheet.text(_LEGEND_ROW, 1, "masukan", styles.LEGEND)
    legend = (
        "Sel berwarna ini boleh diubah; angka lain di buku ini rumus yang mengikutinya, atau selnya berkata "
        "“ekspor ulang”."
    )
    sheet.across(_LEGEND_ROW, (2, sheet.last_column), legend, styles.SUBTITLE)
    if data.has_listed:
        sheet.text(_LEGEND_ROW + 1, 1, "dari daftar", styles.LISTED_LEGEND)
        sheet.across(_LEGEND_ROW + 1, (2, sheet.last_column), _LISTED_LEGEND, styles.SUBTITLE)
    sheet.row = _LEGEND_ROW + (3 if data.has_listed else 2)
    _statements(sheet, data)
    rates = write_rates(sheet, data.projection.plan, data.projection.prices.versions, law)
    tariffs = write_tariffs(sheet, steps, data, rates)
    losses = write_groups(sheet, data)
    money = write_allocations(sheet, data)
    people = write_people(sheet, data, losses)
    _cautions(sheet, data, law)
    wages = write_wages(wage_sheets[0], wage_sheets[1], data, rates, tariffs) if wage_sheets else None
    return AssumptionCells(people, tariffs.prices, money, wages)


def _statements(sheet: Sheet, data: Figures) -> None:
    statements = data.projection.plan.assumptions
    if not statements:
        return
    sheet.section("Data publik dan asumsi", min(len(statements), 15) + 1)
    columns = ((1, 1), (2, 9), (10, sheet.last_column))
    for place, title in zip(columns, ("Jenis", "Pernyataan", "Sumber"), strict=True):
        sheet.across(sheet.row, place, title, styles.HEADER)
    sheet.row += 1
    for statement in statements:
        line = (texts.KIND_NAMES[statement.kind], statement.text, statement.source)
        for place, text in zip(columns, line, strict=True):
            sheet.across(sheet.row, place, text, styles.LABEL)
        sheet.row += 1
    sheet.row += 1


def _cautions(sheet: Sheet, data: Figures, law: LawBook) -> None:
    cautions = plan_cautions(data.projection, law)
    if not cautions:
        return
    sheet.section("Yang perlu diketahui (saat ekspor)", min(len(cautions), 15))
    for caution in cautions:
        sheet.across(sheet.row, (1, sheet.last_column), str(caution), styles.LABEL)
        sheet.row += 1
