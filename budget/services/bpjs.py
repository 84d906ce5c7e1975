"""Who joined and who left in a month, as files that BPJS Ketenagakerjaan takes."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError, reason
from budget.money import SEN_PER_RUPIAH, format_number
from budget.period import Month
from budget.plan import Plan
from budget.progress import Progress, silent
from budget.services.handing_out import day_text, expect_reason, note_handing_out, paid_as
from budget.services.mutations import members_of
from budget.services.templates import template_path
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.bpjs import BpjsLayout, BpjsTemplate, LeavingWorker, NewWorker, Worker

DEFAULT_CAUSE = "Tidak lagi terdaftar sebagai penerima bantuan iuran"


@dataclass(frozen=True, slots=True)
class BpjsOptions:
    """Why the files are made, what they give as the cause of leaving, and other templates than ours."""

    reason: str
    cause: str = DEFAULT_CAUSE
    new_template: Path | None = None
    leaving_template: Path | None = None


@dataclass(frozen=True, slots=True)
class BpjsFiles:
    """What was written. `without_kpj` of those who left have no number by which BPJS knows them."""

    files: tuple[Path, ...]
    joined: int
    left: int
    without_kpj: int


def write_bpjs(
    workspace: Workspace, month: Month, folder: Path, options: BpjsOptions, progress: Progress = silent
) -> BpjsFiles:
    """Who joined and left in the month, as BPJS takes them; all the files or none. No mutations, no files.

    BadEntry without a reason; FileError for a template that cannot be filled, a folder that cannot be
    written or holds files of another export; Cancelled by `progress`.
    """
    why = expect_reason(options.reason)
    new, leaving = _templates(workspace, options)
    with ExitStack() as drafts, transaction(workspace, writes=False) as work:
        turnover = work.people.turnover(month)
        plan = work.plan()
        writing = _BpjsWriting(drafts, folder, month, len(turnover.joined) + len(turnover.left), progress)
        writing.write(new, len(turnover.joined), _new_workers(work, plan, month, turnover.joined))
        writing.write(
            leaving, len(turnover.left), _leaving_workers(work, month, turnover.left, options.cause)
        )
        without_kpj = sum(not member.kpj for member in members_of(work, turnover.left))
        found = BpjsFiles(tuple(writing.files), len(turnover.joined), len(turnover.left), without_kpj)
        if found.files:
            what = f"{format_number(found.joined)} orang baru, {format_number(found.left)} orang keluar"
            note_handing_out(workspace, f"Tulis berkas BPJS {month.label}: {what}", why)
    return found


class _BpjsWriting:
    """Files of at most 10.000 people, of which each gets its name when all are written."""

    def __init__(
        self, drafts: ExitStack, folder: Path, month: Month, people: int, progress: Progress
    ) -> None:
        self.files: list[Path] = []
        self._drafts = drafts
        self._folder = folder
        self._month = month
        self._people = people
        self._progress = progress
        self._done = 0

    def write(self, template: BpjsTemplate, count: int, workers: Iterator[Worker]) -> None:
        from budget.workbook.bpjs import MOST_ROWS, write_bpjs
        from budget.workbook.files import replacing

        name = template.layout.sheet
        number = -(-count // MOST_ROWS)
        paths = [self._folder / f"{name}-{i}.xlsx" for i in range(1, number + 1)]
        self._expect_room(name, paths)
        for path in paths:
            draft = self._drafts.enter_context(replacing(path))
            draft.chmod(0o600)
            rows = islice(workers, MOST_ROWS)
            write_bpjs(template, self._counted(rows, path.name), draft, self._month.first_day)
        self.files += paths

    def _counted(self, workers: Iterator[Worker], what: str) -> Iterator[Worker]:
        for worker in workers:
            if self._done % 1_000 == 0:
                self._progress(self._done, self._people, what)
            self._done += 1
            yield worker

    def _expect_room(self, name: str, paths: list[Path]) -> None:
        """Files of an earlier export would be uploaded with these."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            pattern = re.compile(rf"{name}-\d+\.xlsx")
            others = {p for p in self._folder.iterdir() if pattern.fullmatch(p.name)} - set(paths)
        except OSError as problem:
            raise FileError(f"Tidak dapat menulis di folder {self._folder}: {reason(problem)}.") from problem
        if others:
            left = min(others).name
            raise FileError(
                f"Folder {self._folder} memuat {left} dari ekspor lain. Pindahkan, atau pilih folder lain."
            )


def _templates(workspace: Workspace, options: BpjsOptions) -> tuple[BpjsTemplate, BpjsTemplate]:
    from budget.workbook.bpjs import LEAVING, NEW, read_template

    def template(layout: BpjsLayout, own: Path | None) -> BpjsTemplate:
        return read_template(own or template_path(workspace, layout.sheet), layout)

    return template(NEW, options.new_template), template(LEAVING, options.leaving_template)


def _new_workers(work: UnitOfWork, plan: Plan, month: Month, rows: array[int]) -> Iterator[NewWorker]:
    from budget.workbook.bpjs import NewWorker

    terms = paid_as(plan, month)
    for m in members_of(work, rows):
        paid = terms[m.group]
        wage = paid.wage_sen if m.wage_sen is None else m.wage_sen
        yield NewWorker(
            nik=f"{m.nik:016d}",
            nama=m.name,
            tempat_lahir=m.birth_place,
            tanggal_lahir=day_text(m.birth_date),
            jenis_kelamin=m.sex.value,
            ibu_kandung=m.mother,
            alamat=m.address,
            desa=m.village,
            kecamatan=m.kecamatan,
            telepon=m.phone,
            kelompok=m.group,
            upah="" if wage is None else _plain_rupiah(wage),
            program=paid.programmes,
            sumber_dana=paid.funding,
            mulai=day_text(month.first_day),
            kpj=m.kpj,
        )


def _leaving_workers(work: UnitOfWork, month: Month, rows: array[int], cause: str) -> Iterator[LeavingWorker]:
    from budget.workbook.bpjs import LeavingWorker

    last_day = day_text(month.first_day - timedelta(days=1))
    for m in members_of(work, rows):
        yield LeavingWorker(
            kpj=m.kpj,
            nik=f"{m.nik:016d}",
            nama=m.name,
            tanggal_lahir=day_text(m.birth_date),
            sebab=cause,
            tanggal_kejadian=last_day,
            keterangan=", ".join(filter(None, (m.group, m.village, m.kecamatan))),
            kelompok=m.group,
            desa=m.village,
            kecamatan=m.kecamatan,
        )


def _plain_rupiah(sen: int) -> str:
    """``1500000``, or ``2152322,94``."""
    rupiah, rest = divmod(sen, SEN_PER_RUPIAH)
    return f"{rupiah},{rest:02d}" if rest else str(rupiah)
