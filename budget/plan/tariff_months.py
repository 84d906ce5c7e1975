"""Whether every month with people has one tariff, and every tariff what it needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from budget.contribution import UmkWage
from budget.errors import Problem, error
from budget.period import Month
from budget.plan.headcount import by_place, peopled
from budget.plan.places import Locate
from budget.plan.records import Group, HeadCount, Plan, Tariff


def overlaps(tariffs: Iterable[Tariff], where: Locate) -> Iterator[Problem]:
    """One finding for every tariff that begins before an earlier one of its group has ended."""
    for same_group in _by_group(tariffs).values():
        longest: Tariff | None = None
        for tariff in sorted(same_group, key=lambda t: t.validity.first):
            if longest is not None and longest.validity.overlaps(tariff.validity):
                message = (
                    f"Tarif {tariff.group} {tariff.validity.label} bertumpang tindih dengan "
                    f"{longest.validity.label} ({where(longest, 'first')}). Akhiri yang lama sebelum itu."
                )
                yield error("tarif_tumpang_tindih", where(tariff, "first"), message)
            if longest is None or _ends_later(tariff, longest):
                longest = tariff


def _ends_later(tariff: Tariff, other: Tariff) -> bool:
    end, other_end = tariff.validity.last, other.validity.last
    return other_end is not None and (end is None or end > other_end)


def _by_group(tariffs: Iterable[Tariff]) -> dict[str, list[Tariff]]:
    groups: dict[str, list[Tariff]] = defaultdict(list)
    for tariff in tariffs:
        groups[tariff.group.casefold()].append(tariff)
    return groups


def months_without_tariff(plan: Plan, where: Locate) -> Iterator[Problem]:
    """One finding per group, at its first head count; groups that are not in the plan are left out.

    In months that follow the roster its people count, in the others the plan's.
    """
    tariffs = _by_group(plan.tariffs)
    people: dict[str, list[list[HeadCount]]] = defaultdict(list)
    for (key, _), counts in by_place(plan.head_counts).items():
        people[key].append(counts)
    groups: dict[str, Group] = {}
    for each in plan.groups:
        groups.setdefault(each.name.casefold(), each)
    for name, group in groups.items():
        validities = [tariff.validity for tariff in tariffs.get(name, ())]
        counted = [m for m in peopled(people.get(name, ()), plan.span) if not plan.follows_roster(group, m)]
        listed = [m for m in plan.roster.peopled(name, plan.span) if plan.follows_roster(group, m)]
        months = sorted({*counted, *listed})
        if bare := [m for m in months if not any(m in validity for validity in validities)]:
            culprit = people[name][0][0] if name in people else group
            message = f"{group.name} punya orang tetapi tidak punya tarif pada {_listed(bare)}."
            yield error("bulan_tanpa_tarif", where(culprit, "group"), message)


def years_without_umk(plan: Plan, where: Locate) -> Iterator[Problem]:
    """Every year of the plan in which a tariff follows the UMK needs one, with or without people."""
    known = {wage.year for wage in plan.minimum_wages}
    for tariff in plan.tariffs:
        if not isinstance(tariff.terms.base, UmkWage):
            continue
        for year in sorted({month.year for month in plan.span if month in tariff.validity} - known):
            message = f"Tarif {tariff.group} memakai UMK, tetapi UMK {year} belum diisi."
            yield error("umk_kosong", where(tariff, "wage"), message)


def _listed(months: list[Month]) -> str:
    """Consecutive months as ranges: ``Maret 2022, Mei 2022 – Juli 2022``."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and month.index == runs[-1][-1].index + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(r[0].label if len(r) == 1 else f"{r[0].label} – {r[-1].label}" for r in runs)
