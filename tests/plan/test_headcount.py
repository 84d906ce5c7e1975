"""From dated head counts to people in each month."""

from hypothesis import given
from hypothesis import strategies as st

from budget.period import Month, MonthRange
from budget.plan import HeadCount, HeadCountKind
from budget.plan.headcount import by_place, first_negative, levels, peopled

SPAN = MonthRange(Month(2022, 1), Month(2022, 6))
CHANGE = HeadCountKind.CHANGE


def _of(*counts: HeadCount) -> list[HeadCount]:
    [place] = by_place(counts).values()
    return place


def test_a_count_holds_until_a_newer_one() -> None:
    counts = _of(HeadCount("RT", Month(2022, 4), 30), HeadCount("RT", Month(2022, 2), 20))
    assert levels(counts, SPAN) == [0, 20, 20, 30, 30, 30]


def test_changes_add_to_the_count_of_the_same_month_whatever_their_order() -> None:
    counts = _of(HeadCount("RT", Month(2022, 2), 5, CHANGE), HeadCount("RT", Month(2022, 2), 20))
    assert levels(counts, SPAN) == [0, 25, 25, 25, 25, 25]


def test_counts_before_the_span_set_its_first_level() -> None:
    counts = _of(HeadCount("RT", Month(2021, 5), 20), HeadCount("RT", Month(2021, 12), -3, CHANGE))
    assert levels(counts, SPAN) == [17] * 6


def test_counts_after_the_span_do_not_matter() -> None:
    assert levels(_of(HeadCount("RT", Month(2022, 7), 20)), SPAN) == [0] * 6


def test_groups_and_kecamatan_are_one_whatever_their_capitals() -> None:
    places = by_place(
        [
            HeadCount("RT", Month(2022, 1), 1, kecamatan="Soreang"),
            HeadCount("rt", Month(2022, 2), 2, kecamatan="soreang"),
            HeadCount("RT", Month(2022, 1), 3, kecamatan="Ciwidey"),
        ]
    )
    assert {place: len(counts) for place, counts in places.items()} == {
        ("rt", "soreang"): 2,
        ("rt", "ciwidey"): 1,
    }


def test_the_first_month_with_fewer_than_nobody_is_found() -> None:
    counts = _of(
        HeadCount("RT", Month(2022, 1), 10),
        HeadCount("RT", Month(2022, 3), -12, CHANGE),
        HeadCount("RT", Month(2022, 5), -1, CHANGE),
    )
    assert first_negative(counts) == (Month(2022, 3), -2)
    assert first_negative(counts[:1]) is None


def test_changes_of_one_month_may_cancel_each_other() -> None:
    counts = _of(HeadCount("RT", Month(2022, 1), -5, CHANGE), HeadCount("RT", Month(2022, 1), 5, CHANGE))
    assert first_negative(counts) is None


COUNTS = st.builds(
    HeadCount,
    st.just("RT"),
    st.builds(Month, st.just(2022) | st.just(2021), st.integers(1, 9)),
    st.integers(-3, 3),
    st.sampled_from(HeadCountKind),
    st.sampled_from(["", "Soreang", "Ciwidey"]),
)


@given(st.lists(COUNTS, max_size=12))
def test_peopled_months_are_those_with_any_level_but_zero(counts: list[HeadCount]) -> None:
    places = by_place(counts).values()
    people = [levels(place, SPAN) for place in places]
    expected = [month for i, month in enumerate(SPAN) if any(row[i] for row in people)]
    assert peopled(places, SPAN) == expected
