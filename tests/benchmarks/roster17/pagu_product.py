"""The product as an office uses it: a workspace, the import with all its checks, the plan, its projection."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from roster17.contender import Contender
from roster17.oracle import Cells
from roster17.task import BASE, GROUPS, KECAMATAN, MONTHS, Change, Rates

from budget.contribution import RosterWage, Segment, Terms
from budget.engine.alike import project_alike
from budget.engine.projection import Projection, project
from budget.law import load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadSource, Plan, Region, Tariff
from budget.services.rosters import import_roster
from budget.services.workspace import create_with, read_plan, this_workspace

SPAN = MonthRange(Month(2022, 1), Month(2023, 5))
REGION = Region("32.04", "Kabupaten Bandung")


class Pagu(Contender):
    """Every row's NIK, dates, age, group and wage are checked, and all its columns kept, by the import."""

    def read(self, roster: Path, store: Path) -> None:
        workspace = this_workspace(str(store / "roster.pagu"))
        groups = tuple(Group(name, "BPKAD", Segment.PU, source=HeadSource.ROSTER) for name in GROUPS)
        create_with(workspace, Plan(REGION, SPAN, groups=groups, tariffs=_tariffs(BASE)))
        report = import_roster(workspace, [roster])
        if not report.accepted or report.accepted != report.read:
            raise ValueError(f"{report.accepted} of {report.read} rows were accepted")

    def load(self, store: Path) -> None:
        self.law = load_law()
        self.plan = read_plan(this_workspace(str(store / "roster.pagu")))

    def calculate(self, rates: Rates) -> Projection:
        return project(_with_rates(self.plan, rates), self.law)

    def cells(self, found: Projection) -> Cells:
        cells = np.zeros((MONTHS, len(GROUPS), len(KECAMATAN), 2), dtype=np.int64)
        for place, stratum in enumerate(found.strata):
            cells[:, GROUPS.index(stratum.group), KECAMATAN.index(stratum.kecamatan)] += found.cost[:, place]
        return cells

    def what_if(self, base: Rates, change: Change) -> int:
        """As the screens follow a what-if: the people of all places together."""
        return project_alike(_with_rates(self.plan, base.with_change(change)), self.law).total


def _with_rates(plan: Plan, rates: Rates) -> Plan:
    return replace(plan, tariffs=_tariffs(rates))


def _tariffs(rates: Rates) -> tuple[Tariff, ...]:
    """A tariff for each stretch of months in which the group's risk class stays as it is."""
    found: list[Tariff] = []
    for name, risk in zip(GROUPS, rates.risk, strict=True):
        starts = [month for month in range(MONTHS) if month == 0 or risk[month] != risk[month - 1]]
        for start, end in zip(starts, [*starts[1:], MONTHS], strict=True):
            validity = Validity(SPAN.first.plus(start), SPAN.first.plus(end - 1))
            found.append(Tariff(name, validity, Terms(RosterWage(), risk_class=risk[start] + 1)))
    return tuple(found)
