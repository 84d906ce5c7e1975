"""Where a report came from: a version, or the plan of now, found by the digest of what was frozen."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from budget.errors import BadEntry, NotFound, PaguError
from budget.services.council import CouncilReport, report_now, report_of_version
from budget.services.versions import Version, content_now
from budget.services.workspace import Workspace, transaction
from budget.store.frozen import content_digest

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.council import CouncilBook
    from budget.workbook.council.fingerprint import FoundFingerprint

_ID = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True)
class Maker:
    """What holds the content of a report: versions, and the plan of now in a scenario (empty: as it stands).

    `scenario` is None where the plan of now gives other content.
    """

    versions: tuple[Version, ...]
    scenario: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The report built anew. `version` is empty for the plan of now; `is_exact` says whether its digest is
    the report's, or only all the cells are. Without `has_background` what is stored beside the plan has
    changed since.
    """

    report: CouncilReport
    book: "CouncilBook"
    version: str
    is_exact: bool
    has_background: bool

    @property
    def label(self) -> str:
        if self.version:
            return f"versi {self.version}"
        scenario = self.report.source.scenario
        return f"rencana sekarang, skenario {scenario}" if scenario else "rencana sekarang"


def find_maker(workspace: Workspace, report_id: str) -> Maker:
    """Whatever has the digest that begins so; BadEntry where it is no such number."""
    wanted = report_id.strip().casefold()
    if not _ID.fullmatch(wanted):
        raise BadEntry("Nomor laporan terdiri atas 6 sampai 64 angka heksadesimal, misalnya 3fa9c01b22de.")
    with transaction(workspace, writes=False) as work:
        found = tuple(each for each in work.versions.all() if each.digest.startswith(wanted))
        return Maker(found, _scenario_of(work, wanted))


def _scenario_of(work: "UnitOfWork", wanted: str) -> str | None:
    for scenario in ("", *(each.name for each in work.plan().scenarios)):
        try:
            digest = content_digest(content_now(work, scenario or None).content)
        except PaguError:
            continue
        if digest.startswith(wanted):
            return scenario
    return None


def origin_of(work: "UnitOfWork", found: "FoundFingerprint") -> Origin | None:
    """The plan of now, a version, or the plan of now where it still gives the same cells; None otherwise.

    The report is built anew from what the workspace holds: nothing that the file says is taken for true but
    the day, the version of pagu, and whether it was made from a version.
    """
    digest = found.fingerprint.source.digest
    now = _now(work, found)
    if now is not None and now.source.digest == digest:
        return _origin(now, found, "", is_exact=True)
    for version in work.versions.all():
        if version.digest == digest and (frozen := _frozen(work, version.name)) is not None:
            return _origin(frozen, found, version.name, is_exact=True)
    if now is None:
        return None
    again = _origin(_as_it_was(now, found), found, "", is_exact=False)
    is_same = again.book.cells_digest == found.fingerprint.cells
    return again if is_same else None


def _now(work: "UnitOfWork", found: "FoundFingerprint") -> CouncilReport | None:
    """The plan of now in the scenario that the report names; None where it cannot be costed."""
    if found.fingerprint.source.version:
        return None
    wanted = found.fingerprint.source.scenario
    try:
        return report_now(work, _spelled(work, wanted) if wanted else None, found.fingerprint.made_on)
    except PaguError:
        return None


def _spelled(work: "UnitOfWork", wanted: str) -> str:
    """The scenario whose name a cell holds so; a cell drops characters that no workbook can hold."""
    from budget.workbook.council.content import text_of
    from budget.workbook.council.texts import cell_text

    for scenario in work.plan().scenarios:
        if wanted in (scenario.name, text_of(cell_text(scenario.name))):
            return scenario.name
    raise NotFound(f"Tidak ada skenario bernama “{wanted}”.")


def _as_it_was(report: CouncilReport, found: "FoundFingerprint") -> CouncilReport:
    """Without the scenarios that were added since; a new one stands behind the others."""
    sides = found.fingerprint.source.sides
    earlier = replace(report.background, alternatives=report.background.alternatives[:sides])
    return replace(report, background=earlier, source=replace(report.source, sides=len(earlier.alternatives)))


def _frozen(work: "UnitOfWork", name: str) -> CouncilReport | None:
    try:
        return report_of_version(work, name)
    except PaguError:
        return None


def _origin(report: CouncilReport, found: "FoundFingerprint", version: str, is_exact: bool) -> Origin:
    """The report as the file says it was made: a plan that was exported may have been frozen since."""
    said = found.fingerprint
    source = replace(
        report.source,
        digest=said.source.digest,
        engine=said.source.engine,
        version=version if said.source.version else "",
        background=said.source.background,
    )
    made_on = report.made_on if source.version else said.made_on
    built = replace(report, source=source, made_on=made_on)
    has_background = report.source.background == said.source.background
    return Origin(built, built.book(), version, is_exact, has_background)
