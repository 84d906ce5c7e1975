"""The sheet Skenario: the plan and its scenarios side by side, and what leads from one to another.

These are figures of the engine at the time of the export: a scenario changes much more than cells. Their sums
are formulas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.engine.bars import Cause, Waterfall
from budget.engine.calendar import calendar
from budget.engine.projection import Projection
from budget.engine.runway import Runway, allocation_view
from budget.engine.waterfall import waterfall
from budget.money import format_rupiah
from budget.workbook.council import styles, texts
from budget.workbook.council.background import Alternative, Background
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import LARGEST
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.shortage import month_text
from budget.workbook.council.waterfall_chart import add_waterfall
from budget.workbook.council.workings import Workings, people, quoted, rupiah

_NOTE = (
    "Angka lembar ini hasil mesin hitung pagu pada saat ekspor, menurut bulan perlindungan (akrual), bukan "
    "rumus dari sel masukan; jumlahnya rumus. Ekspor ulang sesudah rencana atau skenario berubah."
)
_SAME = "Masukan buku ini masih seperti pada saat ekspor."
_CHANGED = "Masukan buku ini sudah berubah sejak ekspor: angka lembar ini belum mengikutinya. Ekspor ulang."
_NONE = (
    "Belum ada skenario yang tersimpan: tidak ada yang dibandingkan. Buat skenario di pagu, lalu ekspor lagi."
)


@dataclass(frozen=True, slots=True, eq=False)
class Costed:
    """An alternative that could be costed, and what leads to it from the plan as it stands."""

    name: str
    projection: Projection
    bars: Waterfall


def costed(background: Background) -> list[Costed]:
    """The plan as it stands first; none where it cannot be costed, or beyond what a spreadsheet holds."""
    found = [
        (each.name, each.projection)
        for each in background.alternatives
        if each.projection and each.projection.total <= LARGEST
    ]
    if not background.alternatives or background.alternatives[0].projection is None or not found:
        return []
    base = found[0][1]
    return [Costed(name, each, waterfall(base, each)) for name, each in found]


def widths(sides: Sequence[Costed]) -> list[float]:
    amounts = [side.projection.total for side in sides]
    amount = max(24, len(format_rupiah(max(amounts, default=0))) + 4)
    return [40, *[amount] * max(4, len(sides))]


def control_rows(sides: Sequence[Costed]) -> int:
    return max(0, len(sides) - 1)


def write_scenarios(
    sheet: Sheet, work: Workings, background: Background, sides: Sequence[Costed], chosen: str | None
) -> list[ControlLine]:
    """The comparison, the causes, and the chart of the `chosen` scenario, or of the first one."""
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 1
    formula = f"=IF({work.changed.fixed}=0,{quoted(_SAME)},{quoted(_CHANGED)})"
    sheet.live(sheet.row, 1, formula, _SAME, styles.WORDS)
    sheet.join(sheet.row, (1, sheet.last_column), styles.WORDS)
    sheet.row += 2
    lines: list[ControlLine] = []
    if len(sides) > 1:
        totals = _compared(sheet, sides)
        reached = _causes(sheet, sides)
        for side, total, end in zip(sides[1:], totals[1:], reached[1:], strict=True):
            label = f"Skenario {side.name}: dasar + sebab = biaya skenario"
            lines.append(ControlLine(label, side.projection.total, f"={end}", f"={total}"))
        _left_out(sheet, background.alternatives, {side.name for side in sides})
        names = [side.name.casefold() for side in sides]
        place = names.index(chosen.casefold()) if chosen and chosen.casefold() in names[1:] else 1
        add_waterfall(sheet, sides[0].name, sides[place].name, sides[place].bars)
    else:
        sheet.across(sheet.row, (1, sheet.last_column), _NONE, styles.NOTE)
        sheet.row += 2
        _left_out(sheet, background.alternatives, {side.name for side in sides})
    return lines


def _left_out(sheet: Sheet, every: Sequence[Alternative], shown: set[str]) -> None:
    for each in every:
        if each.name not in shown:
            reason = each.reason or "biayanya terlalu besar untuk buku kerja."
            text = f"{each.name} tidak dapat dihitung: {reason}"
            sheet.across(sheet.row, (1, sheet.last_column), text, styles.NOTE)
            sheet.row += 1


def _compared(sheet: Sheet, sides: Sequence[Costed]) -> list[Cell]:
    """Cost per fiscal year, people, and how far the money goes; the total cost of each side."""
    views = [allocation_view(side.projection, calendar(side.projection)) for side in sides]
    by_year: list[Mapping[int, Runway]] = [dict(view.by_fiscal_year) for view in views]
    years = sorted({year for runways in by_year for year in runways})
    sheet.section("Rencana dan skenario berdampingan", len(years) * 2 + 10)
    sheet.header(sheet.row, ["Uraian", *(side.name for side in sides)])
    sheet.row += 1
    lines = [_amount(sheet, f"Biaya TA {year}", by_year, year, "cost") for year in years]
    totals = _line(sheet, "Biaya seluruhnya", [[line[n] for line in lines] for n in range(len(sides))])
    base = totals[0]
    sheet.across(sheet.row, (1, 1), "Selisih terhadap dasar", styles.LABEL)
    signed = styles.figure(styles.RUPIAH_SIGNED)
    for cell in totals:
        sheet.live(sheet.row, cell.column, f"={cell}-{base}", cell.number - base.number, signed)
    sheet.row += 1
    for label, figures in (
        ("Orang-bulan", [side.projection.person_months for side in sides]),
        ("Orang pada bulan terakhir", [_last_people(side.projection) for side in sides]),
    ):
        sheet.across(sheet.row, (1, 1), label, styles.LABEL)
        for column, number in enumerate(figures, start=2):
            sheet.number(sheet.row, column, number, people())
        sheet.row += 1
    for year in years:
        _amount(sheet, f"Pagu TA {year}", by_year, year, "total")
        _until(sheet, f"Cukup sampai, TA {year}", [runways.get(year) for runways in by_year])
    _until(sheet, "Cukup sampai, gabungan", [view.pooled for view in views])
    sheet.row += 1
    return totals


def _last_people(projection: Projection) -> int:
    return int(projection.cube.heads[:, -1].sum()) if projection.cube.heads.size else 0


def _amount(
    sheet: Sheet, label: str, by_year: Sequence[Mapping[int, Runway]], year: int, which: str
) -> list[Cell]:
    sheet.across(sheet.row, (1, 1), label, styles.LABEL)
    made = []
    for column, runways in enumerate(by_year, start=2):
        found = runways.get(year)
        amount = 0 if found is None else found.cost if which == "cost" else found.total
        made.append(sheet.number(sheet.row, column, amount, rupiah()))
    sheet.row += 1
    return made


def _line(sheet: Sheet, label: str, columns: Sequence[Sequence[Cell]]) -> list[Cell]:
    sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
    made = [
        sheet.total(sheet.row, column, cells, styles.RUPIAH) for column, cells in enumerate(columns, start=2)
    ]
    sheet.row += 1
    return made


def _until(sheet: Sheet, label: str, runways: Sequence[Runway | None]) -> None:
    sheet.across(sheet.row, (1, 1), label, styles.LABEL)
    for column, found in enumerate(runways, start=2):
        text = texts.NOTHING if found is None else month_text(found.covered_until, texts.NO_MONTH)
        sheet.text(sheet.row, column, text, styles.CENTERED)
    sheet.row += 1


def _causes(sheet: Sheet, sides: Sequence[Costed]) -> list[Cell]:
    """From the base to each side, cause by cause; what each column comes to."""
    causes = [cause for cause in Cause if any(side.bars.bar(cause) for side in sides)]
    sheet.section("Dari dasar ke skenario, menurut sebab", len(causes) + 3)
    sheet.header(sheet.row, ["Sebab", *(side.name for side in sides)])
    sheet.row += 1
    columns: list[list[Cell]] = [[] for _ in sides]
    for label, amounts in (
        ("Biaya dasar", [side.bars.start for side in sides]),
        *((cause.label.capitalize(), [side.bars.bar(cause) for side in sides]) for cause in causes),
    ):
        sheet.across(sheet.row, (1, 1), label, styles.LABEL)
        for n, amount in enumerate(amounts):
            look = styles.figure(styles.RUPIAH_SIGNED)
            columns[n].append(sheet.number(sheet.row, n + 2, amount, look))
        sheet.row += 1
    reached = _line(sheet, "Menjadi", columns)
    sheet.row += 1
    return reached
