"""Stages of a budget year: a later one replaces the one before it, and both stay side by side."""

from dataclasses import replace

from budget.contribution import Programme
from budget.plan import APBD, Allocation, Stage, StageKind, Volume
from budget.plan.allocation import LineChange, in_force, stage_changes, stages

JKK, JKM = Programme.JKK, Programme.JKM
RAPBD, AMENDED = Stage(StageKind.RAPBD), Stage(StageKind.AMENDMENT)
FIRST, SECOND = Stage(StageKind.SHIFT, 1), Stage(StageKind.SHIFT, 2)


def line(amount: int, stage: Stage = APBD, year: int = 2026, programme: Programme = JKK) -> Allocation:
    return Allocation(year, "Disnaker", "", "", "PAD", (programme,), amount, stage)


def test_stages_follow_one_another_as_the_budget_year_does() -> None:
    lines = [line(1, AMENDED), line(2, SECOND), line(3, FIRST), line(4), line(5, RAPBD)]
    assert stages(lines, 2026) == (RAPBD, APBD, FIRST, SECOND, AMENDED)
    assert [stage.label for stage in stages(lines, 2026)] == [
        "RAPBD",
        "APBD",
        "Pergeseran 1",
        "Pergeseran 2",
        "Perubahan",
    ]


def test_all_lines_of_a_later_stage_replace_all_of_an_earlier_one() -> None:
    lines = [line(100), line(60, programme=JKM), line(120, FIRST)]
    assert in_force(lines) == (lines[2],)


def test_each_fiscal_year_has_a_last_stage_of_its_own() -> None:
    lines = [line(100), line(90, AMENDED), line(50, RAPBD, year=2027)]
    assert in_force(lines) == (lines[1], lines[2])


def test_an_earlier_stage_can_be_asked_for() -> None:
    lines = [line(70, RAPBD), line(100), line(120, FIRST)]
    assert in_force(lines, APBD) == (lines[1],)
    assert in_force(lines, Stage(StageKind.KUA_PPAS)) == ()


def test_two_stages_stand_side_by_side_line_by_line() -> None:
    lines = [line(100), line(60, programme=JKM), line(130, FIRST), line(9, FIRST, programme=JKM)]
    found = stage_changes(lines, 2026, APBD, FIRST)
    assert [(c.key.programmes, c.before, c.after, c.difference) for c in found] == [
        ((JKK,), 100, 130, 30),
        ((JKM,), 60, 9, -51),
    ]


def test_a_line_that_only_one_stage_has_is_all_new_or_all_gone() -> None:
    lines = [line(100), line(60, FIRST, programme=JKM)]
    assert [(c.before, c.after, c.other) for c in stage_changes(lines, 2026, APBD, FIRST)] == [
        (100, 0, -100),
        (0, 60, 60),
    ]


def test_why_a_line_changed_is_told_by_people_months_and_price() -> None:
    """5.000 × 12 × 10.000 = 600 million become 6.000 × 9 × 10.800 = 583.200.000.

    1.000 people more for 12 months at 10.000 are 120 million; 6.000 people for 3 months less are
    180 million less; 800 more for 6.000 people in 9 months are 43.200.000.
    """
    before = replace(line(600_000_000), volume=Volume(5_000, 12, 10_000))
    after = replace(line(583_200_000, AMENDED), volume=Volume(6_000, 9, 10_800))
    (found,) = stage_changes([before, after], 2026, APBD, AMENDED)
    assert (found.people, found.months, found.price) == (120_000_000, -180_000_000, 43_200_000)
    assert (found.difference, found.other) == (-16_800_000, 0)


def test_what_the_reckoning_does_not_explain_is_named_as_such() -> None:
    """The amended line was cut to a round sum: 50 million less than its people, months and price."""
    before = replace(line(600_000_000), volume=Volume(5_000, 12, 10_000))
    after = replace(line(670_000_000, AMENDED), volume=Volume(6_000, 12, 10_000))
    (found,) = stage_changes([before, after], 2026, APBD, AMENDED)
    assert (found.people, found.other) == (120_000_000, -50_000_000)


def test_lines_that_do_not_say_how_they_were_reckoned_have_no_reason() -> None:
    (found,) = stage_changes([line(100), line(130, FIRST)], 2026, APBD, FIRST)
    assert found == LineChange(found.key, 100, 130)
    assert found.other == 30
