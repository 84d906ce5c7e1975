"""What the official forms say, put into a plan or taken out; indicators go with their sub-kegiatan."""

from dataclasses import replace

from budget.plan.forms import AccountName, FormRecord, Indicator, Official, SubActivity
from budget.plan.listed import put, take
from budget.plan.records import Plan


def with_form_record(plan: Plan, old: object, new: FormRecord) -> Plan:
    """The plan with `new` in the place of `old`, or at the end; Conflict when `old` is no longer there."""
    match new:
        case SubActivity():
            followed = _following(plan.indicators, old, new)
            return replace(plan, sub_activities=put(plan.sub_activities, old, new), indicators=followed)
        case Indicator():
            return replace(plan, indicators=put(plan.indicators, old, new))
        case AccountName():
            return replace(plan, account_names=put(plan.account_names, old, new))
        case Official():
            return replace(plan, officials=put(plan.officials, old, new))


def without_form_record(plan: Plan, record: FormRecord) -> Plan:
    match record:
        case SubActivity():
            left = tuple(i for i in plan.indicators if not measures(i, record))
            return replace(plan, sub_activities=take(plan.sub_activities, record), indicators=left)
        case Indicator():
            return replace(plan, indicators=take(plan.indicators, record))
        case AccountName():
            return replace(plan, account_names=take(plan.account_names, record))
        case Official():
            return replace(plan, officials=take(plan.officials, record))


def measures(indicator: Indicator, record: SubActivity) -> bool:
    """Whether it is an indicator of that sub-kegiatan, whatever the capitals of its SKPD."""
    same_skpd = indicator.skpd.casefold() == record.skpd.casefold()
    return same_skpd and indicator.sub_activity == record.code


def _following(indicators: tuple[Indicator, ...], old: object, new: SubActivity) -> tuple[Indicator, ...]:
    """Indicators of a sub-kegiatan that got another code or SKPD stay with it."""
    if not isinstance(old, SubActivity):
        return indicators
    return tuple(
        replace(i, skpd=new.skpd, sub_activity=new.code) if measures(i, old) else i for i in indicators
    )
