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
        for member, place in listed:
            covers = known.get(member.nik, ())
            here = [c for c in covers if c.group in groups]
            elsewhere = next((c for c in covers if c.group not in groups and self._overlaps(c, member)), None)
            if elsewhere:
                self.taken_elsewhere[place] = elsewhere
            else:
                self._person(member, here)

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

    def _person(self, member: Member, here: Sequence[StoredCover]) -> None:
        now = next((c for c in here if self._covers(c)), None)
        later = [c for c in here if c.first > self.month.index and self._overlaps(c, member)]
        if now is None and not later:
            self._joined += 1
            self.add.append(member._replace(first=max(member.first, self.month.index)))
            return
        if now is not None and _same(now, member):
            self._unchanged += 1
            return
        self._changed += 1
        for cover in (*([now] if now else []), *later):
            self._end(cover)
        self.add.append(member._replace(first=max(member.first, self.month.index)))

    def _end(self, cover: StoredCover) -> None:
        self.ended.append(cover)
        if cover.first < self.month.index:
            self._cut.append(cover)

    def _covers(self, cover: StoredCover) -> bool:
        return cover.first <= self.month.index < (NEVER if cover.end is None else cover.end)

    def _overlaps(self, cover: StoredCover, member: Member) -> bool:
        start, end = max(member.first, self.month.index), NEVER if member.end is None else member.end
        return cover.first < end and start < (NEVER if cover.end is None else cover.end)


def _same(cover: StoredCover, member: Member) -> bool:
    """The same stratum; a list that names no end says nothing of it."""
    mine = member.group, member.kecamatan, member.village, member.wage_sen
    return mine == (cover.group, cover.kecamatan, cover.village, cover.wage_sen) and member.end in (
        None,
        cover.end,
    )
