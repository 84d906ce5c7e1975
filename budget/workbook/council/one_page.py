"""The sheet Satu Halaman: what a council member must know, on one printed page."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.money import Rounding, divide_rounded
from budget.workbook.council import styles, texts
from budget.workbook.council.background import Background
from budget.workbook.council.cut_effects import cut_effects
from budget.workbook.council.one_page_facts import double_funding, write_benefits, write_coverage
from budget.workbook.council.people import legal_basis, source_of
from budget.workbook.council.sheet import Cell, Sheet, added, span
from budget.workbook.council.signatures import write_signatures
from budget.workbook.council.workings import Workings, linked, people, rupiah

WIDTHS = (34, *[19] * 7)
# Years beside the pooled column, and groups in lines of their own.
_MOST_YEARS, _MOST_GROUPS = 6, 9
_LAST = len(WIDTHS)
_CUTS = (
    "Pemotongan pagu", "Pagu sesudahnya", "Rupiah yang kurang", "Orang-bulan tidak terbayar",
    "Orang kehilangan perlindungan",
)  # fmt: skip
_CUT_NOTE = (
    "Orang-bulan tidak terbayar: bila semua tetap terdaftar sampai uang habis. Orang kehilangan perlindungan: bila "
    "sejak bulan pertama hanya didaftarkan yang dapat dibayar sampai akhir, menurut urutan bayar."
)


@dataclass(frozen=True, slots=True, eq=False)
class CutCells:
    """What a cut of so many percent leaves and does; figures of the export."""

    percent: int
    money: Cell
    missing: Cell
    person_months: Cell
    people: Cell
    until: Cell


@dataclass(frozen=True, slots=True, eq=False)
class OnePage:
    cuts: Sequence[CutCells]


def write_one_page(sheet: Sheet, work: Workings, background: Background, day: str) -> OnePage:
    """Every block in as few lines as it needs; the whole is scaled to one page."""
    sheet.worksheet.page_setup.fitToHeight = 1
    _legal_basis(sheet, work)
    _money(sheet, work)
    _recipients(sheet, work)
    write_coverage(sheet, work, background.coverage)
    write_benefits(sheet, work, background.book)
    _line(sheet, "Pendanaan ganda", double_funding(work.data, background))
    cuts = _cuts(sheet, work)
    plan = work.data.projection.plan
    write_signatures(sheet, plan, day)
    return OnePage(cuts)


def _line(sheet: Sheet, label: str, text: str) -> None:
    sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
    sheet.across(sheet.row, (2, _LAST), text, styles.LABEL)
    sheet.row += 1


def _legal_basis(sheet: Sheet, work: Workings) -> None:
    prices = (price for version in work.data.projection.prices.versions for price in version.prices)
    law = dict.fromkeys(reference.source for price in prices for reference in price.references)
    _line(sheet, "Dasar hukum iuran", "; ".join(law) or texts.NOTHING)


def _money(sheet: Sheet, work: Workings) -> None:
    """Money, cost, months and runway, per fiscal year and pooled; the last years where there are many."""
    data, runways = work.data, work.runways[Basis.ACCRUAL]
    first = max(0, len(data.years) - _MOST_YEARS)
    shown = [*range(first, len(data.years)), len(data.years)]
    names = [*(year.label for year in data.years), "Gabungan"]
    label = f"Uang ({len(shown) - 1} dari {len(data.years)} tahun)" if first else "Uang"
    sheet.header(sheet.row, [label, *(names[n] for n in shown)])
    sheet.row += 1
    summary, text = work.summary, styles.figure(styles.GENERAL)
    for title, cells, look in (
        ("Pagu", summary.money, rupiah()),
        ("Biaya", summary.cost, rupiah(strong=True)),
        ("Sisa pagu (minus: kurang)", summary.left, styles.figure(styles.RUPIAH_SIGNED)),
        ("Cukup sampai", [runway.covered_until for runway in runways], text),
    ):
        sheet.across(sheet.row, (1, 1), title, styles.LABEL)
        for column, n in enumerate(shown, start=2):
            linked(sheet, column, cells[n], look)
        sheet.row += 1
    sheet.across(sheet.row, (1, 1), "Bulan perlindungan", styles.LABEL)
    for column, n in enumerate(shown, start=2):
        names_of = work.outlook.names
        if n < len(data.years):
            positions = data.years[n].positions
            names_of = names_of[positions[0] : positions[-1] + 1]
        sheet.live(sheet.row, column, f"=ROWS({span(names_of)})", len(names_of), people())
    sheet.row += 1


def _recipients(sheet: Sheet, work: Workings) -> None:
    """Who, on what decree, from which source, how many, and what each of them costs."""
    data = work.data
    titles = {1: "Penerima", 2: "Segmen", 3: "Dasar penetapan", 5: "Sumber orang", 6: "Orang, bulan terakhir",
              7: "Biaya seluruhnya", 8: "Biaya per orang setahun"}  # fmt: skip
    sheet.header(sheet.row, [titles.get(column, "") for column in range(1, _LAST + 1)])
    sheet.join(sheet.row, (3, 4), styles.HEADER)
    sheet.row += 1
    order = sorted(range(len(data.groups)), key=lambda g: -work.costs.group_totals[g].number)
    own = sorted(order[: _MOST_GROUPS if len(order) > _MOST_GROUPS + 1 else len(order)])
    for g in own:
        group = data.groups[g]
        texts_of = (group.segment.upper(), legal_basis(group) or "belum diisi", source_of(data, group))
        _recipient(sheet, work, group.name, texts_of, [g])
    others = [g for g in range(len(data.groups)) if g not in own]
    if others:
        name = f"{len(others)} kelompok lain"
        _recipient(sheet, work, name, ("", f"lihat lembar {texts.ASSUMPTIONS}", ""), others)
    _recipient(sheet, work, "Jumlah", ("", "", ""), range(len(data.groups)), strong=True)


def _recipient(
    sheet: Sheet,
    work: Workings,
    name: str,
    said: tuple[str, str, str],
    groups: Sequence[int],
    strong: bool = False,
) -> None:
    data, row = work.data, sheet.row
    label = styles.TOTAL_LABEL if strong else styles.LABEL
    sheet.across(row, (1, 1), name, label)
    for columns, text in zip(((2, 2), (3, 4), (5, 5)), said, strict=True):
        sheet.across(row, columns, text, label)
    last = [work.inputs.people.paid[g][-1] for g in groups]
    costs = [work.costs.group_totals[g] for g in groups]
    paid = [work.inputs.people.paid[g] for g in groups]
    sheet.live(row, 6, added(last), sum(cell.number for cell in last), people(strong))
    cost = sheet.live(row, 7, added(costs), sum(cell.number for cell in costs), rupiah(strong))
    if len(groups) == len(data.groups):
        months = added(work.inputs.people.person_months).removeprefix("=")
    else:
        months = "+".join(f"SUM({part})" for line in paid for part in _by_year(work, line))
    person_months = sum(cell.number for line in paid for cell in line)
    sheet.live(row, 8, *_yearly(cost, months, person_months), rupiah(strong))
    sheet.row += 1


def _by_year(work: Workings, line: Sequence[Cell]) -> list[str]:
    """The ranges of a group's people, of which each fiscal year has one."""
    return [span(line[year.positions[0] : year.positions[-1] + 1]) for year in work.data.years]


def _yearly(cost: Cell, months: str, person_months: int) -> tuple[str, int | str]:
    """Twelve months of the average person, to the nearest rupiah, in numbers that stay below 15 digits."""
    whole, rest = f"QUOTIENT({cost},({months}))", f"MOD({cost},({months}))"
    formula = f"{whole}*12+QUOTIENT({rest}*24+({months}),2*({months}))"
    if not person_months:
        return f'=IF(({months})=0,"{texts.NOTHING}",{formula})', texts.NOTHING
    value = divide_rounded(cost.number * 12, person_months, Rounding.HALF_UP)
    return f'=IF(({months})=0,"{texts.NOTHING}",{formula})', value


def _cuts(sheet: Sheet, work: Workings) -> list[CutCells]:
    sheet.header(sheet.row, [*_CUTS, "Cukup sampai", "", ""])
    sheet.join(sheet.row, (6, _LAST), styles.HEADER)
    sheet.row += 1
    found = []
    for effect in cut_effects(work.data.projection):
        label = f"Dipotong {effect.percent} %" if effect.percent else "Tanpa potongan"
        sheet.across(sheet.row, (1, 1), label, styles.LABEL)
        money = work.exported(sheet, 2, effect.money, rupiah())
        missing = work.exported(sheet, 3, effect.missing, rupiah())
        months = work.exported(sheet, 4, effect.person_months_short, people())
        cut = work.exported(sheet, 5, effect.people_cut, people())
        until = work.exported(sheet, 6, effect.covered_until, styles.WORDS)
        sheet.join(sheet.row, (6, _LAST), styles.WORDS)
        sheet.fit(sheet.row, (6, _LAST), effect.covered_until)
        found.append(CutCells(effect.percent, money, missing, months, cut, until))
        sheet.row += 1
    sheet.across(sheet.row, (1, _LAST), _CUT_NOTE, styles.NOTE)
    sheet.row += 1
    return found
