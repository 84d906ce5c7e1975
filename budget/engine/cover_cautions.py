"""What an officer should know about who is covered when, and in which year it is paid."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from budget.contribution import Income, Payer, Programme, Segment
from budget.engine.prices import PriceVersion, price
from budget.engine.projection import Projection
from budget.errors import Problem, warning
from budget.law import Discount, LawBook
from budget.money import PPM, format_number, format_rupiah
from budget.period import Month
from budget.plan import Group, PaymentTiming

# BPU: after so many unpaid months protection lapses, and arrears are not collected on reactivation.
LAPSING_MONTHS = 3
# Permenaker 1/2025: a death within the first three months of membership pays 10 million, not 42.
WAITING_MONTHS = 3
_WAITING = f"santunan JKM {WAITING_MONTHS} bulan pertama hanya Rp10 juta (Permenaker 1/2025)"


def cover_cautions(projection: Projection, law: LawBook) -> Iterator[Problem]:
    """Gaps and short stays of groups, tariffs and decrees that end, discounted prices that the APBD does
    not get, and contributions that fall due in the next fiscal year."""
    for group in projection.plan.groups:
        runs = _runs(_heads(projection, group.name))
        yield from _gaps(projection, group.name, group.segment, runs)
        yield from _short_stays(projection, group.name, runs)
        yield from _ending_tariff(projection, group.name)
        yield from _ended_decree(projection, group)
    yield from _discounted_prices(projection, law)
    yield from _year_end(projection)


def _heads(projection: Projection, group: str) -> list[int]:
    """The group's people who are paid in each month."""
    rows = [row for row, stratum in enumerate(projection.strata) if stratum.group == group]
    counted: list[int] = projection.cube.heads[rows].sum(axis=0).tolist()
    return counted


# Consecutive months with people: the places of the first and the last, and the people of these two.
_Run = tuple[int, int, int, int]


def _runs(heads: list[int]) -> list[_Run]:
    runs: list[_Run] = []
    for place, people in enumerate(heads):
        if people and runs and runs[-1][1] == place - 1:
            first, _, before, _ = runs[-1]
            runs[-1] = first, place, before, people
        elif people:
            runs.append((place, place, people, people))
    return runs


def _gaps(projection: Projection, group: str, segment: Segment, runs: list[_Run]) -> Iterator[Problem]:
    """Months without cover between months with it: who comes back begins anew."""
    for (_, end, _, before), (start, _, after, _) in pairwise(runs):
        first, last = (projection.span.first.plus(place) for place in (end + 1, start - 1))
        months = start - end - 1
        when = first.label if months == 1 else f"{first.label} – {last.label}"
        back = projection.span.first.plus(start).label
        if segment is Segment.BPU and months >= LAPSING_MONTHS:
            effect = (
                f"Perlindungan BPU gugur setelah {LAPSING_MONTHS} bulan tanpa iuran: bagi mereka {_WAITING}."
            )
        elif segment is Segment.BPU:
            effect = (
                f"Perlindungan BPU gugur setelah {LAPSING_MONTHS} bulan tanpa iuran. Bila kepesertaannya "
                f"dihentikan, {_WAITING}."
            )
        else:
            effect = f"Yang didaftarkan lagi mulai dari awal: {_WAITING}."
        yield warning(
            "celah_perlindungan",
            f"Kelompok {group}",
            f"{when} ({months} bulan) tidak ada yang dibayar, padahal {format_number(min(before, after))} "
            f"orang ada sebelumnya dan kembali pada {back}. {effect} Isi orangnya, atau akhiri kelompok itu.",
        )


def _short_stays(projection: Projection, group: str, runs: list[_Run]) -> Iterator[Problem]:
    """Groups that leave within the plan after three months or less, in a plan that is longer."""
    if len(projection.span) <= WAITING_MONTHS:
        return
    for first, last, _, people in runs:
        months = last - first + 1
        if months <= WAITING_MONTHS and last < len(projection.span) - 1:
            yield warning(
                "program_singkat",
                f"Kelompok {group}",
                f"{format_number(people)} orang dilindungi {months} bulan saja, sampai "
                f"{projection.span.first.plus(last).label}: {_WAITING}.",
            )


def _ending_tariff(projection: Projection, group: str) -> Iterator[Problem]:
    """A tariff that ends with the plan, people still there, and none to follow it."""
    last = projection.span.last
    tariff, people = projection.plan.tariff(group, last), _heads(projection, group)[-1]
    follows = projection.plan.tariff(group, last.plus(1)) is not None
    if tariff is not None and tariff.validity.last == last and people and not follows:
        yield warning(
            "tarif_berakhir",
            f"Tarif {group}",
            f"Berakhir {last.label}, bulan terakhir rencana, tanpa tarif sesudahnya: {format_number(people)} "
            "orang tidak punya tarif bila rencana diperpanjang. Kosongkan Sampai, atau isi tarif berikutnya.",
        )


def _ended_decree(projection: Projection, group: Group) -> Iterator[Problem]:
    """People who are counted, and paid for, after the last month of the decree that names them."""
    until = group.decree_until
    if until is None:
        return
    heads = _heads(projection, group.name)
    after = [place for place, month in enumerate(projection.span) if month > until and heads[place]]
    if not after:
        return
    rows = [row for row, stratum in enumerate(projection.strata) if stratum.group == group.name]
    cost = int(projection.cost[after][:, rows].sum())
    people = [heads[place] for place in after]
    decree = f"SK “{group.legal_basis}”" if group.legal_basis else "SK"
    first, last = (projection.span.first.plus(place).label for place in (after[0], after[-1]))
    yield warning(
        "sk_berakhir",
        f"Kelompok {group.name}",
        f"{decree} untuk {group.name} berakhir {until.label}; orangnya tetap dihitung: paling banyak "
        f"{format_number(max(people))} orang, {format_number(sum(people))} orang-bulan, "
        f"{format_rupiah(cost)} dari {first} sampai {last}. Perpanjang SK, atau akhiri kelompok itu.",
    )


def _discounted_prices(projection: Projection, law: LawBook) -> Iterator[Problem]:
    """Prices for APBD-paid members that are what those who pay themselves pay while a discount lasts."""
    for version in projection.prices.versions:
        found = _withheld(version, law)
        if found is None or version.rupiah != _discounted(version, law):
            continue
        source = (found.exclusion_reference or found.reference).source
        yield warning(
            "tarif_potongan",
            f"Tarif {version.tariff.group}",
            f"{format_rupiah(version.rupiah)} sejak {version.first.label} sama dengan tarif setelah potongan "
            f"{found.name}, yang tidak berlaku bila APBD membayar. Pakai tarif penuh, atau pastikan sisanya "
            f"dibayar pihak lain. Dasar: {source}.",
        )


def _withheld(version: PriceVersion, law: LawBook) -> Discount | None:
    """A discount for members without a wage that the APBD does not get; it lasts as long as the version."""
    terms = version.tariff.terms
    if terms.payer is not Payer.APBD:
        return None
    discounts = (
        law.withheld_discount(p, Segment.BPU, Payer.APBD, terms.sector, version.first)
        for p in terms.programmes
        if p is not Programme.JHT
    )
    return next((discount for discount in discounts if discount is not None), None)


def _discounted(version: PriceVersion, law: LawBook) -> int:
    """What one pays for oneself with that income; with a wage, in the lowest row."""
    terms = version.tariff.terms
    base = terms.base if isinstance(terms.base, Income) else Income()
    own = replace(terms, base=base, payer=Payer.SELF, share_ppm=PPM)
    return sum(price(own, programme, version.first, law, None).rupiah for programme in own.programmes)


def _year_end(projection: Projection) -> Iterator[Problem]:
    """December's contribution falls due on 15 January, when its fiscal year has ended."""
    if projection.plan.timing is not PaymentTiming.FOLLOWING_MONTH:
        return
    for place, month in enumerate(projection.span):
        cost = int(projection.cost[place].sum())
        if month.number == 12 and cost:
            yield warning("jebakan_akhir_tahun", f"TA {month.year}", _due_next_year(month, cost))


def _due_next_year(month: Month, cost: int) -> str:
    return (
        f"Iuran {month.label} {format_rupiah(cost)} jatuh tempo 15 Januari {month.year + 1} (tanggal 15 "
        f"bulan berikutnya), sesudah TA {month.year} berakhir: siapkan pagu TA {month.year + 1}, bayar pada "
        "Desember, atau catat sebagai utang."
    )
