"""Rosters beside their floor: raw reading and insertion, and the bare GROUP BY; run by `make bench`.

Each run is a process of its own, product and floor in turn; ratios of the medians are what is held.
docs/benchmark.md tells what is promised and what is not reached.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

ROOT = Path(__file__).parents[2]
# Rows, and how many times the floor and how much memory an import may take. The aim of the second is 3.
LISTS = {"100000.xlsx": (100_000, 2.5, 300), "1000000.csv": (1_000_000, 7.0, 1_200)}
# Of the time of the first projection, what one after an edit may take; the aim is a tenth.
AGAIN = 0.2
ROUNDS = {"100000.xlsx": 3, "1000000.csv": 1}


def measure(*arguments: object) -> dict[str, Any]:
    script = Path(__file__).with_name("roster_times.py")
    done = subprocess.run(
        [sys.executable, script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve columns, a quarter joins late, a fifth leaves early."""
    folder = tmp_path_factory.mktemp("daftar")
    for name, (people, _, _) in LISTS.items():
        subprocess.run(
            [sys.executable, ROOT / "sample_data/people.py", "--people", str(people), "--seed", "7",
             "--late", "25", "--early", "20", "--out", folder / name],
            check=True,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("name", LISTS)
def test_an_import_with_all_checks_beside_raw_reading_and_insertion(lists: Path, name: str) -> None:
    people, most_times, most_mib = LISTS[name]
    ours, floors = [], []
    for attempt in range(ROUNDS[name]):
        floors.append(measure("floor", lists / name))
        ours.append(measure("import", lists / name, lists / f"{name}-{attempt}.pagu"))
    assert {found["rows"] for found in ours + floors} == {people}
    assert {found["effect"] for found in ours} == {found["total"] for found in ours}
    times = median(found["seconds"] for found in ours) / median(found["seconds"] for found in floors)
    mib = max(found["mib"] for found in ours)
    sys.stdout.write(f"\n{name}: {times:.2f} x the floor, {mib} MiB\n")
    assert times <= most_times
    assert mib <= most_mib


def test_projecting_a_stored_roster_beside_the_bare_group_by(lists: Path) -> None:
    found = measure("project", lists / "1000000.csv-0.pagu")
    times, again = found["first"] / found["bare"], found["again"] / found["first"]
    sys.stdout.write(f"\nprojecting: {times:.2f} x GROUP BY; after an edit {again:.3f} of the first time\n")
    assert times <= 1.3
    assert again < AGAIN
