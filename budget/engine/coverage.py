"""Coverage in percent of what, people whom the plan pays for beside those stated, and paths to a target.

A share is an exact fraction; it is rounded only where it is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from budget.contribution import Payer, Terms
from budget.engine.cube import INT64_MAX
from budget.engine.prices import price
from budget.engine.projection import Projection
from budget.errors import LimitExceeded, NotFound
from budget.law import LawBook, Reference
from budget.money import PPM, Rounding, divide_rounded, format_number
from budget.period import Month, MonthRange
from budget.plan.coverage import (
    KIND_LABELS,
    SEGMENTS,
    WHOLES,
    Coverage,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.coverage_check import format_share
from budget.plan.growth import steps


@dataclass(frozen=True, slots=True)
class Share:
    """People as a part of a whole, which is always named: its kind, period and people."""

    people: int
    of: CoverageKind
    period: Period
    whole: int

    @property
    def part(self) -> Fraction:
        return Fraction(self.people, self.whole)

    @property
    def ppm(self) -> int:
        """Rounded half up, for writing."""
        return divide_rounded(self.people * PPM, self.whole, Rounding.HALF_UP)

    @property
    def label(self) -> str:
        """``29,25 % dari 1.600.000 penduduk bekerja (2023)``."""
        whole = f"{format_number(self.whole)} {KIND_LABELS[self.of]} ({self.period})"
        return f"{format_share(self.people, self.whole)} dari {whole}"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One figure with its share of every whole known then. `people` is None where nothing tells them.

    `worked_out`: the source states the percentage alone. `planned` are the people whom the plan pays for in
    `planned_month`, beside figures of members paid by the APBD; None outside the plan's months.
    """

    figure: CoverageFigure
    people: int | None
    shares: tuple[Share, ...]
    planned: int | None = None
    planned_month: Month | None = None

    @property
    def worked_out(self) -> bool:
        return self.figure.people is None and self.people is not None


def coverage_table(
    coverage: Coverage, projection: Projection | None, year: int | None = None, kecamatan: bool = False
) -> tuple[CoverageRow, ...]:
    """The figures by period, place and kind; those of kecamatan only where asked for."""
    order = {kind: position for position, kind in enumerate(CoverageKind)}
    chosen = [
        f
        for f in coverage.figures
        if (year is None or f.period.year == year) and (kecamatan or not f.kecamatan)
    ]
    chosen.sort(key=lambda f: (f.period, f.kecamatan.casefold(), order[f.kind]))
    return tuple(coverage_row(coverage, figure, projection) for figure in chosen)


def coverage_row(coverage: Coverage, figure: CoverageFigure, projection: Projection | None) -> CoverageRow:
    """One figure beside the others; it need not be one of them."""
    people = coverage.people(figure)
    shares = tuple(_shares(coverage, figure, people)) if people is not None else ()
    if figure.kind is not CoverageKind.APBD_PAID or projection is None:
        return CoverageRow(figure, people, shares)
    month = figure.period.last_month
    if not figure.period.month and month > projection.span.last >= Month(figure.period.year, 1):
        month = projection.span.last
    return CoverageRow(figure, people, shares, apbd_people(projection, month, figure.kecamatan), month)


def _shares(coverage: Coverage, figure: CoverageFigure, people: int) -> Iterable[Share]:
    for of in WHOLES:
        found = coverage.whole(figure, of)
        if found is not None and found[1]:
            yield Share(people, of, found[0].period, found[1])


def apbd_people(projection: Projection, month: Month, kecamatan: str = "") -> int | None:
    """Whom the plan's APBD pays for in a month, in all or in one kecamatan; None outside the plan."""
    if month not in projection.span:
        return None
    position = projection.span.position(month)
    place = kecamatan.casefold()
    total = 0
    for row, stratum in enumerate(projection.strata):
        version = projection.prices.version(row, position)
        paid = version is not None and version.tariff.terms.payer is Payer.APBD
        if paid and (not place or stratum.kecamatan.casefold() == place):
            total += int(projection.cube.heads[row, position])
    return total


@dataclass(frozen=True, slots=True)
class PathMonth:
    """Who joins in a month, how many of the joiners are members then, and what they cost."""

    month: Month
    joiners: int
    members: int
    price: int

    @property
    def cost(self) -> int:
        return self.members * self.price


@dataclass(frozen=True, slots=True)
class TargetPath:
    """From the members at the start to a target: who must join, when, and the cost until its month.

    `needed` is rounded up to whole people. `start` is the members at the start as a share of the target's
    whole.
    """

    target: CoverageTarget
    start: Share
    start_period: Period
    needed: int
    months: tuple[PathMonth, ...]
    references: tuple[Reference, ...]

    @property
    def joiners(self) -> int:
        return max(0, self.needed - self.start.people)

    @property
    def person_months(self) -> int:
        return sum(month.members for month in self.months)

    @property
    def total(self) -> int:
        return sum(month.cost for month in self.months)


def target_path(coverage: Coverage, target: CoverageTarget, terms: Terms, law: LawBook) -> TargetPath:
    """Who must join for the target, month by month, and what they cost on these terms.

    NotFound where members at the start or the whole are not known; LawGap in a month without a price;
    LimitExceeded past 2^63 - 1 rupiah.
    """
    denominator = _required(coverage, target.of, target.month, 1)
    members = members_at(coverage, target.first)
    needed = divide_rounded(target.share_ppm * denominator[1], PPM, Rounding.UP)
    span = MonthRange(target.first, target.month)
    joining = steps(max(0, needed - members[1]), len(span), target.path)
    references: dict[Reference, None] = {}
    months, joined = [], 0
    for month, step in zip(span, joining, strict=True):
        joined += step
        prices = [price(terms, programme, month, law, None) for programme in terms.programmes]
        references |= dict.fromkeys(reference for p in prices for reference in p.references)
        months.append(PathMonth(month, step, joined, sum(p.rupiah for p in prices)))
    start = Share(members[1], target.of, denominator[0], denominator[1])
    found = TargetPath(target, start, members[0], needed, tuple(months), tuple(references))
    if found.total > INT64_MAX:
        raise LimitExceeded(f"Biaya {format_number(found.joiners)} orang melampaui batas {INT64_MAX} rupiah.")
    return found


def _required(coverage: Coverage, kind: CoverageKind, month: Month, least: int) -> tuple[Period, int]:
    found = coverage.known(kind, "", Period.of(month))
    people = coverage.people(found) if found else None
    if found is None or people is None or people < least:
        raise NotFound(
            f"Jumlah {KIND_LABELS[kind]} sampai {month.label} belum diisi untuk seluruh daerah. "
            "Tambahkan angkanya dahulu."
        )
    return found.period, people


def members_at(coverage: Coverage, month: Month) -> tuple[Period, int]:
    """Active members as stated, or all three segments of one newer period together; NotFound for none."""
    at = Period.of(month)
    total = coverage.known(CoverageKind.ACTIVE, "", at)
    segments = [coverage.known(kind, "", at) for kind in SEGMENTS]
    counted = [(found.period, coverage.people(found)) for found in segments if found is not None]
    periods = {period for period, _ in counted}
    people = [count for _, count in counted if count is not None]
    if len(people) == len(SEGMENTS) and len(periods) == 1:
        (period,) = periods
        if total is None or total.period < period:
            return period, sum(people)
    return _required(coverage, CoverageKind.ACTIVE, month, 0)
