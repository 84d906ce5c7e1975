"""Workspace files as older programs left them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from budget.store import database, sqlite_file


def older_file(path: Path, revision: str, rows: str) -> Path:
    """A file with the schema of that revision, and what the statements `rows` put into it."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {sqlite_file.APPLICATION_ID}")
        connection.executescript(rows)
    return path
