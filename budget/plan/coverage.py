"""Coverage: how many people work, how many could be members, how many are, and whom the regency pays for.

A percentage says nothing without what it is a percentage of: 468.000 members are 35,68 % of 1,31 million
eligible workers, and 29,25 % of a working population of 1,6 million. Every percentage here names both.
"""

from dataclasses import dataclass
from enum import StrEnum

from budget.errors import NotFound
from budget.money import PPM, Rounding, divide_rounded
from budget.period import Month
from budget.plan.growth import GrowthPath


class CoverageKind(StrEnum):
    """Who is counted. The last four are parts of those above them, not of each other."""

    WORKING_POPULATION = "working-population"
    ELIGIBLE_WORKERS = "eligible-workers"
    ACTIVE = "active"
    ACTIVE_PU = "active-pu"
    ACTIVE_BPU = "active-bpu"
    ACTIVE_CONSTRUCTION = "active-construction"
    APBD_PAID = "apbd-paid"


KIND_LABELS = {
    CoverageKind.WORKING_POPULATION: "penduduk bekerja",
    CoverageKind.ELIGIBLE_WORKERS: "pekerja yang memenuhi syarat",
    CoverageKind.ACTIVE: "peserta aktif",
    CoverageKind.ACTIVE_PU: "peserta aktif PU",
    CoverageKind.ACTIVE_BPU: "peserta aktif BPU",
    CoverageKind.ACTIVE_CONSTRUCTION: "peserta aktif jasa konstruksi",
    CoverageKind.APBD_PAID: "peserta dibayar APBD",
}
SEGMENTS = (CoverageKind.ACTIVE_PU, CoverageKind.ACTIVE_BPU, CoverageKind.ACTIVE_CONSTRUCTION)
# What a percentage may be of, each with the smaller numbers that it contains.
WHOLES = {
    CoverageKind.WORKING_POPULATION: (
        CoverageKind.ELIGIBLE_WORKERS, CoverageKind.ACTIVE, *SEGMENTS, CoverageKind.APBD_PAID
    ),
    CoverageKind.ELIGIBLE_WORKERS: (CoverageKind.ACTIVE, *SEGMENTS, CoverageKind.APBD_PAID),
    CoverageKind.ACTIVE: (*SEGMENTS, CoverageKind.APBD_PAID),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, or a month of it; `month` is 0 where only the year is known. NotMonth outside the calendar."""

    year: int
    month: int = 0

    def __post_init__(self) -> None:
        Month(self.year, self.month or 12)

    @classmethod
    def of(cls, month: Month) -> "Period":
        return cls(month.year, month.number)

    @property
    def last_month(self) -> Month:
        return Month(self.year, self.month or 12)

    @property
    def label(self) -> str:
        return self.last_month.label if self.month else str(self.year)

    def __str__(self) -> str:
        return str(self.last_month) if self.month else str(self.year)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A percentage as a source states it, and what the source says it is a percentage of."""

    ppm: int
    of: CoverageKind


@dataclass(frozen=True, slots=True)
class CoverageFigure:
    """So many people of one kind, in the whole regency (`kecamatan` empty) or in one kecamatan.

    `people` is None where the source states the percentage alone.
    """

    period: Period
    kind: CoverageKind
    people: int | None
    kecamatan: str = ""
    source: str = ""
    claimed: Claimed | None = None

    @property
    def key(self) -> tuple[Period, str, CoverageKind]:
        """What there may be one figure of."""
        return self.period, self.kecamatan.casefold(), self.kind

    @property
    def label(self) -> str:
        place = f", {self.kecamatan}" if self.kecamatan else ""
        return f"{KIND_LABELS[self.kind]}, {self.period.label}{place}"


@dataclass(frozen=True, slots=True)
class CoverageTarget:
    """Active members shall be this part of `of` by the end of `month`; who lacks joins from `first` on."""

    share_ppm: int
    of: CoverageKind
    month: Month
    first: Month
    path: GrowthPath = GrowthPath.EVEN
    source: str = ""

    @property
    def key(self) -> tuple[Month, CoverageKind]:
        """What there may be one target of."""
        return self.month, self.of


@dataclass(frozen=True, slots=True)
class Coverage:
    """All figures and targets of a regency, in the order in which they were entered."""

    figures: tuple[CoverageFigure, ...] = ()
    targets: tuple[CoverageTarget, ...] = ()

    def known(self, kind: CoverageKind, kecamatan: str, at: Period) -> CoverageFigure | None:
        """The newest figure of that kind and place, no later than `at`; that of `at` itself goes first."""
        place = kecamatan.casefold()
        candidates = [
            f
            for f in self.figures
            if f.kind is kind and f.kecamatan.casefold() == place and f.period <= _end_of(at)
        ]
        return max(candidates, key=lambda f: (f.period == at, f.period), default=None)

    def people(self, figure: CoverageFigure) -> int | None:
        """The people of a figure: as stated, or worked out from its percentage; None without its whole."""
        if figure.people is not None or figure.claimed is None:
            return figure.people
        whole = self.whole(figure, figure.claimed.of)
        return None if whole is None else divide_rounded(figure.claimed.ppm * whole[1], PPM, Rounding.HALF_UP)

    def whole(self, figure: CoverageFigure, of: CoverageKind) -> tuple[CoverageFigure, int] | None:
        """What a figure can be a percentage of, in the same place: the newest then known, and its people."""
        if figure.kind not in WHOLES.get(of, ()):
            return None
        found = self.known(of, figure.kecamatan, figure.period)
        people = self.people(found) if found else None
        return None if found is None or people is None else (found, people)

    def figure(self, period: Period, kecamatan: str, kind: CoverageKind) -> CoverageFigure:
        """The figure entered for exactly that; NotFound otherwise."""
        wanted = period, kecamatan.casefold(), kind
        for figure in self.figures:
            if figure.key == wanted:
                return figure
        named = CoverageFigure(period, kind, None, kecamatan)
        raise NotFound(f"Tidak ada angka cakupan untuk {named.label}.")

    def target(self, month: Month, of: CoverageKind) -> CoverageTarget:
        """The target of that month and denominator; NotFound otherwise."""
        for target in self.targets:
            if target.key == (month, of):
                return target
        raise NotFound(f"Tidak ada sasaran {month.label} terhadap {KIND_LABELS[of]}.")


def _end_of(at: Period) -> Period:
    return at if at.month else Period(at.year, 12)
