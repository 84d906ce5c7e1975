"""What an account is called: as the plan says, or else as the list that pagu ships (`accounts.toml`).

The list holds what is known of Kepmendagri 050-5889/2021 and 900.1.15.5-1317/2023, each name with how sure
we are of it. An account that nobody named has no name, which is no error: forms then show its code alone.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from budget.law import Status
from budget.plan.codes import normalise_account
from budget.plan.records import Plan


@dataclass(frozen=True, slots=True)
class AccountTitle:
    """The name of an account of any level, and how sure we are of it; an unknown one has an empty name."""

    name: str
    status: Status


def account_name(plan: Plan, code: str) -> AccountTitle:
    """The plan's own name goes first; what a regency writes, nobody has verified."""
    wanted = normalise_account(code)
    own = (account.name for account in plan.account_names if normalise_account(account.code) == wanted)
    unverified = AccountTitle(next(own, ""), Status.UNVERIFIED)
    return unverified if unverified.name else shipped_names().get(wanted, unverified)


@cache
def shipped_names() -> dict[str, AccountTitle]:
    """The names that pagu ships, by code."""
    text = resources.files("budget.plan").joinpath("accounts.toml").read_text("utf-8")
    entries = tomllib.loads(text)["account"]
    return {entry["code"]: AccountTitle(entry["name"], Status(entry["status"])) for entry in entries}
