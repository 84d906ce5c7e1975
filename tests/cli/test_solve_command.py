"""`pagu solve`: the contract of its JSON, its tables, and when it leaves with 3."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pagu = Callable[..., Any]


def test_a_cut_tells_who_goes_and_why(pagu: Pagu, file: Path) -> None:
    """As in the golden case of the engine: 4.298 of Guru Honor go, so that 2022 costs 6.479.935.200."""
    run = pagu("solve --cut 10% --json --db", file)
    found = run.json
    assert run.code == 0
    assert (found["order"], found["since"], found["affordable"]) == ("priority", "2022-01", True)
    assert (found["people"], found["people_kept"], found["people_cut"]) == (77_000, 72_702, 4_298)
    assert found["by_fiscal_year"][0] == {
        "fiscal_year": 2022,
        "money": 6_480_000_000,
        "cost": 6_479_935_200,
        "left": 64_800,
    }
    assert [row for row in found["rows"] if row["cut"]] == [
        {
            "group": "Guru Honor",
            "kecamatan": None,
            "people": 14_296,
            "kept": 9_998,
            "cut": 4_298,
            "reason": "prioritas 8, sesudah Ketua RW",
        }
    ]
    beside = [(cut["order"], cut["people_kept"]) for cut in found["side_by_side"]]
    assert beside == [("priority", 72_702), ("last-in-first-out", 72_702), ("proportional", 72_337)]
    assert found["months"] == {
        "months": 11,
        "cost": 6_322_892_400,
        "until": "2022-11",
        "first_short_month": "2022-12",
        "missing": 417_700_800,
    }
    assert (found["months_in_turn"][0]["group"], found["months_in_turn"][0]["months"]) == ("Guru Ngaji", 17)


def test_one_sum_is_spent_over_all_years(pagu: Pagu, file: Path) -> None:
    """1.000.000.000 / (17 × 8.100 = 137.700) = 7.262 people, and 22.600 over."""
    found = pagu("solve --money 1miliar --json --db", file).json
    assert (found["people_kept"], found["left"]) == (7_262, 22_600)
    assert [part["fiscal_year"] for part in found["by_fiscal_year"]] == [None]


def test_tables_for_people_carry_the_same_figures(pagu: Pagu, file: Path) -> None:
    run = pagu("solve --cut 10% --order worst-covered --workers Cileunyi=45.000 --db", file)
    assert "72.702 dari 77.000 orang terbayar pada semua bulan sejak Januari 2022" in run.out
    assert "penduduk bekerja tidak diketahui, dipotong lebih dulu" in run.out
    assert "8 baris lain terbayar semua" in run.out
    assert "tanpa kecamatan" in run.err
    target = pagu("solve --add 1000 --group PKK --since 2023-04 --by 2023-05 --db", file)
    # 500 × 2 + 500 months at 8.100
    assert "1.000 orang ditambah bertahap rata, April 2023 – Mei 2023: Rp12.150.000." in target.out


def test_a_coverage_target_tells_people_money_and_top_up(pagu: Pagu, file: Path) -> None:
    """12.096 × 15 × 8.100 = 1.469.664.000, of which 181.500.000 are allotted already."""
    found = pagu(
        "solve --coverage 35,68% --of 1600000 --members 510400 --since 2023-01 --by 2023-05 --json --db",
        file,
        "--group",
        "guru ngaji",
    ).json
    assert (found["people"], found["path"]) == (60_480, "even")
    assert found["joining"][0] == {"month": "2023-01", "people": 12_096}
    assert (found["added"], found["top_up"]) == (1_469_664_000, 1_288_164_000)
    assert found["groups"] == [{"group": "Guru Ngaji", "people": 60_480, "to_enrol": 60_480}]


def test_a_target_of_months_tells_money_per_fiscal_year(pagu: Pagu, file: Path) -> None:
    found = pagu("solve --months 24 --json --db", file).json
    assert (found["months"], found["until"], found["top_up"]) == (24, "2023-12", 4_184_400_000)
    assert found["by_fiscal_year"][1]["cost"] == 7_484_400_000
    assert "Perlu ditambah (Rp)" in pagu("solve --months 24 --db", file).out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("--money 8.099", "tidak cukup untuk satu orang pun"),
        ("--cut 50% --since 2023-01", "TA 2022 sudah kurang Rp3.297.700.800"),
    ],
)
def test_money_for_nobody_leaves_with_3_and_says_why(
    pagu: Pagu, file: Path, arguments: str, why: str
) -> None:
    """Half of 7,2 miliar is 3.297.700.800 less than 2022 costs, whoever goes in 2023."""
    run = pagu(f"solve {arguments} --json --db", file)
    assert (run.code, run.json["people_kept"]) == (3, 0)
    assert why in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        "--money 1 --cut 10%",
        "--people 5 --months 3",
        "--add 5 --money 1",
        "--of 1000",
        "--per-account --money 1",
        "--cut 10% --group PKK",
        "--months 3 --to 2022-05",
        "--cut sepuluh",
        "--workers Cileunyi",
        "--workers Cileunyi=5 --workers CILEUNYI=6",
        "--from 2022-06 --to 2022-03",
        "--order tertua",
    ],
)
def test_wrong_usage_leaves_with_2(pagu: Pagu, file: Path, arguments: str) -> None:
    run = pagu(f"solve {arguments} --db", file)
    assert (run.code, run.out) == (2, "")
    assert run.err
