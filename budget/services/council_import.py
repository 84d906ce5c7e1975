"""The way back from the council: changed inputs of its workbook become a scenario, to accept or drop."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.projection import Projection, project
from budget.errors import BadEntry, FileError, PaguError, Problem, error, errors_in, warning
from budget.law import load_law
from budget.plan import Adjustment, Plan, Scenario
from budget.plan.adjustments import BASE_NAMES
from budget.plan.scenario import VERSION_PREFIX, with_adjustments
from budget.plan.what_if_text import what_if_text
from budget.progress import Progress, silent
from budget.services import scenarios
from budget.services.backups import BEFORE_IMPORT, back_up
from budget.services.importing import ImportReport
from budget.services.origins import Origin, origin_of
from budget.services.verifying import read_report
from budget.services.workspace import Workspace, read_plan, transaction

if TYPE_CHECKING:
    from budget.services.council_adjustments import Entries, PeopleOfMonth
    from budget.workbook.council.comparing import Change, Comparison

# Reading, looking for the origin, comparing, storing.
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a plan over all its months; `money` are the allocations of its fiscal years."""

    cost: int
    person_months: int
    money: int


@dataclass(frozen=True, slots=True)
class CouncilImport(ImportReport):
    """Each changed input is a row that was read. `lines` are the adjustments as text.

    `before` is the report as it was exported, `after` the same with the scenario; both are None where the
    inputs were not all understood. `base` is what the scenario stands on, empty for the plan.
    """

    name: str
    base: str
    changes: "tuple[Change, ...]"
    lines: tuple[str, ...]
    before: Totals | None
    after: Totals | None

    @property
    def difference(self) -> Totals | None:
        if self.before is None or self.after is None:
            return None
        return Totals(
            self.after.cost - self.before.cost,
            self.after.person_months - self.before.person_months,
            self.after.money - self.before.money,
        )


def import_council(
    workspace: Workspace, source: Path, name: str = "", dry_run: bool = False, progress: Progress = silent
) -> CouncilImport:
    """Store the changed inputs as a scenario of that name, unless anything is not understood or it is a dry
    run.

    FileError where the file is no report of pagu's, or of none that this workspace knows; BadEntry where the
    name is taken.
    """
    from budget.workbook.council.comparing import compare

    progress(0, _STEPS, f"membaca {source.name}")
    book, fingerprint = read_report(source)
    progress(1, _STEPS, "mencari asalnya")
    with transaction(workspace, writes=False) as work:
        origin = origin_of(work, fingerprint)
    if origin is None:
        raise FileError(
            f"{source.name} bukan laporan dari rencana sekarang atau dari salah satu versi di berkas ini. "
            "Buka berkas .pagu yang membuatnya, atau ekspor ulang dan ubah masukannya di sana."
        )
    progress(2, _STEPS, "membandingkan setiap sel")
    compared = compare(origin.book.content, origin.book.inputs, book)
    plan = read_plan(workspace)
    found = read_changes(origin, compared, _free_name(plan, source, name))
    if dry_run or found.after is None or not found.lines or errors_in(found.problems):
        return found
    back_up(workspace, BEFORE_IMPORT)
    progress(3, _STEPS, "menyimpan skenario")
    kept = Scenario(found.name, _adjustments(origin, compared), f"Dari {source.name}", found.base)
    edit = scenarios.keep(workspace, None, kept)
    return replace(found, written=edit.changed)


def _free_name(plan: Plan, source: Path, wanted: str) -> str:
    """The wanted name, or one after the file that no scenario has; BadEntry where the wanted one is taken."""
    taken = {*BASE_NAMES, *(scenario.name.casefold() for scenario in plan.scenarios)}
    name = " ".join(wanted.split())
    if name:
        if name.casefold() in taken:
            raise BadEntry(f"Nama skenario “{name}” sudah dipakai. Beri nama lain.", "name")
        return name
    stem = f"Usulan {' '.join(source.stem.split())[:60]}"
    numbered = (f"{stem} {number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each.casefold() not in taken)


def read_changes(origin: Origin, compared: "Comparison", name: str) -> CouncilImport:
    """What a file asks for that was compared with its origin; nothing is stored."""
    from budget.workbook.council.comparing import ChangeKind

    entries, wrong = _entries(compared)
    problems = (*wrong, *_others(compared))
    changes = tuple(change for change in compared.changes if change.kind is ChangeKind.INPUT)
    counted = len(changes), len(changes) - len(wrong), len(wrong), 0
    base = f"{VERSION_PREFIX}{origin.version}" if origin.version else origin.report.source.scenario
    found = CouncilImport(*counted, problems, False, name, base, changes, (), None, None)
    if errors_in(problems) or not entries:
        return found
    plan = origin.report.projection.plan
    try:
        adjustments = _adjustments(origin, compared)
        after = project(with_adjustments(plan, adjustments), load_law())
    except PaguError as refused:
        return replace(found, problems=(*problems, *refused.problems))
    if unlike := list(_unlike(origin, compared, after)):
        return replace(found, problems=(*problems, *unlike))
    return replace(
        found,
        lines=tuple(map(what_if_text, adjustments)),
        before=_totals(origin.report.projection),
        after=_totals(after),
    )


def _totals(projection: Projection) -> Totals:
    years = projection.span.fiscal_years()
    money = sum(line.amount for line in projection.plan.allotted if line.fiscal_year in years)
    return Totals(projection.total, projection.person_months, money)


def _entries(compared: "Comparison") -> "tuple[Entries, list[Problem]]":
    from budget.services.council_entries import read_entry

    read = {each.input.key: read_entry(each, compared.wanted) for each in compared.inputs}
    entries = {key: number for key, number in read.items() if isinstance(number, int)}
    return entries, [problem for problem in read.values() if isinstance(problem, Problem)]


def _others(compared: "Comparison") -> Iterator[Problem]:
    """What else was changed: figures forbid the import, words are only told."""
    from budget.workbook.council.comparing import ChangeKind

    for change in compared.changes:
        place = f"{change.what}: " if change.what else ""
        match change.kind:
            case ChangeKind.FORMULA | ChangeKind.RESULT | ChangeKind.CONSTANT:
                message = (
                    f"{place}{change.kind.label}; diekspor {change.exported}, sekarang {change.present}. "
                    "Kembalikan sel itu, atau salin masukan ke ekspor yang baru: hasil tidak dapat diubah "
                    "dengan tangan."
                )
                yield error("hasil_diubah", change.where, message)
            case ChangeKind.SHEET_REMOVED:
                message = "Lembar ini dihapus. Salin masukan ke ekspor yang baru, lalu impor berkas itu."
                yield error("lembar_hilang", change.where, message)
            case ChangeKind.TEXT | ChangeKind.ADDED | ChangeKind.SHEET_ADDED | ChangeKind.EXTERNAL:
                message = f"{place}{change.kind.label}. Tidak ikut masuk ke dalam skenario."
                yield warning("tidak_ikut", change.where, message)
            case _:
                pass


def _adjustments(origin: Origin, compared: "Comparison") -> tuple[Adjustment, ...]:
    from budget.services.council_adjustments import adjustments_of

    entries, _ = _entries(compared)
    return adjustments_of(origin.report.projection.plan, entries, _people(origin, compared, entries))


def _people(
    origin: Origin, compared: "Comparison", entries: "Entries"
) -> "Mapping[tuple[str, str], Sequence[PeopleOfMonth]]":
    """Every month of the places of which any was changed, as the workbook carries them on."""
    from budget.services.council_adjustments import PeopleOfMonth
    from budget.services.verifying import wanted_number
    from budget.workbook.council.inputs import PeopleKey

    changed = {(key.group, key.kecamatan) for key in entries if isinstance(key, PeopleKey)}
    found: dict[tuple[str, str], list[PeopleOfMonth]] = {}
    for cell in origin.book.inputs:
        key = cell.key
        if isinstance(key, PeopleKey) and (key.group, key.kecamatan) in changed:
            wanted = wanted_number(compared, cell.sheet, cell.address)
            if wanted is None or wanted < 0:
                message = (
                    f"{key.label} menjadi {'bukan bilangan bulat' if wanted is None else wanted}. "
                    "Periksa bulan sebelumnya: jumlah orang tidak boleh kurang dari nol."
                )
                raise BadEntry(f"{cell.where}: {message}")
            of_place = found.setdefault((key.group, key.kecamatan), [])
            of_place.append(PeopleOfMonth(key.month, int(str(cell.value)), wanted))
    return found


def _unlike(origin: Origin, compared: "Comparison", after: Projection) -> Iterator[Problem]:
    """Figures of the edited workbook that the scenario would not have: then it is no scenario of ours."""
    from budget.services.verifying import wanted_number
    from budget.workbook.council.names import named_cell

    for name, label, expected in _figures(after):
        sheet, address = named_cell(origin.book.named, name)
        wanted = wanted_number(compared, sheet, address)
        if wanted != expected:
            message = (
                f"{label} di buku kerja {'bukan angka' if wanted is None else wanted}, sebagai skenario "
                f"{expected}. Masukan ini tidak dapat dinyatakan sebagai andaian: ubah rencana atau "
                "skenarionya di pagu."
            )
            yield error("tidak_sama", f"{sheet}!{address}", message)


def _figures(after: Projection) -> Iterator[tuple[str, str, int]]:
    """Name, words and value: the whole cost, people of each month, cost and money of each fiscal year."""
    from budget.workbook.council.names import TOTAL_COST, money_name, people_name, year_cost_name

    yield TOTAL_COST, "Seluruh biaya", after.total
    by_month = after.cost.sum(axis=(1, 2)).tolist()
    people = after.cube.heads.sum(axis=0).tolist()
    for month, heads in zip(after.span, people, strict=True):
        yield people_name(month), f"Orang {month.label}", heads
    for year in after.span.fiscal_years():
        cost = sum(c for c, month in zip(by_month, after.span, strict=True) if month.year == year)
        yield year_cost_name(year), f"Biaya TA {year}", cost
        money = sum(line.amount for line in after.plan.allotted if line.fiscal_year == year)
        yield money_name(year), f"Pagu TA {year}", money
