"""Where pages of a form end: the signatures stay together and are never alone."""

from hypothesis import given
from hypothesis import strategies as st

from budget.workbook.forms.breaks import Paper, Rows, breaks

# 504 points of rows, less what printers differ by: 0,97 × 504 = 488,88.
PAGE = Paper(14, True, (0.5, 0.5, 0.75, 0.75), False, 100, 100)
TEN = 10.0


def test_a_page_takes_what_fits_of_folio_on_its_side() -> None:
    assert PAGE.capacity == (8.5 - 1.5) * 72 * 0.97


def test_a_wide_sheet_is_scaled_to_the_page_and_takes_more_rows() -> None:
    """12 inches are 864 points; 329 characters of 5,25 points are twice that, so twice the rows fit."""
    wide = Paper(14, True, (0.5, 0.5, 0.75, 0.75), True, 100, 864 * 2 / 5.25)
    assert abs(wide.capacity - 2 * PAGE.capacity) < 1e-6


def test_rows_go_on_a_page_as_long_as_they_fit() -> None:
    """48 rows of 10 points, 49 would be 490."""
    assert breaks(Rows([TEN] * 100), PAGE, (), ()) == [48, 96]


def test_repeated_titles_take_their_room_on_every_later_page() -> None:
    """48, then 46 with two title rows."""
    assert breaks(Rows([TEN] * 100, (1, 2)), PAGE, (), ()) == [48, 94]


def test_the_officers_own_breaks_stay() -> None:
    assert breaks(Rows([TEN] * 60), PAGE, [20], ()) == [20]


def test_a_block_that_does_not_fit_takes_three_rows_along() -> None:
    """Rows 45 to 52 would be cut after row 48: the page ends after row 41."""
    assert breaks(Rows([TEN] * 52), PAGE, (), [(45, 52)]) == [41]


def test_a_block_that_would_begin_a_page_takes_rows_along_too() -> None:
    assert breaks(Rows([TEN] * 56), PAGE, (), [(49, 56)]) == [45]


def test_a_block_that_fits_moves_nothing() -> None:
    assert breaks(Rows([TEN] * 48), PAGE, (), [(41, 48)]) == []


def test_a_block_longer_than_a_page_is_cut() -> None:
    assert breaks(Rows([TEN] * 80), PAGE, (), [(5, 80)]) == [48]


def test_no_page_ends_with_a_heading() -> None:
    """Rows 47 and 48 head row 49."""
    assert breaks(Rows([TEN] * 60, headings={47, 48}), PAGE, (), ()) == [46]


def test_the_titles_of_a_table_do_not_end_a_page_without_a_row_of_it() -> None:
    """Title rows 47 and 48, and the section's name in row 46, go along with row 49."""
    assert breaks(Rows([TEN] * 60, (47, 48)), PAGE, (), ()) == [45]


@given(
    st.lists(st.floats(5, 120), min_size=1, max_size=120),
    st.sets(st.integers(1, 120), max_size=30),
    st.sets(st.integers(1, 119), max_size=3),
    st.tuples(st.integers(1, 120), st.integers(0, 12)),
)
def test_pages_never_hold_more_than_fits_and_blocks_that_fit_are_whole(
    heights: list[float], headings: set[int], own: set[int], block: tuple[int, int]
) -> None:
    first = min(block[0], len(heights))
    last = min(first + block[1], len(heights))
    rows = Rows(heights, (1, 1), headings)
    found = breaks(rows, PAGE, [row for row in own if row < len(heights)], [(first, last)])
    starts = [1, *(row + 1 for row in found)]
    assert starts == sorted(set(starts))
    for start, following in zip(starts, [*starts[1:], len(heights) + 1], strict=True):
        assert following == start + 1 or rows.height(start, following - 1) <= PAGE.capacity
    company = max(first - 6, 1)
    if not own and rows.height(company, last) <= PAGE.capacity and rows.height(1, last) > 0:
        page = max(start for start in starts if start <= first)
        assert all(not first < start <= last for start in starts) or page == first
