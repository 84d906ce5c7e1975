"""The workbook of rejected rows: as they came, with reason, cure and origin, ready to come in again."""

import stat
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from budget.plan.entry import Cell
from budget.roster.columns import recognise
from budget.roster.header import find_header
from budget.roster.source import open_sources
from budget.workbook.rejects import RejectsBook

TITLES = ("NIK", "Nama", "Tgl Lahir", "Kelompok", "TMT", "Upah")
PERSON: tuple[Cell, ...] = ("3204990101800001", "Asep", date(1980, 1, 1), "Linmas", "01/2026", 1500000.0)
REASONS, CURES = ["NIK kosong.", "Upah tidak terbaca."], ["Isi NIK.", "Isi NIK."]


def _written(path: Path, *rows: tuple[tuple[str, ...], tuple[Cell, ...]]) -> Path:
    with RejectsBook(path) as book:
        for number, (titles, cells) in enumerate(rows, start=5):
            book.add(titles, number, cells, "warga.xlsx › RT 01", REASONS, CURES)
    return path


def _rows(path: Path, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python(skip_empty_area=False)  # type: ignore[return-value]


def test_a_row_stands_as_it_came_with_reason_cure_and_origin(tmp_path: Path) -> None:
    assert _rows(_written(tmp_path / "t.xlsx", (TITLES, PERSON))) == [
        [*TITLES, "Sesuai KTP", "Alasan", "Perbaikan", "Asal"],
        [*PERSON, "", "NIK kosong. Upah tidak terbaca.", "Isi NIK.", "warga.xlsx › RT 01, baris 5"],
    ]


def test_a_column_for_the_card_is_not_added_twice(tmp_path: Path) -> None:
    path = _written(tmp_path / "t.xlsx", ((*TITLES, "SESUAI  KTP"), (*PERSON, "ya")))
    assert _rows(path)[0] == [*TITLES, "SESUAI  KTP", "Alasan", "Perbaikan", "Asal"]


def test_each_layout_has_its_sheet(tmp_path: Path) -> None:
    path = _written(tmp_path / "t.xlsx", (TITLES, PERSON), (("NIK", "Nama"), ("1", "B")), (TITLES, PERSON))
    assert CalamineWorkbook.from_path(path).sheet_names == ["Ditolak", "Ditolak 2"]
    assert [len(_rows(path, sheet)) for sheet in (0, 1)] == [3, 2]


def test_the_workbook_is_read_again_with_the_same_columns(tmp_path: Path) -> None:
    sheets, problems = open_sources([_written(tmp_path / "t.xlsx", (TITLES, PERSON))])
    assert not problems
    rows = list(sheets[0].rows())
    header = find_header(rows, {})
    assert header is not None
    again = recognise(header.titles, {}, frozenset())
    before = recognise(TITLES, {}, frozenset())
    assert {field: at for field, at in again.columns.items() if field != "sesuai_ktp"} == dict(before.columns)
    assert (again.missing, again.unclear, again.unused) == ((), (), ())
    assert rows[header.last_row][: len(PERSON)] == PERSON


def test_a_row_that_is_rejected_again_has_its_notes_once(tmp_path: Path) -> None:
    first = _rows(_written(tmp_path / "a.xlsx", (TITLES, PERSON)))
    second = _rows(_written(tmp_path / "b.xlsx", (tuple(map(str, first[0])), tuple(first[1]))))  # type: ignore[arg-type]
    assert second == first


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/c calc'!A1", "+62812", "-5", "@SUM(A1)", "http://x.id", "{=1}", "007"]
)
def test_text_is_text_and_never_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    path = _written(tmp_path / "t.xlsx", ((text,), (text,)))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert [row[0] for row in _rows(path)] == [text, text]


def test_every_kind_of_cell_can_be_written(tmp_path: Path) -> None:
    cells: tuple[Cell, ...] = (
        None, True, 5, 1.5, Decimal("1.25"), datetime.fromisoformat("2026-01-02T03:04"), time(1, 2),
        "x" * 40_000, date(1899, 1, 1), float("inf"), float("nan"),
    )  # fmt: skip
    row = _rows(_written(tmp_path / "t.xlsx", ((), cells)))[1]
    assert row[:6] == ["", True, 5.0, 1.5, 1.25, datetime.fromisoformat("2026-01-02T03:04")]
    assert row[7] == "x" * 32_767
    assert row[8:11] == ["1899-01-01", "inf", "nan"]


def test_rows_past_the_end_of_a_sheet_go_on_in_the_next(tmp_path: Path) -> None:
    with RejectsBook(tmp_path / "t.xlsx", most_rows=3) as book:
        for number in range(7):
            book.add(("NIK",), number, (str(number),), "a.csv", [], [])
    assert [[row[0] for row in _rows(tmp_path / "t.xlsx", sheet)] for sheet in range(3)] == [
        ["NIK", "0", "1", "2"], ["NIK", "3", "4", "5"], ["NIK", "6"],
    ]  # fmt: skip
    assert book.rows == 7


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (_written(tmp_path / name, (TITLES, PERSON)) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"")
    path.chmod(0o644)
    assert stat.S_IMODE(_written(path, (TITLES, PERSON)).stat().st_mode) == 0o600


def test_without_rejected_rows_no_file_appears(tmp_path: Path) -> None:
    with RejectsBook(tmp_path / "t.xlsx") as book:
        pass
    assert book.rows == 0
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"lama")
    with pytest.raises(KeyboardInterrupt), RejectsBook(path) as book:
        book.add(TITLES, 1, PERSON, "a.csv", REASONS, CURES)
        raise KeyboardInterrupt
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_rows_longer_than_their_titles_do_not_open_a_sheet_each(tmp_path: Path) -> None:
    rows = [(("NIK",), tuple("x" * n)) for n in range(1, 15)]
    path = _written(tmp_path / "t.xlsx", *rows)
    assert len(CalamineWorkbook.from_path(path).sheet_names) == 2
