"""Months for which the law holds no value: found per tariff, at the cell that cures it."""

from collections.abc import Callable, Iterator

from budget.contribution import Programme, Terms, UmkWage
from budget.engine.prices import on_own_wage, price
from budget.errors import LawGap, Problem, error
from budget.law import LawBook
from budget.period import Month, Validity
from budget.plan import Locate, Plan, Tariff


def law_gaps(
    plan: Plan, law: LawBook, where: Locate, is_sound: Callable[[Tariff], bool], *, umk_known: bool
) -> Iterator[Problem]:
    """One finding per tariff and programme. Tariffs with other errors are left for another reading."""
    gaps: dict[tuple[Terms, Validity], dict[Programme, list[LawGap]]] = {}
    for tariff in plan.tariffs:
        if not is_sound(tariff) or (isinstance(tariff.terms.base, UmkWage) and not umk_known):
            continue
        key = tariff.terms, tariff.validity
        if key not in gaps:
            gaps[key] = _gaps(tariff, plan, law)
        found = gaps[key]
        # Months that lack every programme are the wrong months; else it is the programme that is wrong.
        field = "first" if len(found) == len(tariff.terms.programmes) else "programmes"
        for in_months in found.values():
            others = f" Begitu pula {len(in_months) - 1} bulan lain." if len(in_months) > 1 else ""
            yield error(LawGap.code, where(tariff, field), f"{in_months[0]}{others}")


def _gaps(tariff: Tariff, plan: Plan, law: LawBook) -> dict[Programme, list[LawGap]]:
    months = [month for month in plan.span if month in tariff.validity]
    gaps = {p: list(_of_programme(tariff.terms, p, months, plan, law)) for p in tariff.terms.programmes}
    return {programme: found for programme, found in gaps.items() if found}


def _of_programme(
    terms: Terms, programme: Programme, months: list[Month], plan: Plan, law: LawBook
) -> Iterator[LawGap]:
    for month in months:
        umk = plan.minimum_wage(month.year)
        try:
            price(on_own_wage(terms, 0), programme, month, law, umk.sen if umk else None)
        except LawGap as gap:
            yield gap
