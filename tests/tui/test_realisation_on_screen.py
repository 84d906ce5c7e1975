"""The room of realisation: what was billed and paid of a plan, and rows booked, corrected and imported.

100 farmers at 16.800 (JKK 10.000, JKM 6.800) from January 2026 on, paid the month after: 1.680.000 a month.
The money is 11 × 1.680.000 = 18.480.000, so the cash plan has 1.680.000 from February to December.

Billed are 100, 100 and 90 farmers; paid are all of January (1.000.000 + 680.000 in February) and the JKK of
February (1.000.000 in March). Its JKM, 680.000, has an SPP only.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from effort import SIZES
from farmers_paid import FIRST_QUARTER, JKK, JKK_ACCOUNT, JKM_ACCOUNT, allotted, billed, plan_of

from budget.engine.funnel import Funnel, FunnelRow, FunnelStep, Loss
from budget.engine.matching import GroupMatch, Matching
from budget.period import Month
from budget.plan.payments import Benefit, BenefitKind, Book, FunnelCount, Invoice, Payment, Step
from budget.services.booking import book_row, read_book
from budget.services.history import history
from budget.services.realising import Matched, Person
from budget.services.workspace import Workspace, create_with
from tui.screens.booking_forms import correction_layout
from tui.screens.choose import Choose
from tui.screens.form import RecordForm
from tui.screens.importing import Import
from tui.screens.reading import Reading
from tui.screens.realisation_text import funnel_text

MARCH_ENDS = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def farmers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The plan alone, and with everything booked."""
    folder = tmp_path_factory.mktemp("petani")
    alone, booked = folder / "rencana.pagu", folder / "dibukukan.pagu"
    for path in (alone, booked):
        create_with(at_march(path), plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000)))
    for row in FIRST_QUARTER:
        book_row(at_march(booked), row)
    return alone, booked


def at_march(path: Path) -> Workspace:
    return Workspace(str(path), "Siti", lambda: MARCH_ENDS)


@pytest.fixture
def planned(farmers: tuple[Path, Path], tmp_path: Path) -> Workspace:
    return copied(farmers[0], tmp_path)


@pytest.fixture
def paid(farmers: tuple[Path, Path], tmp_path: Path) -> Workspace:
    return copied(farmers[1], tmp_path)


def copied(source: Path, folder: Path) -> Workspace:
    path = folder / "petani.pagu"
    path.write_bytes(source.read_bytes())
    return at_march(path)


@pytest.mark.parametrize("size", SIZES)
async def test_the_year_by_month_its_end_what_is_owed_and_why_it_differs(open_desk, paid, size):
    """Absorption 1.680.000 / 18.480.000 = 9,0909 %, then 2.680.000 / 18.480.000 = 14,5022 %; deviation
    2.680.000 - 2 × 1.680.000 = -680.000. The rest of the plan is 9 × 1.680.000 = 15.120.000, so that the year
    ends with 17.800.000 and leaves 680.000; first half 2.680.000 + 3 × 1.680.000 = 7.720.000.
    Owed are 680.000 of February, overdue since 15 March, and 1.512.000 of March: 2.192.000.
    """
    async with open_desk(size=size, on=paid) as desk:
        await desk.press("8")
        lines = desk.drawn().splitlines()
        february = next(line for line in lines if " Feb 2026 " in line)
        march = next(line for line in lines if " Mar 2026  " in line)
        assert february.split()[2:7] == ["1.680.000", "1.680.000", "9,0909", "%", "0"]
        assert march.split()[2:7] == ["1.680.000", "1.000.000", "14,5022", "%", "-680.000"]
        assert february.split()[-1] == "680.000"
        assert "2.192.000" in next(line for line in lines if " Jumlah" in line)
        await desk.press("tab")
        assert desk.table.cell_text() == JKK_ACCOUNT
        await desk.press("ctrl+end", "C")
        figures = desk.app.clipboard.split("\t")[1:8]
        assert figures[:3] == ["18480000", "17800000", "680000"]
        assert figures[3:] == ["7720000", "10080000", "2680000", "15120000"]
        assert "Rp680.000 menurut rencana sudah dibayar sampai Maret 2026" in desk.text()
        await desk.press("tab", "ctrl+end", "C")
        assert desk.app.clipboard.split("\t")[1:5] == ["4872000", "2680000", "2192000", "680000"]
        assert "belum cair: Rp680.000" in desk.text()
        await desk.press("tab", "tab", "tab", "down")
        assert "waktu bayar" in desk.drawn()
        await desk.press("enter")
        assert isinstance(desk.app.screen, Reading)
        assert "Petani" in desk.text()
        assert "-680.000" in desk.text()


async def test_an_empty_room_names_the_keys_that_fill_it(open_desk, planned):
    async with open_desk(on=planned) as desk:
        await desk.press("8")
        assert "Belum ada yang dibukukan: n membukukan, i mengimpor" in desk.text()
        for _ in ("Tunggakan", "Manfaat", "Buku"):
            await desk.press("tab", "tab")
            assert "Tekan n untuk membukukan, atau i" in desk.drawn()
        for key, why in (
            ("e", "Tidak ada baris buku"),
            ("enter", "Tidak ada baris"),
            ("y", "Hanya ada TA 2026"),
        ):
            await desk.press(key)
            assert why in desk.said[-1]


async def test_a_month_opens_to_its_invoices_and_payments_with_the_reasons_of_corrections(open_desk, paid):
    """INV-3 of 90 farmers less 2: 1.512.000 - 33.600 = 1.478.400."""
    book_row(paid, billed(3, -2, -20_000, -13_600, number="NK-1", corrects="INV-3", reason="Meninggal"))
    async with open_desk(on=paid) as desk:
        await desk.press("8", "down", "down", "enter")
        text = desk.text()
        for said in ("Kode iuran INV-3", "koreksi NK-1 · Petani · -2 orang", "mengoreksi INV-3: Meninggal"):
            assert said in text
        assert "1.478.400" in text
        assert "SP2D C · 20/03/2026" in text
        await desk.press("escape", "up", "enter")
        assert "Masih SPP atau SPM" in desk.text()
        assert "SPP SPP 4" in desk.text()


async def test_an_invoice_is_booked_by_a_form_beside_the_plan_and_taken_back_by_undo(open_desk, paid):
    async with open_desk(on=paid) as desk:
        await desk.press("8", "down", "down", "down", "n", "enter")
        await desk.fill(number="INV-4", group="Petani", heads="94", jkk="940 ribu", jkm="639.200")
        assert "Menurut rencana 100 orang, Rp1.680.000; tagihan ini 94 orang, Rp1.579.200." in desk.text()
        await desk.press("ctrl+s")
        assert read_book(paid).invoices[-1] == billed(4, 94, 940_000, 639_200)
        assert history(paid)[0].action == "Bukukan Tagihan INV-4 2026-04 Petani"
        await desk.press("ctrl+z")
        assert read_book(paid) == Book(FIRST_QUARTER[:3], FIRST_QUARTER[3:])


async def test_a_payment_is_booked_by_a_form_beside_what_is_left_of_its_invoice(open_desk, paid):
    """The SP2D of the SPP that waits: then February is paid, and 3.360.000 of 18.480.000 are 18,1818 %."""
    async with open_desk(on=paid) as desk:
        await desk.press("8", "tab", "tab", "n", "enter")
        await desk.fill(spp="SPP 4", sp2d="D", day="30/03/2026", amount="680.000", account=JKM_ACCOUNT)
        await desk.fill(invoice="INV-9")
        assert "Belum ada tagihan INV-9" in desk.text()
        await desk.fill(invoice="INV-2")
        assert "sudah dibayar Rp1.000.000, sisa Rp680.000" in desk.text()
        await desk.press("ctrl+s")
        booked = Payment(680_000, "SPP 4", "", "D", date(2026, 3, 30), JKM_ACCOUNT, invoice="INV-2")
        assert read_book(paid).payments[-1] == booked
        await desk.press("shift+tab", "shift+tab")
        assert "18,1818 %" in desk.drawn()


async def test_a_correction_is_a_row_of_its_own_with_a_reason(open_desk, paid):
    """The month has an invoice and a payment behind it: which one is asked."""
    async with open_desk(on=paid) as desk:
        await desk.press("8", "down", "down", "e")
        assert isinstance(desk.app.screen, Choose)
        await desk.press("enter")
        await desk.fill(number="NK-1", heads="-91", jkk="-20.000", jkm="-13.600")
        await desk.press("ctrl+s")
        assert "Alasan Koreksi kosong" in desk.text()
        await desk.fill(reason="Meninggal")
        await desk.press("ctrl+s")
        assert "Koreksi mengambil lebih dari yang dibukukan" in desk.text()
        await desk.fill(heads="-2")
        assert "sesudah koreksi 88 orang, Rp1.478.400" in desk.text()
        await desk.press("ctrl+s")
        correction = billed(3, -2, -20_000, -13_600, number="NK-1", corrects="INV-3", reason="Meninggal")
        assert read_book(paid).invoices == (*FIRST_QUARTER[:3], correction)


async def test_a_row_is_annulled_once_and_one_that_is_on_its_way_not_at_all(open_desk, paid):
    async with open_desk(on=paid) as desk:
        await desk.press("8", "shift+tab", *["down"] * 5, "d")
        await desk.fill(day="31/03/2026", reason="Retur bank")
        await desk.press("ctrl+s")
        returned = replace(FIRST_QUARTER[5], amount=-1_000_000, spp="", day=date(2026, 3, 31))
        returned = replace(returned, corrects="C", reason="Retur bank")
        assert read_book(paid).payments[-1] == returned
        await desk.press("d")
        assert "sudah mengambil habis" in desk.said[-1]
        await desk.press("down", "e")
        assert "Belum cair" in desk.said[-1]
        await desk.press("shift+tab", "e")
        assert "Sorot barisnya di Per bulan atau Buku" in desk.said[-1]


async def test_benefits_and_counts_are_booked_where_they_are_shown(open_desk, paid):
    """One death, 42.000.000, against contributions of 2.680.000: 1.567,1642 %."""
    accepted = FunnelCount("Petani", Month(2026, 3), Step.ACCEPTED, 90)
    book_row(paid, accepted)
    async with open_desk(on=paid) as desk:
        await desk.press("8", "tab", "tab", "tab", "n", "enter")
        await desk.fill(
            step="diterima", heads="10", lost_to="NIK tidak cocok", month="2026-03", group="Petani"
        )
        await desk.press("ctrl+s")
        assert "-10 NIK tidak cocok" in desk.drawn()
        await desk.press("tab", "n", "enter")
        await desk.fill(kind="JKM", cases="1", rupiah="42 juta", group="Petani")
        await desk.press("ctrl+s")
        assert "1567,1642 %" in desk.drawn()
        book = read_book(paid)
        assert book.counts == (accepted, replace(accepted, heads=10, lost_to="NIK tidak cocok"))
        assert book.benefits == (Benefit(2026, BenefitKind.JKM, 1, 42_000_000, "Petani"),)


async def test_a_file_is_reported_on_before_anything_is_stored(open_desk, planned, tmp_path: Path):
    source = tmp_path / "tagihan.csv"
    head = "Kode Iuran;Bulan Iuran;Kelompok;Orang;JKK;JKM\n"
    source.write_text(f"{head}INV-1;2026-01;Nelayan;100;1.000.000;680.000\n", encoding="utf-8")
    async with open_desk(on=planned) as desk:
        await desk.press("8", "i", "enter")
        assert isinstance(desk.app.screen, Import)
        assert "Mengoreksi, Alasan Koreksi" in desk.text()
        await desk.enter(str(source))
        await desk.press("ctrl+s")
        assert "Tidak ada kelompok bernama “Nelayan”" in desk.text()
        source.write_text(f"{head}INV-1;2026-01;Petani;100;1.000.000;680.000\n", encoding="utf-8")
        await desk.press("ctrl+s")
        assert "1 baris dibaca, 1 diterima" in desk.text()
        assert read_book(planned).rows == ()
        await desk.press("ctrl+s")
        assert read_book(planned).rows == (billed(1, 100, 1_000_000, 680_000),)
        assert not isinstance(desk.app.screen, RecordForm | Import)
        await desk.press("ctrl+z")
        assert read_book(planned).rows == ()


async def test_another_fiscal_year_and_another_month_are_chosen(open_desk, workspace):
    """The sample has money for 2022 and 2023; on 1 March 2023 one looks at 2023."""
    book_row(workspace, Payment(5_000_000, spp="1", sp2d="1", day=date(2022, 3, 20), programmes=(JKK,)))
    line = Invoice("INV-1", Month(2022, 2), 9, 5_000_000, 0, date(2022, 3, 15), group="Linmas")
    book_row(workspace, line)
    async with open_desk() as desk:
        await desk.press("8")
        assert "TA 2023 s.d. Mar 2023" in desk.drawn()
        await desk.press("y", "up", "enter")
        assert "TA 2022 s.d. Des 2022" in desk.drawn()
        await desk.press("m", *["up"] * 10, "enter")
        assert "TA 2022 s.d. Feb 2022" in desk.drawn()
        assert desk.table.rows[2].cells[2].text == "–"
        await desk.press("tab", "tab", "tab", "m", "enter")
        assert "Bulan iuran" in desk.drawn()


@pytest.mark.parametrize(
    ("row", "typed", "corrected"),
    [
        (
            Benefit(2026, BenefitKind.JKM, 2, 84_000_000, "Petani", date(2026, 3, 2), "Surat 1", "dua"),
            {"cases": "-1", "rupiah": "-42 juta"},
            {"cases": -1, "rupiah": -42_000_000, "note": ""},
        ),
        (
            FunnelCount("Petani", Month(2026, 3), Step.DECREED, 95, "", "SK 7"),
            {"heads": "3"},
            {"heads": 3},
        ),
    ],
    ids=["benefit", "count"],
)
def test_the_form_of_a_correction_keeps_what_tells_the_row(paid, row, typed, corrected):
    """What is left untyped is no difference."""
    book_row(paid, row)
    layout, texts = correction_layout(row, paid.clock().date())
    assert {field.key for field in layout.fields} >= typed.keys()
    texts |= typed | {"reason": "Salah hitung"}
    built = layout.build({field.key: field.read(texts.get(field.key)) for field in layout.fields})
    assert built == replace(row, **corrected, reason="Salah hitung")
    assert book_row(paid, built).changed


def test_the_funnel_of_a_group_names_only_its_own_persons_masked():
    matching = Matching((GroupMatch("Petani", 3, 2, (1,)), GroupMatch("Linmas", 1, 0, (2,))), (9,), 16_800)
    people = (
        Person("3204**********01", "Warga 1", "Petani"),
        Person("3204**********02", "Warga 2", "Linmas"),
    )
    matched = Matched(matching, people, (Person("3204**********09", "", ""),))
    losses = (Loss("NIK tidak cocok", 5, 84_000),)
    rows = (
        FunnelRow(FunnelStep.DECREED, 95, 1_596_000),
        FunnelRow(FunnelStep.ACCEPTED, 90, 1_512_000, losses),
    )
    march = Month(2026, 3)
    of_group = funnel_text(Funnel(march, "Petani", rows), matched).plain
    assert "NIK tidak cocok: -5 orang" in of_group
    assert "Petani: 3 di daftar, 2 ditagih, 1 tidak ditagih" in of_group
    assert "Warga 1" in of_group
    assert "Warga 2" not in of_group
    of_all = funnel_text(Funnel(march, "", rows), matched).plain
    assert "Warga 2" in of_all
    assert "Ditagih tanpa ada di daftar: 1 orang, Rp16.800" in of_all
