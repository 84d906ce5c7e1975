"""The nominative list: full with a reason that the journal keeps, masked without."""

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import repeat
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
from roster_people import member

from budget.errors import BadEntry, Cancelled, NotFound
from budget.period import Month
from budget.plan import HeadSource, Region
from budget.progress import silent
from budget.roster.member import Mark, Member
from budget.services.editing import put
from budget.services.history import history, undo
from budget.services.nominative import write_nominative
from budget.services.workspace import Workspace, read_plan, transaction
from budget.workbook.nominative import NominativeCover, NominativeGroup, NominativeRow
from budget.workbook.nominative import write_nominative as write
from budget.workbook.row_stream import Line, RowStream, save_with_rows

MARCH = Month(2022, 3)
COVER = NominativeCover(Region("32.04", "Kabupaten Bandung"), MARCH, "")
HEADINGS = (
    "No", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Nama Ibu Kandung", "Alamat",
    "Desa/Kelurahan", "Kecamatan", "No HP", "Penghasilan (Rp)", "Program", "Kelompok", "Sumber Dana", "Mulai",
    "Selesai", "No KPJ", "Status Validasi",
)  # fmt: skip


@pytest.fixture
def workspace(file: Path) -> Workspace:
    """Three people of the village guard in March 2022, whose heads are the roster's; one PKK member."""
    workspace = Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    linmas = read_plan(workspace).group("Linmas")
    siti = member(1, name="Siti", end=Month(2022, 6), wage_sen=215_232_294)._replace(
        mother="Euis", phone="081200000001", address="Kp. Cibiru", kpj="00123", marks=int(Mark.OTHER_REGION)
    )
    members = siti, member(2, name="Asep"), member(3, name="Dadang", village="Cinunuk")
    store(workspace, *members, member(4, end=MARCH), member(5, "PKK"))
    put(workspace, linmas, replace(linmas, source=HeadSource.ROSTER))
    return workspace


def store(workspace: Workspace, *members: Member) -> None:
    with transaction(workspace) as work:
        writer = work.batch("edit", "uji")
        writer.add(members)
        for one in members:
            writer.knows(one.group, MARCH.index)
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()


def table(path: Path, sheet: str) -> list[tuple[object, ...]]:
    rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [row for row in rows if any(value is not None for value in row)]


def test_with_a_reason_it_shows_everything(workspace: Workspace, tmp_path: Path) -> None:
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH, "Audit BPK")
    rows = table(tmp_path / "n.xlsx", "Linmas")
    assert rows[2] == HEADINGS
    assert [row[2] for row in rows[3:]] == ["Asep", "Siti", "Dadang"]
    assert rows[4] == (
        2, "3204901205800001", "Siti", "Bandung", "12-05-1980", "L", "Euis", "Kp. Cibiru", "Cibiru Wetan",
        "Cileunyi", "081200000001", 2_152_322.94, "JKK, JKM", "Linmas", "PAD", "Jan 2022", "Mei 2022",
        "00123", "Lolos; NIK terbit di daerah lain",
    )  # fmt: skip
    assert (found.people, found.masked) == (4, False)


def test_without_a_reason_it_is_masked(workspace: Workspace, tmp_path: Path) -> None:
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    row = table(tmp_path / "n.xlsx", "Linmas")[4]
    assert (row[1], row[4], row[6], row[7], row[10], row[17]) == (
        "3204••••••••0001", "••-••-1980", "•••••", "•••••", "•••••001", "•••••",
    )  # fmt: skip
    assert found.masked
    assert "Tulis" not in history(workspace)[0].action


def test_the_cover_counts_the_people_that_the_projection_pays(workspace: Workspace, tmp_path: Path) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    rows = {row[0]: row[1:] for row in table(tmp_path / "n.xlsx", "Sampul")}
    assert rows["Linmas"] == ("Daftar", 3, 3, 0, "Linmas")
    assert rows["PKK"] == ("Rencana", 1, 0, -1, "PKK")
    assert rows["Guru Ngaji"] == ("Rencana", 0, 17_000, 17_000, "–")


def test_the_reason_stands_in_the_journal_and_is_no_step_of_undo(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH, " Audit \n BPK ")
    assert history(workspace)[0].action == "Tulis daftar nominatif Maret 2022: 4 orang. Alasan: Audit BPK"
    assert "Urungkan: Ubah kelompok Linmas" in undo(workspace).action


def test_a_full_list_is_for_its_owner_alone(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "n.xlsx"
    out.write_bytes(b"lama")
    out.chmod(0o644)
    write_nominative(workspace, out, MARCH, "Audit BPK")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_the_same_people_give_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_nominative(workspace, tmp_path / name, MARCH, "Audit BPK")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_blank_reason_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadEntry):
        write_nominative(workspace, tmp_path / "n.xlsx", MARCH, "  ")
    assert not (tmp_path / "n.xlsx").exists()


def test_without_a_month_it_is_the_last_one_that_a_list_speaks_of(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert write_nominative(workspace, tmp_path / "n.xlsx").month == MARCH


def test_a_month_outside_the_plan_or_without_people_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="di luar rencana"):
        write_nominative(workspace, tmp_path / "n.xlsx", Month(2030, 1))


def test_cancelled_the_older_list_stands_and_the_journal_says_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Dibatalkan.")

    out = tmp_path / "n.xlsx"
    out.write_bytes(b"lama")
    entries = len(history(workspace))
    with pytest.raises(Cancelled):
        write_nominative(workspace, out, MARCH, "Audit BPK", stop)
    assert out.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.glob("*n*.xlsx")] == ["n.xlsx"]
    assert len(history(workspace)) == entries


def row(number: int, name: str = "Warga", wage_sen: int | None = None) -> NominativeRow:
    texts = dict.fromkeys(NominativeRow._fields, "")
    return NominativeRow(**{**texts, "nik": str(number), "name": name, "wage_sen": wage_sen})  # type: ignore[arg-type]


def test_a_group_continues_on_further_sheets(tmp_path: Path) -> None:
    rows = [row(number) for number in range(5)]
    write(tmp_path / "n.xlsx", COVER, [NominativeGroup("PKK", True, 5, 5, iter(rows))], silent, most_rows=2)
    sheets = load_workbook(tmp_path / "n.xlsx").sheetnames
    assert sheets == ["Sampul", "PKK", "PKK (2)", "PKK (3)"]
    assert [line[0] for name in sheets[1:] for line in table(tmp_path / "n.xlsx", name)[3:]] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_groups_get_sheets_of_different_names_that_excel_takes(tmp_path: Path) -> None:
    names = ["Guru [ngaji]: A/B?", "guru  ngaji A B", "Sampul", "x" * 40, "x" * 35, "'", "History"]
    groups = [NominativeGroup(name, True, 1, 1, iter([row(1)])) for name in names]
    write(tmp_path / "n.xlsx", COVER, groups, silent)
    assert load_workbook(tmp_path / "n.xlsx").sheetnames == [
        "Sampul", "Guru ngaji A B", "guru ngaji A B (2)", "Sampul (2)", "x" * 31, "x" * 27 + " (2)",
        "Kelompok", "History (2)",
    ]  # fmt: skip


def test_hostile_names_are_written_as_they_stand(tmp_path: Path) -> None:
    names = ["=1+1", "<b>&amp;", "_x0041_", " dua  spasi ", "[bold]x[/]", "@SUM(A1)", "-5"]
    rows = [row(1, name) for name in names]
    write(tmp_path / "n.xlsx", COVER, [NominativeGroup("PKK", True, 7, 7, iter(rows))], silent)
    cells = list(load_workbook(tmp_path / "n.xlsx")["PKK"]["C"])[-7:]
    # openpyxl leaves the escaped underscore as it stands in the file; Excel shows it.
    assert [cell.value for cell in cells] == [name.replace("_x", "_x005F_x") for name in names]
    assert {cell.data_type for cell in cells} == {"s"}


def test_other_programs_read_the_same_texts(tmp_path: Path) -> None:
    names = ["=1+1", "<b>&amp;", " dua  spasi ", "baris\nkedua", "Ñandú 😀"]
    rows = [row(3204901205800001, name) for name in names]
    write(tmp_path / "n.xlsx", COVER, [NominativeGroup("PKK", True, 5, 5, iter(rows))], silent)
    read = CalamineWorkbook.from_path(tmp_path / "n.xlsx").get_sheet_by_name("PKK").to_python()[-5:]
    assert [(line[1], line[2]) for line in read] == [("3204901205800001", name) for name in names]


def test_a_wage_beyond_the_digits_of_a_cell_stays_exact(tmp_path: Path) -> None:
    rows = [row(1, wage_sen=12_345_678_901_234_567), row(2, wage_sen=215_232_294)]
    write(tmp_path / "n.xlsx", COVER, [NominativeGroup("PKK", True, 2, 2, iter(rows))], silent)
    found = [line[11] for line in table(tmp_path / "n.xlsx", "PKK")[3:]]
    assert found == ["123456789012345.67", 2_152_322.94]


def test_rows_that_would_run_into_the_layout_are_a_fault(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].number_format = sheet["A3"].number_format = "@"
    lines = repeat(Line(["x"]), 3)
    with pytest.raises(ValueError, match="row 3"):
        save_with_rows(book, [RowStream(sheet.title, 1, lines)], tmp_path / "a.xlsx", date(2022, 3, 1))
