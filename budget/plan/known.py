"""What is known of a code or a name: what a field may be filled from, where anything else is allowed too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budget.plan.account_names import account_name, shipped_names
from budget.plan.choices import Refers
from budget.plan.codes import is_account, normalise_account
from budget.plan.funding import IN_APBD, OUTSIDE_APBD
from budget.plan.records import Plan

_IN_PLAN = "dipakai dalam rencana"


@dataclass(frozen=True, slots=True)
class Known:
    """`text` is what a field is filled with; `name` says what that is, as far as anybody knows."""

    text: str
    name: str = ""


def known(plan: Plan, refers: Refers) -> tuple[Known, ...]:
    """Everything of that sort which the plan names or pagu ships, each once, in the order of its text."""
    found: dict[str, Known] = {}
    for each in _all(plan, refers):
        key = each.text.casefold()
        if each.text and (key not in found or not found[key].name):
            found[key] = each
    if refers is Refers.GROUP:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda each: each.text.casefold()))


def _all(plan: Plan, refers: Refers) -> Iterator[Known]:
    lines = plan.allocations
    match refers:
        case Refers.GROUP:
            yield from (Known(group.name, group.skpd) for group in plan.groups)
        case Refers.SKPD:
            names = [group.skpd for group in plan.groups] + [line.skpd for line in lines]
            yield from _named(names + [header.skpd for header in plan.sub_activities])
        case Refers.ACCOUNT:
            yield from _accounts(plan)
        case Refers.SUB_ACTIVITY:
            yield from (Known(header.code, header.name) for header in plan.sub_activities)
            yield from _named(line.sub_activity for line in lines)
        case Refers.FUNDING:
            yield from (Known(source, "dalam APBD") for source in IN_APBD)
            yield from (Known(source, "di luar APBD") for source in OUTSIDE_APBD)
            yield from _named(line.funding for line in lines)
            yield from _named(tariff.funding for tariff in plan.tariffs)
        case Refers.KECAMATAN:
            yield from _named(count.kecamatan for count in plan.head_counts)
            yield from _named(stratum.kecamatan for stratum in plan.roster.strata)
        case Refers.POT:
            yield from _named(line.pot for line in lines)


def _accounts(plan: Plan) -> Iterator[Known]:
    """Those that money can be allotted to, by their best name."""
    codes = [line.account for line in plan.allocations] + [own.code for own in plan.account_names]
    for code in (*map(normalise_account, codes), *shipped_names()):
        if is_account(code):
            title = account_name(plan, code)
            yield Known(code, f"{title.name} ({title.status.label})" if title.name else "")


def _named(texts: Iterable[str]) -> Iterator[Known]:
    return (Known(text, _IN_PLAN) for text in dict.fromkeys(texts))
