"""CSV lists: three delimiters, four encodings, and what stray quotes and endless cells make of them."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.errors import FileError
from budget.plan.entry import Cell
from budget.roster.source import Sheet, open_sources

Row = tuple[Cell, ...]


def only(path: Path) -> Sheet:
    sheets, problems = open_sources([path])
    assert not problems, [str(problem) for problem in problems]
    return sheets[0]


def read(path: Path, content: bytes) -> list[Row]:
    path.write_bytes(content)
    return list(only(path).rows())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"NIK{delimiter}Nama{delimiter}TTL\r\n1{delimiter}José–{delimiter}Soreang 1-2-1980\r\n"
    assert read(tmp_path / "w.csv", text.encode(encoding)) == [
        ("NIK", "Nama", "TTL"), ("1", "José–", "Soreang 1-2-1980"),
    ]  # fmt: skip


def test_commas_inside_cells_do_not_divide_a_list_with_semicolons(tmp_path: Path) -> None:
    rows = "".join(f"{n};Asep, S.Pd;Bandung, 1-2-1980\n" for n in range(50))
    found = read(tmp_path / "w.csv", f"DAFTAR, KECAMATAN, SOREANG\n\nNIK;Nama;TTL\n{rows}".encode())
    assert found[:4] == [
        ("DAFTAR, KECAMATAN, SOREANG",), (), ("NIK", "Nama", "TTL"),
        ("0", "Asep, S.Pd", "Bandung, 1-2-1980"),
    ]  # fmt: skip


def test_quoted_cells_may_hold_delimiters_quotes_and_lines(tmp_path: Path) -> None:
    assert read(tmp_path / "w.csv", b'a,b\r\n"x, ""y""\r\nz",2\r\n') == [("a", "b"), ('x, "y"\r\nz', "2")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_row(tmp_path: Path, end: str) -> None:
    content = end.join(["NIK;Nama", "1;A", "", ";", "2;B"])
    assert read(tmp_path / "w.csv", content.encode()) == [
        ("NIK", "Nama"), ("1", "A"), (), (None, None), ("2", "B"),
    ]  # fmt: skip


def test_nul_bytes_vanish(tmp_path: Path) -> None:
    assert read(tmp_path / "w.csv", b"NIK;Na\0ma\n1\0;A\n") == [("NIK", "Nama"), ("1", "A")]


def test_old_bytes_far_behind_the_beginning_are_read_as_windows_1252(tmp_path: Path) -> None:
    content = b"NIK;Nama\n" + b"1;A\n" * 200_000 + "2;José\n".encode("windows-1252") + "3;Ā\n".encode()
    assert read(tmp_path / "w.csv", content)[-2:] == [("2", "José"), ("3", "Ā")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_letters_on_the_edge_of_a_block_stay_whole(tmp_path: Path, encoding: str) -> None:
    for shift in range(3):
        text = "x" * shift + "NIK;Nama\n" + "1;éā€𝄞\n" * 60_000
        rows = read(tmp_path / "w.csv", text.encode(encoding))
        assert len(rows) == 60_001
        assert set(rows[1:]) == {("1", "éā€𝄞")}


def test_an_endless_cell_costs_its_row_only(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    content = b"NIK;Nama\n1;A\n2;" + b"x" * 10_000_000 + b'\n3;"' + b"y" * 200_000 + b'";z\n4;B\n'
    rows = read(tmp_path / "w.csv", content)
    assert rows[1] == ("1", "A")
    assert rows[2] == ("2", "x" * 32_768)
    assert rows[3] == ("3", "y" * 32_767, "z")
    assert rows[4] == ("4", "B")
    assert csv.field_size_limit() == limit


def test_no_line_vanishes_behind_a_stray_quote(tmp_path: Path) -> None:
    lines = [f"{n};Asep {n}" for n in range(20_000)]
    lines[100] = '100;"Asep'
    rows = read(tmp_path / "w.csv", "\n".join(lines).encode())
    assert [row[0] for row in rows] == [str(n) for n in range(20_000)]


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(b"NIK;Nama\n" + b"x" * 40_000_000)
    with pytest.raises(FileError, match="lebih panjang dari 16 MB"):
        list(only(path).rows())


def test_more_than_a_thousand_columns_are_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(";".join(map(str, range(1_001))))
    _, problems = open_sources([path])
    assert "lebih dari 1.000 kolom" in problems[0].message
    path.write_text("a;b\n" * 60_000 + ";".join(map(str, range(1_001))))
    with pytest.raises(FileError, match=r"lebih dari 1\.000 kolom"):
        list(only(path).rows())


def test_a_list_that_is_gone_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("NIK;Nama\n")
    sheet = only(path)
    path.unlink()
    with pytest.raises(FileError, match="tidak dapat dibaca"):
        list(sheet.rows())


def test_the_size_of_a_text_is_about_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("3204990101800001;Asep Sunandar\n" * 100_000)
    assert 99_000 < only(path).size < 101_000


def test_rows_come_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("1;A\n" * 100_000)
    rows: Iterator[Row] = only(path).rows()
    assert [next(rows), next(rows)] == [("1", "A"), ("1", "A")]
