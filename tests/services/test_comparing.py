"""Plans side by side: scenarios, versions and the plan as it stands, and why they differ."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.engine.bars import Cause
from budget.errors import BadEntry, NotFound, PlanError
from budget.period import Month
from budget.plan import HeadCount
from budget.services import comparing, editing, scenarios, versions
from budget.services.workspace import Workspace, read_plan


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


def test_three_plans_stand_side_by_side_and_add_up(workspace: Workspace) -> None:
    """1.000 guru ngaji more in May 2023 at 8.100: 8.100.000 since the version was frozen."""
    versions.freeze(workspace, "RAPBD")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    found = comparing.compare(workspace, ["RAPBD", "dasar", "Semua BPU"])
    totals = [side.total for side in found.comparison.sides]
    assert totals == [10_016_200_800, 10_024_300_800, 20_791_142_400]
    for place, total in enumerate(totals):
        assert sum(row.figures[place].cost for row in found.comparison.rows) == total
    assert [w.end - w.start for w in found.waterfalls] == [8_100_000, 10_774_941_600]


def test_what_changed_since_a_version_is_told_by_cause_and_group(workspace: Workspace) -> None:
    versions.freeze(workspace, "RAPBD")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    (falls,) = comparing.compare(workspace, ["RAPBD", "dasar"]).waterfalls
    (bar,) = falls.bars
    assert (bar.cause, bar.rupiah) == (Cause.PEOPLE, 8_100_000)
    assert [(part.group, part.rupiah) for part in bar.groups] == [("Guru Ngaji", 8_100_000)]


def test_a_scenario_hides_a_version_of_its_name_unless_it_is_asked_for(workspace: Workspace) -> None:
    versions.freeze(workspace, "Semua BPU")
    found = comparing.compare(workspace, ["Semua BPU", "versi:Semua BPU"])
    assert [side.total for side in found.comparison.sides] == [20_774_342_400, 10_016_200_800]


def test_an_unknown_name_is_refused_with_those_that_there_are(workspace: Workspace) -> None:
    versions.freeze(workspace, "RAPBD")
    with pytest.raises(NotFound, match="dasar, Semua BPU, RAPBD"):
        comparing.compare(workspace, ["dasar", "APBD"])
    with pytest.raises(BadEntry, match="paling sedikit dua"):
        comparing.compare(workspace, ["dasar"])


def test_a_scenario_can_stand_on_a_version(workspace: Workspace) -> None:
    """The frozen plan and 1.000 guru ngaji more in May 2023, whatever the plan became meanwhile."""
    versions.freeze(workspace, "RAPBD")
    editing.put(workspace, None, HeadCount("Linmas", Month(2023, 5), 0))
    scenarios.save_lines(workspace, "Usulan", "+1000 guru ngaji mulai 2023-05", base="RAPBD")
    found = comparing.compare(workspace, ["RAPBD", "Usulan", "dasar"])
    assert [side.total for side in found.comparison.sides] == [10_016_200_800, 10_024_300_800, 9_970_840_800]


def test_a_version_on_which_a_scenario_stands_must_be_there(workspace: Workspace) -> None:
    with pytest.raises((NotFound, PlanError), match="RAPBD"):
        scenarios.save_lines(workspace, "Usulan", "+1000 guru ngaji mulai 2023-05", base="RAPBD")


def test_everything_there_is_can_be_chosen_by_a_name_of_its_own(workspace: Workspace) -> None:
    versions.freeze(workspace, "RAPBD")
    versions.freeze(workspace, "semua bpu")
    plan = read_plan(workspace)
    found = comparing.choices(plan)
    assert [(choice.name, choice.kind) for choice in found] == [
        ("dasar", "rencana"), ("Semua BPU", "skenario"), ("RAPBD", "versi"), ("versi:semua bpu", "versi"),
    ]  # fmt: skip
    compared = comparing.compare_in(plan, [choice.name for choice in found])
    totals = [side.total for side in compared.comparison.sides]
    assert totals == [10_016_200_800, 20_774_342_400, 10_016_200_800, 10_016_200_800]
