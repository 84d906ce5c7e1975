"""Ten million people of 514 regions: the cluster beside DuckDB on one machine; see ADR 0037."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from nationwide import write_nation

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

RUNS = Path(__file__).with_name("nation_runs.py")


def run(name: str, root: Path) -> Any:
    done = subprocess.run(
        [sys.executable, str(RUNS), name, str(root)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def test_the_cluster_agrees_with_duckdb_and_finds_duplicates_in_two_and_a_half_times_its_time(
    tmp_path: Path,
) -> None:
    """Costs and pairs are the same; DuckDB's own costing is not in its time, so only duplicates compare."""
    write_nation(tmp_path / "nasional", 514, 10_000_000 // 514)
    ratios = []
    for _ in range(3):
        ours, theirs = (run(name, tmp_path / "nasional") for name in ("pagu", "duckdb"))
        assert (ours["costs"], ours["pairs"]) == (theirs["costs"], theirs["pairs"])
        ratios.append(ours["duplicates"] / theirs["duplicates"])
        print(f"{ours['seconds']} s beside {theirs['seconds']} s, duplicates {ratios[-1]:.2f}")  # noqa: T201
    assert median(ratios) <= 2.5
