"""The sample regency with everything that a council workbook can show beside its figures.

Coverage, payments and benefits are made up; 1,6 million workers were published (facts, section 7).
"""

from dataclasses import replace
from datetime import date

from bandung import SUB_ACTIVITY

from budget.engine.alike import project_alike
from budget.law import LawBook
from budget.plan import Plan, Scenario, in_scenario
from budget.plan.allocation import Stage, StageKind, Volume
from budget.plan.coverage import Coverage, CoverageFigure, CoverageKind, Period
from budget.plan.forms import Official, OfficialRole, SubActivity
from budget.plan.payments import Benefit, BenefitKind, Book, Payment
from budget.plan.what_if_text import read_what_if
from budget.workbook.council.background import Alternative, Background

AMENDED = Stage(StageKind.AMENDMENT)
DECEMBER = Period(2021, 12)
COVERAGE = Coverage(
    (
        CoverageFigure(Period(2021), CoverageKind.WORKING_POPULATION, 1_600_000),
        CoverageFigure(Period(2021), CoverageKind.ELIGIBLE_WORKERS, 1_310_000),
        CoverageFigure(DECEMBER, CoverageKind.ACTIVE, 510_400),
        CoverageFigure(DECEMBER, CoverageKind.APBD_PAID, 50_000),
    )
)
BOOK = Book(
    payments=(
        Payment(574_808_400, spp="1", sp2d="A", day=date(2022, 2, 20)),
        Payment(623_700_000, spp="2", sp2d="B", day=date(2023, 2, 20)),
    ),
    benefits=(
        Benefit(2022, BenefitKind.JKM, 10, 420_000_000),
        Benefit(2023, BenefitKind.JKM, 1, 42_000_000),
    ),
)
MIXED = (
    "semua jadi BPU; +100 linmas mulai 2022-06; pkk masuk mulai 2023-03; "
    "JKM BPU = 7.000 mulai 2022-08; susut 6%"
)


def told(plan: Plan) -> Plan:
    """Two stages of 2023, a sub-kegiatan that knows the years beside it, two officials, a second scenario.

    JKK of 2023 grows from 1.467.000.000 to 1.717.000.000: 3.000 people more × 5 months × 3.600, then 80.000
    people × 5 months × 400 more, and 36.000.000 for no reason that the volumes tell.
    """
    lines = []
    for line in plan.allocations:
        is_jkk_2023 = line.fiscal_year == 2023 and line.account.endswith("6")
        lines.append(replace(line, volume=Volume(77_000, 5, 3_600) if is_jkk_2023 else None))
    for line in [line for line in lines if line.fiscal_year == 2023]:
        amount, volume = line.amount, line.volume
        if volume:
            amount, volume = 1_717_000_000, Volume(80_000, 5, 4_000)
        lines.append(replace(line, stage=AMENDED, amount=amount, volume=volume))
    return replace(
        plan,
        allocations=tuple(lines),
        sub_activities=(
            SubActivity(
                "Dinas Tenaga Kerja", SUB_ACTIVITY, "Jaminan Sosial", before=7_000_000_000, after=None
            ),
        ),
        officials=(
            Official(OfficialRole.TREASURER, "Asep Hidayat", "19720103 199503 1 001", "Pembina"),
            Official(OfficialRole.HEAD, "Siti Rahayu", "19750504 200012 2 002", position="Kepala Disnaker"),
        ),
        scenarios=(*plan.scenarios, Scenario("Campuran", read_what_if(MIXED, plan))),
    )


def background(plan: Plan, law: LawBook) -> Background:
    alternatives = [Alternative("dasar", project_alike(plan, law))]
    for scenario in plan.scenarios:
        alternatives.append(Alternative(scenario.name, project_alike(in_scenario(plan, scenario), law)))
    alternatives.append(Alternative("Rusak", None, "dasarnya tidak ada."))
    return Background(COVERAGE, BOOK, open_twins=3, alternatives=tuple(alternatives))
