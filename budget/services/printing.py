"""A workbook as PDF, by LibreOffice where it is installed: without a window, without macros, on its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from budget.errors import FileError, PaguError
from budget.progress import Progress, silent
from budget.services.exporting import expect_file

_PROGRAMS = ("soffice", "libreoffice")
# Where the installers of Windows and macOS put it, beside what the search path names.
_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_SECONDS = 300
_BETWEEN_LOOKS = 0.2
# Numbers as Indonesia writes them. Macros never run (level 3), links are not followed, and nothing is looked
# up on the network.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments">
<prop oor:name="AutoCheckEnabled" oor:op="fuse"><value>false</value></prop>
</item>
</oor:items>
"""
NOT_INSTALLED = (
    "LibreOffice tidak ditemukan. Pasang LibreOffice (libreoffice.org) untuk membuat PDF dari sini, atau "
    "buka buku kerjanya di Excel dan pilih File, Simpan Sebagai, PDF: halamannya sudah diatur."
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of a workbook; None where there are none, for the `reason` given."""

    pages: Path | None
    reason: str = ""

    def __str__(self) -> str:
        return f"PDF tidak dibuat: {self.reason}" if self.pages is None else f"Juga dicetak: {self.pages}."


def print_beside(workbook: Path, progress: Progress = silent) -> Printed:
    """Print a workbook that was just exported to a PDF of its name; what forbids it never takes it away."""
    pages = workbook.with_suffix(".pdf")
    try:
        return Printed(print_workbook(workbook, pages, progress))
    except PaguError as problem:
        return Printed(None, str(problem))


def print_workbook(workbook: Path, out: Path, progress: Progress = silent, seconds: float = _SECONDS) -> Path:
    """Print all sheets as the workbook's page set-up has them; `out`.

    FileError where LibreOffice is missing, fails, or takes more than `seconds`; Cancelled by `progress`,
    which ends LibreOffice and all that it started. Then an older file still stands.
    """
    expect_file(out, ".pdf")
    if workbook.suffix.lower() != ".xlsx" or not workbook.is_file():
        raise FileError(f"{workbook} bukan buku kerja .xlsx yang ada. Periksa nama dan foldernya.")
    program = libreoffice()
    if program is None:
        raise FileError(NOT_INSTALLED)
    from budget.workbook.files import replacing

    with (
        replacing(out) as draft,
        tempfile.TemporaryDirectory(prefix="pagu-pdf-", ignore_cleanup_errors=True) as folder,
    ):
        made = _printed(program, workbook, Path(folder), progress, seconds)
        shutil.copyfile(made, draft)
        # What only its owner may read stays so on paper.
        shutil.copymode(workbook, draft)
        progress(1, 1, "Selesai")
    return out


def libreoffice() -> str | None:
    """The program that prints; None where there is none."""
    found = map(shutil.which, _PROGRAMS)
    places: Iterable[str] = (str(place) for place in _PLACES if place.is_file())
    return next((path for path in (*found, *places) if path), None)


def _printed(program: str, workbook: Path, folder: Path, progress: Progress, seconds: float) -> Path:
    profile, pages = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    # A copy: LibreOffice locks what it opens, and the name may hold what a command line cannot.
    source = folder / "buku.xlsx"
    shutil.copyfile(workbook, source)
    call = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nofirststartwizard", "--convert-to", "pdf:calc_pdf_Export", "--outdir", str(pages),
        str(source),
    ]  # fmt: skip
    _run(call, progress, seconds)
    made = pages / "buku.pdf"
    if not made.is_file():
        raise FileError(f"LibreOffice tidak dapat mencetak {workbook.name}. Cetak dari Excel.")
    return made


def _run(call: list[str], progress: Progress, seconds: float) -> None:
    """Run to the end, to the time limit, or until `progress` stops it."""
    begun = monotonic()
    # A group of its own, so that what the program starts ends with it.
    with subprocess.Popen(
        call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            while running.poll() is None:
                if monotonic() - begun > seconds:
                    raise FileError(f"LibreOffice belum selesai setelah {seconds:g} detik. Cetak dari Excel.")
                progress(0, 1, "Mencetak dengan LibreOffice")
                _wait(running)
        finally:
            _end(running)


def _wait(running: subprocess.Popen[bytes]) -> None:
    try:
        running.wait(_BETWEEN_LOOKS)
    except subprocess.TimeoutExpired:
        return


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program and its children, whatever state they are in."""
    if sys.platform == "win32":
        kill = ["taskkill", "/T", "/F", "/PID", str(running.pid)]
        subprocess.run(kill, capture_output=True, check=False)
    else:
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
