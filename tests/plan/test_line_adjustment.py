"""A what-if on one allocation line: it is set, shared among its likes, or added to the year's last stage."""

from dataclasses import replace

import pytest

from budget.contribution import Programme
from budget.errors import BadEntry
from budget.plan import APBD, Allocation, LineAdjustment, Plan, Scenario, Stage, StageKind, check, in_scenario
from budget.plan.allotting import with_line
from budget.plan.what_if_text import read_what_if, what_if_text

JKK, JKM = Programme.JKK, Programme.JKM
NAMES = ("Dinas", "2.07.05.2.02.0005", "5.1.02.02.02.0006", "PAD", (JKK,))


def line(amount: int, year: int = 2026, stage: Stage = APBD, pot: str = "") -> Allocation:
    return Allocation(year, *NAMES, amount, stage, pot=pot)


def setting(rupiah: int, year: int = 2026, pot: str = "") -> LineAdjustment:
    return LineAdjustment(year, *NAMES, rupiah, pot)


def test_the_line_of_those_words_is_set_and_no_other() -> None:
    other = replace(line(7), funding="DBHCHT")
    assert with_line((line(100), other), setting(250)) == (line(250), other)


def test_capitals_of_names_do_not_matter() -> None:
    assert with_line((replace(line(100), skpd="DINAS"),), setting(250))[0].amount == 250


def test_lines_that_are_alike_share_by_largest_remainder() -> None:
    """100 over 2 : 1 are 66,67 and 33,33."""
    found = with_line((line(20), line(10)), setting(100))
    assert [each.amount for each in found] == [67, 33]


def test_a_line_of_a_pot_is_another_line() -> None:
    found = with_line((line(100), line(100, pot="RPJMD")), setting(40, pot="rpjmd"))
    assert [each.amount for each in found] == [100, 40]


def test_only_the_last_stage_of_the_year_changes() -> None:
    amended = line(300, stage=Stage(StageKind.AMENDMENT))
    assert with_line((line(100), amended), setting(0)) == (line(100), replace(amended, amount=0))


def test_a_line_that_is_not_there_is_added_to_the_last_stage() -> None:
    amended = replace(line(300, stage=Stage(StageKind.AMENDMENT)), funding="DBHCHT")
    assert with_line((amended,), setting(50)) == (amended, line(50, stage=Stage(StageKind.AMENDMENT)))
    assert with_line((amended,), setting(50, 2027)) == (amended, line(50, 2027))


def test_how_the_line_was_reckoned_is_not_known_any_more(bandung: Plan) -> None:
    found = with_line((line(100),), setting(100))
    assert found == (line(100),)


@pytest.mark.parametrize(
    "text",
    [
        'baris pagu 2026 skpd "Dinas" sub "2.07.05.2.02.0005" rekening "5.1.02.02.02.0006" sumber "PAD" '
        'program "JKK" = 3.900.000.000',
        'baris pagu 2027 jamak "RPJMD" program "JKK, JKM" = 0',
    ],
)
def test_the_text_reads_back_to_the_same_line(text: str, bandung: Plan) -> None:
    (found,) = read_what_if(text, bandung)
    assert what_if_text(found) == text
    assert read_what_if(what_if_text(found), bandung) == (found,)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("baris pagu = 5", "Sebut tahunnya"),
        ("baris 2026 = 5", "diharapkan pagu"),
        ("baris pagu 2026 = 5", "Sebut programnya"),
        ("baris pagu 2026 program JKK", "tanda ="),
        ("baris pagu 2026 program JKK = -5", "kurang dari nol"),
        ("baris pagu 2026 program JKK halo = 5", "bukan daftar program"),
        ("baris pagu 2026 skpd A skpd B program JKK = 5", "“skpd” belum dimengerti"),
    ],
)
def test_what_is_not_a_line_is_refused_with_an_example(text: str, why: str, bandung: Plan) -> None:
    with pytest.raises(BadEntry, match=why):
        read_what_if(text, bandung)


def test_a_scenario_with_a_bad_line_is_not_sound(bandung: Plan) -> None:
    bad = LineAdjustment(2022, "", "", "5.1", "", (), -1)
    found = check(replace(bandung, scenarios=(Scenario("x", (bad,)),)))
    assert [p.code for p in found if p.where.startswith("Skenario")] == [
        "kode_rekening",
        "pagu_negatif",
        "program",
    ]


def test_the_scenario_has_the_money_of_the_line(bandung: Plan) -> None:
    """4 miliar of JKM in 2022 become 3,9: 10,5 miliar in all become 10,4."""
    first = bandung.allotted[1]
    change = LineAdjustment(
        2022, first.skpd, first.sub_activity, first.account, first.funding, first.programmes, 3_900_000_000
    )
    plan = in_scenario(bandung, Scenario("x", (change,)))
    assert sum(each.amount for each in plan.allotted) == 10_400_000_000
