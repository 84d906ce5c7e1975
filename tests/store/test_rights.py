"""Roles on a server: PostgreSQL itself refuses what a role may not do, whatever program asks."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from bandung import bandung as sample
from places import address_on_server, empty_on_server
from psycopg.errors import InsufficientPrivilege
from roster_people import member
from stored import NOON

from budget.errors import Conflict, FileError, NotAllowed, NotFound
from budget.period import Month
from budget.plan import HeadCount, Region
from budget.plan.records import HeadSource
from budget.role import Role
from budget.services import alerts, editing, history, people, projecting, rights, versions
from budget.services.checking import Outcome, run_checks
from budget.services.workspace import Workspace, create_with, read_plan, this_workspace, transaction

SITI, BUDI, RINA, TONO = "siti", "budi", "rina", "tono"
ROLES = {SITI: Role.PLANNER, BUDI: Role.APPROVER, RINA: Role.AUDITOR, TONO: Role.VIEWER}
EVERYBODY = pytest.mark.parametrize("user", ROLES)


@pytest.fixture(scope="module")
def region() -> Workspace:
    """The sample regency with one Linmas of the roster, and a user of each role."""
    owner = Workspace(empty_on_server(), "postgres", lambda: NOON)
    create_with(owner, sample())
    with transaction(owner) as work:
        batch = work.batch("import", "daftar.csv")
        batch.add([member(1)])
        batch.knows("Linmas", Month(2023, 5).index)
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()
    linmas = read_plan(owner).group("Linmas")
    editing.put(owner, linmas, replace(linmas, source=HeadSource.ROSTER))
    with closing(psycopg.connect(address_on_server(owner.target), autocommit=True)) as connection:
        for user in ROLES:
            connection.execute(f"DROP ROLE IF EXISTS {user}")
            connection.execute(f"CREATE ROLE {user} LOGIN")
    for user, role in ROLES.items():
        rights.give(owner, user, role)
    return owner


@pytest.fixture
def of(region: Workspace) -> Callable[[str], Workspace]:
    """The region as a user opens it."""
    return lambda user: replace(region, target=region.target.replace("//postgres", f"//{user}"), who=user)


def ask(office: Workspace, statement: str) -> list[tuple[object, ...]]:
    """The database itself, past every service."""
    with closing(psycopg.connect(address_on_server(office.target))) as connection:
        connection.execute("SET search_path TO pagu_32_04")
        found = connection.execute(statement)
        connection.commit()
        return found.fetchall() if found.description else []


@EVERYBODY
def test_every_role_reads_the_plan_and_its_cost(of, region: Workspace, user: str) -> None:
    assert read_plan(of(user)) == read_plan(region)
    assert this_workspace(of(user).target).who == user


@pytest.mark.parametrize("user", [BUDI, RINA, TONO])
def test_only_a_planner_changes_the_plan(of, region: Workspace, user: str) -> None:
    before = read_plan(region)
    with pytest.raises(NotAllowed, match="tidak berhak"):
        editing.put(of(user), None, HeadCount("PKK", Month(2023, 5), 1))
    assert read_plan(region) == before
    with pytest.raises(InsufficientPrivilege):
        ask(of(user), "UPDATE allocation SET amount = 1")


def test_a_planner_changes_the_plan_under_the_own_name(of, region: Workspace) -> None:
    editing.put(of(SITI), None, HeadCount("PKK", Month(2023, 4), 1))
    assert history.history(region, limit=1)[0].who == SITI
    with pytest.raises(NotAllowed):
        editing.put(replace(of(SITI), who="bupati"), None, HeadCount("PKK", Month(2023, 3), 1))


@pytest.mark.parametrize("user", [BUDI, TONO])
def test_who_needs_no_people_sees_none(of, region: Workspace, user: str) -> None:
    for column in ("nik", "name", "birth_date", "phone", "mother", "address"):
        with pytest.raises(InsufficientPrivilege):
            ask(of(user), f"SELECT {column} FROM member")
    with pytest.raises(InsufficientPrivilege):
        ask(of(user), "SELECT nik FROM invoice_person")
    with pytest.raises(NotAllowed):
        people.ageing(of(user))
    assert ask(of(user), "SELECT count(id) FROM member") == [(1,)]


@pytest.mark.parametrize("user", [SITI, RINA])
def test_who_enters_or_audits_people_sees_them(of, user: str) -> None:
    assert ask(of(user), "SELECT name FROM member") == [(member(1).name,)]


def test_figures_say_that_ages_were_not_looked_at(of) -> None:
    office = of(TONO)
    plan = read_plan(office)
    (caution,) = people.age_cautions(office, plan)
    assert caution.message == "Usia peserta tidak diperiksa: peran Anda tidak membaca data orang."
    beside = alerts.read_beside(office, plan)
    answer = projecting.answer(plan, projecting.Question())
    assert "tanpa_hak" in {alert.code for alert in alerts.alerts(answer, beside)}


@EVERYBODY
def test_checks_of_people_are_not_tried_for_who_may_not_read_them(of, user: str) -> None:
    found = {each.check.code: each for each in run_checks(of(user))}
    sees = user in (SITI, RINA)
    for code in ("one-person", "people-as-recorded"):
        assert found[code].outcome is (Outcome.PASSED if sees else Outcome.UNTRIED)
    assert sees or found["one-person"].found.startswith("Tidak diperiksa. Anda tidak berhak")
    assert found["as-recorded"].outcome is Outcome.PASSED


def test_a_version_is_approved_by_an_approver_who_did_not_make_it(of, region: Workspace) -> None:
    versions.freeze(of(SITI), "RAPBD")
    versions.submit(of(SITI), "RAPBD")
    with pytest.raises(Conflict):
        versions.approve(of(SITI), "RAPBD")
    with pytest.raises(InsufficientPrivilege):
        ask(of(SITI), "UPDATE plan_version SET state = 'approved', approved_by = 'budi', approved_at = 'x'")
    with pytest.raises(InsufficientPrivilege):
        ask(of(BUDI), "UPDATE plan_version SET state = 'approved', approved_by = 'rina', approved_at = 'x'")
    with pytest.raises(NotAllowed):
        versions.freeze(of(BUDI), "Lain")
    versions.approve(of(BUDI), "RAPBD")
    (found,) = versions.versions(region)
    assert found.approved is not None
    assert found.approved.who == BUDI
    versions.freeze(of(SITI), "Perubahan")
    versions.submit(of(SITI), "Perubahan")
    versions.approve(of(BUDI), "Perubahan")
    assert [v.state.value for v in versions.versions(region)] == ["superseded", "approved"]


@EVERYBODY
def test_nobody_rewrites_the_journal_or_slips_an_entry_in(of, user: str) -> None:
    columns = "region_code, at, action, digest, who, kind"
    forged = f"INSERT INTO journal ({columns}) VALUES ('32.04', 'x', 'x', '', '{{}}', '{{}}')"
    for statement in ("UPDATE journal SET who = 'x'", "DELETE FROM journal", forged.format("bupati", "note")):
        with pytest.raises((InsufficientPrivilege, psycopg.IntegrityError)):
            ask(of(user), statement)
    if user != SITI:
        with pytest.raises(InsufficientPrivilege):
            ask(of(user), forged.format(user, "edit"))
    theirs = "INSERT INTO journal_change (journal_id, table_name, row_key) VALUES (1, 'region', '32.04')"
    with pytest.raises(InsufficientPrivilege):
        ask(of(user), theirs)


def test_an_auditor_who_takes_people_out_is_written_down(of, region: Workspace) -> None:
    with transaction(of(RINA)) as work:
        work.record([], "Daftar nominatif lengkap: pemeriksaan BPK")
        work.commit()
    last = history.history(region, limit=1)[0]
    assert (last.who, last.action) == (RINA, "Daftar nominatif lengkap: pemeriksaan BPK")


def test_the_neighbours_region_is_not_there_without_a_role_in_it(of, region: Workspace) -> None:
    create_with(region, replace(sample(), region=Region("32.05", "Kabupaten Garut")))
    assert read_plan(of(TONO)).region.code == "32.04"
    there = replace(of(TONO), target=f"{of(TONO).target}&region=32.05")
    with pytest.raises(FileError, match=r"tidak memuat daerah|tidak berhak"):
        read_plan(there)
    with pytest.raises(InsufficientPrivilege):
        ask(of(TONO), "SELECT * FROM pagu_32_05.region")
    ask(region, "DROP SCHEMA pagu_32_05 CASCADE")


def test_what_was_given_is_listed_and_taken_back(region: Workspace, of) -> None:
    rights.give(region, TONO, Role.AUDITOR)
    assert [(g.user, g.role) for g in rights.granted(region) if g.user == TONO] == [
        (TONO, Role.VIEWER),
        (TONO, Role.AUDITOR),
    ]
    rights.take(region, TONO, Role.AUDITOR)
    with pytest.raises(InsufficientPrivilege):
        ask(of(TONO), "SELECT name FROM member")
    with pytest.raises(NotFound, match="tidak memegang peran auditor"):
        rights.take(region, TONO, Role.AUDITOR)
    with pytest.raises(NotFound, match="tidak mengenal pengguna hantu"):
        rights.give(region, "hantu", Role.VIEWER)


def test_only_who_may_make_roles_gives_them(of) -> None:
    with pytest.raises(FileError, match="tidak berhak"):
        rights.give(of(SITI), TONO, Role.PLANNER)


def test_a_name_of_sql_stays_a_name(region: Workspace) -> None:
    with pytest.raises(NotFound):
        rights.give(region, 'x"; DROP TABLE region; --', Role.VIEWER)
    assert read_plan(region).region.code == "32.04"
