"""Many officers in one workspace for a while: every edit that was said to be stored is there.

Fifty officers for ten minutes, each with pauses of fifteen seconds: ``PAGU_OFFICERS=50
PAGU_OFFICERS_SECONDS=600 PAGU_OFFICERS_PAUSE=15 pytest -s --timeout=0 tests/faults/test_officers.py``; what
it prints stands in docs/reliability.md.
"""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from officers import SHARED
from places import empty_on_server
from stored import at_noon
from test_killed import assert_whole

from budget.plan import Plan
from budget.services import editing, history
from budget.services.workspace import create_with, read_plan

OFFICERS = int(os.environ.get("PAGU_OFFICERS", "6"))
TIMES = os.environ.get("PAGU_OFFICERS_SECONDS", "2"), os.environ.get("PAGU_OFFICERS_PAUSE", "0.3")
PROCESSES = min(5, (OFFICERS + 2) // 3)


@pytest.mark.parametrize("on", ["a server", "a file"])
def test_officers_who_work_at_once_lose_nothing(on: str, bandung: Plan, tmp_path: Path) -> None:
    office = at_noon(empty_on_server() if on == "a server" else tmp_path / "bersama.pagu")
    create_with(office, bandung)
    editing.put(office, None, SHARED)
    before = history.head(office)
    lines = [line.split("\t") for line in told_by_officers(office.target, tmp_path)]
    own = {f"K{number}": int(heads) for kind, number, heads in lines if kind == "own" and heads}
    enrolled = sum(int(people) for kind, _, people in lines if kind == "enrolled")
    done = [(kind, float(took), how) for kind, took, how in lines if kind not in ("own", "enrolled")]
    report(done)
    plan, stored = read_plan(office), Counter((kind, outcome) for kind, _, outcome in done)
    assert {outcome for _, outcome in stored} <= {"ok", "clash", "busy"}
    assert {c.kecamatan: c.heads for c in plan.head_counts if c.kecamatan.startswith("K")} == own
    assert [c.heads for c in plan.head_counts if c.kecamatan == SHARED.kecamatan] == [stored["share", "ok"]]
    assert sum(plan.roster.joined) == enrolled
    edits = sum(stored[kind, "ok"] for kind in ("edit", "share", "enrol"))
    assert edits > OFFICERS / 2
    # An edit that happens to store what is there already leaves no entry.
    assert before + edits - history.head(office) in (0, 1, 2)
    assert_whole(office)


def told_by_officers(target: str, folder: Path) -> list[str]:
    """What all of them tell; each process has its share of them."""
    script = str(Path(__file__).with_name("officers.py"))
    root = Path(__file__).parents[2]
    paths = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'sample_data'}"}
    shares = [OFFICERS // PROCESSES + (n < OFFICERS % PROCESSES) for n in range(PROCESSES)]
    processes = [
        subprocess.Popen(
            [sys.executable, script, target, str(sum(shares[:n]) + 1), str(share), *TIMES, str(folder)],
            stdout=subprocess.PIPE, text=True, cwd=root, env=paths,
        )
        for n, share in enumerate(shares)
    ]  # fmt: skip
    told = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return [line for text in told for line in text.splitlines()]


def report(done: list[tuple[str, float, str]]) -> None:
    """How often each kind of work was done, how long it took, and how it ended."""
    by_kind = defaultdict(list)
    for kind, took, _ in done:
        by_kind[kind].append(took)
    for kind, times in sorted(by_kind.items()):
        times.sort()
        ends = Counter(outcome for other, _, outcome in done if other == kind)
        told = f"median {times[len(times) // 2]:.3f} s, p95 {times[len(times) * 95 // 100]:.3f} s"
        print(f"{kind:<6} {len(times):>6}  {told}, most {times[-1]:.3f} s  {dict(ends)}")  # noqa: T201
