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

WIDTHS = (36, *[22] * 7)
# Years beside the pooled column, and groups in lines of their own.
_MOST_YEARS, _MOST_GROUPS = 6, 9
_LAST = len(WIDTHS)
_CUTS = (
    "Pemotongan pagu", "Pagu sesudahnya", "Rupiah yang kurang", "Orang-bulan tidak terbayar",
    "Orang kehilangan perlindungan",
)  # fmt: skip
_RECIPIENTS = (
    "Penerima", "Dasar penetapan", "", "Segmen dan sumber orang", "Orang, bulan terakhir", "Orang-bulan",
    "Biaya seluruhnya", "Biaya per orang setahun",
)  # fmt: skip
_CUT_NOTE = (
    "Orang-bulan tidak terbayar: bila semua tetap terdaftar sampai uang habis. Orang kehilangan "
    "perlindungan: bila sejak bulan pertama hanya didaftarkan yang dapat dibayar sampai akhir, menurut "
    "urutan bayar."
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
    sheet.across(sheet.row, (1, 1), "Pendanaan ganda", styles.TOTAL_LABEL)
    work.said(sheet, (2, _LAST), double_funding(work.data, background))
    sheet.row += 1
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
    data, people_of = work.data, work.inputs.people
    sheet.header(sheet.row, _RECIPIENTS)
    sheet.join(sheet.row, (2, 3), styles.HEADER)
    sheet.row += 1
    order = sorted(range(len(data.groups)), key=lambda g: -work.costs.group_totals[g].number)
    own = sorted(order[: _MOST_GROUPS if len(order) > _MOST_GROUPS + 1 else len(order)])
    lines = []
    for g in own:
        group = data.groups[g]
        said = (legal_basis(group) or "belum diisi", f"{group.segment.upper()}; {source_of(data, group)}")
        last, cost = people_of.paid[g][-1], work.costs.group_totals[g]
        months = [people_of.paid[g][y.positions[0] : y.positions[-1] + 1] for y in data.years]
        person_months = "=" + "+".join(f"SUM({span(cells)})" for cells in months)
        held = sum(cell.number for cell in people_of.paid[g])
        figures = ((f"={last}", last.number), (person_months, held), (f"={cost}", cost.number))
        lines.append(_recipient(sheet, group.name, said, figures))
    wholes = (
        (f"={people_of.month_totals[-1]}", people_of.month_totals[-1].number),
        (added(people_of.person_months), data.projection.person_months),
        (f"={work.costs.total}", data.projection.total),
    )
    if others := len(data.groups) - len(own):
        rest = [_rest(whole, [line[n] for line in lines]) for n, whole in enumerate(wholes)]
        _recipient(sheet, f"{others} kelompok lain", (f"lihat lembar {texts.ASSUMPTIONS}", ""), rest)
    _recipient(sheet, "Jumlah", ("", ""), wholes, strong=True)


def _rest(whole: tuple[str, int], known: Sequence[Cell]) -> tuple[str, int]:
    """What the groups in lines of their own leave."""
    return f"{whole[0]}-SUM({span(known)})", whole[1] - sum(cell.number for cell in known)


def _recipient(
    sheet: Sheet,
    name: str,
    said: tuple[str, str],
    figures: Sequence[tuple[str, int]],
    strong: bool = False,
) -> list[Cell]:
    """A line: people, person-months and cost as given, and what a person costs in twelve months."""
    row, label = sheet.row, styles.TOTAL_LABEL if strong else styles.LABEL
    sheet.across(row, (1, 1), name, label)
    for columns, text in zip(((2, 3), (4, 4)), said, strict=True):
        sheet.across(row, columns, text, label)
    looks = (people(strong), people(strong), rupiah(strong))
    cells = [
        sheet.live(row, column, *figure, look)
        for column, figure, look in zip((5, 6, 7), figures, looks, strict=True)
    ]
    sheet.live(row, 8, *_yearly(cells[2], cells[1]), rupiah(strong))
    sheet.row += 1
    return cells


def _yearly(cost: Cell, months: Cell) -> tuple[str, int | str]:
    """Twelve months of the average person, to the nearest rupiah, in numbers that stay below 15 digits."""
    nearest = f"QUOTIENT(MOD({cost},{months})*24+{months},2*{months})"
    formula = f'=IF({months}=0,"{texts.NOTHING}",QUOTIENT({cost},{months})*12+{nearest})'
    if not months.number:
        return formula, texts.NOTHING
    return formula, divide_rounded(cost.number * 12, months.number, Rounding.HALF_UP)


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
        until = work.said(sheet, (6, _LAST), effect.covered_until)
        found.append(CutCells(effect.percent, money, missing, months, cut, until))
        sheet.row += 1
    sheet.across(sheet.row, (1, _LAST), _CUT_NOTE, styles.NOTE)
    sheet.row += 1
    return found
