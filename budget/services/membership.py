"""Changing people of the roster one by one, and deciding who is one person; each a batch of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from budget.contribution import Wage
from budget.engine.projection import project
from budget.errors import BadEntry, Conflict, NotFound
from budget.law import load_law
from budget.period import Month
from budget.roster.finding import FINDINGS
from budget.roster.member import Mark, Member
from budget.roster.search import PeopleFilter
from budget.roster.values import read_name, read_text, too_long
from budget.services.editing import sound
from budget.services.sealing import keep_seals
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan import Plan
    from budget.store.change import Change
    from budget.store.unit_of_work import UnitOfWork

_NOBODY: Mapping[int, Member] = MappingProxyType({})
_GONE = "Orang ini sudah diubah atau dikeluarkan sejak ditampilkan. Muat ulang dahulu."


@dataclass(frozen=True, slots=True)
class PeopleEdit:
    """What an edit of people added to the plan's cost."""

    effect_rupiah: int


def decide(workspace: Workspace, pair: int, keep: int | None, reason: str = "") -> PeopleEdit:
    """Keep both (`keep` None: different people), or only the member of row `keep`, who is then paid once.

    NotFound where it is decided already, or `keep` or the other one is not in the roster; Sealed without
    a reason for a sealed month.
    """
    with transaction(workspace) as work:
        twin, change = work.twins.decide(pair, "different" if keep is None else "same")
        if keep is None:
            work.note([change], "Putuskan: dua orang yang berbeda", 0)
            work.commit()
            return PeopleEdit(0)
        both = (twin.a, twin.b)
        if keep not in both or len(work.people.members(both)) < len(both):
            raise NotFound(_GONE)
        gone = twin.b if keep == twin.a else twin.a
        return _change(work, "Putuskan: orang yang sama", [gone], [], [change], reason)


def end(workspace: Workspace, number: int, month: Month, reason: str = "") -> PeopleEdit:
    """The member is covered no more from `month` on.

    NotFound where the row is gone, Conflict where the cover ends before, Sealed without a reason for a
    sealed month.
    """
    with transaction(workspace) as work:
        member = _member(work, number, month)
        shorter = [member._replace(end=month.index)] if member.first < month.index else []
        return _change(work, f"Akhiri seorang {member.group} {month.label}", [number], shorter, [], reason)


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What an officer may change of a member: the NIK is never typed anew, it is another person then."""

    name: str
    group: str
    kecamatan: str
    village: str
    wage_sen: int | None


def remove_all(workspace: Workspace, action: str, reason: str = "") -> PeopleEdit:
    """Nobody is in the roster any more; undo brings all of them back."""
    with transaction(workspace) as work:
        return _change(work, action, work.people.numbers(PeopleFilter()), [], [], reason)


def change(
    workspace: Workspace, number: int, wanted: PersonEdit, since: Month, reason: str = ""
) -> PeopleEdit:
    """From `since` on the member is as `wanted` says; before, as it was.

    NotFound where the row is gone, Conflict where the cover ends before, BadEntry where a name or wage can
    be none, PlanError where the plan would not be sound, Sealed without a reason for a sealed month.
    """
    with transaction(workspace) as work:
        before = _member(work, number, since)
        after = _edited(work.plan(), before, wanted, max(before.first, since.index))
        kept = [before._replace(end=since.index)] if before.first < since.index else []
        return _change(
            work, f"Ubah seorang {before.group}", [number], [*kept, after], [], reason, {number: after}
        )


def _member(work: UnitOfWork, number: int, month: Month) -> Member:
    """The member of a row whose cover does not end before the month."""
    found = work.people.members([number])
    if not found:
        raise NotFound(_GONE)
    member = found[0].member
    if member.end is not None and member.end <= month.index:
        last = Month.at(member.end - 1).label
        raise Conflict(f"Orang ini sudah berakhir pada {last}. Pilih bulan sebelum itu.")
    return member


def _edited(plan: Plan, before: Member, wanted: PersonEdit, first: int) -> Member:
    """The member as wanted from the month with index `first` on; what marks say of it follows."""
    code, name = read_name(wanted.name)
    if code:
        raise BadEntry(f"{FINDINGS[code].reason} {FINDINGS[code].cure}", "name")
    kecamatan, village = read_text(wanted.kecamatan), read_text(wanted.village)
    if too_long(kecamatan) or too_long(village):
        raise BadEntry("Nama kecamatan atau desa terlalu panjang.", "village")
    if wanted.wage_sen is not None and wanted.wage_sen <= 0:
        raise BadEntry("Upah harus lebih dari nol.", "wage")
    group = plan.group(wanted.group).name
    tariff = plan.tariff(group, Month.at(first))
    fixed = tariff.terms.base if tariff else None
    differs = isinstance(fixed, Wage) and wanted.wage_sen not in (None, fixed.sen)
    marks = before.marks & ~(Mark.NO_VILLAGE | Mark.WAGE_DIFFERS)
    marks |= (0 if village else Mark.NO_VILLAGE) | (Mark.WAGE_DIFFERS if differs else 0)
    return before._replace(
        name=name,
        group=group,
        kecamatan=kecamatan,
        village=village,
        wage_sen=wanted.wage_sen,
        first=first,
        marks=int(marks),
    )


def _change(
    work: UnitOfWork,
    action: str,
    gone: Sequence[int],
    members: Sequence[Member],
    changes: Sequence[Change],
    reason: str,
    same: Mapping[int, Member] = _NOBODY,
) -> PeopleEdit:
    """Put members in the place of others, as one entry of the journal.

    `same` are members who stay the person of a row that goes: who may be their twin is still asked.
    """
    before = project(work.plan(), load_law())
    writer = work.batch("edit", action)
    writer.supersede(gone)
    added = dict(zip(members, writer.add(members), strict=True))
    for number, member in same.items():
        work.twins.carry(writer.number, number, added[member])
    for member in members:
        writer.knows(member.group, member.first if member.end is None else member.end - 1)
    batch = writer.close()
    after = sound(work.plan())
    corrections = keep_seals(work, before, after, [writer.number], reason)
    effect = after.total - before.total
    work.note([*changes, batch, *corrections], action, effect)
    work.commit()
    return PeopleEdit(effect)
