"""`pagu export rka` and its sisters, and `pagu template`: what they print, and their exit codes."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from budget.resources import shipped
from budget.services import editing
from budget.services.workspace import Workspace, read_plan

Pagu = Callable[..., Any]
NAMES = [
    "rka", "rka-perubahan", "dpa", "dpa-perubahan", "anggaran-kas", "lra", "rekap", "usulan-harga",
    "nominatif", "data_tk_baru", "data_tk_na", "rencana",
]  # fmt: skip


@pytest.mark.parametrize("form", ["rka", "dpa", "cash-plan", "lra", "recap", "price-proposal"])
def test_every_form_is_written_and_says_what_of_it_is_not_known(
    pagu: Pagu, file: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"{form}.xlsx"
    found = pagu(f"export {form} --json --db", file, "--out", out)
    assert (found.code, found.json["file"]) == (0, str(out))
    assert found.json["sheets"] == load_workbook(out).sheetnames
    for problem in found.json["problems"]:
        assert f"Perhatian: {problem['where']}: {problem['message']}" in found.err
    assert f"Tersimpan: {out}" in found.err


def test_options_choose_year_place_stage_and_month(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    chosen = ["--skpd", "Dinas Tenaga Kerja", "--sub-activity", "2.07.05.2.02.0005"]
    assert pagu("export rka --year 2023 --before apbd --db", file, "--out", out, *chosen).code == 0
    assert load_workbook(out).sheetnames == ["RKA Perubahan"]
    assert pagu("export dpa --year 2023 --before apbd --db", file, "--out", out, *chosen).code == 0
    assert load_workbook(out).sheetnames == ["DPPA"]
    assert pagu("export lra --until 2023-02 --scenario dasar --db", file, "--out", out).code == 0
    assert "sampai dengan Februari 2023" in [row[0].value for row in load_workbook(out)["LRA"]]


def test_a_need_beyond_its_money_leaves_with_3_and_a_file(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    workspace = Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    line = read_plan(workspace).allotted[0]
    editing.put(workspace, line, replace(line, amount=1_000_000))
    out = tmp_path / "dpa.xlsx"
    found = pagu("export dpa --db", file, "--out", out)
    assert (found.code, found.out, out.is_file()) == (3, "", True)
    assert "Kesalahan: Pagu 2022 5.1.02.02.02.0006: Kebutuhan melebihi pagu" in found.err


def test_what_cannot_be_written_leaves_with_1_and_wrong_usage_with_2(
    pagu: Pagu, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rka.xlsx"
    failed = pagu("export rka --json --year 2030 --db", file, "--out", out)
    assert (failed.code, failed.json["error"], out.exists()) == (1, "tidak_ada", False)
    assert pagu("export rka --year abc --db", file, "--out", out).code == 2


def test_templates_are_listed_with_what_they_are_for(pagu: Pagu) -> None:
    found = pagu("template list --json").json["templates"]
    assert [each["name"] for each in found] == NAMES
    assert all(each["purpose"] for each in found)
    shown = pagu("template list").out
    assert all(name in shown for name in NAMES)


def test_templates_are_copied_and_never_overwritten_unasked(pagu: Pagu, tmp_path: Path) -> None:
    one = pagu("template copy --json", tmp_path / "satu", "rka").json
    assert one == {"files": [str(tmp_path / "satu" / "rka.xlsx")]}
    assert pagu("template copy", tmp_path / "semua").code == 0
    assert sorted(path.stem for path in (tmp_path / "semua").iterdir()) == sorted(NAMES)
    (tmp_path / "semua" / "rka.xlsx").write_bytes(b"punya saya")
    again = pagu("template copy", tmp_path / "semua", "rka", "dpa")
    assert (again.code, "sudah ada rka.xlsx, dpa.xlsx" in again.err) == (1, True)
    assert (tmp_path / "semua" / "rka.xlsx").read_bytes() == b"punya saya"
    assert pagu("template copy --force", tmp_path / "semua", "rka.xlsx").code == 0
    assert (tmp_path / "semua" / "rka.xlsx").read_bytes() == shipped("templates", "rka.xlsx").read_bytes()
    unknown = pagu("template copy", tmp_path / "lain", "rkb")
    assert (unknown.code, "Tidak ada templat bernama rkb" in unknown.err) == (1, True)


def test_a_check_of_a_folder_tells_each_file_and_every_cell(pagu: Pagu, tmp_path: Path) -> None:
    assert pagu("template copy", tmp_path).code == 0
    good = pagu("template check", tmp_path)
    assert (good.code, good.err, good.out.count("dapat dipakai")) == (0, "", len(NAMES))
    book = load_workbook(tmp_path / "rka.xlsx")
    book["RKA"]["B33"] = "{urain}"
    book.save(tmp_path / "rka.xlsx")
    book = load_workbook(tmp_path / "data_tk_na.xlsx")
    book["data_tk_na"]["A2"] = "=1"
    book.save(tmp_path / "data_tk_na.xlsx")
    shutil.copy(shipped("templates", "lra.xlsx"), tmp_path / "rencana.xlsx")
    shutil.copy(shipped("templates", "lra.xlsx"), tmp_path / "lra lama.xlsx")
    bad = pagu("template check", tmp_path)
    assert bad.code == 3
    assert "RKA!B33: {urain} tidak dikenal" in bad.err
    assert "data_tk_na!A2: rumus" in bad.err
    assert "Templat rencana.xlsx: lembar Rencana tidak ada" in bad.err
    assert "Perhatian: Templat lra lama.xlsx: tidak dipakai" in bad.err
    # A file that is nobody's template needs no repair.
    assert "lra lama.xlsx: lihat catatan" in bad.out
    assert "rka.xlsx: perlu diperbaiki" in bad.out
    found = pagu("template check --json", tmp_path / "rka.xlsx")
    assert found.code == 3
    (told,) = found.json["templates"]
    assert [problem["where"] for problem in told["problems"]] == [
        "Templat rka.xlsx, RKA!B33",
        "Templat rka.xlsx, RKA!baris_item",
    ]


def test_nothing_to_check_leaves_with_1(pagu: Pagu, tmp_path: Path) -> None:
    assert pagu("template check", tmp_path).code == 1
    assert pagu("template check", tmp_path / "rka.xlsx").code == 1


def test_a_template_of_the_officers_own_that_cannot_be_filled_is_refused(
    pagu: Pagu, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sendiri"
    assert pagu("template copy", folder, "rka").code == 0
    book = load_workbook(folder / "rka.xlsx")
    book["RKA"]["G33"] = None
    book.save(folder / "rka.xlsx")
    failed = pagu("export rka --db", file, "--out", tmp_path / "rka.xlsx", "--templates", folder)
    assert failed.code == 1
    assert "RKA!baris_item: baris ini tidak memuat {jumlah}" in failed.err
