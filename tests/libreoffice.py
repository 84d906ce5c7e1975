"""LibreOffice without a screen: recalculates workbooks, and prints them, in a profile of its own."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

# Always recalculate on load: by default LibreOffice trusts the values that a file brings.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
_SECONDS = 240

Shown = Mapping[str, Mapping[str, object]]


def recalculated(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """Copies of the workbooks in `folder`, with every formula calculated anew."""
    return _convert(workbooks, folder, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def printed(workbook: Path, folder: Path) -> Path:
    """The workbook as a PDF in `folder`."""
    return _convert([workbook], folder, "pdf", ".pdf")[0]


def saved_as(workbooks: Sequence[Path], folder: Path, kind: str, suffix: str) -> list[Path]:
    """The workbooks in another format, as LibreOffice names it, in `folder`."""
    return _convert(workbooks, folder, kind, suffix)


def shown(workbook: Path) -> dict[str, dict[str, object]]:
    """What a reader sees: by sheet and address, the value of every cell that holds one."""
    book = load_workbook(workbook, data_only=True)
    return {
        sheet.title: {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}
        for sheet in book.worksheets
    }


def _convert(workbooks: Sequence[Path], folder: Path, kind: str, suffix: str) -> list[Path]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise AssertionError("LibreOffice is not installed: install the package libreoffice-calc")
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    output = folder / "out"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(output),
            *map(str, workbooks),
        ],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    return [output / (workbook.stem + suffix) for workbook in workbooks]
