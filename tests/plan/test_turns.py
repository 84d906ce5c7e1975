"""Tariffs of a group take turns, so that one edit moves the boundary between two of them."""

from dataclasses import replace

from bandung import PU_AT_1_500_000, START

from budget.period import Month, Validity
from budget.plan import Tariff
from budget.plan.editing import with_record, without


def tariff(first: Month, last: Month | None = None, group: str = "Linmas") -> Tariff:
    return Tariff(group, Validity(first, last), PU_AT_1_500_000)


def turns(plan, group="Linmas"):
    held = [t.validity for t in plan.tariffs if t.group == group]
    return [(str(v.first), str(v.last) if v.last else None) for v in held]


def test_a_tariff_without_end_gives_way_to_one_that_is_added(bandung):
    after = with_record(bandung, None, tariff(Month(2023, 1)))
    assert turns(after) == [("2022-01", "2022-12"), ("2023-01", None)]
    assert turns(after, "PKK") == [("2022-01", None)]


def test_a_tariff_with_an_end_does_not_give_way(bandung):
    ended = replace(bandung, tariffs=(tariff(START, Month(2023, 3)),))
    assert turns(with_record(ended, None, tariff(Month(2023, 1)))) == [
        ("2022-01", "2023-03"),
        ("2023-01", None),
    ]


def test_a_tariff_from_the_same_month_is_left_to_the_check(bandung):
    assert turns(with_record(bandung, None, tariff(START))) == [("2022-01", None), ("2022-01", None)]


def test_the_tariff_before_follows_a_moved_beginning(bandung):
    plan = with_record(bandung, None, tariff(Month(2023, 1)))
    later = plan.tariffs[-1]
    assert turns(with_record(plan, later, tariff(Month(2023, 3)))) == [
        ("2022-01", "2023-02"),
        ("2023-03", None),
    ]


def test_the_tariff_after_follows_a_moved_end(bandung):
    plan = with_record(bandung, None, tariff(Month(2023, 1)))
    earlier = next(t for t in plan.tariffs if t.group == "Linmas")
    moved = with_record(plan, earlier, tariff(START, Month(2022, 9)))
    assert turns(moved) == [("2022-01", "2022-09"), ("2022-10", None)]


def test_the_tariff_before_holds_on_when_a_later_one_is_removed(bandung):
    plan = with_record(bandung, None, tariff(Month(2023, 1)))
    assert without(plan, plan.tariffs[-1]).tariffs == bandung.tariffs


def test_a_tariff_that_never_touched_stays_as_it_is(bandung):
    apart = replace(bandung, tariffs=(tariff(START, Month(2022, 6)), tariff(Month(2022, 9))))
    later = apart.tariffs[1]
    assert turns(with_record(apart, later, tariff(Month(2022, 8))))[0] == ("2022-01", "2022-06")
    assert turns(without(apart, later)) == [("2022-01", "2022-06")]
