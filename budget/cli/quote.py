"""`pagu quote`: the price of an idea without a workspace."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import RUPIAH, SEN, First, Json, Last, programme_list
from budget.contribution import Base, Income, Payer, Sector, Segment, Terms, Wage
from budget.law import Reference
from budget.money import Rounding, format_number, format_rupiah
from budget.period import MonthRange

if TYPE_CHECKING:
    from budget.engine.quote import Quote, QuotedMonth


def quote(
    segment: Annotated[Segment, typer.Option(help="bpu (tanpa upah) atau pu (ada upah).")],
    heads: Annotated[int, typer.Option(min=0, help="Jumlah orang.")],
    first: First,
    last: Last,
    income: Annotated[
        int | None, typer.Option(parser=RUPIAH, metavar="RP", help="Penghasilan BPU sebulan.")
    ] = None,
    wage: Annotated[int | None, typer.Option(parser=SEN, metavar="RP", help="Upah PU sebulan.")] = None,
    risk_class: Annotated[int, typer.Option(min=1, max=5, help="Kelas risiko JKK PU.")] = 1,
    programmes: Annotated[str, typer.Option(metavar="DAFTAR", help="Program, dipisah koma.")] = "jkk,jkm",
    payer: Annotated[Payer, typer.Option(help="Siapa yang membayar.")] = Payer.APBD,
    sector: Annotated[Sector, typer.Option(help="Sektor pekerjaan.")] = Sector.OTHER,
    rounding: Annotated[
        Rounding, typer.Option(help="Pembulatan per orang, program, dan bulan.")
    ] = Rounding.HALF_UP,
    as_json: Json = False,
) -> None:
    """Hitung harga sebuah gagasan: sekian orang, sekian bulan."""
    from budget.services import quoting

    base = _base(segment, income, wage)
    if last < first:
        raise typer.BadParameter(f"--to {last} mendahului --from {first}.")
    terms = Terms(
        base=base,
        risk_class=risk_class,
        programmes=programme_list(programmes),
        rounding=rounding,
        payer=payer,
        sector=sector,
    )
    found = quoting.quote(terms, heads, MonthRange(first, last))
    if as_json:
        output.emit(_json(found, terms))
    else:
        output.show(_text(found, terms))
        output.warn(found.cautions)


def _base(segment: Segment, income: int | None, wage: int | None) -> Base:
    if segment is Segment.PU:
        if wage is None or wage <= 0 or income is not None:
            raise typer.BadParameter("PU memerlukan --wage di atas nol, tanpa --income.")
        return Wage(wage)
    if wage is not None or (income or 0) < 0:
        raise typer.BadParameter("BPU memakai --income (tidak negatif), bukan --wage.")
    return Income(income or 0)


def _json(found: "Quote", terms: Terms) -> output.Json:
    return {
        "heads": found.heads,
        "months": len(found.months),
        "person_months": found.person_months,
        "programmes": {p.value: {"cost": found.cost(p)} for p in terms.programmes},
        "total": found.total,
        "by_month": [_month_json(month) for month in found.months],
        "warnings": output.warnings_json(found.cautions),
        "sources": [_source(reference) for reference in found.references],
    }


def _month_json(month: "QuotedMonth") -> output.Json:
    prices = {
        price.programme.value: {"rate": price.rupiah, "cost": month.heads * price.rupiah}
        for price in month.prices
    }
    return {"month": str(month.month), "heads": month.heads, **prices, "total": month.total}


def _source(reference: Reference) -> str:
    return f"{reference.source} ({reference.status.label})"


def _text(found: "Quote", terms: Terms) -> str:
    headings = ["Bulan", "Orang", *(f"{p} per orang" for p in terms.programmes), "Biaya"]
    rows = [
        [
            month.month.label,
            format_number(month.heads),
            *(format_number(price.rupiah) for price in month.prices),
            format_number(month.total),
        ]
        for month in found.months
    ]
    costs = "\n".join(f"{p}: {format_rupiah(found.cost(p))}" for p in terms.programmes)
    sources = "\n".join(f"- {_source(reference)}" for reference in found.references)
    return (
        output.table(headings, rows, range(1, len(headings)))
        + f"\n\nJumlah: {format_rupiah(found.total)}\n{costs}\n\nDasar:\n{sources}"
    )
