"""What the screens look like, at the two sizes that everybody has. `--snapshot-update` accepts a change."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from at_rest import settle
from coverage_of_bandung import AUGUST, DECEMBER, WORKERS, target
from farmers_paid import FIRST_QUARTER, allotted, plan_of
from textual.pilot import Pilot
from textual.screen import Screen

from budget.roster.report import Count, LikelyPair, RosterReport, problem
from budget.services import coverage, scenarios, versions
from budget.services.booking import book_row
from budget.services.workspace import Workspace, create_with
from tui.app import PaguApp
from tui.screens.roster_report import Report

PICTURES = {
    "ringkasan": ((80, 24), ()),
    "ringkasan-lebar": ((120, 36), ()),
    "skenario": ((80, 24), ("k", "down", "enter")),
    "grafik": ((80, 24), ("k", "down", "enter", "v", "v")),
    "kelompok-lebar": ((120, 36), ("2",)),
    "formulir-tarif": ((80, 24), ("2", "enter", "e")),
    "proyeksi": ((80, 24), ("3", "right", "right")),
    "proyeksi-lebar": ((120, 36), ("3", "right", "h")),
    "proyeksi-program": ((80, 24), ("3", "a", "a", "a", "right")),
    "penjelasan-lebar": ((120, 36), ("3", "right", "enter")),
    "andaian": ((80, 24), ("u", *"+2000 guru ngaji mulai 2022-07", "enter", *"potong pagu 10%")),
    "andaian-lebar": ((120, 36), ("u", *"+5 guru")),
    "daftar-skenario": ((80, 24), ("k",)),
    "daftar-skenario-lebar": ((120, 36), ("k",)),
    "perintah-terang": ((80, 24), ("ctrl+t", "ctrl+p")),
    "proyeksi-kontras": ((80, 24), ("ctrl+t", "ctrl+t", "3", "f1", "escape")),
    "baris-perintah": ((80, 24), ("3", "colon", *"+2000 guru ngaji mulai 2022-07")),
    "istilah-lebar": ((120, 36), ("2", "n", "ctrl+g", *"jk")),
    "anggaran-kas": (
        (80, 24),
        (
            "4",
            "tab",
            "tab",
            "tab",
            *("right",) * 5,
            "e",
            "end",
            "ctrl+u",
            *"1miliar",
            "ctrl+s",
            "f1",
            "escape",
        ),
    ),
    "anggaran-kas-lebar": ((120, 36), ("4", "tab", "tab", "tab")),
    "patokan": ((80, 24), ("4", *("tab",) * 8)),
    "isi-formulir": ((80, 24), ("4", *("tab",) * 9)),
    "isi-formulir-lebar": ((120, 36), ("4", *("tab",) * 10)),
    "pejabat": ((80, 24), ("4", "shift+tab")),
    "pejabat-diubah": ((80, 24), ("4", "shift+tab", "e")),
    "versi": ((80, 24), ("7",)),
    "hukum": ((80, 24), ("0", "down")),
    "hukum-lebar": ((120, 36), ("0",)),
    "hukum-dijelaskan": ((80, 24), ("0", "enter")),
    "periksa": ((80, 24), ("exclamation_mark",)),
    "periksa-lebar": ((120, 36), ("exclamation_mark",)),
    "riwayat-dijelaskan": ((80, 24), ("2", "d", "y", "6", "enter")),
    "riwayat-dijelaskan-lebar": ((120, 36), ("2", "d", "y", "6", "enter")),
    "ekspor": ((80, 24), ("x", "down", "tab", "tab", "tab", "tab", "end", "ctrl+u", *"daftar.xlsx")),
    "ekspor-lebar": ((120, 36), ("x", "tab", "tab", "tab", "end", "ctrl+u", *"dewan.xlsx")),
}

VERSIONS = {
    "versi-terisi": ((80, 24), ("7", "down")),
    "versi-dibandingkan-lebar": ((120, 36), ("7", "enter")),
}
PEOPLE = {
    "orang": ((80, 24), ("5", "slash", *"dadang", "enter")),
    "mirip-lebar": ((120, 36), ("5", "tab", "enter", "enter")),
}
COVERAGE = {
    "cakupan": ((80, 24), ("9",)),
    "cakupan-lebar": ((120, 36), ("9",)),
    "grafik-cakupan": ((80, 24), ("9", "v")),
    "sasaran-cakupan": ((80, 24), ("9", "tab", "e")),
}
REALISED = {
    "peringatan-lebar": ((120, 36), ("tab",)),
    "realisasi": ((80, 24), ("8",)),
    "realisasi-bulan-lebar": ((120, 36), ("8", "down", "enter")),
}
COMPARED = {
    "bandingkan": ((80, 24), ("t", "down", "down", "space")),
    "bandingkan-lebar": ((120, 36), ("t", "down", "down", "space", "tab")),
    "kecukupan-lebar": ((120, 36), ("t", "tab", "tab")),
    "air-terjun": ((80, 24), ("t", "down", "down", "space", "l")),
    "air-terjun-lebar": ((120, 36), ("t", "down", "down", "space", "l", "down", "enter")),
}
REPORT = RosterReport(
    read=1_240, accepted=1_200, rejected=30, duplicates=10, skipped=3,
    counts=(Count("nik_dibulatkan", 28), Count("nama_kosong", 2),
            Count("ganda_antar_kelompok", 10, 1_377_000)),
    problems=(problem("daftar.xlsx › Desa baris 7", "nik_dibulatkan"),),
    findings=40, files=("daftar.xlsx",),
    pairs=(LikelyPair("daftar.xlsx › Desa baris 9", "daftar.xlsx › Desa baris 81", 93, ("nama mirip",)),),
    effect_rupiah=165_240_000,
)  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_of(name, snap_compare, workspace):
    size, keys = PICTURES[name]
    assert _compare(snap_compare, workspace, size, keys)


@pytest.mark.parametrize("name", VERSIONS)
def test_the_picture_of_versions(name, snap_compare, workspace):
    """Of the base plan, submitted, and a draft of a scenario."""
    versions.freeze(workspace, "RAPBD 2023", "untuk Banggar")
    versions.submit(workspace, "RAPBD 2023")
    versions.freeze(workspace, "Usul BPU", scenario="Semua BPU")
    size, keys = VERSIONS[name]
    assert _compare(snap_compare, workspace, size, keys)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_picture_of_people(name, snap_compare, roster):
    size, keys = PEOPLE[name]
    assert _compare(snap_compare, roster, size, keys)


@pytest.mark.parametrize("name", COVERAGE)
def test_the_picture_of_coverage(name, snap_compare, workspace):
    for record in (WORKERS, AUGUST, DECEMBER, target()):
        coverage.put(workspace, None, record)
    size, keys = COVERAGE[name]
    assert _compare(snap_compare, workspace, size, keys)


@pytest.mark.parametrize("name", REALISED)
def test_the_picture_of_realisation(name, snap_compare, tmp_path):
    farmers = Workspace(str(tmp_path / "petani.pagu"), "Siti", lambda: datetime(2026, 3, 31, tzinfo=UTC))
    create_with(farmers, plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000)))
    for row in FIRST_QUARTER:
        book_row(farmers, row)
    size, keys = REALISED[name]
    assert _compare(snap_compare, farmers, size, keys)


@pytest.mark.parametrize("name", COMPARED)
def test_the_picture_of_a_comparison(name, snap_compare, workspace):
    lines = "-2000 guru ngaji mulai 2022-07; +300 linmas mulai 2022-05; upah semua = 1.600.000 mulai 2023-01"
    scenarios.save_lines(workspace, "Usul", lines)
    size, keys = COMPARED[name]
    assert _compare(snap_compare, workspace, size, keys)


def test_the_picture_of_a_report(snap_compare, workspace):
    assert _compare(snap_compare, workspace, (80, 24), ("5",), Report(REPORT))


def _compare(snap_compare, workspace, size, keys, window: Screen[Any] | None = None) -> bool:
    """The window, if any, is opened after the keys."""
    app = PaguApp(workspace.target, lambda target: replace(workspace, target=target))

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(app)
        for key in keys:
            await app._press_keys((key,))
            await settle(app)
        if window is not None:
            await app.push_screen(window)
        for blinking in app.screen.query("Input"):
            blinking.cursor_blink = False  # type: ignore[attr-defined]
        await settle(app)

    return bool(snap_compare(app, terminal_size=size, run_before=run_before))
