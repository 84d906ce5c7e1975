"""The whole list of a month against what the workspace covers: who joined, left, or changed.

A list without a column for something says nothing of it: what the workspace knows of a person stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budget.period import Month
from budget.roster.duplicates import NEVER, Place
from budget.roster.known import Known, with_known
from budget.roster.member import Mark, Member, RosterField, StoredCover
from budget.roster.report import MonthChange
from budget.roster.rules import Price

# The full member of a stored row; asked only for rows that are cut short, and for those that change.
Stored = Callable[[Sequence[int]], Mapping[int, Member]]


class Listed(NamedTuple):
    """A row of the list: its member, where it stands, and of which fields the list says nothing."""

    member: Member
    place: Place
    untold: frozenset[RosterField] = frozenset()


class _Stay(NamedTuple):
    """Months that a row asks for, and the cover in whose place it comes."""

    member: Member
    cover: StoredCover | None
    untold: frozenset[RosterField]


@dataclass(slots=True)
class Comparison:
    """What to store: covers that are `ended`, members to `add`.

    `taken_elsewhere` are rows whose person a group that is not in the list covers, and `without_wage` those
    whose tariff takes a wage that neither list nor workspace knows: they are not taken in. `price` tells
    the tariff of a member's first month.
    """

    month: Month
    price: Callable[[Member], Price | None]
    ended: list[StoredCover] = field(default_factory=list)
    add: list[Member] = field(default_factory=list)
    taken_elsewhere: dict[Place, StoredCover] = field(default_factory=dict)
    without_wage: set[Place] = field(default_factory=set)
    # Places in `add`, and what is known of them beyond months and stratum.
    _known: list[tuple[int, Known]] = field(default_factory=list)
    _cut: list[StoredCover] = field(default_factory=list)
    _prices: dict[tuple[str, int], Price | None] = field(default_factory=dict)
    _joined: int = 0
    _left: int = 0
    _changed: int = 0
    _unchanged: int = 0

    @property
    def counts(self) -> MonthChange:
        return MonthChange(self._joined, self._left, self._changed, self._unchanged)

    def people(
        self,
        listed: Iterable[Listed],
        known: Mapping[int, Sequence[StoredCover]],
        groups: frozenset[str],
    ) -> None:
        """Compare the list's people with all that the workspace knows of their NIK."""
        persons: dict[int, list[Listed]] = {}
        for row in listed:
            persons.setdefault(row.member.nik, []).append(row)
        for nik, rows in persons.items():
            covers = [c for c in known.get(nik, ()) if self.month.index < _end(c)]
            here = sorted((c for c in covers if c.group in groups), key=lambda c: c.first)
            self._person(rows, here, [c for c in covers if c.group not in groups])

    def absent(self, covered: Iterable[StoredCover], in_list: Callable[[int], bool]) -> None:
        """Who was covered in the month and stands in the list no more, not even in a rejected row."""
        for cover in covered:
            if not in_list(cover.nik):
                self._left += 1
                self._end(cover)

    def touches(self, index: int) -> bool:
        """Whether in the month of that index other persons are covered, or in another stratum.

        A row that only gets another end says the same of the months before.
        """
        ended = {(c.nik, *_stratum(c)) for c in self.ended if c.first <= index < _end(c)}
        added = {(m.nik, *_stratum(m)) for m in self.add if m.first <= index < _end(m)}
        return ended != added

    def keep_known(self, stored: Stored) -> None:
        """Keep what superseded rows said of the months before, and what the list says nothing of."""
        found = stored([*(cover.id for cover in self._cut), *(known.row for _, known in self._known)])
        for at, known in self._known:
            self.add[at] = with_known(self.add[at], found[known.row], known.untold)
        self.add += [found[cover.id]._replace(end=self.month.index) for cover in self._cut]
        self._cut.clear()
        self._known.clear()

    def _person(
        self,
        rows: Sequence[Listed],
        here: Sequence[StoredCover],
        elsewhere: Sequence[StoredCover],
    ) -> None:
        """One person's rows, all of which hold from the month on, against the covers known since then."""
        wanted: list[_Stay] = []
        set_apart = False
        for member, place, untold in rows:
            if _end(member) <= self.month.index:
                continue
            stay = self._stay(member._replace(first=max(member.first, self.month.index)), untold, here)
            taken = next((c for c in elsewhere if _overlap(c, stay.member)), None)
            if taken:
                self.taken_elsewhere[place] = taken
            elif self._lacks_wage(stay.member):
                self.without_wage.add(place)
            else:
                wanted.append(stay)
                continue
            set_apart = True
        # Who is set apart stays as he was until somebody has decided.
        if wanted or not set_apart:
            self._replace(wanted, here)

    def _stay(self, member: Member, untold: frozenset[RosterField], here: Sequence[StoredCover]) -> _Stay:
        """With what the workspace knows of the same month where the list says nothing."""
        member = self._lasting(member, here)
        cover = next((c for c in here if c.first <= member.first < _end(c)), None)
        return _Stay(member if cover is None else _placed(member, cover, untold), cover, untold)

    def _lacks_wage(self, member: Member) -> bool:
        if member.wage_sen is not None:
            return False
        price = self._price(member)
        return price is not None and price.by_roster

    def _lasting(self, stay: Member, here: Sequence[StoredCover]) -> Member:
        """A list that names no end says nothing of it: the known one stays, or the next stay begins."""
        if stay.end is not None:
            return stay
        for cover in here:
            if cover.first > stay.first:
                return stay._replace(end=cover.first)
            if stay.first < _end(cover):
                return stay._replace(end=cover.end)
        return stay

    def _price(self, member: Member) -> Price | None:
        """Looked up once for the people of a group who begin together."""
        key = member.group, member.first
        if key not in self._prices:
            self._prices[key] = self.price(member)
        return self._prices[key]

    def _replace(self, wanted: Sequence[_Stay], here: Sequence[StoredCover]) -> None:
        """Put the stays of a list in the place of the covers that they contradict."""
        unheld = [stay.member for stay in wanted if not any(_holds(c, stay.member) for c in here)]
        contradicted = [
            c
            for c in here
            if any(_overlap(c, member) for member in unheld)
            or (self._covers(c) and not any(_holds(c, stay.member) for stay in wanted))
        ]
        kept = [c for c in here if c not in contradicted]
        new = [stay for stay in wanted if not any(_holds(c, stay.member) for c in kept)]
        if not (new or contradicted):
            self._unchanged += bool(wanted)
        elif not wanted:
            self._left += 1
        elif contradicted or len(new) < len(wanted):
            self._changed += 1
        else:
            self._joined += 1
        for cover in contradicted:
            self._end(cover)
        for stay in new:
            if stay.cover and stay.untold:
                self._known.append((len(self.add), Known(stay.cover.id, stay.untold)))
            self.add.append(self._marked(stay.member))

    def _marked(self, member: Member) -> Member:
        """What the list did not tell may be known: the marks say what holds now."""
        price = self._price(member)
        fixed = price.fixed_sen if price else None
        differs = None not in (fixed, member.wage_sen) and fixed != member.wage_sen
        marks = member.marks & ~(Mark.NO_VILLAGE | Mark.WAGE_DIFFERS)
        marks |= (0 if member.village else Mark.NO_VILLAGE) | (Mark.WAGE_DIFFERS if differs else 0)
        return member._replace(marks=int(marks))

    def _end(self, cover: StoredCover) -> None:
        self.ended.append(cover)
        if cover.first < self.month.index:
            self._cut.append(cover)

    def _covers(self, cover: StoredCover) -> bool:
        return cover.first <= self.month.index < _end(cover)


def _end(stay: StoredCover | Member) -> int:
    return NEVER if stay.end is None else stay.end


def _placed(member: Member, cover: StoredCover, untold: frozenset[RosterField]) -> Member:
    """The member in the stratum of the cover, as far as the list says nothing of it.

    A known village does not go along into another kecamatan: it lies in one.
    """
    kecamatan = cover.kecamatan if RosterField.KECAMATAN in untold else member.kecamatan
    stays = RosterField.VILLAGE in untold and kecamatan == cover.kecamatan
    return member._replace(
        kecamatan=kecamatan,
        village=cover.village if stays else member.village,
        wage_sen=cover.wage_sen if RosterField.WAGE in untold else member.wage_sen,
    )


def _overlap(one: StoredCover, other: Member) -> bool:
    return one.first < _end(other) and other.first < _end(one)


def _holds(cover: StoredCover, stay: Member) -> bool:
    """Whether the cover says already what the stay does: from its first month to its end, in its stratum."""
    same = (*_stratum(stay), stay.end) == (*_stratum(cover), cover.end)
    return same and cover.first <= stay.first < _end(cover)


def _stratum(stay: StoredCover | Member) -> tuple[str, str, str, int | None]:
    return stay.group, stay.kecamatan, stay.village, stay.wage_sen
