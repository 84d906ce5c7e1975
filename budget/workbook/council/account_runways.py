"""The sheet Pagu per Rekening: how far the money of each account goes, and of all accounts of a year.

Money, cost and months are formulas that follow the inputs. Who pays for what, and how many people an account
leaves unpaid, follow from the order of payment: the engine's figures, which give way once an input changes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.engine.runway import Runway
from budget.money import format_rupiah
from budget.workbook.council import styles, texts
from budget.workbook.council.account_costs import PayerCells
from budget.workbook.council.accounts import AccountYear
from budget.workbook.council.allocations import MoneyCells, of_year
from budget.workbook.council.carried import (
    LABELS,
    CellsOf,
    Incoming,
    carried_into,
    write_carried,
    write_labels,
)
from budget.workbook.council.figures import Figures
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.pots import Ceilings, YearMoney
from budget.workbook.council.sheet import Cell, Sheet, added, fixed_span, span
from budget.workbook.council.shortage import RunwayCells, month_text

_HEADERS = (
    *LABELS, "Pagu TA ini", "Terbawa dari tahun jamak", "Uang yang tersedia", "Biaya",
    "Sisa (minus: kurang)", "Cukup sampai", "Bulan pertama yang kurang", "Orang tidak terbayar di bulan itu",
    "Rupiah yang kurang", "Orang-bulan tidak terbayar",
)  # fmt: skip
_OWN, _CARRIED, _MONEY, _COST, _LEFT, _UNTIL, _SHORT, _PEOPLE, _MISSING, _PERSON_MONTHS = range(6, 16)
_NOTES = (
    "Sisa satu rekening tidak membayar rekening lain. Pagu, biaya, sisa, dan bulan adalah rumus yang "
    "mengikuti masukan buku ini.",
    "Rekening mana yang membayar kelompok mana, serta orang dan orang-bulan yang tidak terbayar per "
    f"rekening, adalah angka mesin, dihitung saat ekspor: bila masukan diubah, selnya berkata "
    f"“{texts.AGAIN}”.",
    "Baris “seluruhnya” menganggap semua rekening saling menutup. Orang tidak dijumlahkan antar-rekening: "
    "orang yang sama dapat ada di rekening JKK dan JKM.",
)
_UNPAID = "tanpa pagu: tidak ada baris pagu yang membayar biaya ini"
_UNKNOWN = "Pagu atau biaya yang timbul dari perubahan sesudah ekspor: rekeningnya belum ditentukan"


@dataclass(frozen=True, slots=True, eq=False)
class AccountSums:
    """Sums over the accounts of a fiscal year: the money of its own lines, and the cost."""

    year: AccountYear
    own: Cell
    cost: Cell


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """What the tables draw on: `lines` are the cells of allocation lines; `changed` is the control's sum of
    differences, which is 0 as long as no input has changed.
    """

    lines: CellsOf
    outlook: OutlookCells
    ceilings: Mapping[Basis, Ceilings]
    runways: Mapping[Basis, Sequence[RunwayCells]]
    changed: Cell


def widths(data: Figures) -> list[float]:
    money = sum(line.amount for line in data.projection.plan.allotted)
    amount = max(18, len(format_rupiah(max(data.projection.total, money))) + 4)
    return [22, 21, 10, 24, 14, *[amount] * 7, 16, amount, 16]


def cells_of(data: Figures, money: MoneyCells) -> CellsOf:
    """The cells of each allocation line in force."""
    found = defaultdict(list)
    for line, cells in zip(data.projection.plan.allotted, money.lines, strict=True):
        found[line].append(cells)
    return found


def write_notes(sheet: Sheet) -> None:
    for note in _NOTES:
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
        sheet.row += 1
    sheet.row += 1


def write_account_runways(
    sheet: Sheet, sources: Sources, years: Sequence[AccountYear], costs: Sequence[Sequence[PayerCells]]
) -> list[AccountSums]:
    """A table for each fiscal year and basis, below it what multi-year lines carry into the next year."""
    found: list[AccountSums] = []
    for basis in Basis:
        if basis is Basis.CASH:
            sheet.new_page()
        of_basis = [pair for pair in zip(years, costs, strict=True) if pair[0].basis is basis]
        incoming: Incoming = {}
        for (year, payers), whole in zip(of_basis, sources.runways[basis], strict=False):
            sums, left = _table(sheet, sources, year, payers, whole, incoming)
            found.append(sums)
            if year is not of_basis[-1][0]:
                accounts = list(zip((cells.payer for cells in payers), left, strict=True))
                incoming = write_carried(sheet, year, accounts, sources.lines, incoming)
    return found


def _table(
    sheet: Sheet,
    sources: Sources,
    year: AccountYear,
    payers: Sequence[PayerCells],
    whole: RunwayCells,
    incoming: Incoming,
) -> tuple[AccountSums, list[Cell]]:
    """The sums of the table, and what each account has left."""

    def header() -> None:
        sheet.header(sheet.row, _HEADERS)
        sheet.row += 1

    sheet.section(f"Sampai kapan pagu tiap rekening cukup: {year.label}", min(len(payers), 12) * 2 + 5)
    header()
    rows: list[dict[int, Cell]] = []
    money = sources.ceilings[year.basis][year.year]
    for cells in payers:
        sheet.next_line(header, max(1, len(cells.payer.lines)))
        if cells.payer.found is None:
            rows.append(_unknown(sheet, cells.total, money.own, [row[_OWN] for row in rows]))
        else:
            rows.append(_account(sheet, sources, year, cells, cells.payer.found.runway, incoming))
        sheet.row += 1
    sheet.across(sheet.row, (1, len(LABELS)), "Jumlah rekening", styles.TOTAL_LABEL)
    sums = {}
    for column in range(_OWN, _PERSON_MONTHS + 1):
        if column in (_UNTIL, _SHORT, _PEOPLE, _PERSON_MONTHS):
            sheet.text(sheet.row, column, "", styles.TOTAL_LABEL)
        else:
            look = styles.RUPIAH_SIGNED if column == _LEFT else styles.RUPIAH
            sums[column] = sheet.total(sheet.row, column, [row[column] for row in rows], look)
    sheet.row += 1
    _whole(sheet, year, money, sums[_COST], whole)
    return AccountSums(year, sums[_OWN], sums[_COST]), [row[_LEFT] for row in rows]


def _account(
    sheet: Sheet, sources: Sources, year: AccountYear, cells: PayerCells, runway: Runway, incoming: Incoming
) -> dict[int, Cell]:
    """A line of the table: its cells of money by column."""
    payer = cells.payer
    if payer.lines:
        write_labels(sheet, payer.lines)
    else:
        sheet.across(sheet.row, (1, len(LABELS)), _UNPAID, styles.LABEL)
    own = dict.fromkeys(line for line in payer.lines if line.fiscal_year == year.year)
    money = of_year((found for line in own for found in sources.lines[line]), year.year)
    came = carried_into(payer, incoming)
    row = _money(sheet, money, (added(came), sum(cell.number for cell in came)), cells.total)
    names = sources.outlook.paid_names if year.basis is Basis.CASH else sources.outlook.names
    names = names[year.positions[0] : year.positions[-1] + 1]
    _months(sheet, sources, cells, runway, row, names)
    return row


def _unknown(sheet: Sheet, cost: Cell, money: Cell, known: Sequence[Cell]) -> dict[int, Cell]:
    """What no account has, so that all lines together are always the year's money and cost."""
    sheet.across(sheet.row, (1, len(LABELS)), _UNKNOWN, styles.LABEL)
    rest = f"={money}-SUM({span(known)})" if known else f"={money}"
    row = _money(sheet, (rest, 0), ("=0", 0), cost)
    formula = f'=IF(AND({row[_OWN]}=0,{row[_COST]}=0),"{texts.NOTHING}","{texts.AGAIN}")'
    for column in (_UNTIL, _SHORT, _PEOPLE, _PERSON_MONTHS):
        sheet.live(sheet.row, column, formula, texts.NOTHING, styles.figure(styles.GENERAL))
    return row


def _money(sheet: Sheet, own: tuple[str, int], came: tuple[str, int], cost: Cell) -> dict[int, Cell]:
    """What is there, what it must pay, and what remains or is missing."""
    row, look = sheet.row, styles.figure(styles.RUPIAH)
    found = {
        _OWN: sheet.live(row, _OWN, *own, look),
        _CARRIED: sheet.live(row, _CARRIED, *came, look),
    }
    money = found[_OWN].number + found[_CARRIED].number
    found[_MONEY] = sheet.live(row, _MONEY, f"={found[_OWN]}+{found[_CARRIED]}", money, look)
    found[_COST] = sheet.live(row, _COST, f"={cost}", cost.number, look)
    left = money - cost.number
    signed = styles.figure(styles.RUPIAH_SIGNED)
    found[_LEFT] = sheet.live(row, _LEFT, f"={found[_MONEY]}-{found[_COST]}", left, signed)
    found[_MISSING] = sheet.live(row, _MISSING, f"=MAX(0,-{found[_LEFT]})", max(0, -left), look)
    return found


def _months(
    sheet: Sheet,
    sources: Sources,
    cells: PayerCells,
    runway: Runway,
    row: Mapping[int, Cell],
    names: Sequence[Cell],
) -> None:
    """Until when it is enough, and who is not paid; the latter only as long as no input has changed."""
    months, spent = fixed_span(names), fixed_span(cells.cumulated)
    paid, count = f"SUMPRODUCT(--({spent}<={row[_MONEY]}))", len(names)
    look, number = styles.figure(styles.GENERAL), styles.figure(styles.COUNT)
    short = sheet.live(
        sheet.row,
        _SHORT,
        f'=IF({paid}={count},"{texts.NOTHING}",INDEX({months},{paid}+1))',
        month_text(runway.first_short_month, texts.NOTHING),
        look,
    )
    before = f"MATCH({short},{months},0)-1"
    enough = f'IF({row[_COST]}=0,"{texts.NOTHING}",INDEX({months},{count}))'
    until = month_text(runway.covered_until, texts.NO_MONTH) if runway.cost else texts.NOTHING
    sheet.live(
        sheet.row,
        _UNTIL,
        f'=IF({short}="{texts.NOTHING}",{enough},IF({before}=0,"{texts.NO_MONTH}",INDEX({months},{before})))',
        until,
        look,
    )
    for column, found in ((_PEOPLE, runway.people_short), (_PERSON_MONTHS, runway.person_months_short)):
        exported = (
            f'"{texts.AGAIN}"' if found is None else f'IF({sources.changed.fixed}=0,{found},"{texts.AGAIN}")'
        )
        formula = f'=IF({short}="{texts.NOTHING}","{texts.NOTHING}",{exported})'
        sheet.live(sheet.row, column, formula, texts.NOTHING if found is None else found, number)


def _whole(sheet: Sheet, year: AccountYear, money: YearMoney, cost: Cell, runway: RunwayCells) -> None:
    """All accounts of the year as if they were one."""
    row, text, number = sheet.row, styles.total(styles.GENERAL), styles.total(styles.COUNT)
    rupiah, signed = styles.total(styles.RUPIAH), styles.total(styles.RUPIAH_SIGNED)
    sheet.across(row, (1, len(LABELS)), f"TA {year.year} seluruhnya", styles.TOTAL_LABEL)
    sheet.live(row, _OWN, f"={money.own}", money.own.number, rupiah)
    carried = money.carried
    sheet.live(row, _CARRIED, f"={carried}" if carried else "=0", carried.number if carried else 0, rupiah)
    there = sheet.live(row, _MONEY, f"={money.available}", money.available.number, rupiah)
    spent = sheet.live(row, _COST, f"={cost}", cost.number, rupiah)
    left = there.number - spent.number
    rest = sheet.live(row, _LEFT, f"={there}-{spent}", left, signed)
    for column, cell in ((_UNTIL, runway.covered_until), (_SHORT, runway.first_short)):
        sheet.live(row, column, f"={cell}", cell.value, text)
    sheet.live(row, _MISSING, f"=MAX(0,-{rest})", max(0, -left), rupiah)
    for column, cell in ((_PEOPLE, runway.people_short), (_PERSON_MONTHS, runway.person_months_short)):
        formula = f'=IF({runway.first_short}="{texts.NOTHING}","{texts.NOTHING}",{cell})'
        value = texts.NOTHING if runway.runway.is_enough else cell.value
        sheet.live(row, column, formula, value, number)
    sheet.row += 2
