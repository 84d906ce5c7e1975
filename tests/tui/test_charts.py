"""The charts: what their blocks say without colour, the exact figures beside them, and their width."""

from dataclasses import replace

import pytest
from coverage_of_bandung import PUBLISHED, target
from farmers_paid import allotted, plan_of
from rich.cells import cell_len

from budget.engine.axes import Axis
from budget.engine.calendar import calendar
from budget.engine.coverage import coverage_table
from budget.engine.projection import project
from budget.engine.ranges import Range, Ranges
from budget.engine.realisation import realisation
from budget.engine.risk import Band, Spread, risk
from budget.period import Month
from budget.plan import CashMonth, Plan
from budget.plan.coverage import Coverage, CoverageFigure, CoverageKind, Period
from budget.services.cash_planning import payment_months
from budget.services.projecting import Question, answer
from tui import charts
from tui.figures import figures
from tui.widgets.bar_chart import Bar, Chart, Panel, Part, drawn
from tui.widgets.bars import bar, cells_of, signed_bar

NARROW, WIDE = 78, 118


def lines(chart: Chart, width: int = NARROW) -> list[str]:
    return [line.plain for line in drawn(chart, width)]


def answered(plan: Plan, scenario: str | None = None):
    found = answer(plan, Question(scenario=scenario, axes=(Axis.GROUP, Axis.MONTH)))
    return found, figures((group.name for group in plan.groups), found.rows)


def cost(plan: Plan, scenario: str | None = None) -> Chart:
    found, sums = answered(plan, scenario)
    return charts.cost_chart(sums, found.allocation.by_fiscal_year)


def cumulated(plan: Plan, scenario: str | None = None) -> Chart:
    found, sums = answered(plan, scenario)
    return charts.cumulated_chart(sums, found.allocation.by_fiscal_year)


def test_bars_are_whole_numbers_of_eighths_and_nothing_that_is_there_vanishes():
    """Of 8 cells for 64: 8 is one cell, 9 an eighth more, 1 the smallest seen; 65 ends at the edge."""
    assert [bar(value, 64, 8) for value in (0, 1, 8, 9, 64, 65)] == ["", "▏", "█", "█▏", "█" * 8, "█" * 8]
    assert [cells_of(value, 64, 8) for value in (0, 1, 8, 15, 16, 900)] == [0, 1, 1, 1, 2, 8]
    assert bar(1, 10**30, 40) == "▏"
    assert [signed_bar(value, 4, 2) for value in (0, 1, -1, 4, -4)] == ["  │", "  │▌", " ▐│", "  │██", "██│"]


def test_the_monthly_cost_is_full_where_it_is_paid_and_light_where_it_is_not():
    """1.680.000 a month of 10.000.000: five months and 1.600.000 of June; nothing after it."""
    found = lines(cost(plan_of({"Petani": 100}, allotted(6_000_000, 4_000_000))))
    assert found[0] == "Biaya per bulan  █ terbayar pagu tahunnya   ░ ! tidak terbayar"
    assert found[1] == "TA 2026  201,6 % pagu · melampaui"
    may, june, july = found[6:9]
    assert "░" not in may and may.endswith("1.680.000")
    assert june.count("░") > 0 and june.index("█") < june.index("░") and june.endswith("1.680.000 !")
    assert "█" not in july and july.endswith("1.680.000 !")


def test_the_cumulated_cost_crosses_the_pagu_in_a_month_that_is_named():
    """5 × 1.680.000 = 8.400.000; June brings 10.080.000, which is 80.000 above 10.000.000."""
    found = lines(cumulated(plan_of({"Petani": 100}, allotted(6_000_000, 4_000_000))))
    assert found[1].startswith("TA 2026  pagu 10.000.000 · melampaui pada Jun 2026")
    assert found[1].split()[-3:] == ["Kumulatif", "Sisa", "pagu"]
    may, june = found[6:8]
    assert may.endswith("8.400.000   1.600.000") and "░" not in may
    assert june.endswith("10.080.000     -80.000 !")
    # However little it is: the part above the money is seen, behind the stroke of the money.
    assert june.index("│") + 1 == june.index("░")
    assert all("│" in line for line in found[2:])


def test_the_cost_stands_against_the_cash_plan_by_month_of_payment():
    """March is set to 1.000.000 of JKK by hand, where 1.000.000 JKK and 680.000 JKM are paid."""
    plan = plan_of({"Petani": 100}, allotted(12_000_000, 8_160_000))
    line = plan.allotted[0]
    by_hand = CashMonth(
        Month(2026, 3), line.skpd, line.sub_activity, line.account, line.funding, line.programmes, 100_000
    )
    plan = replace(plan, cash_months=(by_hand,))
    years = payment_months(plan)
    months = dict(years)[2026]
    assert (months[0].cost, months[1].cost) == (0, 1_680_000)
    assert months[2].cash == 100_000 + 741_819
    assert sum(month.cash for month in months) == 20_160_000
    march = lines(charts.cash_chart(years))[4]
    assert march.endswith("1.680.000      841.819 !")
    assert march.index("█") < march.index("│") < march.index("░")


def test_what_was_paid_stands_against_the_cash_plan(law):
    plan = plan_of({"Petani": 100}, allotted(11_000_000, 7_480_000))
    found = lines(charts.paid_chart(realisation(project(plan, law), (), 2026, Month(2026, 3))))
    assert found[1].startswith("TA 2026  sampai Maret 2026")
    assert found[3].startswith("Feb  ") and found[3].endswith("│       0    1.680.000")


def test_the_band_of_the_draws_lies_behind_its_low_end(law):
    """10 % of the draws cost at most 600 of 1.000, 90 % at most 1.000; the money is 800."""
    band = Band(Month(2026, 1), 800, Spread(500, 600, 700, 1_000, 1_200))
    found = lines(charts.band_chart([band]))
    drawing = found[2]
    assert drawing.endswith(" 600 1.000 !")
    # 61 cells: 36 are full, and of 25 light ones the stroke takes one.
    assert (drawing.count("█"), drawing.count("▒")) == (36, 24)
    assert drawing.index("█") < drawing.index("▒") < drawing.index("│")
    projection = project(plan_of({"Petani": 100}, allotted(1, 1)), law)
    drawn_bands = risk(
        projection, calendar(projection), Ranges(loss=Range(40_000, 60_000, 100_000)), draws=50
    ).bands
    assert [line[:3] for line in lines(charts.band_chart(drawn_bands))[2:]] == [
        "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
    ]  # fmt: skip


def test_coverage_is_drawn_against_the_whole_with_its_target():
    """468.000 of 1.600.000 are 29,25 %; the target is 35,68 %. In Cileunyi 9.000 of 20.000 are 45 %."""
    year = Period(2023)
    places = (
        CoverageFigure(year, CoverageKind.WORKING_POPULATION, 20_000, "Cileunyi"),
        CoverageFigure(year, CoverageKind.ACTIVE, 9_000, "Cileunyi"),
    )
    coverage = Coverage((*PUBLISHED.figures, *places), (target(),))
    chart = charts.coverage_chart(coverage_table(coverage, None, kecamatan=True), coverage.targets)
    found = lines(chart)
    assert found[0] == "Cakupan: peserta aktif dari penduduk bekerja  │ sasaran 35,68 %"
    assert chart.scale == 1_000_000
    december = next(line for line in found if line.startswith("Desember 2023"))
    assert december.endswith("468.000 29,25 %")
    assert december.index("█") < december.index("│")
    place = next(line for line in found if line.startswith("Cileunyi"))
    assert place.endswith("9.000    45 %") and "│" not in place


def test_an_empty_chart_names_the_key_that_fills_it():
    sentence = "Belum ada biaya. Tekan 2, isi kelompok, tarif, dan jumlah orangnya."
    assert lines(cost(plan_of({}, ())))[1] == sentence
    assert "Tekan 9" in lines(charts.coverage_chart((), ()))[1]


@pytest.mark.parametrize("width", [37, 60, NARROW, WIDE])
@pytest.mark.parametrize("chart", [cost, cumulated])
def test_no_chart_exceeds_its_width_and_every_figure_stands_in_full(bandung, chart, width):
    found = lines(chart(bandung, "Semua BPU"), width)
    assert max(map(cell_len, found)) <= width
    text = "\n".join(found)
    last = "1.192.195.200" if chart is cost else "14.306.342.400"
    assert text.count(last) == (12 if chart is cost else 1)
    assert found[0].startswith("Biaya")


def test_two_years_stand_side_by_side_where_there_is_room(bandung):
    assert len(lines(cost(bandung), NARROW)) == 14
    assert len(lines(cumulated(bandung), NARROW)) == 1 + 13 + 6
    assert len(lines(cumulated(bandung), WIDE)) == 14


def test_names_of_users_are_drawn_as_they_stand_and_cut_at_their_column():
    hostile = "[/] x 日本 \x1b[31m" + "x" * 40
    panel = Panel("[b]TA", (Bar(charts.plain(hostile), ((5, Part.PLAIN),), ("5",)),))
    found = lines(Chart("[#] Judul", (panel,), ("Biaya",), ""), 60)
    assert found[0] == "[#] Judul" and found[1] == "[b]TA"
    assert "\x1b" not in found[2] and max(map(cell_len, found)) <= 60
    assert found[2].rstrip().endswith(" 5")
