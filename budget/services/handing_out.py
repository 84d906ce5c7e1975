"""What all files with people's full data have in common: a reason, and its place in the journal.

UU 27/2022 on personal data: such a file is there only after the journal says why it was made.
"""

from datetime import date

from budget.contribution import Income, UmkWage, Wage
from budget.errors import BadEntry
from budget.money import SEN_PER_RUPIAH
from budget.period import Month
from budget.plan import Plan
from budget.roster.member import Member
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


def reported_wage(plan: Plan, member: Member, month: Month) -> int | None:
    """The monthly wage or income in sen: the list's, else that of the group's tariff; None for neither."""
    if member.wage_sen is not None:
        return member.wage_sen
    tariff = plan.tariff(member.group, month)
    match tariff.terms.base if tariff else None:
        case Wage(sen):
            return sen
        case Income(rupiah) if rupiah:
            return rupiah * SEN_PER_RUPIAH
        case UmkWage():
            minimum = plan.minimum_wage(month.year)
            return minimum.sen if minimum else None
    return None


def day_text(day: date) -> str:
    """``12-05-1980``."""
    return f"{day:%d-%m-}{day.year:04d}"
