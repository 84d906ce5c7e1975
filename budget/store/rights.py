"""Who may do what on a server: for each region and role a role of PostgreSQL, which itself refuses the rest.

A schema keeps out whoever has no role of its region. In it, grants say which tables and columns a role reads
or writes, and row-level security which rows: an entry of the journal bears the name of whoever is logged in,
and a version is approved in one's own name, by another than its maker. The owner of the schema is above
all this. Role names carry the database, as roles belong to the whole server.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from budget.errors import FileError, NotFound
from budget.role import Role
from budget.store import coverage_tables, form_tables, payment_tables, roster_tables, version_tables
from budget.store.database import is_address, open_database, refusal
from budget.store.published import TABLES as PUBLISHED
from budget.store.published import make as make_published
from budget.store.tables import METADATA

__all__ = ["Granted", "give", "granted", "renew", "take"]
# Their tables are in the metadata because they were loaded.
_LOADED = coverage_tables, form_tables, payment_tables, roster_tables, version_tables
# What is not about a person in the tables of people.
_IMPERSONAL = {
    "member": (
        "id", "region_code", "batch_id", "stratum_id", "first_month", "end_month", "superseded_by", "current",
    ),
    "invoice_person": ("list_id", "jkk", "jkm", "jht"),
}  # fmt: skip
_SEE_PEOPLE = {Role.PLANNER, Role.AUDITOR}
_APPEND_ONLY = {"journal", "journal_change"}
_MOST_BYTES = 63


@dataclass(frozen=True, slots=True)
class Granted:
    user: str
    role: Role


def give(target: str, user: str, role: Role) -> None:
    """NotFound where the server knows no such user; NotAllowed for whoever may not make roles."""
    with _asked(target) as connection:
        _set_up(connection)
        if not _exists(connection, user):
            raise NotFound(
                f"Server tidak mengenal pengguna {user}. Pengelolanya membuatnya dengan: CREATE ROLE … LOGIN."
            )
        _run(
            connection, f"GRANT {_quoted(connection, _name(connection, role))} TO {_quoted(connection, user)}"
        )


def take(target: str, user: str, role: Role) -> None:
    """NotFound where the user does not have the role."""
    with _asked(target) as connection:
        if Granted(user, role) not in _granted(connection):
            raise NotFound(f"{user} tidak memegang peran {role.value} di daerah ini.")
        _run(
            connection,
            f"REVOKE {_quoted(connection, _name(connection, role))} FROM {_quoted(connection, user)}",
        )


def granted(target: str) -> list[Granted]:
    """By user, then by role."""
    with _asked(target, writes=False) as connection:
        return _granted(connection)


def renew(engine: Engine) -> None:
    """Bring the rights to the tables as they are after a change of the schema, where any were given."""
    with engine.begin() as connection:
        if any(_exists(connection, _name(connection, role)) for role in Role):
            _set_up(connection)


@contextmanager
def _asked(target: str, *, writes: bool = True) -> Iterator[Connection]:
    """A transaction whose faults are said in words; FileError for a workspace in a file."""
    if not is_address(target):
        raise FileError("Peran hanya ada di server. Sebuah berkas terbuka bagi siapa pun yang memegangnya.")
    try:
        with open_database(target).execution_options(writes=writes).begin() as connection:
            yield connection
    except DatabaseError as problem:
        raise refusal(problem) or problem from problem


def _granted(connection: Connection) -> list[Granted]:
    query = text("""
        SELECT r.rolname, u.rolname FROM pg_auth_members m
        JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
    """)
    roles = {_name(connection, role): role for role in Role}
    found = [Granted(user, roles[name]) for name, user in connection.execute(query) if name in roles]
    order = list(Role)
    return sorted(found, key=lambda each: (each.user, order.index(each.role)))


def _set_up(connection: Connection) -> None:
    """Make the roles, and let them do what they may and no more; again is the same."""
    make_published(connection)
    schema = _quoted(connection, _schema(connection))
    for role in Role:
        name = _name(connection, role)
        quoted = _quoted(connection, name)
        if not _exists(connection, name):
            _run(connection, f"CREATE ROLE {quoted} NOLOGIN")
        _run(connection, f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {quoted}")
        _run(connection, f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")
        for grant in (*_reading(role), *_writing(role)):
            _run(connection, f"GRANT {grant} TO {quoted}")
    _run(connection, f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {_all(connection, [Role.PLANNER])}")
    _keep_rows(connection)


def _reading(role: Role) -> Iterable[str]:
    yield "SELECT ON alembic_version"
    # Hashes and months: what a province needs, and nobody's name.
    yield f"SELECT ON {', '.join(PUBLISHED)}"
    for table in METADATA.sorted_tables:
        columns = _IMPERSONAL.get(table.name)
        if columns is None or role in _SEE_PEOPLE:
            yield f"SELECT ON {table.name}"
        else:
            yield f"SELECT ({', '.join(columns)}) ON {table.name}"


def _writing(role: Role) -> Iterable[str]:
    """What is handed out is written into the journal by everybody."""
    yield "INSERT ON journal"
    yield "USAGE ON SEQUENCE journal_id_seq"
    if role in (Role.PLANNER, Role.APPROVER):
        yield "INSERT ON journal_change"
        yield "USAGE ON SEQUENCE journal_change_id_seq"
    if role is Role.PLANNER:
        yield f"INSERT, DELETE ON {', '.join(PUBLISHED)}"
        for table in METADATA.sorted_tables:
            if table.name not in _APPEND_ONLY:
                yield f"INSERT, UPDATE, DELETE ON {table.name}"
    if role is Role.APPROVER:
        yield "UPDATE (state, submitted_by, submitted_at, approved_by, approved_at) ON plan_version"


def _keep_rows(connection: Connection) -> None:
    """Which rows may be read and written, beside which tables."""
    everybody, planner = _all(connection, Role), _all(connection, [Role.PLANNER])
    approver = _all(connection, [Role.APPROVER])
    others = _all(connection, [role for role in Role if role is not Role.PLANNER])
    mine = "EXISTS (SELECT 1 FROM journal AS j WHERE j.id = journal_id AND j.who = session_user)"
    approved = "state = 'approved' AND approved_by = session_user AND made_by <> session_user"
    policies = [
        ("journal", "reading", f"FOR SELECT TO {everybody} USING (true)"),
        ("journal", "planning", f"FOR INSERT TO {planner} WITH CHECK (who = session_user)"),
        ("journal", "noting", f"FOR INSERT TO {others} WITH CHECK (who = session_user AND kind = 'note')"),
        ("journal_change", "reading", f"FOR SELECT TO {everybody} USING (true)"),
        ("journal_change", "own", f"FOR INSERT TO {everybody} WITH CHECK ({mine})"),
        ("plan_version", "reading", f"FOR SELECT TO {everybody} USING (true)"),
        ("plan_version", "freezing", f"FOR INSERT TO {planner} WITH CHECK (made_by = session_user)"),
        (
            "plan_version",
            "submitting",
            f"FOR UPDATE TO {planner} USING (state IN ('draft', 'submitted')) "
            "WITH CHECK (state IN ('draft', 'submitted'))",
        ),
        ("plan_version", "discarding", f"FOR DELETE TO {planner} USING (state = 'draft')"),
        (
            "plan_version",
            "approving",
            f"FOR UPDATE TO {approver} USING (state IN ('submitted', 'approved')) "
            f"WITH CHECK (state IN ('draft', 'superseded') OR ({approved}))",
        ),
    ]
    for table in dict.fromkeys(table for table, _, _ in policies):
        _run(connection, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for table, name, rule in policies:
        _run(connection, f"DROP POLICY IF EXISTS {name} ON {table}")
        _run(connection, f"CREATE POLICY {name} ON {table} {rule}")


def _name(connection: Connection, role: Role) -> str:
    database = connection.execute(text("SELECT current_database()")).scalar_one()
    name = f"{database}/{_schema(connection)}/{role.value}"
    if len(name.encode()) > _MOST_BYTES:
        raise FileError(f"Nama basis data {database} terlalu panjang untuk nama perannya. Pakai yang pendek.")
    return name


def _schema(connection: Connection) -> str:
    return str(connection.execute(text("SELECT current_schema()")).scalar_one())


def _all(connection: Connection, roles: Iterable[Role]) -> str:
    return ", ".join(_quoted(connection, _name(connection, role)) for role in roles)


def _exists(connection: Connection, name: str) -> bool:
    query = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
    return connection.execute(query, {"name": name}).first() is not None


def _quoted(connection: Connection, name: str) -> str:
    """A name as SQL writes it; statements about roles take no parameters."""
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement.replace("%", "%%"))
