"""What commands print: one JSON object, or a table for people; narration goes to stderr."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from budget.engine.axes import Axis
from budget.errors import PaguError, Problem
from budget.period import Month
from budget.progress import Progress
from budget.terminal import UNSAFE, plain, plain_lines

if TYPE_CHECKING:
    from budget.engine.runway import AccountRunway, AllocationView, Runway
    from budget.engine.table import Label
    from budget.plan import Allocation
    from budget.services.projecting import Answer

# A JSON object on its way out.
Json = dict[str, Any]


def emit(payload: Json) -> None:
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    # What is left of these stands within strings, where a number says the same and steers no terminal.
    lines = (UNSAFE.sub(_numbered, line) for line in text.split("\n"))
    sys.stdout.write("\n".join(lines) + "\n")


def _numbered(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def say(text: str) -> None:
    """Narrate on stderr."""
    sys.stderr.write(plain_lines(text) + "\n")


def narrator() -> Progress:
    """Narrates how far long work has come, each step once."""
    said = ""

    def narrate(done: int, total: int, what: str) -> None:
        nonlocal said
        line = f"[{done}/{total}] {what}"
        if line != said:
            said = line
            say(line)

    return narrate


def show(text: str) -> None:
    """Print for people, on stdout."""
    sys.stdout.write(plain_lines(text) + "\n")


def failure(problem: PaguError, *, as_json: bool) -> None:
    """Everything that is wrong, on stderr; as JSON on stdout too where JSON was asked for."""
    for found in problem.problems:
        say(plain(f"Kesalahan: {found}"))
    if as_json:
        emit({"error": problem.code, "problems": problems_json(problem.problems)})


def warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(plain(f"Perhatian: {problem}"))


def problems_json(problems: Iterable[Problem]) -> list[Json]:
    return [
        {"code": p.code, "severity": p.severity.value, "where": p.where, "message": p.message}
        for p in problems
    ]


def warnings_json(problems: Iterable[Problem]) -> list[Json]:
    return [{"code": p.code, "message": str(p)} for p in problems]


def label_json(label: "Label") -> str | int | None:
    """A month as ``YYYY-MM``, a year as a number, a missing name as null."""
    if isinstance(label, Month):
        return str(label)
    return label or None


def answer_json(found: "Answer", axes: Sequence[Axis]) -> Json:
    """The contract of `pagu project --json`."""
    return {
        "total": found.total,
        "person_months": found.person_months,
        "rows": [
            {
                **{axis.value: label_json(label) for axis, label in zip(axes, row.labels, strict=True)},
                "heads": row.heads,
                "person_months": row.person_months,
                "cost": row.cost,
            }
            for row in found.rows
        ],
        "allocation": allocation_json(found.allocation),
        "basis": found.calendar.basis.value,
        "warnings": warnings_json(found.cautions),
    }


def allocation_json(view: "AllocationView") -> Json:
    return {
        "pooled": _runway_json(view.pooled),
        "by_fiscal_year": [
            {"fiscal_year": year, **_runway_json(runway)} for year, runway in view.by_fiscal_year
        ],
        "by_account": [_account_json(account) for account in view.by_account],
        "missing": [
            {"fiscal_year": year, "rupiah": runway.shortfall, "person_months": runway.person_months_short}
            for year, runway in view.by_fiscal_year
            if not runway.is_enough
        ],
    }


def _account_json(found: "AccountRunway") -> Json:
    """Lines that pay together; none where no allocation pays for the cost."""
    short = found.runway.person_months_short
    return {
        "fiscal_year": found.fiscal_year,
        "lines": [line_json(line) for line in found.lines],
        **_runway_json(found.runway),
        "person_months_short": short,
    }


def line_json(line: "Allocation") -> Json:
    """What names an allocation line; null for what it leaves open."""
    return {
        "skpd": line.skpd or None,
        "sub_activity": line.sub_activity or None,
        "account": line.account or None,
        "funding": line.funding or None,
        "programmes": list(line.programmes),
        "stage": line.stage.label,
    }


def line_name(line: "Allocation") -> str:
    """The same in words, as short as people know it."""
    parts = [line.account, line.skpd, line.funding, ", ".join(line.programmes)]
    return " · ".join(part for part in parts if part)


def _runway_json(runway: "Runway") -> Json:
    return {
        "total": runway.total,
        "cost": runway.cost,
        "remaining": runway.remaining,
        "covered_until": _month_json(runway.covered_until),
        "first_short_month": _month_json(runway.first_short_month),
        "people_paid": runway.people_paid,
        "people_short": runway.people_short,
        "shortfall": runway.shortfall,
    }


def _month_json(month: Month | None) -> str | None:
    return None if month is None else str(month)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int]) -> str:
    """Aligned columns; those whose positions are in `numbers` stand to the right."""
    lines = [list(headings), *(list(map(plain, row)) for row in rows)]
    right = set(numbers)
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]

    def laid(line: Sequence[str]) -> str:
        cells = [
            text.rjust(width) if i in right else text.ljust(width)
            for i, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    rule = "  ".join("─" * width for width in widths)
    return "\n".join([laid(lines[0]), rule, *(laid(line) for line in lines[1:])])
