"""`pagu project`: what the stored plan costs."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import AnyFirst, AnyLast, BasisOption, By, Db, Json, axis_list
from budget.engine.axes import Axis, Basis
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budget.engine.runway import AccountRunway, AllocationView, Runway
    from budget.engine.table import Label
    from budget.services.projecting import Answer

_AXIS_LABELS = {
    Axis.MONTH: "Bulan",
    Axis.GROUP: "Kelompok",
    Axis.PROGRAMME: "Program",
    Axis.FISCAL_YEAR: "TA",
    Axis.FUNDING: "Sumber Dana",
    Axis.KECAMATAN: "Kecamatan",
    Axis.VILLAGE: "Desa",
}

_RUNWAY = ("Biaya (Rp)", "Sisa (Rp)", "Cukup sampai", "Bulan kurang", "OB tidak dibayar")
_AMOUNTS = (1, 2, 3, 6)


def project(
    db: Db,
    scenario: Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")] = None,
    basis: BasisOption = Basis.ACCRUAL,
    first: AnyFirst = None,
    last: AnyLast = None,
    by: By = "month",
    as_json: Json = False,
) -> None:
    """Hitung biaya rencana per periode terhadap pagu."""
    from budget.services import projecting

    axes = axis_list(by)
    if first and last and last < first:
        raise typer.BadParameter(f"--to {last} mendahului --from {first}.")
    found = projecting.project(this_workspace(db), projecting.Question(scenario, basis, first, last, axes))
    if as_json:
        output.emit({**output.answer_json(found, axes), "scenario": scenario})
    else:
        output.show(answer_text(found, axes))
        output.warn(found.cautions)


def answer_text(found: "Answer", axes: tuple[Axis, ...]) -> str:
    """The rows as a table, the total, and how far the money goes."""
    people = "Orang" if Axis.MONTH in axes else "Orang (akhir)"
    headings = [*(_AXIS_LABELS[axis] for axis in axes), people, "Orang-bulan", "Biaya (Rp)"]
    rows = [
        [
            *(_label(label) for label in row.labels),
            format_number(row.heads),
            format_number(row.person_months),
            format_number(row.cost),
        ]
        for row in found.rows
    ]
    numbers = range(len(axes), len(headings))
    total = f"Jumlah {format_rupiah(found.total)} untuk {format_number(found.person_months)} orang-bulan."
    return f"{output.table(headings, rows, numbers)}\n\n{total}\n\n{allocation_text(found.allocation)}"


def allocation_text(view: "AllocationView") -> str:
    rows = [_runway_row(f"TA {year}", runway) for year, runway in view.by_fiscal_year]
    rows.append(_runway_row("Gabungan", view.pooled))
    text = output.table(["Pagu", "Jumlah (Rp)", *_RUNWAY], rows, _AMOUNTS)
    short = [account for account in view.by_account if not account.runway.is_enough]
    return f"{text}\n\n{_short_accounts_text(short)}" if short else text


def _short_accounts_text(short: "Sequence[AccountRunway]") -> str:
    """Accounts whose money does not last, whatever others have left."""
    rows = [_runway_row(f"TA {found.fiscal_year} {_account_name(found)}", found.runway) for found in short]
    return output.table(["Rekening yang kurang", "Pagu (Rp)", *_RUNWAY], rows, _AMOUNTS)


def _account_name(found: "AccountRunway") -> str:
    names = [line.account or line.funding or ", ".join(line.programmes) for line in found.lines]
    return "; ".join(dict.fromkeys(names)) or "tanpa pagu"


def _runway_row(name: str, runway: "Runway") -> list[str]:
    until = runway.covered_until.label if runway.covered_until else "tidak ada"
    short = "–"
    if runway.first_short_month:
        paid, left_out = format_number(runway.people_paid or 0), format_number(runway.people_short or 0)
        short = f"{runway.first_short_month.label}: {paid} orang dibayar, {left_out} tidak"
    money = (runway.total, runway.cost, runway.remaining)
    missing = "–" if runway.person_months_short is None else format_number(runway.person_months_short)
    return [name, *(format_number(amount) for amount in money), until, short, missing]


def _label(label: "Label") -> str:
    return label.label if isinstance(label, Month) else str(label) or "–"
