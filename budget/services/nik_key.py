"""The province's key in a file of its own: never on a command line, in a log or in a database."""

import os
from pathlib import Path

from budget.errors import FileError, reason
from budget.roster.keyed_hash import KEY_BYTES, new_key
from budget.services.private_file import read_private


def make_key(path: Path) -> None:
    """A new key in a new file of mode 0600. FileError where a file is there already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FileError(f"{path} sudah ada. Kunci lain membuat yang lama tidak cocok.") from None
    except OSError as problem:
        raise FileError(f"{path} tidak dapat ditulis: {reason(problem)}.") from problem
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{new_key().hex()}\n")


def read_key(path: Path) -> bytes:
    """FileError where the file is missing, is read by others too, or holds no key."""
    try:
        key = bytes.fromhex(read_private(path, "Kunci"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise FileError(f"{path} bukan kunci pagu. Minta dari provinsi, atau buat: pagu province key.")
    return key
