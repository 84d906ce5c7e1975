"""The small sums and drawings behind the screens."""

import pytest

from budget.engine.calendar import Basis
from budget.period import Month
from budget.services.projecting import Question, answer
from tui.figures import chart_years, figures, group_months
from tui.text import share_text, signed_rupiah
from tui.view import AXES
from tui.widgets.cells import HEAT_STEPS, Column, Row, amount, heat_of, words
from tui.widgets.table_layout import aligned, fitted


@pytest.fixture
def sample(bandung):
    found = answer(bandung, Question(axes=AXES))
    return found, figures((group.name for group in bandung.groups), found.rows)


def test_sums_over_groups_and_months_are_those_of_the_engine(sample):
    found, sums = sample
    assert sums.sum_cost(sums.groups, sums.months) == found.total == 10_016_200_800
    assert sums.sum_person_months(sums.groups, sums.months) == 1_236_568
    assert sums.sum_cost(sums.groups, sums.months_of(2022)) == 6_897_700_800
    assert sums.sum_heads(sums.groups, Month(2023, 5)) == 77_000
    assert sums.years == (2022, 2023)


def test_a_group_without_people_costs_nothing(sample):
    _, sums = sample
    assert sums.sum_cost(("PKK",), sums.months_of(2022)) == 0


def test_a_group_has_people_and_a_price_in_a_month(sample):
    found, _ = sample
    there = group_months(found.projection, Month(2022, 1))
    assert (there["Guru Ngaji"].heads, there["Guru Ngaji"].price) == (17_000, 8_100)
    assert there["PKK"].heads == 0


def test_once_a_month_is_short_later_months_are_unpaid(bandung):
    found = answer(bandung, Question(scenario="Semua BPU", axes=AXES))
    sums = figures((group.name for group in bandung.groups), found.rows)
    year = chart_years(sums, found.allocation.by_fiscal_year)[0]
    # 7.200.000.000 pays six months of 1.192.195.200 and a rest of 46.828.800.
    assert [m.paid for m in year.months[5:8]] == [1_192_195_200, 46_828_800, 0]
    assert year.months[7].short == 1_192_195_200


def test_cash_basis_books_in_the_month_of_payment(bandung):
    found = answer(bandung, Question(basis=Basis.CASH, axes=AXES))
    sums = figures((group.name for group in bandung.groups), found.rows)
    assert sums.months[0] == Month(2022, 2)
    assert sums.sum_cost(sums.groups, sums.months_of(2022)) == 6_322_892_400


def test_a_share_is_cut_so_that_100_percent_means_all_of_it():
    assert share_text(9_999, 10_000) == "99,9 %"
    assert share_text(20_774_342_400, 10_500_000_000) == "197,8 %"
    assert share_text(1, 0) == "–"


def test_an_effect_carries_its_sign():
    assert [signed_rupiah(n) for n in (1_000, -1_000, 0)] == ["+Rp1.000", "-Rp1.000", "Rp0"]


def test_columns_of_words_give_way_and_numbers_never_do():
    columns = (Column("a", least=5, grows=True), Column("b", least=4), Column("c", right=True))
    assert sum(fitted(columns, (30, 20, 15), 40)) == 40
    assert fitted(columns, (30, 20, 15), 40)[2] == 17
    assert fitted(columns, (30, 20, 15), 10) == [7, 6, 17]
    assert fitted(columns, (5, 5, 5), 60) == [46, 7, 7]


def test_a_text_that_does_not_fit_ends_in_dots_and_wide_letters_count_twice():
    assert aligned("Non-ASN dan Puskesmas", 10, right=False) == " Non-ASN… "
    assert aligned("日本語日本", 8, right=False) == " 日本 … "
    assert aligned("12", 6, right=True) == "   12 "


def test_a_row_is_copied_with_bare_numbers():
    row = Row(None, (words("=1+1"), amount(1_000)))
    assert [cell.copied for cell in row.cells] == ["'=1+1", "1000"]


def test_heat_goes_up_in_five_even_steps_and_nothing_has_none():
    """Of 100: 1–19 one, 20–39 two, 40–59 three, 60–79 four, from 80 on five."""
    assert [heat_of(value, 100) for value in (-5, 0, 1, 19, 20, 59, 60, 79, 80, 100)] == [
        0, 0, 1, 1, 2, 3, 4, 4, 5, HEAT_STEPS,
    ]  # fmt: skip
    assert heat_of(5, 0) == 0
