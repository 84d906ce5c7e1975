"""Adding, changing and deleting on screen, judged by what is stored afterwards."""

from dataclasses import replace

from budget.contribution import Income, Programme, Segment, Wage
from budget.period import Month
from budget.plan import Assertion, AssumptionKind, HeadCountKind, PaymentTiming
from budget.services import history
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm

BACK_TO_FRAME = ("shift+tab",) * 9


async def test_a_group_is_added(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n")
        await desk.fill(name="Petani", skpd="Dinas Pertanian", segment="BPU", validation_loss="6 %")
        await desk.press("ctrl+s")
        stored = desk.plan().group("Petani")
        assert (stored.skpd, stored.segment, stored.validation_loss_ppm) == (
            "Dinas Pertanian",
            Segment.BPU,
            60_000,
        )
        assert stored.priority == 10
        assert not isinstance(desk.app.screen, RecordForm)
        assert "Petani" in desk.drawn()


async def test_the_last_month_of_a_decree_is_entered_and_people_after_it_are_told_of(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("2", "e")
        await desk.fill(decree_until="Des 2022")
        await desk.press("ctrl+s")
        assert desk.plan().groups[0].decree_until == Month(2022, 12)
        await desk.press("enter")
        assert "SK berlaku s.d. Desember 2022" in desk.drawn()
        await desk.press("w")
        assert "berakhir Desember 2022; orangnya tetap dihitung" in " ".join(desk.drawn().split())


async def test_an_own_law_value_is_entered_and_costed(open_desk):
    """JKK 0,30 % from January 2023: 77.000 people × 5 months × 900 = 346.500.000 more."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("4", *("tab",) * 6, "n")
        await desk.fill(
            programmes="JKK", first="2023-01", risk_class="1", percent="0,30 %", reference="Perbup 5/2022"
        )
        await desk.press("ctrl+s")
        assert [value.reference for value in desk.plan().law_values] == ["Perbup 5/2022"]
        assert "belum diverifikasi" in desk.drawn()
        assert history.history(desk.workspace)[0].effect_rupiah == 346_500_000


async def test_a_group_is_renamed_with_all_that_belongs_to_it(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "e")
        await desk.fill(name="Guru Ngaji dan TPQ")
        await desk.press("ctrl+s")
        plan = desk.plan()
        assert plan.groups[0].name == "Guru Ngaji dan TPQ"
        assert [t.group for t in plan.tariffs if "Ngaji" in t.group] == ["Guru Ngaji dan TPQ"]
        assert [c.group for c in plan.head_counts if "Ngaji" in c.group] == ["Guru Ngaji dan TPQ"]


async def test_deleting_a_group_takes_y_and_never_enter(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "d")
        assert isinstance(desk.app.screen, Confirm)
        assert "1 tarif dan 1 jumlah orang" in desk.text()
        await desk.press("enter")
        assert len(desk.plan().groups) == 9
        await desk.press("y")
        plan = desk.plan()
        assert len(plan.groups) == 8
        assert "Guru Ngaji" not in {t.group for t in plan.tariffs} | {c.group for c in plan.head_counts}


async def test_a_question_is_left_by_any_other_key_with_nothing_deleted(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "d", "n", "d", "escape", "d", "d", "enter", "n")
        assert not isinstance(desk.app.screen, Confirm)
        assert len(desk.plan().groups) == 9


async def test_an_end_that_leaves_people_without_a_tariff_is_refused(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter", "e")
        await desk.fill(last="Desember 2022")
        await desk.press("ctrl+s")
        assert "tidak punya tarif pada Januari 2023 – Mei 2023" in desk.text()
        await desk.press("escape", "y")
        assert desk.plan().tariffs[0].validity.last is None


async def test_a_tariff_is_added_and_deleted_and_the_old_one_takes_turns_with_it(open_desk):
    async with open_desk() as desk:
        before = desk.plan().tariffs
        await desk.press("2", "enter", "n")
        await desk.fill(first="2023-01", wage="2 juta", funding="DAU")
        await desk.press("ctrl+s")
        old, new = (t for t in desk.plan().tariffs if t.group == "Guru Ngaji")
        assert old.validity.last == Month(2022, 12)
        assert (new.validity.first, new.terms.base, new.funding) == (Month(2023, 1), Wage(200_000_000), "DAU")
        await desk.press("down", "d", "y")
        assert desk.plan().tariffs == before


async def test_a_tariff_is_changed_to_bpu(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter", "e")
        await desk.fill(segment="BPU", wage="", programmes="JKK JKM")
        await desk.press("ctrl+s")
        tariff = next(t for t in desk.plan().tariffs if t.group == "Guru Ngaji")
        assert tariff.terms.base == Income(0)
        # 17.000 people × 17 months × (16.800 - 8.100)
        assert history.history(desk.workspace)[0].effect_rupiah == 2_514_300_000


async def test_a_wage_is_typed_as_offices_write_it(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("2", "enter", "e")
        await desk.fill(wage="1,6 juta")
        assert "= 1.600.000" in desk.text()
        await desk.press("ctrl+s")
        assert next(t for t in desk.plan().tariffs if t.group == "Guru Ngaji").terms.base == Wage(160_000_000)


async def test_a_head_count_is_added_changed_and_deleted(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "enter", "tab", "n")
        await desk.fill(month="2022-07", kind="perubahan", heads="-500", kecamatan="")
        await desk.press("ctrl+s")
        added = [c for c in desk.plan().head_counts if c.group == "Guru Ngaji"]
        assert [(c.month, c.heads, c.kind) for c in added] == [
            (Month(2022, 1), 17_000, HeadCountKind.ABSOLUTE),
            (Month(2022, 7), -500, HeadCountKind.CHANGE),
        ]
        await desk.press("down", "f2")
        await desk.fill(heads="-600")
        await desk.press("ctrl+s")
        assert [c.heads for c in desk.plan().head_counts if c.group == "Guru Ngaji"][-1] == -600
        await desk.press("delete", "y")
        assert [c.heads for c in desk.plan().head_counts if c.group == "Guru Ngaji"] == [17_000]


async def test_an_allocation_is_added_changed_and_deleted(open_desk):
    async with open_desk() as desk:
        before = desk.plan().allocations
        await desk.press("4", "n")
        await desk.fill(fiscal_year="2023", programmes="JKK", amount="1,5 miliar", account="")
        await desk.press("ctrl+s")
        assert desk.plan().allocations[-1].amount == 1_500_000_000
        assert desk.plan().allocations[-1].programmes == (Programme.JKK,)
        await desk.press("ctrl+end", "up", "e")
        await desk.fill(amount="2.000.000.000")
        await desk.press("ctrl+s")
        assert desk.plan().allocations[-1].amount == 2_000_000_000
        await desk.press("d", "y")
        assert desk.plan().allocations == before


async def test_the_frame_of_the_plan_is_changed_and_can_be_neither_added_nor_deleted(open_desk):
    async with open_desk() as desk:
        await desk.press("4", *BACK_TO_FRAME, "n", "d")
        assert all("hanya satu" in said for said in desk.said)
        await desk.press("e")
        await desk.fill(timing="tahun di muka", last="2023-06")
        await desk.press("ctrl+s")
        plan = desk.plan()
        assert (plan.timing, plan.span.last) == (PaymentTiming.YEAR_AHEAD, Month(2023, 6))


async def test_a_minimum_wage_and_an_assumption_are_added(open_desk):
    async with open_desk() as desk:
        assumptions = len(desk.plan().assumptions)
        await desk.press("4", *BACK_TO_FRAME, "tab", "n")
        await desk.fill(year="2026", wage="2.152.322,94")
        await desk.press("ctrl+s", "tab", "tab", "n")
        await desk.fill(text="Tarif tetap", kind="publik")
        await desk.press("ctrl+s")
        plan = desk.plan()
        assert plan.minimum_wages[-1].sen == 215_232_294
        assert len(plan.assumptions) == assumptions + 1
        assert (plan.assumptions[-1].text, plan.assumptions[-1].kind) == (
            "Tarif tetap",
            AssumptionKind.PUBLIC,
        )


async def test_what_a_document_says_is_entered_and_stands_beside_what_the_plan_costs(open_desk):
    """17.567 RT × Rp3.600 × 12 is Rp758.894.400, a rupiah less than typed here at first."""
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("4", *("tab",) * 8)
        assert desk.drawn().count("✓ cocok") == 2
        await desk.press("n")
        await desk.fill(group="Ketua RT", fiscal_year="2022", programmes="jkk", expected="758.894.401")
        await desk.press("ctrl+s")
        rt = Assertion("Ketua RT", 2022, (Programme.JKK,), 758_894_401)
        assert desk.plan().assertions[-1] == rt
        assert "✗ -1" in desk.drawn()
        await desk.press("e")
        await desk.fill(expected="758.894.400", source="DPA hlm. 3")
        await desk.press("ctrl+s")
        assert desk.drawn().count("✓ cocok") == 3
        await desk.press("d")
        assert "patokan Ketua RT TA 2022 JKK" in " ".join(desk.drawn().replace("│", " ").split())
        await desk.press("y", "ctrl+z")
        assert desk.plan().assertions[-1] == replace(rt, expected_rupiah=758_894_400, source="DPA hlm. 3")


async def test_undo_and_redo_say_what_they_did(open_desk):
    async with open_desk() as desk:
        before = desk.plan()
        await desk.press("2", "d", "y", "1", "ctrl+z")
        assert desk.plan() == before
        assert desk.said[-1] == "Urungkan: Hapus kelompok Guru Ngaji (+Rp2.340.900.000)"
        await desk.press("ctrl+y")
        assert len(desk.plan().groups) == 8
        assert desk.said[-1] == "Ulangi: Hapus kelompok Guru Ngaji (-Rp2.340.900.000)"
        await desk.press("6")
        assert "Hapus kelompok" in desk.drawn()


async def test_undo_with_nothing_to_undo_is_a_sentence(open_desk):
    async with open_desk() as desk:
        await desk.press("ctrl+z")
        assert "Tidak dapat dilanjutkan" in desk.text()


async def test_a_form_complains_under_the_field_and_stores_nothing(open_desk):
    async with open_desk() as desk:
        before = desk.plan()
        await desk.press("2", "enter", "e")
        await desk.fill(wage="1,500,000")
        assert "bermakna ganda" in desk.text()
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.fill(wage="")
        await desk.press("ctrl+s")
        assert "Upah PU kosong" in desk.text()
        assert desk.plan() == before


async def test_a_form_shows_every_problem_that_the_plan_would_have(open_desk):
    async with open_desk() as desk:
        await desk.press("4", "n")
        await desk.fill(sub_activity="salah", account="5.1", amount="-1")
        await desk.press("ctrl+s")
        shown = desk.text()
        assert "Kode rekening" in shown
        assert "sub-kegiatan" in shown
        assert "kurang dari nol" in shown


async def test_escape_asks_before_a_changed_form_is_lost(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n", "escape")
        assert not isinstance(desk.app.screen, RecordForm)
        await desk.press("n")
        await desk.fill(name="Petani")
        await desk.press("escape")
        assert isinstance(desk.app.screen, Confirm)
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.press("escape", "y")
        assert not isinstance(desk.app.screen, RecordForm)
        assert len(desk.plan().groups) == 9


async def test_the_cursor_stands_on_an_added_group(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n")
        await desk.fill(name="Marbot masjid", segment="BPU")
        await desk.press("ctrl+s")
        assert "Marbot masjid" in [group.name for group in desk.plan().groups]
        assert desk.table.current.key.name == "Marbot masjid"


async def test_the_cursor_stands_on_an_added_allocation(open_desk):
    async with open_desk() as desk:
        await desk.press("4", "n")
        await desk.fill(fiscal_year="2023", amount="123456789")
        await desk.press("ctrl+s")
        assert desk.table.current.key.amount == 123_456_789
