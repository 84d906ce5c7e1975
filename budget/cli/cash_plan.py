"""`pagu cash-plan`: each allocation line over the twelve months of its year."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.errors import NotFound
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.cash_plan import CashLine, CashPlan

_QUARTERS = ("I    Jan–Mar", "II   Apr–Jun", "III  Jul–Sep", "IV   Okt–Des")
_HEADINGS = ("Triwulan", "Bulan pertama", "Bulan kedua", "Bulan ketiga", "Jumlah (Rp)")
SET_BY_HAND = "*"


def cash_plan(
    db: Db,
    year: Annotated[int | None, typer.Option(metavar="TA", help="Hanya tahun anggaran ini.")] = None,
    scenario: Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")] = None,
    as_json: Json = False,
) -> None:
    """Anggaran kas: setiap baris pagu dibagi menurut bulan bayar, per bulan dan triwulan."""
    from budget.services import cash_planning

    found = cash_planning.read_cash_plans(this_workspace(db), scenario)
    chosen = [each for each in found if year in (None, each.fiscal_year)]
    if year is not None and not chosen:
        known = ", ".join(str(each.fiscal_year) for each in found)
        raise NotFound(f"Tidak ada anggaran kas TA {year}. Yang ada: {known}.")
    if as_json:
        output.emit({"scenario": scenario, "fiscal_years": [_plan_json(each) for each in chosen]})
    else:
        output.show("\n\n".join(_plan_text(each) for each in chosen))
        output.warn(problem for each in chosen for problem in each.problems)


def _plan_json(found: "CashPlan") -> output.Json:
    return {
        "fiscal_year": found.fiscal_year,
        "lines": [_line_json(line) for line in found.lines],
        **_months_json(found.fiscal_year, found.months),
        "problems": output.problems_json(found.problems),
    }


def _line_json(found: "CashLine") -> output.Json:
    year = found.line.fiscal_year
    return {
        **output.line_json(found.line),
        **_months_json(year, found.months),
        "set_by_hand": [str(Month(year, number)) for number in sorted(found.fixed)],
    }


def _months_json(year: int, months: Sequence[int]) -> output.Json:
    return {
        "total": sum(months),
        "months": [
            {"month": str(Month(year, number)), "amount": amount}
            for number, amount in enumerate(months, start=1)
        ],
        "quarters": [sum(months[at : at + 3]) for at in range(0, 12, 3)],
    }


def _plan_text(found: "CashPlan") -> str:
    title = f"Anggaran kas TA {found.fiscal_year}"
    if not found.lines:
        return f"{title}: tidak ada pagu."
    parts = [_block(output.line_name(line.line), line.months, line.fixed) for line in found.lines]
    if len(parts) > 1:
        parts.append(_block("Semua baris", found.months, frozenset()))
    if any(line.fixed for line in found.lines):
        title += f" ({SET_BY_HAND} ditetapkan sendiri; yang lain usulan)"
    return "\n\n".join([title, *parts])


def _block(name: str, months: Sequence[int], fixed: frozenset[int]) -> str:
    """Twelve months as four quarters of three, so that it fits 80 columns."""
    rows = []
    for at, quarter in enumerate(_QUARTERS):
        numbers = range(3 * at + 1, 3 * at + 4)
        cells = [_amount(months[number - 1], is_set=number in fixed) for number in numbers]
        rows.append([quarter, *cells, format_number(sum(months[3 * at : 3 * at + 3]))])
    return f"{name}: {format_rupiah(sum(months))}\n{output.table(_HEADINGS, rows, range(1, 5))}"


def _amount(rupiah: int, *, is_set: bool) -> str:
    return f"{SET_BY_HAND if is_set else ''}{format_number(rupiah)}"
