"""Some officers, each in a thread: ``python officers.py TARGET FIRST COUNT SECONDS PAUSE FOLDER``.

Each does one thing after another with pauses between, as people do, and tells at the end what was done and
how long it took: a line of kind, seconds and outcome for each.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from threading import Thread

from people import Turnover, people
from people_files import TWELVE, write_csv

from budget.engine.projection import project
from budget.errors import Conflict, PaguError
from budget.law import load_law
from budget.period import Month
from budget.plan import HeadCount
from budget.services import editing, rosters
from budget.services.workspace import Workspace, now, read_plan

SHARED = HeadCount("PKK", Month(2023, 5), 0, kecamatan="Bersama")
LISTED = 20


@dataclass
class Officer:
    """`own` is the head count stored last, `enrolled` how many people were; `done` is what happened."""

    number: int
    target: str
    folder: Path
    own: HeadCount | None = None
    enrolled: int = 0
    done: list[tuple[str, float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = Random(self.number)
        self._office = Workspace(self.target, f"petugas {self.number}", now)
        self._lists = 0

    def work(self, until: float, pause: float) -> None:
        """Until a moment, with so many seconds between two things, as a mean."""
        tasks: list[Callable[[], None]] = [self.edit, self.share, self.cost, self.enrol]
        while time.monotonic() < until:
            time.sleep(self._chance.uniform(pause / 3, pause * 5 / 3))
            (task,) = self._chance.choices(tasks, weights=[4, 2, 6, 1])
            began, outcome = time.monotonic(), "ok"
            try:
                task()
            except Conflict:
                outcome = "clash"
            except PaguError as problem:
                outcome = "busy" if "sedang" in str(problem) else f"failed: {problem}"
            self.done.append((task.__name__, time.monotonic() - began, outcome))

    def edit(self) -> None:
        """A head count of one's own, added or changed."""
        new = HeadCount("PKK", Month(2023, 5), self._chance.randrange(1, 1000), kecamatan=f"K{self.number}")
        editing.put(self._office, self.own, new)
        self.own = new

    def share(self) -> None:
        """One more in a head count that all share, on top of what is read; a clash is told."""
        old = next(c for c in read_plan(self._office).head_counts if c.kecamatan == SHARED.kecamatan)
        editing.put(self._office, old, replace(old, heads=old.heads + 1))

    def cost(self) -> None:
        project(read_plan(self._office), load_law())

    def enrol(self) -> None:
        self._lists += 1
        path = self.folder / f"daftar-{self.number}-{self._lists}.csv"
        found = people(LISTED, seed=1000 * self.number + self._lists, turnover=Turnover(late=25))
        write_csv(path, found, TWELVE)
        report = rosters.import_roster(
            self._office, [path], rosters.RosterOptions(rejects=path.with_suffix(".xlsx"))
        )
        self.enrolled += report.accepted


def main() -> None:
    target, first, count, seconds, pause, folder = sys.argv[1:]
    officers = [Officer(int(first) + n, target, Path(folder)) for n in range(int(count))]
    # What is loaded once is not part of the work.
    officers[0].cost()
    until = time.monotonic() + float(seconds)
    threads = [Thread(target=officer.work, args=(until, float(pause))) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for officer in officers:
        print(f"own\t{officer.number}\t{officer.own.heads if officer.own else ''}")  # noqa: T201
        print(f"enrolled\t{officer.number}\t{officer.enrolled}")  # noqa: T201
        for kind, took, outcome in officer.done:
            print(f"{kind}\t{took:.4f}\t{outcome}")  # noqa: T201


if __name__ == "__main__":
    main()
