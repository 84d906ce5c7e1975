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
    from budget.services.claims import check_claim, judgement_text

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
