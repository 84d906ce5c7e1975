"""What was believed of one person, when, by whom: every row of a NIK with the import or edit that said it."""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from bandung import bandung
from places import beside
from roster_people import member
from stored import NOON, stored

from budget.errors import NotFound
from budget.period import Month
from budget.services import editing, membership, people
from budget.services.history import undo
from budget.services.membership import PersonEdit
from budget.services.past import PastCover, history_of, person_history
from budget.services.people import PeopleFilter
from budget.services.rosters import RosterOptions, import_roster
from budget.services.workspace import Workspace, read_plan

NIK = str(member(1).nik)
HEADINGS = ("NIK", "Nama", "Kelompok", "Desa", "Kecamatan", "Mulai", "Ibu Kandung")


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return stored(tmp_path, bandung())


def take(office: Workspace, village: str, month: Month | None = None) -> None:
    path = beside(office.target) / "daftar.csv"
    rows = [HEADINGS, (NIK, "Ujang", "Linmas", village, "Cileunyi", "2022-01", "Euis")]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    assert import_roster(office, [path], RosterOptions(month=month)).written


def move(office: Workspace, who: str, village: str, since: Month, group: str = "Linmas") -> None:
    """As another officer, a day later."""
    other = Workspace(office.target, who, lambda: NOON + timedelta(days=1))
    number = people.find(other, PeopleFilter())[-1]
    membership.change(other, number, PersonEdit("Ujang", group, "Cileunyi", village, None), since)


def lines(found: list[PastCover]) -> list[tuple[str, ...]]:
    return [
        (past.standing, past.person.village, str(past.person.first), str(past.person.last or ""), past.by.who,
         past.superseded_by.who if past.superseded_by else "")
        for past in found
    ]  # fmt: skip


def test_every_row_is_told_newest_first_with_who_said_it_and_who_superseded_it(office: Workspace) -> None:
    take(office, "Cinunuk")
    move(office, "budi", "Cimekar", Month(2022, 7))
    found = person_history(office, people.find(office, PeopleFilter())[0])
    assert lines(found) == [
        ("current", "Cimekar", "2022-07", "", "budi", ""),
        ("current", "Cinunuk", "2022-01", "2022-06", "budi", ""),
        ("superseded", "Cinunuk", "2022-01", "", "sari", "budi"),
    ]
    first = found[-1].by
    assert (first.kind, first.source, first.at, first.month) == ("import", "daftar.csv", NOON, None)
    assert str(first).startswith("Impor daftar: 1 orang dari daftar.csv · ")


def test_undone_rows_are_told_as_undone_and_what_they_superseded_holds_again(office: Workspace) -> None:
    take(office, "Cinunuk")
    take(office, "Cimekar", Month(2022, 7))
    undo(office)
    found = history_of(office, NIK)
    assert lines(found) == [
        ("undone", "Cinunuk", "2022-01", "2022-06", "sari", ""),
        ("undone", "Cimekar", "2022-07", "", "sari", ""),
        ("current", "Cinunuk", "2022-01", "", "sari", ""),
    ]
    assert (found[0].by.kind, found[0].by.month, found[0].by.undone) == ("month", Month(2022, 7), True)


def test_a_group_that_was_deleted_keeps_its_name_in_the_past(office: Workspace) -> None:
    take(office, "Cinunuk")
    move(office, "budi", "Cinunuk", Month(2022, 1), "Ketua RT")
    editing.remove(office, read_plan(office).group("Linmas"))
    assert [past.person.group for past in history_of(office, NIK)] == ["Ketua RT", "Linmas"]


def test_the_past_is_masked(office: Workspace) -> None:
    take(office, "Cinunuk")
    (past,) = history_of(office, NIK)
    assert (past.person.nik, past.person.mother) == ("3204••••••••••••", "•••••")
    assert not re.search(r"\d{16}|Euis", repr(past))


@pytest.mark.parametrize("who", ["3204 9012 0580 0001", "3204.90.120580.0001", "1"])
def test_a_person_is_named_by_nik_or_by_the_number_of_a_row(office: Workspace, who: str) -> None:
    take(office, "Cinunuk")
    assert len(history_of(office, who)) == 1


@pytest.mark.parametrize("who", ["3204901205800009", "99", "", "Ujang", "٣", "-1", "1" * 40])
def test_who_is_not_there_is_said_without_repeating_what_was_typed(office: Workspace, who: str) -> None:
    take(office, "Cinunuk")
    with pytest.raises(NotFound) as refusal:
        history_of(office, who)
    assert not who or who not in str(refusal.value)
