"""Money that the council allots: line by line, stage by stage. A later stage replaces the one before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from budget.contribution import Programme
from budget.period import Month


class StageKind(StrEnum):
    """The stages of a budget year in their order; KUA-PPAS, RKA and RAPBD are not yet money."""

    KUA_PPAS = "kua-ppas"
    RKA = "rka"
    RAPBD = "rapbd"
    APBD = "apbd"
    SHIFT = "pergeseran"
    AMENDMENT = "perubahan"


_RANKS = {kind: rank for rank, kind in enumerate(StageKind)}
_NAMES = {
    StageKind.KUA_PPAS: "KUA-PPAS",
    StageKind.RKA: "RKA",
    StageKind.RAPBD: "RAPBD",
    StageKind.APBD: "APBD",
    StageKind.SHIFT: "Pergeseran",
    StageKind.AMENDMENT: "Perubahan",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a fiscal year's budget; only shifts are numbered, from 1 on."""

    kind: StageKind = StageKind.APBD
    number: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts stages from the first to the last."""
        return _RANKS[self.kind], self.number

    @property
    def label(self) -> str:
        return f"{_NAMES[self.kind]} {self.number}" if self.number else _NAMES[self.kind]


APBD = Stage()


@dataclass(frozen=True, slots=True)
class Volume:
    """How a line was reckoned: people × months × rupiah per person and month."""

    people: int
    months: int
    price: int

    @property
    def rupiah(self) -> int:
        return self.people * self.months * self.price


class LineKey(NamedTuple):
    """What makes two lines of different stages the same line."""

    fiscal_year: int
    skpd: str
    sub_activity: str
    account: str
    funding: str
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Money for one fiscal year, in rupiah, as a stage has it.

    Lines that name the same `pot` are a multi-year one: what a year leaves of it passes to the next.
    """

    fiscal_year: int
    skpd: str
    sub_activity: str
    account: str
    funding: str
    programmes: tuple[Programme, ...]
    amount: int
    stage: Stage = APBD
    decree: str = ""
    decreed: date | None = None
    pot: str = ""
    volume: Volume | None = None

    @property
    def key(self) -> LineKey:
        return line_key(
            self.fiscal_year, self.skpd, self.sub_activity, self.account, self.funding, self.programmes
        )


@dataclass(frozen=True, slots=True)
class CashMonth:
    """What the cash plan (anggaran kas) sets for one line and month by hand, in rupiah."""

    month: Month
    skpd: str
    sub_activity: str
    account: str
    funding: str
    programmes: tuple[Programme, ...]
    amount: int

    @property
    def key(self) -> LineKey:
        """Of the line that it belongs to, whatever the stage."""
        return line_key(
            self.month.year, self.skpd, self.sub_activity, self.account, self.funding, self.programmes
        )


def line_key(
    fiscal_year: int,
    skpd: str,
    sub_activity: str,
    account: str,
    funding: str,
    programmes: tuple[Programme, ...],
) -> LineKey:
    """Capitals of names do not matter."""
    return LineKey(fiscal_year, skpd.casefold(), sub_activity, account, funding.casefold(), programmes)


def stages(lines: Iterable[Allocation], fiscal_year: int) -> tuple[Stage, ...]:
    """The stages that a fiscal year has lines of, from the first to the last."""
    found = {line.stage for line in lines if line.fiscal_year == fiscal_year}
    return tuple(sorted(found, key=lambda stage: stage.rank))


def in_force(lines: Iterable[Allocation], until: Stage | None = None) -> tuple[Allocation, ...]:
    """The lines of each fiscal year's last stage, or of its last one up to `until`, in their order."""
    lines = tuple(lines)
    last: dict[int, Stage] = {}
    for year in {line.fiscal_year for line in lines}:
        reached = [stage for stage in stages(lines, year) if until is None or stage.rank <= until.rank]
        if reached:
            last[year] = reached[-1]
    return tuple(line for line in lines if last.get(line.fiscal_year) == line.stage)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line before and after, in rupiah; zero where a stage lacks it.

    `people`, `months` and `price` say why it changed, one replaced after the other, as far as both stages
    say how the line was reckoned; `other` is the rest, so that all four add up to `difference`.
    """

    key: LineKey
    before: int
    after: int
    people: int = 0
    months: int = 0
    price: int = 0

    @property
    def difference(self) -> int:
        return self.after - self.before

    @property
    def other(self) -> int:
        return self.difference - self.people - self.months - self.price


def stage_changes(
    lines: Iterable[Allocation], fiscal_year: int, before: Stage, after: Stage
) -> tuple[LineChange, ...]:
    """Two stages of a fiscal year side by side, line by line; equal lines of a stage are added up."""
    sides: dict[LineKey, tuple[list[Allocation], list[Allocation]]] = {}
    for line in lines:
        if line.fiscal_year == fiscal_year and line.stage in (before, after):
            sides.setdefault(line.key, ([], []))[line.stage == after].append(line)
    return tuple(_change(key, old, new) for key, (old, new) in sides.items())


def _change(key: LineKey, old: list[Allocation], new: list[Allocation]) -> LineChange:
    amounts = sum(line.amount for line in old), sum(line.amount for line in new)
    was, will = _volume(old), _volume(new)
    if was is None or will is None:
        return LineChange(key, *amounts)
    return LineChange(
        key,
        *amounts,
        people=(will.people - was.people) * was.months * was.price,
        months=will.people * (will.months - was.months) * was.price,
        price=will.people * will.months * (will.price - was.price),
    )


def _volume(lines: list[Allocation]) -> Volume | None:
    """How one line was reckoned; None for several, whose people cannot be added up, or for none."""
    return lines[0].volume if len(lines) == 1 else None


def line_names(lines: Iterable[Allocation]) -> str:
    """Lines that pay together, each once, by what is known of them; empty where no line pays."""
    names = (" · ".join(filter(None, (line.account, line.skpd, line.funding))) for line in lines)
    return "; ".join(dict.fromkeys(names))
