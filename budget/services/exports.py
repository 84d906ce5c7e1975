"""Everything that can be written for others, in one list: what for, what is asked, and how it is written.

Screens show the list as it stands here. A new export is one more entry.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from budget.engine.form_kinds import FormKind
from budget.errors import Problem
from budget.money import format_number
from budget.period import Month
from budget.progress import Progress
from budget.services import exporting
from budget.services.csv_options import ALL_TABLES
from budget.services.workspace import Workspace

WORKBOOK, PAGE, FOLDER = ".xlsx", ".md", ""


class Asked(StrEnum):
    """What an export may be told beside where to."""

    BASE = "base"
    YEAR = "year"
    BEFORE = "before"
    MONTH = "month"
    REASON = "reason"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`base` is a scenario or version, None for the plan as it stands; `pdf` prints a workbook as well.

    `year` is the fiscal year of a form, and `before` the stage or version that an RKA or DPA changes.
    """

    base: str | None = None
    year: int | None = None
    before: str | None = None
    month: Month | None = None
    reason: str = ""
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The file or folder; `said` and `problems` are worth telling beside.

    `text` is what there is to paste, else the path. `parts` are the files of a folder, or what was printed
    beside the file.
    """

    file: Path
    said: str = ""
    text: str = ""
    problems: tuple[Problem, ...] = ()
    parts: tuple[Path, ...] = ()


Writer = Callable[[Workspace, Path, Wanted, Progress], Written]


@dataclass(frozen=True, slots=True)
class Export:
    """`key` is the ending of the proposed name; `suffix` that of the file, FOLDER for a folder of files."""

    key: str
    name: str
    purpose: str
    suffix: str
    asks: tuple[Asked, ...]
    write: Writer

    def expect(self, out: Path) -> None:
        """FileError where nothing can be written under this name."""
        if self.suffix == FOLDER:
            from budget.services.csv_export import expect_csv

            expect_csv(out, ALL_TABLES)
        else:
            exporting.expect_file(out, self.suffix)


def run_export(
    export: Export, workspace: Workspace, out: Path, wanted: Wanted, progress: Progress
) -> Written:
    """Write it, and print it where that is wanted. What cannot be printed is told; the workbook stands.

    Raises what the export raises; then an older file still stands.
    """
    written = export.write(workspace, out, wanted, progress)
    if not (wanted.pdf and Asked.PDF in export.asks):
        return written
    from budget.services.printing import print_beside

    printed = print_beside(out, progress)
    parts = () if printed.pages is None else (printed.pages,)
    return replace(written, said=f"{written.said} {printed}".strip(), parts=parts)


def _council(workspace: Workspace, out: Path, wanted: Wanted, progress: Progress) -> Written:
    return Written(exporting.export_council(workspace, out, wanted.base, progress))


def _nominative(workspace: Workspace, out: Path, wanted: Wanted, progress: Progress) -> Written:
    from budget.services.nominative import write_nominative

    found = write_nominative(workspace, out, wanted.month, wanted.reason, progress)
    shown = "data pribadi disamarkan" if found.masked else "data pribadi lengkap, dicatat di riwayat"
    said = f"{format_number(found.people)} orang pada {found.month.label}, {shown}."
    return Written(found.file, said, problems=found.problems)


def _csv(workspace: Workspace, out: Path, wanted: Wanted, progress: Progress) -> Written:
    from budget.services.csv_export import export_csv

    files = export_csv(workspace, out, replace(ALL_TABLES, scenario=wanted.base), progress)
    return Written(out, f"{len(files)} tabel.", parts=tuple(files))


def _summary(workspace: Workspace, out: Path, wanted: Wanted, progress: Progress) -> Written:
    from budget.services.chat_summary import export_summary

    path = export_summary(workspace, out, wanted.base, progress)
    return Written(path, "c menyalin teksnya untuk ditempel.", path.read_text("utf-8"))


def _plan(workspace: Workspace, out: Path, _wanted: Wanted, _progress: Progress) -> Written:
    return Written(exporting.export_plan(workspace, out))


def _form(kind: FormKind, workspace: Workspace, out: Path, wanted: Wanted, progress: Progress) -> Written:
    from budget.services.forms import FormOptions, export_form

    options = FormOptions(wanted.year, before=wanted.before, scenario=wanted.base)
    found = export_form(workspace, out, kind, options, progress)
    return Written(found.file, f"{len(found.sheets)} lembar.", problems=found.problems)


_FORM = (Asked.BASE, Asked.YEAR, Asked.PDF)
_AMENDABLE = (Asked.BASE, Asked.YEAR, Asked.BEFORE, Asked.PDF)
EXPORTS = (
    Export("dewan", "Buku kerja dewan", "Untuk dewan: rumus hidup, kontrol, dasar hukum", WORKBOOK,
           (Asked.BASE, Asked.PDF), _council),
    Export("nominatif", "Daftar nominatif", "Siapa dilindungi sebulan, per kelompok dan desa", WORKBOOK,
           (Asked.MONTH, Asked.REASON, Asked.PDF), _nominative),
    Export("rka", "RKA-BELANJA", "Rincian belanja menurut sub-kegiatan", WORKBOOK,
           _AMENDABLE, partial(_form, FormKind.RKA)),
    Export("rekap-rka", "Rekapitulasi RKA", "Belanja menurut program dan kegiatan", WORKBOOK,
           _FORM, partial(_form, FormKind.RECAP)),
    Export("dpa", "DPA-BELANJA", "Pagu yang disahkan, dengan belanja per bulan", WORKBOOK,
           _AMENDABLE, partial(_form, FormKind.DPA)),
    Export("anggaran-kas", "Anggaran kas", "Pagu setiap rekening per bulan dan triwulan", WORKBOOK,
           _FORM, partial(_form, FormKind.CASH_PLAN)),
    Export("lra", "Realisasi (LRA)", "Anggaran dan realisasi sampai bulan ini", WORKBOOK,
           _FORM, partial(_form, FormKind.LRA)),
    Export("standar-harga", "Standar harga", "Usulan standar harga, dengan rekeningnya", WORKBOOK,
           _FORM, partial(_form, FormKind.PRICE_PROPOSAL)),
    Export("pesan", "Ringkasan pesan", "Satu halaman untuk WhatsApp", PAGE, (Asked.BASE,), _summary),
    Export("csv", "Tabel CSV", "Semua angka, untuk diolah sendiri", FOLDER,
           (Asked.BASE,), _csv),
    Export("rencana", "Templat rencana", "Rencana ini dalam Excel, untuk diubah dan diimpor", WORKBOOK,
           (Asked.PDF,), _plan),
)  # fmt: skip
