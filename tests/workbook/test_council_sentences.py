"""Sentences whose numbers follow their cells: the same text in every language of a spreadsheet."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from libreoffice import recalculated, shown
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from budget.workbook.cached import write_values
from budget.workbook.council.sentences import Number, Rupiah, Word, write_sentence
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.styles import COUNT, Styles, figure

NUMBERS = (
    0, 7, 999, 1_000, 1_001, 12_034, 999_999, 1_000_000, 1_000_001, 99_099_099, 999_999_999, 10**9,
    1_002_003_004, 10**12 - 1, 10**12, 12_000_000_000_345, 10**15 - 1,
)  # fmt: skip


def blank() -> tuple[Workbook, Sheet]:
    book = Workbook()
    worksheet = book.active
    assert isinstance(worksheet, Worksheet)
    return book, Sheet(worksheet, Styles(worksheet), [20, 20, 90])


def test_numbers_are_grouped_by_points_and_texts_stand_as_they_are() -> None:
    _, sheet = blank()
    amount = sheet.number(1, 1, -1_234_567, figure(COUNT))
    unknown = sheet.text(1, 2, "ekspor ulang")
    made = write_sentence(
        sheet, (3, 3), ("Sisa ", Rupiah(amount), ", ", Number(unknown), ", ", Word(unknown))
    )
    assert made.value == "Sisa -Rp1.234.567, ekspor ulang, ekspor ulang"


def test_no_format_is_used_that_a_language_reads_in_its_own_way() -> None:
    _, sheet = blank()
    amount = sheet.number(1, 1, 5, figure(COUNT))
    write_sentence(sheet, (3, 3), ("Sisa ", Rupiah(amount), "."))
    formula = str(sheet.worksheet["C1"].value)
    formats = {each.partition('"')[0] for each in formula.split(',"')[1:] if "0" in each[:4]}
    assert formats == {"0", "000"}


def test_quotes_and_signs_of_names_stay_within_the_text() -> None:
    _, sheet = blank()
    amount = sheet.number(1, 1, 5, figure(COUNT))
    write_sentence(sheet, (3, 3), ('Desa "A" & =B', Number(amount)))
    assert str(sheet.worksheet["C1"].value).startswith('="Desa ""A"" & =B"&IF(')


def test_a_sentence_without_numbers_is_a_plain_text() -> None:
    _, sheet = blank()
    write_sentence(sheet, (3, 3), ("=1+1",))
    assert sheet.worksheet["C1"].data_type == "s"
    assert sheet.values == {}


@pytest.mark.system
def test_recalculated_sentences_group_every_size_of_number(tmp_path: Path) -> None:
    book, sheet = blank()
    for row, number in enumerate((*NUMBERS, *(-number for number in NUMBERS)), start=1):
        cell = sheet.number(row, 1, number, figure(COUNT))
        sheet.row = row
        write_sentence(sheet, (3, 3), ("Ada ", Number(cell), " atau ", Rupiah(cell), "."))
    saved = BytesIO()
    book.save(saved)
    path = tmp_path / "kalimat.xlsx"
    write_values(saved, path, [sheet.values], date(2026, 11, 2))
    (found,) = recalculated([path], tmp_path / "office")
    assert shown(found) == shown(path)
