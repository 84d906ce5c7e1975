"""Every change stands in the journal with its rows before and after, and can be taken back."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from places import door

from budget.contribution import Programme, Segment
from budget.errors import Conflict, NotFound
from budget.law import OwnContribution, OwnRate
from budget.money import PPM
from budget.period import Month, Validity
from budget.plan import (
    AllocationAdjustment,
    Assertion,
    Assumption,
    AssumptionKind,
    Group,
    HeadAdjustment,
    HeadCount,
    MinimumWage,
    Plan,
    Scenario,
    Tariff,
)
from budget.plan.editing import with_record, without
from budget.plan.forms import AccountName, Indicator, IndicatorKind, Official, OfficialRole, SubActivity
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def save(file: Path, plan: Plan, action: str, effect: int | None = 0) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        work.save(plan, action, effect)
        work.commit()


def stored(file: Path) -> Plan:
    with open_workspace(str(file), "sari", NOON) as work:
        return work.plan()


def undo(file: Path) -> None:
    with open_workspace(str(file), "budi", NOON + timedelta(hours=1)) as work:
        work.undo()
        work.commit()


def redo(file: Path) -> None:
    with open_workspace(str(file), "budi", NOON + timedelta(hours=1)) as work:
        work.redo()
        work.commit()


def test_an_entry_says_who_what_when_and_the_effect(file: Path, bandung: Plan) -> None:
    linmas = bandung.group("Linmas")
    save(file, without(bandung, linmas), "Hapus kelompok Linmas", -771_120_000)
    with open_workspace(str(file), "sari", NOON) as work:
        entry, _ = work.history(10)
    assert (entry.who, entry.action, entry.at) == ("sari", "Hapus kelompok Linmas", NOON)
    assert entry.effect_rupiah == -771_120_000


def test_the_journal_begins_with_the_plan_which_no_undo_takes_back(file: Path, bandung: Plan) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        (made,) = work.history(10)
        (region, *_) = work.recorded(made.number).changes
    assert (made.number, made.who, made.action) == (1, "sari", "Buat rencana Kabupaten Bandung")
    assert (region.table, region.key, region.before) == ("region", "32.04", None)
    with pytest.raises(NotFound):
        undo(file)


def test_saving_the_same_plan_again_writes_no_entry(file: Path, bandung: Plan) -> None:
    save(file, bandung, "Tidak ada yang berubah")
    with open_workspace(str(file), "sari", NOON) as work:
        assert len(work.history(10)) == 1


def test_undo_and_redo_walk_the_same_road_both_ways(file: Path, bandung: Plan) -> None:
    first = without(bandung, bandung.group("Linmas"))
    second = replace(first, minimum_wages=(MinimumWage(2023, 349_679_300, "Kepgub"),))
    save(file, first, "Hapus kelompok Linmas", -771_120_000)
    save(file, second, "Tambah UMK 2023")
    undo(file)
    assert stored(file) == first
    undo(file)
    assert stored(file) == bandung
    redo(file)
    assert stored(file) == first
    redo(file)
    assert stored(file) == second
    with open_workspace(str(file), "sari", NOON) as work:
        actions = [entry.action for entry in reversed(work.history(10))]
        effects = [entry.effect_rupiah for entry in reversed(work.history(10))]
    assert actions == [
        "Buat rencana Kabupaten Bandung",
        "Hapus kelompok Linmas",
        "Tambah UMK 2023",
        "Urungkan: Tambah UMK 2023",
        "Urungkan: Hapus kelompok Linmas",
        "Ulangi: Hapus kelompok Linmas",
        "Ulangi: Tambah UMK 2023",
    ]
    assert effects == [None, -771_120_000, 0, 0, 771_120_000, -771_120_000, 0]


def test_an_undone_edit_is_marked_until_it_is_redone(file: Path, bandung: Plan) -> None:
    save(file, without(bandung, bandung.group("Linmas")), "Hapus kelompok Linmas")
    undo(file)
    with open_workspace(str(file), "sari", NOON) as work:
        assert [entry.undone for entry in work.history(10)] == [False, True, False]
    redo(file)
    with open_workspace(str(file), "sari", NOON) as work:
        assert [entry.undone for entry in work.history(10)] == [False, False, False, False]


def test_a_new_edit_ends_what_could_be_redone(file: Path, bandung: Plan) -> None:
    save(file, without(bandung, bandung.group("Linmas")), "Hapus kelompok Linmas")
    undo(file)
    save(file, without(bandung, bandung.group("PKK")), "Hapus kelompok PKK")
    with pytest.raises(NotFound, match="diulangi"):
        redo(file)


def test_with_nothing_to_undo_the_user_is_told(file: Path) -> None:
    with pytest.raises(NotFound, match="diurungkan"):
        undo(file)


def test_undo_refuses_when_the_rows_are_no_longer_as_it_left_them(file: Path, bandung: Plan) -> None:
    group = bandung.group("Linmas")
    save(file, with_record(bandung, group, replace(group, skpd="Satpol PP")), "Ubah kelompok Linmas")
    with door(file) as connection:
        connection.execute("UPDATE member_group SET skpd = 'lain' WHERE name = 'Linmas'")
    with pytest.raises(Conflict, match="berubah"):
        undo(file)
    assert stored(file).group("Linmas").skpd == "lain"


def test_renaming_a_group_changes_its_own_row_only(file: Path, bandung: Plan) -> None:
    group = bandung.group("Linmas")
    renamed = with_record(bandung, group, replace(group, name="Satlinmas"))
    with open_workspace(str(file), "sari", NOON) as work:
        work.save(renamed, "Ubah nama", 0, {"Linmas": "Satlinmas"})
        work.commit()
    with door(file) as connection:
        touched = connection.execute(
            "SELECT table_name, row_key FROM journal_change WHERE journal_id = 2"
        ).fetchall()
    assert touched == [("member_group", "3")]
    assert stored(file) == renamed
    undo(file)
    assert stored(file) == bandung


def test_every_kind_of_record_survives_storage_undo_and_redo(file: Path, bandung: Plan) -> None:
    full = replace(
        bandung,
        groups=tuple(replace(group, decree_until=Month(2022, 12)) for group in bandung.groups),
        minimum_wages=(MinimumWage(2022, 324_164_290, "Kepgub 561/2021"),),
        law_values=(
            OwnRate(Programme.JKK, 1, 3_000, Validity(Month(2023, 1)), "Perbup 5/2022"),
            OwnContribution(Programme.JKM, None, 7_000, Validity(Month(2022, 1), Month(2022, 6)), "Perbup"),
        ),
        assumptions=(Assumption("Upah 1.500.000", AssumptionKind.ASSUMED, "pagu"),),
        assertions=(
            *reversed(bandung.assertions),
            Assertion("Linmas", 2022, (Programme.JKK,), 2**63 - 1, "DPA hlm. 3"),
        ),
        sub_activities=(
            replace(bandung.sub_activities[0], name="Lain", before=0, after=2**63 - 1),
            SubActivity("Dinas Sosial", "2.07.05.2.02.05", *"abcdefghijkl", dpa_number="m"),
        ),
        indicators=(
            *reversed(bandung.indicators),
            Indicator("Dinas Sosial", "2.07.05.2.02.05", IndicatorKind.RESULT, "Keluarga", "1"),
        ),
        account_names=(AccountName("5.1.02", "Belanja Barang dan Jasa"), AccountName("5", "Belanja")),
        officials=(
            Official(OfficialRole.TEAM, "Contoh", "19720103 199503 1 001", "Pembina", "Anggota"),
            *bandung.officials[2:],
        ),
        scenarios=(
            *bandung.scenarios,
            Scenario(
                "Campuran",
                (
                    HeadAdjustment("Linmas", Month(2022, 7), -600, kecamatan=""),
                    AllocationAdjustment(2023, PPM * 9 // 10),
                ),
                "usul Banggar",
            ),
        ),
    )
    save(file, full, "Lengkapi")
    assert stored(file) == full
    undo(file)
    assert stored(file) == bandung
    redo(file)
    assert stored(file) == full


def test_random_edits_undone_to_the_first_and_redone_to_the_last_pass_every_state(
    file: Path, bandung: Plan
) -> None:
    chance = random.Random(20_221)
    states = [bandung]
    for step in range(25):
        states.append(_edited(states[-1], chance, step))
        save(file, states[-1], f"Langkah {step}")
    for state in reversed(states[:-1]):
        undo(file)
        assert stored(file) == state
    for state in states[1:]:
        redo(file)
        assert stored(file) == state


def _edited(plan: Plan, chance: random.Random, step: int) -> Plan:
    group = chance.choice(plan.groups)
    match chance.randrange(4):
        case 0 if len(plan.groups) > 2:
            return without(plan, group)
        case 1:
            return with_record(plan, group, replace(group, name=f"{group.name} {step}"))
        case 2:
            return with_record(plan, None, HeadCount(group.name, Month(2022, 2 + step % 11), step * 10))
    new = Group(f"Kelompok {step}", "Dinsos", Segment.PU)
    grown = with_record(plan, None, new)
    return with_record(grown, None, Tariff(new.name, Validity(Month(2022, 1)), plan.tariffs[0].terms))
