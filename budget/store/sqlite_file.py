"""A workspace in one `.pagu` file."""

import errno
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.util import LRUCache

from budget.errors import FileError, reason
from budget.store.network_drive import refuse_network

# "PAGU" in the header of the file tells it from any other SQLite database.
APPLICATION_ID = 0x50414755
# How long a writer waits for another one.
BUSY_SECONDS = 5.0
_SQLITE_MAGIC = b"SQLite format 3\0"
# What a damaged file ends in: SQLite's own words may quote bytes of it that are no text.
DAMAGE = sqlite3.Error, UnicodeDecodeError


@contextmanager
def new_file(path: Path) -> Iterator[Engine]:
    """A new file at `path`, filled by the block: there as a whole, or not at all.

    FileError where a file is already there, or the folder cannot be written or is on another computer.
    """
    refuse_network(path)
    try:
        if path.exists():
            raise FileError(f"{path} sudah ada. Pilih nama lain, atau buka berkas itu.")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    except OSError as problem:
        raise FileError(f"Tidak dapat menulis di folder {path.parent}: {reason(problem)}.") from problem
    os.close(handle)
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
        yield _engine(temporary)
        _publish(temporary, path)
    finally:
        for leftover in (temporary, Path(f"{name}-wal"), Path(f"{name}-shm")):
            leftover.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> None:
    """Give the file its name, unless somebody took it meanwhile."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise FileError(f"{path} sudah ada. Pilih nama lain, atau buka berkas itu.") from None
    except OSError:
        # A disk without hard links; there the name is looked at once more.
        if path.exists():
            raise FileError(f"{path} sudah ada. Pilih nama lain, atau buka berkas itu.") from None
        temporary.rename(path)


def open_file(path: Path) -> tuple[Engine, str]:
    """The engine of an existing file, and the revision of its schema. FileError where it is none."""
    refuse_network(path)
    revision = _revision(path)
    return _engine(path), revision


def _revision(path: Path) -> str:
    """The schema revision of a workspace file; FileError when it is none."""
    _expect_file(path)
    try:
        with closing(sqlite3.connect(uri(path), uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise FileError(f"{path} adalah basis data SQLite, tetapi bukan berkas pagu.")
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except DAMAGE as problem:
        if "not a database" in str(problem) and not _begins_as_sqlite(path):
            raise FileError(f"{path} bukan berkas pagu.") from problem
        raise FileError(f"{path}: {in_words(str(problem))}") from problem
    # A damaged page may hold anything, or nothing.
    if found is None or not re.fullmatch(r"[0-9]{4}", str(found[0])):
        raise FileError(f"{path} rusak: versi skemanya hilang. Buka cadangan terakhir.")
    return str(found[0])


def _expect_file(path: Path) -> None:
    """FileError where there is none that could be read.

    It is not opened: closing it again would drop every lock that this process has on it, and another program
    would take away the WAL that a thread of ours goes on writing to.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise FileError(f"{path} tidak ada. Buat dengan: pagu new {path}") from None
    except OSError as problem:
        raise FileError(f"{path} tidak dapat dibuka: {reason(problem)}.") from problem
    refused = errno.EISDIR if path.is_dir() else errno.EACCES if not os.access(path, os.R_OK) else 0
    if refused:
        raise FileError(f"{path} tidak dapat dibuka: {reason(OSError(refused, os.strerror(refused)))}.")
    if size < len(_SQLITE_MAGIC):
        raise FileError(f"{path} bukan berkas pagu.")


def _begins_as_sqlite(path: Path) -> bool:
    """Only for a file that is no database to SQLite, so that nobody holds a lock on it."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
    except OSError:
        return False


def _engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        # The driver must not open transactions by itself: it would do so too late, on the first write.
        return sqlite3.connect(
            uri(path), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )

    known = _sqlite()
    pool = NullPool(connect)  # type: ignore[arg-type]  # what it asks of a driver is less than it says
    event.listen(pool, "connect", _configure)
    # Parameters are people's data, and an exception may end in a log.
    engine = Engine(
        pool,
        known.dialect,
        known.url,
        hide_parameters=True,
        execution_options={"compiled_cache": _STATEMENTS},
    )
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _sqlite() -> Engine:
    """An engine on no file: what it finds out about SQLite once holds for the engine of every file."""
    engine = create_engine("sqlite://", poolclass=NullPool)
    engine.connect().close()
    return engine


# A statement that was compiled for one file serves every other one, and the next transaction.
_STATEMENTS = LRUCache[object, object](500)


def uri(path: Path) -> str:
    """Opens the file as far as the system lets us: to write, or only to look at what stands in it.

    A reader in a folder that cannot be written has no place for the files beside a WAL database; it may
    take the file as unchanging, unless changes wait beside it.
    """
    name = f"file:{quote(str(path.resolve()))}"
    if os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK):
        return f"{name}?mode=rw"
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise FileError(f"{path} belum ditutup dengan rapi dan foldernya tidak dapat ditulis. Salin dahulu.")
    return f"{name}?mode=ro&immutable=1"


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    # Taking the write lock at once: two writers wait for one another instead of failing half way.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_SQLITE_WORDS = {
    "locked": "Berkas sedang dipakai program lain. Tunggu sebentar, lalu coba lagi.",
    "readonly": "Berkas hanya dapat dibaca: tidak ada izin menulis, atau disk terkunci.",
    "full": "Disk penuh. Kosongkan ruang, lalu coba lagi; data terakhir masih utuh.",
    "unable to open": "Berkas tidak dapat dibuka. Periksa apakah folder atau disknya masih ada.",
    "codec can't decode": "Berkas rusak. Buka cadangan terakhir.",
    "malformed": "Berkas rusak. Buka cadangan terakhir.",
    "not a database": "Berkas rusak. Buka cadangan terakhir.",
    "disk I/O": "Disk tidak menjawab dengan benar. Salin berkas ke disk lain.",
}


def in_words(message: str) -> str:
    """What SQLite's message means, and what to do."""
    known = (words for sign, words in _SQLITE_WORDS.items() if sign in message)
    return next(known, f"Berkas tidak dapat dibaca atau ditulis: {message}.")
