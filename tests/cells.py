"""A workbook as lines of text, one for each cell, to be compared with what is known to be right."""

import os
from pathlib import Path

from typed_cells import opened

_GOLDEN = Path(__file__).parent / "golden"


def dumped(path: Path) -> list[str]:
    """A line for each cell: address, format, what was written, what is shown."""
    lines = []
    for source, shown in zip(opened(path), opened(path, values=True), strict=True):
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = shown[cell.coordinate].value
                    where = f"{source.title}!{cell.coordinate}"
                    lines.append("\t".join((where, cell.number_format, repr(cell.value), repr(value))))
    return lines


def golden(name: str, found: list[str]) -> list[str]:
    """The lines that are kept under that name.

    PAGU_WRITE_GOLDEN=1 keeps `found` as the new ones; read the difference first.
    """
    path = _GOLDEN / f"{name}.tsv"
    if os.environ.get("PAGU_WRITE_GOLDEN"):
        path.write_text("\n".join(found) + "\n", "utf-8")
    return path.read_text("utf-8").splitlines()
