"""Versi on screen: frozen, passed from hand to hand, approved by somebody else, compared and checked."""

from dataclasses import replace

import pytest
from effort import SIZES
from places import door

from budget.period import Month
from budget.plan import HeadCount
from budget.services import editing, versions
from budget.store.versions import VersionState
from tui.screens.confirm import Confirm
from tui.screens.notice import Notice
from tui.screens.reading import Reading
from tui.widgets.tabs import TABS, fitted_names

TEN_ROOMS = [f"{number % 10} {tab}" for number, tab in enumerate(TABS, 1)]


def states(workspace):
    return [(version.name, version.state) for version in versions.versions(workspace)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_version_is_frozen_submitted_and_given_back(open_desk, workspace, size):
    async with open_desk(size=size) as desk:
        await desk.press("7")
        assert "Tekan n untuk membekukan" in desk.drawn()
        await desk.press("n")
        await desk.fill(name="RAPBD 2023", note="untuk Banggar")
        await desk.press("ctrl+s")
        (found,) = versions.versions(workspace)
        assert (found.name, found.note, found.scenario, found.total) == (
            "RAPBD 2023", "untuk Banggar", "", 10_016_200_800
        )  # fmt: skip
        for shown in ("RAPBD 2023", "draf", "10.016.200.800", "Siti", found.digest[:7]):
            assert shown in desk.drawn()
        await desk.press("m")
        assert states(workspace) == [("RAPBD 2023", VersionState.SUBMITTED)]
        assert "diajukan" in desk.drawn()
        await desk.press("z")
        assert states(workspace) == [("RAPBD 2023", VersionState.DRAFT)]
        # Every step stands in the journal.
        await desk.press("6")
        assert "Kembalikan versi RAPBD 2023" in desk.drawn()


async def test_the_scenario_that_is_shown_is_what_the_form_offers_to_freeze(open_desk, workspace):
    async with open_desk() as desk:
        await desk.press("k", "down", "enter", "7", "n")
        await desk.fill(name="Usul BPU")
        await desk.press("ctrl+s")
        assert versions.versions(workspace)[0].scenario == "Semua BPU"
        await desk.press("n")
        await desk.fill(name="Dasar", scenario="dasar")
        await desk.press("ctrl+s")
        assert [version.scenario for version in versions.versions(workspace)] == ["Semua BPU", ""]


async def test_nobody_approves_the_own_version_and_is_told_so(open_desk, workspace):
    versions.freeze(workspace, "RAPBD")
    versions.submit(workspace, "RAPBD")
    async with open_desk() as desk:
        await desk.press("7", "a")
        assert isinstance(desk.app.screen, Confirm)
        await desk.press("y")
        assert isinstance(desk.app.screen, Notice)
        assert "harus orang lain" in desk.text()
        assert states(workspace) == [("RAPBD", VersionState.SUBMITTED)]


async def test_somebody_else_approves_after_a_question(open_desk, workspace):
    versions.freeze(workspace, "RAPBD")
    versions.submit(workspace, "RAPBD")
    async with open_desk(on=replace(workspace, who="Budi")) as desk:
        await desk.press("7", "a", "enter")
        assert states(workspace) == [("RAPBD", VersionState.SUBMITTED)]
        await desk.press("y")
        assert states(workspace) == [("RAPBD", VersionState.APPROVED)]
        assert "Budi" in desk.drawn()
        await desk.press("d")
        assert desk.said == ["Versi “RAPBD” disetujui; yang dapat dibuang hanya versi draf."]


async def test_a_draft_is_discarded_after_a_question_only(open_desk, workspace):
    versions.freeze(workspace, "satu")
    versions.freeze(workspace, "dua")
    async with open_desk() as desk:
        await desk.press("7", "down", "d", "n")
        assert len(versions.versions(workspace)) == 2
        await desk.press("d", "y")
        assert [version.name for version in versions.versions(workspace)] == ["satu"]


async def test_a_name_that_is_taken_stays_in_the_form_with_the_reason(open_desk, workspace):
    versions.freeze(workspace, "RAPBD")
    async with open_desk() as desk:
        await desk.press("7", "n")
        await desk.fill(name="rapbd")
        await desk.press("ctrl+s")
        assert "sudah dipakai" in desk.text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_version_stands_group_by_group_beside_the_plan_of_now(open_desk, workspace, size):
    """1.000 guru ngaji more in May 2023 cost 8.100.000 more now."""
    frozen = versions.freeze(workspace, "RAPBD", "untuk Banggar")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    async with open_desk(size=size) as desk:
        await desk.press("7", "enter")
        assert isinstance(desk.app.screen, Reading)
        text = desk.text()
        assert frozen.digest in text
        assert "SHA-256) cocok" in text
        assert "sumber hukum" in text
        (line,) = (line for line in text.splitlines() if line.startswith("Guru Ngaji"))
        assert line.split()[2:] == ["2.340.900.000", "2.349.000.000", "+8.100.000"]
        (total,) = (line for line in text.splitlines() if line.startswith("Jumlah"))
        assert total.split()[1:] == ["10.016.200.800", "10.024.300.800", "+8.100.000"]


async def test_a_version_that_somebody_altered_is_said_to_be_so(open_desk, workspace):
    versions.freeze(workspace, "RAPBD")
    with door(workspace.target) as connection:
        connection.execute("DROP TRIGGER plan_version_update")
        connection.execute("UPDATE plan_version SET content = replace(content, '17000', '16999')")
    async with open_desk() as desk:
        await desk.press("7", "enter")
        assert "TIDAK COCOK" in desk.text()
        assert "Dibekukan" not in desk.text()
        await desk.press("escape", "v")
        assert isinstance(desk.app.screen, Notice)
        assert "Versi RAPBD: TIDAK COCOK" in desk.text()


async def test_all_versions_are_checked_by_one_key(open_desk, workspace):
    versions.freeze(workspace, "satu")
    versions.freeze(workspace, "dua", scenario="Semua BPU")
    async with open_desk() as desk:
        await desk.press("7", "v")
        assert desk.said == ["Semua 2 versi cocok dengan sidik jari dan hasilnya."]


async def test_without_a_version_no_step_can_be_taken(open_desk):
    async with open_desk() as desk:
        await desk.press("7")
        for key in ("enter", "m", "a", "z", "d"):
            await desk.press(key)
            assert desk.said == ["Tidak ada versi yang disorot."]
        await desk.press("v")
        assert desk.said == ["Belum ada versi."]


@pytest.mark.parametrize("at", range(10))
def test_the_names_of_ten_rooms_fit_80_columns_with_their_numbers(at):
    names = fitted_names(TEN_ROOMS, at, 80)
    assert sum(map(len, names)) <= 80
    assert TEN_ROOMS[at] in names[at]
    for number, name in enumerate(names, start=1):
        assert name.split()[0] == str(number % 10)
        assert len(name.split()[1]) >= 4


def test_a_long_crumb_leaves_the_numbers_and_the_room_one_is_in():
    assert "".join(fitted_names(TEN_ROOMS, 3, 40)) == " 1 2 3 4 Pagu  5 6 7 8 9 0"


async def test_where_one_is_stays_in_view_in_a_narrow_window(open_desk):
    async with open_desk(size=(60, 20)) as desk:
        await desk.press("2", "enter")
        (strip,) = (line for line in desk.drawn().splitlines() if "› Guru Ngaji" in line)
        assert "2 Kelompok" in strip
        await desk.pilot.resize_terminal(120, 36)
        await desk.settle()
        assert " 0 Dasar hukum › Guru Ngaji" in desk.drawn()
