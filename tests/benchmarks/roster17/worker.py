"""One contender in a process of its own: a line of JSON on stdout for every step that is done.

`python -m roster17.worker NAME ROSTER STORE read|rest`. The truth for `rest` lies beside the roster.
"""

import json
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from roster17.contender import Contender, NotOffered
from roster17.field import ENTRIES
from roster17.task import BASE, RATE_CHANGE, what_ifs
from roster17.truth import Truth, truth_of

MOST_ROUNDS = 7
# A step is repeated, and what-ifs go on, until this much time has passed.
SECONDS = 8.0


def main(name: str, roster: str, store: str, phase: str) -> int:
    contender, folder = ENTRIES[name].contender(), Path(store)
    if phase == "read":
        _tell("import", **_rounds(lambda: contender.read(Path(roster), _emptied(folder))))
        return 0
    truth = truth_of(Path(roster))
    _tell("load", **_rounds(lambda: contender.load(folder)))
    return _calculated(contender, truth)


def _calculated(contender: Contender, truth: Truth) -> int:
    """The first outcome of each step goes through the gate before the step is repeated."""
    steps = (
        ("calculate", lambda: contender.calculate(BASE), truth.base),
        ("change", lambda: contender.recalculate(BASE.with_change(RATE_CHANGE)), truth.changed),
    )
    for step, run, cells in steps:
        try:
            started = perf_counter()
            found = run()
            first = perf_counter() - started
        except NotOffered as why:
            _tell(step, reason=str(why))
            continue
        error = _error(contender, found, cells)
        if contender.exact and error["worst_cell"]:
            _tell(step, reason="wrong", **error)
            return 1
        del found
        _tell(step, **_rounds(run, first), **error)
    return _what_ifs(contender, truth)


def _error(contender: Contender, found: Any, cells: Any) -> dict[str, float]:
    """How far from the truth in rupiah: the worst cell, the total, and what the package itself adds up."""
    off = contender.cells(found) - cells
    error = {"worst_cell": abs(off).max().item(), "in_total": off.sum().item()}
    if (sums := contender.own_sums(found)) is not None:
        wrong = sums.astype(np.float64) - cells.sum(axis=(1, 2))
        error |= {"worst_own_sum": abs(wrong).max().item(), "in_own_total": wrong.sum().item()}
    return error


def _what_ifs(contender: Contender, truth: Truth) -> int:
    changes = list(what_ifs())
    found: list[float] = []
    started = perf_counter()
    try:
        contender.prepare_what_ifs(BASE)
        while len(found) < len(changes) and (not found or perf_counter() - started < SECONDS):
            found.append(contender.what_if(BASE, changes[len(found)]))
    except NotOffered as why:
        _tell("what_ifs", reason=str(why))
        return 0
    seconds = perf_counter() - started
    worst = max(abs(a - b) for a, b in zip(found, truth.what_ifs, strict=False))
    if contender.exact and worst:
        _tell("what_ifs", reason="wrong", worst_cell=worst)
        return 1
    _tell("what_ifs", seconds=seconds * len(changes) / len(found), rounds=len(found), worst_cell=worst)
    return 0


def _rounds(run: Callable[[], Any], first: float | None = None) -> dict[str, float]:
    times = [] if first is None else [first]
    while not times or (len(times) < MOST_ROUNDS and sum(times) < SECONDS):
        started = perf_counter()
        run()
        times.append(perf_counter() - started)
    return {"seconds": median(times), "rounds": len(times)}


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _tell(step: str, **what: float | str) -> None:
    """`peak_mib` is the most memory so far, of this process or of a program that it ran."""
    peak = max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    sys.stdout.write(json.dumps({"step": step, "peak_mib": round(peak), **what}) + "\n")
    sys.stdout.flush()


def _own_peak() -> int:
    """In KiB. What getrusage tells on Linux starts at the memory of the process that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
