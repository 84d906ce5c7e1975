"""Digits are grouped while they are typed, and nothing changes its value by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.arithmetic import typed_sen
from budget.errors import NotMoney
from budget.money import format_number
from tui.grouping import Typed, erased_left, erased_right, replaced


def typed(keys: str) -> Typed:
    at = Typed("", 0)
    for key in keys:
        at = replaced(at.text, at.cursor, at.cursor, key)
    return at


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("1500000", "1.500.000"),
        ("1.500.000", "1.500.000"),
        ("2152322,94", "2.152.322,94"),
        ("12 x 16800", "12 x 16.800"),
        ("Rp1500000", "Rp1.500.000"),
        ("-1500", "-1.500"),
        ("1,5 juta", "1,5 juta"),
        ("007", "007"),
        # A point for decimals is no dot between groups, and stays in sight.
        ("2152322.94", "2.152.322.94"),
    ],
)
def test_what_is_typed_is_grouped_and_the_cursor_stands_at_its_end(keys, text):
    assert typed(keys) == Typed(text, len(text))


def test_a_pasted_number_keeps_the_points_that_it_came_with():
    assert replaced("", 0, 0, "2152322.94") == Typed("2152322.94", 10)
    assert replaced("", 0, 0, "1500000") == Typed("1.500.000", 9)
    assert replaced("Rp1.500", 2, 7, "3*250000") == Typed("Rp3*250.000", 11)


def test_the_cursor_stays_behind_the_digit_that_was_typed():
    assert replaced("1.500.000", 1, 1, "2") == Typed("12.500.000", 2)
    assert replaced("500", 0, 0, "1") == Typed("1.500", 1)
    assert replaced("1.500 + 200", 11, 11, "0") == Typed("1.500 + 2.000", 13)


def test_backspace_and_delete_over_a_dot_take_the_digit_beyond_it():
    assert erased_left("1.500.000", 2) == Typed("500.000", 0)
    assert erased_left("1.500.000", 9) == Typed("150.000", 7)
    assert erased_right("1.500.000", 1) == Typed("100.000", 1)
    assert erased_left("1.500.", 6) == Typed("1.500", 5)
    assert erased_left("", 0) == erased_right("", 0) == Typed("", 0)


@given(st.integers(1, 10**15), st.data())
def test_typing_and_erasing_leave_the_digits_that_a_plain_field_would_have(number, data):
    text = format_number(number)
    cursor = data.draw(st.integers(0, len(text)))
    digits, before = text.replace(".", ""), len(text[:cursor].replace(".", ""))
    left = erased_left(text, cursor)
    assert left.text.replace(".", "") == digits[: max(0, before - 1)] + digits[before:]
    more = replaced(text, cursor, cursor, "7")
    assert more.text.replace(".", "") == digits[:before] + "7" + digits[before:]
    assert len(more.text[: more.cursor].replace(".", "")) == before + 1


@given(st.text("0123456789.,", max_size=14))
def test_grouping_a_pasted_text_never_changes_its_amount(pasted):
    def read(text):
        try:
            return typed_sen(text)
        except NotMoney:
            return None

    assert read(replaced("", 0, 0, pasted).text) == read(pasted)
