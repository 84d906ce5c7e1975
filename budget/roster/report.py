"""What an import found: every row accounted for, by reason, with places that an officer can go to.

It goes to screens, JSON and logs, so it holds no cell of a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budget.errors import Problem
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.member import RosterField

# Findings that are listed one by one; all of them are counted, and stand in the workbook of rejected rows.
MOST_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a finding; `rupiah` is what duplicates would have cost twice."""

    code: str
    rows: int
    rupiah: int = 0

    @property
    def outcome(self) -> Outcome:
        return FINDINGS[self.code].outcome


@dataclass(frozen=True, slots=True)
class UnclearColumn:
    """A heading, and the fields that its column may hold."""

    title: str
    candidates: tuple[RosterField, ...]


@dataclass(frozen=True, slots=True)
class UnclearSheet:
    """A sheet that has to be asked about before anything is imported: `titles` are all its headings."""

    label: str
    layout: str
    titles: tuple[str, ...]
    columns: tuple[UnclearColumn, ...]
    missing: tuple[RosterField, ...]


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two rows that may be one person: where they stand, the likeness (0–100), and why."""

    where_a: str
    where_b: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthChange:
    """A whole list against what was known of its month before."""

    joined: int
    left: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class RosterReport:
    """`read` rows are `accepted`, `rejected` or `duplicates`; `skipped` ones are no rows of people.

    `problems` are those of files and sheets, then of rows, at most MOST_LISTED of `findings`. `written`
    says whether anything was stored: not on a dry run, not with an unclear sheet or an unreadable file.
    """

    read: int
    accepted: int
    rejected: int
    duplicates: int
    skipped: int
    counts: tuple[Count, ...]
    problems: tuple[Problem, ...]
    findings: int
    files: tuple[str, ...]
    unclear: tuple[UnclearSheet, ...] = ()
    pairs: tuple[LikelyPair, ...] = ()
    month: MonthChange | None = None
    effect_rupiah: int | None = None
    rejects_file: Path | None = None
    written: bool = False

    @property
    def rupiah_at_risk(self) -> int:
        return sum(count.rupiah for count in self.counts)

    @property
    def known(self) -> int:
        """Rows that were stored already, exactly so."""
        return sum(count.rows for count in self.counts if count.code == "sudah_tersimpan")

    @property
    def blocked(self) -> bool:
        """Whether something has to be cured before anything can be imported."""
        return bool(self.unclear) or any(p.code == "berkas" for p in self.problems)


@dataclass(slots=True)
class Tally:
    """Counts rows while they pass."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    skipped: int = 0
    findings: int = 0
    problems: list[Problem] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)
    _rupiah: dict[str, int] = field(default_factory=dict)

    def note(self, where: str, codes: Sequence[str], detail: str = "", rupiah: int = 0) -> None:
        """The findings of one row; `detail` belongs to the last of them, `rupiah` to a duplicate."""
        for code in codes:
            self._rows[code] = self._rows.get(code, 0) + 1
            self.findings += 1
            if len(self.problems) < MOST_LISTED:
                self.problems.append(problem(where, code, detail if code == codes[-1] else ""))
        if rupiah:
            self._rupiah[codes[-1]] = self._rupiah.get(codes[-1], 0) + rupiah

    def note_many(self, code: str, rows: int) -> None:
        """Rows that share a finding and stand nowhere else."""
        self._rows[code] = self._rows.get(code, 0) + rows
        self.findings += rows

    def counts(self) -> tuple[Count, ...]:
        """In the order of FINDINGS."""
        return tuple(
            Count(code, self._rows[code], self._rupiah.get(code, 0))
            for code in FINDINGS
            if code in self._rows
        )


def problem(where: str, code: str, detail: str = "") -> Problem:
    """A finding of one row in words: what is wrong, where its like is, and the cure."""
    finding = FINDINGS[code]
    return Problem(code, finding.severity, where, f"{reason(code, detail)} {finding.cure}")


def reason(code: str, detail: str = "") -> str:
    """What is wrong with a row, with the detail in brackets before the full stop."""
    words = FINDINGS[code].reason
    return f"{words.removesuffix('.')} ({detail})." if detail else words
