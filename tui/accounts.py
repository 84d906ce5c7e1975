"""How allocation lines and accounts are named on screen."""

from collections.abc import Iterable, Sequence

from budget.plan import Allocation
from budget.plan.allocation import LineKey
from tui.text import plain

WITHOUT_MONEY = "tanpa pagu"


def account_name(lines: Sequence[Allocation]) -> str:
    """Lines that pay together, each once; empty where no line pays."""
    return "; ".join(dict.fromkeys(line_name(line) for line in lines))


def line_name(line: Allocation) -> str:
    return key_name(line.key, line.skpd, line.funding)


def key_name(key: LineKey, skpd: str = "", funding: str = "") -> str:
    """Account, SKPD and funding as far as they are known, else the programmes; `key` has no capitals."""
    parts = (key.account, skpd or key.skpd, funding or key.funding)
    return " · ".join(part for part in parts if part) or ", ".join(key.programmes)


def programmes_of(lines: Iterable[Allocation]) -> str:
    return plain(", ".join(dict.fromkeys(p for line in lines for p in line.programmes)))
