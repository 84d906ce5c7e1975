"""A disk of a test's own, to be closed to writing; where none may be mounted, the test is left out."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(at: Path, size: int) -> Iterator[Path]:
    """An empty disk of so many bytes at a folder that is made for it."""
    at.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at))
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)


def close_to_writing(at: Path) -> None:
    """For everybody, whatever rights they have."""
    _mount("-o", "remount,ro", str(at))


def _mount(*how: str) -> None:
    if shutil.which("mount") is None:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(["mount", *how], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
