"""Faults of the program itself: a sentence for the user, and a note for whoever mends it.

The note holds kinds of exceptions and places in the program, and nothing that came from data: no messages
(a database puts names and NIK into its own), no values, no paths of the user.
"""

import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from traceback import walk_tb

from budget.errors import Fault
from budget.services.recent import state_folder

LOG = "kesalahan.log"
# Once the log is as long as this, it becomes the older one, in place of the one before.
_BYTES_MOST = 100_000
_FRAMES_MOST = 30
_ROOT = Path(__file__).parents[2]


def fault(reason: BaseException, when: datetime) -> Fault:
    """Note what nobody foresaw, and say so."""
    log = note(reason, when)
    where = (
        f"Catatan tanpa data pribadi ada di {log}: kirimkan kepada pengelola pagu."
        if log
        else "Catatannya tidak dapat ditulis."
    )
    return Fault(
        f"Ada yang salah di dalam pagu ({type(reason).__name__}). "
        f"Yang sudah disimpan tetap tersimpan. {where}"
    )


def note(reason: BaseException, when: datetime) -> Path | None:
    """Add to the log, which only this user may read; its path, None where it cannot be written."""
    log = state_folder() / LOG
    text = "\n".join([f"{when:%Y-%m-%dT%H:%M:%SZ} {_machine()}", *_lines(reason), "", ""])
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if log.stat().st_size >= _BYTES_MOST:
                log.replace(log.with_suffix(".log.1"))
        with os.fdopen(
            os.open(log, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a", encoding="utf-8"
        ) as out:
            out.write(text)
    except OSError:
        return None
    return log


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()}"


def _lines(reason: BaseException) -> Iterator[str]:
    """The exception and what it came from, the first cause last; each with its places, outermost first."""
    seen: set[int] = set()
    current: BaseException | None = reason
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        frames = list(walk_tb(current.__traceback__))[-_FRAMES_MOST:]
        yield from (
            f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in frames
        )
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _place(filename: str) -> str:
    """The file within its package: what stands before tells whose machine it is."""
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return path.name
