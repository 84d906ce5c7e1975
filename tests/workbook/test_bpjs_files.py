"""Files for BPJS Ketenagakerjaan: layouts that an officer may edit, and cells that are all text."""

import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from roster_people import member

from budget.errors import BadEntry, Cancelled, FileError
from budget.period import Month
from budget.resources import shipped
from budget.roster.member import Member
from budget.services.bpjs import BpjsOptions, write_bpjs
from budget.services.history import history, redo, undo
from budget.services.workspace import Workspace, transaction
from budget.workbook import bpjs as layouts
from budget.workbook.bpjs import LEAVING, NEW, NewWorker, read_template

MARCH = Month(2022, 3)
AUDIT = BpjsOptions("Pendaftaran Maret")


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


@pytest.fixture
def peopled(workspace: Workspace) -> Workspace:
    """Siti joins and Asep leaves in March 2022; Warga 3 stays."""
    siti = member(1, first=MARCH, name="Siti")._replace(
        mother="Euis", phone="081200000001", address="=HYPERLINK(1)", birth_place="Soreang"
    )
    asep = member(2, end=MARCH, name="Asep", born=date(1975, 1, 31))._replace(kpj="00123456789")
    store(workspace, siti, asep, member(3))
    return workspace


def store(workspace: Workspace, *members: Member) -> None:
    with transaction(workspace) as work:
        writer = work.batch("edit", "uji")
        writer.add(members)
        for one in members:
            writer.knows(one.group, one.first)
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()


def table(path: Path) -> list[list[object]]:
    workbook = load_workbook(path)
    assert len(workbook.sheetnames) == 1
    return [[cell.value for cell in row] for row in workbook.worksheets[0].iter_rows()]


def template(path: Path, *rows: list[str], sheet: str = "data_tk_baru") -> Path:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    workbook.save(path)
    return path


def test_who_joined_is_enrolled_with_all_data(peopled: Workspace, tmp_path: Path) -> None:
    """Linmas is paid by a wage of 1.500.000 that the tariff names."""
    found = write_bpjs(peopled, MARCH, tmp_path / "bpjs", AUDIT)
    titles, row = table(tmp_path / "bpjs/data_tk_baru-1.xlsx")
    assert dict(zip(titles, row, strict=True)) == {
        "NIK": "3204901205800001", "Nama Lengkap": "Siti", "Tempat Lahir": "Soreang",
        "Tanggal Lahir": "12-05-1980", "Jenis Kelamin": "L", "Nama Ibu Kandung": "Euis",
        "Alamat": "=HYPERLINK(1)", "Desa/Kelurahan": "Cibiru Wetan", "Kecamatan": "Cileunyi",
        "No HP": "081200000001", "Upah": "1500000", "Program": "JKK, JKM",
        "Mulai Kepesertaan": "01-03-2022", "Keterangan": "Linmas",
    }  # fmt: skip
    assert (found.joined, found.left, found.without_kpj) == (1, 1, 0)


def test_who_left_is_given_with_the_last_day_of_cover(peopled: Workspace, tmp_path: Path) -> None:
    write_bpjs(peopled, MARCH, tmp_path, AUDIT)
    _, row = table(tmp_path / "data_tk_na-1.xlsx")
    assert row == [
        "00123456789", "3204903101750002", "Asep", "31-01-1975",
        "Tidak lagi terdaftar sebagai penerima bantuan iuran", "28-02-2022",
        "Linmas, Cibiru Wetan, Cileunyi",
    ]  # fmt: skip


def test_leavers_without_a_kpj_are_counted_and_the_cause_is_a_setting(
    workspace: Workspace, tmp_path: Path
) -> None:
    store(workspace, member(1, end=MARCH))
    found = write_bpjs(workspace, MARCH, tmp_path, BpjsOptions("uji", cause="Meninggal"))
    _, row = table(tmp_path / "data_tk_na-1.xlsx")
    assert (found.without_kpj, row[0], row[4]) == (1, None, "Meninggal")
    assert [path.name for path in found.files] == ["data_tk_na-1.xlsx"]


def test_all_cells_are_text_never_a_number_or_a_formula(peopled: Workspace, tmp_path: Path) -> None:
    for path in write_bpjs(peopled, MARCH, tmp_path, AUDIT).files:
        for row in load_workbook(path).worksheets[0].iter_rows(min_row=2):
            assert {cell.number_format for cell in row} == {"@"}
            assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "inlineStr"}


def test_a_file_takes_ten_thousand_people_and_the_next_ones_follow(
    peopled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert layouts.MOST_ROWS == 10_000
    monkeypatch.setattr(layouts, "MOST_ROWS", 2)
    store(peopled, *(member(number, first=MARCH) for number in range(10, 14)))
    write_bpjs(peopled, MARCH, tmp_path, AUDIT)
    sizes = [len(table(tmp_path / f"data_tk_baru-{number}.xlsx")) - 1 for number in (1, 2, 3)]
    assert sizes == [2, 2, 1]


def test_the_files_are_for_their_owner_alone(peopled: Workspace, tmp_path: Path) -> None:
    old = tmp_path / "data_tk_na-1.xlsx"
    old.write_bytes(b"lama")
    old.chmod(0o644)
    for path in write_bpjs(peopled, MARCH, tmp_path, AUDIT).files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_people_give_the_same_bytes(peopled: Workspace, tmp_path: Path) -> None:
    one = write_bpjs(peopled, MARCH, tmp_path / "a", AUDIT).files
    two = write_bpjs(peopled, MARCH, tmp_path / "b", AUDIT).files
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_without_a_fit_reason_nothing_is_written(peopled: Workspace, tmp_path: Path, reason: str) -> None:
    with pytest.raises(BadEntry):
        write_bpjs(peopled, MARCH, tmp_path / "bpjs", BpjsOptions(reason))
    assert not (tmp_path / "bpjs").exists()
    assert len(history(peopled)) == 2


def test_the_reason_stands_in_the_journal_and_is_no_step_of_undo(peopled: Workspace, tmp_path: Path) -> None:
    write_bpjs(peopled, MARCH, tmp_path, AUDIT)
    assert history(peopled)[0].action == (
        "Tulis berkas BPJS Maret 2022: 1 orang baru, 1 orang keluar. Alasan: Pendaftaran Maret"
    )
    assert undo(peopled).action == "Urungkan: Ubah orang"
    write_bpjs(peopled, MARCH, tmp_path / "leer", AUDIT)
    assert redo(peopled).action == "Ulangi: Ubah orang"


def test_a_month_without_mutations_writes_neither_files_nor_journal(
    peopled: Workspace, tmp_path: Path
) -> None:
    assert write_bpjs(peopled, Month(2022, 5), tmp_path / "bpjs", AUDIT).files == ()
    assert list((tmp_path / "bpjs").iterdir()) == []
    assert len(history(peopled)) == 2


def test_files_of_an_earlier_export_are_not_left_among_the_new_ones(
    peopled: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "data_tk_baru-2.xlsx").write_bytes(b"lama")
    with pytest.raises(FileError, match=r"data_tk_baru-2\.xlsx dari ekspor lain"):
        write_bpjs(peopled, MARCH, tmp_path, AUDIT)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["data_tk_baru-2.xlsx"]


def test_cancelled_in_the_second_file_nothing_is_there(peopled: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if what.startswith("data_tk_na"):
            raise Cancelled("Dibatalkan.")

    store(peopled, *(member(number, end=MARCH) for number in range(10, 1_010)))
    with pytest.raises(Cancelled):
        write_bpjs(peopled, MARCH, tmp_path / "bpjs", AUDIT, stop)
    assert list((tmp_path / "bpjs").iterdir()) == []
    assert "BPJS" not in history(peopled)[0].action


def test_an_officer_may_reorder_rename_and_restyle_the_template(peopled: Workspace, tmp_path: Path) -> None:
    path = template(
        tmp_path / "sendiri.xlsx",
        ["PENDAFTARAN"],
        ["Nama TK", "Lahir", "", "Nomor", "Negara"],
        ["{nama}", "{tempat_lahir}, {tanggal_lahir}", "", "{ nik }", "WNI", "{mulai}"],
    )
    workbook = load_workbook(path)
    workbook.worksheets[0]["A3"].font = Font(bold=True)
    workbook.create_sheet("Catatan")
    workbook.save(path)
    write_bpjs(peopled, MARCH, tmp_path / "bpjs", BpjsOptions("uji", new_template=path))
    made = tmp_path / "bpjs/data_tk_baru-1.xlsx"
    assert table(made)[2] == ["Siti", "Soreang, 12-05-1980", None, "3204901205800001", "WNI", "01-03-2022"]
    assert load_workbook(made).worksheets[0]["A3"].font.bold


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["NIK"], ["{nik}"]], r"data_tk_baru!A2: baris isian ini tidak memuat \{nama\}, \{tanggal_lahir\}"),
        ([["NIK"], ["{nik}", "{nama lengkap}"]], r"data_tk_baru!B2: \{nama lengkap\} tidak dikenal"),
        ([["NIK"], ["{nik", "{nama}"]], r"data_tk_baru!A2: “\{nik” tidak dikenal"),
        ([["NIK"], ["{nik}"], ["{nama}"]], r"data_tk_baru!A3: di bawah baris isian"),
        ([["NIK"], ["{nik}", "=1+1"]], r"data_tk_baru!B2: rumus"),
        ([["NIK"], ["nik"]], r"data_tk_baru!A2: tidak ada baris isian"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_its_cell(
    tmp_path: Path, rows: list[list[str]], words: str
) -> None:
    with pytest.raises(FileError, match=words):
        read_template(template(tmp_path / "templat.xlsx", *rows), NEW)


def test_a_template_with_merged_cells_in_the_row_is_refused(tmp_path: Path) -> None:
    path = template(tmp_path / "templat.xlsx", ["a"], ["{nik}", "", "{nama}", "{tanggal_lahir}", "{mulai}"])
    workbook = load_workbook(path)
    workbook.worksheets[0].merge_cells("A2:B2")
    workbook.save(path)
    with pytest.raises(FileError, match="A2:B2: sel gabungan"):
        read_template(path, NEW)


def test_a_template_without_its_sheet_or_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="lembar data_tk_na tidak ada"):
        read_template(template(tmp_path / "templat.xlsx", ["x"]), LEAVING)
    (tmp_path / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(FileError):
        read_template(tmp_path / "foto.xlsx", NEW)


def test_what_a_person_is_called_is_never_taken_for_a_field(tmp_path: Path) -> None:
    """A name with braces or markup is written as it stands."""
    found = read_template(shipped("templates", "data_tk_baru.xlsx"), NEW)
    worker = NewWorker(*(f"{{nik}} <{name}> & \\1" for name in NewWorker._fields))
    assert found.line(worker).cells[1] == "{nik} <nama> & \\1"
    layouts.write_bpjs(found, [worker], tmp_path / "a.xlsx", date(2022, 3, 1))
    assert table(tmp_path / "a.xlsx")[1][1] == "{nik} <nama> & \\1"
