"""How far the money goes, in every room: per fiscal year, and per account where the sum hides a shortage."""

from dataclasses import replace

import pytest
from conftest import workspace_at
from effort import SIZES

from budget.contribution import Income, Programme, Segment, Terms
from budget.engine.calendar import calendar
from budget.engine.projection import project
from budget.engine.runway import allocation_view
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, Plan, Region, Tariff
from budget.services.workspace import create_with
from tui.runway import headline, runway_line

JKK, JKM = Programme.JKK, Programme.JKM
JANUARY = Month(2026, 1)


def farmers(*money: Allocation) -> Plan:
    """100 farmers, JKK 10.000 and JKM 6.800 each: 1.000.000 and 680.000 a month."""
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        MonthRange(JANUARY, Month(2026, 12)),
        groups=(Group("Petani", "Pertanian", Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(JANUARY), Terms(Income())),),
        head_counts=(HeadCount("Petani", JANUARY, 100),),
        allocations=money,
    )


def line(amount: int, *programmes: Programme, account: str = "", funding: str = "") -> Allocation:
    return Allocation(2026, "", "", account, funding, programmes, amount)


def view_of(plan, law):
    projection = project(plan, law)
    return allocation_view(projection, calendar(projection))


SHORT_JKM = farmers(line(20_000_000, JKK), line(5_000_000, JKM))


def test_a_short_account_is_named_though_the_sum_is_enough(law):
    """JKM: 8.160.000, of which 5.000.000 pay 7 months and 35 people; all 25 million are enough."""
    assert headline(view_of(SHORT_JKM, law)) == (
        "Pagu cukup bila dijumlahkan, tetapi tidak di setiap rekening:\n"
        "Rekening JKM TA 2026 hanya cukup sampai Juli 2026: 65 orang tidak dibayar, 465 orang-bulan, "
        "kurang Rp3.160.000."
    )
    assert runway_line(view_of(SHORT_JKM, law)) == (
        "Rekening JKM TA 2026 kurang mulai Agu 2026: 65 orang, 465 OB, Rp3.160.000"
    )


def test_what_no_line_pays_is_a_shortage_of_its_own(law):
    found = headline(view_of(farmers(line(99_000_000, JKK)), law))
    assert "Biaya tanpa pagu TA 2026 tidak cukup sebulan pun: 100 orang tidak dibayar" in found
    assert "1.200 orang-bulan, kurang Rp8.160.000." in found


def test_accounts_of_the_same_programmes_are_told_apart_in_full(law):
    """Both sources pay JKM; the tariff draws on PAD alone."""
    plan = farmers(
        line(50_000_000, JKK), line(1_000_000, JKM, funding="PAD"), line(9_000_000, JKM, funding="DAU")
    )
    plan = replace(plan, tariffs=(replace(plan.tariffs[0], funding="PAD"),))
    assert "Rekening PAD TA 2026 hanya cukup sampai Januari 2026" in headline(view_of(plan, law))


def test_a_fiscal_year_that_is_short_is_told_once_and_not_account_by_account(law):
    found = headline(view_of(farmers(line(12_000_000, JKK), line(5_000_000, JKM)), law))
    assert found.startswith("TA 2026 hanya cukup sampai Oktober 2026")
    assert "Rekening" not in found


def test_money_that_is_enough_is_said_with_what_is_left(law):
    plan = farmers(line(20_160_001, JKK, JKM))
    assert runway_line(view_of(plan, law)) == "Pagu cukup s.d. Des 2026 · sisa Rp1"
    assert headline(view_of(plan, law)) == "Pagu setiap tahun anggaran cukup untuk seluruh rentang."


@pytest.mark.parametrize("size", SIZES)
async def test_every_room_says_how_far_the_money_goes(open_desk, tmp_path, size):
    workspace = workspace_at(tmp_path / "petani.pagu")
    create_with(workspace, SHORT_JKM)
    async with open_desk(size=size, on=workspace) as desk:
        assert "Rekening JKM TA 2026 hanya cukup sampai Juli 2026" in desk.drawn()
        for key in ("2", "3", "4", "5", "6", "7"):
            await desk.press(key)
            assert "Rekening JKM TA 2026 kurang mulai Agu 2026: 65 orang, 465 OB, Rp3.160.000" in desk.drawn()
        await desk.press("2", "enter")
        assert "kurang mulai Agu 2026" in desk.drawn()


async def test_the_list_of_accounts_says_when_each_is_short_and_for_whom(open_desk, tmp_path):
    workspace = workspace_at(tmp_path / "petani.pagu")
    create_with(workspace, SHORT_JKM)
    async with open_desk(size=(160, 36), on=workspace) as desk:
        await desk.press("4", "tab")
        (jkm,) = (row for row in desk.drawn().splitlines() if "5.000.000" in row)
        words = jkm.split()
        assert words[-10:] == ["Jul", "2026", "saja", "Agu", "2026", "35", "/", "65", "465", "OB"]


async def test_the_line_follows_scenario_and_basis(open_desk):
    """The sample's May 2023 is paid in June; on cash basis 2023 carries December 2022 and is short."""
    async with open_desk() as desk:
        await desk.press("3")
        assert "Pagu cukup s.d. Mei 2023 · sisa Rp483.799.200" in desk.drawn()
        await desk.press("b")
        assert "TA 2023 kurang mulai Jun 2023:" in desk.drawn()
        await desk.press("b", "k", "down", "enter")
        assert "TA 2022 kurang mulai Jul 2022: 68.177 orang" in desk.drawn()
        await desk.press("1")
        assert not desk.app.screen.query_one("#runway-line").display
