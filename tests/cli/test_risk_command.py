"""`pagu risk`: its JSON is a contract, its text is for people, its refusals are wrong usage."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pagu = Callable[..., Any]


def test_a_sure_loss_leaves_one_figure(pagu: Pagu, file: Path) -> None:
    """A tenth of each group is lost and whole people stay: in 2022

    15.300 + 5.400 + 5.040 + 1.971 + 3.651 + 15.810 + 3.827 + 12.866 = 63.865, 5.432 of PKK in five months;
    (63.865 × 17 + 5.432 × 5) × 8.100 = 1.112.865 × 8.100 = 9.014.206.500.
    """
    found = pagu("risk --loss 10% --draws 20 --json --db", file).json
    cost = 9_014_206_500
    assert found["likely"] == cost
    assert found["pooled"] == {
        "money": 10_500_000_000,
        "planned": 10_016_200_800,
        **dict.fromkeys(["least", "p10", "median", "p90", "most"], cost),
        "enough": 20,
        "enough_ppm": 1_000_000,
    }
    assert found["tornado"] == [
        {
            "factor": "loss",
            "low_ppm": 100_000,
            "mode_ppm": 100_000,
            "high_ppm": 100_000,
            "cost_low": cost,
            "cost_high": cost,
            "width": 0,
        }
    ]
    assert (found["draws"], found["seed"], found["scenario"], found["basis"]) == (20, 1, None, "accrual")
    assert [year["fiscal_year"] for year in found["by_fiscal_year"]] == [2022, 2023]
    assert (found["every_year_enough"], found["first_short_month"]) == (20, [])


def test_the_same_seed_prints_the_same(pagu: Pagu, file: Path) -> None:
    asked = "risk --joiners -10%..20% --loss 4%..6%..10% --umk 0%..5%..9% --draws 500 --json --db"
    first, again, other = (pagu(asked, file, "--seed", seed).out for seed in (4, 4, 5))
    assert first == again != other


def test_the_text_names_band_chance_and_what_moves_the_cost(pagu: Pagu, file: Path) -> None:
    run = pagu("risk --loss 4%..6%..10% --umk 0%..5%..9% --db", file)
    assert run.code == 0
    assert "Pagu setiap tahun cukup pada" in run.out
    assert "80 % undian: Rp" in run.out
    lines = run.out.splitlines()
    wages, loss = (next(line for line in lines if line.startswith(n)) for n in ("Kenaikan", "Susut"))
    assert wages.endswith("█" * 24)
    assert "4 %..6 %..10 %" in loss and loss.endswith("█") and not loss.endswith("█" * 24)


def test_without_a_range_an_example_is_given_on_stderr(pagu: Pagu, file: Path) -> None:
    run = pagu("risk --db", file)
    assert "Rp10.016.200.800 sampai Rp10.016.200.800" in run.out
    assert "--loss 4%..6%..10%" in run.err


@pytest.mark.parametrize(
    "wrong",
    ["--loss 4", "--loss 4%..", "--loss 6%..4%", "--loss 4%..100%", "--joiners -101%..0%", "--draws 0",
     "--draws 100001", "--seed -1", "--umk-from 26", "--joiners-of desa", "--joiners 0%..1%..2%..3%"],
)  # fmt: skip
def test_a_range_that_cannot_be_is_wrong_usage(pagu: Pagu, file: Path, wrong: str) -> None:
    run = pagu(f"risk {wrong} --db", file)
    assert run.code == 2
    assert run.out == ""
    assert run.err
