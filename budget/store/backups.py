"""Backups of a workspace file, beside it: made while others read and write, and kept in rotation."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from budget.errors import FileError, reason
from budget.store import sqlite_file

# What stays: so many of the newest, and the last one of so many of the newest days.
NEWEST, DAYS = 10, 14
_NAME = re.compile(r"(?P<at>\d{8}T\d{6}Z)-(?P<why>[a-z-]+)\.pagu")
_AT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """`why` is a word: what was about to happen, or that a day had begun."""

    path: Path
    at: datetime
    why: str


def folder_of(file: Path) -> Path:
    """Where the backups of a workspace file are."""
    return file.with_name(f"{file.stem}-cadangan")


def backups(file: Path) -> list[Backup]:
    """Those of a workspace file, the newest first."""
    try:
        names = list(folder_of(file).iterdir())
    except OSError:
        return []
    found = [
        Backup(path, datetime.strptime(match["at"], _AT).replace(tzinfo=UTC), match["why"])
        for path in names
        if (match := _NAME.fullmatch(path.name))
    ]
    return sorted(found, key=lambda each: (each.at, each.path.name), reverse=True)


def back_up(file: Path, why: str, at: datetime) -> Backup:
    """Copy the file as it is at this moment, and let go of backups that rotation no longer keeps.

    FileError where there is no room for it: what was about to happen should then not happen.
    """
    folder, name = folder_of(file), f"{at.astimezone(UTC).strftime(_AT)}-{why}.pagu"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copied(file, folder / name)
        for old in _outlived(backups(file)):
            old.path.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as problem:
        said = reason(problem) if isinstance(problem, OSError) else sqlite_file.in_words(str(problem))
        raise FileError(f"Cadangan {folder / name} tidak dapat dibuat: {said}") from problem
    return Backup(folder / name, at, why)


def copied(file: Path, out: Path) -> None:
    """The file's content into another one, which is there as a whole or not at all."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.stem}-", suffix=".tmp")
    os.close(handle)
    try:
        _copy(file, Path(name))
        Path(name).replace(out)
    finally:
        Path(name).unlink(missing_ok=True)


def restore(backup: Path, file: Path) -> None:
    """Put a sound backup's content in the place of the file's, in one transaction of SQLite."""
    try:
        _copy(backup, file)
    except sqlite3.Error as problem:
        raise FileError(sqlite_file.in_words(str(problem))) from problem


def replace_damaged(backup: Path, file: Path, at: datetime) -> Backup:
    """Put a sound backup in the place of a file that nobody can read, which is kept as it is."""
    name = f"{at.astimezone(UTC).strftime(_AT)}-rusak.pagu"
    kept = Backup(folder_of(file) / name, at, "rusak")
    try:
        kept.path.parent.mkdir(mode=0o700, exist_ok=True)
        for beside in ("-wal", "-shm", ""):
            part = file.with_name(f"{file.name}{beside}")
            if part.exists():
                part.replace(kept.path.with_name(f"{kept.path.name}{beside}"))
        copied(backup, file)
    except OSError as problem:
        raise FileError(f"{file} tidak dapat diganti: {reason(problem)}") from problem
    return kept


def verify(backup: Path) -> None:
    """FileError where the backup is no workspace or is damaged."""
    sqlite_file.open_file(backup)
    with closing(sqlite3.connect(sqlite_file.uri(backup), uri=True)) as source:
        found = source.execute("PRAGMA integrity_check(1)").fetchall()
    if found != [("ok",)]:
        raise FileError(f"Cadangan {backup} rusak: {found[0][0]}. Pilih cadangan lain.")


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(sqlite_file.uri(source), uri=True)) as old,
        closing(sqlite3.connect(target, timeout=sqlite_file.BUSY_SECONDS)) as new,
    ):
        # All pages in one step: nobody writes in between, and a kill leaves what was there.
        old.backup(new, pages=-1)


def _outlived(found: Sequence[Backup]) -> Iterable[Backup]:
    last_of_day = {each.at.date(): each for each in reversed(found)}
    days = sorted(last_of_day, reverse=True)[:DAYS]
    kept = {*found[:NEWEST], *(last_of_day[day] for day in days)}
    return (each for each in found if each not in kept)
