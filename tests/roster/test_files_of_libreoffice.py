"""Lists that LibreOffice saved as .xls and .ods import as the .xlsx that they were made from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import libreoffice
import pytest
from openpyxl import Workbook
from roster_people import member, plan_of_the_faulty_lists

from budget.roster.member import Member
from budget.roster.report import RosterReport
from budget.roster.search import PeopleFilter
from budget.services.rosters import RosterOptions, import_roster
from budget.services.workspace import Workspace, create_with, transaction

HEADINGS = ("NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Kelompok", "Desa", "Kecamatan", "TMT",
            "s.d.", "Upah", "No HP", "No KPJ", "Sesuai KTP")  # fmt: skip
WORKED = "Buruh Tani Tembakau"


def row(number: int, **other: object) -> list[object]:
    cells: dict[str, object] = {
        "NIK": str(member(number).nik), "Nama": "Warga " + "ABCDEFGHIJKLMNOP"[number],
        "Tempat Lahir": "Soreang",
        "Tanggal Lahir": date(1980, 5, 12), "L/P": "L", "Kelompok": "Linmas", "Desa": "Cinunuk",
        "Kecamatan": "Cileunyi", "TMT": date(2022, 1, 1), "s.d.": None, "Upah": None, "No HP": "081200000001",
        "No KPJ": "00123", "Sesuai KTP": None,
    }  # fmt: skip
    return [*{**cells, **{title.replace("_", " "): cell for title, cell in other.items()}}.values()]


ROWS = (
    row(1),
    row(2, Tanggal_Lahir="12 Mei 1980", TMT="Jan 2022"),
    row(3, Tanggal_Lahir="12/5/1980", TMT="01/2022", **{"s.d.": date(2022, 12, 31)}),
    row(4, Kelompok=WORKED, Upah=1_500_000),
    row(5, Kelompok=WORKED, Upah="Rp 1.500.000,-"),
    row(6, Kelompok=WORKED, Upah=2_152_322.94),
    row(7, NIK=3_204_901_205_800_007),
    row(8, NIK=3.2e15),
    row(9, Tanggal_Lahir=29_353),
    row(10, Tanggal_Lahir=date(1980, 6, 12), Sesuai_KTP="ya"),
    row(11, Nama="[/] =Budi"),
    row(12, Upah=0.5),
    row(1),
)


def list_of_a_village(path: Path) -> Path:
    """With a title over merged cells, a blank row, hidden columns, and an empty sheet beside it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "RT 01"
    sheet.append(["DAFTAR PENERIMA IURAN DESA CINUNUK"])
    sheet.merge_cells("A1:N1")
    sheet.append([])
    sheet.append(HEADINGS)
    for cells in ROWS:
        sheet.append(cells)
    sheet.cell(len(ROWS) + 3, 11).number_format = "0%"
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Sheet2")
    book.save(path)
    return path


def imported(folder: Path, source: Path) -> tuple[RosterReport, list[Member]]:
    here = Workspace(
        str(folder / f"{source.suffix[1:]}.pagu"), "sari", lambda: datetime(2026, 11, 2, tzinfo=UTC)
    )
    create_with(here, plan_of_the_faulty_lists())
    options = RosterOptions(rejects=folder / f"{source.suffix[1:]}-ditolak.xlsx")
    report = import_roster(here, [source], options)
    with transaction(here, writes=False) as work:
        stored = work.people.members(work.people.numbers(PeopleFilter()))
    return report, [each.member for each in stored]


def in_one_name(report: RosterReport, source: Path) -> RosterReport:
    """The report as if its file were called the same."""
    problems = tuple(
        replace(
            p, where=p.where.replace(source.name, "daftar"), message=p.message.replace(source.name, "daftar")
        )
        for p in report.problems
    )
    return replace(report, problems=problems, files=(), rejects_file=None, pairs=())


@pytest.mark.system
@pytest.mark.parametrize(("kind", "suffix"), [("xls:MS Excel 97", ".xls"), ("ods", ".ods")])
def test_a_list_that_libreoffice_saved_imports_as_the_one_it_was_made_from(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    source = list_of_a_village(tmp_path / "daftar.xlsx")
    saved = libreoffice.saved_as([source], tmp_path / "lo", kind, suffix)[0]
    expected, people = imported(tmp_path, source)
    found, same_people = imported(tmp_path, saved)
    assert (expected.read, expected.accepted, expected.rejected, expected.duplicates) == (13, 8, 4, 1)
    assert same_people == people
    assert in_one_name(found, saved) == in_one_name(expected, source)


@pytest.mark.system
@pytest.mark.parametrize(("kind", "suffix"), [("xls:MS Excel 97", ".xls"), ("ods", ".ods")])
def test_a_cut_off_file_of_libreoffice_is_refused(tmp_path: Path, kind: str, suffix: str) -> None:
    source = list_of_a_village(tmp_path / "daftar.xlsx")
    saved = libreoffice.saved_as([source], tmp_path / "lo", kind, suffix)[0]
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    report, people = imported(tmp_path, saved)
    assert (report.written, people) == (False, [])
    assert "rusak atau terpotong" in report.problems[0].message
