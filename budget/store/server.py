"""Workspaces on a PostgreSQL server: each region is a schema of its own, with the tables that a file has.

Why a schema and not a column: docs/adr/0030-a-region-is-a-schema.md.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import URL, Connection, Engine, Text, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.compiler import compiles

from budget.errors import FileError

# How long a writer waits for another one, and anybody for the server.
BUSY_SECONDS = 5.0
_REACH_SECONDS = 5
_DRIVER = "postgresql+psycopg"
_EXAMPLE = f"{_DRIVER}://nama@server/pagu?region=32.04"
_SCHEMA = "pagu_"
_CODE = r"\d\d(\.\d\d)?"
_UNFINISHED = "unfinished_pagu_"
_REGIONS = f"""
    SELECT nspname FROM pg_namespace
    WHERE starts_with(nspname, '{_SCHEMA}') AND has_schema_privilege(oid, 'USAGE') ORDER BY nspname
"""
_engines: dict[tuple[URL, str], Engine] = {}
_WRITER_ALONE = "SELECT pg_advisory_xact_lock(hashtext('pagu'), hashtext(current_schema()))"


def open_schema(target: str) -> tuple[Engine, str]:
    """The engine of a region's schema, and its revision. FileError where the address names none."""
    address, region = _address(target)
    engine = _engine(address, _schema_of(region) if region else _only_schema(address))
    try:
        with engine.execution_options(writes=False).connect() as connection:
            found = connection.execute(text("SELECT to_regclass('alembic_version')")).scalar_one()
            if found is None:
                raise FileError(f"Basis data itu tidak memuat daerah {region}. Buat dengan: pagu new.")
            query = text("SELECT version_num FROM alembic_version")
            revision = connection.execute(query).scalar_one_or_none()
            if revision is None:
                raise FileError("Basis data rusak: versi skemanya hilang. Buka cadangan terakhir.")
            return engine, revision
    except DatabaseError as problem:
        raise FileError(in_words(problem.orig)) from problem


@contextmanager
def new_schema(target: str, region_code: str) -> Iterator[Engine]:
    """A new schema for a region, filled by the block: there as a whole, or not at all.

    FileError where the region is there already, or the server refuses.
    """
    address, region = _address(target)
    if region not in ("", region_code):
        raise FileError(f"Alamat itu untuk daerah {region}, padahal rencananya {region_code}. Samakan.")
    schema, unfinished = _schema_of(region_code), f"{_UNFINISHED}{secrets.token_hex(6)}"
    server = _engine(address, "pg_catalog")
    try:
        with server.begin() as connection:
            if schema in connection.execute(text(_REGIONS)).scalars():
                raise FileError(f"Daerah {region_code} sudah ada di basis data itu. Buka daerah itu.")
            connection.execute(text(f"CREATE SCHEMA {unfinished}"))
        yield _engine(address, unfinished)
        with server.begin() as connection:
            connection.execute(text(f"ALTER SCHEMA {unfinished} RENAME TO {schema}"))
    except DatabaseError as problem:
        raise FileError(in_words(problem.orig)) from problem
    finally:
        _engines.pop((address, unfinished), server).dispose()
        # Where the server is gone it stays, and is never listed.
        with suppress(DatabaseError), server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {unfinished} CASCADE"))


@compiles(Text, "postgresql")
def _text(_element: Text, _compiler: object, **_options: object) -> str:
    """Ordered by the codes of its characters, whatever the server's language: as in a file."""
    return 'TEXT COLLATE "C"'


def regions_at(target: str) -> list[tuple[str, str]]:
    """Code and address of every region of a database whose schema the user may use, in code order.

    FileError where the address names one region, or the server cannot be asked.
    """
    address = _whole(target)
    try:
        with _engine(address, "pg_catalog").execution_options(writes=False).connect() as connection:
            found = connection.execute(text(_REGIONS)).scalars().all()
    except DatabaseError as problem:
        raise FileError(in_words(problem.orig)) from problem
    codes = [name.removeprefix(_SCHEMA).replace("_", ".") for name in found]
    return [
        # An address has no password to hide.
        (code, address.update_query_dict({"region": code}).render_as_string(hide_password=False))
        for code in codes
        if re.fullmatch(_CODE, code)
    ]


def across(target: str) -> Engine:
    """The engine of a database that looks into no region: its statements name the schemas."""
    return _engine(_whole(target), "pg_catalog")


def leave(target: str) -> None:
    """Close the connections of a region: a province has more regions than a server has connections."""
    address, region = _address(target)
    if engine := _engines.pop((address, _schema_of(region)), None):
        engine.dispose()


def user_of(target: str) -> str:
    """Who logs in at the address, where it or the driver's own variable says so."""
    address, _ = _address(target)
    return address.username or os.environ.get("PGUSER", "")


def _address(target: str) -> tuple[URL, str]:
    """The server's address, and the code of the region where the target says one."""
    try:
        url = make_url(target)
    except ArgumentError as problem:
        raise FileError(f"Alamat basis data tidak terbaca. Tulis seperti {_EXAMPLE}.") from problem
    if url.get_backend_name() != "postgresql":
        raise FileError(f"Alamat basis data {url.drivername} tidak didukung. Tulis seperti {_EXAMPLE}.")
    if url.password:
        # It would stand in the list of processes and among the files opened last.
        raise FileError(
            "Jangan tulis kata sandi di alamat. Simpan di berkas .pgpass, atau di variabel PGPASSWORD."
        )
    region = str(url.query.get("region", ""))
    if region and not re.fullmatch(_CODE, region):
        raise FileError(f"“{region}” bukan kode wilayah. Tulis seperti {_EXAMPLE}.")
    return url.set(drivername=_DRIVER).difference_update_query(["region"]), region


def _whole(target: str) -> URL:
    address, region = _address(target)
    if region:
        raise FileError(f"Alamat itu hanya untuk daerah {region}. Hapus ?region=… untuk semua daerah.")
    return address


def _schema_of(region_code: str) -> str:
    return f"{_SCHEMA}{region_code.replace('.', '_')}"


def _only_schema(address: URL) -> str:
    """The one region of a database; FileError where there is none, or the address must say which."""
    try:
        with _engine(address, "pg_catalog").execution_options(writes=False).connect() as connection:
            found = connection.execute(text(_REGIONS)).scalars().all()
    except DatabaseError as problem:
        raise FileError(in_words(problem.orig)) from problem
    if not found:
        raise FileError("Basis data itu belum memuat daerah. Buat dengan: pagu new.")
    if len(found) > 1:
        codes = ", ".join(name.removeprefix(_SCHEMA).replace("_", ".") for name in found)
        raise FileError(
            f"Basis data itu memuat beberapa daerah ({codes}). Tambahkan ?region=… pada alamatnya."
        )
    return str(found[0])


def _engine(address: URL, schema: str) -> Engine:
    """Kept, with its connections: to reach a server takes longer than to ask it."""
    if (address, schema) not in _engines:
        _engines[address, schema] = _new_engine(address, schema)
    return _engines[address, schema]


def hang_up(*, forget: bool = False) -> None:
    """Close every connection that nobody uses, and know the servers no longer where that is asked."""
    for engine in _engines.values():
        engine.dispose()
    if forget:
        _engines.clear()


def _new_engine(address: URL, schema: str) -> Engine:
    try:
        engine = create_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={
                "options": f"-c search_path={schema} -c lock_timeout={int(BUSY_SECONDS * 1000)}",
                "connect_timeout": _REACH_SECONDS,
                "application_name": "pagu",
            },
        )
    except ImportError as problem:
        raise FileError(
            "Basis data di server memerlukan bagian tambahan. Pasang dengan: uv sync --extra server"
        ) from problem
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Readers see one moment; the writers of a region follow one another, each seeing what the last did."""
    if connection.get_execution_options().get("writes", True):
        connection.exec_driver_sql(_WRITER_ALONE)
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


_STATES = {
    "55P03": "Ada yang sedang menyimpan di daerah ini. Tunggu sebentar, lalu coba lagi.",
    "42501": "Anda tidak berhak melakukan itu di basis data ini. Tanyakan kepada pengelolanya.",
    "25006": "Basis data hanya dapat dibaca.",
    "53100": "Disk server penuh. Hubungi pengelolanya; data terakhir masih utuh.",
    "53300": "Server sedang penuh. Tunggu sebentar, lalu coba lagi.",
    "28": "Server menolak nama atau kata sandi itu.",
    "3D000": "Basis data dengan nama itu tidak ada di server.",
    "57": "Server sedang dimatikan. Coba lagi nanti; data terakhir masih utuh.",
}


def in_words(fault: BaseException | None) -> str:
    """What the server's error means, and what to do."""
    state = str(getattr(fault, "sqlstate", None) or "")
    known = next((words for sign, words in _STATES.items() if state.startswith(sign)), None)
    if known is None and state in ("", "08000", "08003", "08006"):
        return "Server basis data tidak terjangkau. Periksa jaringan dan alamatnya, lalu coba lagi."
    return known or f"Basis data menolak: {str(fault).splitlines()[0] if str(fault) else state}."
