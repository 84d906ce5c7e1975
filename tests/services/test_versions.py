"""Versions: what was decided stays as it was, by every door, and another user approves it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from places import REFUSED, door, drop_triggers, file_only

from budget.contribution import Programme
from budget.engine.projection import project
from budget.errors import BadEntry, Conflict, NotFound
from budget.law import OwnRate, load_law
from budget.period import Month, Validity
from budget.plan import HeadCount, Plan
from budget.services import editing, history, versions
from budget.services.workspace import Workspace, read_plan
from budget.store.frozen import thawed
from budget.store.versions import VersionState

LAW = load_law()
LATER_KEYS = ("sub_activities", "indicators", "account_names", "officials", "assertions")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def sari(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: NOON)


@pytest.fixture
def budi(file: Path) -> Workspace:
    return Workspace(str(file), "budi", lambda: NOON)


def approved(sari: Workspace, budi: Workspace, name: str) -> None:
    versions.freeze(sari, name)
    versions.submit(sari, name)
    versions.approve(budi, name)


def test_a_version_is_the_plan_as_it_was_whatever_changes_later(sari: Workspace, bandung: Plan) -> None:
    """10.016.200.800 as frozen; 1.000 guru ngaji more in May 2023 add 8.100.000 to the plan only."""
    frozen = versions.freeze(sari, "RAPBD 2023", "untuk Banggar")
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    kept = versions.frozen_plan(sari, "rapbd 2023")
    assert (frozen.total, frozen.person_months) == (10_016_200_800, 1_236_568)
    assert kept == bandung
    assert project(kept, LAW).total == 10_016_200_800
    assert project(read_plan(sari), LAW).total == 10_024_300_800


def test_a_version_keeps_the_own_law_values_of_its_plan(sari: Workspace, bandung: Plan) -> None:
    """JKK 0,30 % from January 2023 costs 346.500.000 more, also once the value is gone from the plan."""
    value = OwnRate(Programme.JKK, 1, 3_000, Validity(Month(2023, 1)), "Perbup 5/2022")
    assert editing.put(sari, None, value).effect_rupiah == 346_500_000
    assert versions.freeze(sari, "Perbup").total == 10_362_700_800
    assert editing.remove(sari, value).effect_rupiah == -346_500_000
    kept = versions.frozen_plan(sari, "Perbup")
    assert kept == replace(bandung, law_values=(value,))
    assert project(kept, LAW).total == 10_362_700_800


def test_a_version_from_before_groups_had_the_end_of_their_decree_is_still_read(
    file: Path, sari: Workspace, bandung: Plan
) -> None:
    versions.freeze(sari, "Lama")
    with door(file) as connection:
        ((content,),) = connection.execute("SELECT content FROM plan_version").fetchall()
    older = json.loads(content)
    for group in older["plan"]["groups"]:
        assert group.pop("decree_until") is None
    assert older["plan"].pop("law_values") == []
    for key in LATER_KEYS:
        older["plan"].pop(key)
    assert thawed(json.dumps(older)).plan == replace(bandung, **dict.fromkeys(LATER_KEYS, ()))


def test_a_version_keeps_what_the_forms_say(sari: Workspace, bandung: Plan) -> None:
    """And the digest that was written before a change still fits its content afterwards."""
    versions.freeze(sari, "RAPBD")
    head = bandung.officials[0]
    editing.put(sari, head, replace(head, name="CONTOH PENGGANTI"))
    assert versions.frozen_plan(sari, "RAPBD").officials == bandung.officials
    assert read_plan(sari).officials[0].name == "CONTOH PENGGANTI"


def test_a_scenario_can_be_frozen_too(sari: Workspace) -> None:
    frozen = versions.freeze(sari, "Semua BPU diusulkan", scenario="semua bpu")
    assert (frozen.scenario, frozen.total) == ("Semua BPU", 20_774_342_400)
    kept = versions.frozen_plan(sari, frozen.name)
    assert project(kept, LAW).total == 20_774_342_400


def test_a_version_goes_from_draft_over_submitted_to_approved(sari: Workspace, budi: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    versions.submit(sari, "RAPBD")
    versions.approve(budi, "RAPBD")
    (found,) = versions.versions(sari)
    assert found.state is VersionState.APPROVED
    assert (found.made.who, found.submitted and found.submitted.who) == ("sari", "sari")
    assert found.approved is not None
    assert found.approved.who == "budi"


def test_nobody_approves_the_own_version(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    versions.submit(sari, "RAPBD")
    with pytest.raises(Conflict, match="harus orang lain"):
        versions.approve(sari, "RAPBD")
    assert versions.versions(sari)[0].state is VersionState.SUBMITTED


def test_steps_are_taken_in_their_order_only(sari: Workspace, budi: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    with pytest.raises(Conflict, match="hanya versi diajukan"):
        versions.approve(budi, "RAPBD")
    versions.submit(sari, "RAPBD")
    with pytest.raises(Conflict, match="hanya versi draf"):
        versions.discard(sari, "RAPBD")
    versions.give_back(budi, "RAPBD")
    versions.discard(sari, "RAPBD")
    assert versions.versions(sari) == ()


def test_an_approved_version_supersedes_the_one_before(sari: Workspace, budi: Workspace) -> None:
    approved(sari, budi, "APBD")
    approved(sari, budi, "Perubahan")
    states = [(version.name, version.state.label) for version in versions.versions(sari)]
    assert states == [("APBD", "digantikan"), ("Perubahan", "disetujui")]


def test_a_name_is_given_once(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    with pytest.raises(Conflict, match="sudah dipakai"):
        versions.freeze(sari, "rapbd")
    with pytest.raises(BadEntry, match="nama"):
        versions.freeze(sari, "  ")
    with pytest.raises(NotFound, match="APBD"):
        versions.frozen_plan(sari, "APBD")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan_version SET content = content || ' '",
        "UPDATE plan_version SET total = total - 1",
        "UPDATE plan_version SET name = 'lain'",
        "UPDATE plan_version SET state = 'draft', approved_by = NULL",
        "UPDATE plan_version SET state = 'superseded', approved_by = 'orang lain'",
        "UPDATE plan_version SET approved_at = NULL",
        "UPDATE plan_version SET id = 99",
        "DELETE FROM plan_version",
        pytest.param(
            "REPLACE INTO plan_version SELECT id, region_code, position, name, note, scenario, 'draft',"
            " made_by, made_at, NULL, NULL, NULL, NULL, 0, 0, digest, content FROM plan_version",
            marks=file_only,
        ),
        "INSERT INTO plan_version SELECT 99, region_code, 9, 'lain', note, scenario, state, made_by, made_at,"
        " submitted_by, submitted_at, approved_by, approved_at, total, person_months, digest, content"
        " FROM plan_version",
    ],
)
def test_an_approved_version_cannot_change_by_the_door_of_the_database(
    statement: str, sari: Workspace, budi: Workspace
) -> None:
    approved(sari, budi, "APBD")
    with door(sari.target) as connection:
        before = connection.execute("SELECT * FROM plan_version").fetchall()
    with pytest.raises(REFUSED), door(sari.target) as connection:
        connection.execute(statement)
    with door(sari.target) as connection:
        assert connection.execute("SELECT * FROM plan_version").fetchall() == before


def test_what_is_frozen_in_a_draft_cannot_change_either(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    with pytest.raises(REFUSED), door(sari.target) as connection:
        connection.execute("UPDATE plan_version SET content = '{}'")


def test_undo_takes_back_edits_and_never_a_version(sari: Workspace, budi: Workspace, bandung: Plan) -> None:
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    approved(sari, budi, "APBD")
    history.undo(sari)
    assert read_plan(sari) == bandung
    assert [version.name for version in versions.versions(sari)] == ["APBD"]


def test_every_step_stands_in_the_journal(sari: Workspace, budi: Workspace) -> None:
    approved(sari, budi, "APBD")
    entries = [(entry.who, entry.action) for entry in history.history(sari, limit=3)]
    assert entries[:2] == [("budi", "Setujui versi APBD"), ("sari", "Ajukan versi APBD")]
    assert entries[2][1].startswith("Bekukan versi APBD: Rp10.016.200.800")


def test_versions_are_costed_again_with_their_own_law(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    versions.freeze(sari, "BPU", scenario="Semua BPU")
    assert [(c.version.name, c.intact) for c in versions.check_versions(sari)] == [
        ("RAPBD", True),
        ("BPU", True),
    ]


def test_a_content_that_somebody_altered_is_found_and_refused(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    with door(sari.target) as connection:
        drop_triggers(connection)
        connection.execute("UPDATE plan_version SET content = replace(content, '17000', '16999')")
    assert [c.intact for c in versions.check_versions(sari)] == [False]
    with pytest.raises(Conflict, match="sidik jari"):
        versions.frozen_plan(sari, "RAPBD")


def test_the_same_plan_freezes_to_the_same_digest(sari: Workspace, bandung: Plan) -> None:
    first = versions.freeze(sari, "satu")
    again = versions.freeze(sari, "dua")
    editing.put(sari, bandung.groups[0], replace(bandung.groups[0], priority=7))
    changed = versions.freeze(sari, "tiga")
    assert first.digest == again.digest != changed.digest


def test_a_version_stands_beside_the_plan_of_now(sari: Workspace) -> None:
    """PKK of 6.036 people cost 5 × 6.036 × 8.100 = 244.458.000 and go; Petani come and have nobody yet."""
    versions.freeze(sari, "RAPBD")
    plan = read_plan(sari)
    editing.remove(sari, plan.group("PKK"))
    editing.put(sari, None, replace(plan.group("Linmas"), name="Petani"))
    found = versions.detail(sari, "rapbd")
    beside = {each.group: (each.then, each.now, each.difference) for each in found.groups}
    assert beside["PKK"] == (244_458_000, 0, -244_458_000)
    assert beside["Petani"] == (0, 0, 0)
    assert sum(each.then for each in found.groups) == 10_016_200_800
    assert sum(each.difference for each in found.groups) == -244_458_000
    assert found.intact
    assert any("PP 44/2015" in source for source in found.law_sources)


def test_a_frozen_scenario_stands_beside_that_scenario_of_now_while_it_exists(sari: Workspace) -> None:
    versions.freeze(sari, "BPU", scenario="Semua BPU")
    assert versions.detail(sari, "BPU").scenario == "Semua BPU"
    assert not any(each.difference for each in versions.detail(sari, "BPU").groups)
    editing.remove(sari, read_plan(sari).scenario("Semua BPU"))
    found = versions.detail(sari, "BPU")
    assert found.scenario == ""
    # 10.016.200.800 of the base plan less the 20.774.342.400 that were frozen.
    assert sum(each.difference for each in found.groups) == -10_758_141_600


def test_an_altered_version_is_told_without_its_groups(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD")
    with door(sari.target) as connection:
        drop_triggers(connection)
        connection.execute("UPDATE plan_version SET content = replace(content, '17000', '16999')")
    found = versions.detail(sari, "RAPBD")
    assert (found.intact, found.groups) == (False, ())
