"""Taking lists in on screen: nothing is stored before the report is read and confirmed."""

import threading
from pathlib import Path

from openpyxl import load_workbook

from budget.errors import Cancelled, Sealed
from budget.roster.member import RosterField
from budget.roster.report import RosterReport, UnclearColumn, UnclearSheet
from budget.roster.search import PeopleFilter
from budget.services import people, rosters
from tui.screens.columns import columns_layout
from tui.screens.confirm import Confirm
from tui.screens.roster import TakeIn
from tui.screens.roster_report import Report, can_apply, verdict

SAMPLES = Path(__file__).parents[2] / "sample_data"
TITLES = "NIK;Nama;Tanggal Lahir;L/P;Desa;Kecamatan;Kelompok;Mulai;Upah\n"
BUDI = "3204901205800001;Budi;12-05-1980;L;Cibiru Wetan;Cileunyi;{group};01/2022;1.500.000\n"


def people_of(workspace):
    return len(people.find(workspace, PeopleFilter()))


async def test_lists_are_stored_after_the_report_and_a_yes_and_undone(open_desk):
    async with open_desk() as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(SAMPLES / "daftar-bersih.xlsx"))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Report)
        assert "60 baris dibaca: 60 diterima, 0 ditolak, 0 ganda." in desk.text()
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Confirm)
        await desk.press("enter")
        assert people_of(desk.workspace) == 0
        await desk.press("y")
        assert people_of(desk.workspace) == 60
        assert "60 orang" in desk.text()
        await desk.press("ctrl+z")
        assert people_of(desk.workspace) == 0


async def test_the_report_gives_every_reason_and_the_rupiah_and_saves_the_rejected_rows(open_desk, tmp_path):
    out = tmp_path / "ditolak.xlsx"
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(SAMPLES / "daftar-cacat.xlsx"))
        await desk.press("ctrl+s")
        text = desk.text()
        assert "NIK diubah Excel menjadi bilangan dan dibulatkan." in text
        assert "dibayar dua kali" in text
        assert "Mungkin satu orang" in text
        await desk.press("t")
        await desk.fill(path=str(out))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Report)
        assert people_of(desk.workspace) == 0
    assert load_workbook(out, read_only=True).sheetnames


async def test_an_unclear_column_is_asked_for_and_remembered(open_desk, tmp_path):
    source = tmp_path / "daftar.csv"
    source.write_text(TITLES.replace("Kelompok", "Golongan X") + BUDI.format(group="Linmas"))
    async with open_desk() as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(source))
        await desk.press("ctrl+s")
        assert "Kolom yang tidak jelas" in desk.text()
        await desk.fill(kelompok="Golongan X")
        await desk.press("ctrl+s")
        assert "1 baris dibaca: 1 diterima" in desk.text()
        await desk.press("ctrl+s", "y")
        assert people_of(desk.workspace) == 1
    report = rosters.import_roster(desk.workspace, [source], dry_run=True)
    assert report.unclear == ()


def test_a_required_field_must_be_named_and_a_heading_may_be_ignored():
    sheet = UnclearSheet(
        "a.csv",
        "x",
        ("NIK", "Tgl", "[/] Ket"),
        (UnclearColumn("Tgl", (RosterField.FIRST,)),),
        (RosterField.NAME,),
    )
    layout = columns_layout(sheet)
    assert [field.label for field in layout.fields] == ["“Tgl”", "Nama"]
    assert layout.build({"kolom0": "diabaikan", "nama": "[/] Ket"}) == {
        "Tgl": None,
        "[/] Ket": RosterField.NAME,
    }


async def test_a_sealed_month_asks_for_a_reason_and_goes_on(open_desk, tmp_path, monkeypatch):
    source = tmp_path / "daftar.csv"
    source.write_text(TITLES + BUDI.format(group="Linmas"))
    asked = []
    real = rosters.import_roster

    def import_roster(workspace, sources, options, dry_run, progress):
        asked.append((dry_run, options.reason))
        if not dry_run and not options.reason:
            raise Sealed("Bulan tersegel akan berubah: Januari 2022.")
        return real(workspace, sources, options, dry_run, progress)

    monkeypatch.setattr(rosters, "import_roster", import_roster)
    async with open_desk() as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(source))
        await desk.press("ctrl+s", "ctrl+s", "y")
        assert "Bulan tersegel akan berubah: Januari 2022." in desk.text()
        await desk.fill(reason="Surat 9")
        await desk.press("ctrl+s")
        assert asked == [(True, ""), (False, ""), (False, "Surat 9")]
        assert people_of(desk.workspace) == 1


async def test_escape_stops_reading_and_nothing_is_written(open_desk, monkeypatch):
    reading, stopped = threading.Event(), threading.Event()

    def import_roster(workspace, sources, options, dry_run, progress):
        reading.set()
        try:
            while True:
                progress(10, 100, "daftar.csv")
        except Cancelled:
            stopped.set()
            raise

    monkeypatch.setattr(rosters, "import_roster", import_roster)
    async with open_desk() as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(SAMPLES / "daftar-bersih.xlsx"))
        await desk.pilot.press("ctrl+s")
        assert reading.wait(5)
        await desk.pilot.press("escape")
        await desk.settle()
        assert stopped.is_set()
        assert isinstance(desk.app.screen, TakeIn)
        assert "Dibatalkan. Tidak ada yang ditulis." in desk.text()


async def test_a_file_that_is_no_list_is_a_sentence(open_desk, tmp_path):
    (tmp_path / "foto.xlsx").write_text("bukan Excel")
    async with open_desk() as desk:
        await desk.press("5", "i")
        await desk.fill(path=str(tmp_path / "foto.xlsx"))
        await desk.press("ctrl+s")
        assert "Lembar ini tidak punya baris judul yang dikenal" in desk.text()
        assert "Tidak ada yang baru untuk disimpan." in desk.text()
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, Report)


def test_nothing_new_cannot_be_applied():
    nothing = RosterReport(1, 0, 0, 1, 0, (), (), 0, ("a.csv",))
    assert not can_apply(nothing)
    assert verdict(nothing) == "Tidak ada yang baru untuk disimpan."
