"""The nominative list of a month: everybody who is covered, for enrolment and for auditors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.projection import Projection
from budget.errors import NotFound, Problem
from budget.money import format_number
from budget.period import Month
from budget.plan import Plan
from budget.plan.forms import OfficialRole
from budget.progress import Progress, silent
from budget.roster.masking import masked_mother, masked_nik, masked_phone
from budget.roster.member import Mark, Member
from budget.roster.memo import Memo
from budget.services.exporting import expect_workbook
from budget.services.handing_out import PaidAs, day_text, expect_reason, note_handing_out, paid_as
from budget.services.templates import template_path
from budget.services.versions import content_now
from budget.services.workspace import Workspace, transaction
from budget.store.frozen import content_digest

if TYPE_CHECKING:
    from budget.store.people import PlaceCount
    from budget.workbook.nominative import NominativeGroup, NominativeRow

# Group, kecamatan, village.
Place = tuple[str, str, str]

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
    """What was written: `people` of the month by name; `masked` where no reason was given.

    `problems` tell what of the cover is not known, and what its template loses.
    """

    file: Path
    month: Month
    people: int
    masked: bool
    problems: tuple[Problem, ...] = ()


def write_nominative(
    workspace: Workspace,
    out: Path,
    month: Month | None = None,
    reason: str = "",
    progress: Progress = silent,
    templates: Path | None = None,
) -> NominativeList:
    """Everybody covered in the month, or in the last one that a list speaks of; masked without a reason.

    The cover's template is that of the folder `templates`, else that beside the workspace or the shipped one.
    NotFound for a month outside the plan, or without anybody; FileError where the file cannot be written or
    the template not filled, naming every cell; Cancelled by `progress`. Then an older file still stands.
    """
    expect_workbook(out)
    why = expect_reason(reason) if reason else ""
    from budget.workbook.council.fingerprint import ID_LENGTH
    from budget.workbook.files import replacing
    from budget.workbook.forms.heading import signature
    from budget.workbook.forms.nominative_layout import NOMINATIVE
    from budget.workbook.forms.template_check import read_template
    from budget.workbook.nominative import write_nominative as write
    from budget.workbook.nominative_cover import NominativeCover

    template = read_template(template_path(workspace, NOMINATIVE.template, templates), NOMINATIVE)
    problems: list[Problem] = [*template.cautions]
    with transaction(workspace, writes=False) as work:
        plan = work.plan()
        month = month or last_known(plan)
        if month not in plan.span:
            raise NotFound(f"{month.label} di luar rencana ({plan.span.label}).")
        now = content_now(work)
        heads, listed = _heads(now.projection, month), work.people.places_in(month)
        people = sum(place.people for place in listed)
        if not people:
            raise NotFound(f"Tidak ada orang dalam daftar pada {month.label}.")
        rows = _rows(work.people.covered(month), paid_as(plan, month), masked=not why)
        groups = _groups(plan, month, listed, heads, rows)
        report_id = content_digest(now.content)[:ID_LENGTH]
        skpd = _office(plan, month)
        signed = signature(plan, skpd, OfficialRole.HEAD, problems)
        cover = NominativeCover(plan.region, month, why, sum(heads.values()), report_id, skpd, signed)
        with replacing(out) as draft:
            if why:
                draft.chmod(0o600)
            write(draft, cover, groups, progress, template=template)
            if why:
                what = f"Tulis daftar nominatif {month.label}: {format_number(people)} orang"
                note_handing_out(workspace, what, why)
    return NominativeList(out, month, people, masked=not why, problems=tuple(problems))


def last_known(plan: Plan) -> Month:
    """The last month of which a list says anything, within the plan."""
    known = [month for month in plan.roster.known_until.values() if month >= plan.span.first]
    return min(max(known, default=plan.span.last), plan.span.last)


def _office(plan: Plan, month: Month) -> str:
    """The one SKPD whose money pays in that year; of several nobody signs for all."""
    offices = {line.skpd.casefold(): line.skpd for line in plan.allotted if line.fiscal_year == month.year}
    return next(iter(offices.values())) if len(offices) == 1 else ""


def _heads(projection: Projection, month: Month) -> Counter[Place]:
    """How many people of each group the projection pays in the month, and where."""
    position = projection.span.position(month)
    heads = Counter[Place]()
    for stratum, people in zip(projection.strata, projection.cube.heads[:, position].tolist(), strict=True):
        heads[stratum.group, stratum.kecamatan, stratum.village] += people
    return +heads


def _groups(
    plan: Plan,
    month: Month,
    listed: Sequence[PlaceCount],
    heads: Counter[Place],
    rows: Iterator[NominativeRow],
) -> list[NominativeGroup]:
    """The groups in the plan's order, in which `rows` come, too."""
    from budget.workbook.nominative import NominativeGroup
    from budget.workbook.nominative_cover import PlaceLine

    people = {place[:3]: place.people for place in listed}
    places: dict[str, list[PlaceLine]] = {group.name: [] for group in plan.groups}
    for group, kecamatan, village in sorted(people.keys() | heads.keys()):
        count = people.get((group, kecamatan, village), 0)
        places[group].append(PlaceLine(kecamatan, village, count, heads[group, kecamatan, village]))
    return [
        NominativeGroup(
            group.name,
            plan.follows_roster(group, month),
            places[group.name],
            islice(rows, sum(place.listed for place in places[group.name])),
        )
        for group in plan.groups
        if places[group.name]
    ]


def _rows(members: Iterator[Member], terms: dict[str, PaidAs], *, masked: bool) -> Iterator[NominativeRow]:
    from budget.workbook.nominative import NominativeRow

    # What a list repeats is worded once.
    days = Memo[date, str](lambda day: f"••-••-{day.year:04d}" if masked else day_text(day))
    months = Memo[int, str](lambda index: Month.at(index).short_label)
    for m in members:
        paid = terms[m.group]
        yield NominativeRow(
            masked_nik(m.nik) if masked else f"{m.nik:016d}",
            m.name,
            m.birth_place,
            days[m.birth_date],
            m.sex,
            masked_mother(m.mother) if masked else m.mother,
            _hidden(m.address) if masked else m.address,
            m.village,
            m.kecamatan,
            masked_phone(m.phone) if masked else m.phone,
            paid.wage_sen if m.wage_sen is None else m.wage_sen,
            paid.programmes,
            m.group,
            paid.funding,
            months[m.first],
            "" if m.end is None else months[m.end - 1],
            _hidden(m.kpj) if masked else m.kpj,
            _status(m.marks),
        )


def _hidden(text: str) -> str:
    return _HIDDEN if text else ""


@cache
def _status(marks: int) -> str:
    """What checking the list found worth knowing."""
    notes = [words for mark, words in _STATUS.items() if marks & mark]
    return f"Lolos; {', '.join(notes)}" if notes else "Lolos"
