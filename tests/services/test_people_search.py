"""The search in memory: it finds what the store finds, after every change, and stops when it is told to."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bandung import bandung
from places import copied, empty_place, file_only
from roster_people import member

from budget.errors import Cancelled
from budget.period import Month
from budget.plan import HeadSource
from budget.roster.member import Mark, Member
from budget.roster.people_order import PeopleColumn, PeopleOrder
from budget.roster.people_page import PeoplePage
from budget.roster.search import PeopleFilter
from budget.services import people
from budget.services.history import redo, undo
from budget.services.people_search import PeopleSearch
from budget.services.workspace import Workspace, create_with, transaction

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
JANUARY, MARCH, JULY = Month(2022, 1), Month(2022, 3), Month(2022, 7)
EVERYBODY = PeopleFilter()
ASKED = (
    EVERYBODY,
    PeopleFilter(words="  WARGA 1 "),
    PeopleFilter(words="r"),
    PeopleFilter(words="0580000"),
    PeopleFilter(words="3204"),
    PeopleFilter(words="nobody"),
    PeopleFilter(words="warga%"),
    PeopleFilter(group="Linmas"),
    PeopleFilter(kecamatan="Cileunyi", village="Cinunuk", words="2"),
    PeopleFilter(village="Nowhere", words="warga"),
    PeopleFilter(mark=Mark.OTHER_REGION | Mark.NO_VILLAGE),
    PeopleFilter(likely_twin=True),
    PeopleFilter(joined_in=MARCH),
    PeopleFilter(left_in=JULY),
    PeopleFilter(covered_in=JULY),
    PeopleFilter(born_after=date(1979, 12, 31), born_until=date(1981, 1, 1)),
)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budget.store.people_pages.SIZE", 10)
    # Words of which a page is full are found another way than rare ones.
    monkeypatch.setattr("budget.roster.people_page._MANY", 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """35 people in two groups and villages, two of them alike."""
    plan = bandung()
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    path = empty_place(tmp_path_factory.mktemp("made"), "daerah.pagu")
    create_with(workspace_at(path), replace(plan, groups=groups))
    add(workspace_at(path), list(crowd()), twins=(3, 14))
    return path


@pytest.fixture
def office(made: str, tmp_path: Path) -> Workspace:
    return workspace_at(copied(made, tmp_path, "daerah.pagu"))


def workspace_at(target: str) -> Workspace:
    return Workspace(target, "sari", lambda: NOON)


def crowd() -> Iterator[Member]:
    for number in range(1, 36):
        group = "Ketua RW" if number % 3 else "Linmas"
        village = "Cinunuk" if number % 2 else "Cibiru Wetan"
        first, end = (JANUARY, None) if number % 5 else (MARCH, JULY)
        born = date(1970 + number, 5, 12)
        marks = number % 4 and Mark.NO_VILLAGE
        yield member(number, group, first, end, village, born=born)._replace(marks=int(marks))


def add(
    office: Workspace, members: list[Member], gone: tuple[int, ...] = (), twins: tuple[int, ...] = ()
) -> None:
    with transaction(office) as work:
        batch = work.batch("edit", "uji")
        batch.supersede(gone)
        batch.add(members)
        change = batch.close()
        if twins:
            work.twins.add(batch.number, [(*twins, 93, ("nama mirip",))])
        work.note([change], "Ubah orang", 0)
        work.commit()


@pytest.mark.parametrize("wanted", ASKED, ids=str)
def test_it_finds_what_the_store_finds(office: Workspace, wanted: PeopleFilter) -> None:
    assert PeopleSearch(office).find(wanted) == people.find(office, wanted)


def test_it_finds_the_first_of_many(office: Workspace) -> None:
    assert list(PeopleSearch(office).find(EVERYBODY, 12)) == list(range(1, 13))


def test_whoever_came_or_went_meanwhile_is_found_or_not(office: Workspace) -> None:
    """A full page and the last one, which is not full: an edit, a list, undo and redo of both."""
    search = PeopleSearch(office)

    def agree() -> list[int]:
        found = search.find(EVERYBODY)
        assert found == people.find(office, EVERYBODY)
        assert search.find(PeopleFilter(words="baru")) == people.find(office, PeopleFilter(words="baru"))
        return list(found)

    assert agree() == list(range(1, 36))
    add(office, [member(2, "Ketua RW", name="Nama Baru", born=date(1972, 5, 12))], gone=(2, 34))
    assert agree() == [1, *range(3, 34), 35, 36]
    add(office, [member(number, name=f"Baru {number}") for number in range(100, 120)])
    assert agree() == [1, *range(3, 34), 35, *range(36, 57)]
    undo(office)
    assert agree() == [1, *range(3, 34), 35, 36]
    undo(office)
    assert agree() == list(range(1, 36))
    redo(office)
    assert agree() == [1, *range(3, 34), 35, 36]


@file_only
def test_another_file_in_the_place_of_a_newer_one_is_read_anew(office: Workspace, tmp_path: Path) -> None:
    search, backup = PeopleSearch(office), Path(office.target).read_bytes()
    add(office, [], gone=(1,))
    assert len(search.find(EVERYBODY)) == 34
    Path(office.target).write_bytes(backup)
    assert search.find(EVERYBODY) == people.find(office, EVERYBODY)


def test_a_name_in_any_letters_is_found_and_never_together_with_the_number(office: Workspace) -> None:
    add(office, [member(200, name="JOSÉ\nÇELIK ﬁ"), member(201, name="Ürümqi ÿ 3204")])
    search = PeopleSearch(office)
    assert list(search.find(PeopleFilter(words="josé çelik FI"))) == [36]
    assert list(search.find(PeopleFilter(words="ÜRÜMQI Ÿ"))) == [37]
    assert list(search.find(PeopleFilter(words="ÿ 32043204"))) == []
    assert list(search.find(PeopleFilter(words="\n"))) == list(search.find(EVERYBODY))


def test_a_search_ends_at_the_next_page_and_keeps_what_it_has_read(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    whole = PeoplePage.fitting

    def noted(page: PeoplePage, *asked: object) -> object:
        read.append(int(page.number[0]))
        return whole(page, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(PeoplePage, "fitting", noted)
    search = PeopleSearch(office)

    def check() -> None:
        if len(read) == 2:
            raise Cancelled("cukup")

    with suppress(Cancelled):
        search.find(EVERYBODY, check=check)
    assert read == [1, 11]
    assert len(search.find(EVERYBODY)) == 35


SHOWN: dict[PeopleColumn, Callable[[Member], object]] = {
    PeopleColumn.NAME: lambda m: m.name.casefold(),
    PeopleColumn.NIK: lambda m: m.nik,
    PeopleColumn.GROUP: lambda m: m.group.casefold(),
    PeopleColumn.VILLAGE: lambda m: m.village.casefold(),
    PeopleColumn.KECAMATAN: lambda m: m.kecamatan.casefold(),
    PeopleColumn.FIRST: lambda m: m.first,
    PeopleColumn.LAST: lambda m: (m.end is None, m.end),
    PeopleColumn.BORN: lambda m: m.birth_date,
}


@pytest.mark.parametrize("column", PeopleColumn)
def test_people_come_in_the_order_of_a_column_and_equal_ones_as_listed(
    office: Workspace, column: PeopleColumn
) -> None:
    add(office, [member(200, name="warga 10"), member(201, name="Éla"), member(202, name="agus")], gone=(4,))
    search, wanted = PeopleSearch(office), PeopleFilter(words="a")
    numbers = list(search.find(wanted))
    with transaction(office, writes=False) as work:
        people_of = {each.id: each.member for each in work.people.members(numbers)}
    for descending in (False, True):
        expected = sorted(numbers, key=lambda n: SHOWN[column](people_of[n]), reverse=descending)  # type: ignore[arg-type, return-value]
        assert list(search.ordered(wanted, PeopleOrder(column, descending))) == expected


def test_the_order_follows_who_comes_and_goes(office: Workspace) -> None:
    search, by_name = PeopleSearch(office), PeopleOrder(PeopleColumn.NAME)
    first = search.ordered(EVERYBODY, by_name)[0]
    add(office, [member(200, name="Aaron")], gone=(first,))
    assert search.ordered(EVERYBODY, by_name)[0] == 36
    assert first not in search.ordered(EVERYBODY, by_name)
    assert list(search.ordered(PeopleFilter(words="nobody"), by_name)) == []
