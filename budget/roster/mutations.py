"""A month against the month before: who joined, who left, and who is covered otherwise.

What is shown here is masked: a mutation tells whom it is about by name and a part of the NIK.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from budget.money import format_sen
from budget.period import Month
from budget.roster.masking import masked_nik
from budget.roster.member import Member

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cover:
    """Under what somebody is covered; `last` is included."""

    group: str
    kecamatan: str
    village: str
    wage_sen: int | None
    first: Month
    last: Month | None


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that differs between two months, in words."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One person: joined where there is no `before`, left where there is no `after`. `nik` is masked."""

    nik: str
    name: str
    before: Cover | None
    after: Cover | None

    @property
    def cover(self) -> Cover:
        """That of the month, or the last one of who left."""
        cover = self.after or self.before
        assert cover is not None
        return cover

    @property
    def moves(self) -> tuple[Move, ...]:
        """What changed; nothing for who joined or left."""
        if self.before is None or self.after is None:
            return ()
        pairs = zip(_words(self.before), _words(self.after), strict=True)
        return tuple(Move(what, before, after) for (what, before), (_, after) in pairs if before != after)


@dataclass(frozen=True, slots=True)
class GroupMutations:
    """How many of a group joined, left or changed."""

    group: str
    joined: int = 0
    left: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class MonthMutations:
    """A month against the one before, each part by group, kecamatan, village and name.

    Who changed the group counts in the new one.
    """

    month: Month
    joined: tuple[Mutation, ...]
    left: tuple[Mutation, ...]
    changed: tuple[Mutation, ...]

    def by_group(self, names: Iterable[str]) -> tuple[GroupMutations, ...]:
        """The counts of the named groups in which anything happened."""
        parts = [Counter(m.cover.group for m in part) for part in (self.joined, self.left, self.changed)]
        counts = (GroupMutations(name, *(part[name] for part in parts)) for name in names)
        return tuple(count for count in counts if count.joined or count.left or count.changed)


def mutation(before: Member | None, after: Member | None) -> Mutation:
    """Of two rows of one person; one of them may be missing."""
    member = after or before
    assert member is not None
    return Mutation(masked_nik(member.nik), member.name, _cover(before), _cover(after))


def _cover(member: Member | None) -> Cover | None:
    if member is None:
        return None
    last = None if member.end is None else Month.at(member.end - 1)
    first = Month.at(member.first)
    return Cover(member.group, member.kecamatan, member.village, member.wage_sen, first, last)


def _words(cover: Cover) -> tuple[tuple[str, str], ...]:
    wage = _NOTHING if cover.wage_sen is None else f"Rp{format_sen(cover.wage_sen)}"
    return (
        ("Kelompok", cover.group),
        ("Upah", wage),
        ("Kecamatan", cover.kecamatan or _NOTHING),
        ("Desa", cover.village or _NOTHING),
    )
