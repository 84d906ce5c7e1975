"""Checks of the plan: its records, the law that it needs, its money, its scenarios, and its sums."""

from collections.abc import Iterator

from budget.engine.alike import project_alike
from budget.engine.axes import Axis, Basis
from budget.engine.calendar import calendar
from budget.engine.cash_plan import cash_plan
from budget.engine.law_calendar import law_parameters, stretches
from budget.engine.law_uses import Use
from budget.engine.projection import project
from budget.engine.runway import AccountRunway, allocation_view
from budget.engine.table import tabulate
from budget.errors import PaguError, Problem, error
from budget.law import OwnContribution, OwnRate, load_law
from budget.money import format_number, format_rupiah
from budget.plan import Allocation, Group, HeadCount, MinimumWage, Plan, Scenario, Tariff, in_scenario
from budget.plan import check as check_plan
from budget.plan.allocation import CashMonth
from budget.plan.assertions import Assertion
from budget.plan.forms import AccountName, Indicator, Official, SubActivity
from budget.plan.places import in_words
from budget.services.checking.findings import Finding, Looked, at
from budget.services.checking.ground import Ground
from budget.services.people import age_cautions
from budget.services.spots import Spot

# Findings that mean that somebody or some money may count twice.
_DOUBLE = {
    "daftar_tidak_dipakai",
    "kecamatan_campur",
    "kelompok_ganda",
    "orang_ganda",
    "pagu_kembar",
    "tarif_tumpang_tindih",
}
_OF_MONEY = {"pagu_program_kurang", "pagu_sumber_kurang", "pagu_tanpa_peserta"}
_UNSURE = "belum_diverifikasi"


def records(ground: Ground) -> Looked:
    """What the plan's own check finds, but for what counts twice."""
    plan = ground.stored
    counted = (
        f"{len(plan.groups)} kelompok, {len(plan.tariffs)} tarif, {len(plan.head_counts)} baris orang, "
        f"{len(plan.allocations)} baris pagu."
    )
    return Looked(counted, tuple(f for f in _findings(plan) if f.problem.code not in _DOUBLE))


def counted_once(ground: Ground) -> Looked:
    """Groups, tariffs and allocation lines that overlap."""
    found = tuple(f for f in _findings(ground.plan) if f.problem.code in _DOUBLE)
    return Looked("Tidak ada kelompok, tarif, atau pagu yang bertumpang tindih.", found)


def _findings(plan: Plan) -> Iterator[Finding]:
    """The plan's problems with the places where they are cured."""
    spots: dict[str, tuple[Spot, str]] = {}

    def where(record: object, field: str) -> str:
        named = in_words(record, field)
        spots[named] = _spot_of(record)
        return named

    for problem in check_plan(plan, where):
        yield Finding(problem, *spots.get(problem.where, (Spot.GROUPS, "")))


def _spot_of(record: object) -> tuple[Spot, str]:
    match record:
        case Tariff(group=group) | HeadCount(group=group):
            return Spot.GROUPS, group
        case Group():
            return Spot.GROUPS, ""
        case Allocation():
            return Spot.MONEY, ""
        case CashMonth():
            return Spot.CASH_PLAN, ""
        case MinimumWage():
            return Spot.WAGES, ""
        case OwnRate() | OwnContribution():
            return Spot.LAW_VALUES, ""
        case Assertion():
            return Spot.ASSERTIONS, ""
        case SubActivity() | Indicator() | AccountName() | Official():
            return Spot.FORMS, ""
        case Scenario():
            return Spot.SCENARIOS, ""
        case _:
            return Spot.FRAME, ""


def law(ground: Ground) -> Looked:
    """Months in which tariffs take a value that the law does not hold, and values that nobody verified."""
    parameters = law_parameters(ground.plan, load_law())
    used = [each for each in parameters if each.uses]
    gaps = [(each.label, use) for each in used for use in each.used_gaps]
    problems = [error("hukum_kosong", label, _without_value(use)) for label, use in gaps]
    if not gaps:
        problems = [each for each in ground.cautions if each.code == _UNSURE]
    return Looked(f"{len(used)} nilai hukum dipakai, tanpa bulan kosong.", at(Spot.LAW, problems))


def _without_value(use: Use) -> str:
    months = ", ".join(g.first.label if len(g) == 1 else g.label for g in stretches(use.months))
    return (
        f"Tidak ada nilai pada {months}, padahal dipakai {use.group}. Tulis nilai daerah dengan dasar "
        "hukumnya."
    )


def allocations(ground: Ground) -> Looked:
    """Whether every account has the money for what it pays, and its cash plan adds up."""
    projection = ground.projection
    view = allocation_view(projection, calendar(projection))
    problems = [_short(each) for each in view.by_account if not each.runway.is_enough]
    problems += [each for each in ground.cautions if each.code in _OF_MONEY]
    years = sorted({line.fiscal_year for line in projection.plan.allotted})
    planned = [cash_plan(projection, year) for year in years]
    findings = at(Spot.MONEY, problems)
    findings += at(Spot.CASH_PLAN, (problem for each in planned for problem in each.problems))
    money = format_rupiah(view.pooled.total)
    return Looked(f"{money} pagu menutup biaya setiap rekening dan tahun.", findings)


def _short(found: AccountRunway) -> Problem:
    year, runway = found.fiscal_year, found.runway
    account = " + ".join(dict.fromkeys(line.account or "tanpa rekening" for line in found.lines))
    since = runway.first_short_month.label if runway.first_short_month else ""
    if not found.lines:
        message = f"{format_rupiah(runway.cost)} tidak dibayar pagu mana pun. Tambah baris pagunya."
        return error("pagu_tidak_ada", f"TA {year}", message)
    message = (
        f"Biaya {format_rupiah(runway.cost)} melampaui pagu {format_rupiah(runway.total)}: kurang "
        f"{format_rupiah(runway.shortfall or 0)}, mulai {since}. Tambah pagu atau kurangi biaya."
    )
    return error("pagu_kurang", f"Pagu {year} {account}", message)


def cautions(ground: Ground) -> Looked:
    """What an officer should know about a plan that is right."""
    found = [each for each in ground.cautions if each.code not in {*_OF_MONEY, _UNSURE}]
    found += age_cautions(ground.workspace, ground.plan)
    findings = tuple(Finding(each, Spot.GROUPS, _group_in(ground.plan, each.where)) for each in found)
    return Looked("Tidak ada catatan.", findings)


def _group_in(plan: Plan, where: str) -> str:
    """The group that a caution's place names, empty for none."""
    named = {f"{kind} {group.name}": group.name for group in plan.groups for kind in ("Kelompok", "Tarif")}
    return named.get(where, "")


def scenarios(ground: Ground) -> Looked:
    """Whether every scenario can be costed."""
    plan, problems = ground.plan, []
    for scenario in plan.scenarios:
        try:
            project(in_scenario(plan, scenario), load_law())
        except PaguError as reason:
            where = f"Skenario {scenario.name}"
            problems += [error(each.code, where, str(each)) for each in reason.problems]
    return Looked(f"{len(plan.scenarios)} skenario dapat dihitung.", at(Spot.SCENARIOS, problems))


def sums(ground: Ground) -> Looked:
    """The same total whichever way it is added up, on both bases; cash plans add up to their lines."""
    projection = ground.projection
    total, people = projection.total, projection.person_months
    problems = []
    for basis in Basis:
        when = calendar(projection, basis)
        for axis in Axis:
            rows = tabulate(projection, when, (axis,))
            ways = [(f"Biaya menurut {axis} ({basis})", sum(row.cost for row in rows), total)]
            if axis is not Axis.PROGRAMME:
                found = sum(row.person_months for row in rows)
                ways.append((f"Orang-bulan menurut {axis} ({basis})", found, people))
            problems += _unequal(ways)
        view = allocation_view(projection, when)
        by_year = sum(runway.cost for _, runway in view.by_fiscal_year)
        by_account = sum(each.runway.cost for each in view.by_account)
        problems += _unequal([("Biaya per tahun", by_year, total), ("Biaya per rekening", by_account, total)])
    alike = project_alike(ground.plan, load_law())
    problems += _unequal([("Biaya tanpa tempat", alike.total, total)])
    for year in sorted({line.fiscal_year for line in projection.plan.allotted}):
        for line in cash_plan(projection, year).lines:
            problems += _unequal([(f"Anggaran kas {year}", sum(line.months), line.line.amount)])
    said = f"{format_rupiah(total)} dan {format_number(people)} orang-bulan, dari setiap arah."
    return Looked(said, at(Spot.FRAME, problems))


def _unequal(ways: list[tuple[str, int, int]]) -> list[Problem]:
    return [
        error("jumlah_beda", where, f"{format_number(found)}, seharusnya {format_number(wanted)}.")
        for where, found, wanted in ways
        if found != wanted
    ]
