"""The fingerprint of a report: what made it, at the end of the sheet Kontrol."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.workbook.council import styles, texts
from budget.workbook.council.content import Content, SheetContent
from budget.workbook.council.sheet import Cell, Sheet

# So many digits of the digest name a report in its footers.
ID_LENGTH = 12
_TITLE = "Sidik laporan"
_NOTE = (
    "Nomor laporan adalah awal sidik isi, yaitu SHA-256 dari rencana, hukum, orang, dan hasilnya, sama "
    "dengan sidik versi di pagu. “pagu verify” mencocokkan berkas ini; “pagu version find” mencari asalnya."
)
_LABELS = _ID, _DIGEST, _ENGINE, _SCENARIO, _VERSION, _MADE, _SIDES, _STORED, _CELLS = (
    "Nomor laporan", "Sidik isi (SHA-256)", "Mesin hitung", "Skenario", "Versi", "Dibuat",
    "Rencana dan skenario berdampingan", "Sidik data pendukung (SHA-256)", "Sidik sel (SHA-256)",
)  # fmt: skip
_VALUE = 2
_COUNT = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Source:
    """What the figures of a report were taken from.

    `digest` is what freezing the same content gives (see `services.versions`), empty where the plan is in no
    workspace; `engine` is the version of pagu. An empty `version` means the plan of that day, an empty
    `scenario` the plan without one. `background` is the digest of what was stored beside the plan,
    `sides` how many alternatives stand side by side.
    """

    digest: str = ""
    engine: str = ""
    scenario: str = ""
    version: str = ""
    background: str = ""
    sides: int = 0

    @property
    def report_id(self) -> str:
        return self.digest[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A source, the day the report was made, and the digest of all other cells."""

    source: Source
    made_on: date
    cells: str


@dataclass(frozen=True, slots=True)
class FoundFingerprint:
    """What a workbook says of itself, where it says it, and where the digest of its cells stands."""

    fingerprint: Fingerprint
    sheet: str
    cells_address: str


def write_fingerprint(sheet: Sheet, source: Source, made_on: date) -> Cell:
    """The block, and its cell for the digest of all others, which is known last."""
    sheet.section(_TITLE, len(_LABELS) + 1)
    values = {
        _ID: source.report_id,
        _DIGEST: source.digest,
        _ENGINE: f"pagu {source.engine}".strip(),
        _SCENARIO: source.scenario,
        _VERSION: source.version,
        _MADE: made_on.isoformat(),
        _SIDES: str(source.sides),
        _STORED: source.background,
        _CELLS: "",
    }
    written = []
    for label in _LABELS:
        sheet.across(sheet.row, (1, 1), label, styles.LABEL)
        columns = _VALUE, sheet.last_column
        written.append(sheet.across(sheet.row, columns, values[label] or texts.NOTHING, styles.LABEL))
        sheet.row += 1
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 1
    return written[-1]


def find_fingerprint(sheets: Sequence[tuple[str, SheetContent]]) -> FoundFingerprint | None:
    """The block of a workbook, wherever it stands now; None where there is none, or it is not whole."""
    blocks = (
        _read(title, cells, int(address[1:]))
        for title, cells in sheets
        for address, found in cells.items()
        if found.value == _TITLE and address.startswith("A") and address[1:].isdecimal()
    )
    return next((block for block in blocks if block is not None), None)


def _read(sheet: str, cells: SheetContent, row: int) -> FoundFingerprint | None:
    lines: Mapping[str, str] = {
        _text(cells.get(f"A{at}")): _text(cells.get(f"B{at}"))
        for at in range(row + 1, row + 1 + len(_LABELS))
    }
    if tuple(lines) != _LABELS:
        return None
    said = {label: "" if text == texts.NOTHING else text for label, text in lines.items()}
    try:
        made_on = date.fromisoformat(said[_MADE])
    except ValueError:
        return None
    engine = said[_ENGINE].removeprefix("pagu").strip()
    sides = int(said[_SIDES]) if _COUNT.fullmatch(said[_SIDES]) else 0
    source = Source(said[_DIGEST], engine, said[_SCENARIO], said[_VERSION], said[_STORED], sides)
    return FoundFingerprint(Fingerprint(source, made_on, said[_CELLS]), sheet, f"B{row + len(_LABELS)}")


def _text(found: Content | None) -> str:
    return found.value if found is not None and isinstance(found.value, str) else ""
