"""Each check finds what it is there for, says where it is cured, and never ends the others."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from named_checks import result
from places import file_only, past_the_program
from roster_people import member

from budget.contribution import Programme
from budget.errors import Cancelled, PlanError
from budget.law import OwnRate
from budget.period import Month, Validity
from budget.plan import Assertion, HeadCount
from budget.plan.records import HeadSource
from budget.services import editing, sealing, versions
from budget.services.checking import CHECKS, Outcome, asserted, run_checks
from budget.services.spots import Spot
from budget.services.workspace import Workspace, read_plan, transaction

NOW = datetime(2023, 3, 1, tzinfo=UTC)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "Siti", lambda: NOW)


def enrolled(workspace: Workspace) -> Workspace:
    """Three men in Linmas, of whom two are alike."""
    linmas = read_plan(workspace).group("Linmas")
    editing.put(workspace, linmas, replace(linmas, source=HeadSource.ROSTER))
    with transaction(workspace) as work:
        batch = work.batch("import", "daftar.csv")
        ids = batch.add([member(1), member(2), member(3)])
        change = batch.close()
        work.twins.add(batch.number, [(ids[0], ids[1], 93, ("nama mirip",))])
        work.note([change], "Impor daftar", 0)
        work.commit()
    return workspace


def test_a_sound_workspace_passes_every_check(workspace: Workspace) -> None:
    """The sample regency: Rp10.016.200.800 for 1.236.568 person-months; December falls due in January."""
    found = {each.check.code: each for each in run_checks(workspace)}
    assert len(found) == len(CHECKS)
    assert {code for code, each in found.items() if each.outcome is not Outcome.PASSED} == {"cautions"}
    assert found["cautions"].outcome is Outcome.WARNED
    assert found["sums"].found == "Rp10.016.200.800 dan 1.236.568 orang-bulan, dari setiap arah."
    assert found["law"].found == "2 nilai hukum dipakai, tanpa bulan kosong."
    assert not found["plan"].cure


def test_pairs_that_wait_for_a_decision_are_a_warning(workspace: Workspace) -> None:
    found = result(enrolled(workspace), "twins")
    assert (found.outcome, found.spot) == (Outcome.WARNED, Spot.TWINS)
    assert "1 pasangan" in found.found
    assert "satu orang atau dua orang" in found.cure


COVER_TWICE = (
    "INSERT INTO member SELECT 99, region_code, batch_id, stratum_id, nik, name, birth_date, sex, "
    "first_month + 1, end_month, marks, birth_place, mother, phone, address, kpj, NULL, 1 FROM member "
    "WHERE id = 1"
)
DAMAGES: dict[str, tuple[Callable[[Workspace], Workspace], tuple[str, ...], Spot, str]] = {
    "references": (
        enrolled,
        ("UPDATE tariff SET group_id = 999 WHERE id = 1",),
        Spot.FILE,
        "tariff: 1 baris merujuk (group_id) ke member_group yang tidak ada.",
    ),
    "orphans": (
        enrolled,
        ("UPDATE likely_twin SET member_b = 999",),
        Spot.FILE,
        "likely_twin: 1 baris menunjuk (member_b) ke member yang sudah tidak ada.",
    ),
    "head-counts": (
        enrolled,
        ("UPDATE stratum_count SET joined = joined + 1",),
        Spot.FILE,
        "1 hitungan orang per kelompok dan bulan tidak sama dengan daftar orangnya.",
    ),
    "one-person": (enrolled, (COVER_TWICE,), Spot.PEOPLE, "Daftar orang: 1 orang tercatat dua kali"),
}


# A server lets nobody store what refers to nothing.
@pytest.mark.parametrize(
    "code", [pytest.param(code, marks=file_only if code == "references" else ()) for code in DAMAGES]
)
def test_what_was_changed_behind_the_program_fails_its_check(code: str, workspace: Workspace) -> None:
    prepare, statements, spot, said = DAMAGES[code]
    prepare(workspace)
    past_the_program(workspace.target, *statements)
    found = result(workspace, code)
    assert (found.outcome, found.spot) == (Outcome.FAILED, spot)
    assert found.found.startswith(said)


def test_who_follows_his_own_cover_is_not_covered_twice(workspace: Workspace) -> None:
    """A row that ends in February and one that begins in it share no month."""
    enrolled(workspace)
    past_the_program(
        workspace.target,
        "UPDATE member SET end_month = first_month + 1 WHERE id = 1",
        COVER_TWICE.replace("end_month", "NULL"),
    )
    assert result(workspace, "one-person").outcome is Outcome.PASSED


@file_only
def test_broken_pages_are_found_and_say_to_take_the_backup(workspace: Workspace) -> None:
    path = Path(workspace.target)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_tariff_group_id'"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[page * size - 60 : page * size] = bytes(60)
    path.write_bytes(content)
    found = result(workspace, "file")
    assert found.outcome is Outcome.FAILED
    assert "cadangan" in found.cure


def test_an_altered_version_or_seal_does_not_match_its_fingerprint(workspace: Workspace) -> None:
    versions.freeze(workspace, "RAPBD")
    sealing.seal_month(workspace, Month(2022, 2))
    assert result(workspace, "versions").found == "1 versi cocok dengan sidik jari dan hasilnya."
    assert result(workspace, "seals").outcome is Outcome.PASSED
    past_the_program(
        workspace.target,
        "UPDATE plan_version SET content = replace(content, '17000', '17001')",
        "UPDATE seal SET content = content || ' '",
    )
    version, seal = result(workspace, "versions"), result(workspace, "seals")
    assert (version.outcome, version.spot) == (Outcome.FAILED, Spot.VERSIONS)
    assert version.found.startswith("Versi RAPBD: TIDAK COCOK")
    assert (seal.outcome, seal.spot) == (Outcome.FAILED, Spot.SEALS)
    assert seal.found.startswith("Segel Februari 2022: TIDAK COCOK.")


def test_an_account_with_too_little_money_fails_and_leads_to_the_allocations(workspace: Workspace) -> None:
    """JKK of 2022 costs Rp3.065.644.800 (70.964 × Rp3.600 × 12); one rupiah is allotted."""
    line = read_plan(workspace).allocations[0]
    editing.put(workspace, line, replace(line, amount=1))
    found = result(workspace, "allocations")
    assert (found.outcome, found.spot) == (Outcome.FAILED, Spot.MONEY)
    assert "Biaya Rp3.065.644.800 melampaui pagu Rp1: kurang Rp3.065.644.799" in found.found


def test_law_that_nobody_verified_is_a_warning_where_it_is_used(workspace: Workspace) -> None:
    own = OwnRate(Programme.JKM, None, 2_500, Validity(Month(2022, 3)), "Perbup 1/2022")
    editing.put(workspace, None, own)
    found = result(workspace, "law")
    assert (found.outcome, found.spot) == (Outcome.WARNED, Spot.LAW)
    assert "Perbup 1/2022: belum diverifikasi" in found.found


def test_people_counted_with_and_without_a_kecamatan_lead_to_their_group(workspace: Workspace) -> None:
    editing.put(workspace, None, HeadCount("Linmas", Month(2022, 6), 100, kecamatan="Soreang"))
    found = result(workspace, "double")
    assert (found.outcome, found.spot, found.group) == (Outcome.WARNED, Spot.GROUPS, "Linmas")
    assert result(workspace, "plan").outcome is Outcome.PASSED


def test_what_stands_on_an_unreadable_plan_is_not_tried(workspace: Workspace) -> None:
    past_the_program(workspace.target, "UPDATE tariff SET first_month = 'tidak' WHERE id = 1")
    found = {each.check.code: each for each in run_checks(workspace)}
    assert found["plan"].outcome is Outcome.FAILED
    assert found["plan"].found.startswith("Berkas rusak: ")
    assert found["sums"].outcome is Outcome.UNTRIED
    assert found["sums"].found.startswith("Rencana tidak dapat dibaca: ")
    assert found["file"].outcome is Outcome.PASSED


def test_a_check_that_is_stopped_ends_in_cancelled(workspace: Workspace) -> None:
    with pytest.raises(Cancelled):
        list(run_checks(workspace, stop=lambda: True))


# What documents say that the plan costs


def test_assertions_that_hold_are_counted(workspace: Workspace) -> None:
    found = result(workspace, "assertions")
    assert (found.outcome, found.found) == (
        Outcome.PASSED,
        "2 patokan cocok dengan hitungan, sampai rupiah.",
    )


def test_each_assertion_that_fails_names_both_figures_and_the_difference(workspace: Workspace) -> None:
    """1.000 guru ngaji more in May 2023 cost Rp8.100.000 more than the document says of 2023, not of 2022."""
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    rt = Assertion("Ketua RT", 2022, (Programme.JKK,), 758_894_401, "DPA hlm. 3")
    editing.put(workspace, None, rt)
    found = result(workspace, "assertions")
    assert (found.outcome, found.spot) == (Outcome.FAILED, Spot.ASSERTIONS)
    assert found.cure == "Samakan rencana dengan dokumennya, atau perbaiki patokannya."
    year, group = (each.problem for each in found.findings)
    assert year.where.startswith("Patokan Seluruh rencana TA 2023 (Contoh: ")
    assert "Biaya Rp3.126.600.000, patokan Rp3.118.500.000: lebih Rp8.100.000." in year.message
    assert group.where == "Patokan Ketua RT TA 2022 JKK (DPA hlm. 3)"
    assert "Biaya Rp758.894.400, patokan Rp758.894.401: kurang Rp1." in group.message


def test_scenarios_do_not_move_what_an_assertion_is_checked_against(workspace: Workspace) -> None:
    assert read_plan(workspace).scenarios
    assert result(workspace, "assertions").outcome is Outcome.PASSED


def test_a_plan_without_assertions_says_so(workspace: Workspace) -> None:
    for each in read_plan(workspace).assertions:
        editing.remove(workspace, each)
    assert result(workspace, "assertions").found == "Belum ada patokan."


def test_a_second_assertion_about_the_same_is_refused(workspace: Workspace) -> None:
    with pytest.raises(PlanError, match="TA 2022 sudah tertulis"):
        editing.put(workspace, None, Assertion("", 2022, (), 1))


def test_what_is_asserted_this_once_is_checked_and_not_stored(workspace: Workspace) -> None:
    before = read_plan(workspace)
    said = asserted(workspace, ["guru ngaji 2022 = 1.652.400.000; rt 2022 = 1"])
    checks = [check for check in CHECKS if check.code == "assertions"]
    (found,) = run_checks(workspace, checks=checks, asserted=said)
    assert [each.problem.where for each in found.findings] == ["Patokan Ketua RT TA 2022"]
    assert read_plan(workspace) == before


def test_what_is_asserted_of_a_plan_that_cannot_be_read_is_not_tried(workspace: Workspace) -> None:
    past_the_program(workspace.target, "UPDATE tariff SET first_month = 'tidak' WHERE id = 1")
    assert asserted(workspace, ["guru ngaji 2022 = 1"]) == ()
    assert result(workspace, "assertions").outcome is Outcome.UNTRIED
