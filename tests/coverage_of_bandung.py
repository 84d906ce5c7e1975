"""What was published on coverage in Kabupaten Bandung, August 2023 (facts, section 7).

1,6 million workers, coverage 31,9 %, target 35,68 % by the end of 2023, 468.000 members.
"""

from budget.period import Month
from budget.plan.coverage import (
    Claimed,
    Coverage,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.growth import GrowthPath

WORKING = CoverageKind.WORKING_POPULATION
WORKERS = CoverageFigure(Period(2023), WORKING, 1_600_000, source="Pemberitaan Agustus 2023")
AUGUST = CoverageFigure(Period(2023, 8), CoverageKind.ACTIVE, None, claimed=Claimed(319_000, WORKING))
DECEMBER = CoverageFigure(Period(2023, 12), CoverageKind.ACTIVE, 468_000, claimed=Claimed(356_800, WORKING))
AUGUST_2023 = Month(2023, 8)
PUBLISHED = Coverage((WORKERS, AUGUST, DECEMBER))


def target(path: GrowthPath = GrowthPath.EVEN, first: Month = AUGUST_2023) -> CoverageTarget:
    return CoverageTarget(356_800, WORKING, Month(2023, 12), first, path)
