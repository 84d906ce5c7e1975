"""Editing one record is one transaction that leaves a sound plan, or nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.contribution import Income, Segment, Terms, Wage
from budget.errors import Conflict, PlanError
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadAdjustment,
    HeadCount,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Tariff,
)
from budget.plan.forms import AccountName, Indicator, IndicatorKind
from budget.plan.records import PlanFrame
from budget.services.editing import put, remove
from budget.services.history import history, redo, undo
from budget.services.workspace import Workspace, create, read_plan


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


def codes(problem: pytest.ExceptionInfo[PlanError]) -> list[str]:
    return [found.code for found in problem.value.problems]


def test_a_head_count_tells_its_effect_in_rupiah(workspace: Workspace, bandung: Plan) -> None:
    """1.000 more guru ngaji from January 2023: 5 months × 1.000 × 8.100 = 40.500.000."""
    edit = put(workspace, None, HeadCount("Guru Ngaji", Month(2023, 1), 18_000))
    assert edit.effect_rupiah == 40_500_000
    assert history(workspace)[0].effect_rupiah == 40_500_000
    assert history(workspace)[0].action == "Tambah jumlah orang Guru Ngaji mulai Januari 2023"
    assert read_plan(workspace) == edit.plan


def test_what_the_forms_say_changes_no_rupiah_and_is_undone_with_all_that_went_along(
    workspace: Workspace, bandung: Plan
) -> None:
    edit = put(workspace, None, AccountName("5.1.02", "Belanja Barang dan Jasa"))
    assert (edit.effect_rupiah, edit.changed) == (0, True)
    (header,) = bandung.sub_activities
    gone = remove(workspace, header)
    assert (gone.plan.sub_activities, gone.plan.indicators) == ((), ())
    assert history(workspace)[0].action == "Hapus sub kegiatan 2.07.05.2.02.0005 Dinas Tenaga Kerja"
    undo(workspace)
    assert read_plan(workspace) == edit.plan
    undo(workspace)
    assert read_plan(workspace) == bandung


def test_what_a_form_cannot_say_is_refused_and_what_is_incomplete_is_stored_with_a_warning(
    workspace: Workspace, bandung: Plan
) -> None:
    with pytest.raises(PlanError) as problem:
        put(workspace, None, AccountName("5.1.2", "Belanja"))
    assert codes(problem) == ["kode_rekening"]
    lost = Indicator("Dinas Sosial", "2.07.05.2.02.0005", IndicatorKind.OUTPUT, "Keluarga", "")
    edit = put(workspace, None, lost)
    found = [warning.code for warning in edit.warnings]
    assert {"indikator_tanpa_sub_kegiatan", "indikator_tanpa_target"} <= set(found)
    assert read_plan(workspace).indicators == (*bandung.indicators, lost)


def test_a_new_group_gets_its_tariff_and_people_one_after_the_other(workspace: Workspace) -> None:
    put(workspace, None, Group("Nelayan", "Dinas Perikanan", Segment.BPU))
    put(workspace, None, Tariff("Nelayan", Validity(Month(2022, 1)), Terms(Income())))
    edit = put(workspace, None, HeadCount("Nelayan", Month(2023, 5), 100))
    assert edit.effect_rupiah == 100 * 16_800


def test_people_without_a_tariff_are_refused_and_nothing_is_stored(
    workspace: Workspace, bandung: Plan
) -> None:
    put(workspace, None, Group("Nelayan", "Dinas Perikanan", Segment.BPU))
    with pytest.raises(PlanError) as problem:
        put(workspace, None, HeadCount("Nelayan", Month(2022, 1), 100))
    assert codes(problem) == ["bulan_tanpa_tarif"]
    assert read_plan(workspace).head_counts == bandung.head_counts


def test_an_edit_that_only_breaks_a_scenario_is_refused_and_names_it(workspace: Workspace) -> None:
    fewer = Scenario("Tanpa Linmas", (HeadAdjustment("Linmas", Month(2022, 7), -6_000),))
    with pytest.raises(PlanError) as problem:
        put(workspace, None, fewer)
    assert codes(problem) == ["orang_negatif"]
    assert problem.value.problems[0].where.startswith("Skenario Tanpa Linmas")


def test_removing_a_group_takes_its_tariffs_people_and_adjustments(workspace: Workspace) -> None:
    edit = remove(workspace, read_plan(workspace).group("PKK"))
    assert edit.effect_rupiah == -6_036 * 5 * 8_100
    assert not [t for t in edit.plan.tariffs if t.group == "PKK"]
    assert not [c for c in edit.plan.head_counts if c.group == "PKK"]


def test_renaming_a_group_costs_nothing_and_keeps_its_people(workspace: Workspace) -> None:
    group = read_plan(workspace).group("Ketua RT")
    edit = put(workspace, group, replace(group, name="Pengurus RT"))
    assert edit.effect_rupiah == 0
    assert [c.heads for c in edit.plan.head_counts if c.group == "Pengurus RT"] == [17_567]
    assert history(workspace)[0].action == "Ubah nama kelompok Ketua RT menjadi Pengurus RT"


def test_a_record_that_somebody_changed_meanwhile_is_a_conflict(workspace: Workspace) -> None:
    group = read_plan(workspace).group("Ketua RT")
    put(workspace, group, replace(group, skpd="Kecamatan"))
    with pytest.raises(Conflict, match="ulangi"):
        put(workspace, group, replace(group, skpd="DPMD"))
    with pytest.raises(Conflict, match="ulangi"):
        remove(workspace, group)


def test_the_region_code_of_a_workspace_is_fixed(workspace: Workspace, bandung: Plan) -> None:
    frame = PlanFrame(Region("32.16", "Kabupaten Bekasi"), bandung.span, bandung.timing)
    with pytest.raises(PlanError) as problem:
        put(workspace, None, frame)
    assert codes(problem) == ["kode_wilayah"]


def test_the_frame_sets_months_and_payment_timing(workspace: Workspace, bandung: Plan) -> None:
    span = MonthRange(Month(2022, 1), Month(2022, 12))
    edit = put(workspace, None, PlanFrame(bandung.region, span, PaymentTiming.QUARTER_AHEAD))
    assert edit.effect_rupiah == -3_118_500_000
    assert (edit.plan.span, edit.plan.timing) == (span, PaymentTiming.QUARTER_AHEAD)


def test_an_allocation_costs_nothing_and_a_code_of_the_wrong_shape_is_refused(workspace: Workspace) -> None:
    line = Allocation(2023, "DPMD", "2.07.05.2.02.0005", "5.1.02.02.02.0006", "DAU", (), 1_000_000)
    with pytest.raises(PlanError) as problem:
        put(workspace, None, replace(line, account="5.1.2", programmes=()))
    assert codes(problem) == ["kode_rekening", "program"]


def test_undo_and_redo_reach_across_openings_of_the_workspace(workspace: Workspace, bandung: Plan) -> None:
    edit = remove(workspace, bandung.group("Linmas"))
    later = replace(workspace, who="budi")
    assert undo(later).effect_rupiah == -edit.effect_rupiah
    assert read_plan(later) == bandung
    redo(later)
    assert read_plan(later) == edit.plan
    assert [entry.who for entry in history(later)] == ["budi", "budi", "sari", "sari"]


def test_a_new_workspace_checks_its_code(tmp_path: Path, workspace: Workspace) -> None:
    new = replace(workspace, target=str(tmp_path / "baru.pagu"))
    with pytest.raises(PlanError) as problem:
        create(new, Region("3204", "Kabupaten Bandung"), MonthRange(Month(2026, 1), Month(2026, 12)))
    assert codes(problem) == ["kode_wilayah"]
    assert not Path(new.target).exists()


def test_a_frame_that_somebody_changed_meanwhile_is_a_conflict(workspace: Workspace, bandung: Plan) -> None:
    shown = PlanFrame(bandung.region, bandung.span, bandung.timing)
    put(workspace, shown, replace(shown, region=replace(bandung.region, name="Kab. Bandung")))
    with pytest.raises(Conflict, match="ulangi"):
        put(workspace, shown, replace(shown, timing=PaymentTiming.YEAR_AHEAD))


def test_storing_the_same_again_is_no_change_to_undo(workspace: Workspace, bandung: Plan) -> None:
    group = bandung.group("Linmas")
    assert not put(workspace, group, group).changed
    assert len(history(workspace)) == 1


def test_the_journal_names_the_tariffs_that_moved_along(workspace: Workspace, bandung: Plan) -> None:
    """A wage of 1.600.000 from 2023 ends the tariff before it, which the officer did not touch."""
    raised = replace(bandung.tariffs[0], validity=Validity(Month(2023, 1)))
    put(workspace, None, replace(raised, terms=replace(raised.terms, base=Wage(160_000_000))))
    action = history(workspace)[0].action
    assert action.startswith("Tambah tarif Guru Ngaji mulai Januari 2023")
    assert "ikut berubah: tarif Guru Ngaji mulai Januari 2022 (Januari 2022 – Desember 2022)" in action
