"""Names of the key cells: short, Indonesian, and the same in every workbook, so that formulas elsewhere and
the way back find them. docs/nama-sel.md lists them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from budget.engine.calendar import Basis
from budget.period import Month
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.control import ControlCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.inputs import InputCell, LossKey, MinimumWageKey
from budget.workbook.council.shortage import RunwayCells
from budget.workbook.council.summary import SummaryCells

TOTAL_COST, TOTAL_PERSON_MONTHS, TOTAL_MONEY = "biaya_total", "orang_bulan_total", "pagu_gabungan"
# What a reader of a report asks for first.
KEY_FIGURES = (TOTAL_COST, TOTAL_PERSON_MONTHS, TOTAL_MONEY)
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 60

# A name and the fixed address, with its sheet, that it stands for.
Named = tuple[str, str]


def define_names(book: Workbook, named: Iterable[Named]) -> None:
    for name, address in named:
        book.defined_names[name] = DefinedName(name, attr_text=address)


def money_name(year: int) -> str:
    """Of the money that a fiscal year's own lines hold."""
    return f"pagu_sendiri_ta_{year}"


def year_cost_name(year: int) -> str:
    return f"biaya_ta_{year}"


def people_name(month: Month) -> str:
    """Of the people who are paid for in a month."""
    return f"orang_{month.year}_{month.number:02d}"


def figure_names(
    data: Figures,
    inputs: AssumptionCells,
    totals: SummaryCells,
    runways: Mapping[Basis, Sequence[RunwayCells]],
    control: ControlCells,
) -> Iterator[Named]:
    """Cost, money, people and how far the money goes: of every fiscal year, and of all together."""
    ends = [*(f"ta_{year.year}" for year in data.years), "gabungan"]
    sums = [*ends[:-1], "total"]
    rows = [("pagu", ends, totals.money), ("biaya", sums, totals.cost), ("sisa", ends, totals.left)]
    rows += [(f"iuran_{p.lower()}", sums, cells) for p, cells in totals.by_programme.items()]
    rows.append(("orang_bulan", sums, totals.person_months))
    rows.append(("biaya_kas", [*(f"ta_{year}" for year in data.cash.fiscal_years()), "total"], totals.cash))
    for stem, endings, cells in rows:
        yield from ((f"{stem}_{end}", cell.fixed) for end, cell in zip(endings, cells, strict=True))
    for end, found in zip(ends, runways[Basis.ACCRUAL], strict=True):
        yield f"cukup_sampai_{end}", found.covered_until.fixed
        yield f"bulan_kurang_{end}", found.first_short.fixed
        yield f"orang_tidak_terbayar_{end}", found.people_short.fixed
        yield f"orang_bulan_tidak_terbayar_{end}", found.person_months_short.fixed
    yield from ((money_name(year), cell.fixed) for year, cell in inputs.money.by_year.items())
    for month, people in zip(data.months, inputs.people.month_totals, strict=True):
        yield people_name(month), people.fixed
    yield "selisih_dalam_buku", control.inside.fixed
    yield "selisih_terhadap_ekspor", control.engine.fixed


def input_names(inputs: Iterable[InputCell]) -> Iterator[Named]:
    """UMK by year, and validation loss by group; of groups that are spelled alike only the first."""
    seen: set[str] = set()
    for found in inputs:
        match found.key:
            case MinimumWageKey(year):
                name = f"umk_{year}"
            case LossKey(group):
                name = f"susut_{spelled(group)}"
            case _:
                continue
        if name not in seen and not name.endswith("_"):
            seen.add(name)
            yield name, fixed_address(found)


def fixed_address(found: InputCell) -> str:
    letters = found.address.rstrip("0123456789")
    return f"'{found.sheet}'!${letters}${found.address[len(letters) :]}"


def spelled(text: str) -> str:
    """A text as part of a name: plain small letters and digits, the rest as single underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _NO_WORD.sub("_", plain).strip("_")[:_LONGEST]


def named_cell(named: Iterable[Named], name: str) -> tuple[str, str]:
    """The sheet and the address of a name that was defined; KeyError where it was not."""
    sheet, _, address = dict(named)[name].rpartition("!")
    return sheet.strip("'"), address.replace("$", "")
