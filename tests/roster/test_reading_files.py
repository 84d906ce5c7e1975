"""Rosters come as files of every kind: each is read as what it holds, or refused in a sentence."""

import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from budget.errors import Severity
from budget.plan.entry import Cell
from budget.resources import shipped
from budget.roster.reach import reach
from budget.roster.source import Sheet, open_sources

MIB = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TITLES = ["NIK", "Nama", "Tgl Lahir"]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return path


def repacked(source: Path, path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def only(path: Path) -> Sheet:
    sheets, problems = open_sources([path])
    assert not problems, [str(problem) for problem in problems]
    return sheets[0]


def refusal(path: Path) -> str:
    sheets, problems = open_sources([path])
    assert not sheets
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert problems[0].where == path.name
    return problems[0].message


def ods(path: Path, tables: str, manifest: str = "") -> Path:
    spaces = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{spaces}office:1.0" '
        f'xmlns:table="{spaces}table:1.0" xmlns:text="{spaces}text:1.0"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return path


def xls(path: Path, cells: Sequence[tuple[int, int, float]]) -> Path:
    """The smallest compound file with a workbook of one sheet of numbers."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(part: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, part, 0, 0, 0, 0))

    sheet = begin(0x10)
    for row, column, number in cells:
        sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, number))
    sheet += record(0x0A, b"")
    name = b"\x05\x00Warga"
    globals_length = len(begin(5)) + 4 + 6 + len(name) + 4
    bound = record(0x85, struct.pack("<IBB", globals_length, 0, 0) + name)
    stream = (begin(5) + bound + record(0x0A, b"") + sheet).ljust(4096, b"\0")
    sectors = len(stream) // 512
    stream = stream.ljust(sectors * 512, b"\0")
    chain = [*range(3, 2 + sectors), 0xFFFFFFFE]
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *chain, *[0xFFFFFFFF] * (126 - len(chain)))

    def entry(title: str, kind: int, child: int, start: int, length: int) -> bytes:
        encoded = title.encode("utf-16-le") + b"\0\0"
        head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
        rest = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
        return head + rest + struct.pack("<IQ", start, length)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    header = OLE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    path.write_bytes(header + table + directory.ljust(512, b"\0") + stream)
    return path


MOMENT = datetime.fromisoformat("2026-01-02T03:04")
ROWS: list[list[Cell]] = [TITLES, ["3204990101800001", "Asep", date(1980, 1, 1)]]


def test_every_row_comes_from_the_first_on_and_blank_cells_are_none(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"RT 01": [[], [None, "NIK", 1.5], [], [None, None, True]]})
    sheet = only(path)
    assert list(sheet.rows()) == [
        (None, None, None), (None, "NIK", 1.5), (None, None, None), (None, None, True),
    ]  # fmt: skip
    assert list(sheet.rows()) == list(sheet.rows())
    assert (sheet.file, sheet.name, sheet.label, sheet.size) == ("w.xlsx", "RT 01", "w.xlsx › RT 01", 4)


def test_sheets_of_a_workbook_come_in_its_order_without_the_empty_ones(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"RT 02": ROWS, "Sheet2": [], "RT 01": ROWS})
    assert [sheet.name for sheet in open_sources([path])[0]] == ["RT 02", "RT 01"]


def test_one_sheet_is_chosen_by_its_name_and_a_missing_one_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"RT 01": ROWS, "RT 02": ROWS})
    assert [sheet.name for sheet in open_sources([path], "rt  02")[0]] == ["RT 02"]
    _, problems = open_sources([path], "RW 9")
    assert problems[0].message == "w.xlsx tidak punya lembar “RW 9”. Yang ada: “RT 01”, “RT 02”."


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "w.xlsx")
    book.add_worksheet("Warga").write(0, 0, "NIK")
    hidden = book.add_worksheet("Pilihan")
    hidden.write(0, 0, "L")
    hidden.hide()
    book.close()
    assert [(s.name, s.hidden) for s in open_sources([tmp_path / "w.xlsx"])[0]] == [
        ("Warga", False), ("Pilihan", True),
    ]  # fmt: skip


def test_a_folder_gives_its_lists_in_the_order_of_names_and_none_that_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.csv", "b/a.TSV", "a.txt", "~$c.xlsx", ".x.csv", ".git/y.csv", "foto.png"):
        (tmp_path / name).write_text("NIK,Nama\n1,2\n")
    sheets, problems = open_sources([tmp_path])
    assert [sheet.file for sheet in sheets] == ["a.txt", "a.TSV", "c.csv"]
    assert not problems
    assert len(open_sources([tmp_path, tmp_path / "c.csv"])[0]) == 3


def test_a_folder_without_lists_and_a_missing_file_are_problems(tmp_path: Path) -> None:
    assert "tidak berisi daftar" in refusal(tmp_path)
    assert "tidak ada" in refusal(tmp_path / "hilang.csv")


def test_an_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 rusak")
    (tmp_path / "b.csv").write_text("NIK,Nama\n")
    sheets, problems = open_sources([tmp_path])
    assert [sheet.file for sheet in sheets] == ["b.csv"]
    assert [problem.where for problem in problems] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong (0 byte)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "gambar (PNG)"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "gambar (JPEG)"),
        (b"%PDF-1.7 ...", "dokumen PDF"),
        (b"<html><table><tr><td>NIK", "halaman web"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "halaman web"),
        (bytes(range(256)) * 8, "tidak dikenal"),
        (b"PK\x03\x04" + bytes(50), "rusak atau terpotong"),
        (OLE + bytes(600), "rusak atau terpotong"),
        (OLE, "rusak atau terpotong"),
    ],
    ids=["empty", "png", "jpeg", "pdf", "html", "xml", "binary", "zip", "ole", "ole head"],
)
def test_files_of_another_kind_are_named_as_what_they_are(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_list_is_known_by_its_content_not_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_text("NIK;Nama\n1;Asep\n")
    assert list(only(path).rows()) == [("NIK", "Nama"), ("1", "Asep")]
    assert next(only(workbook(tmp_path / "x.csv", {"A": ROWS})).rows()) == tuple(TITLES)


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "w.xlsx", {"A": ROWS * 300}).read_bytes()
    for share in (2, 3, 10):
        path = tmp_path / f"{share}.xlsx"
        path.write_bytes(whole[: len(whole) // share])
        assert "rusak atau terpotong" in refusal(path)


def test_a_flipped_byte_in_a_sheet_is_damage(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"A": ROWS * 300})
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo(SHEET)
    content = bytearray(path.read_bytes())
    content[part.header_offset + part.compress_size // 2] ^= 0xFF
    path.write_bytes(content)
    assert "rusak atau terpotong" in refusal(path)


def test_a_part_that_lies_about_its_size_is_not_unpacked_by_the_reader(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"A": ROWS * 300})
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo(SHEET)
        first = archive.read(SHEET)[:100]
    content = path.read_bytes()
    # Size and checksum of its first bytes only, as a bomb would say.
    true = struct.pack("<III", part.CRC, part.compress_size, part.file_size)
    false = struct.pack("<III", zipfile.crc32(first), part.compress_size, 100)
    assert content.count(true) == 2
    path.write_bytes(content.replace(true, false))
    assert "rusak atau terpotong" in refusal(path)


def test_a_zip_bomb_is_refused_by_what_it_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"A": ROWS})

    def blow_up(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = bytes(600 * MIB)

    bomb = repacked(path, tmp_path / "bom.xlsx", blow_up)
    tracemalloc.start()
    assert "terlalu besar" in refusal(bomb)
    assert tracemalloc.get_traced_memory()[1] < 20 * MIB
    tracemalloc.stop()


def _with_sheet(tmp_path: Path, data: str, strings: str = "") -> Path:
    path = workbook(tmp_path / "w.xlsx", {"A": ROWS})

    def put(parts: dict[str, bytes]) -> None:
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        parts[SHEET] = f"<worksheet {space}><sheetData>{data}</sheetData></worksheet>".encode()
        if strings:
            parts[STRINGS] = f"<sst {space}>{strings}</sst>".encode()

    return repacked(path, tmp_path / "d.xlsx", put)


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        '<c\tr="XFD1048576"><v>1</v></c>',
        '<c a=">" r="XFD1048576"><v>1</v></c>',
        '<c r="BZZ1"><v>1</v></c>',
        '<c r="A1048577"><v>1</v></c>',
    ],
)
def test_cells_far_outside_the_table_are_refused_before_they_are_laid_out(tmp_path: Path, far: str) -> None:
    path = _with_sheet(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row><row>{far}</row>')
    message = refusal(path)
    assert "padahal batasnya" in message or "rusak" in message


def test_cells_without_a_place_follow_the_one_before(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert list(only(path).rows()) == [(1.0, 2.0), (3.0, None)]


def test_a_sheet_that_is_formatted_to_excels_last_row_is_not_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk takes minutes where the quick look takes a second."""
    monkeypatch.delattr("budget.roster.grid._exact_reach")
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(1_048_000, 1_048_577))
    path = _with_sheet(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}')
    assert list(only(path).rows()) == [(1.0,)]


@pytest.mark.parametrize(
    ("row", "rows"),
    [(999_999, 999_999), (1_000_000, 1_048_576), (1_048_576, 1_048_576), (1_048_577, 1_999_999)],
)
def test_the_quick_look_never_says_less_than_there_is(row: int, rows: int) -> None:
    """Once the last row is known, whatever lies behind it still stands out."""
    assert reach([b'<c r="A1000000"/>' if row > 1_000_000 else b"", b'<c r="A%d"/>' % row]) == (rows, 1, rows)


def test_far_cells_that_are_only_coloured_do_not_count(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row><row><c r="ZZ1048576" s="0"/></row>')
    assert list(only(path).rows()) == [(1.0,)]


def test_a_long_text_meant_a_million_times_is_refused(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>' for row in range(1, 3001))
    path = _with_sheet(tmp_path, cells, f"<si><t>a</t></si><si><t>{'x' * 300_000}</t></si>")
    assert "mengulang teks panjang" in refusal(path)


def test_a_long_text_meant_once_is_a_cell_like_others(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    path = _with_sheet(tmp_path, data, f"<si><t>a</t></si><si><t>{'x' * 10_000_000}</t></si>")
    (row,) = only(path).rows()
    assert row[0] == "a"
    assert isinstance(row[1], str)
    assert len(row[1]) == 10_000_000


def test_an_encrypted_workbook_asks_for_one_without_password(tmp_path: Path) -> None:
    path = xls(tmp_path / "w.xlsx", [(0, 0, 1.0)])
    content = path.read_bytes().replace(
        "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18),
        "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 34),
    )
    path.write_bytes(content)
    assert "kata sandi" in refusal(path)


def test_a_protected_sheet_is_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "w.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, "NIK")
    sheet.protect("rahasia")
    book.close()
    assert list(only(tmp_path / "w.xlsx").rows()) == [("NIK",)]


def test_xlsb_and_other_zip_files_are_named(tmp_path: Path) -> None:
    for part, words in (("xl/workbook.bin", ".xlsb"), ("word/document.xml", "bukan buku kerja Excel")):
        with zipfile.ZipFile(tmp_path / "w.xlsx", "w") as archive:
            archive.writestr(part, b"x")
        assert words in refusal(tmp_path / "w.xlsx")


def test_old_workbooks_are_read(tmp_path: Path) -> None:
    sheet = only(xls(tmp_path / "w.xls", [(0, 0, 1.0), (2, 1, 2.5)]))
    assert (sheet.name, sheet.size) == ("Warga", 3)
    assert list(sheet.rows()) == [(1.0, None), (None, None), (None, 2.5)]


def test_old_workbooks_with_cells_far_away_or_cut_off_are_refused(tmp_path: Path) -> None:
    path = xls(tmp_path / "w.xls", [(0, 0, 1.0), (65_535, 300, 2.5)])
    assert "di luar tabel" in refusal(path)
    path.write_bytes(path.read_bytes()[:1600])
    assert "rusak" in refusal(path)


def test_open_document_sheets_are_read(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "w.ods",
        '<table:table table:name="RT 01"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>NIK</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
    )
    sheet = only(path)
    assert (sheet.label, sheet.size) == ("w.ods › RT 01", 1)
    assert list(sheet.rows()) == [("NIK", None, None, 7.0)]


@pytest.mark.parametrize(
    ("row", "cell"),
    [(1_048_576, 1_000), (1, 2_000_000_000), (2_000_000_000, 1), (60_000, 900)],
)
def test_repeated_open_document_cells_are_no_bomb(tmp_path: Path, row: int, cell: int) -> None:
    path = ods(
        tmp_path / "w.ods",
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{row}">'
        f'<table:table-cell office:value-type="float" office:value="1" '
        f'table:number-columns-repeated="{cell}"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    )
    assert "padahal batasnya" in refusal(path)


def test_an_encrypted_open_document_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "w.ods", "", "<encryption-data/>")
    assert "kata sandi" in refusal(path)


def test_the_shipped_lists_are_all_read() -> None:
    folder = shipped("sample_data", "daftar-bersih.xlsx").parent
    sheets, problems = open_sources(sorted(folder.glob("daftar-*.xlsx")))
    assert not problems
    for sheet in sheets:
        assert sum(1 for _ in sheet.rows()) == sheet.size


def test_errors_and_formulas_are_read_as_their_values(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "w.xlsx")
    sheet: Any = book.add_worksheet()
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    sheet.write_string(0, 2, "=cmd|'/c calc'!A1")
    sheet.write_datetime(0, 3, MOMENT, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    book.close()
    assert list(only(tmp_path / "w.xlsx").rows()) == [(2.0, None, "=cmd|'/c calc'!A1", MOMENT)]
