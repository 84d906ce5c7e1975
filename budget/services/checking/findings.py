"""What a check says: how it came out, what it found, how to cure that, and where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from budget.errors import Problem, Severity
from budget.services.checking.ground import Ground
from budget.services.spots import Spot


class Outcome(StrEnum):
    """`UNTRIED`: what it stands on cannot be read, which another check says, or not by the user's role."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    UNTRIED = "untried"

    @property
    def sign(self) -> str:
        return _SIGNS[self.value]


_SIGNS = {"passed": "✓", "warned": "!", "failed": "✗", "untried": "–"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem and where it is cured; `group` where that is in one group's detail."""

    problem: Problem
    spot: Spot
    group: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """`at` says in words what was looked at."""

    at: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """`run` looks at one thing and reads only; `cure` is what to do in general, where findings are silent."""

    code: str
    title: str
    spot: Spot
    cure: str
    run: Callable[[Ground], Looked]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check came out. `found` is one line; `findings` are all of it, errors first."""

    check: Check
    outcome: Outcome
    found: str
    findings: tuple[Finding, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where to go: where the first finding is cured."""
        return self.findings[0].spot if self.findings else self.check.spot

    @property
    def group(self) -> str:
        return self.findings[0].group if self.findings else ""

    @property
    def cure(self) -> str:
        """What to do; empty where there is nothing to."""
        return "" if self.outcome is Outcome.PASSED else self.check.cure


def result_of(check: Check, looked: Looked) -> CheckResult:
    """Errors fail, warnings warn; what was looked at is told where nothing was found."""
    found = sorted(looked.findings, key=lambda each: each.problem.severity is not Severity.ERROR)
    if not found:
        return CheckResult(check, Outcome.PASSED, looked.at)
    worst = found[0].problem
    outcome = Outcome.FAILED if worst.severity is Severity.ERROR else Outcome.WARNED
    more = f" (dan {len(found) - 1} temuan lain)" if len(found) > 1 else ""
    return CheckResult(check, outcome, f"{worst}{more}", tuple(found))


def at(spot: Spot, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Findings that are all cured in one place, each once."""
    return tuple(Finding(problem, spot) for problem in dict.fromkeys(problems))
