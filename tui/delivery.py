"""What was written, handed to the browser that shows the screens. In a terminal the file is all there is."""

import atexit
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZipFile

from textual.app import App

from budget.services.exports import Written

DELIVERED = "Juga diunduh oleh peramban."


def deliver(app: App[None], written: Written) -> str:
    """Send what was written as downloads; what there is to tell about it.

    The files stay where they were written. A folder travels as one archive, so that the browser asks once.
    """
    if not app.is_web:
        return ""
    if written.file.is_dir():
        deliver_files(app, [_packed(written.file, written.parts)])
    else:
        deliver_files(app, [written.file, *written.parts])
    return DELIVERED


def deliver_files(app: App[None], files: Sequence[Path]) -> None:
    """Each file as a download of its own, where the screens are in a browser."""
    if app.is_web:
        for file in files:
            app.deliver_binary(file, save_directory=file.parent)


def _packed(folder: Path, parts: Sequence[Path]) -> Path:
    """An archive of the parts; it goes away with the program."""
    place = Path(mkdtemp(prefix="pagu-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    archive = place / f"{folder.name}.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for part in parts:
            packed.write(part, f"{folder.name}/{part.name}")
    return archive
