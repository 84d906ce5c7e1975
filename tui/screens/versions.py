"""Versi: what was frozen, who approved it, and the steps from a draft to an approved version."""

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult

from budget.errors import Problem, error, information
from budget.money import format_rupiah
from budget.services import versions
from budget.services.versions import CheckedVersion, Version, VersionDetail, VersionState
from budget.services.workspace import Workspace
from tui.jobs import jobs
from tui.keymap import keyed
from tui.messages import PeopleChanged
from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.notice import Notice
from tui.screens.people_lists import LoadedList
from tui.screens.reading import Reading
from tui.screens.room import Room
from tui.screens.version_detail import detail_text, freeze_form
from tui.text import plain
from tui.view import View
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.figure_table import FigureTable

_DIGITS_SHOWN = 7
# The state that a step begins from, and the step in words.
_STEPS = {
    "submit": (VersionState.DRAFT, "diajukan"),
    "give_back": (VersionState.SUBMITTED, "dikembalikan"),
    "approve": (VersionState.SUBMITTED, "disetujui"),
    "discard": (VersionState.DRAFT, "dibuang"),
}


class VersionList(LoadedList):
    """The key of a row is the name of its version, so that the cursor stays there from step to step."""

    title = "Versi"
    empty = "Belum ada versi. Tekan {freeze} untuk membekukan rencana ini."
    heading = "Rencana yang dibekukan bersama hukum dan hasilnya · {open} membandingkan"

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._found: tuple[Version, ...] = ()

    @property
    def current(self) -> Version | None:
        row = self.table.current
        return next((each for each in self._found if row and each.name == row.key), None)

    def read(self, workspace: Workspace) -> tuple[Version, ...]:
        return versions.versions(workspace)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Versi", least=10, grows=True),
            Column("Keadaan"),
            Column("Dari", least=5),
            Column("Biaya", right=True),
            Column("Dibuat"),
            Column("Disetujui", least=6),
            Column("SHA-256"),
        )

    def rows(self, found: tuple[Version, ...], view: View) -> list[Row]:  # noqa: ARG002  # of any view
        self._found = found
        return [_row(version) for version in found]


def _row(version: Version) -> Row:
    is_past = version.state is VersionState.SUPERSEDED
    cells = (
        words(version.name),
        words(version.state.label, Tone.STRONG if version.state is VersionState.APPROVED else Tone.PLAIN),
        words(version.scenario or "dasar"),
        amount(version.total),
        words(f"{version.made.who} {version.made.at.astimezone():%d/%m/%y}"),
        words(version.approved.who if version.approved else "–"),
        Cell(version.digest[:_DIGITS_SHOWN], version.digest, Tone.MUTED),
    )
    return Row(version.name, cells, Tone.MUTED if is_past else Tone.PLAIN)


class Versions(Room):
    """Steps run in a thread; what the service refuses is a notice."""

    place = Place.VERSIONS

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._list = VersionList("version-list")

    def compose(self) -> ComposeResult:
        yield self._list

    @property
    def pane(self) -> VersionList:
        return self._list

    @property
    def table(self) -> FigureTable:
        return self._list.table

    def show(self, view: View) -> None:
        self._view = view
        self._list.show(view)

    @property
    def _workspace(self) -> Workspace:
        # Commands only arrive when there is a view.
        assert self._view is not None
        return self._view.workspace

    def refusal(self, command: str) -> str:
        version = self._list.current
        if command in ("open", *_STEPS) and version is None:
            return "Tidak ada versi yang disorot."
        if command == "verify" and not self.table.rows:
            return "Belum ada versi."
        if command in _STEPS and version is not None:
            needed, done = _STEPS[command]
            if version.state is not needed:
                name, state = plain(version.name), version.state.label
                return f"Versi “{name}” {state}; yang dapat {done} hanya versi {needed.label}."
        return super().refusal(command)

    # Steps

    def do_freeze(self) -> None:
        assert self._view is not None
        self.app.push_screen(freeze_form(self._view), self._frozen)

    def _frozen(self, version: Version | None) -> None:
        if version is not None:
            said = f"Versi {version.name} dibekukan sebagai draf: {format_rupiah(version.total)}."
            self.post_message(PeopleChanged(plain(said)))

    def do_submit(self) -> None:
        self._step("mengajukan", versions.submit, "diajukan")

    def do_give_back(self) -> None:
        self._step("mengembalikan", versions.give_back, "kembali menjadi draf")

    def do_approve(self) -> None:
        detail = "Tekan {yes} untuk menyetujui. Versi yang disetujui tidak dapat diubah atau dibuang lagi."
        self._ask("Setujui", keyed(detail), partial(self._step, "menyetujui", versions.approve, "disetujui"))

    def do_discard(self) -> None:
        detail = "Tekan {yes} untuk membuang. Draf yang dibuang tidak dapat dikembalikan; rencana tetap."
        self._ask("Buang", keyed(detail), partial(self._step, "membuang", versions.discard, "dibuang"))

    def _ask(self, verb: str, detail: str, then: Callable[[], None]) -> None:
        def answered(sure: bool | None) -> None:
            if sure:
                then()

        version = self._list.current
        if version is not None:
            self.app.push_screen(Confirm(f"{verb} versi {version.name}?", detail), answered)

    def _step(self, what: str, step: Callable[[Workspace, str], None], done: str) -> None:
        version, workspace = self._list.current, self._workspace
        if version is None:
            return
        name = version.name

        def taken(_: None) -> None:
            self.post_message(PeopleChanged(plain(f"Versi {name} {done}.")))

        jobs(self).run_job(what, lambda: step(workspace, name), taken)

    # Looking

    def do_open(self) -> None:
        version, workspace = self._list.current, self._workspace
        if version is not None:
            name = version.name
            jobs(self).run_job("membandingkan", lambda: versions.detail(workspace, name), self._opened)

    def _opened(self, found: VersionDetail) -> None:
        self.app.push_screen(Reading(f"Versi {found.version.name}", detail_text(found)))

    def do_verify(self) -> None:
        workspace = self._workspace
        jobs(self).run_job("mencocokkan", lambda: versions.check_versions(workspace), self._verified)

    def _verified(self, found: tuple[CheckedVersion, ...]) -> None:
        if all(each.intact for each in found):
            self.notify(f"Semua {len(found)} versi cocok dengan sidik jari dan hasilnya.", timeout=4)
        else:
            self.app.push_screen(Notice.listing("Pencocokan versi", map(_judged, found)))


def _judged(checked: CheckedVersion) -> Problem:
    where = f"Versi {checked.version.name}"
    if checked.intact:
        return information("versi_cocok", where, "cocok.")
    return error("versi_berubah", where, "TIDAK COCOK: isinya bukan yang dibekukan. Ambil dari cadangan.")
