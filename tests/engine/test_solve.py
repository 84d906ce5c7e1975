"""Money to people and months: whole people, in a stated order, affordable to the rupiah."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from effort import examples
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from random_plans import plans
from random_rosters import RosterPlan, roster_plans

from budget.contribution import Income, RosterWage, Segment, Terms, Wage
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.cube import Int64Array
from budget.engine.cuts import places_of, uniform
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, project
from budget.engine.solve import Cut, fair_cuts, largest, most_people
from budget.engine.whole_months import months_in_turn, most_months
from budget.errors import NotMonth, PlanError
from budget.law import LawBook, load_law
from budget.money import split
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadCount, HeadCountKind, HeadSource, Plan, Region, Tariff
from budget.plan.roster import Stratum, counted

JANUARY = Month(2023, 1)
LAW = load_law()
few = settings(max_examples=examples(20, 40), deadline=None)
WORKERS = {"cileunyi": 40, "Arjasari": 9}


def plan_of(*counts: HeadCount, months: int = 3, guru_first: bool = True) -> Plan:
    """Petani at 16.800 and Guru at 8.100 a month (BPU's lowest row; PU at 1.500.000)."""
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, JANUARY.plus(months - 1)),
        groups=(
            Group("Petani", "", Segment.BPU, priority=2 if guru_first else 1),
            Group("Guru", "", Segment.PU, priority=1 if guru_first else 2),
        ),
        tariffs=(
            Tariff("Petani", Validity(JANUARY), Terms(Income())),
            Tariff("Guru", Validity(JANUARY), Terms(Wage(150_000_000))),
        ),
        head_counts=counts,
    )


def ten_each(guru_first: bool = True) -> Plan:
    """747.000 for three months: 10 × 16.800 × 3 and 10 × 8.100 × 3."""
    counts = HeadCount("Petani", JANUARY, 10), HeadCount("Guru", JANUARY, 10)
    return plan_of(*counts, guru_first=guru_first)


def solved(plan: Plan, order: CutOrder, money: int, workers: dict[str, int] | None = None) -> Cut:
    projection = project(plan, LAW)
    return most_people(projection, calendar(projection), order, money, workers=workers or {})


def kept(cut: Cut) -> dict[tuple[str, str], int]:
    return {(row.group, row.kecamatan): row.kept for row in cut.rows}


def reasons(cut: Cut) -> dict[str, str]:
    return {row.kecamatan or row.group: row.reason for row in cut.rows}


def test_groups_are_kept_in_the_order_of_their_priority() -> None:
    """500.000: all teachers are 243.000; 257.000 pay 5 farmers at 50.400, and 5.000 are left."""
    cut = solved(ten_each(), CutOrder.PRIORITY, 500_000)
    assert kept(cut) == {("Petani", ""): 5, ("Guru", ""): 10}
    assert (cut.people, cut.people_kept, cut.people_cut) == (20, 15, 5)
    assert (cut.cost, cut.left, cut.person_months) == (495_000, 5_000, 45)
    assert reasons(cut) == {
        "Petani": "prioritas 2, sesudah Guru",
        "Guru": "prioritas 1, yang pertama; terbayar semua",
    }


def test_what_is_less_than_a_person_costs_passes_on() -> None:
    """9 farmers are 453.600; of the other 46.400 one teacher is paid at 24.300, and 22.100 are left."""
    cut = solved(ten_each(guru_first=False), CutOrder.PRIORITY, 500_000)
    assert kept(cut) == {("Petani", ""): 9, ("Guru", ""): 1}
    assert cut.left == 22_100
    assert reasons(cut)["Guru"].endswith("dibayar dari sisa yang tidak cukup untuk yang sebelumnya")


def test_a_uniform_cut_goes_by_largest_remainder() -> None:
    """13 of 20 are 7 farmers and 6 teachers: 352.800 + 145.800 = 498.600; with 7 and 7 it is 522.900."""
    cut = solved(ten_each(), CutOrder.PROPORTIONAL, 500_000)
    assert kept(cut) == {("Petani", ""): 7, ("Guru", ""): 6}
    assert cut.left == 1_400
    assert reasons(cut)["Guru"] == "sama rata: 35 % dari 10 orang"


@pytest.mark.parametrize(
    ("person_months", "petani", "guru", "why"),
    [
        pytest.param(70, 12, 14, "masuk terakhir, Maret 2023", id="3 of the 5 of March"),
        pytest.param(66, 10, 13, "masuk terakhir, Maret 2023", id="all of March, and 1 of February"),
    ],
)
def test_who_joined_last_goes_first(person_months: int, petani: int, guru: int, why: str) -> None:
    """10 + 5 from March, and 10 + 4 from February, all at 16.800: 35 and 38 person-months, 73 in all."""
    plan = plan_of(
        HeadCount("Petani", JANUARY, 10),
        HeadCount("Petani", JANUARY.plus(2), 5, HeadCountKind.CHANGE),
        HeadCount("Guru", JANUARY, 10),
        HeadCount("Guru", JANUARY.plus(1), 4, HeadCountKind.CHANGE),
    )
    plan = replace(plan, tariffs=tuple(replace(t, terms=Terms(Income())) for t in plan.tariffs))
    cut = solved(plan, CutOrder.LAST_IN_FIRST_OUT, person_months * 16_800)
    assert kept(cut) == {("Petani", ""): petani, ("Guru", ""): guru}
    assert (cut.person_months, cut.left) == (person_months, 0)
    assert reasons(cut)["Petani"] == why


def test_who_stays_after_others_left_counts_as_having_joined_last() -> None:
    """Of 5 people 2 leave and 2 join in March: the 2 of March go before those of January elsewhere."""
    strata = [Stratum("Petani", "Arjasari"), Stratum("Petani", "Cileunyi")]
    january, march = JANUARY.index, JANUARY.plus(2).index
    counts = counted(strata, [(0, january, 5, 0), (0, march, 2, 2), (1, january, 5, 0)], {"petani": JANUARY})
    plan = plan_of()
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    cut = solved(replace(plan, groups=groups, roster=counts), CutOrder.LAST_IN_FIRST_OUT, 8 * 3 * 16_800)
    assert kept(cut) == {("Petani", "Arjasari"): 3, ("Petani", "Cileunyi"): 5}
    assert reasons(cut)["Arjasari"] == "masuk terakhir, Maret 2023"


def test_the_worst_covered_kecamatan_is_cut_last() -> None:
    """30, 20 and 15 % are covered; 62 of 80 are left: 16, 16 and, never touched, 15 %.

    Arjasari gives 10 until it stands at 20 % beside Cileunyi, then both give 4 each.
    """
    places = {"Arjasari": (30, 100), "Cileunyi": (20, 100), "Pacet": (30, 200)}
    counts = [HeadCount("Petani", JANUARY, heads, kecamatan=name) for name, (heads, _) in places.items()]
    workers = {name.upper(): count for name, (_, count) in places.items()}
    cut = solved(plan_of(*counts, months=1), CutOrder.WORST_COVERED, 62 * 16_800, workers)
    assert [row.kept for row in cut.rows] == [16, 16, 30]
    assert reasons(cut) == {
        "Arjasari": "cakupan 30 % dari 100 penduduk bekerja, turun ke 16 %",
        "Cileunyi": "cakupan 20 % dari 100 penduduk bekerja, turun ke 16 %",
        "Pacet": "cakupan 15 % dari 200 penduduk bekerja; tidak lebih tinggi dari yang dipotong",
    }
    assert cut.problems == ()


def test_kecamatan_of_unknown_working_population_are_cut_first_and_named() -> None:
    """Ciwidey and people of no kecamatan, 12 and 9: of 21 four remain, two in each."""
    counts = [
        HeadCount("Petani", JANUARY, heads, kecamatan=name)
        for name, heads in {"Arjasari": 30, "Ciwidey": 12, "": 9}.items()
    ]
    cut = solved(plan_of(*counts, months=1), CutOrder.WORST_COVERED, 34 * 16_800, {"Arjasari": 31})
    assert kept(cut) == {("Petani", ""): 2, ("Petani", "Arjasari"): 30, ("Petani", "Ciwidey"): 2}
    (problem,) = cut.problems
    assert "tanpa kecamatan, Ciwidey" in problem.message
    assert reasons(cut)["Ciwidey"] == "penduduk bekerja tidak diketahui, dipotong lebih dulu"


def test_of_members_with_own_wages_the_lowest_are_kept() -> None:
    """At 1 and 2 million 5.400 and 10.800 a month; 60.000 pay 3 × 16.200, and 11.400 pay nobody more."""
    strata = [Stratum("Guru", "Pacet", "", wage) for wage in (200_000_000, 100_000_000)]
    roster = counted(strata, [(0, JANUARY.index, 3, 0), (1, JANUARY.index, 3, 0)], {"guru": JANUARY})
    plan = plan_of()
    plan = replace(
        plan,
        groups=tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups),
        tariffs=tuple(
            replace(t, terms=Terms(RosterWage())) if t.group == "Guru" else t for t in plan.tariffs
        ),
        roster=roster,
    )
    cut = solved(plan, CutOrder.PRIORITY, 60_000)
    assert cut.kept.tolist() == [0, 3]
    assert cut.left == 11_400
    assert reasons(cut)["Pacet"] == "prioritas 1, yang pertama; upah terendah dipertahankan"


def test_months_before_the_cut_stay_as_they_are() -> None:
    """January costs 249.000; 251.000 are left for two months: 10 teachers at 16.200, 2 farmers at 33.600."""
    projection = project(ten_each(), LAW)
    cut = most_people(projection, calendar(projection), money=500_000, since=JANUARY.plus(1))
    assert cut.kept.tolist() == [2, 10]
    assert cut.projection.cube.heads.tolist() == [[10, 2, 2], [10, 10, 10]]
    assert cut.left == 500_000 - 249_000 - 162_000 - 67_200


def test_where_not_even_nobody_can_be_paid_it_is_said() -> None:
    """January alone costs 249.000, a rupiah more than there is."""
    projection = project(ten_each(), LAW)
    cut = most_people(projection, calendar(projection), money=248_999, since=JANUARY.plus(1))
    assert (cut.is_affordable, cut.people_kept, cut.left) == (False, 0, -1)
    with pytest.raises(NotMonth, match="2023-04"):
        most_people(projection, calendar(projection), since=JANUARY.plus(3))


def test_ten_per_cent_less_in_bandung_under_the_three_rules(bandung: Plan) -> None:
    """6,48 miliar pay 66.666 people for 12 months at 8.100: 6.479.935.200. 4.298 of 70.964 must go.

    2023 still pays all 6.036 of PKK, who cost nothing in 2022; in the uniform cut they lose 365 as others do.
    """
    projection = project(bandung, LAW)
    money = {2022: 6_480_000_000, 2023: 2_970_000_000}
    cuts = {cut.order: cut for cut in fair_cuts(projection, calendar(projection), money)}
    assert list(cuts) == [CutOrder.PRIORITY, CutOrder.LAST_IN_FIRST_OUT, CutOrder.PROPORTIONAL]
    assert [cut.people_kept for cut in cuts.values()] == [72_702, 72_702, 72_337]
    first = cuts[CutOrder.PRIORITY]
    assert (kept(first)["Guru Honor", ""], kept(first)["PKK", ""]) == (9_998, 6_036)
    assert [part.left for part in first.spent] == [64_800, 25_569_000]
    assert kept(cuts[CutOrder.PROPORTIONAL])["PKK", ""] == 5_671


def test_enough_money_cuts_nobody(bandung: Plan) -> None:
    projection = project(bandung, LAW)
    for cut in fair_cuts(projection, calendar(projection)):
        assert cut.people_cut == 0
        assert {row.reason for row in cut.rows} == {"uang cukup untuk semua"}


def test_whole_months_from_the_first_on(bandung: Plan) -> None:
    """6,48 miliar pay 11 months at 574.808.400; the twelfth lacks 12 × 574.808.400 - 6.480.000.000."""
    projection = project(bandung, LAW)
    paid = most_months(projection, calendar(projection), {2022: 6_480_000_000, 2023: 10**10})
    assert (paid.months, paid.until, paid.first_short_month) == (11, Month(2022, 11), Month(2022, 12))
    assert (paid.cost, paid.missing) == (6_322_892_400, 417_700_800)


def test_fewer_groups_are_covered_for_longer() -> None:
    """Teachers alone cost 81.000 a month, with farmers 249.000: 300.000 pay three months, or one."""
    projection = project(ten_each(), LAW)
    found = months_in_turn(projection, calendar(projection), 300_000)
    assert [(part.group, part.paid.months) for part in found] == [("Guru", 3), ("Petani", 1)]


@pytest.mark.parametrize("near", [0, 1, 40, 41, 42, 100, 500])
def test_the_largest_that_fits_is_found_from_anywhere(near: int) -> None:
    assert largest(lambda n: n <= 41, 100, near) == 41
    assert largest(lambda n: n <= 100, 100, near) == 100
    assert largest(lambda n: False, 100, near) == 0


class Ledger:
    """What places cost in each purse, added up cell by cell with Python's integers."""

    def __init__(self, cut: Cut, base: Projection, months: Calendar) -> None:
        self.months, self.purses = months, [part.purse for part in cut.spent]
        self.since = cut.since
        self.heads = base.cube.heads.tolist()
        versions = [sum(row) for row in base.prices.rupiah.tolist()] + [0]
        self.unit = [[versions[i] for i in row] for row in base.prices.index.tolist()]

    def fits(self, places: list[int]) -> bool:
        return all(self.cost(places, purse.places) <= purse.money for purse in self.purses)

    def cost(self, places: list[int], part: range) -> int:
        total = 0
        for i in part:
            position, cut = self.months.positions[i], self.months.covered[i] >= self.since
            for stratum, most in enumerate(places):
                heads = self.heads[stratum][position]
                total += self.unit[stratum][position] * (min(heads, most) if cut else heads)
        return total


def kept_one_by_one(cut: Cut, base: Projection, ledger: Ledger) -> list[int]:
    """The order of ADR 0017, one place after the other; who cannot be paid closes its stratum."""
    most, rank = cut.places.most.tolist(), cut.places.rank.tolist()
    last = ledger.months.positions[-1]
    joined = [
        [month for month in range(last + 1) for _ in range(int(row[month]))] for row in base.cube.joined
    ]
    workers = {name.casefold(): count for name, count in WORKERS.items()}
    names = [stratum.kecamatan.casefold() for stratum in base.strata]
    places = [0] * len(most)
    closed: set[int] = set()

    def turn(s: int) -> tuple[object, ...]:
        match cut.order:
            case CutOrder.LAST_IN_FIRST_OUT:
                return joined[s][-most[s] :][places[s]], rank[s]
            case CutOrder.WORST_COVERED:
                level = sum(count for count, name in zip(places, names, strict=True) if name == names[s])
                known = workers.get(names[s], 0)
                return not known, Fraction(level + 1, known or 1), names[s], rank[s]
            case _:
                return (rank[s],)

    while waiting := [s for s in range(len(most)) if s not in closed and places[s] < most[s]]:
        s = min(waiting, key=turn)
        places[s] += 1
        if not ledger.fits(places):
            places[s] -= 1
            closed.add(s)
    return places


def draw_cut(plan: Plan, order: CutOrder, data: st.DataObject) -> tuple[Cut, Projection, Calendar]:
    base = project(plan, LAW)
    months = calendar(base, data.draw(st.sampled_from(Basis)))
    since = data.draw(st.sampled_from(months.covered))
    part = st.integers(0, 110)
    money: dict[int, int] | int
    if data.draw(st.booleans()):
        money = base.total * data.draw(part) // 100
    else:
        money = dict.fromkeys(months.fiscal_years(), 0)
        for position, booked in zip(months.positions, months.booked, strict=True):
            money[booked.year] += int(base.cost[position].sum())
        money = {year: cost * data.draw(part) // 100 for year, cost in money.items()}
    return most_people(base, months, order, money, since, WORKERS), base, months


def assert_law(cut: Cut, base: Projection, months: Calendar) -> None:
    ledger = Ledger(cut, base, months)
    places = cut.kept.tolist()
    assert ledger.fits(places) == cut.is_affordable
    assert [part.cost for part in cut.spent] == [ledger.cost(places, p.places) for p in ledger.purses]
    assert sum(row.kept for row in cut.rows) == cut.people_kept == sum(places)
    assert sum(row.people for row in cut.rows) == cut.people
    assert all(row.reason and 0 <= row.kept <= row.people for row in cut.rows)
    if not cut.is_affordable:
        assert not any(places)
        return
    if cut.order is CutOrder.PROPORTIONAL:
        assert_uniform(cut, places)
        if cut.people_cut:
            assert not ledger.fits(one_more(cut))
        return
    assert places == kept_one_by_one(cut, base, ledger)
    for stratum, most in enumerate(cut.places.most.tolist()):
        if places[stratum] < most:
            more = [count + (s == stratum) for s, count in enumerate(places)]
            assert not ledger.fits(more)


def assert_uniform(cut: Cut, places: list[int]) -> None:
    """Each group and kecamatan has its share to within one person, by largest remainder."""
    assert [row.kept for row in cut.rows] == split(cut.people_kept, [row.people for row in cut.rows])
    for most, count in zip(cut.places.most.tolist(), places, strict=True):
        assert 0 <= count <= most


def one_more(cut: Cut) -> list[int]:
    return uniform(cut.places, cut.people_kept + 1).tolist()


@few
@given(plans(8), st.sampled_from(CutOrder), st.data())
def test_an_answer_is_affordable_and_one_more_person_is_not(
    plan: Plan, order: CutOrder, data: st.DataObject
) -> None:
    assert_law(*draw_cut(plan, order, data))


@few
@given(roster_plans(6), st.sampled_from(CutOrder), st.data())
def test_an_answer_from_a_roster_is_affordable_and_one_more_person_is_not(
    drawn: RosterPlan, order: CutOrder, data: st.DataObject
) -> None:
    try:
        project(drawn.plan, LAW)
    except PlanError:
        reject()
    assert_law(*draw_cut(drawn.plan, order, data))


@few
@given(plans(), st.sampled_from(Basis), st.data())
def test_paid_months_are_affordable_and_one_more_is_not(
    plan: Plan, basis: Basis, data: st.DataObject
) -> None:
    base = project(plan, LAW)
    months = calendar(base, basis)
    costs = [int(base.cost[position].sum()) for position in months.positions]
    money = {year: data.draw(st.integers(0, sum(costs))) for year in months.fiscal_years()}
    found = most_months(base, months, money)

    def spent(count: int) -> dict[int, int]:
        total = dict.fromkeys(money, 0)
        for booked, cost in zip(months.booked[:count], costs[:count], strict=True):
            total[booked.year] += cost
        return total

    assert all(cost <= money[year] for year, cost in spent(found.months).items())
    if found.months < len(costs):
        assert any(cost > money[year] for year, cost in spent(found.months + 1).items())


@few
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6), st.data())
def test_huge_strata_are_cut_exactly(most: list[int], data: st.DataObject) -> None:
    """Head counts whose products pass 2^63 are still split to the person."""
    plan = plan_of()
    strata = [Stratum("Petani", "", f"Desa {number}") for number in range(len(most))]
    heads: Int64Array = np.array(most, dtype=np.int64)
    people = data.draw(st.integers(0, sum(most)))
    found = uniform(places_of(plan, strata, heads), people).tolist()
    assert found == (split(people, most) if sum(most) else [0] * len(most))


def test_capitals_of_a_kecamatan_do_not_split_it(law: LawBook) -> None:
    """Two spellings are one kecamatan of 20 among 40: half of it stays beside Arjasari's 10 of 20."""
    counts = [
        HeadCount("Petani", JANUARY, 10, kecamatan="Cileunyi"),
        HeadCount("Guru", JANUARY, 10, kecamatan="CILEUNYI"),
        HeadCount("Petani", JANUARY, 10, kecamatan="Arjasari"),
    ]
    plan = plan_of(*counts, months=1)
    plan = replace(plan, tariffs=tuple(replace(t, terms=Terms(Income())) for t in plan.tariffs))
    projection = project(plan, law)
    cut = most_people(
        projection,
        calendar(projection),
        CutOrder.WORST_COVERED,
        15 * 16_800,
        workers={"Cileunyi": 40, "Arjasari": 20},
    )
    assert kept(cut) == {("Petani", "Arjasari"): 5, ("Petani", "Cileunyi"): 0, ("Guru", "CILEUNYI"): 10}
