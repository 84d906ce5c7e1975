"""Whether a council workbook is what pagu exported: genuine, or which of its cells are others now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError
from budget.services.council import engine_version
from budget.services.origins import Origin, origin_of
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.workbook.council.comparing import Change, Comparison
    from budget.workbook.council.content import Plain
    from budget.workbook.council.fingerprint import FoundFingerprint
    from budget.workbook.council.found import FoundBook


class Verdict(StrEnum):
    """`UNKNOWN`: neither the plan of now nor a version made it, so only the file itself can be asked.

    `GENUINE_FIGURES`: all that follows from the plan is as exported; what was stored beside it is not there
    any more to compare with.
    """

    GENUINE = "genuine"
    GENUINE_FIGURES = "genuine_figures"
    CHANGED_INPUTS = "changed_inputs"
    CHANGED_RESULTS = "changed_results"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.GENUINE: "asli",
    Verdict.GENUINE_FIGURES: "angka rencananya asli; data pendukungnya kini lain",
    Verdict.CHANGED_INPUTS: "masukannya diubah, hasilnya mengikuti",
    Verdict.CHANGED_RESULTS: "hasil atau isinya diubah",
    Verdict.UNKNOWN: "asalnya tidak ditemukan",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure as exported, as it must be with the inputs of the file, and as it stands there.

    None where the file, or a formula on the way, holds no whole number.
    """

    name: str
    exported: int
    wanted: int | None
    present: int | None


@dataclass(frozen=True, slots=True)
class FileAlone:
    """What a file says that nothing else can be asked about.

    `is_intact`: its cells are those that its own digest was taken of. `differences` are the control cells
    that are not 0, as addresses with what they show.
    """

    is_intact: bool
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """`origin` says in words what made the report, empty where that is not known."""

    verdict: Verdict
    report_id: str
    digest: str
    engine: str
    scenario: str
    version: str
    made_on: date
    origin: str
    changes: "tuple[Change, ...]"
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    alone: FileAlone


def verify(workspace: Workspace, path: Path) -> Verification:
    """FileError where the file is no workbook of pagu's, or cannot be read."""
    from budget.workbook.council.comparing import compare

    book, found = read_report(path)
    alone = _alone(book, found)
    with transaction(workspace, writes=False) as work:
        origin = origin_of(work, found)
    if origin is None:
        return _verification(Verdict.UNKNOWN, found, "", (), (), _without_origin(found, alone), alone)
    compared = compare(origin.book.content, origin.book.inputs, book)
    changes = compared.changes
    if not origin.has_background:
        digest = f"{found.sheet}!{found.cells_address}" if alone.is_intact else ""
        changes = tuple(_of_background(change, digest) for change in changes)
    notes = _notes(origin, found, compared)
    figures = tuple(_figures(origin, book, compared))
    return _verification(_verdict(changes), found, origin.label, changes, figures, notes, alone)


def _of_background(change: "Change", digest: str) -> "Change":
    """A difference on a sheet whose stored figures have changed since the export.

    So has the digest of the cells, in the cell `digest` where it is that of the cells of the file.
    """
    from budget.workbook.council.comparing import ChangeKind
    from budget.workbook.council.reports import BACKGROUND_SHEETS

    sheet = change.where.rpartition("!")[0]
    is_stored = change.where == digest or (sheet in BACKGROUND_SHEETS and change.kind in (
        ChangeKind.TEXT, ChangeKind.CONSTANT, ChangeKind.FORMULA, ChangeKind.RESULT, ChangeKind.ADDED,
    ))  # fmt: skip
    return replace(change, kind=ChangeKind.BACKGROUND) if is_stored else change


def read_report(path: Path) -> "tuple[FoundBook, FoundFingerprint]":
    """The workbook and its fingerprint; FileError where it has none, or is no workbook."""
    from budget.workbook.council.fingerprint import find_fingerprint
    from budget.workbook.council.found import read_book

    book = read_book(path)
    found = find_fingerprint(book.content)
    if found is None:
        raise FileError(
            f"{path.name} tidak memuat sidik laporan pagu di lembar Kontrol: bukan buku kerja dewan dari "
            "pagu, atau sidiknya dihapus. Ekspor ulang dengan “pagu export council”."
        )
    return book, found


def _verdict(changes: "Sequence[Change]") -> Verdict:
    from budget.workbook.council.comparing import ChangeKind

    kinds = {change.kind for change in changes}
    if not kinds:
        return Verdict.GENUINE
    if kinds == {ChangeKind.BACKGROUND}:
        return Verdict.GENUINE_FIGURES
    only_inputs = kinds <= {ChangeKind.INPUT, ChangeKind.BACKGROUND}
    return Verdict.CHANGED_INPUTS if only_inputs else Verdict.CHANGED_RESULTS


def _verification(
    verdict: Verdict,
    found: "FoundFingerprint",
    origin: str,
    changes: "tuple[Change, ...]",
    figures: tuple[Figure, ...],
    notes: tuple[str, ...],
    alone: FileAlone,
) -> Verification:
    said = found.fingerprint
    source = said.source
    return Verification(
        verdict, source.report_id, source.digest, source.engine, source.scenario, source.version,
        said.made_on, origin, changes, figures, notes, alone,
    )  # fmt: skip


def _notes(origin: Origin, found: "FoundFingerprint", compared: "Comparison") -> tuple[str, ...]:
    notes: list[str] = []
    if not origin.has_background:
        notes.append(
            "Cakupan, pembayaran, manfaat, atau pasangan orang mirip berubah sejak ekspor: sel yang "
            "memuatnya tidak dapat dicocokkan lagi."
        )
    if not origin.is_exact:
        notes.append("Rencana berubah sejak ekspor, tetapi masih memberi sel-sel yang sama.")
    made_by = found.fingerprint.source.engine
    if made_by != engine_version():
        notes.append(
            f"Dibuat pagu {made_by or 'yang tidak disebut'}, dicocokkan dengan pagu {engine_version()}: "
            "susunan lembarnya mungkin berbeda."
        )
    if compared.uncalculated:
        notes.append(
            f"{compared.uncalculated} rumus tidak menyimpan nilai: berkas disimpan program yang tidak "
            "menghitung. Buka dan simpan di Excel atau LibreOffice untuk melihat angkanya."
        )
    if compared.unchecked:
        notes.append(
            f"{compared.unchecked} rumus tidak dapat dihitung ulang di sini; nilainya tidak diperiksa."
        )
    return tuple(notes)


def _without_origin(found: "FoundFingerprint", alone: FileAlone) -> tuple[str, ...]:
    number = found.fingerprint.source.report_id or "tanpa nomor"
    first = (
        f"Rencana sekarang dan semua versi bukan asal laporan {number}. Buka berkas .pagu yang membuatnya, "
        "atau pulihkan cadangannya."
    )
    if alone.is_intact:
        return first, "Sel-selnya cocok dengan sidiknya sendiri, tetapi itu tidak membuktikan asalnya."
    return first, "Sel-selnya tidak cocok dengan sidiknya sendiri: isinya diubah sejak ekspor."


def _figures(origin: Origin, book: "FoundBook", compared: "Comparison") -> "list[Figure]":
    from budget.workbook.council.names import KEY_FIGURES, named_cell

    sheets = dict(book.content)
    written = dict(origin.book.content)
    found = []
    for name in KEY_FIGURES:
        sheet, address = named_cell(origin.book.named, name)
        exported = _whole(written[sheet][address].value)
        present = sheets[sheet].get(address) if sheet in sheets else None
        assert exported is not None
        # Without a changed input there is nothing to work out.
        wanted = wanted_number(compared, sheet, address) if compared.inputs else exported
        found.append(Figure(name, exported, wanted, _whole(present.value if present else None)))
    return found


def wanted_number(compared: "Comparison", sheet: str, address: str) -> int | None:
    """What a cell must come to with the inputs of the file; None where that is no whole number."""
    from budget.workbook.council.formulas import Unreadable

    try:
        return _whole(compared.wanted.value(sheet, address))
    except Unreadable:
        return None


def _whole(value: "Plain | None") -> int | None:
    if value is None or isinstance(value, str) or value != value.to_integral_value():
        return None
    return int(value)


def _alone(book: "FoundBook", found: "FoundFingerprint") -> FileAlone:
    from budget.workbook.council.content import Content, digest_of, shown

    digest = digest_of(book.content, [(found.sheet, found.cells_address)])
    labels = ("Kontrol dalam buku ini", "Kontrol terhadap mesin hitung pagu")
    differences = [
        f"{title}!B{address[1:]} = {shown(beside.value)}"
        for title, cells in book.content
        for address, cell in cells.items()
        if cell.value in labels and address.startswith("A") and address[1:].isdecimal()
        for beside in (cells.get(f"B{address[1:]}", Content(None, None)),)
        if beside.value is not None and _whole(beside.value) != 0
    ]
    return FileAlone(digest == found.fingerprint.cells, tuple(differences))
