"""The sheets that put the figures together for the council: cover, one page, answers, places, years, …

They come after all others, whose cells they point at, and stand before them to the reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.period import MONTH_NAMES
from budget.workbook.council import (
    answers,
    breakdowns,
    cover,
    one_page,
    places,
    scenarios,
    stages,
    texts,
    three_years,
)
from budget.workbook.council.background import Background
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import Figures
from budget.workbook.council.prognosis import prognosis
from budget.workbook.council.scenarios import Costed, costed
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.workings import Workings


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """What is exported: the `scenario` by name (None: the plan as it stands), its label, the day, and the
    `background` with the alternatives that could be costed.
    """

    scenario: str | None
    label: str
    made_on: date
    day: str
    subject: str
    background: Background
    sides: Sequence[Costed]


def edition(
    data: Figures, background: Background, scenario: str | None, made_on: date, subject: str
) -> Edition:
    """What `write_council` was asked for, with what has to be known before the first sheet is written."""
    day = f"{made_on.day} {MONTH_NAMES[made_on.month - 1]} {made_on.year}"
    sides = costed(background)
    return Edition(scenario, _label(data, scenario), made_on, day, subject, background, sides)


def _label(data: Figures, scenario: str | None) -> str:
    """A version is a plan with a frozen law that no scenario of its own is named after."""
    if not scenario:
        return "Rencana dasar"
    plan = data.projection.plan
    named = any(each.name.casefold() == scenario.casefold() for each in plan.scenarios)
    return f"Versi: {scenario}" if plan.frozen_law is not None and not named else f"Skenario: {scenario}"


def widths(data: Figures, made: Edition) -> dict[str, Sequence[float]]:
    """The columns of each of these sheets, by title."""
    return {
        texts.COVER: cover.WIDTHS,
        texts.ONE_PAGE: one_page.WIDTHS,
        texts.ANSWERS: answers.WIDTHS,
        texts.PLACES: places.widths(data),
        texts.THREE_YEARS: three_years.widths(data),
        texts.SCENARIOS: scenarios.widths(made.sides),
        texts.STAGES: stages.widths(data),
    }


def control_rows(data: Figures, made: Edition) -> int:
    """How many lines these sheets add to the control."""
    of_years = places.control_rows(data) + len(stages.compared_years(data)) + three_years.CONTROL_LINES
    return of_years + breakdowns.CONTROL_LINES + scenarios.control_rows(made.sides)


def write_reports(sheets: Mapping[str, Sheet], work: Workings, made: Edition) -> list[ControlLine]:
    """Fill the sheets, and the tables by group, source and account of the summary; what the control holds."""
    data, background = work.data, made.background
    by_place = places.write_places(sheets[texts.PLACES], work)
    by_stage = stages.write_stages(sheets[texts.STAGES], work)
    years = three_years.write_three_years(sheets[texts.THREE_YEARS], work, background, made.made_on)
    leads = scenarios.write_scenarios(sheets[texts.SCENARIOS], work, background, made.sides, made.scenario)
    broken_down = breakdowns.write_breakdowns(sheets[texts.SUMMARY], work)
    page = one_page.write_one_page(sheets[texts.ONE_PAGE], work, background, made.day)
    halves = prognosis(data, background.book, years.years[1], made.made_on)
    evidence = answers.Evidence(broken_down, by_place, years, page, halves)
    answers.write_answers(sheets[texts.ANSWERS], work, background, evidence)
    titles = [title for title in sheets if title != texts.COVER]
    cover.write_cover(sheets[texts.COVER], work, titles, made.subject, made.label, made.day)
    return [
        *breakdowns.control_lines(work, broken_down),
        *places.control_lines(work, by_place),
        *three_years.control_lines(work, years),
        *stages.control_lines(work, by_stage),
        *leads,
    ]
