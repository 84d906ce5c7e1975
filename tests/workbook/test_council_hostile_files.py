"""Council workbooks that come back from anywhere: a sentence or a reading, never a traceback."""

import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budget.errors import FileError
from budget.workbook.council.content import Content
from budget.workbook.council.found import FoundBook, read_book

Rewrite = Callable[[str, bytes], bytes]


@pytest.fixture
def genuine(council: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(council, tmp_path / "dewan.xlsx"))


def rewritten(source: Path, change: Rewrite, more: dict[str, bytes] | None = None) -> Path:
    """A copy whose parts went through `change`, with more of them."""
    target = source.with_name("diubah.xlsx")
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return target


def in_sheet(number: int, old: str, new: str) -> Rewrite:
    """Puts one text in the place of the first other one of a sheet's XML."""

    def change(name: str, content: bytes) -> bytes:
        if name != f"xl/worksheets/sheet{number}.xml":
            return content
        text = content.decode()
        assert old in text
        return text.replace(old, new, 1).encode()

    return change


def cells_of(book: FoundBook, title: str) -> dict[str, Content]:
    return dict(dict(book.content)[title])


def test_a_workbook_is_read_with_formulas_and_values(genuine: Path) -> None:
    cells = cells_of(read_book(genuine), "Ringkasan")
    assert cells["A5"] == Content(None, "Uraian")
    assert cells["B6"] == Content("ASUMSIDANDASARHUKUM!L53", Decimal(7_200_000_000))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "kosong"),
        (b"halo", "bukan buku kerja"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "Excel lama"),
    ],
)
def test_what_is_no_workbook_is_a_sentence(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError, match=why):
        read_book(path)


def test_a_bomb_is_refused_by_what_it_declares(genuine: Path) -> None:
    path = rewritten(genuine, lambda _, content: content, {"xl/bom.xml": b" " * (101 * 2**20)})
    with pytest.raises(FileError, match="terlalu besar"):
        read_book(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A1"', '<c r="1A"'),
        ('<c r="A1"', '<c r="A99999999"'),
        ('<c r="A1"', "<c"),
        ("<sheetData>", "<sheetData><sheetData>"),
        ('t="inlineStr"><is>', 't="s"><v>999999</v><is>'),
        ('t="inlineStr">', 't="s"><v>x</v></c><c r="A1" t="inlineStr">'),
        ("<f>", '<f t="shared" si="9"></f><f>'),
        ("<f>", '<f t="shared" si="7">'),
        ("</f>", ")))</f>"),
        ("<row r=", '<row hidden="1" r='),
        ("<sheetData>", "<!DOCTYPE x><sheetData>"),
    ],
)
def test_broken_xml_is_a_sentence_or_a_reading(old: str, new: str, genuine: Path) -> None:
    path = rewritten(genuine, in_sheet(1, old, new))
    try:
        read_book(path)
    except FileError as problem:
        assert "rusak" in str(problem) or "batasnya" in str(problem)


def test_entities_that_multiply_are_refused(genuine: Path) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8)
    )

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        with_texts = content.replace(b"<is><t>", b"<is><t>&i;", 1)
        return doctype.encode() + b"]>" + with_texts

    with pytest.raises(FileError, match="rusak"):
        read_book(rewritten(genuine, change))


def test_numbers_that_no_cell_holds_are_texts(genuine: Path) -> None:
    path = rewritten(genuine, in_sheet(12, "<v>17000</v>", "<v>1E999999999</v>"))
    assert cells_of(read_book(path), "Asumsi dan Dasar Hukum")["C59"].value == "1E999999999"


def test_shared_formulas_read_as_they_stand_in_each_cell(genuine: Path) -> None:
    """Excel writes a formula that is copied along a row once, and names it in the others."""

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet5.xml":
            return content
        text = content.decode()
        text = text.replace("<f>C59</f>", '<f t="shared" ref="D59:E59" si="0">C59</f>', 1)
        return text.replace("<f>D59</f>", '<f t="shared" si="0"/>', 1).encode()

    before = cells_of(read_book(genuine), "Asumsi dan Dasar Hukum")
    assert before["E59"].formula == "D59"
    assert cells_of(read_book(rewritten(genuine, change)), "Asumsi dan Dasar Hukum") == before


def test_what_is_hidden_and_linked_is_seen(genuine: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return content.replace(b'sheetId="2" state="visible"', b'sheetId="2" state="veryHidden"')
        return in_sheet(1, '<row r="6"', '<row r="6" hidden="1"')(name, content)

    book = read_book(rewritten(genuine, change, {"xl/externalLinks/externalLink1.xml": b"<x/>"}))
    first, second, *_ = book.sheets
    assert (first.hidden, first.is_hidden, second.is_hidden) == (("6",), False, True)
    assert book.external == ("xl/externalLinks/externalLink1.xml",)
