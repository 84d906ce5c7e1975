"""A group can be deleted once nobody is in it, whatever undone imports and superseded rows say of it."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bandung import bandung
from places import beside
from roster_people import member
from stored import stored

from budget.contribution import Segment
from budget.errors import NotFound, PlanError
from budget.period import Month
from budget.plan import Group, HeadSource, Plan
from budget.roster.search import PeopleFilter
from budget.services import editing, membership, people, projecting
from budget.services.history import redo, undo
from budget.services.membership import PersonEdit
from budget.services.rosters import import_roster
from budget.services.workspace import Workspace, read_plan

HEADINGS = ("NIK", "Nama", "Kelompok", "Desa", "Kecamatan", "Mulai")


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """The sample regency whose Linmas come from the roster."""
    plan = bandung()
    groups = (replace(g, source=HeadSource.ROSTER) if g.name == "Linmas" else g for g in plan.groups)
    return stored(tmp_path, replace(plan, groups=tuple(groups)))


def take(office: Workspace, *people: tuple[int, str]) -> None:
    """People by number and group."""
    path = beside(office.target) / "daftar.csv"
    rows: list[Sequence[str]] = [
        (str(member(n).nik), f"Warga {'ABCDEFG'[n]}", group, "Cinunuk", "Cileunyi", "2022-01")
        for n, group in people
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    assert import_roster(office, [path]).written


def delete(office: Workspace, name: str = "Linmas") -> None:
    editing.remove(office, read_plan(office).group(name))


def names(plan: Plan) -> list[str]:
    return [group.name for group in plan.groups]


def everything(office: Workspace) -> tuple[object, ...]:
    plan = read_plan(office)
    shown = people.rows(office, people.find(office, PeopleFilter()))
    counted = plan.roster.strata, plan.roster.nets, plan.roster.known_until
    return plan, shown, counted, projecting.project(office, projecting.Question()).total


def test_a_group_with_people_is_not_deleted_and_the_message_says_how(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    with pytest.raises(PlanError, match="masih punya orang menurut daftar"):
        delete(office)
    undo(office)
    delete(office)


def test_a_group_that_only_an_undone_import_names_is_deleted(office: Workspace) -> None:
    take(office, (1, "Linmas"), (2, "Linmas"))
    undo(office)
    delete(office)
    assert "Linmas" not in names(read_plan(office))
    assert read_plan(office).roster.strata == ()


def test_after_the_deletion_its_import_cannot_be_redone(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    undo(office)
    delete(office)
    with pytest.raises(NotFound, match="Tidak ada perubahan yang dapat diulangi"):
        redo(office)


def test_undoing_the_deletion_restores_everything_and_so_does_redoing_it(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    undo(office)
    before = everything(office)
    delete(office)
    after = everything(office)
    undo(office)
    assert everything(office) == before
    redo(office)
    assert everything(office) == after


def test_a_group_that_everybody_left_for_another_is_deleted_and_comes_back_with_them(
    office: Workspace,
) -> None:
    take(office, (1, "Linmas"), (2, "Ketua RT"))
    with_linmas = everything(office)
    (number,) = people.find(office, PeopleFilter(group="Linmas"))
    (one,) = people.rows(office, [number])
    moved = PersonEdit(one.name, "Ketua RT", one.kecamatan, one.village, None)
    membership.change(office, number, moved, Month(2022, 1))
    delete(office)
    assert {person.group for person in people.rows(office, people.find(office, PeopleFilter()))} == {
        "Ketua RT"
    }
    undo(office)
    undo(office)
    assert everything(office) == with_linmas


def test_a_new_group_may_bear_the_name_of_a_deleted_one_and_has_nothing_of_it(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    undo(office)
    old = read_plan(office)
    delete(office)
    editing.put(office, None, old.group("Linmas"))
    for tariff in old.tariffs:
        if tariff.group == "Linmas":
            editing.put(office, None, tariff)
    assert read_plan(office).roster.known_until == {}
    take(office, (3, "Linmas"))
    found = people.rows(office, people.find(office, PeopleFilter()))
    assert [(person.name, person.group) for person in found] == [("Warga D", "Linmas")]
    for _ in range(4):
        undo(office)
    assert read_plan(office) == old


def test_a_group_is_named_as_a_deleted_one_was(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    undo(office)
    delete(office)
    pkk = read_plan(office).group("PKK")
    editing.put(office, pkk, replace(pkk, name="Linmas"))
    delete(office)
    undo(office)
    undo(office)
    undo(office)
    assert {"PKK", "Linmas"} <= set(names(read_plan(office)))


def test_a_plan_that_leaves_the_group_out_takes_its_place(office: Workspace) -> None:
    take(office, (1, "Linmas"))
    undo(office)
    plan = read_plan(office)
    without = replace(
        plan,
        groups=tuple(g for g in plan.groups if g.name != "Linmas"),
        tariffs=tuple(t for t in plan.tariffs if t.group != "Linmas"),
        head_counts=tuple(c for c in plan.head_counts if c.group != "Linmas"),
    )
    editing.replace_plan(office, without, "Impor rencana")
    assert "Linmas" not in names(read_plan(office))
    undo(office)
    assert read_plan(office) == plan


def test_a_group_comes_and_goes_with_the_undo_of_its_import_and_its_addition(office: Workspace) -> None:
    linmas = read_plan(office).group("Linmas")
    tariff = next(t for t in read_plan(office).tariffs if t.group == "Linmas")
    before = everything(office)
    editing.put(office, None, replace(linmas, name="Marbot"))
    editing.put(office, None, replace(tariff, group="Marbot"))
    take(office, (1, "Marbot"))
    after = everything(office)
    for _ in range(3):
        undo(office)
    assert everything(office) == before
    for _ in range(3):
        redo(office)
    assert everything(office) == after


def test_a_group_that_nobody_ever_named_is_gone_for_good(office: Workspace) -> None:
    editing.put(office, None, Group("Marbot", "Kesra", Segment.BPU, 11, "Perbup"))
    delete(office, "Marbot")
    undo(office)
    assert "Marbot" in names(read_plan(office))
