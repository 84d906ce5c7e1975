"""The nominative list: full with a reason that the journal keeps, masked without."""

import errno
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from roster_people import member

from budget.engine.axes import Axis
from budget.errors import BadEntry, Cancelled, FileError, NotFound
from budget.period import Month
from budget.plan import HeadSource, Region
from budget.progress import silent
from budget.roster.member import Mark, Member
from budget.services import origins, versions
from budget.services.editing import put
from budget.services.history import history, undo
from budget.services.nominative import write_nominative
from budget.services.projecting import Question, project
from budget.services.templates import copy_templates
from budget.services.workspace import Workspace, read_plan, transaction
from budget.workbook.nominative import NominativeGroup, NominativeRow
from budget.workbook.nominative import write_nominative as write
from budget.workbook.nominative_cover import NominativeCover, PlaceLine

MARCH = Month(2022, 3)
COVER = NominativeCover(Region("32.04", "Kabupaten Bandung"), MARCH, "", 0)
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
    rows = load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [row for row in rows if any(value is not None for value in row)]


def test_with_a_reason_it_shows_everything(workspace: Workspace, tmp_path: Path) -> None:
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH, "Audit BPK")
    rows = table(tmp_path / "n.xlsx", "Linmas")
    assert rows[3] == HEADINGS
    assert [row[2] for row in rows[4:]] == ["Asep", "Siti", "Dadang"]
    assert rows[5] == (
        2, "3204901205800001", "Siti", "Bandung", "12-05-1980", "L", "Euis", "Kp. Cibiru", "Cibiru Wetan",
        "Cileunyi", "081200000001", 2_152_322.94, "JKK, JKM", "Linmas", "PAD", "Jan 2022", "Mei 2022",
        "00123", "Lolos; NIK terbit di daerah lain",
    )  # fmt: skip
    assert (found.people, found.masked) == (4, False)


def test_without_a_reason_it_is_masked(workspace: Workspace, tmp_path: Path) -> None:
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    row = table(tmp_path / "n.xlsx", "Linmas")[5]
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
    assert rows["Jumlah"][1:3] == (4, rows["Orang menurut proyeksi Maret 2022"][1])


def test_the_recapitulation_counts_every_village_as_the_projection_does(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    lines = [line for line in table(tmp_path / "n.xlsx", "Rekapitulasi") if line[0] in ("Linmas", "PKK")]
    assert lines == [
        ("Linmas", "Cileunyi", "Cibiru Wetan", "Daftar", 2, 2, 0),
        ("Linmas", "Cileunyi", "Cinunuk", "Daftar", 1, 1, 0),
        ("PKK", "Cileunyi", "Cibiru Wetan", "Rencana", 1, 0, -1),
    ]


def test_the_recapitulation_equals_the_projection_by_group_and_kecamatan(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    axes = (Axis.GROUP, Axis.KECAMATAN)
    rows = project(workspace, Question(first=MARCH, last=MARCH, axes=axes)).rows
    heads = Counter[tuple[object, ...]]()
    for line in table(tmp_path / "n.xlsx", "Rekapitulasi")[4:]:
        heads[line[0], line[1] or ""] += int(str(line[5]))
    assert +heads == {row.labels: row.heads for row in rows if row.heads}


def test_every_control_of_the_cover_reads_0(workspace: Workspace, tmp_path: Path) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    rows = table(tmp_path / "n.xlsx", "Sampul")
    start = [row[0] for row in rows].index("Orang menurut proyeksi Maret 2022")
    assert [row[2] for row in rows[start + 1 : start + 4]] == [0, 0, 0]


def test_the_controls_tell_of_villages_that_the_projection_counts_otherwise(tmp_path: Path) -> None:
    places = [PlaceLine("Cileunyi", "Cinunuk", 2, 1), PlaceLine("Cileunyi", "Cibiru", 0, 1)]
    cover = NominativeCover(COVER.region, MARCH, "", 5)
    write(tmp_path / "n.xlsx", cover, [NominativeGroup("PKK", True, places, iter([row(1), row(2)]))], silent)
    rows = table(tmp_path / "n.xlsx", "Sampul")
    start = [row[0] for row in rows].index("Orang menurut proyeksi Maret 2022")
    assert [row[2] for row in rows[start + 1 : start + 4]] == [0, -3, 2]


def test_the_cover_has_its_headings_in_order_and_is_signed(workspace: Workspace, tmp_path: Path) -> None:
    """Signed for the one SKPD whose lines pay in 2022."""
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    rows = table(tmp_path / "n.xlsx", "Sampul")
    groups = [each.name for each in read_plan(workspace).groups if each.name not in ("PKK", "Linmas")]
    titles = [row[0] for row in rows if row[0] is not None and row[0] not in (*groups, "PKK", "Linmas")]
    assert titles[:8] == [
        "DAFTAR NOMINATIF PESERTA", "Pemerintah Kabupaten Bandung", "Maret 2022",
        "NIK, tanggal lahir, nama ibu, alamat, telepon dan nomor KPJ disamarkan (UU 27/2022).", "Kelompok",
        "Jumlah", "Kontrol (harus 0)", "Orang menurut proyeksi Maret 2022",
    ]  # fmt: skip
    assert rows[4] == (
        "Kelompok", "Sumber orang", "Dalam daftar", "Dalam proyeksi", "Selisih", "Lembar",
    )  # fmt: skip
    assert [row[4] for row in rows if row[4] is not None][-5:] == [
        "………………, ……………………… 2022", "Kepala Dinas Tenaga Kerja", "CONTOH KEPALA DINAS", "Pembina Utama Muda",
        "NIP 00000000 000000 0 001",
    ]  # fmt: skip
    assert found.problems == ()


def test_an_officers_own_cover_is_filled_and_the_rest_stays(workspace: Workspace, tmp_path: Path) -> None:
    """Letterhead, the order of columns, and no sheet of theirs in the way."""
    copy_templates(["nominatif"], tmp_path / "templates")
    path = tmp_path / "templates" / "nominatif.xlsx"
    book = load_workbook(path)
    sheet = book["Sampul"]
    sheet["A1"] = "DINAS TENAGA KERJA {pemda}"
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "{kelompok}")
    for r in range(row - 1, row + 2):
        sheet.cell(r, 1).value, sheet.cell(r, 6).value = sheet.cell(r, 6).value, sheet.cell(r, 1).value
    book.create_sheet("Linmas")["A1"] = "catatan"
    book.save(path)
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    shown = load_workbook(tmp_path / "n.xlsx", data_only=True)
    assert shown.sheetnames == ["Sampul", "Rekapitulasi", "Linmas", "PKK"]
    assert shown["Sampul"]["A1"].value == "DINAS TENAGA KERJA Kabupaten Bandung"
    rows = {line[5]: line[:5] for line in table(tmp_path / "n.xlsx", "Sampul")}
    assert rows["Linmas"] == ("Linmas", "Daftar", 3, 3, 0)
    assert table(tmp_path / "n.xlsx", "Linmas")[3] == HEADINGS


def test_a_cover_without_what_it_needs_is_refused_by_cell_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy_templates(["nominatif"], tmp_path / "sendiri")
    path = tmp_path / "sendiri" / "nominatif.xlsx"
    book = load_workbook(path)
    sheet = book["Sampul"]
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "{kelompok}")
    sheet.cell(row, 3).value = None
    del book.defined_names["kontrol_desa"]
    book.save(path)
    entries = len(history(workspace))
    with pytest.raises(FileError) as refused:
        write_nominative(workspace, tmp_path / "n.xlsx", MARCH, "Audit BPK", templates=tmp_path / "sendiri")
    assert "Sampul!baris_kelompok: baris ini tidak memuat {dalam_daftar}" in str(refused.value)
    assert "Sampul!A1: tidak ada sel untuk {kontrol_desa}" in str(refused.value)
    assert not (tmp_path / "n.xlsx").exists()
    assert len(history(workspace)) == entries


def test_of_several_skpd_nobody_signs_for_all(workspace: Workspace, tmp_path: Path) -> None:
    line = read_plan(workspace).allotted[0]
    put(workspace, line, replace(line, skpd="Dinas Sosial"))
    found = write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    assert [problem.code for problem in found.problems] == ["penanda_tangan_kosong"]
    shown = [row[4] for row in table(tmp_path / "n.xlsx", "Sampul")]
    assert "Kepala SKPD" in shown


def test_the_sheets_of_people_and_villages_can_be_filtered(workspace: Workspace, tmp_path: Path) -> None:
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    book = load_workbook(tmp_path / "n.xlsx")
    assert book["Linmas"].auto_filter.ref == "A5:S8"
    assert book["Linmas"]["C4"].value == "=SUBTOTAL(103,B6:B8)"
    assert book["Rekapitulasi"].auto_filter.ref == f"A5:G{book['Rekapitulasi'].max_row}"


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


def test_every_sheet_has_the_number_that_leads_back_to_the_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The digest of the frozen content begins so; before anybody freezes it, the plan of now has it."""
    write_nominative(workspace, tmp_path / "n.xlsx", MARCH)
    book = load_workbook(tmp_path / "n.xlsx")
    (footer,) = {sheet.oddFooter.center.text for sheet in book.worksheets}
    number = footer.removeprefix("Laporan ")
    assert origins.find_maker(workspace, number) == origins.Maker((), "")
    version = versions.freeze(workspace, "APBD")
    assert version.digest[:12] == number
    assert origins.find_maker(workspace, number) == origins.Maker((version,), "")
    store(workspace, member(9, name="Yayah"))
    assert origins.find_maker(workspace, number) == origins.Maker((version,), None)
    write_nominative(workspace, tmp_path / "m.xlsx", MARCH)
    assert load_workbook(tmp_path / "m.xlsx")["Sampul"].oddFooter.center.text != footer


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


def test_a_full_disk_is_told_and_leaves_the_older_list(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(part: object, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "n.xlsx"
    out.write_bytes(b"lama")
    monkeypatch.setattr("zipfile._ZipWriteFile.write", full)
    with pytest.raises(FileError, match="disk penuh"):
        write_nominative(workspace, out, MARCH)
    assert out.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.glob("*n*.xlsx")] == ["n.xlsx"]


def group(name: str, rows: Sequence[NominativeRow], follows_roster: bool = True) -> NominativeGroup:
    """All in one village, as the projection has them."""
    return NominativeGroup(name, follows_roster, [PlaceLine("", "", len(rows), len(rows))], iter(rows))


def row(number: int, name: str = "Warga", wage_sen: int | None = None) -> NominativeRow:
    texts = dict.fromkeys(NominativeRow._fields, "")
    return NominativeRow(**{**texts, "nik": str(number), "name": name, "wage_sen": wage_sen})  # type: ignore[arg-type]


def test_a_group_continues_on_further_sheets(tmp_path: Path) -> None:
    rows = [row(number) for number in range(5)]
    write(tmp_path / "n.xlsx", COVER, [group("PKK", rows)], silent, most_rows=2)
    sheets = load_workbook(tmp_path / "n.xlsx").sheetnames
    assert sheets == ["Sampul", "Rekapitulasi", "PKK", "PKK (2)", "PKK (3)"]
    numbers = [line[0] for name in sheets[2:] for line in table(tmp_path / "n.xlsx", name)[4:]]
    assert numbers == [1, 2, 3, 4, 5]
    assert [table(tmp_path / "n.xlsx", name)[2][2] for name in sheets[2:]] == [2, 2, 1]


def test_groups_get_sheets_of_different_names_that_excel_takes(tmp_path: Path) -> None:
    names = ["Guru [ngaji]: A/B?", "guru  ngaji A B", "Sampul", "x" * 40, "x" * 35, "'", "History"]
    groups = [group(name, [row(1)]) for name in names]
    write(tmp_path / "n.xlsx", COVER, groups, silent)
    assert load_workbook(tmp_path / "n.xlsx").sheetnames == [
        "Sampul", "Rekapitulasi", "Guru ngaji A B", "guru ngaji A B (2)", "Sampul (2)", "x" * 31,
        "x" * 27 + " (2)", "Kelompok", "History (2)",
    ]  # fmt: skip


def test_hostile_names_are_written_as_they_stand(tmp_path: Path) -> None:
    names = ["=1+1", "<b>&amp;", "_x0041_", " dua  spasi ", "[bold]x[/]", "@SUM(A1)", "-5"]
    rows = [row(1, name) for name in names]
    write(tmp_path / "n.xlsx", COVER, [group("PKK", rows)], silent)
    cells = list(load_workbook(tmp_path / "n.xlsx")["PKK"]["C"])[-7:]
    # openpyxl leaves the escaped underscore as it stands in the file; Excel shows it.
    assert [cell.value for cell in cells] == [name.replace("_x", "_x005F_x") for name in names]
    assert {cell.data_type for cell in cells} == {"s"}


def test_other_programs_read_the_same_texts(tmp_path: Path) -> None:
    names = ["=1+1", "<b>&amp;", " dua  spasi ", "baris\nkedua", "Ñandú 😀"]
    rows = [row(3204901205800001, name) for name in names]
    write(tmp_path / "n.xlsx", COVER, [group("PKK", rows)], silent)
    read = CalamineWorkbook.from_path(tmp_path / "n.xlsx").get_sheet_by_name("PKK").to_python()[-5:]
    assert [(line[1], line[2]) for line in read] == [("3204901205800001", name) for name in names]


def test_a_wage_beyond_the_digits_of_a_cell_stays_exact(tmp_path: Path) -> None:
    rows = [row(1, wage_sen=12_345_678_901_234_567), row(2, wage_sen=215_232_294)]
    write(tmp_path / "n.xlsx", COVER, [group("PKK", rows)], silent)
    found = [line[11] for line in table(tmp_path / "n.xlsx", "PKK")[4:]]
    assert found == ["123456789012345.67", 2_152_322.94]
