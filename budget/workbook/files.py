"""Writing a file all or nothing: to a temporary one beside it first."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budget.errors import FileError, reason


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; it takes the place of `path` when the block ends well.

    FileError when the folder cannot be written or the old file is held open, as Excel does on Windows.
    """
    temporary = path.with_name(f".{path.stem[:50]}-{secrets.token_hex(4)}{path.suffix}")
    try:
        # Not tempfile: its files are for their owner alone, and colleagues are to open this one.
        temporary.touch(exist_ok=False)
        if path.is_file():
            shutil.copymode(path, temporary)
    except OSError as problem:
        raise FileError(f"Tidak dapat menulis di folder {path.parent}: {reason(problem)}.") from problem
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except OSError as problem:
        raise FileError(
            f"Tidak dapat menulis {path.name}: {reason(problem)}. "
            "Bila berkas sedang terbuka di Excel, tutup dulu."
        ) from problem
    finally:
        temporary.unlink(missing_ok=True)
