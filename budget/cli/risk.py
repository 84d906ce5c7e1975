"""`pagu risk`: how sure the plan's cost is, and what moves it most."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from budget.cli import output
from budget.cli.options import BasisOption, Db, Json
from budget.engine.axes import Basis
from budget.errors import PaguError
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.risk import Outlook, Risk

_OF = "Bagian dari yang direncanakan (rencana) atau dari orang bulan sebelumnya (orang)."


def risk(
    db: Db,
    scenario: Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")] = None,
    basis: BasisOption = Basis.ACCRUAL,
    joiners: Annotated[str, typer.Option(metavar="RENTANG", help="Yang masuk, misalnya -10%..20%.")] = "",
    joiners_of: Annotated[str, typer.Option(metavar="DARI", help=_OF)] = "",
    leavers: Annotated[str, typer.Option(metavar="RENTANG", help="Yang keluar, misalnya -10%..10%.")] = "",
    leavers_of: Annotated[str, typer.Option(metavar="DARI", help=_OF)] = "",
    loss: Annotated[str, typer.Option(metavar="RENTANG", help="Susut validasi, misalnya 4%..6%..10%.")] = "",
    umk: Annotated[
        str, typer.Option(metavar="RENTANG", help="Kenaikan UMK dan upah tiap Januari, di atas rencana.")
    ] = "",
    umk_from: Annotated[
        str, typer.Option(metavar="TAHUN", help="Tahun pertama yang UMK-nya belum pasti.")
    ] = "",
    draws: Annotated[str, typer.Option(metavar="N", help="Banyak undian; tanpa ini 10.000.")] = "",
    seed: Annotated[str, typer.Option(metavar="N", help="Benih; sama benih, sama hasil. Tanpa ini 1.")] = "",
    as_json: Json = False,
) -> None:
    """Hitung kisaran biaya, peluang pagu cukup, dan apa yang paling menggerakkan biaya."""
    from budget.services import risk as service

    texts = {
        "joiners": joiners,
        "joiners_of": joiners_of,
        "leavers": leavers,
        "leavers_of": leavers_of,
        "loss": loss,
        "growth": umk,
        "growth_from": umk_from,
        "draws": draws,
        "seed": seed,
    }
    fields = service.RISK_FIELDS
    try:
        values: dict[str, Any] = {field.key: field.read_typed(texts[field.key]) for field in fields.fields}
        question = fields.build(values)
    except PaguError as problem:
        raise typer.BadParameter(str(problem)) from None
    found = service.risk(this_workspace(db), scenario, basis, question)
    if as_json:
        output.emit({"scenario": scenario, "basis": basis.value, **_risk_json(found)})
        return
    output.show(_risk_text(found))
    if not found.tornado:
        output.say("Perhatian: belum ada rentang. Tulis misalnya --loss 4%..6%..10% --umk 0%..5%..9%.")


def _risk_text(found: "Risk") -> str:
    from budget.services import risk_words as words

    parts = [words.sentence(found), output.table(words.HEADINGS, words.outlook_rows(found), range(1, 7))]
    if found.short:
        parts.append(words.short_months(found))
    if found.tornado:
        parts.append(output.table(words.TORNADO_HEADINGS, words.tornado_rows(found), range(2, 5)))
    return "\n\n".join(parts)


def _risk_json(found: "Risk") -> output.Json:
    return {
        "draws": found.draws,
        "seed": found.seed,
        "likely": found.likely,
        "every_year_enough": found.every_year,
        "every_year_enough_ppm": found.ppm(found.every_year),
        "pooled": _outlook_json(found, found.pooled),
        "by_fiscal_year": [
            {"fiscal_year": outlook.fiscal_year, **_outlook_json(found, outlook)} for outlook in found.years
        ],
        "first_short_month": [{"month": str(month), "draws": count} for month, count in found.short],
        "tornado": [
            {
                "factor": bar.factor.value,
                "low_ppm": bar.within.low,
                "mode_ppm": bar.within.mode,
                "high_ppm": bar.within.high,
                "cost_low": bar.cost_low,
                "cost_high": bar.cost_high,
                "width": bar.width,
            }
            for bar in found.tornado
        ],
    }


def _outlook_json(found: "Risk", outlook: "Outlook") -> output.Json:
    spread = outlook.spread
    return {
        "money": outlook.money,
        "planned": outlook.planned,
        "least": spread.least,
        "p10": spread.low,
        "median": spread.median,
        "p90": spread.high,
        "most": spread.most,
        "enough": outlook.enough,
        "enough_ppm": found.ppm(outlook.enough),
    }
