"""What is wrong with a plan, all of it at once, each finding at the record and field that cures it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from budget.errors import Problem, error, warning
from budget.money import PPM, format_number
from budget.period import Month
from budget.plan import codes
from budget.plan.allocation_check import check_allocations, check_cash_months
from budget.plan.assertion_check import assertion_problems
from budget.plan.forms_check import form_problems
from budget.plan.headcount import by_place, first_negative
from budget.plan.law_check import law_value_problems
from budget.plan.places import Locate, in_words
from budget.plan.records import (
    Group,
    HeadCount,
    HeadCountKind,
    HeadSource,
    Plan,
)
from budget.plan.roster import RosterCounts
from budget.plan.scenario_check import scenario_problems
from budget.plan.tariff_months import months_without_tariff, overlaps, years_without_umk
from budget.plan.term_check import known_groups, term_problems, unknown_group


def check(plan: Plan, locate: Locate | None = None) -> list[Problem]:
    """Every problem of the plan; codes are stable, messages say what to do.

    `locate` names the place of a record's field; by default in words, an importer gives sheet and cell.
    """
    where = locate or in_words
    return [
        *_region(plan, where),
        *_groups(plan.groups, where),
        *_rosters(plan, where),
        *_tariffs(plan, where),
        *_head_counts(plan, where),
        *check_allocations(plan, where),
        *check_cash_months(plan, where),
        *_minimum_wages(plan, where),
        *(found for value in plan.law_values for found in law_value_problems(value, value, where)),
        *assertion_problems(plan, where),
        *form_problems(plan, where),
        *scenario_problems(plan, where),
        *months_without_tariff(plan, where),
        *years_without_umk(plan, where),
    ]


def _region(plan: Plan, where: Locate) -> Iterator[Problem]:
    if not codes.is_region(plan.region.code):
        place = where(plan.region, "code")
        message = f"Kode wilayah “{plan.region.code}” harus berbentuk seperti {codes.REGION_SHAPE}."
        yield error("kode_wilayah", place, message)
    if not plan.region.name.strip():
        yield error("nama_kosong", where(plan.region, "name"), "Isi nama kabupaten atau kota.")


def _groups(groups: Iterable[Group], where: Locate) -> Iterator[Problem]:
    seen: set[str] = set()
    for group in groups:
        if not group.name.strip():
            yield error("nama_kosong", where(group, "name"), "Isi nama kelompok.")
        if group.name.casefold() in seen:
            message = f"Nama kelompok “{group.name}” dipakai dua kali. Beri nama yang berbeda."
            yield error("kelompok_ganda", where(group, "name"), message)
        seen.add(group.name.casefold())
        if not 0 <= group.validation_loss_ppm < PPM:
            message = "Susut validasi harus dari 0 % sampai di bawah 100 %."
            yield error("susut_validasi", where(group, "validation_loss"), message)


# Every projection checks its plan, and a roster has 100.000 strata.
@lru_cache(maxsize=2)
def _listed_groups(roster: RosterCounts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(attrgetter("group"), roster.strata)))


def _rosters(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = known_groups(plan)
    for name in _listed_groups(plan.roster):
        if name.casefold() not in known:
            message = (
                f"Kelompok {name} masih punya orang menurut daftar, sehingga tidak dapat dihapus. "
                "Keluarkan orangnya atau urungkan impornya dahulu, atau akhiri saja tarifnya."
            )
            yield error("kelompok_berdaftar", f"Kelompok {name}", message)
    for group in plan.groups:
        listed = group.name.casefold() in plan.roster.nets
        if group.source is HeadSource.ROSTER and not listed:
            message = f"{group.name} memakai daftar, tetapi belum ada daftar yang diimpor."
            yield warning("daftar_kosong", where(group, "source"), message)
        if group.source is HeadSource.PLAN and listed:
            message = f"Daftar orang {group.name} tidak dihitung: sumber orangnya masih rencana."
            yield warning("daftar_tidak_dipakai", where(group, "source"), message)


def _tariffs(plan: Plan, where: Locate) -> Iterator[Problem]:
    segments = {group.name.casefold(): group.segment for group in plan.groups}
    known = known_groups(plan)
    for tariff in plan.tariffs:
        yield from unknown_group(known, tariff.group, where(tariff, "group"))
        terms = tariff.terms
        if segments.get(tariff.group.casefold(), terms.segment) is not terms.segment:
            message = (
                f"Tarif {terms.segment.upper()} untuk kelompok {segments[tariff.group.casefold()].upper()}."
                " Pastikan ini disengaja."
            )
            yield warning("segmen_berbeda", where(tariff, "segment"), message)
        yield from term_problems(tariff, where)
    yield from overlaps(plan.tariffs, where)


def _head_counts(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = known_groups(plan)
    for count in plan.head_counts:
        yield from unknown_group(known, count.group, where(count, "group"))
        if count.kind is HeadCountKind.ABSOLUTE and count.heads < 0:
            message = f"Jumlah orang {format_number(count.heads)} kurang dari nol."
            yield error("orang_negatif", where(count, "heads"), message)
        if count.month > plan.span.last:
            message = f"{count.month.label} sesudah akhir rencana ({plan.span.last.label}): tidak dihitung."
            yield warning("di_luar_rencana", where(count, "month"), message)
    places = by_place(plan.head_counts)
    for (group, kecamatan), counts in places.items():
        yield from _counts_of_place(counts, plan, where)
        if not kecamatan and any(name == group and place for name, place in places):
            message = (
                f"{counts[0].group} punya jumlah orang per kecamatan dan juga tanpa kecamatan: keduanya "
                "dijumlahkan. Pastikan tidak ada orang yang dihitung dua kali."
            )
            yield warning("kecamatan_campur", where(counts[0], "kecamatan"), message)


def _counts_of_place(counts: list[HeadCount], plan: Plan, where: Locate) -> Iterator[Problem]:
    for earlier, later in pairwise(counts):
        absolute = earlier.kind is later.kind is HeadCountKind.ABSOLUTE
        if absolute and earlier.month == later.month:
            message = f"{later.group} punya dua jumlah orang untuk {later.month.label}. Hapus salah satunya."
            yield error("orang_ganda", where(later, "month"), message)
    if any(c.kind is HeadCountKind.ABSOLUTE and c.heads < 0 for c in counts):
        return
    followed = _followed_until(plan, counts[0].group)
    # A what-if on a group of the roster takes people from its lists, not from the plan's head counts.
    if followed is not None and followed >= plan.span.last:
        return
    if found := first_negative(counts, followed):
        month, heads = found
        culprit = next(c for c in counts if c.month == month and c.heads < 0)
        message = f"Pada {month.label} jumlah orang {culprit.group} menjadi {format_number(heads)}."
        yield error("orang_negatif", where(culprit, "heads"), message)


def _followed_until(plan: Plan, name: str) -> Month | None:
    """The last month of the plan in which the group follows its roster."""
    if name.casefold() not in known_groups(plan):
        return None
    group = plan.group(name)
    return max((month for month in plan.span if plan.follows_roster(group, month)), default=None)


def _minimum_wages(plan: Plan, where: Locate) -> Iterator[Problem]:
    seen: set[int] = set()
    for wage in plan.minimum_wages:
        if wage.year in seen:
            yield error("umk_ganda", where(wage, "year"), f"UMK {wage.year} tertulis dua kali.")
        seen.add(wage.year)
        if wage.sen <= 0:
            yield error("upah", where(wage, "wage"), "UMK harus lebih dari nol.")
