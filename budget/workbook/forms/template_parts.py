"""Parts that templates share: who signs, and the budget team of the regency."""

from collections.abc import Sequence

from budget.workbook.forms.drawing import CELL, CENTRED, MIDDLE, SECTION, SIGNED, Drawing, Look

DOTS = "………………………"
GOVERNMENT = "Pemerintah {pemda} Tahun Anggaran {tahun}"
DATED = "………………, ……………………… {tahun}"
_TEAM_ROW = 24.0

Columns = Sequence[tuple[int, int]]
Cells = list[tuple[str, Look]]


def signature(prefix: str, title: str) -> Cells:
    """Place and date, the office, room to sign, and name, rank and NIP."""
    return [
        (DATED, CENTRED),
        (title, CENTRED),
        ("", CENTRED),
        ("", CENTRED),
        ("", CENTRED),
        (f"{{{prefix}_nama}}", SIGNED),
        (f"{{{prefix}_pangkat}}", CENTRED),
        (f"NIP {{{prefix}_nip}}", CENTRED),
    ]


def signed_alone(page: Drawing, columns: tuple[int, int]) -> None:
    """The signature of the chief below a table."""
    page.row += 1
    first = page.row
    for text, look in signature("kepala", "{kepala_jabatan}"):
        page.put(columns, text, look)
        page.row += 1
    page.block("tanda_tangan", first)


def team(page: Drawing, columns: Columns) -> None:
    """The table in which the members of TAPD sign."""
    first = page.row
    page.across("Tim Anggaran Pemerintah Daerah", SECTION)
    page.table_head(("No", "Nama", "NIP", "Jabatan", "Tanda Tangan"), columns)
    cells = [("{no}", MIDDLE), ("{nama}", CELL), ("{nip}", CELL), ("{jabatan}", CELL), ("", CELL)]
    page.prototype("baris_tapd", cells, columns, _TEAM_ROW)
    page.block("tapd", first)
