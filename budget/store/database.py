"""Opening a workspace, in a file or on a server; its schema is brought up to date when the program is newer.

Alembic takes most of a second to load, so the schema version is read with plain SQL and Alembic comes only
when something is to be migrated.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, IntegrityError

from budget.errors import Conflict, FileError, NotAllowed, PaguError
from budget.store import sqlite_file

# Every revision this program knows, oldest first; a file with another one is newer than the program.
REVISIONS = (
    "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012",
    "0013", "0014", "0015",
)  # fmt: skip
_MIGRATIONS = Path(__file__).parent / "migrations"


def is_address(target: str) -> bool:
    """Whether a workspace is on a server rather than in a file."""
    return "://" in target


def open_database(target: str) -> Engine:
    """The engine of an existing workspace, migrated. FileError in words where it cannot be opened."""
    if is_address(target):
        from budget.store.server import open_schema

        engine, revision = open_schema(target)
    else:
        engine, revision = sqlite_file.open_file(Path(target))
    if revision not in REVISIONS:
        raise FileError(
            f"{target} dibuat oleh pagu yang lebih baru (skema {revision}). Perbarui pagu dahulu."
        )
    if revision != REVISIONS[-1]:
        if not is_address(target):
            _keep(Path(target))
        try:
            migrate(engine)
            if is_address(target):
                from budget.store.rights import renew

                renew(engine)
        except DatabaseError as problem:
            raise FileError(f"{target} perlu dibarui skemanya. {in_words(problem)}") from problem
    return engine


def _keep(file: Path) -> None:
    """A backup of a file before its schema changes, named by when the file was changed last."""
    from budget.store.backups import back_up

    try:
        back_up(file, "sebelum-skema", datetime.fromtimestamp(file.stat().st_mtime, UTC))
    except FileError as problem:
        raise FileError(f"{file} perlu dibarui skemanya. {problem}") from problem


@contextmanager
def new_database(target: str, region_code: str) -> Iterator[Engine]:
    """A new workspace, filled by the block: there as a whole, or not at all; FileError where one is."""
    if is_address(target):
        from budget.store.server import new_schema

        made = new_schema(target, region_code)
    else:
        made = sqlite_file.new_file(Path(target))
    with made as engine:
        migrate(engine)
        yield engine


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def refusal(problem: BaseException | None) -> PaguError | None:
    """What a fault of the database is to the user; None for one of another kind.

    Many rows at once go by the driver itself, which raises its own.
    """
    fault = problem.orig if isinstance(problem, DatabaseError) else problem
    # Not loaded where no server is asked.
    psycopg = sys.modules.get("psycopg")
    drivers = (sqlite3.Error,) if psycopg is None else (sqlite3.Error, psycopg.Error)
    conflicts = (
        (sqlite3.IntegrityError,) if psycopg is None else (sqlite3.IntegrityError, psycopg.IntegrityError)
    )
    if isinstance(problem, (IntegrityError, *conflicts)):
        # A server adds the row to what it says: people's data.
        said = str(fault).partition("\n")[0]
        return Conflict(f"Data bertentangan dengan yang tersimpan: {said}.")
    if problem is not None and isinstance(problem, (DatabaseError, *drivers)):
        is_forbidden = psycopg is not None and isinstance(fault, psycopg.errors.InsufficientPrivilege)
        return (NotAllowed if is_forbidden else FileError)(in_words(problem))
    return None


def in_words(problem: BaseException) -> str:
    """What a database said, and what to do."""
    fault = problem.orig if isinstance(problem, DatabaseError) else problem
    if isinstance(fault, sqlite3.Error):
        return sqlite_file.in_words(str(fault))
    from budget.store.server import in_words as of_server

    return of_server(fault)
