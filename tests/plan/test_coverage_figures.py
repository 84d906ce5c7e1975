"""Coverage figures: what is of what, and where publications contradict themselves."""

from dataclasses import replace

import pytest
from coverage_of_bandung import AUGUST, DECEMBER, PUBLISHED, WORKERS, target

from budget.errors import BadEntry, NotFound, NotMonth, Problem, Severity
from budget.period import Month
from budget.plan.coverage import Claimed, Coverage, CoverageFigure, CoverageKind, Period
from budget.plan.coverage_check import check_coverage, format_share
from budget.plan.coverage_layout import FIGURES, TARGETS, parse_period

ACTIVE, ELIGIBLE = CoverageKind.ACTIVE, CoverageKind.ELIGIBLE_WORKERS


def codes(*figures: CoverageFigure) -> list[str]:
    return [problem.code for problem in check_coverage(Coverage(figures))]


def test_members_that_do_not_fit_their_percentage_name_the_denominator_it_implies() -> None:
    """468.000 / 0,3568 = 1.311.659; of 1.600.000 they are 29,25 % (facts, section 7)."""
    (found,) = check_coverage(PUBLISHED)
    assert found.code == "persen_tidak_cocok"
    assert found.severity is Severity.WARNING
    assert "468.000 = 35,68 % berarti penyebutnya 1.311.659" in found.message
    assert "penduduk bekerja 2023 yang tercatat 1.600.000" in found.message
    assert "29,25 %" in found.message


def test_a_percentage_fits_as_far_as_its_digits_are_printed() -> None:
    """510.400 is 31,9 % exactly; 31,95 % rounds to 32,0 or 31,9, 31,951 % no longer."""
    for people, fits in (
        (510_400, True),
        (511_200, True),
        (511_201, False),
        (509_600, True),
        (509_599, False),
    ):
        assert (codes(WORKERS, replace(AUGUST, people=people)) == []) is fits


def test_a_percentage_alone_tells_the_people_and_a_missing_denominator_is_named() -> None:
    assert PUBLISHED.people(AUGUST) == 510_400
    alone = Coverage((AUGUST,))
    assert alone.people(AUGUST) is None
    assert codes(AUGUST) == ["penyebut_tidak_ada"]


def test_the_newest_figure_that_is_known_then_is_the_denominator() -> None:
    later = CoverageFigure(Period(2023, 9), WORKERS.kind, 1_700_000)
    before = CoverageFigure(Period(2022), WORKERS.kind, 1_500_000)
    coverage = Coverage((later, WORKERS, before))
    kind = WORKERS.kind
    assert coverage.known(kind, "", Period(2023, 8)) is WORKERS
    assert coverage.known(kind, "", Period(2023, 10)) is later
    assert coverage.known(kind, "", Period(2023)) is WORKERS
    assert coverage.known(kind, "", Period(2022, 12)) is before
    assert coverage.known(kind, "", Period(2021)) is None
    assert coverage.known(kind, "Cileunyi", Period(2023)) is None


def test_more_members_than_workers_contradict_within_a_year() -> None:
    members = CoverageFigure(Period(2023, 8), ACTIVE, 1_600_001)
    assert codes(WORKERS, members) == ["bagian_melebihi"]
    assert codes(WORKERS, replace(members, period=Period(2024))) == []
    eligible = CoverageFigure(Period(2023), ELIGIBLE, 1_600_001)
    assert codes(WORKERS, eligible) == ["bagian_melebihi"]


def test_segments_that_do_not_add_up_to_the_members_contradict() -> None:
    members = CoverageFigure(Period(2023), ACTIVE, 100)
    parts = [
        CoverageFigure(Period(2023), kind, people)
        for kind, people in (
            (CoverageKind.ACTIVE_PU, 60),
            (CoverageKind.ACTIVE_BPU, 30),
            (CoverageKind.ACTIVE_CONSTRUCTION, 9),
        )
    ]
    assert codes(members, *parts) == ["segmen_tidak_cocok"]
    assert codes(members, *parts[:2]) == []
    assert codes(replace(members, people=99), *parts) == []


def test_kecamatan_that_do_not_add_up_to_the_regency_contradict() -> None:
    parts = [CoverageFigure(Period(2023), ACTIVE, 50, name) for name in ("Cileunyi", "Soreang")]
    whole = CoverageFigure(Period(2023), ACTIVE, 101)
    (found,) = check_coverage(Coverage((whole, *parts)))
    assert found.code == "kecamatan_tidak_cocok"
    assert "2 kecamatan berjumlah 100, seluruh daerah 101: selisih 1" in found.message
    assert codes(replace(whole, people=100), *parts) == []


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (CoverageFigure(Period(2023), ACTIVE, -1), "orang_negatif"),
        (CoverageFigure(Period(2023), ACTIVE, None), "cakupan_kosong"),
        (CoverageFigure(Period(2023), ACTIVE, 1, claimed=Claimed(-1, ELIGIBLE)), "persen_negatif"),
        (CoverageFigure(Period(2023), ACTIVE, 1, claimed=Claimed(1, ACTIVE)), "penyebut_salah"),
        (CoverageFigure(Period(2023), ELIGIBLE, 1, claimed=Claimed(1, ACTIVE)), "penyebut_salah"),
    ],
)
def test_what_nobody_can_count_is_an_error(figure: CoverageFigure, code: str) -> None:
    (found,) = check_coverage(Coverage((figure,)))
    assert (found.code, found.severity) == (code, Severity.ERROR)


def test_two_figures_of_one_kind_place_and_period_are_an_error_whatever_the_capitals() -> None:
    first = CoverageFigure(Period(2023), ACTIVE, 1, "Cileunyi")
    assert codes(first, replace(first, people=2, kecamatan="CILEUNYI")) == ["cakupan_ganda"]


def test_a_target_beyond_everybody_or_backwards_is_an_error() -> None:
    wrong = replace(target(), share_ppm=1_000_001), replace(target(), of=ACTIVE), target(first=Month(2024, 1))
    found: list[Problem] = []
    for each in wrong:
        found += check_coverage(Coverage(targets=(each,)))
    assert [p.code for p in found] == ["sasaran_persen", "penyebut_salah", "sasaran_terbalik"]
    assert [p.code for p in check_coverage(Coverage(targets=(target(), target())))] == ["sasaran_ganda"]


def test_a_figure_that_is_not_there_is_named() -> None:
    assert PUBLISHED.figure(Period(2023, 12), "", ACTIVE) is DECEMBER
    with pytest.raises(NotFound, match="peserta aktif, Januari 2023"):
        PUBLISHED.figure(Period(2023, 1), "", ACTIVE)
    with pytest.raises(NotFound, match="Desember 2023"):
        PUBLISHED.target(Month(2023, 12), ELIGIBLE)


def test_a_period_is_a_year_or_a_month() -> None:
    assert parse_period("2023") == parse_period(2023) == parse_period(2023.0) == Period(2023)
    assert parse_period("2023-08") == parse_period("Agustus 2023") == Period(2023, 8)
    assert (str(Period(2023)), str(Period(2023, 8)), Period(2023, 8).label) == (
        "2023",
        "2023-08",
        "Agustus 2023",
    )
    with pytest.raises(NotMonth):
        parse_period("tahun lalu")
    with pytest.raises(NotMonth):
        Period(2023, 13)


def test_layouts_take_apart_what_they_build() -> None:
    for figure in PUBLISHED.figures:
        assert FIGURES.build(FIGURES.take(figure)) == figure
    assert TARGETS.build(TARGETS.take(target())) == target()


@pytest.mark.parametrize(
    ("missing", "field"), [({"of": None}, "of"), ({"percent": None}, "percent"), ({"people": None}, "people")]
)
def test_a_percentage_without_its_denominator_is_refused_at_its_field(
    missing: dict[str, None], field: str
) -> None:
    values = {**FIGURES.take(DECEMBER), **missing}
    if field == "people":
        values |= {"percent": None, "of": None}
    with pytest.raises(BadEntry) as refused:
        FIGURES.build(values)
    assert refused.value.field == field


def test_shares_are_rounded_half_up_to_two_decimals_for_reading() -> None:
    assert format_share(468_000, 1_600_000) == "29,25 %"
    assert format_share(1, 3) == "33,33 %"
    assert format_share(2, 3) == "66,67 %"
