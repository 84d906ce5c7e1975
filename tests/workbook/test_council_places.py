"""The sheet Kecamatan dan Desa: people, person-months and cost by place, and never less than everybody."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council_cells import below, headings, line, rows
from drawn_plans import drawn_plan, drawn_roster_plan
from effort import examples
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typed_cells import opened

from budget.contribution import Income, RosterWage, Terms
from budget.engine.calendar import calendar
from budget.engine.projection import Projection, project
from budget.engine.table import Axis, tabulate
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadCount, HeadSource, Plan, Region, Tariff
from budget.plan.roster import RosterStratum, counted
from budget.workbook.council import write_council

MADE_ON = date(2026, 11, 2)
SHEET = "Kecamatan dan Desa"
JANUARY = Month(2023, 1)


def villagers(people: list[tuple[str, str, str, int | None, int]], terms: Terms | None = None) -> Plan:
    """Groups of a list, January to March 2023: group, kecamatan, village, wage, people."""
    terms = terms or Terms(Income())
    names = list(dict.fromkeys(name for name, *_ in people))
    strata = [RosterStratum(*place) for *place, _ in people]
    entered = [(n, JANUARY.index, heads, 0) for n, (*_, heads) in enumerate(people)]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, Month(2023, 3)),
        groups=tuple(Group(name, "Disnaker", terms.segment, source=HeadSource.ROSTER) for name in names),
        tariffs=tuple(Tariff(name, Validity(JANUARY), terms) for name in names),
        roster=counted(strata, entered, {name.casefold(): Month(2023, 3) for name in names}),
    )


def written(path: Path, projection: Projection, law: LawBook, values: bool = True) -> Worksheet:
    write_council(path, projection, law, MADE_ON)
    return opened(path, values)[SHEET]


SOME = [
    ("Petani", "Soreang", "Panyirapan", None, 5),
    ("Petani", "Ciwidey", "Panundaan", None, 19),
    ("Nelayan", "Ciwidey", "Panundaan", None, 2),
    ("Nelayan", "", "", None, 4),
]


def test_kecamatan_are_in_order_and_whoever_has_none_comes_last(law: LawBook, tmp_path: Path) -> None:
    """16.800 a month: 21 people in Ciwidey for three months are 1.058.400."""
    sheet = written(tmp_path / "dewan.xlsx", project(villagers(SOME), law), law)
    assert below(sheet, "Menurut kecamatan", 5) == [
        ["Kecamatan", "Orang\nTA 2023", "Orang-bulan\nTA 2023", "Biaya\nTA 2023"],
        ["Ciwidey", 21, 63, 1_058_400],
        ["Soreang", 5, 15, 252_000],
        ["Tanpa kecamatan", 4, 12, 201_600],
        ["Jumlah", 30, 90, 1_512_000],
    ]
    assert headings(sheet) == [
        "Menurut kecamatan", "Kecamatan", "Menurut kecamatan dan kelompok", "Kecamatan", "Menurut desa",
        "Kecamatan",
    ]  # fmt: skip


def test_groups_stand_below_their_kecamatan(law: LawBook, tmp_path: Path) -> None:
    sheet = written(tmp_path / "dewan.xlsx", project(villagers(SOME), law), law)
    assert below(sheet, "Menurut kecamatan dan kelompok", 4)[1:] == [
        ["Ciwidey", "Petani", 19, 57, 957_600],
        ["Ciwidey", "Nelayan", 2, 6, 100_800],
        ["Jumlah Ciwidey", 21, 63, 1_058_400],
    ]


def test_villages_of_lists_and_the_rest_are_everybody(law: LawBook, tmp_path: Path) -> None:
    sheet = written(tmp_path / "dewan.xlsx", project(villagers(SOME), law), law)
    assert rows(sheet)[-4:] == [
        ["Ciwidey", "Panundaan", 21, 63, 1_058_400],
        ["Soreang", "Panyirapan", 5, 15, 252_000],
        ["Tanpa desa: dari rencana, atau desanya tidak disebut", 4, 12, 201_600],
        ["Jumlah seluruh rencana", 30, 90, 1_512_000],
    ]


def test_villages_of_one_name_in_two_kecamatan_are_two(law: LawBook, tmp_path: Path) -> None:
    people = [("Petani", "Soreang", "Sukajadi", None, 5), ("Petani", "Cimaung", "Sukajadi", None, 7)]
    sheet = written(tmp_path / "dewan.xlsx", project(villagers(people), law), law)
    assert line(sheet, "Cimaung", "Sukajadi")[0] == 7
    assert line(sheet, "Soreang", "Sukajadi")[0] == 5


def test_a_kecamatan_in_other_capitals_is_the_same(law: LawBook, tmp_path: Path) -> None:
    plan = villagers([("Petani", "SOREANG", "", None, 5)])
    groups = (replace(plan.groups[0], source=HeadSource.ROSTER_THEN_PLAN),)
    roster = replace(plan.roster, known_until={"petani": Month(2023, 2)})
    counts = (HeadCount("Petani", JANUARY, 8, kecamatan="Soreang"),)
    plan = replace(plan, groups=groups, roster=roster, head_counts=counts)
    sheet = written(tmp_path / "dewan.xlsx", project(plan, law), law)
    found = below(sheet, "Menurut kecamatan", 3)
    assert [row[1:] for row in found[1:]] == [[8, 18, 18 * 16_800]] * 2


def test_a_plan_without_villages_says_that_they_are_not_known(council_values: Workbook) -> None:
    assert str(rows(council_values[SHEET])[-1][0]).startswith("Belum ada daftar orang yang menyebut desa")


def test_cost_of_a_kecamatan_follows_by_formula_but_where_members_pay_by_wage(
    law: LawBook, tmp_path: Path
) -> None:
    """Wages are known of the whole group only: the cost of a place is the engine's until inputs change."""
    plain = written(tmp_path / "a.xlsx", project(villagers(SOME), law), law, values=False)
    assert "ekspor ulang" not in str(line(plain, "Ciwidey", "Petani")[2])
    by_wage = villagers([("Petani", "Ciwidey", "", 150_100_000, 3)], Terms(RosterWage()))
    sheet = written(tmp_path / "b.xlsx", project(by_wage, law), law, values=False)
    people, _, cost = line(sheet, "Ciwidey", "Petani")
    assert "ekspor ulang" in str(cost) and "ekspor ulang" not in str(people)


def test_31_kecamatan_and_280_villages_add_up(law: LawBook, tmp_path: Path) -> None:
    """Two groups with one person in each of 280 villages of 31 kecamatan: 560 × 3 months × 16.800."""
    people = [
        (group, f"Kecamatan {n % 31:02d}", f"Desa {n:03d}", None, 1)
        for group in ("Petani", "Nelayan")
        for n in range(280)
    ]
    sheet = written(tmp_path / "dewan.xlsx", project(villagers(people), law), law)
    assert line(sheet, "Jumlah") == [560, 1_680, 28_224_000]
    assert line(sheet, "Tanpa desa: dari rencana, atau desanya tidak disebut") == [0, 0, 0]
    assert sum(len(row) == 5 and str(row[1]).startswith("Desa 0") for row in rows(sheet)) == 100
    # 280 villages : 31 kecamatan are 9, and one more in the first.
    assert line(sheet, "Kecamatan 00")[0] == 20
    assert line(sheet, "Kecamatan 30")[0] == 18


@pytest.mark.parametrize("seed", range(examples(3, 8)))
def test_every_kecamatan_is_as_the_engine_adds_it_up(seed: int, law: LawBook, tmp_path: Path) -> None:
    for draw in (drawn_plan, drawn_roster_plan):
        projection = project(draw(seed), law)
        sheet = written(tmp_path / "dewan.xlsx", projection, law)
        found = tabulate(projection, calendar(projection), (Axis.KECAMATAN, Axis.FISCAL_YEAR))
        years = projection.span.fiscal_years()
        for row in found:
            name, year = str(row.labels[0]) or "Tanpa kecamatan", years.index(int(str(row.labels[1])))
            shown = line(sheet, name)
            assert shown[3 * year + 1 : 3 * year + 3] == [row.person_months, row.cost]
