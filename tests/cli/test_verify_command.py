"""`pagu verify`, `pagu version find`, `pagu import council`: data on stdout, words on stderr, exit codes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from typed_cells import typed

Pagu = Callable[..., Any]
INPUTS = "Asumsi dan Dasar Hukum"


def enter(path: Path, address: str, value: object, sheet: str = INPUTS) -> Path:
    """A copy with that typed in, as a program saves it that does not calculate."""
    return typed(path, path.with_name("diisi.xlsx"), {(sheet, address): value}, keeps_values=False)


def test_a_genuine_workbook_leaves_with_0(pagu: Pagu, file: Path, exported: Path) -> None:
    run = pagu("verify", exported, "--db", file)
    assert run.code == 0
    assert ": asli.\nAsal: rencana sekarang." in run.out
    assert pagu("verify", exported, "--db", file, "--json").json["verdict"] == "genuine"


def test_changed_inputs_leave_with_3_and_json_names_them(pagu: Pagu, file: Path, exported: Path) -> None:
    exported = enter(exported, "C59", 17_500)
    run = pagu("verify", exported, "--db", file, "--json")
    assert (run.code, run.json["verdict"]) == (3, "changed_inputs")
    assert run.json["changes"] == [
        {
            "where": f"{INPUTS}!C59",
            "kind": "input",
            "what": "Orang Guru Ngaji, Januari 2022",
            "exported": "17000",
            "present": "17500",
        }
    ]
    assert run.json["figures"][0] == {
        "name": "biaya_total",
        "exported": 10_016_200_800,
        "wanted": 10_085_050_800,
        "present": None,
    }
    text = pagu("verify", exported, "--db", file)
    assert "masukan diubah" in text.out
    assert "10.085.050.800" in text.out


def test_changed_results_leave_with_3(pagu: Pagu, file: Path, exported: Path) -> None:
    exported = enter(exported, "B6", 5, "Ringkasan")
    run = pagu("verify", exported, "--db", file, "--json")
    assert (run.code, run.json["verdict"]) == (3, "changed_results")


def test_a_report_of_another_file_leaves_with_3_and_says_where_to_look(
    pagu: Pagu, exported: Path, tmp_path: Path
) -> None:
    other = tmp_path / "lain.pagu"
    assert pagu("new", other, "--region", "Kota Lain", "--code", "32.73").code == 0
    run = pagu("verify", exported, "--db", other, "--json")
    assert (run.code, run.json["verdict"], run.json["cells_intact"]) == (3, "unknown", True)
    assert "Buka berkas .pagu yang membuatnya" in run.err


def test_what_is_no_workbook_of_ours_leaves_with_1(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"halo")
    assert pagu("verify", path, "--db", file).code == 1
    assert pagu("verify", tmp_path / "tidak-ada.xlsx", "--db", file).code == 1
    assert pagu("import council", path, "--db", file).code == 1


def test_a_version_is_exported_and_found_by_the_number_of_its_report(
    pagu: Pagu, file: Path, exported: Path, tmp_path: Path
) -> None:
    number = pagu("verify", exported, "--db", file, "--json").json["report_id"]
    now = pagu("version find", number, "--db", file, "--json").json
    assert now == {"versions": [], "now": {"scenario": None}}
    unfrozen = pagu("version find", number, "--db", file).out
    assert unfrozen == "Rencana sekarang, dasar; belum dibekukan sebagai versi.\n"
    frozen = pagu("version freeze", "RAPBD", "--db", file, "--json").json
    assert frozen["digest"].startswith(number)
    run = pagu("version find", number, "--db", file)
    assert run.out.splitlines() == [
        f"Versi RAPBD (draf), SHA-256 {frozen['digest']}",
        "Rencana sekarang, dasar.",
    ]
    out = tmp_path / "versi.xlsx"
    assert pagu("export council", "--version", "RAPBD", "--db", file, "--out", out).code == 0
    assert pagu("verify", out, "--db", file, "--json").json["origin"] == "versi RAPBD"
    missing = pagu("version find", "0" * 12, "--db", file)
    assert (missing.code, missing.out) == (1, "")
    assert pagu("version find", "halo", "--db", file).code == 1


def test_a_version_and_a_scenario_at_once_are_wrong_usage(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    run = pagu("export council --version A --scenario B", "--db", file, "--out", tmp_path / "x.xlsx")
    assert run.code == 2


def test_changed_inputs_are_tried_and_then_stored_as_a_scenario(
    pagu: Pagu, file: Path, exported: Path
) -> None:
    exported = enter(exported, "C59", 17_500)
    tried = pagu("import council", exported, "--db", file, "--dry-run", "--json")
    assert tried.code == 0
    assert (tried.json["read"], tried.json["accepted"], tried.json["rejected"]) == (1, 1, 0)
    assert (tried.json["written"], tried.json["rejects_file"]) == (False, None)
    assert tried.json["lines"] == ["Guru Ngaji = 17.500 mulai 2022-01"]
    assert tried.json["difference"] == {"total": 68_850_000, "person_months": 8_500, "allocation": 0}
    kept = pagu("import council", exported, "--name", "Dari dewan", "--db", file)
    assert kept.code == 0
    assert "skenario “Dari dewan” tersimpan" in kept.err
    assert "Guru Ngaji = 17.500 mulai 2022-01" in kept.out
    assert pagu("project --scenario", "Dari dewan", "--json", "--db", file).json["total"] == 10_085_050_800


def test_what_is_not_understood_leaves_with_1_and_stores_nothing(
    pagu: Pagu, file: Path, exported: Path
) -> None:
    exported = enter(exported, "C59", "banyak")
    run = pagu("import council", exported, "--db", file, "--json")
    assert (run.code, run.json["rejected"], run.json["after"]) == (1, 1, None)
    assert run.json["problems"][0]["where"] == f"{INPUTS}!C59"
    assert "0 ditolak" not in run.err
