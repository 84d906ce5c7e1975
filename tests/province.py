"""Three small regencies in one database: one group of 17 months, and people of whom some are in two."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
from bandung import BOTH, START, bandung
from places import address_on_server, empty_on_server
from roster_people import member
from stored import NOON

from budget.period import Month
from budget.plan import HeadCount, Plan, Region
from budget.role import Role
from budget.roster.member import Member
from budget.services import rights
from budget.services.nik_key import make_key
from budget.services.province import publish
from budget.services.workspace import Workspace, create_with, transaction

GOVERNOR = "gubernur"
BANDUNG, GARUT, TASIK = "32.04", "32.05", "32.06"
NAMES = {BANDUNG: "Kabupaten Bandung", GARUT: "Kabupaten Garut", TASIK: "Kabupaten Tasikmalaya"}
HEADS = {BANDUNG: 100, GARUT: 200, TASIK: 300}
MARCH, APRIL, JUNE = Month(2022, 3), Month(2022, 4), Month(2022, 6)
PEOPLE = {
    # Warga 1 moves within Bandung in April; Warga 2 leaves it when Garut takes over.
    BANDUNG: (
        member(1, end=APRIL),
        member(1, first=APRIL, village="Cileunyi Kulon"),
        member(2, end=MARCH),
        member(3),
    ),
    GARUT: (member(1, first=MARCH, end=JUNE), member(2, first=MARCH), member(4)),
    TASIK: (member(3), member(4, first=Month(2023, 5)), member(5)),
}


def regency(code: str) -> Plan:
    """So many Linmas at 8.100 a month, with Rp20.000.000 of 2022 and Rp10.000.000 of 2023."""
    plan = bandung()
    (linmas,) = (group for group in plan.groups if group.name == "Linmas")
    amounts = {2022: 20_000_000, 2023: 10_000_000}
    return replace(
        plan,
        region=Region(code, NAMES[code]),
        groups=(linmas,),
        tariffs=tuple(tariff for tariff in plan.tariffs if tariff.group == "Linmas"),
        head_counts=(HeadCount("Linmas", START, HEADS[code]),),
        allocations=tuple(
            replace(line, programmes=BOTH, amount=amounts[line.fiscal_year])
            for line in plan.allocations
            if line.account == "5.1.02.02.02.0006"
        ),
        scenarios=(),
        assumptions=(),
        indicators=(),
        sub_activities=(),
        officials=(),
    )


def at(database: str, code: str) -> Workspace:
    return Workspace(f"{database}&region={code}", "postgres", lambda: NOON)


def of_governor(database: str) -> str:
    """The address as the province opens it: with the role of a viewer in each region."""
    return database.replace("//postgres", f"//{GOVERNOR}")


def enrol(office: Workspace, people: tuple[Member, ...]) -> None:
    with transaction(office) as work:
        batch = work.batch("import", "daftar.csv")
        batch.add(people)
        batch.knows("Linmas", Month(2023, 5).index)
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()


def three_regencies(folder: Path) -> tuple[str, Path]:
    """The address of the database and the province's key, with which all have published."""
    database, key = empty_on_server(), folder / "provinsi.kunci"
    make_key(key)
    with closing(psycopg.connect(address_on_server(database), autocommit=True)) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {GOVERNOR}")
        connection.execute(f"CREATE ROLE {GOVERNOR} LOGIN")
    for code, people in PEOPLE.items():
        office = at(database, code)
        create_with(office, regency(code))
        enrol(office, people)
        rights.give(office, GOVERNOR, Role.VIEWER)
        publish(office, key)
    return database, key


def ask(target: str, statement: str) -> list[tuple[object, ...]]:
    """The database itself, past every service."""
    with closing(psycopg.connect(address_on_server(target))) as connection:
        found = connection.execute(statement)
        connection.commit()
        return found.fetchall() if found.description else []


def tariff_from(database: str, code: str, month: str) -> None:
    """Past every service: from another month than its people, a plan cannot be costed."""
    ask(database, f"UPDATE pagu_{code.replace('.', '_')}.tariff SET first_month = '{month}'")
