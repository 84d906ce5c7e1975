"""Files that hold a secret: read only where nobody else can read them."""

import os
from pathlib import Path

from budget.errors import FileError, reason


def read_private(path: Path, noun: str) -> str:
    """The text, without blanks around it. FileError where the file is missing or others may read it."""
    try:
        mode, text = path.stat().st_mode, path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as problem:
        raise FileError(f"{noun} {path} tidak dapat dibaca: {reason(problem)}.") from problem
    if os.name == "posix" and mode & 0o077:
        raise FileError(f"{noun} {path} dapat dibaca orang lain. Perbaiki dengan: chmod 600 {path}")
    return text
