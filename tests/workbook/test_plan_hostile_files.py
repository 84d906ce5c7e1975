"""Files that are no plan template: refused in a sentence, in bounded memory, whatever they hold."""

import io
import os
import random
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from budget.errors import FileError
from budget.resources import shipped
from budget.workbook.plan_reader import read_plan

SAMPLE = shipped("sample_data", "kabupaten-bandung.xlsx")
MIB = 2**20
# The part that holds the sheet Kelompok.
GROUPS = "xl/worksheets/sheet3.xml"


def _repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The sample with some of its parts changed."""
    with zipfile.ZipFile(SAMPLE) as sample:
        parts = {name: sample.read(name) for name in sample.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(FileError) as refusal:
        read_plan(path)
    return str(refusal.value)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong (0 byte)"),
        (PNG, "bukan buku kerja Excel"),
        (b"Kelompok;Orang\nPKK;5\n", "bukan buku kerja Excel"),
        (b"%PDF-1.7", "bukan buku kerja Excel"),
        (b"P", "bukan buku kerja Excel"),
        (b"PK\x03\x04" + bytes(50), "rusak atau terpotong"),
        (OLE + bytes(600), "Excel lama (.xls)"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "dikunci kata sandi"),
    ],
    ids=["empty", "picture", "csv", "pdf", "one byte", "broken zip", "old Excel", "password"],
)
def test_files_of_another_kind_are_named_as_what_they_are(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(content)
    assert words in _refusal(path)
    assert "rencana.xlsx" in _refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "tidak ada" in _refusal(tmp_path / "tidak-ada.xlsx")
    assert "adalah folder" in _refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    shutil.copy(SAMPLE, path)
    path.chmod(0)
    assert "tidak dapat dibaca" in _refusal(path)


def test_other_zip_files_are_no_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "surat.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert "bukan buku kerja Excel" in _refusal(path)


def test_a_binary_workbook_is_to_be_saved_as_xlsx(tmp_path: Path) -> None:
    path = _repacked(tmp_path / "a.xlsb", lambda parts: parts.update({"xl/workbook.bin": b""}))
    assert ".xlsb" in _refusal(path)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(tmp_path: Path, kept: float) -> None:
    content = SAMPLE.read_bytes()
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(content[: int(len(content) * kept)])
    assert "rusak atau terpotong" in _refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", "")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(200):
                part.write(bytes(MIB))
    assert path.stat().st_size < MIB
    tracemalloc.start()
    words = _refusal(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "isinya 200 MB" in words
    assert "batasnya 100 MB" in words
    assert peak < MIB


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = _repacked(tmp_path / "a.xlsx", lambda parts: None)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        declared = archive.getinfo(GROUPS).file_size
    # The size stands in the local header and, the one that counts, in the central directory.
    content = bytearray(content.replace(declared.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    path.write_bytes(content)
    assert "rusak atau terpotong" in _refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = _repacked(
        tmp_path / "a.xlsx", lambda parts: parts.update({f"x{n}.xml": b"" for n in range(5_001)})
    )
    assert "batasnya 100 MB dan 5.000 bagian" in _refusal(path)


@pytest.mark.parametrize("address", ["XFD1048576", "A50001", "CW1", "A9999999", "$A$1"])
def test_a_stray_cell_far_out_is_refused_before_the_sheet_is_laid_out(tmp_path: Path, address: str) -> None:
    """As a full rectangle, XFD1048576 would take 400 GB."""
    stray = f'<row><c r="{address}"><v>1</v></c></row></sheetData>'.encode()
    path = _repacked(
        tmp_path / "a.xlsx",
        lambda parts: parts.update({GROUPS: parts[GROUPS].replace(b"</sheetData>", stray)}),
    )
    words = _refusal(path)
    assert "batasnya 50.000 baris dan 100 kolom" in words


def test_formatted_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    stray = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    path = _repacked(
        tmp_path / "a.xlsx",
        lambda parts: parts.update({GROUPS: parts[GROUPS].replace(b"</sheetData>", stray)}),
    )
    assert read_plan(path).plan is not None


def test_a_cell_of_ten_megabytes_is_refused_without_repeating_it(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[GROUPS] = parts[GROUPS].replace(b">Guru Ngaji<", b">" + b"x" * 10 * MIB + b"<")

    reading = read_plan(_repacked(tmp_path / "a.xlsx", change))
    assert reading.plan is None
    assert [problem.where for problem in reading.problems] == ["Kelompok!A5"]
    assert all(len(problem.message) < 200 for problem in reading.problems)


def test_nested_entities_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<!DOCTYPE x [<!ENTITY e0 "x">{levels}]>'.encode()

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts[GROUPS].replace(b"<sheetData>", b"<sheetData><row><c><v>&e9;</v></c></row>")
        parts[GROUPS] = entities + sheet

    assert "rusak" in _refusal(_repacked(tmp_path / "a.xlsx", change))


@pytest.mark.parametrize("part", [GROUPS, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_broken_and_missing_parts_are_refused(tmp_path: Path, part: str) -> None:
    assert "rusak" in _refusal(_repacked(tmp_path / "a.xlsx", lambda parts: parts.update({part: b"<a><b>"})))
    if part != "xl/workbook.xml":
        assert "rusak" in _refusal(_repacked(tmp_path / "b.xlsx", lambda parts: parts.pop(part) and None))


def test_random_damage_never_gets_past_the_reader_as_anything_but_words(tmp_path: Path) -> None:
    """A changed byte is found, or does not matter; it never ends in a crash."""
    chance = random.Random(2_022)
    path = tmp_path / "rencana.xlsx"
    content = SAMPLE.read_bytes()
    refused = 0
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read_plan(path)
        except FileError:
            refused += 1
    assert refused > 50


def test_pictures_and_other_parts_are_left_alone(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(MIB)
    path = _repacked(tmp_path / "a.xlsx", lambda parts: parts.update({"xl/media/image1.png": noise}))
    assert read_plan(path).plan is not None


def test_a_workbook_of_another_kind_lists_the_sheets_it_lacks(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "lain.xlsx"
    content = io.BytesIO()
    Workbook().save(content)
    path.write_bytes(content.getvalue())
    reading = read_plan(path)
    assert [(p.where, p.code) for p in reading.problems] == [
        (sheet, "lembar_hilang") for sheet in ("Rencana", "Kelompok", "Tarif", "Jumlah Orang", "Pagu")
    ]
    assert reading.plan is None
