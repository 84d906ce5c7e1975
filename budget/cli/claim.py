"""`pagu claim`: is what somebody said about money, people or percentages so?"""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Json
from budget.errors import BadEntry

if TYPE_CHECKING:
    from budget.claim import Judgement

_FAILED = 3


def claim(
    text: Annotated[
        str,
        typer.Argument(metavar="TEKS", help='Misalnya "15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar".'),
    ],
    as_json: Json = False,
) -> None:
    """Periksa pernyataan tentang uang, orang, atau persen; keluar dengan 3 bila tidak benar."""
    from budget.services.claims import check_claim

    try:
        found = check_claim(text)
    except BadEntry as reason:
        raise typer.BadParameter(str(reason)) from None
    if as_json:
        output.emit(_json(found))
    else:
        output.show(judgement_text(found))
    if found.holds is False:
        raise typer.Exit(_FAILED)


def judgement_text(found: "Judgement") -> str:
    """Lines for people: what comes out, what was said, the difference, and the verdict with its reasons."""
    from budget.claim.quantities import in_unit

    claimed = found.statement.claimed
    lines = [f"Hitungan: {found.statement.computed} = {in_unit(found.computed, found.unit)}"]
    if claimed is not None:
        rounded = f" (dicetak sampai {claimed.printed_to})" if claimed.is_rounded else ""
        lines.append(f"Disebut:  {claimed}{rounded}")
    if found.difference:
        word = "kurang" if found.difference < 0 else "lebih"
        size = in_unit(abs(found.difference), found.unit)
        lines.append(f"Selisih:  {word} {size.replace(' %', ' poin persen')}")
    if found.holds is not None:
        lines.append(f"Putusan:  {_verdict(found)}")
    lines += [f"- {finding}" for finding in found.findings]
    return "\n".join(lines)


def _verdict(found: "Judgement") -> str:
    claimed = found.statement.claimed
    if found.is_exact:
        return "benar"
    if claimed is None:
        return "tidak bulat"
    if found.is_right_as_rounded:
        rounding = f"benar bila dibulatkan sampai {claimed.printed_to}"
        return rounding if found.holds else f"{rounding}, tetapi uangnya kurang"
    if found.is_possible:
        return "tidak benar menurut angka yang tercetak; masih mungkin, sebab angka asalnya dibulatkan"
    return "tidak benar"


def _json(found: "Judgement") -> output.Json:
    from budget.claim.quantities import rounded

    claimed = found.statement.claimed

    def amount(value: Fraction | None) -> int | None:
        return None if value is None else rounded(value, found.unit)

    return {
        "understood": str(found.statement),
        "unit": "ppm" if found.unit.value == "percent" else found.unit.value,
        "computed": amount(found.computed),
        "computed_exact": str(found.computed),
        "claimed": None if claimed is None else rounded(claimed.value, claimed.unit),
        "difference": amount(found.difference),
        "exact": found.is_exact,
        "right_as_rounded": found.is_right_as_rounded,
        "rounded_to": None if claimed is None else claimed.printed_to,
        "possible": found.is_possible,
        "holds": found.holds,
        "findings": output.problems_json(found.findings),
    }
