"""The sheet Tahapan: a fiscal year's last two stages side by side, line by line, and why they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.money import format_rupiah
from budget.plan import Plan
from budget.plan.allocation import Allocation, LineChange, Stage, stage_changes, stages
from budget.workbook.council import styles, texts
from budget.workbook.council.allocations import of_year
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import Figures
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.workings import Workings

_LABELS = ("SKPD", "Sub-kegiatan", "Kode rekening", "Sumber dana", "Program")
_FIRST = len(_LABELS) + 1
_BEFORE, _AFTER, _DIFFERENCE, _PEOPLE, _MONTHS, _PRICE, _OTHER = range(_FIRST, _FIRST + 7)
_NOTE = (
    "Tahap sebelum dan sesudah dari satu tahun anggaran. Kolom Sesudah adalah sel pagu di lembar "
    f"{texts.ASSUMPTIONS}, jadi mengikuti perubahan di sana; sebab menurut orang, bulan, dan harga berasal "
    "dari volume baris pagu kedua tahap, dan sisanya adalah sebab lain."
)
_MOVED = "Pagu yang berpindah tahun sesudah ekspor"


@dataclass(frozen=True, slots=True, eq=False)
class StageTable:
    """A fiscal year's comparison: the sums before and after."""

    year: int
    before: Cell
    after: Cell


def widths(data: Figures) -> list[float]:
    money = sum(line.amount for line in data.projection.plan.allocations)
    amount = max(19, len(format_rupiah(money)) + 4)
    return [22, 21, 22, 16, 12, *[amount] * 7]


def compared_years(data: Figures) -> list[int]:
    """Fiscal years of the plan with two stages or more."""
    years = sorted({year.year for year in data.years} | set(data.cash.fiscal_years()))
    return [year for year in years if len(stages(data.projection.plan.allocations, year)) > 1]


def control_lines(work: Workings, tables: Sequence[StageTable]) -> list[ControlLine]:
    """What stands after the last stage is the money in force."""
    return [
        ControlLine(f"TA {table.year}: tahap terakhir = pagu yang berlaku", money.number, f"={table.after}",
                    f"={money}")
        for table in tables
        for money in (work.inputs.money.by_year[table.year],)
    ]  # fmt: skip


def write_stages(sheet: Sheet, work: Workings) -> list[StageTable]:
    """A table for each fiscal year with two stages; what stands alone is named below."""
    plan = work.data.projection.plan
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 2
    compared = compared_years(work.data)
    found = []
    for year in compared:
        before, after = stages(plan.allocations, year)[-2:]
        found.append(_table(sheet, work, year, before, after))
    alone = sorted({line.fiscal_year for line in plan.allocations} - set(compared))
    for year in alone:
        sheet.across(sheet.row, (1, sheet.last_column), _only_stage(plan, year), styles.NOTE)
        sheet.row += 1
    if not plan.allocations:
        note = "Belum ada pagu yang tersimpan: tidak ada tahap yang dapat dibandingkan."
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
        sheet.row += 1
    return found


def _only_stage(plan: Plan, year: int) -> str:
    held = stages(plan.allocations, year)
    if len(held) > 1:
        return f"TA {year}: tidak ada bulan rencana di tahun itu, jadi tahapnya tidak dibandingkan."
    return f"TA {year}: hanya tahap {held[0].label} yang tersimpan, jadi belum ada yang dibandingkan."


def _table(sheet: Sheet, work: Workings, year: int, before: Stage, after: Stage) -> StageTable:
    changes = stage_changes(work.data.projection.plan.allocations, year, before, after)

    def header() -> None:
        amounts = [f"Sebelum\n{before.label}", f"Sesudah\n{after.label}", "Bertambah / (berkurang)"]
        causes = ["karena orang", "karena bulan", "karena harga", "sebab lain"]
        sheet.header(sheet.row, [*_LABELS, *amounts, *causes])
        sheet.row += 1

    sheet.section(f"TA {year}: {before.label} → {after.label}", min(len(changes), 15) + 4)
    header()
    rows = []
    for change in changes:
        sheet.next_line(header)
        rows.append(_change(sheet, work, year, change))
    sheet.next_line(header, 2)
    rows.append(_moved(sheet, work, year, [row[_AFTER] for row in rows]))
    sheet.across(sheet.row, (1, len(_LABELS)), f"Jumlah TA {year}", styles.TOTAL_LABEL)
    sums = {}
    for column in range(_BEFORE, _OTHER + 1):
        number_format = styles.RUPIAH if column <= _AFTER else styles.RUPIAH_BRACKETED
        sums[column] = sheet.total(sheet.row, column, [row[column] for row in rows], number_format)
    sheet.row += 2
    return StageTable(year, sums[_BEFORE], sums[_AFTER])


def _change(sheet: Sheet, work: Workings, year: int, change: LineChange) -> dict[int, Cell]:
    key = change.key
    plan = work.data.projection.plan
    spelled = next(line for line in plan.allocations if line.key == key)
    labels = (spelled.skpd, key.sub_activity, key.account, spelled.funding, ", ".join(key.programmes))
    for column, label in enumerate(labels, start=1):
        sheet.across(sheet.row, (column, column), label, styles.LABEL)
    after = _in_force(work, year, [line for line in plan.allotted if line.key == key])
    return _amounts(sheet, change.before, after, (change.people, change.months, change.price))


def _in_force(work: Workings, year: int, lines: Sequence[Allocation]) -> tuple[str, int]:
    """The input cells of lines that are one line here."""
    cells = zip(work.data.projection.plan.allotted, work.inputs.money.lines, strict=True)
    return of_year([cell for line, cell in cells if any(line is each for each in lines)], year)


def _moved(sheet: Sheet, work: Workings, year: int, known: Sequence[Cell]) -> dict[int, Cell]:
    """What a reader gives the year from another one, so that the sum stays the money in force."""
    sheet.across(sheet.row, (1, len(_LABELS)), _MOVED, styles.LABEL)
    money = work.inputs.money.by_year[year]
    rest = f"={money}-SUM({known[0]}:{known[-1].address})" if known else f"={money}"
    return _amounts(sheet, 0, (rest, 0), (0, 0, 0))


def _amounts(
    sheet: Sheet, before: int, after: tuple[str, int], causes: tuple[int, int, int]
) -> dict[int, Cell]:
    row, look, signed = sheet.row, styles.figure(styles.RUPIAH), styles.figure(styles.RUPIAH_BRACKETED)
    found = {
        _BEFORE: sheet.number(row, _BEFORE, before, look),
        _AFTER: sheet.live(row, _AFTER, *after, look),
    }
    difference = after[1] - before
    formula = f"={found[_AFTER]}-{found[_BEFORE]}"
    found[_DIFFERENCE] = sheet.live(row, _DIFFERENCE, formula, difference, signed)
    for column, cause in zip((_PEOPLE, _MONTHS, _PRICE), causes, strict=True):
        found[column] = sheet.number(row, column, cause, signed)
    taken = "".join(f"-{found[column]}" for column in (_PEOPLE, _MONTHS, _PRICE))
    formula = f"={found[_DIFFERENCE]}{taken}"
    found[_OTHER] = sheet.live(row, _OTHER, formula, difference - sum(causes), signed)
    sheet.row += 1
    return found
