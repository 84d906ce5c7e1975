"""Periksa: every check of plan and file, each with its result, what was found, and the key to the cure."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from budget.errors import Cancelled
from budget.services.checking import CHECKS, Check, CheckResult, Outcome, run_checks
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.copying import copy_cell, copy_row
from tui.jobs import CancelToken, jobs
from tui.keymap import key
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.screens.reading import Reading
from tui.spots import Lead, key_to
from tui.text import plain, problem_line
from tui.widgets.cells import Cell, Column, Row, Tone, words
from tui.widgets.list_pane import ListPane
from tui.widgets.said import Said

_COLUMNS = (
    Column(""),
    Column("Pemeriksaan", least=12),
    Column("Yang ditemukan, dan cara", least=20, grows=True),
    Column("Tombol"),
)
_TONES = {Outcome.FAILED: Tone.BAD, Outcome.WARNED: Tone.STRONG, Outcome.UNTRIED: Tone.MUTED}
_FINDINGS_SHOWN = 200


class CheckWindow(Dialog[Lead]):
    """Results appear as they come; closes with the place that somebody wants to go to.

    What the row under the cursor says stands whole below.
    """

    place = Place.CHECK
    BINDINGS = dialog_bindings(Place.CHECK)
    title_text = "Periksa rencana dan berkas"

    class Came(Message):
        """One check is done, of the run with that token."""

        def __init__(self, result: CheckResult, token: CancelToken) -> None:
            self.result, self.token = result, token
            super().__init__()

    def __init__(self, workspace: Workspace, checks: Sequence[Check] = CHECKS) -> None:
        super().__init__()
        self._workspace = workspace
        self._checks = tuple(checks)
        self._token = CancelToken()
        self._results: list[CheckResult] = []
        self._pane = ListPane("Memeriksa …", empty="Memeriksa …", fixed=2, pinned=1)

    def body(self) -> Iterable[Widget]:
        yield self._pane
        yield Said("", id="check-note", markup=False)

    def on_mount(self) -> None:
        self._pane.table.focus()
        self.action_check_again()

    # Running

    def action_check_again(self) -> None:
        """Begin anew; what still runs ends unheard."""
        self._token.cancel()
        self._token = token = CancelToken()
        self._results = []
        self._draw()

        def check() -> None:
            """Runs in a thread."""
            for result in run_checks(self._workspace, lambda: token.is_asked, self._checks):
                self.post_message(self.Came(result, token))

        def failed(reason: BaseException) -> None:
            if self.is_attached and not isinstance(reason, Cancelled):
                jobs(self).show_error(reason)

        jobs(self).run_job("memeriksa", check, lambda _: None, failed, token, quiet=True)

    def on_check_window_came(self, message: Came) -> None:
        if message.token is self._token and not self._token.is_asked:
            self._results.append(message.result)
            self._draw()

    def on_unmount(self) -> None:
        self._token.cancel()

    # Showing

    def _draw(self) -> None:
        self._pane.fill(_COLUMNS, [_row(each) for each in self._results], heading=self._heading())
        self._tell()

    def on_figure_table_pointed(self) -> None:
        self._tell()

    def _tell(self) -> None:
        result = self._current
        self.query_one("#check-note", Static).update(note_of(result) if result else "")

    def _heading(self) -> str:
        """How far the checks are; in the end how they came out."""
        done, there = len(self._results), len(self._checks)
        if done < there:
            return f"{done} dari {there} · memeriksa: {self._checks[done].title} … {key('back')} menghentikan"
        counts = [(sum(each.outcome is outcome for each in self._results), outcome) for outcome in Outcome]
        said = " · ".join(f"{outcome.sign} {count}" for count, outcome in counts if count)
        return f"{done} pemeriksaan selesai: {said}"

    @property
    def _current(self) -> CheckResult | None:
        row = self._pane.table.current
        return next((each for each in self._results if row and each.check.code == row.key), None)

    def action_open(self) -> None:
        if (result := self._current) is not None:
            self.dismiss(Lead(result.spot, result.group))

    def on_figure_table_chosen(self) -> None:
        self.action_open()

    def action_findings(self) -> None:
        if (result := self._current) is not None:
            self.app.push_screen(Reading(result.check.title, findings_text(result)))

    def action_filter(self) -> None:
        self._pane.open_filter()

    def action_sort(self) -> None:
        self.notify(self._pane.table.cycle_sort(), timeout=2)

    def action_copy_cell(self) -> None:
        copy_cell(self._pane.table)

    def action_copy_row(self) -> None:
        copy_row(self._pane.table)

    def action_back(self) -> None:
        if not self._pane.close_filter():
            self.dismiss(None)


def _row(result: CheckResult) -> Row:
    cells = (
        Cell(result.outcome.sign, result.outcome.sign, _TONES.get(result.outcome, Tone.PLAIN)),
        words(result.check.title),
        words(" ".join(filter(None, (result.found, result.cure))), _TONES.get(result.outcome, Tone.MUTED)),
        words(key_to(result.spot).split(" ")[0]),
    )
    return Row(result.check.code, cells)


def note_of(result: CheckResult) -> Text:
    """What was found and where it is cured; what to do in a line of its own."""
    text = Text(f"{plain(result.found)} Tombol: {key_to(result.spot)}")
    if result.cure:
        text.append(f"\nCara: {plain(result.cure)}", "bold")
    return text


def findings_text(result: CheckResult) -> Text:
    """All findings of a check, where each is cured, and what to do."""
    text = Text()
    if not result.findings:
        text.append(f"{result.outcome.sign} {plain(result.found)}\n")
    for finding in result.findings[:_FINDINGS_SHOWN]:
        text.append(f"{problem_line(finding.problem)}\n")
        group = f" · {plain(finding.group)}" if finding.group else ""
        text.append(f"  Tombol: {key_to(finding.spot)}{group}\n\n", "dim")
    if len(result.findings) > _FINDINGS_SHOWN:
        text.append(f"{_FINDINGS_SHOWN} dari {len(result.findings)} temuan ditampilkan.\n")
    if result.cure:
        text.append(f"Cara: {result.cure}", "bold")
    text.rstrip()
    return text
