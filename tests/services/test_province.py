"""A province sees the figures of all its regencies, and who is covered twice, but nobody's NIK or name."""

from pathlib import Path

import pytest
from places import scratch
from province import (
    BANDUNG,
    GARUT,
    GOVERNOR,
    TASIK,
    ask,
    at,
    enrol,
    of_governor,
    tariff_from,
    three_regencies,
)
from psycopg.errors import InsufficientPrivilege
from roster_people import member
from stored import NOON

from budget.errors import FileError, NotAllowed
from budget.period import Month
from budget.plan.coverage import CoverageFigure, CoverageKind, Period
from budget.role import Role
from budget.roster.keyed_hash import keyed_hash
from budget.services import coverage, history, projecting, rights
from budget.services.nik_key import make_key, read_key
from budget.services.province import province, publish, twice
from budget.services.workspace import Workspace


@pytest.fixture(scope="module")
def made() -> tuple[str, Path]:
    return three_regencies(scratch())


@pytest.fixture
def database(made: tuple[str, Path]) -> str:
    return made[0]


@pytest.fixture
def key(made: tuple[str, Path]) -> Path:
    return made[1]


def pairs(target: str, first: Month | None = None, last: Month | None = None) -> list[tuple[object, ...]]:
    found = twice(target, first, last)
    return [(each.one, each.other, each.people, each.person_months) for each in found.shared]


def test_a_province_sums_what_each_regency_projects(database: str) -> None:
    """100, 200 and 300 people × 8.100 × 17 months."""
    found = province(of_governor(database))
    assert [(each.code, each.heads, each.cost) for each in found.regencies] == [
        (BANDUNG, 100, 13_770_000),
        (GARUT, 200, 27_540_000),
        (TASIK, 300, 41_310_000),
    ]
    assert [each.remaining for each in found.regencies] == [16_230_000, 2_460_000, -11_310_000]
    assert [each.is_enough for each in found.regencies] == [True, True, False]
    assert (found.heads, found.person_months) == (600, 10_200)
    assert (found.cost, found.allocation, found.remaining) == (82_620_000, 90_000_000, 7_380_000)
    assert found.left_out == ()
    for each in found.regencies:
        answer = projecting.project(at(database, each.code), projecting.Question())
        assert (each.cost, each.allocation) == (answer.total, answer.allocation.pooled.total)


def test_months_limit_every_regency(database: str) -> None:
    found = province(of_governor(database), Month(2022, 1), Month(2022, 2))
    assert (found.cost, found.allocation, found.person_months) == (9_720_000, 60_000_000, 1_200)


def test_a_regency_that_cannot_be_costed_is_named_and_in_no_sum(database: str) -> None:
    tariff_from(database, GARUT, "2022-02")
    found = province(of_governor(database))
    assert [each.code for each in found.regencies] == [BANDUNG, TASIK]
    assert found.cost == 55_080_000
    ((code, reason),) = [(each.code, each.reason) for each in found.left_out]
    assert code == GARUT
    assert "tarif" in reason.casefold()
    tariff_from(database, GARUT, "2022-01")


def test_a_regency_whose_tables_are_closed_is_named(database: str) -> None:
    rights.take(at(database, TASIK), GOVERNOR, Role.VIEWER)
    ask(database, "GRANT USAGE ON SCHEMA pagu_32_06 TO gubernur")
    found = province(of_governor(database))
    assert [(each.code, "tidak berhak" in each.reason) for each in found.left_out] == [(TASIK, True)]
    compared = twice(of_governor(database))
    assert compared.compared == (BANDUNG, GARUT)
    assert [(each.code, each.counted) for each in compared.reservations] == [(TASIK, False)]
    ask(database, "REVOKE USAGE ON SCHEMA pagu_32_06 FROM gubernur")
    assert [each.code for each in province(of_governor(database)).regencies] == [BANDUNG, GARUT]
    rights.give(at(database, TASIK), GOVERNOR, Role.VIEWER)


def test_coverage_is_summed_where_regencies_have_it(database: str) -> None:
    for code, active in ((BANDUNG, 250), (GARUT, 150)):
        for kind, people in ((CoverageKind.WORKING_POPULATION, 1_000), (CoverageKind.ACTIVE, active)):
            coverage.set_record(at(database, code), CoverageFigure(Period(2022), kind, people))
    found = province(of_governor(database))
    assert [each.share.people if each.share else None for each in found.regencies] == [250, 150, None]
    (joint,) = found.shares
    assert (joint.regencies, joint.share.people, joint.share.whole) == (2, 400, 2_000)
    assert joint.share.label == "20 % dari 2.000 penduduk bekerja (2022)"


def test_people_covered_twice_are_counted_by_pair_with_their_months(database: str) -> None:
    """Warga 1: March to May. Warga 3: 17 months. Warga 4: May 2023. Warga 2 changed in March."""
    assert pairs(of_governor(database)) == [
        (BANDUNG, GARUT, 1, 3),
        (BANDUNG, TASIK, 1, 17),
        (GARUT, TASIK, 1, 1),
    ]
    assert pairs(of_governor(database), Month(2022, 5), Month(2022, 12)) == [
        (BANDUNG, GARUT, 1, 1),
        (BANDUNG, TASIK, 1, 8),
    ]
    found = twice(of_governor(database))
    assert (found.compared, found.covers, found.reservations) == ((BANDUNG, GARUT, TASIK), 10, ())


def test_what_is_published_holds_hashes_and_months_only(database: str, key: Path) -> None:
    rows = ask(of_governor(database), "SELECT * FROM pagu_32_06.published_cover")
    hashes = {number: keyed_hash(member(number).nik, read_key(key)) for number in (3, 4, 5)}
    january, may = Month(2022, 1).index, Month(2023, 5).index
    assert sorted(rows) == sorted(
        [(*hashes[3], january, None), (*hashes[4], may, None), (*hashes[5], january, None)]
    )
    assert rows == sorted(rows)


def test_the_province_reads_what_is_published_and_no_person(database: str) -> None:
    for statement in (
        "SELECT nik FROM pagu_32_04.member",
        "SELECT name FROM pagu_32_04.member",
        "DELETE FROM pagu_32_04.published_cover",
        "INSERT INTO pagu_32_04.published_cover VALUES (1, 1, 1, NULL)",
    ):
        with pytest.raises(InsufficientPrivilege):
            ask(of_governor(database), statement)


def test_a_regency_whose_people_changed_since_is_named_until_it_publishes(database: str, key: Path) -> None:
    office = at(database, BANDUNG)
    enrol(office, (member(5),))
    found = twice(of_governor(database))
    assert [(each.code, each.counted) for each in found.reservations] == [(BANDUNG, True)]
    assert (BANDUNG, TASIK, 1, 17) in pairs(of_governor(database))
    assert publish(office, key) == 5
    assert twice(of_governor(database)).reservations == ()
    assert (BANDUNG, TASIK, 2, 34) in pairs(of_governor(database))
    history.undo(office)
    assert [each.code for each in twice(of_governor(database)).reservations] == [BANDUNG]
    assert publish(office, key) == 4
    assert history.history(office, limit=1)[0].action == "Terbitkan sidik 4 kepesertaan bagi provinsi"


def test_hashes_of_another_key_are_not_compared(database: str, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain.kunci"
    make_key(other)
    publish(at(database, TASIK), other)
    found = twice(of_governor(database))
    assert found.compared == (BANDUNG, GARUT)
    assert [(each.code, "kunci lain" in each.reason) for each in found.reservations] == [(TASIK, True)]
    publish(at(database, TASIK), key)


def test_a_planner_publishes_and_a_viewer_does_not(database: str, key: Path) -> None:
    governor = Workspace(at(of_governor(database), GARUT).target, GOVERNOR, lambda: NOON)
    with pytest.raises(NotAllowed):
        publish(governor, key)
    rights.give(at(database, GARUT), GOVERNOR, Role.PLANNER)
    assert publish(governor, key) == 3
    rights.take(at(database, GARUT), GOVERNOR, Role.PLANNER)


def test_who_published_nothing_is_named(database: str, key: Path) -> None:
    ask(database, "DROP TABLE pagu_32_05.published, pagu_32_05.published_cover")
    found = twice(of_governor(database))
    assert [(each.code, each.counted) for each in found.reservations] == [(GARUT, False)]
    assert [(each.one, each.other) for each in found.shared] == [(BANDUNG, TASIK)]
    rights.give(at(database, GARUT), GOVERNOR, Role.VIEWER)
    publish(at(database, GARUT), key)
    assert twice(of_governor(database)).reservations == ()


def test_an_address_of_one_region_or_a_file_is_refused(database: str) -> None:
    with pytest.raises(FileError, match=r"hanya untuk daerah 32\.04"):
        province(at(database, BANDUNG).target)
    with pytest.raises(FileError, match="Alamat basis data tidak terbaca"):
        province("bandung.pagu")
