"""ROSTER-17 on a tiny roster: who is exact is exact, and the programme writes its table."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from roster17.field import ENTRIES
from roster17.oracle import Heads, persons, slow_cells
from roster17.people import roster_file
from roster17.task import BASE, RATE_CHANGE, contribution, what_ifs

PEOPLE = 400


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return roster_file(tmp_path_factory.mktemp("roster17"), PEOPLE)


def test_contributions_are_rounded_half_up() -> None:
    assert contribution(1_575_000, 8_900) == 14_018
    assert contribution(1_598_701, 2_400) == 3_837


def test_a_thousand_what_ifs_are_all_different() -> None:
    assert len({*what_ifs()}) == 1_000


def test_the_oracle_that_counts_first_agrees_with_the_slow_one(roster: Path) -> None:
    people = list(persons(roster))
    assert len(people) == PEOPLE
    assert (Heads(people).cells(BASE) == slow_cells(people, BASE)).all()


def test_a_what_if_totals_what_its_cells_sum_to(roster: Path) -> None:
    heads = Heads(persons(roster))
    (total,) = heads.what_if_totals(BASE, [RATE_CHANGE])
    assert total == heads.cells(BASE.with_change(RATE_CHANGE)).sum()


@pytest.mark.slow
@pytest.mark.benchmark
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", [name for name in ENTRIES if name != "libreoffice"])
def test_every_cell_is_right_before_and_after_a_rate_change(name: str, roster: Path, tmp_path: Path) -> None:
    if reason := ENTRIES[name].missing():
        pytest.skip(reason)
    contender = ENTRIES[name].contender()
    contender.read(roster, tmp_path)
    contender.load(tmp_path)
    heads = Heads(persons(roster))
    changes = [RATE_CHANGE, *what_ifs(3)]
    # One rupiah a person is what a float may lose on a contribution that ends in half a rupiah.
    near = 0 if contender.exact else PEOPLE
    base = contender.cells(contender.calculate(BASE))
    assert np.abs(base - heads.cells(BASE)).max() <= near
    changed = BASE.with_change(RATE_CHANGE)
    assert np.abs(contender.cells(contender.recalculate(changed)) - heads.cells(changed)).max() <= near
    contender.prepare_what_ifs(BASE)
    totals = [contender.what_if(BASE, change) for change in changes]
    truth = heads.what_if_totals(BASE, changes)
    assert max(abs(found - true) for found, true in zip(totals, truth, strict=True)) <= near * 34


@pytest.mark.slow
@pytest.mark.benchmark
def test_the_programme_writes_its_table(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "roster17", "--people", "300", "--rivals", "pagu-engine,python"]
    folder = Path(__file__).parent
    out = tmp_path / "out.json"
    done = subprocess.run(
        [*call, "--data", str(tmp_path), "--out", str(out)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "### 300 people" in done.stdout
    assert "| plain Python |" in done.stdout
    assert out.exists()
