"""Members and plans for tests of rosters: nobody who lives, as no kecamatan has the digits 90 to 99."""

from dataclasses import replace
from datetime import date

from bandung import LEGAL_BASIS, bandung

from budget.contribution import RosterIncome, Segment, Terms
from budget.period import Month, Validity
from budget.plan import Group, Plan, Tariff
from budget.roster.member import Member, Sex

JANUARY = Month(2022, 1)


def member(
    number: int = 1,
    group: str = "Linmas",
    first: Month = JANUARY,
    end: Month | None = None,
    village: str = "Cibiru Wetan",
    wage_sen: int | None = None,
    name: str = "",
    born: date = date(1980, 5, 12),
) -> Member:
    """The person of that number, a man of 1980 in Cileunyi, covered from `first` to before `end`."""
    return Member(
        nik=3204_90_000000_0000 + int(f"{born:%d%m%y}") * 10_000 + number,
        name=name or f"Warga {number}",
        birth_date=born,
        sex=Sex.MALE,
        group=group,
        kecamatan="Cileunyi",
        village=village,
        first=first.index,
        end=end.index if end else None,
        wage_sen=wage_sen,
        birth_place="Bandung",
        mother="Ibu",
        phone="",
        address="",
        kpj="",
        marks=0,
    )


def plan_of_the_faulty_lists() -> Plan:
    """The sample regency with the group that `daftar-cacat.json` adds."""
    tobacco = Group("Buruh Tani Tembakau", "Dinas Pertanian", Segment.BPU, 10, LEGAL_BASIS)
    tariff = Tariff(tobacco.name, Validity(Month(2022, 1), Month(2022, 12)), Terms(RosterIncome()), "DBHCHT")
    plan = bandung()
    return replace(plan, groups=(*plan.groups, tobacco), tariffs=(*plan.tariffs, tariff))
