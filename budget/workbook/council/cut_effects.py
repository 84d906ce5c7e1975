"""What happens when the council takes 10, 20 or 30 % off every allocation: the engine's answer."""

from dataclasses import dataclass, replace

from budget.engine.calendar import calendar
from budget.engine.projection import Projection
from budget.engine.runway import AllocationView, Runway, allocation_view
from budget.engine.solve import most_people
from budget.money import PPM
from budget.plan.allotting import scaled

CUTS = (10, 20, 30)


@dataclass(frozen=True, slots=True, eq=False)
class CutEffect:
    """Money per fiscal year of cover after a cut of `percent`, and how far it goes.

    `people_cut` lose their cover where those who keep it are paid in every month, by order of payment.
    """

    percent: int
    view: AllocationView
    people_cut: int

    @property
    def money(self) -> int:
        return sum(runway.total for _, runway in self.view.by_fiscal_year)

    @property
    def missing(self) -> int:
        """Rupiah that the fiscal years lack; what one has left helps no other."""
        return sum(max(0, -runway.remaining) for _, runway in self.view.by_fiscal_year)

    @property
    def person_months_short(self) -> int:
        return sum(runway.person_months_short or 0 for _, runway in self.view.by_fiscal_year)

    @property
    def covered_until(self) -> str:
        """``TA 2022 sampai November 2022; TA 2023 cukup``."""
        return "; ".join(f"TA {year} {_until(runway)}" for year, runway in self.view.by_fiscal_year)


def _until(runway: Runway) -> str:
    if runway.is_enough:
        return "cukup"
    return f"sampai {runway.covered_until.label}" if runway.covered_until else "tidak satu bulan pun"


def cut_effects(projection: Projection) -> list[CutEffect]:
    """The money as it stands (0 %), and after each of the cuts."""
    return [_effect(projection, percent) for percent in (0, *CUTS)]


def _effect(projection: Projection, percent: int) -> CutEffect:
    plan = projection.plan
    lines = scaled(plan.allocations, None, PPM // 100 * (100 - percent))
    cut = replace(projection, plan=replace(plan, allocations=lines))
    months = calendar(cut)
    return CutEffect(percent, allocation_view(cut, months), most_people(cut, months).people_cut)
