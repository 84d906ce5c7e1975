"""Paths that users type: looked at before they are used, and never an exception while typing."""

import errno
from pathlib import Path

from budget.errors import FileError


def typed_path(text: str) -> Path:
    """The path with `~` expanded; FileError when the system can have no such path."""
    path = Path(text.strip())
    if not path.name:
        raise FileError("Isi lokasi berkasnya.")
    try:
        path = path.expanduser()
        path.stat()
    except FileNotFoundError:
        return path
    except (OSError, RuntimeError, ValueError) as reason:
        # An unknown `~user` is a RuntimeError, a null character a ValueError.
        is_long = getattr(reason, "errno", None) == errno.ENAMETOOLONG
        said = "Nama berkas ini terlalu panjang." if is_long else "Lokasi ini tidak dapat dibuka."
        raise FileError(said) from reason
    return path
