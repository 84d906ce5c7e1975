"""`pagu project` and `pagu compare`: what the stored plan costs."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import AnyFirst, AnyLast, By, Db, Json, axis_list
from budget.engine.axes import Axis, Basis
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.comparison import Comparison, Side
    from budget.engine.runway import AllocationView, Runway
    from budget.engine.table import Label
    from budget.services.projecting import Answer

BasisOption = Annotated[Basis, typer.Option(help="Bulan yang dijamin (accrual) atau dibayar (cash).")]

_AXIS_LABELS = {
    Axis.MONTH: "Bulan",
    Axis.GROUP: "Kelompok",
    Axis.PROGRAMME: "Program",
    Axis.FISCAL_YEAR: "TA",
    Axis.FUNDING: "Sumber Dana",
    Axis.KECAMATAN: "Kecamatan",
    Axis.VILLAGE: "Desa",
}


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


def compare(
    db: Db,
    a: Annotated[str, typer.Argument(metavar="A", help="Nama skenario, atau dasar.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Nama skenario, atau dasar.")],
    basis: BasisOption = Basis.ACCRUAL,
    as_json: Json = False,
) -> None:
    """Bandingkan dua skenario per kelompok dan tahun anggaran."""
    from budget.services import projecting

    found = projecting.compare(this_workspace(db), a, b, basis)
    if as_json:
        output.emit(_comparison_json(found, a, b))
    else:
        output.show(_comparison_text(found, a, b))


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
    headings = ["Pagu", "Jumlah (Rp)", "Biaya (Rp)", "Sisa (Rp)", "Cukup sampai", "Bulan kurang"]
    return output.table(headings, rows, (1, 2, 3))


def _runway_row(name: str, runway: "Runway") -> list[str]:
    until = runway.covered_until.label if runway.covered_until else "tidak ada"
    short = "–"
    if runway.first_short_month:
        paid, left_out = format_number(runway.people_paid or 0), format_number(runway.people_short or 0)
        short = f"{runway.first_short_month.label}: {paid} orang dibayar, {left_out} tidak"
    money = (runway.total, runway.cost, runway.remaining)
    return [name, *(format_number(amount) for amount in money), until, short]


def _label(label: "Label") -> str:
    return label.label if isinstance(label, Month) else str(label) or "–"


def _comparison_json(found: "Comparison", a: str, b: str) -> output.Json:
    return {
        "a": side_json(a, found.a),
        "b": side_json(b, found.b),
        "difference": found.difference,
        "rows": [
            {
                "group": row.group,
                "fiscal_year": row.fiscal_year,
                "a": {"person_months": row.person_months_a, "cost": row.cost_a},
                "b": {"person_months": row.person_months_b, "cost": row.cost_b},
                "difference": row.difference,
            }
            for row in found.rows
        ],
    }


def side_json(name: str, side: "Side") -> output.Json:
    return {
        "name": name,
        "total": side.total,
        "person_months": side.person_months,
        "allocation": output.allocation_json(side.allocation),
    }


def _comparison_text(found: "Comparison", a: str, b: str) -> str:
    rows = [
        [
            row.group,
            str(row.fiscal_year),
            format_number(row.cost_a),
            format_number(row.cost_b),
            format_number(row.difference),
        ]
        for row in found.rows
    ]
    totals = (found.a.total, found.b.total, found.difference)
    rows.append(["Jumlah", "", *(format_number(amount) for amount in totals)])
    text = output.table(["Kelompok", "TA", f"{a} (Rp)", f"{b} (Rp)", "Selisih (Rp)"], rows, (2, 3, 4))
    money = [f"{name}\n{allocation_text(side.allocation)}" for name, side in ((a, found.a), (b, found.b))]
    return "\n\n".join([text, *money])
