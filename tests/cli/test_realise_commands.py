"""`pagu import invoice` and its kin, and `pagu realise`: files in, the plan against what was paid."""

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from farmers_paid import JKK_ACCOUNT, JKM_ACCOUNT, allotted, plan_of
from openpyxl import Workbook
from roster_people import member
from stored import stored

from budget.period import Month
from budget.services.booking import BookKind, import_bookings
from budget.store.unit_of_work import open_workspace

Pagu = Callable[..., Any]
NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
FARMERS = plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000))
INVOICES = (
    ("Kode Iuran", "Bulan Iuran", "Kelompok", "Orang", "JKK", "JKM"),
    ("INV-1", "2026-01", "petani", 100, 1_000_000, 680_000),
    ("INV-2", "Februari 2026", "Petani", 100, "1 juta", "680 ribu"),
    ("INV-3", date(2026, 3, 1), "Petani", 90, 900_000, 612_000),
)
PAYMENTS = (
    ("Nomor SPP", "Nomor SPM", "Nomor SP2D", "Tanggal SP2D", "Jumlah", "Kode Rekening", "Kode Iuran"),
    ("SPP 1", "SPM 1", "A", "20/02/2026", 1_000_000, JKK_ACCOUNT, "INV-1"),
    ("SPP 2", "SPM 2", "B", "20 Februari 2026", 680_000, JKM_ACCOUNT, "INV-1"),
    ("SPP 3", "SPM 3", "C", date(2026, 3, 20), 1_000_000, "5.1.2.02.02.0006", "INV-2"),
    ("SPP 4", None, None, None, 680_000, JKM_ACCOUNT, "INV-2"),
)


def write(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """100 farmers at 16.800; 11.000.000 for JKK and 7.480.000 for JKM."""
    return Path(stored(tmp_path, FARMERS, "petani.pagu").target)


@pytest.fixture(scope="module")
def _booked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("booked")
    office = stored(folder, FARMERS, "petani.pagu")
    invoices = write(folder / "t.xlsx", Tagihan=INVOICES, Catatan=[("tidak dibaca",)])
    assert import_bookings(office, BookKind.INVOICE, invoices).written
    payments = write(folder / "p.xlsx", Lembar1=PAYMENTS)
    assert import_bookings(office, BookKind.PAYMENT, payments).written
    return Path(office.target)


@pytest.fixture
def booked(_booked_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(_booked_once, tmp_path / "petani.pagu"))


def test_an_import_reports_like_that_of_the_plan_and_twice_changes_nothing(
    db: Path, tmp_path: Path, pagu: Pagu
) -> None:
    source = write(tmp_path / "t.xlsx", Tagihan=INVOICES)
    dry = pagu(f"import invoice {source} --db {db} --dry-run --json")
    assert (dry.code, dry.json["accepted"], dry.json["written"]) == (0, 3, False)
    first = pagu(f"import invoice {source} --db {db} --json").json
    again = pagu(f"import invoice {source} --db {db} --json").json
    parts = "read", "accepted", "rejected", "duplicates", "written"
    assert [first[key] for key in parts] == [3, 3, 0, 0, True]
    assert [again[key] for key in parts] == [3, 0, 0, 3, False]


def test_one_wrong_row_and_nothing_is_booked(db: Path, tmp_path: Path, pagu: Pagu) -> None:
    rows = (
        *INVOICES,
        ("INV-1", "2026-01", "Petani", 99, 990_000, 673_200),
        ("INV-4", "2026-04", "Nelayan", 1, 10_000, 6_800),
        ("INV-5", "2026-05", "Petani", -1, 10_000, 6_800),
        ("", "bukan bulan", "Petani", "=1/0", "1,500,000", 2),
        ("=cmd|'/c calc'!A1", "2026-06", "Petani", 1, 10**16, 6_800),
    )
    ran = pagu(f"import invoice {write(tmp_path / 't.xlsx', Tagihan=rows)} --db {db} --json")
    found = {(p["where"], p["code"]) for p in ran.json["problems"] if p["severity"] == "error"}
    assert ran.code == 1
    assert {
        ("Tagihan!A5", "baris_ganda"),
        ("Tagihan!C6", "kelompok"),
        ("Tagihan!D7", "kurang_dari_nol"),
        ("Tagihan!A8", "isian"),
        ("Tagihan!B8", "bukan_bulan"),
        ("Tagihan!E8", "bukan_uang"),
    } <= found
    assert (ran.json["read"], ran.json["written"]) == (8, False)
    assert pagu(f"realise arrears --db {db} --until 2026-12 --json").json["months"] == []


def test_what_is_booked_is_corrected_by_a_row_with_a_reason_only(
    booked: Path, tmp_path: Path, pagu: Pagu
) -> None:
    """90 farmers of March become 88: 2 × 16.800 = 33.600 less."""
    changed = (INVOICES[0], ("INV-3", "2026-03", "Petani", 88, 880_000, 598_400))
    refused = pagu(f"import invoice {write(tmp_path / 'u.xlsx', Tagihan=changed)} --db {booked} --json")
    assert (refused.code, refused.json["problems"][0]["code"]) == (1, "sudah_dibukukan")
    titles = (*INVOICES[0], "Mengoreksi", "Alasan Koreksi")
    correction = (titles, ("NK-1", "2026-03", "Petani", -2, -20_000, -13_600, "INV-3", "Meninggal"))
    assert pagu(f"import invoice {write(tmp_path / 'k.xlsx', Tagihan=correction)} --db {booked}").code == 0
    months = pagu(f"realise arrears --db {booked} --until 2026-03 --json").json["months"]
    assert months[2]["billed"] == 88 * 16_800


@pytest.mark.parametrize(
    ("correction", "field"),
    [
        ("corrects=INV-3", "alasannya"),
        ("corrects=INV-9 reason=x", "Tidak ada baris yang dikoreksi"),
        ("corrects=INV-3 reason=x heads=-91", "mengambil lebih"),
    ],
)
def test_a_correction_needs_a_reason_something_to_correct_and_no_more_than_it(
    booked: Path, pagu: Pagu, correction: str, field: str
) -> None:
    row = "number=NK-1 month=2026-03 group=Petani heads=-1 jkk=0 jkm=0"
    ran = pagu(f"realise add invoice {row} {correction} --db {booked}")
    assert ran.code == 1
    assert field in ran.err


def test_what_is_not_paid_yet_is_not_corrected(booked: Path, pagu: Pagu) -> None:
    """Of an SPP without SP2D nothing is realised: a correction would leave less than nothing."""
    assert pagu(f"realise add payment spp=SPP-9 amount=500000 --db {booked}").code == 0
    row = "amount=-500000 corrects=SPP-9 reason=x day=2026-03-20"
    ran = pagu(f"realise add payment {row} --db {booked}")
    assert (ran.code, "belum ber-SP2D" in ran.err) == (1, True)


def test_text_with_semicolons_is_read_too(db: Path, tmp_path: Path, pagu: Pagu) -> None:
    source = tmp_path / "m.csv"
    source.write_text("Tahun;Kelompok;Jenis;Kasus;Jumlah\n2026;Petani;JKM;1;42.000.000\n", encoding="utf-8")
    assert pagu(f"import benefit {source} --db {db} --json").json["accepted"] == 1
    found = pagu(f"realise benefits --db {db} --json").json
    assert found["rows"][0]["returned"] == {"part": 42_000_000, "whole": 0, "ppm": None}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rusak", b"\x00\x01\x02", b"Kode;Uang\n1;2\n"])
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_hostile_file_is_refused_in_words(
    db: Path, tmp_path: Path, pagu: Pagu, content: bytes, name: str
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    ran = pagu(f"import invoice {source} --db {db} --json")
    assert ran.code == 1
    assert ran.json["problems"]


def test_realisation_by_month_and_account(booked: Path, pagu: Pagu) -> None:
    """2.680.000 of 18.480.000 are 14,5022 %; 680.000 are on their way and do not count."""
    found = pagu(f"realise show --db {booked} --year 2026 --until 2026-03 --json").json
    assert found["absorption"] == {"part": 2_680_000, "whole": 18_480_000, "ppm": 145_022}
    assert [account["realised"] for account in found["accounts"]] == [2_000_000, 680_000]
    assert [month["realised"] for month in found["months"][:4]] == [0, 1_680_000, 1_000_000, 0]
    text = pagu(f"realise show --db {booked} --until 2026-03")
    assert "Februari 2026" in text.out
    assert "14,5022 %" in text.out


def test_outlook_arrears_and_variance(booked: Path, pagu: Pagu) -> None:
    """Planned are January's and February's contributions, 3.360.000; 680.000 of February are not paid."""
    outlook = pagu(f"realise outlook --db {booked} --until 2026-03 --json").json
    assert (outlook["outlook"], outlook["silpa"]) == (17_800_000, 680_000)
    assert outlook["semesters"] == [7_720_000, 10_080_000]
    arrears = pagu(f"realise arrears --db {booked} --until 2026-03 --json").json
    assert (arrears["open"], arrears["overdue"], arrears["on_the_way"]) == (2_192_000, 680_000, 680_000)
    variance = pagu(f"realise variance --db {booked} --until 2026-03 --json").json
    assert (variance["planned"], variance["paid"]) == (3_360_000, 2_680_000)
    assert variance["bars"] == [
        {"cause": "timing", "rupiah": -680_000, "groups": [{"group": "Petani", "rupiah": -680_000}]}
    ]
    for command in ("outlook", "arrears", "variance"):
        assert pagu(f"realise {command} --db {booked} --until 2026-03").out


def test_the_funnel_tells_causes_and_masks_persons(booked: Path, tmp_path: Path, pagu: Pagu) -> None:
    counts = (
        ("Kelompok", "Bulan Iuran", "Tahap", "Orang", "Sebab Gugur"),
        ("Petani", "2026-03", "ditetapkan", 95, None),
        ("Petani", "2026-03", "diterima", 90, None),
        ("Petani", "2026-03", "diterima", 5, "NIK tidak cocok"),
    )
    persons = (
        ("Kode Iuran", "Bulan Iuran", "NIK", "JKK", "JKM"),
        ("INV-3", "2026-03", str(member(1).nik), 10_000, 6_800),
        ("INV-3", "2026-03", str(member(9).nik), 10_000, 6_800),
    )
    assert pagu(f"import funnel {write(tmp_path / 'c.xlsx', Corong=counts)} --db {booked}").code == 0
    imported = pagu(f"import invoice {write(tmp_path / 'o.xlsx', Peserta=persons)} --db {booked} --json")
    assert [p["code"] for p in imported.json["problems"]] == ["peserta_tidak_cocok"]
    with open_workspace(str(booked), "sari", NOON) as work:
        writer = work.batch("import", "uji")
        people = (1, 2)
        writer.add([member(number, "Petani", Month(2026, 1)) for number in people])
        work.note([writer.close()], "Orang", 0)
        work.commit()
    ran = pagu(f"realise funnel --db {booked} --month 2026-03 --json")
    steps = ran.json["funnels"][0]["steps"]
    assert [step["heads"] for step in steps] == [100, 95, 90, 90, 0]
    assert steps[2]["losses"] == [{"cause": "NIK tidak cocok", "heads": 5, "rupiah": 84_000}]
    found = ran.json["persons"]
    assert found["groups"] == [{"group": "Petani", "listed": 2, "billed": 1, "not_billed": 1}]
    assert (found["not_listed"], found["rupiah_not_listed"]) == (1, 16_800)
    assert found["not_billed_people"][0]["name"] == "Warga 2"
    shown = pagu(f"realise funnel --db {booked} --month 2026-03")
    for number in (1, 2, 9):
        assert str(member(number).nik) not in ran.out + shown.out
    assert "NIK tidak cocok" in shown.out


def test_problems_of_persons_never_repeat_their_nik(booked: Path, tmp_path: Path, pagu: Pagu) -> None:
    nik = str(member(1).nik)
    persons = (
        ("Kode Iuran", "Bulan Iuran", "NIK", "JKK", "JKM"),
        ("INV-3", "2026-03", nik, 10_000, 6_800),
        ("INV-3", "2026-03", nik, 10_000, 6_800),
        ("INV-3", "2026-03", f"{nik}7", 10_000, 6_800),
        ("INV-3", "2026-03", int(nik), 10_000, 6_800),
    )
    ran = pagu(f"import invoice {write(tmp_path / 'o.xlsx', Peserta=persons)} --db {booked} --json")
    assert ran.code == 1
    found = {(p["where"], p["code"]) for p in ran.json["problems"]}
    assert {("Peserta!C3", "nik_ganda"), ("Peserta!C4", "isian"), ("Peserta!C5", "isian")} <= found
    assert nik not in ran.out + ran.err


def test_one_row_can_be_booked_on_the_command_line(booked: Path, pagu: Pagu) -> None:
    row = [
        "add",
        "payment",
        "sp2d=D",
        "day=2026-03-30",
        "amount=680.000",
        f"account={JKM_ACCOUNT}",
        "invoice=INV-2",
    ]
    command = "realise", *row, "--db", booked, "--json"
    assert pagu("", *command).json["changed"] is True
    assert pagu("", *command).json["changed"] is False
    assert pagu(f"realise show --db {booked} --until 2026-03 --json").json["realised"] == 3_360_000


@pytest.mark.parametrize("row", ["invoice warna=merah", "payment amount=1,500,000 spp=1", "upah x=1"])
def test_what_no_field_takes_is_wrong_usage(booked: Path, pagu: Pagu, row: str) -> None:
    assert pagu(f"realise add {row} --db {booked}").code == 2
