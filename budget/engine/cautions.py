"""What an officer should know about prices that are right: discounts withheld or taken, unsure law."""

from collections.abc import Iterable, Iterator

import numpy as np

from budget.contribution import Payer, Terms
from budget.engine.accounts import Fund
from budget.engine.calendar import calendar
from budget.engine.cover_cautions import WAITING_MONTHS, cover_cautions
from budget.engine.prices import Price
from budget.engine.projection import Projection
from budget.engine.runway import allocation_view
from budget.errors import Problem, warning
from budget.law import LawBook, Status
from budget.money import format_percent, format_rupiah
from budget.period import Month, MonthRange


def plan_cautions(projection: Projection, law: LawBook) -> list[Problem]:
    """Cautions of a whole plan, each once for the group it concerns."""
    law = law.with_values(projection.plan.law_values)
    found = [
        *_short_programme(projection.span),
        *_short_accounts(projection),
        *_short_funding(projection),
        *_idle_money(projection),
    ]
    for version in projection.prices.versions:
        tariff = version.tariff
        months = [m for m in projection.span if m in tariff.validity]
        found += discount_cautions(tariff.terms, months, law, f"Tarif {tariff.group}")
        found += unsure_law(version.prices)
        if tariff.terms.payer is not Payer.APBD:
            message = "Iuran dihitung seolah dibayar peserta sendiri. Untuk APBD, pakai pembayar APBD."
            found.append(warning("bukan_apbd", f"Tarif {tariff.group}", message))
    found += cover_cautions(projection, law)
    return list(dict.fromkeys(found))


def quote_cautions(terms: Terms, span: MonthRange, prices: Iterable[Price], law: LawBook) -> list[Problem]:
    """Cautions of a quote, each once."""
    found = _short_programme(span) + discount_cautions(terms, span, law, "") + unsure_law(prices)
    return list(dict.fromkeys(found))


def _short_programme(span: MonthRange) -> list[Problem]:
    if len(span) > WAITING_MONTHS:
        return []
    message = (
        f"Program {len(span)} bulan: santunan JKM hanya Rp10 juta bila peserta meninggal dalam tiga bulan "
        "pertama (Permenaker 1/2025)."
    )
    return [warning("program_singkat", "", message)]


def _short_accounts(projection: Projection) -> Iterator[Problem]:
    """Programmes whose own allocation is too small, though money of the other may be left.

    JKK and JKM are two account codes; what is allotted to one cannot pay for the other. A line for both
    counts for each.
    """
    for year, funds in _funds(projection).items():
        if all(set(projection.programmes) <= set(fund.line.programmes) for fund in funds):
            continue
        rows = _months_of(projection, year)
        for column, programme in enumerate(projection.programmes):
            money = sum(fund.money for fund in funds if programme in fund.line.programmes)
            cost = int(projection.cost[rows, :, column].sum())
            if cost > money:
                message = (
                    f"Biaya {programme} {format_rupiah(cost)} melampaui pagu rekeningnya "
                    f"{format_rupiah(money)}. Sisa rekening program lain tidak dapat dipakai begitu saja."
                )
                yield warning("pagu_program_kurang", f"TA {year}", message)


def _idle_money(projection: Projection) -> Iterator[Problem]:
    """Allocations for programmes in which nobody is enrolled: they pay for nothing."""
    for line in projection.plan.allotted:
        if projection.programmes and set(projection.programmes).isdisjoint(line.programmes):
            message = (
                f"{format_rupiah(line.amount)} untuk {', '.join(line.programmes)} ikut dihitung, "
                "padahal tidak ada peserta program itu."
            )
            yield warning("pagu_tanpa_peserta", f"TA {line.fiscal_year}", message)


def _short_funding(projection: Projection) -> Iterator[Problem]:
    """Funding sources that tariffs draw on beyond what is allotted from them.

    Only in years whose allocations all name their source: money without one may be any.
    """
    for year, funds in _funds(projection).items():
        if not funds or not all(fund.line.funding for fund in funds):
            continue
        for source, cost in _drawn(projection, year):
            named = (fund for fund in funds if fund.line.funding.casefold() == source.casefold())
            money = sum(fund.money for fund in named)
            if cost > money:
                message = (
                    f"Biaya dari {source} {format_rupiah(cost)} melampaui pagunya {format_rupiah(money)}. "
                    "Sisa sumber dana lain tidak dapat dipakai begitu saja."
                )
                yield warning("pagu_sumber_kurang", f"TA {year}", message)


def _funds(projection: Projection) -> dict[int, list[Fund]]:
    """The money of each fiscal year's lines, with what multi-year ones have left from the years before."""
    found: dict[int, list[Fund]] = {year: [] for year in projection.span.fiscal_years()}
    lines = [line for line in projection.plan.allotted if line.fiscal_year in found]
    if any(line.pot for line in lines):
        for account in allocation_view(projection, calendar(projection)).by_account:
            found[account.fiscal_year] += account.funds
    else:
        for line in lines:
            found[line.fiscal_year].append(Fund(line, line.amount))
    return found


def _drawn(projection: Projection, year: int) -> list[tuple[str, int]]:
    """What tariffs draw in a year from each source that they name, whatever its capitals."""
    prices = projection.prices
    # NO_VERSION, -1, adds to the last place, which nobody reads.
    by_version = np.zeros(len(prices.versions) + 1, dtype=np.int64)
    for position in _months_of(projection, year):
        np.add.at(by_version, prices.index[:, position], projection.cost[position].sum(axis=1))
    names: dict[str, str] = {}
    drawn: dict[str, int] = {}
    for version, cost in zip(prices.versions, by_version.tolist(), strict=False):
        if source := version.tariff.funding:
            names.setdefault(source.casefold(), source)
            drawn[source.casefold()] = drawn.get(source.casefold(), 0) + cost
    return [(names[key], cost) for key, cost in drawn.items()]


def _months_of(projection: Projection, year: int) -> list[int]:
    return [position for position, month in enumerate(projection.span) if month.year == year]


def discount_cautions(terms: Terms, months: Iterable[Month], law: LawBook, where: str) -> list[Problem]:
    """Discounts that others get in these months and this payer does not."""
    return list(dict.fromkeys(_withheld(terms, months, law, where)))


def _withheld(terms: Terms, months: Iterable[Month], law: LawBook, where: str) -> Iterator[Problem]:
    for month in months:
        for programme in terms.programmes:
            discount = law.withheld_discount(programme, terms.segment, terms.payer, terms.sector, month)
            if discount is None:
                continue
            source = (discount.exclusion_reference or discount.reference).source
            reduction = format_percent(1_000_000 - discount.remaining_ppm)
            message = (
                f"Potongan {reduction} {discount.name} ({discount.validity.label}) tidak berlaku untuk iuran "
                f"yang dibayar APBD: tarif tetap penuh. Dasar: {source}."
            )
            yield warning("potongan_dikecualikan", where, message)


def unsure_law(prices: Iterable[Price]) -> list[Problem]:
    """Values in use that no source has confirmed."""
    references = dict.fromkeys(reference for price in prices for reference in price.references)
    return [
        warning("belum_diverifikasi", "", f"{r.source}: {r.status.label}. {r.note}".strip())
        for r in references
        if r.status is not Status.VERIFIED
    ]
