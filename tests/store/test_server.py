"""A workspace on a server: a real PostgreSQL, whose answers are those of a file."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import monotonic

import psycopg
import pytest
from named_checks import is_as_recorded
from places import address_on_server, empty_on_server
from roster_people import member
from sqlalchemy import Connection, Table
from stored import NOON

from budget.errors import Conflict, FileError
from budget.period import Month
from budget.plan import HeadCount, Plan, Region
from budget.services import editing, history, versions
from budget.services.copying import copy_workspace
from budget.services.workspace import Workspace, create_with, read_plan, transaction
from budget.store import copying, server
from budget.store.database import open_database
from budget.store.unit_of_work import UnitOfWork


def at(target: str, who: str = "sari") -> Workspace:
    return Workspace(target, who, lambda: NOON)


@pytest.fixture
def office(bandung: Plan) -> Workspace:
    found = at(empty_on_server())
    create_with(found, bandung)
    return found


def test_a_plan_comes_back_as_it_was_stored(office: Workspace, bandung: Plan) -> None:
    assert read_plan(office) == bandung


def test_one_database_holds_many_regions_and_each_sees_its_own(office: Workspace, bandung: Plan) -> None:
    garut = replace(bandung, region=Region("32.05", "Kabupaten Garut"))
    create_with(at(office.target), garut)
    with pytest.raises(FileError, match=r"beberapa daerah \(32\.04, 32\.05\)"):
        read_plan(office)
    there = at(f"{office.target}&region=32.05")
    editing.put(there, None, HeadCount("Linmas", Month(2023, 5), 1))
    assert read_plan(at(f"{office.target}&region=32.04")) == bandung
    assert read_plan(there).region.name == "Kabupaten Garut"


def test_a_region_is_made_once(office: Workspace, bandung: Plan) -> None:
    with pytest.raises(FileError, match=r"32\.04 sudah ada"):
        create_with(office, bandung)
    assert read_plan(office) == bandung


def test_a_new_region_is_there_as_a_whole_or_not_at_all(
    bandung: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = empty_on_server()

    def fails(*_: object) -> None:
        raise RuntimeError("listrik padam")

    monkeypatch.setattr("budget.store.unit_of_work.UnitOfWork.create", fails)
    with pytest.raises(RuntimeError):
        create_with(at(target), bandung)
    with closing(psycopg.connect(address_on_server(target))) as connection:
        query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE '%pagu%'"
        assert connection.execute(query).fetchall() == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://", "belum memuat daerah"),
        ("postgresql+psycopg://sari:rahasia@kantor/pagu", "Jangan tulis kata sandi"),
        ("postgresql+psycopg://sari@127.0.0.1:1/pagu", "tidak terjangkau"),
        ("postgresql+psycopg://sari@kantor/pagu?region=bandung", "bukan kode wilayah"),
        ("mysql://kantor/pagu", "tidak didukung"),
        ("://", "tidak terbaca"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_in_words(address: str, said: str) -> None:
    target = empty_on_server() if address == "postgresql+psycopg://" else address
    with pytest.raises(FileError, match=said) as caught:
        read_plan(at(target))
    assert "rahasia" not in str(caught.value)


def test_writers_of_a_region_follow_one_another_and_lose_nothing(office: Workspace) -> None:
    """Ten officers at once add a head count each; all ten are stored, and the journal has ten entries."""

    def add(number: int) -> None:
        count = HeadCount("Linmas", Month(2022, 1 + number), 100 + number)
        editing.put(at(office.target, f"petugas {number}"), None, count)

    officers = [Thread(target=add, args=(number,)) for number in range(1, 11)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    added = {c.heads for c in read_plan(office).head_counts if c.group == "Linmas"}
    assert set(range(101, 111)) <= added
    assert len(history.history(office, limit=50)) == 11


def test_a_reader_is_not_held_up_by_a_writer(office: Workspace, bandung: Plan) -> None:
    with transaction(office) as writer:
        writer.save(Plan(bandung.region, bandung.span), "Kosongkan", None)
        assert read_plan(office) == bandung


def test_a_second_writer_waits_and_then_says_why(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "BUSY_SECONDS", 0.2)
    server.hang_up(forget=True)
    with transaction(office) as first:
        first.plan()
        begun = monotonic()
        with pytest.raises(FileError, match="sedang menyimpan"):
            editing.put(office, None, HeadCount("Linmas", Month(2023, 5), 1))
    assert 0.1 < monotonic() - begun < 5


def cut_all(target: str) -> None:
    """End every connection to the database but this one, as a network does that goes away."""
    with closing(psycopg.connect(address_on_server(target), autocommit=True)) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_that_is_lost_leaves_what_was_committed(office: Workspace, bandung: Plan) -> None:
    def edited() -> None:
        with transaction(office) as work:
            work.save(Plan(bandung.region, bandung.span), "Kosongkan", None)
            cut_all(office.target)
            work.commit()

    def enrolled() -> None:
        with transaction(office) as work:
            batch = work.batch("import", "daftar.csv")
            batch.add([member(number) for number in range(1, 50)])
            cut_all(office.target)
            work.note([batch.close()], "Impor daftar", 0)
            work.commit()

    for lost in (edited, enrolled):
        with pytest.raises(FileError, match=r"dimatikan|tidak terjangkau"):
            lost()
        assert read_plan(office) == bandung
        assert len(history.history(office)) == 1


def test_a_connection_that_is_lost_while_a_region_is_made_leaves_none(
    bandung: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, create = empty_on_server(), UnitOfWork.create

    def cut(work: UnitOfWork, plan: Plan) -> None:
        create(work, plan)
        cut_all(target)

    monkeypatch.setattr(UnitOfWork, "create", cut)
    with pytest.raises(FileError, match=r"dimatikan|tidak terjangkau"):
        create_with(at(target), bandung)
    monkeypatch.undo()
    with pytest.raises(FileError, match="belum memuat daerah"):
        read_plan(at(target))
    create_with(at(target), bandung)
    assert read_plan(at(target)) == bandung


def test_a_connection_that_is_lost_while_a_file_is_copied_to_it_leaves_none(
    tmp_path: Path, bandung: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, target = at(str(tmp_path / "bandung.pagu")), empty_on_server()
    create_with(file, bandung)
    count_on = copying._count_on

    def cut(connection: Connection, table: Table) -> None:
        count_on(connection, table)
        if table.name == "tariff":
            cut_all(target)

    monkeypatch.setattr(copying, "_count_on", cut)
    with pytest.raises(FileError, match=r"dimatikan|tidak terjangkau"):
        copy_workspace(file, target)
    monkeypatch.undo()
    copy_workspace(file, target)
    assert read_plan(at(target)) == bandung


def test_a_refusal_holds_nobodys_nik(office: Workspace) -> None:
    with pytest.raises(Conflict) as caught, transaction(office) as work:
        work.batch("import", "uji").add([member(1), member(1)])
    assert str(member(1).nik) not in str(caught.value)


def test_a_copy_is_equal_to_the_last_row_either_way(file: Path, tmp_path: Path) -> None:
    """People, an approved version and an undone edit included: file to server, and back into a file."""
    sari = at(str(file))
    with transaction(sari) as work:
        batch = work.batch("import", "daftar.csv")
        batch.add([member(1), member(2)])
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()
    editing.put(sari, None, HeadCount("Linmas", Month(2023, 5), 7))
    history.undo(sari)
    versions.freeze(sari, "RAPBD")
    versions.submit(sari, "RAPBD")
    versions.approve(at(str(file), "budi"), "RAPBD")
    there, back = empty_on_server(), str(tmp_path / "kembali.pagu")
    first = copy_workspace(sari, there)
    again = copy_workspace(at(there), back)
    assert first == again
    assert read_plan(at(there)) == read_plan(at(back)) == read_plan(sari)
    assert versions.versions(at(there))[0].state == versions.versions(sari)[0].state
    # The server counts on where the file stopped.
    editing.put(at(there), None, HeadCount("Linmas", Month(2023, 4), 9))
    history.undo(at(there))
    assert read_plan(at(there)) == read_plan(sari)
    assert is_as_recorded(at(there))
    assert is_as_recorded(at(back))


def test_a_copy_never_overwrites(office: Workspace, file: Path) -> None:
    with pytest.raises(FileError, match="sudah ada"):
        copy_workspace(office, str(file))
    with pytest.raises(FileError, match="sudah ada"):
        copy_workspace(at(str(file)), office.target)


def test_text_is_ordered_by_its_codes_whatever_the_servers_language(office: Workspace) -> None:
    engine = open_database(office.target)
    with engine.connect() as connection:
        query = "SELECT count(*) FROM information_schema.columns WHERE data_type = 'text'"
        theirs = f"{query} AND table_schema = current_schema() AND collation_name IS DISTINCT FROM 'C'"
        assert connection.exec_driver_sql(theirs).scalar_one() == 0
