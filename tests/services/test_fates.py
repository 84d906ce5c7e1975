"""What became of a record that one officer reads while another goes on: followed by its row."""

from dataclasses import replace
from pathlib import Path

import pytest
from stored import at_noon

from budget.period import Month
from budget.plan import Plan
from budget.services import editing, history
from budget.services.workspace import Workspace, read_plan


@pytest.fixture
def budi(file: Path) -> Workspace:
    return replace(at_noon(file), who="budi")


def tariff_of(plan: Plan, group: str):
    return next(tariff for tariff in plan.tariffs if tariff.group == group)


def test_a_record_that_another_changed_is_found_with_who_did_it(budi: Workspace) -> None:
    old = read_plan(budi).allocations[0]
    since = history.head(budi)
    theirs = replace(old, decree="SK Bupati 9/2022")
    editing.put(budi, old, theirs)
    found = history.fate(budi, old, since)
    assert found.record == theirs
    assert found.entry is not None
    assert (found.entry.who, found.entry.action) == ("budi", f"Ubah pagu {old.fiscal_year}")
    assert found.head == since + 1


def test_a_record_that_got_another_key_is_found_again(budi: Workspace) -> None:
    old = next(count for count in read_plan(budi).head_counts if count.group == "Linmas")
    since = history.head(budi)
    theirs = replace(old, month=Month(2022, 8))
    editing.put(budi, old, theirs)
    editing.put(budi, theirs, replace(theirs, heads=7))
    assert history.fate(budi, old, since).record == replace(theirs, heads=7)


def test_a_deleted_record_has_no_content_but_an_entry(budi: Workspace) -> None:
    old = read_plan(budi).allocations[-1]
    since = history.head(budi)
    editing.put(budi, old, replace(old, decree="lain"))
    editing.remove(budi, replace(old, decree="lain"))
    found = history.fate(budi, old, since)
    assert found.record is None
    assert found.entry is not None
    assert found.entry.action == f"Hapus pagu {old.fiscal_year}"


def test_a_tariff_follows_the_new_name_of_its_group(budi: Workspace) -> None:
    plan = read_plan(budi)
    old, group = tariff_of(plan, "Linmas"), next(g for g in plan.groups if g.name == "Linmas")
    since = history.head(budi)
    editing.put(budi, group, replace(group, name="Satlinmas"))
    found = history.fate(budi, old, since)
    assert found.record == replace(old, group="Satlinmas")
    assert found.entry is not None
    assert found.entry.action == "Ubah nama kelompok Linmas menjadi Satlinmas"


def test_what_became_of_a_scenario_is_found_where_only_its_adjustments_changed(budi: Workspace) -> None:
    old, since = read_plan(budi).scenarios[0], history.head(budi)
    assert old.adjustments
    editing.put(budi, old, replace(old, adjustments=()))
    found = history.fate(budi, old, since)
    assert found.record == replace(old, adjustments=())
    assert found.entry is not None
    assert found.entry.action == "Ubah skenario Semua BPU"


def test_the_frame_is_found_too(budi: Workspace) -> None:
    old = read_plan(budi).frame
    since = history.head(budi)
    theirs = replace(old, region=replace(old.region, name="Kab. Bandung"))
    editing.put(budi, old, theirs)
    found = history.fate(budi, old, since)
    assert found.record == theirs
    assert found.entry is not None


def test_a_change_of_something_else_leaves_a_record_as_it_was(budi: Workspace) -> None:
    plan = read_plan(budi)
    old, since = tariff_of(plan, "Linmas"), history.head(budi)
    editing.put(budi, plan.allocations[0], replace(plan.allocations[0], decree="lain"))
    found = history.fate(budi, old, since)
    assert (found.record, found.entry) == (old, None)
