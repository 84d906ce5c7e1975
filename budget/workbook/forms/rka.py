"""RKA-BELANJA SKPD: what each sub-kegiatan needs, by account and item; in a perubahan before and after."""

from collections.abc import Sequence

from budget.engine.form_lines import AccountLines, FormLines, Place
from budget.errors import Problem
from budget.workbook.forms.detail import block, double_rows, single_rows
from budget.workbook.forms.earlier import Earlier, beside
from budget.workbook.forms.heading import Heading, Issue, heading, sub_activity
from budget.workbook.forms.layouts import DETAIL
from budget.workbook.forms.tree import BLANK, AccountNames
from budget.workbook.forms.values import FormRow, FormSheet, SumOfTable, Value, number_in


def rka_sheet(
    issue: Issue, found: FormLines, place: Place, title: str, before: Earlier | None = None
) -> tuple[FormSheet, tuple[Problem, ...]]:
    """The form of one place, with what of it is not known."""
    head = heading(issue, place)
    names = AccountNames(issue.plan)
    accounts = found.at(place)
    if before is None:
        rows = single_rows([block(account) for account in accounts], names)
    else:
        rows = double_rows(beside(before, before.lines.at(place), accounts), names)
    extra: dict[str, Value] = {} if before is None else {"sebelum": before.name}
    sheet = budget_sheet(issue, place, title, head, rows, extra, accounts)
    return sheet, (*head.problems, *names.problems())


def budget_sheet(
    issue: Issue,
    place: Place,
    title: str,
    head: Heading,
    rows: Sequence[FormRow],
    extra: dict[str, Value],
    accounts: Sequence[AccountLines],
) -> FormSheet:
    """RKA or DPA: the same head, with the allocations of three years over the table's sum."""
    total = number_in(rows[-1].values["jumlah"])
    assert isinstance(total, int), "the last row is the total"
    money: dict[str, Value] = {
        "sumber_dana": _sources(accounts),
        "alokasi_lalu": _known(money_of(issue, place, issue.fiscal_year - 1)),
        "alokasi": SumOfTable(total, DETAIL, "jumlah"),
        "alokasi_depan": _known(money_of(issue, place, issue.fiscal_year + 1)),
    }
    return FormSheet(title, {**head.values, **money, **extra}, {**head.tables, DETAIL: rows})


def money_of(issue: Issue, place: Place, year: int) -> int | None:
    """What is allotted to a place in the year before or after; what the sub-kegiatan says without lines."""
    lines = [
        line.amount
        for line in issue.plan.allotted
        if line.fiscal_year == year and Place(line.skpd, line.sub_activity).key == place.key
    ]
    if lines:
        return sum(lines)
    record = sub_activity(issue.plan, place)
    if record is None:
        return None
    return record.before if year < issue.fiscal_year else record.after


def _known(amount: int | None) -> Value:
    return BLANK if amount is None else amount


def _sources(accounts: Sequence[AccountLines]) -> str:
    lines = [line.funding for found in accounts for line in found.lines]
    items = [item.funding for found in accounts for item in found.items]
    return ", ".join(filter(None, dict.fromkeys(lines + items))) or BLANK
