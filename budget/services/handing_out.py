"""What all files with people's full data have in common: a reason, and its place in the journal.

UU 27/2022 on personal data: such a file is there only after the journal says why it was made.
"""

from dataclasses import dataclass
from datetime import date

from budget.contribution import Income, UmkWage, Wage
from budget.errors import BadEntry
from budget.money import SEN_PER_RUPIAH
from budget.period import Month
from budget.plan import Plan
from budget.services.workspace import Workspace, transaction

_LONGEST_REASON = 300


def expect_reason(text: str) -> str:
    """The reason on one line; BadEntry where there is none, or a story."""
    line = " ".join(text.split())
    if not line:
        raise BadEntry("Berkas ini memuat data pribadi. Tulis alasannya; alasan itu dicatat.", "reason")
    if len(line) > _LONGEST_REASON:
        raise BadEntry(f"Alasan paling panjang {_LONGEST_REASON} huruf. Ringkaskan.", "reason")
    return line


def note_handing_out(workspace: Workspace, action: str, why: str) -> None:
    """Write into the journal that personal data left the workspace."""
    with transaction(workspace) as work:
        work.note([], f"{action}. Alasan: {why}", 0)
        work.commit()


@dataclass(frozen=True, slots=True)
class PaidAs:
    """What a group's tariff says of its people in a month; `wage_sen` where it names a wage or income."""

    programmes: str
    funding: str
    wage_sen: int | None


def paid_as(plan: Plan, month: Month) -> dict[str, PaidAs]:
    """By the groups' names; nothing but empty texts for a group without a tariff in that month."""
    return {group.name: _paid_as(plan, group.name, month) for group in plan.groups}


def _paid_as(plan: Plan, group: str, month: Month) -> PaidAs:
    tariff = plan.tariff(group, month)
    if tariff is None:
        return PaidAs("", "", None)
    wage: int | None = None
    match tariff.terms.base:
        case Wage(sen):
            wage = sen
        case Income(rupiah) if rupiah:
            wage = rupiah * SEN_PER_RUPIAH
        case UmkWage():
            minimum = plan.minimum_wage(month.year)
            wage = minimum.sen if minimum else None
    return PaidAs(", ".join(tariff.terms.programmes), tariff.funding, wage)


def day_text(day: date) -> str:
    """``12-05-1980``."""
    return f"{day:%d-%m-}{day.year:04d}"
