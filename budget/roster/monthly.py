"""The whole list of a month against what the workspace covers: who joined, left, or changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from budget.period import Month
from budget.roster.duplicates import NEVER, Place
from budget.roster.member import Member, StoredCover
from budget.roster.report import MonthChange

# The full member of a stored row; asked only for rows that are cut short.
Stored = Callable[[Sequence[int]], Mapping[int, Member]]


@dataclass(slots=True)
class Comparison:
    """What to store: covers that are `ended`, members to `add`.

    `taken_elsewhere` are rows whose person a group that is not in the list covers: they are not taken in.
    """

    month: Month
    ended: list[StoredCover] = field(default_factory=list)
    add: list[Member] = field(default_factory=list)
    taken_elsewhere: dict[Place, StoredCover] = field(default_factory=dict)
    _cut: list[StoredCover] = field(default_factory=list)
    _joined: int = 0
    _left: int = 0
    _changed: int = 0
    _unchanged: int = 0

    @property
    def counts(self) -> MonthChange:
        return MonthChange(self._joined, self._left, self._changed, self._unchanged)

    def people(
        self,
        listed: Iterable[tuple[Member, Place]],
        known: Mapping[int, Sequence[StoredCover]],
        groups: frozenset[str],
    ) -> None:
        """Compare the list's people with all that the workspace knows of their NIK."""
        persons: dict[int, list[tuple[Member, Place]]] = {}
        for member, place in listed:
            persons.setdefault(member.nik, []).append((member, place))
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

    def cut_short(self, stored: Stored) -> None:
        """Keep what superseded rows said of the months before."""
        found = stored([cover.id for cover in self._cut])
        self.add += [found[cover.id]._replace(end=self.month.index) for cover in self._cut]
        self._cut.clear()

    def _person(
        self,
        rows: Sequence[tuple[Member, Place]],
        here: Sequence[StoredCover],
        elsewhere: Sequence[StoredCover],
    ) -> None:
        """One person's rows, all of which hold from the month on, against the covers known since then."""
        wanted: list[Member] = []
        for member, place in rows:
            if _end(member) <= self.month.index:
                continue
            stay = self._lasting(member._replace(first=max(member.first, self.month.index)), here)
            taken = next((c for c in elsewhere if _overlap(c, stay)), None)
            if taken:
                self.taken_elsewhere[place] = taken
            else:
                wanted.append(stay)
        # Who is set apart stays as he was until somebody has decided.
        if wanted or not any(place in self.taken_elsewhere for _, place in rows):
            self._replace(wanted, here)

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

    def _replace(self, wanted: Sequence[Member], here: Sequence[StoredCover]) -> None:
        """Put the stays of a list in the place of the covers that they contradict."""
        unheld = [stay for stay in wanted if not any(_holds(c, stay) for c in here)]
        contradicted = [
            c
            for c in here
            if any(_overlap(c, stay) for stay in unheld)
            or (self._covers(c) and not any(_holds(c, stay) for stay in wanted))
        ]
        kept = [c for c in here if c not in contradicted]
        new = [stay for stay in wanted if not any(_holds(c, stay) for c in kept)]
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
        self.add += new

    def _end(self, cover: StoredCover) -> None:
        self.ended.append(cover)
        if cover.first < self.month.index:
            self._cut.append(cover)

    def _covers(self, cover: StoredCover) -> bool:
        return cover.first <= self.month.index < _end(cover)


def _end(stay: StoredCover | Member) -> int:
    return NEVER if stay.end is None else stay.end


def _overlap(one: StoredCover, other: Member) -> bool:
    return one.first < _end(other) and other.first < _end(one)


def _holds(cover: StoredCover, stay: Member) -> bool:
    """Whether the cover says already what the stay does: from its first month to its end, in its stratum."""
    mine = stay.group, stay.kecamatan, stay.village, stay.wage_sen, stay.end
    known = cover.group, cover.kecamatan, cover.village, cover.wage_sen, cover.end
    return mine == known and cover.first <= stay.first < _end(cover)
