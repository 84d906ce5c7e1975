"""`pagu compare`: plans side by side, and why one costs more than the other."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.figures import allocation_text
from budget.cli.options import AnyFirst, AnyLast, BasisOption, Db, Json
from budget.engine.axes import Basis
from budget.money import format_number
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.bars import Waterfall
    from budget.engine.comparison import Figure, Side
    from budget.services.comparing import Compared


def compare(
    db: Db,
    names: Annotated[list[str], typer.Argument(metavar="A B …", help="Skenario, versi, atau dasar.")],
    basis: BasisOption = Basis.ACCRUAL,
    first: AnyFirst = None,
    last: AnyLast = None,
    funding: Annotated[
        str | None, typer.Option(metavar="SUMBER", help="Air terjun untuk satu sumber dana saja.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bandingkan dua rencana atau lebih per kelompok dan tahun anggaran, dan sebab selisihnya."""
    if len(names) < 2:
        raise typer.BadParameter("sebut paling sedikit dua: dasar, nama skenario, atau nama versi.")
    from budget.services import comparing

    within = comparing.Range(basis, first, last, funding)
    found = comparing.compare(this_workspace(db), names, within)
    if as_json:
        output.emit(_json(found))
    else:
        output.show(_text(found))


def _json(found: "Compared") -> output.Json:
    """`a` is the first side and `b` the last; `sides` are all of them in their order."""
    sides = [side_json(*side) for side in zip(found.names, found.comparison.sides, strict=True)]
    return {
        "a": sides[0],
        "b": sides[-1],
        "sides": sides,
        "difference": found.comparison.difference,
        "rows": [
            {
                "group": row.group,
                "fiscal_year": row.fiscal_year,
                "a": _figure_json(row.figures[0]),
                "b": _figure_json(row.figures[-1]),
                "sides": [_figure_json(figure) for figure in row.figures],
                "difference": row.difference,
            }
            for row in found.comparison.rows
        ],
        "waterfalls": [
            {"from": found.names[0], "to": name, **waterfall_json(falls)}
            for name, falls in zip(found.names[1:], found.waterfalls, strict=True)
        ],
    }


def waterfall_json(found: "Waterfall") -> output.Json:
    """The bars in their order; each opens to its groups."""
    return {
        "start": found.start,
        "end": found.end,
        "bars": [
            {
                "cause": bar.cause.value,
                "rupiah": bar.rupiah,
                "groups": [{"group": part.group, "rupiah": part.rupiah} for part in bar.groups],
            }
            for bar in found.bars
        ],
    }


def side_json(name: str, side: "Side") -> output.Json:
    return {
        "name": name,
        "total": side.total,
        "person_months": side.person_months,
        "allocation": output.allocation_json(side.allocation),
    }


def _figure_json(figure: "Figure") -> output.Json:
    return {"person_months": figure.person_months, "cost": figure.cost}


def _text(found: "Compared") -> str:
    sides = found.comparison.sides
    rows = [
        [
            row.group,
            str(row.fiscal_year),
            *(format_number(figure.cost) for figure in row.figures),
            format_number(row.difference),
        ]
        for row in found.comparison.rows
    ]
    totals = (*(side.total for side in sides), found.comparison.difference)
    rows.append(["Jumlah", "", *(format_number(amount) for amount in totals)])
    headings = ["Kelompok", "TA", *(f"{name} (Rp)" for name in found.names), "Selisih (Rp)"]
    parts = [output.table(headings, rows, range(2, len(headings)))]
    for name, falls in zip(found.names[1:], found.waterfalls, strict=True):
        parts.append(f"Dari {found.names[0]} ke {name}\n{waterfall_text(falls)}")
    for name, side in zip(found.names, sides, strict=True):
        parts.append(f"{name}\n{allocation_text(side.allocation)}")
    return "\n\n".join(parts)


def waterfall_text(found: "Waterfall") -> str:
    """Start, every bar with its groups, end."""
    rows = [["Semula", "", format_number(found.start)]]
    for bar in found.bars:
        rows.append([bar.cause.label, "", format_number(bar.rupiah)])
        rows += [["", part.group, format_number(part.rupiah)] for part in bar.groups]
    rows.append(["Menjadi", "", format_number(found.end)])
    return output.table(["Sebab", "Kelompok", "Rupiah"], rows, (2,))
