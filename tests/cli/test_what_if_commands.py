"""`pagu what-if` and `pagu scenario`: lines of text tried out, and kept under a name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Pagu = Callable[..., Any]


def test_a_line_says_what_it_costs_and_how_far_the_money_goes_then(pagu: Pagu, file: Path) -> None:
    """2.000 people for 11 months at 8.100 = 178.200.000; the money is cut to nine tenths."""
    text = "+2000 guru ngaji mulai 2022-07; potong pagu 10%"
    run = pagu("what-if", text, "--db", file, "--json")
    assert run.code == 0
    assert run.json["lines"] == ["+2.000 Guru Ngaji mulai 2022-07", "pagu = 90%"]
    assert (run.json["base"], run.json["difference"]) == (None, 178_200_000)
    before, after = run.json["before"], run.json["after"]
    assert (before["name"], before["total"]) == ("dasar", 10_016_200_800)
    assert (after["total"], after["person_months"]) == (10_194_400_800, 1_258_568)
    assert before["allocation"]["pooled"]["first_short_month"] is None
    year = after["allocation"]["by_fiscal_year"][0]
    assert (year["total"], year["covered_until"], year["people_short"]) == (6_480_000_000, "2022-11", 63_568)
    assert pagu("project --json", "--db", file).json["total"] == 10_016_200_800


def test_a_line_may_stand_on_a_scenario(pagu: Pagu, file: Path) -> None:
    """5.600 Linmas for 17 months at 7.000 instead of 6.800, and everybody else too."""
    run = pagu("what-if", "JKM BPU = 7.000", "--scenario", "semua bpu", "--db", file, "--json")
    assert run.json["difference"] == 200 * 1_236_568


def test_what_is_not_understood_is_an_error_with_examples(pagu: Pagu, file: Path) -> None:
    run = pagu("what-if", "halo", "--db", file, "--json")
    assert run.code == 1
    assert run.json["error"] == "isian"
    assert "belum dimengerti. Contoh: +2000 guru ngaji" in run.err


def test_a_line_without_effect_is_warned_of(pagu: Pagu, file: Path) -> None:
    run = pagu("what-if", "JKM BPU = 7.000; bayar bulan berikutnya; +5 pkk", "--db", file, "--json")
    assert [w["code"] for w in run.json["warnings"]] == ["andaian_tanpa_akibat", "tambahan_tertimpa"]


def test_scenarios_are_set_listed_and_removed(pagu: Pagu, file: Path) -> None:
    done = pagu("scenario set", "Hemat", "potong pagu 10%", "--base", "Semua BPU", "--db", file, "--json")
    assert done.json == {
        "name": "Hemat",
        "base": "Semua BPU",
        "note": "",
        "lines": ["pagu = 90%"],
        "written": True,
    }
    assert pagu("compare dasar hemat --json", "--db", file).json["b"]["total"] == 20_774_342_400
    refused = pagu("scenario remove", "Semua BPU", "--db", file)
    assert refused.code == 1
    assert "Dasar “Semua BPU” tidak ada" in refused.err
    pagu("scenario set", "hemat", "potong pagu 5%", "--db", file)
    listed = pagu("scenario list --json", "--db", file).json["scenarios"]
    assert [(each["name"], each["base"], each["lines"]) for each in listed] == [
        ("Semua BPU", None, ["tarif semua = BPU mulai 2022-01"]),
        ("hemat", None, ["pagu = 95%"]),
    ]
    assert pagu("scenario remove hemat --json", "--db", file).json == {"scenarios": ["Semua BPU"]}
    assert "Semua BPU\n" in pagu("scenario list", "--db", file).out


def test_a_scenario_needs_a_name_that_is_not_the_plans(pagu: Pagu, file: Path) -> None:
    for name in (" ", "dasar"):
        assert pagu("scenario set", name, "potong pagu 5%", "--db", file).code == 1
