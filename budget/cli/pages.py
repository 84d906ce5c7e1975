"""`--pdf` of every export that is a workbook: its pages beside it, as the screen's window prints them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output

if TYPE_CHECKING:
    from budget.services.printing import Printed

Pdf = Annotated[
    bool, typer.Option("--pdf", help="Cetak juga ke PDF di samping bukunya, bila LibreOffice terpasang.")
]
# Done, but not all of it: the workbook stands.
NOT_PRINTED = 3


def print_pages(workbook: Path) -> "Printed":
    """Print a workbook that was just written, and say where the pages are or why there are none."""
    from budget.services.printing import print_beside

    printed = print_beside(workbook, output.narrator())
    output.say(str(printed))
    return printed


def print_if(workbook: Path, *, wanted: bool) -> None:
    """The same where it is wanted; leaves with 3 where there are no pages."""
    if wanted and print_pages(workbook).pages is None:
        raise typer.Exit(NOT_PRINTED)
