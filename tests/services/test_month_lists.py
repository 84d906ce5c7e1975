"""The whole list of a month that lacks columns: of what it does not tell, what is known stays."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from places import beside
from roster_people import member, plan_of_the_faulty_lists
from stored import stored
from typed_cells import opened

from budget.period import Month
from budget.roster.member import Mark, Member
from budget.roster.report import MonthChange, RosterReport
from budget.roster.rules import Given
from budget.roster.search import PeopleFilter
from budget.services.rosters import RosterOptions, import_roster
from budget.services.workspace import Workspace, transaction

JANUARY, JULY = Month(2022, 1), Month(2022, 7)
BASIC = {
    "NIK": str(member(1).nik), "Nama": "Ujang", "Tempat Lahir": "Bandung", "Tanggal Lahir": "12-05-1980",
    "L/P": "L", "Ibu Kandung": "Euis", "No HP": "081200000001", "Alamat": "Kp. Cibiru", "Kelompok": "Linmas",
    "Desa": "Cinunuk", "Kecamatan": "Cileunyi", "Mulai": "2022-01", "Selesai": "2022-12",
    "Upah": "2.152.322,94", "No KPJ": "22001",
}  # fmt: skip
# What a list may leave out, group and first month being said of the whole.
SHORT = ("NIK", "Nama")
WORKED = "Buruh Tani Tembakau"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """Linmas earn 1.500.000 by tariff; tobacco workers pay by the income that their list gives."""
    return stored(tmp_path, plan_of_the_faulty_lists())


def take(office: Workspace, rows: Sequence[dict[str, str]], month: Month | None = JULY,
         group: str | None = None, **given: str) -> RosterReport:  # fmt: skip
    path = beside(office.target) / "daftar.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    rejects = path.with_name("tolak.xlsx")
    options = RosterOptions(Given(group, **given), month=month, rejects=rejects)
    foreseen = import_roster(office, [path], options, dry_run=True)
    report = import_roster(office, [path], options)
    assert (foreseen.month, foreseen.effect_rupiah) == (report.month, report.effect_rupiah)
    return report


def person(**other: str) -> dict[str, str]:
    return {**BASIC, **other}


def without(row: dict[str, str], *titles: str) -> dict[str, str]:
    return {title: cell for title, cell in row.items() if title not in titles}


def members(office: Workspace) -> list[Member]:
    with transaction(office, writes=False) as work:
        found = work.people.members(work.people.numbers(PeopleFilter()))
    return sorted((m.member for m in found), key=lambda m: (m.nik, m.first))


@pytest.mark.parametrize("title", ["Upah", "Desa", "Kecamatan", "Selesai", "Tempat Lahir", "Ibu Kandung",
                                   "No HP", "Alamat", "No KPJ", "Tanggal Lahir", "L/P"])  # fmt: skip
def test_a_list_without_a_column_changes_nobody(office: Workspace, title: str) -> None:
    take(office, [person()], None)
    before = members(office)
    report = take(office, [without(person(), title)])
    assert report.month == MonthChange(joined=0, left=0, changed=0, unchanged=1)
    assert members(office) == before


def test_a_list_of_nik_and_names_alone_changes_nobody(office: Workspace) -> None:
    take(office, [person()], None)
    before = members(office)
    report = take(office, [{title: BASIC[title] for title in SHORT}], group="Linmas")
    assert report.month == MonthChange(joined=0, left=0, changed=0, unchanged=1)
    assert members(office) == before


def test_who_moves_keeps_all_that_the_list_does_not_tell(office: Workspace) -> None:
    take(office, [person()], None)
    (before,) = members(office)
    report = take(office, [{**{title: BASIC[title] for title in SHORT}, "Desa": "Cimekar"}], group="Linmas")
    assert report.month == MonthChange(joined=0, left=0, changed=1, unchanged=0)
    assert members(office) == [
        before._replace(end=JULY.index),
        before._replace(first=JULY.index, village="Cimekar"),
    ]
    assert before.marks & Mark.WAGE_DIFFERS


def test_what_a_column_tells_counts_even_where_it_is_blank(office: Workspace) -> None:
    take(office, [person()], None)
    report = take(office, [person(Upah="", Desa="")])
    assert report.month == MonthChange(joined=0, left=0, changed=1, unchanged=0)
    after = members(office)[1]
    assert (after.wage_sen, after.village, Mark(after.marks)) == (None, "", Mark.NO_VILLAGE)


def test_what_is_said_of_the_whole_list_is_told(office: Workspace) -> None:
    take(office, [person()], None)
    take(office, [without(person(), "Desa")], village="Cimekar")
    assert [m.village for m in members(office)] == ["Cinunuk", "Cimekar"]


def test_a_known_village_does_not_go_along_into_another_kecamatan(office: Workspace) -> None:
    take(office, [person()], None)
    take(office, [without(person(Kecamatan="Cilengkrang"), "Desa")])
    after = members(office)[1]
    assert (after.kecamatan, after.village) == ("Cilengkrang", "")
    assert after.marks & Mark.NO_VILLAGE


def test_what_an_identity_card_confirmed_stays_confirmed(office: Workspace) -> None:
    take(office, [{**person(), "Tanggal Lahir": "12-06-1980", "Sesuai KTP": "ya"}], None)
    take(office, [without(person(Desa="Cimekar"), "Tanggal Lahir", "L/P")])
    before, after = members(office)
    assert (after.birth_date, after.village) == (before.birth_date, "Cimekar")
    assert after.marks == before.marks and after.marks & Mark.CONFIRMED


def test_a_known_income_prices_who_is_in_a_list_without_one(office: Workspace) -> None:
    """And who is new in it has none: that row is rejected, and its person does not join."""
    worker = person(Kelompok=WORKED, Upah="1.000.000")
    take(office, [worker], None)
    before = members(office)
    other = {**worker, "NIK": str(member(2).nik), "Nama": "Firmansyah"}
    report = take(office, [without(worker, "Upah"), without(other, "Upah")])
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    assert report.month == MonthChange(joined=0, left=0, changed=0, unchanged=1)
    assert [c.code for c in report.counts if c.code.startswith("upah")] == ["upah_kosong"]
    assert members(office) == before
    sheet = opened(report.rejects_file or "").active
    assert sheet is not None and sheet.cell(2, 1).value == str(member(2).nik)


def test_who_goes_where_an_unknown_income_is_asked_stays_where_he_was(office: Workspace) -> None:
    here = without(person(), "Upah")
    take(office, [here, {**here, "NIK": str(member(2).nik), "Nama": "Firmansyah"}], None)
    before = members(office)
    report = take(office, [{**here, "Kelompok": WORKED}, {**here, "NIK": str(member(2).nik)}])
    assert report.month == MonthChange(joined=0, left=0, changed=0, unchanged=1)
    assert (report.rejected, members(office)) == (1, before)


def test_a_list_once_with_and_once_without_wages_is_the_same_list(office: Workspace) -> None:
    with_wages = [person(), person(NIK=str(member(2).nik), Nama="Firmansyah", Upah="1.800.000")]
    take(office, with_wages, JANUARY)
    before = members(office)
    assert not take(office, [without(row, "Upah") for row in with_wages], JANUARY).written
    assert not take(office, with_wages, JANUARY).written
    assert members(office) == before
