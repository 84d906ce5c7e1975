"""One of the named checks on a workspace, for tests of what it finds."""

from budget.services.checking import CHECKS, CheckResult, Outcome, run_checks
from budget.services.workspace import Workspace

AS_RECORDED = "as-recorded", "people-as-recorded"


def result(workspace: Workspace, code: str) -> CheckResult:
    (found,) = run_checks(workspace, checks=[check for check in CHECKS if check.code == code])
    return found


def is_as_recorded(workspace: Workspace) -> bool:
    """Whether every row and person is what the journal says."""
    return all(result(workspace, code).outcome is Outcome.PASSED for code in AS_RECORDED)
