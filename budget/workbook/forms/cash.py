"""Anggaran kas: each account over the months of its year, with the sums of the quarters."""

from collections.abc import Iterator, Mapping, Sequence

from budget.engine.cash_plan import CashLine, CashPlan
from budget.engine.form_lines import Place
from budget.errors import Problem
from budget.plan.forms import OfficialRole
from budget.workbook.forms.heading import Issue, signature, sub_activity_name, titles
from budget.workbook.forms.layouts import DETAIL, MONTH_FIELDS, QUARTER_FIELDS
from budget.workbook.forms.tree import AccountNames, TreeRow, rows_with_sums
from budget.workbook.forms.values import FormSheet, Formula, SumOfFields, Value

_MONEY = "anggaran"
_WITHOUT_CODE = "Pagu tanpa kode rekening"
_LINE = 10


def cash_sheet(
    issue: Issue, cash: CashPlan, place: Place, title: str
) -> tuple[FormSheet, tuple[Problem, ...]]:
    """The form of one place, with what of it is not known."""
    names = AccountNames(issue.plan)
    problems: list[Problem] = []
    own = [line for line in cash.lines if Place(line.line.skpd, line.line.sub_activity).key == place.key]
    own.sort(key=lambda line: (not line.line.account, line.line.account))
    values: dict[str, Value] = {
        **titles(issue, place.skpd),
        "sub_kegiatan": sub_activity_name(issue.plan, place),
        **signature(issue.plan, place.skpd, OfficialRole.HEAD, problems),
    }
    rows = rows_with_sums(list(_tree(own, names)), (_MONEY, *MONTH_FIELDS), "baris_jumlah", _quarters)
    return FormSheet(title, values, {DETAIL: rows}), (*problems, *names.problems())


def _tree(lines: Sequence[CashLine], names: AccountNames) -> Iterator[TreeRow]:
    above: str | None = None
    for found in lines:
        code = found.line.account
        if code != above:
            for depth, level, name in names.headings(code, above or ""):
                yield TreeRow("baris_akun", depth, {"kode": level, "uraian": name})
            if not code:
                yield TreeRow("baris_akun", 1, {"kode": "", "uraian": _WITHOUT_CODE})
        above = code
        months = dict(zip(MONTH_FIELDS, found.months, strict=True))
        name = f"{', '.join(found.line.programmes)}, sumber dana {found.line.funding or 'apa pun'}"
        yield TreeRow("baris_rincian", _LINE, {"uraian": name}, {_MONEY: found.line.amount, **months})


def _quarters(amounts: Mapping[str, int]) -> Mapping[str, Formula]:
    found = {}
    for at, quarter in enumerate(QUARTER_FIELDS):
        fields = MONTH_FIELDS[3 * at : 3 * at + 3]
        found[quarter] = SumOfFields(sum(amounts[field] for field in fields), fields)
    return found
