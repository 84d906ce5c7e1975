"""Usulan standar harga: every price of one person and month, with the account that pays it."""

from collections.abc import Iterable

from budget.contribution import Programme
from budget.engine.form_lines import AccountLines
from budget.workbook.forms.heading import Issue, titles
from budget.workbook.forms.item_texts import UNIT, contribution_name, specification
from budget.workbook.forms.layouts import DETAIL
from budget.workbook.forms.tree import BLANK
from budget.workbook.forms.values import FormRow, FormSheet


def price_sheet(issue: Issue, accounts: Iterable[AccountLines], title: str) -> FormSheet:
    """One row for each programme, price and account, by programme and ascending price."""
    order = list(Programme)
    found: dict[tuple[int, int, str], dict[str, None]] = {}
    for account in accounts:
        for item in account.items:
            key = order.index(item.programme), item.price, account.account
            found.setdefault(key, {})[specification(item.terms, item.programme)] = None
    rows = []
    for number, key in enumerate(sorted(found), start=1):
        programme, price, code = key
        texts = {
            "no": str(number),
            "uraian": contribution_name(order[programme]),
            "spesifikasi": "; ".join(found[key]),
            "satuan": UNIT,
            "kode": code or BLANK,
        }
        rows.append(FormRow("baris_harga", {**texts, "harga": price}))
    return FormSheet(title, {**titles(issue, ""), "skpd": issue.plan.region.name}, {DETAIL: rows})
