"""ROSTER-17: `python -m roster17 --people 80000,1000000 --rivals polars-best,python --out results.json`.

Run it from `tests/benchmarks` (or with that folder in PYTHONPATH). The table goes to stdout and the figures
to `--out`; what is going on to stderr. Exit code 1 where an exact contender was wrong.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir
from threading import Timer
from typing import Any

from roster17.field import ENTRIES, Entry
from roster17.people import roster_file
from roster17.table import Result, markdown
from roster17.truth import truth_of

STEPS = "import", "load", "calculate", "change", "what_ifs", "end"
SIZES = 80_000, 1_000_000, 10_000_000
PACKAGES = "numpy", "polars", "duckdb", "openfisca-core", "policyengine-core"


def main() -> int:
    wanted = _arguments()
    results = _kept(wanted.out)
    for people in wanted.people:
        _say(f"{people} people: roster and truth")
        roster = roster_file(wanted.data, people)
        truth_of(roster)
        for name in wanted.rivals:
            found = run(ENTRIES[name], people, roster, wanted.data / "store", wanted.limit)
            results[people, name] = {**found, "limit_seconds": wanted.limit}
            if wanted.out:
                figures = {"machine": machine(), "results": _in_order(results)}
                wanted.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    ordered = _in_order(results)
    sys.stdout.write(f"{machine()}\n\n{markdown(ordered)}\n")
    return int(any(step.get("reason") == "wrong" for r in ordered for step in r["steps"].values()))


Results = dict[tuple[int, str], Result]


def _kept(out: Path | None) -> Results:
    """What an earlier run left in `out`: a contender that runs again replaces its figures there."""
    if out is None or not out.exists():
        return {}
    earlier = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {(result["people"], result["name"]): result for result in earlier}


def _in_order(results: Results) -> list[Result]:
    place = {name: i for i, name in enumerate(ENTRIES)}
    return [results[key] for key in sorted(results, key=lambda key: (key[0], place[key[1]]))]


def run(entry: Entry, people: int, roster: Path, store: Path, limit: float) -> Result:
    """Both phases of one contender; a step that is not there has its reason in the one before it."""
    _say(f"{people} people: {entry.name}")
    result: Result = {"name": entry.name, "people": people, "exact": True, "steps": {}}
    if why := entry.missing():
        result["steps"]["import"] = {"step": "import", "reason": why}
        return result
    contender = entry.contender()
    result["exact"] = contender.exact
    if people > contender.largest:
        result["steps"]["import"] = {"step": "import", "reason": contender.why_no_larger}
        return result
    for phase in ("read", "rest"):
        why = _phase([entry.name, str(roster), str(store), phase], limit, result["steps"])
        if why:
            missing = next(step for step in STEPS if step not in result["steps"])
            result["steps"][missing] = {"step": missing, "reason": why}
            break
    return result


def _phase(arguments: list[str], limit: float, steps: dict[str, Any]) -> str | None:
    """Run a worker, gathering its steps; the reason where it did not reach its end."""
    call = [sys.executable, "-m", "roster17.worker", *arguments]
    path = str(Path(__file__).parents[1])
    worker = subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "2"},
    )
    stopped: list[bool] = []

    def stop() -> None:
        stopped.append(True)
        os.killpg(worker.pid, signal.SIGKILL)

    timer = Timer(limit, stop)
    timer.start()
    out, complaint = worker.communicate()
    timer.cancel()
    for line in out.splitlines():
        step = json.loads(line)
        steps[step["step"]] = step
        _say(f"  {line}")
    if stopped:
        return f"stopped after {limit:.0f} s"
    if worker.returncode and not any(step.get("reason") == "wrong" for step in steps.values()):
        return (complaint.strip().splitlines() or [f"ended with {worker.returncode}"])[-1]
    return None


def machine() -> str:
    """Processor, cores, memory, system and versions in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = models[0].split(":")[1].strip() if models else name
    found = {entry.needs for entry in ENTRIES.values() if entry.missing() is None}
    versions = [f"{p} {version(p)}" for p in PACKAGES if p == "numpy" or p.replace("-", "_") in found]
    system = f"{platform.system()}, Python {platform.python_version()}, {', '.join(versions)}"
    return f"{os.cpu_count()} cores ({name}), {memory:.0f} GB, {system}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="roster17", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=_sizes, default=list(SIZES), help="numbers of people, by commas")
    parser.add_argument(
        "--rivals", type=_names, default=list(ENTRIES), help="by commas: " + ", ".join(ENTRIES)
    )
    parser.add_argument("--limit", type=float, default=600, help="seconds for reading, and for all the rest")
    parser.add_argument("--data", type=Path, default=Path(gettempdir()) / "roster17", help="rosters, stores")
    parser.add_argument("--out", type=Path, help="the figures as JSON")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := [name for name in names if name not in ENTRIES]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return names


def _say(what: str) -> None:
    sys.stderr.write(what + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
