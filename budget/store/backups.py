"""Backups of a workspace file, beside it: made while others read and write, and kept in rotation."""

import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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

    @property
    def bytes(self) -> int:
        """How big it is; 0 where it is gone meanwhile."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Content:
    """Whose workspace a file is, and the revision of its schema."""

    code: str
    name: str
    revision: str


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
    folder = folder_of(file)
    out = _free_name(folder, at, why)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copied(file, out)
        for old in _outlived(backups(file)):
            old.path.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as problem:
        said = reason(problem) if isinstance(problem, OSError) else sqlite_file.in_words(str(problem))
        raise FileError(f"Cadangan {out} tidak dapat dibuat: {said}") from problem
    return Backup(out, at, why)


def _free_name(folder: Path, at: datetime, why: str) -> Path:
    """Named by its second, or by the next one that is free: no backup takes the place of another."""
    while (path := folder / f"{at.astimezone(UTC).strftime(_AT)}-{why}.pagu").exists():
        at += timedelta(seconds=1)
    return path


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
    kept = Backup(_free_name(folder_of(file), at, "rusak"), at, "rusak")
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


def content_of(file: Path) -> Content:
    """What a whole file holds; it is only looked at. FileError where it is no workspace or is damaged."""
    _, revision = sqlite_file.open_file(file)
    try:
        with closing(sqlite3.connect(sqlite_file.uri(file), uri=True)) as source:
            found = [row[0] for row in source.execute("PRAGMA integrity_check(1)")]
            regions = source.execute("SELECT code, name FROM region").fetchall()
    except sqlite_file.DAMAGE as problem:
        raise FileError(f"{file}: {sqlite_file.in_words(str(problem))}") from problem
    if found != ["ok"] or len(regions) != 1:
        raise FileError(f"{file} rusak. Pilih cadangan lain.")
    ((code, name),) = regions
    return Content(code, name, revision)


def is_damaged(file: Path) -> bool:
    """Whether nobody can read the file; FileError where another program only holds it now."""
    try:
        content_of(file)
    except FileError:
        if _is_held(file):
            raise
        return True
    return False


def _is_held(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(sqlite_file.uri(file), uri=True, timeout=0)) as asking:
            asking.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as problem:
        return "locked" in str(problem)
    return False


def _copy(source: Path, target: Path) -> None:
    patience = time.monotonic() + sqlite_file.BUSY_SECONDS

    def watch(status: int, _left: int, _pages: int) -> None:
        # Without this the copy would wait for a file that is held, however long.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > patience:
            raise sqlite3.OperationalError("database is locked")

    with (
        closing(sqlite3.connect(sqlite_file.uri(source), uri=True)) as old,
        closing(sqlite3.connect(target, timeout=0)) as new,
    ):
        # All pages in one step: nobody writes in between, and a kill leaves what was there.
        old.backup(new, pages=-1, progress=watch, sleep=0.05)


def _outlived(found: Sequence[Backup]) -> Iterable[Backup]:
    last_of_day = {each.at.date(): each for each in reversed(found)}
    days = sorted(last_of_day, reverse=True)[:DAYS]
    kept = {*found[:NEWEST], *(last_of_day[day] for day in days)}
    return (each for each in found if each not in kept)
