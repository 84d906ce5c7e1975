"""Rekapitulasi RKA-BELANJA of an SKPD: its sub-kegiatan by programme, for three years."""

from collections.abc import Iterator, Mapping, Sequence

from budget.engine.form_lines import AccountLines, FormLines, Place
from budget.errors import Problem
from budget.plan.codes import is_sub_activity
from budget.plan.forms import OfficialRole, SubActivity
from budget.workbook.forms.heading import Issue, signature, sub_activity, titles
from budget.workbook.forms.layouts import CODE_FIELDS, DETAIL, KIND_FIELDS
from budget.workbook.forms.rka import money_of
from budget.workbook.forms.tree import BLANK, TreeRow, rows_with_sums
from budget.workbook.forms.values import FormSheet, Formula, SumOfFields, Value

_SUMS = ("tahun_lalu", *KIND_FIELDS, "tahun_depan")
# Kinds of spending by the second level of their account.
_KINDS = dict(zip(("5.1", "5.2", "5.3", "5.4"), KIND_FIELDS, strict=True))
_LEAF = 5


def recap_sheet(
    issue: Issue, found: FormLines, skpd: str, places: Sequence[Place], title: str
) -> tuple[FormSheet, tuple[Problem, ...]]:
    """The form of one SKPD over these places of it."""
    problems: list[Problem] = []
    values: dict[str, Value] = {
        **titles(issue, skpd),
        **signature(issue.plan, skpd, OfficialRole.HEAD, problems),
    }
    tree = list(_tree(issue, found, sorted(places, key=lambda place: place.sub_activity)))
    rows = rows_with_sums(tree, _SUMS, "baris_jumlah", _all_kinds)
    return FormSheet(title, values, {DETAIL: rows}), tuple(problems)


def _tree(issue: Issue, found: FormLines, places: Sequence[Place]) -> Iterator[TreeRow]:
    above: tuple[str, ...] = ()
    for place in places:
        codes = code_cells(place.sub_activity)
        record = sub_activity(issue.plan, place)
        for depth in range(1, len(codes)):
            if codes[:depth] != above[:depth]:
                texts = {**_cells(codes[:depth]), "uraian": _level_name(record, depth)}
                yield TreeRow("baris_program", depth, texts)
        above = codes
        accounts = found.at(place)
        texts = {
            **_cells(codes),
            "uraian": (record.name if record else "") or BLANK,
            "sumber_dana": _sources(accounts),
            "lokasi": (record.location if record else "") or BLANK,
        }
        yield TreeRow("baris_sub_kegiatan", _LEAF, texts, _amounts(issue, place, accounts))


def code_cells(code: str) -> tuple[str, ...]:
    """``2.07.05.2.02.0005`` as ``2``, ``07``, ``05``, ``2.02``, ``0005``; one cell for another shape."""
    if not is_sub_activity(code):
        return (code,)
    affair, field, programme, first, second, last = code.split(".")
    return affair, field, programme, f"{first}.{second}", last


def _cells(codes: Sequence[str]) -> dict[str, str]:
    return dict(zip(CODE_FIELDS, codes, strict=False))


def _level_name(record: SubActivity | None, depth: int) -> str:
    if record is None:
        return BLANK
    names = record.affair, record.field_of_affairs, record.programme, record.activity
    return names[depth - 1] or BLANK


def _sources(accounts: Sequence[AccountLines]) -> str:
    names = [item.funding for found in accounts for item in found.items]
    names += [line.funding for found in accounts for line in found.lines]
    return ", ".join(filter(None, dict.fromkeys(names))) or BLANK


def _amounts(issue: Issue, place: Place, accounts: Sequence[AccountLines]) -> dict[str, int]:
    """What is needed by kind; contributions without an account are operating costs too."""
    years = {
        "tahun_lalu": money_of(issue, place, issue.fiscal_year - 1),
        "tahun_depan": money_of(issue, place, issue.fiscal_year + 1),
    }
    # What is not known stays an empty cell.
    found = {name: amount for name, amount in years.items() if amount is not None}
    found |= dict.fromkeys(KIND_FIELDS, 0)
    for account in accounts:
        found[_KINDS.get(account.account[:3], KIND_FIELDS[0])] += account.cost
    return found


def _all_kinds(amounts: Mapping[str, int]) -> Mapping[str, Formula]:
    return {"jumlah": SumOfFields(sum(amounts[kind] for kind in KIND_FIELDS), KIND_FIELDS)}
