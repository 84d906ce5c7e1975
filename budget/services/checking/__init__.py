"""Everything that can be checked of a plan and its workspace, for screens and the command line alike."""

from budget.services.checking.findings import Check, CheckResult, Finding, Outcome
from budget.services.checking.of_assertions import asserted
from budget.services.checking.table import CHECKS, run_checks

__all__ = ["CHECKS", "Check", "CheckResult", "Finding", "Outcome", "asserted", "run_checks"]
