"""The path to a target, and people whom the plan pays for beside those that sources state."""

from dataclasses import replace
from fractions import Fraction

import pytest
from bandung import BPU_LOWEST_ROW, PU_AT_1_500_000
from coverage_of_bandung import DECEMBER, PUBLISHED, WORKERS, WORKING, target
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Payer
from budget.engine.coverage import apbd_people, coverage_table, target_path
from budget.engine.projection import project
from budget.errors import LimitExceeded, NotFound
from budget.law import LawBook
from budget.period import Month
from budget.plan import HeadCount, Plan
from budget.plan.coverage import Coverage, CoverageFigure, CoverageKind, Period
from budget.plan.growth import GrowthPath

ACTIVE = CoverageKind.ACTIVE


def test_the_path_of_bandung_costs_3_048_192_000_in_five_even_steps(law: LawBook) -> None:
    """31,9 % → 35,68 % of 1.600.000: 570.880 − 510.400 = 60.480 people, 12.096 a month from August on.

    12.096 × (5 + 4 + 3 + 2 + 1) × 16.800 = 12.096 × 15 × 16.800 = 3.048.192.000.
    """
    found = target_path(PUBLISHED, target(), BPU_LOWEST_ROW, law)
    assert (found.needed, found.start.people, found.joiners) == (570_880, 510_400, 60_480)
    assert [month.joiners for month in found.months] == [12_096] * 5
    assert [month.members for month in found.months] == [12_096, 24_192, 36_288, 48_384, 60_480]
    assert found.months[0].cost == 203_212_800
    assert (found.total, found.person_months) == (3_048_192_000, 181_440)
    assert found.start.label == "31,9 % dari 1.600.000 penduduk bekerja (2023)"


def test_all_at_once_costs_most_at_the_start_and_least_at_the_end(law: LawBook) -> None:
    """60.480 × 5 × 16.800 = 5.080.320.000 and 60.480 × 16.800 = 1.016.064.000."""
    now = target_path(PUBLISHED, target(GrowthPath.NOW), BPU_LOWEST_ROW, law)
    end = target_path(PUBLISHED, target(GrowthPath.END), BPU_LOWEST_ROW, law)
    assert (now.total, end.total) == (5_080_320_000, 1_016_064_000)
    assert [month.joiners for month in end.months] == [0, 0, 0, 0, 60_480]


def test_people_are_rounded_up_and_even_steps_give_their_rest_to_the_first_months(law: LawBook) -> None:
    """35,68 % of 1.600.001 is 570.880,3568: 570.881 people, 60.481 more, 12.097 and four times 12.096."""
    coverage = Coverage(
        (replace(WORKERS, people=1_600_001), CoverageFigure(Period(2023, 8), ACTIVE, 510_400))
    )
    found = target_path(coverage, target(), BPU_LOWEST_ROW, law)
    assert found.needed == 570_881
    assert [month.joiners for month in found.months] == [12_097, 12_096, 12_096, 12_096, 12_096]


def test_a_target_that_is_reached_already_needs_nobody(law: LawBook) -> None:
    found = target_path(Coverage((WORKERS, replace(DECEMBER, people=600_000))), target(
        first=Month(2023, 12)), BPU_LOWEST_ROW, law)  # fmt: skip
    assert (found.joiners, found.total) == (0, 0)


def test_other_terms_and_the_law_of_the_month_give_the_price(law: LawBook) -> None:
    found = target_path(PUBLISHED, target(), PU_AT_1_500_000, law)
    assert {month.price for month in found.months} == {8_100}
    assert any("PP 44/2015" in reference.source for reference in found.references)


def test_segments_of_one_newer_period_are_the_members_and_a_part_of_them_is_not(law: LawBook) -> None:
    segments = [
        CoverageFigure(Period(2023, 7), kind, people)
        for kind, people in (
            (CoverageKind.ACTIVE_PU, 400_000),
            (CoverageKind.ACTIVE_BPU, 100_000),
            (CoverageKind.ACTIVE_CONSTRUCTION, 10_400),
        )
    ]
    found = target_path(Coverage((WORKERS, *segments)), target(), BPU_LOWEST_ROW, law)
    assert (found.start.people, found.start_period) == (510_400, Period(2023, 7))
    with pytest.raises(NotFound, match="peserta aktif sampai Agustus 2023 belum diisi"):
        target_path(Coverage((WORKERS, *segments[:2])), target(), BPU_LOWEST_ROW, law)
    old = CoverageFigure(Period(2022), ACTIVE, 450_000)
    found = target_path(Coverage((WORKERS, *segments[:2], old)), target(), BPU_LOWEST_ROW, law)
    assert found.start.people == 450_000


def test_a_path_without_a_denominator_says_which_is_missing(law: LawBook) -> None:
    of_eligible = replace(target(), of=CoverageKind.ELIGIBLE_WORKERS)
    with pytest.raises(NotFound, match="pekerja yang memenuhi syarat sampai Desember 2023"):
        target_path(PUBLISHED, of_eligible, BPU_LOWEST_ROW, law)


def test_a_cost_that_no_file_can_hold_is_refused(law: LawBook) -> None:
    many = Coverage((replace(WORKERS, people=2**62), CoverageFigure(Period(2023), ACTIVE, 0)))
    with pytest.raises(LimitExceeded):
        target_path(many, target(), BPU_LOWEST_ROW, law)


@given(
    whole=st.integers(1, 10**7),
    have=st.integers(0, 10**7),
    share=st.integers(1, 1_000_000),
    months=st.integers(1, 24),
    path=st.sampled_from(GrowthPath),
)
def test_every_path_brings_exactly_who_is_needed(
    law: LawBook, whole: int, have: int, share: int, months: int, path: GrowthPath
) -> None:
    coverage = Coverage((replace(WORKERS, people=whole), CoverageFigure(Period(2023), ACTIVE, have)))
    last = Month(2023, 1).plus(months - 1)
    wanted = replace(target(path), share_ppm=share, first=Month(2023, 1), month=last)
    found = target_path(coverage, wanted, BPU_LOWEST_ROW, law)
    joiners = [month.joiners for month in found.months]
    assert sum(joiners) == found.joiners == found.months[-1].members
    assert Fraction(have + found.joiners, whole) >= Fraction(share, 1_000_000)
    assert found.joiners == 0 or Fraction(have + found.joiners - 1, whole) < Fraction(share, 1_000_000)
    if path is GrowthPath.EVEN:
        assert max(joiners) - min(joiners) <= 1


def test_members_paid_stand_beside_those_of_the_plan(bandung: Plan, law: LawBook) -> None:
    """The plan pays 77.000 in May 2023, its last month; a year alone is looked at there too."""
    projection = project(bandung, law)
    figures = [
        CoverageFigure(period, CoverageKind.APBD_PAID, 80_000)
        for period in (Period(2022, 12), Period(2023), Period(2024))
    ]
    rows = coverage_table(Coverage(tuple(figures)), projection)
    assert [(row.planned, str(row.planned_month)) for row in rows] == [
        (70_964, "2022-12"),
        (77_000, "2023-05"),
        (None, "2024-12"),
    ]


def test_people_paid_by_themselves_or_elsewhere_are_not_the_regencys(bandung: Plan, law: LawBook) -> None:
    tariffs = tuple(
        replace(t, terms=replace(t.terms, payer=Payer.SELF)) if t.group == "PKK" else t
        for t in bandung.tariffs
    )
    placed = HeadCount("Linmas", Month(2023, 5), 600, kecamatan="Cileunyi")
    projection = project(replace(bandung, tariffs=tariffs, head_counts=(*bandung.head_counts, placed)), law)
    assert apbd_people(projection, Month(2023, 5)) == 77_000 - 6_036 + 600
    assert apbd_people(projection, Month(2023, 5), "cileunyi") == 600
    assert apbd_people(projection, Month(2023, 6)) is None


def test_the_table_gives_every_share_with_its_whole() -> None:
    eligible = CoverageFigure(Period(2023), CoverageKind.ELIGIBLE_WORKERS, 1_311_659)
    kecamatan = CoverageFigure(Period(2023, 12), ACTIVE, 9_000, "Cileunyi")
    coverage = Coverage((DECEMBER, WORKERS, eligible, kecamatan))
    rows = coverage_table(coverage, None)
    assert [row.figure for row in rows] == [WORKERS, eligible, DECEMBER]
    assert [(share.of, share.ppm) for share in rows[-1].shares] == [
        (WORKING, 292_500),
        (CoverageKind.ELIGIBLE_WORKERS, 356_800),
    ]
    assert rows[-1].shares[0].part == Fraction(117, 400)
    detailed = coverage_table(coverage, None, year=2023, kecamatan=True)
    assert detailed[-1].figure is kecamatan
    assert detailed[-1].shares == ()
    assert coverage_table(coverage, None, year=2022) == ()
