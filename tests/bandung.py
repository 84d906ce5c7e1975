"""The sample regency: Kabupaten Bandung, January 2022 – May 2023, as a plan in code.

Head counts: the eight groups that were published for 2022 (70.964 people) and a ninth, PKK, of 6.036 from
January 2023 on. Assumed: everyone is PU class I at a wage of 1.500.000, and how 10,5 miliar splits over the
two fiscal years.
"""

from budget.contribution import Income, Programme, Segment, Terms, Wage
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, Plan, Region, Scenario, Tariff, TariffAdjustment

START = Month(2022, 1)
HEADS = {
    "Guru Ngaji": 17_000,
    "Keagamaan": 6_000,
    "Linmas": 5_600,
    "Non-ASN dan Puskesmas": 2_191,
    "Perangkat Desa": 4_057,
    "Ketua RT": 17_567,
    "Ketua RW": 4_253,
    "Guru Honor": 14_296,
}
BOTH = (Programme.JKK, Programme.JKM)
PU_AT_1_500_000 = Terms(Wage(150_000_000))
BPU_LOWEST_ROW = Terms(Income())
ALL_BPU = Scenario("Semua BPU", (TariffAdjustment(None, Validity(START), BPU_LOWEST_ROW),))


def bandung() -> Plan:
    names = [*HEADS, "PKK"]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(START, Month(2023, 5)),
        groups=tuple(Group(name, "Disnaker", Segment.PU, rank) for rank, name in enumerate(names, start=1)),
        tariffs=tuple(Tariff(name, Validity(START), PU_AT_1_500_000) for name in names),
        head_counts=(
            *(HeadCount(name, START, heads) for name, heads in HEADS.items()),
            HeadCount("PKK", Month(2023, 1), 6_036),
        ),
        allocations=(
            Allocation(2022, "Disnaker", "", "", "PAD", BOTH, 7_200_000_000),
            Allocation(2023, "Disnaker", "", "", "PAD", BOTH, 3_300_000_000),
        ),
        scenarios=(ALL_BPU,),
    )
