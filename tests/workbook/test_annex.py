"""The annex of a letter about the mutations of a month."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from roster_people import member

from budget.errors import Cancelled, FileError
from budget.period import Month
from budget.plan import Region
from budget.progress import silent
from budget.roster.member import Member
from budget.roster.mutations import GroupMutations, MonthMutations, mutation
from budget.services import mutations as service
from budget.services.workspace import Workspace, transaction
from budget.workbook.annex import write_annex

MARCH = Month(2022, 3)
BANDUNG = Region("32.04", "Kabupaten Bandung")


def annex(path: Path, found: MonthMutations, *groups: GroupMutations) -> Worksheet:
    write_annex(path, BANDUNG, found, groups, silent)
    return load_workbook(path).worksheets[0]


def lines(sheet: Worksheet) -> list[list[object]]:
    """The written cells of every row that has any."""
    rows = ([cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return [row for row in rows if row]


def people(*members: Member) -> MonthMutations:
    return MonthMutations(MARCH, tuple(mutation(None, one) for one in members), (), ())


def test_three_tables_and_a_summary_follow_the_letterhead(tmp_path: Path) -> None:
    moved = member(3, "Ketua RW", MARCH, village="Cinunuk", wage_sen=100_000_050, name="Tatang")
    found = MonthMutations(
        MARCH,
        (mutation(None, member(1, first=MARCH, name="Siti")),),
        (mutation(member(2, end=MARCH, name="Asep"), None),),
        (mutation(member(3, end=MARCH), moved),),
    )
    groups = GroupMutations("Linmas", 1, 1, 0), GroupMutations("Ketua RW", 0, 0, 1)
    place = "Cileunyi", "Cibiru Wetan"
    assert lines(annex(tmp_path / "a.xlsx", found, *groups))[3:] == [
        ["DAFTAR MUTASI PESERTA BPJS KETENAGAKERJAAN"],
        ["KABUPATEN BANDUNG, BULAN MARET 2022"],
        ["No", "NIK", "Nama", "Kelompok", "Kecamatan", "Desa/Kelurahan", "Upah (Rp)", "Keterangan"],
        ["A. Peserta baru"],
        [1, "3204••••••••0001", "Siti", "Linmas", *place, "Mulai Maret 2022"],
        ["Jumlah: 1 orang"],
        ["B. Peserta keluar"],
        [1, "3204••••••••0002", "Asep", "Linmas", *place, "Sampai dengan Februari 2022"],
        ["Jumlah: 1 orang"],
        ["C. Perubahan data"],
        [
            1, "3204••••••••0003", "Tatang", "Ketua RW", "Cileunyi", "Cinunuk", "1.000.000,50",
            "Kelompok: Linmas → Ketua RW\nUpah: – → Rp1.000.000,50\nDesa: Cibiru Wetan → Cinunuk",
        ],
        ["Jumlah: 1 orang"],
        ["D. Rekapitulasi"],
        ["Kelompok", "Baru", "Keluar", "Perubahan"],
        ["Linmas", 1, 1, 0],
        ["Ketua RW", 0, 0, 1],
        ["Jumlah", 1, 1, 1],
        ["………………………………, ………………………………"],
        ["Kepala ………………………"],
        ["………………………………"],
        ["NIP ………………………………"],
    ]  # fmt: skip


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    shown = lines(annex(tmp_path / "a.xlsx", MonthMutations(MARCH, (), (), ())))
    assert shown.count(["Nihil."]) == 3
    assert shown.count(["Jumlah: 0 orang"]) == 3


def test_it_prints_on_folio_landscape_with_repeated_headings(tmp_path: Path) -> None:
    sheet = annex(tmp_path / "a.xlsx", people(member(1, first=MARCH)))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 14)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    titles = int(str(sheet.print_title_rows).strip("$").split(":")[0])
    assert sheet.cell(titles, 2).value == "NIK"


def test_rows_are_as_high_as_their_changes(tmp_path: Path) -> None:
    after = member(1, "Ketua RW", MARCH, village="Cinunuk")
    found = MonthMutations(MARCH, (), (), (mutation(member(1, end=MARCH), after),))
    sheet = annex(tmp_path / "a.xlsx", found)
    row = next(cell.row for cell in sheet["B"] if str(cell.value).startswith("3204"))
    assert sheet.row_dimensions[row].height == 27


def test_text_of_people_stays_text(tmp_path: Path) -> None:
    sheet = annex(tmp_path / "a.xlsx", people(member(1, first=MARCH, name="=cmd|' /C calc'!A0")))
    cell = next(cell for cell in sheet["C"] if str(cell.value).startswith("=cmd"))
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_five_thousand_rows_take_seconds_not_minutes(tmp_path: Path) -> None:
    found = people(*(member(number, first=MARCH) for number in range(1, 5_001)))
    before = time.perf_counter()
    write_annex(tmp_path / "a.xlsx", BANDUNG, found, (), silent)
    assert time.perf_counter() - before < 10


def test_the_same_mutations_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_annex(tmp_path / name, BANDUNG, people(member(1, first=MARCH)), (), silent)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_cancelled_the_older_file_stands(file: Path, tmp_path: Path) -> None:
    workspace = Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    with transaction(workspace) as work:
        writer = work.batch("edit", "uji")
        writer.add([member(1, first=MARCH)])
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Dibatalkan.")

    out = tmp_path / "lampiran.xlsx"
    out.write_bytes(b"lama")
    with pytest.raises(Cancelled):
        service.write_annex(workspace, MARCH, out, stop)
    assert out.read_bytes() == b"lama"
    assert not list(tmp_path.glob(".lampiran*"))
    with pytest.raises(FileError, match=r"berakhiran \.xlsx"):
        service.write_annex(workspace, MARCH, tmp_path / "lampiran.doc")
