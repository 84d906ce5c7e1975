"""`pagu export csv`, `summary` and `pdf`: data on stdout, narration on stderr, failures as sentences."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budget.services import printing

Pagu = Callable[..., Any]


def test_csv_writes_a_folder_of_tables_and_names_them(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    run = pagu("export csv --db", file, "--out", tmp_path / "csv")
    assert (run.code, run.out) == (0, "")
    assert f"Tersimpan: {tmp_path / 'csv' / 'biaya.csv'}" in run.err
    # A long table is told of once.
    lines = run.err.splitlines()
    assert len(lines) == len(set(lines))


def test_csv_writes_one_table_with_another_separator(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    run = pagu("export csv --table runway --separator comma --db", file, "--out", tmp_path / "k.csv")
    assert run.code == 0
    assert "tahun anggaran,2022,,7200000000,6897700800,302299200" in (tmp_path / "k.csv").read_text("utf-8")


def test_csv_refuses_an_unknown_table_as_wrong_usage(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    assert pagu("export csv --table apa --db", file, "--out", tmp_path / "k.csv").code == 2


def test_the_summary_goes_to_stdout_or_to_a_file(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    shown = pagu("export summary --out - --db", file)
    assert shown.out.startswith("*Iuran BPJS Ketenagakerjaan*\n")
    assert shown.err == ""
    written = pagu("export summary --db", file, "--out", tmp_path / "r.md")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "r.md").read_text("utf-8") == shown.out


def test_a_failure_is_a_sentence(
    pagu: Pagu, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "libreoffice", lambda: None)
    book = tmp_path / "r.xlsx"
    assert pagu("export plan --db", file, "--out", book).code == 0
    for command in (
        ("export summary --db", file, "--out", tmp_path / "tiada" / "r.md"),
        ("export summary --scenario Tiada --out - --db", file),
        ("export csv --db", file, "--out", tmp_path / "r.csv"),
        ("export pdf", book),
        ("export pdf", tmp_path / "tiada.xlsx"),
    ):
        run = pagu(*command)
        assert run.code == 1
        assert run.err.splitlines()[-1].startswith("Kesalahan: ")
        assert run.out == ""
