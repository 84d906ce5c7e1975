"""The nominative list of a month: everybody who is covered, for enrolment and for auditors."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.projection import project
from budget.errors import NotFound
from budget.law import load_law
from budget.money import format_number
from budget.period import Month
from budget.plan import Plan
from budget.progress import Progress, silent
from budget.roster.masking import masked_mother, masked_nik, masked_phone
from budget.roster.member import Mark
from budget.services.exporting import expect_workbook
from budget.services.handing_out import PaidAs, day_text, expect_reason, note_handing_out, paid_as
from budget.services.mutations import members_of
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.nominative import NominativeRow

_HIDDEN = "•••••"
_STATUS = {
    Mark.OTHER_REGION: "NIK terbit di daerah lain",
    Mark.CONFIRMED: "sesuai KTP",
    Mark.BIRTH_FROM_NIK: "tanggal lahir dari NIK",
    Mark.NO_VILLAGE: "desa belum diisi",
    Mark.WAGE_DIFFERS: "upah berbeda dari tarif",
}


@dataclass(frozen=True, slots=True)
class NominativeList:
    """What was written: `people` of the month by name; `masked` where no reason was given."""

    file: Path
    month: Month
    people: int
    masked: bool


def write_nominative(
    workspace: Workspace,
    out: Path,
    month: Month | None = None,
    reason: str = "",
    progress: Progress = silent,
) -> NominativeList:
    """Everybody covered in the month, or in the last one that a list speaks of; masked without a reason.

    NotFound for a month outside the plan, or without anybody; FileError where the file cannot be written;
    Cancelled by `progress`. Then an older file still stands.
    """
    expect_workbook(out)
    why = expect_reason(reason) if reason else ""
    from budget.workbook.files import replacing
    from budget.workbook.nominative import NominativeCover, NominativeGroup
    from budget.workbook.nominative import write_nominative as write

    with transaction(workspace, writes=False) as work:
        plan = work.plan()
        month = month or _last_known(plan)
        heads, terms = _heads(plan, month), paid_as(plan, month)
        listed = work.people.listed(month)
        people = sum(map(len, listed.values()))
        if not people:
            raise NotFound(f"Tidak ada orang dalam daftar pada {month.label}.")
        groups = [
            NominativeGroup(
                group.name,
                plan.follows_roster(group, month),
                len(rows := listed.get(group.name, array("q"))),
                heads[group.name],
                _rows(work, terms[group.name], rows, masked=not why),
            )
            for group in plan.groups
            if group.name in listed or heads[group.name]
        ]
        with replacing(out) as draft:
            if why:
                draft.chmod(0o600)
            write(draft, NominativeCover(plan.region, month, why), groups, progress)
            if why:
                what = f"Tulis daftar nominatif {month.label}: {format_number(people)} orang"
                note_handing_out(workspace, what, why)
    return NominativeList(out, month, people, masked=not why)


def _last_known(plan: Plan) -> Month:
    """The last month of which a list says anything, within the plan."""
    known = [month for month in plan.roster.known_until.values() if month >= plan.span.first]
    return min(max(known, default=plan.span.last), plan.span.last)


def _heads(plan: Plan, month: Month) -> dict[str, int]:
    """How many people of each group the projection pays in the month."""
    if month not in plan.span:
        raise NotFound(f"{month.label} di luar rencana ({plan.span.label}).")
    projection = project(plan, load_law())
    position = plan.span.position(month)
    heads = dict.fromkeys((group.name for group in plan.groups), 0)
    for row, stratum in enumerate(projection.strata):
        heads[stratum.group] += int(projection.cube.heads[row, position])
    return heads


def _rows(work: UnitOfWork, paid: PaidAs, rows: array[int], *, masked: bool) -> Iterator[NominativeRow]:
    from budget.workbook.nominative import NominativeRow

    for m in members_of(work, rows):
        yield NominativeRow(
            nik=masked_nik(m.nik) if masked else f"{m.nik:016d}",
            name=m.name,
            birth_place=m.birth_place,
            birth_date=f"••-••-{m.birth_date.year:04d}" if masked else day_text(m.birth_date),
            sex=m.sex.value,
            mother=masked_mother(m.mother) if masked else m.mother,
            address=_hidden(m.address) if masked else m.address,
            village=m.village,
            kecamatan=m.kecamatan,
            phone=masked_phone(m.phone) if masked else m.phone,
            wage_sen=paid.wage_sen if m.wage_sen is None else m.wage_sen,
            programmes=paid.programmes,
            group=m.group,
            funding=paid.funding,
            first=Month.at(m.first).short_label,
            last="" if m.end is None else Month.at(m.end - 1).short_label,
            kpj=_hidden(m.kpj) if masked else m.kpj,
            status=_status(m.marks),
        )


def _hidden(text: str) -> str:
    return _HIDDEN if text else ""


@cache
def _status(marks: int) -> str:
    """What checking the list found worth knowing."""
    notes = [words for mark, words in _STATUS.items() if marks & mark]
    return f"Lolos; {', '.join(notes)}" if notes else "Lolos"
