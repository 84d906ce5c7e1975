"""The templates of the official forms and of the nominative list: `python -m budget.workbook.form_templates`.

An officer may restyle them; layout, order and wording of the forms are those of Permendagri 77/2020.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from budget.workbook.files import replacing
from budget.workbook.forms import layouts
from budget.workbook.forms.budget_templates import draw_dpa, draw_dpa_amended, draw_rka, draw_rka_amended
from budget.workbook.forms.nominative_layout import NOMINATIVE
from budget.workbook.forms.nominative_template import draw_nominative
from budget.workbook.forms.report_templates import (
    draw_cash_plan,
    draw_lra,
    draw_price_proposal,
    draw_recap,
)
from budget.workbook.plan_template import TEMPLATE_DATE
from budget.workbook.stamping import save

_DRAWN = {
    layouts.RKA: draw_rka,
    layouts.RKA_AMENDED: draw_rka_amended,
    layouts.DPA: draw_dpa,
    layouts.DPA_AMENDED: draw_dpa_amended,
    layouts.CASH_PLAN: draw_cash_plan,
    layouts.LRA: draw_lra,
    layouts.RECAP: draw_recap,
    layouts.PRICE_PROPOSAL: draw_price_proposal,
    NOMINATIVE: draw_nominative,
}


def form_templates() -> dict[str, Workbook]:
    """Every template by the name of its file."""
    return {layout.template: draw() for layout, draw in _DRAWN.items()}


def main(arguments: Iterable[str]) -> None:
    """Write all templates to the folder given, or to templates/ here."""
    folder = Path(next(iter(arguments), "templates"))
    for name, workbook in form_templates().items():
        with replacing(folder / f"{name}.xlsx") as temporary:
            save(workbook, temporary, TEMPLATE_DATE)


if __name__ == "__main__":
    main(sys.argv[1:])
