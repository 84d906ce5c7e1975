"""`pagu export csv`, `summary`, and `--pdf` of workbooks: data on stdout, narration on stderr, sentences."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from roster_people import member

from budget.period import Month
from budget.services import printing
from budget.services.workspace import Workspace, transaction

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


WORKBOOKS = (
    "export council",
    "export plan",
    "export nominative --month 2022-03",
    "roster annex --month 2022-03",
    "export rka",
    "export dpa",
    "export cash-plan",
    "export lra",
    "export recap",
    "export price-proposal",
)


@pytest.fixture
def people(file: Path) -> Path:
    """The sample regency with one village guard in March 2022."""
    with transaction(Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, tzinfo=UTC))) as work:
        writer = work.batch("edit", "uji")
        writer.add([member(1)])
        writer.knows("Linmas", Month(2022, 3).index)
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()
    return file


@pytest.mark.parametrize("command", WORKBOOKS)
def test_every_workbook_is_printed_beside_itself_where_that_is_asked(
    pagu: Pagu, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def put(workbook: Path, out: Path, progress: object) -> Path:
        out.write_text(workbook.name)
        return out

    monkeypatch.setattr(printing, "print_workbook", put)
    run = pagu(f"{command} --pdf --db", people, "--out", tmp_path / "a.xlsx")
    assert (run.code, (tmp_path / "a.pdf").read_text()) == (0, "a.xlsx")
    assert run.err.splitlines()[-1] == f"Juga dicetak: {tmp_path / 'a.pdf'}."


@pytest.mark.parametrize("command", ["export plan", "export price-proposal"])
def test_without_libreoffice_the_workbook_stands_and_the_command_leaves_with_3(
    pagu: Pagu, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(printing, "libreoffice", lambda: None)
    run = pagu(f"{command} --pdf --db", file, "--out", tmp_path / "a.xlsx")
    assert (run.code, run.out, (tmp_path / "a.pdf").exists()) == (3, "", False)
    assert (tmp_path / "a.xlsx").is_file()
    assert run.err.splitlines()[-1].startswith("PDF tidak dibuat: LibreOffice tidak ditemukan. Pasang")


def test_json_of_a_form_says_where_the_pages_are(
    pagu: Pagu, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "libreoffice", lambda: None)
    out = tmp_path / "a.xlsx"
    failed = pagu("export recap --pdf --json --db", file, "--out", out)
    assert (failed.code, failed.json["file"], failed.json["pdf"]) == (3, str(out), None)
    monkeypatch.setattr(printing, "print_workbook", lambda workbook, out, progress: out)
    found = pagu("export recap --pdf --json --db", file, "--out", out)
    assert (found.code, found.json["pdf"]) == (0, str(tmp_path / "a.pdf"))


def test_a_failure_is_a_sentence(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    for command in (
        ("export summary --db", file, "--out", tmp_path / "tiada" / "r.md"),
        ("export summary --scenario Tiada --out - --db", file),
        ("export csv --db", file, "--out", tmp_path / "r.csv"),
    ):
        run = pagu(*command)
        assert run.code == 1
        assert run.err.splitlines()[-1].startswith("Kesalahan: ")
        assert run.out == ""
