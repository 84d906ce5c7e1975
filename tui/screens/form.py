"""A form made from a record's layout: the same fields, hints and checks as the Excel template."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from budget.errors import BadEntry, PaguError
from budget.plan import Plan
from budget.plan.field import Layout
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.screens.known_values import choose_value
from tui.screens.notice import problems_text
from tui.screens.reason import run_with_reason
from tui.text import plain, plain_lines, problems_of
from tui.widgets.field_row import FieldRow
from tui.widgets.said import Said

# The style sheet gives the problems this many lines; more of them scroll.
_MOST_PROBLEM_LINES = 8
_PREVIEW_LINES = 5


class RecordForm(Dialog[Any]):
    """Ctrl+S hands the record to `submit`, in a thread; the form closes with what that returns.

    `submit` also gets the reason for changing a sealed month: empty, until it asks for one by Sealed.
    Whatever it refuses is shown in the form, and nothing typed is lost. `note` stands above the fields.
    `preview` says below them what the record as typed would mean, at every key. From `plan` come the codes
    and names that can be picked.
    """

    place = Place.FORM
    leaving = "Tinggalkan formulir?"
    BINDINGS = [
        *dialog_bindings(Place.FORM),
        # Before the field itself sees them: what is typed right after them belongs into the next field.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(
        self,
        layout: Layout[Any],
        title: str,
        texts: dict[str, str],
        submit: Callable[[Any, str], Any],
        fixed: frozenset[str] = frozenset(),
        note: str = "",
        preview: Callable[[Any], str] | None = None,
        plan: Plan | None = None,
    ) -> None:
        super().__init__()
        self.title_text = title
        self._layout = layout
        self._submit = submit
        self._note = note
        self._preview = preview
        self._plan = plan
        self._saving = False
        self._rows = [FieldRow(f, texts.get(f.key, ""), fixed=f.key in fixed) for f in layout.fields]

    def body(self) -> Iterable[Widget]:
        if self._note:
            yield Static(plain(self._note), classes="form-note", markup=False)
        yield VerticalScroll(*self._rows, classes="dialog-body", can_focus=False)
        yield Said("", classes="form-hint", markup=False)
        if self._preview is not None:
            yield Said("", classes="form-preview", markup=False)
        yield Said("", classes="form-problems", markup=False)

    def on_mount(self) -> None:
        self.query_one(".form-problems").display = False
        first = next((row for row in self._rows if not row.control.disabled), None)
        if first is not None:
            first.control.focus()
        self._foresee()

    @property
    def is_dirty(self) -> bool:
        return any(row.is_changed for row in self._rows)

    def on_descendant_focus(self) -> None:
        self._show_hint()

    def _show_hint(self) -> None:
        """In a narrow window the hint of the focused field alone has room, under the fields."""
        row = next((row for row in self._rows if row.has_focus_within), None)
        self.query_one(".form-hint", Static).update(row.said if row else "")

    def action_choose_value(self) -> None:
        row = next((row for row in self._rows if row.has_focus_within), None)
        if row is not None:
            choose_value(self, row, self._plan)

    def on_field_row_changed(self) -> None:
        self._show_hint()
        self.query_one(".form-problems").display = False
        self._foresee()

    def _foresee(self) -> None:
        """What the record means as typed; nothing while it cannot be read."""
        lines = ""
        if self._preview is not None:
            with suppress(PaguError):
                lines = self._preview(self._layout.build({row.field.key: row.value() for row in self._rows}))
            self.query_one(".form-preview", Static).update(plain_lines(lines))
        self.fit(taken=_PREVIEW_LINES if lines else 0)

    def action_save(self) -> None:
        if self._saving or not self._all_readable():
            return
        try:
            record = self._layout.build({row.field.key: row.value() for row in self._rows})
        except BadEntry as reason:
            self._complain_at(reason)
            return
        self._saving = True
        run_with_reason(self, "menyimpan", partial(self._submit, record), self.dismiss, self._refused)

    def _all_readable(self) -> bool:
        """Check every field, so that all complaints stand there at once; go to the first."""
        wrong = [row for row in self._rows if not row.check()]
        if wrong:
            wrong[0].control.focus()
        return not wrong

    def _complain_at(self, reason: BadEntry) -> None:
        row = next((row for row in self._rows if row.field.key == reason.field), None)
        if row is None:
            self._refused(reason)
            return
        row.complain(str(reason))
        row.control.focus()

    def _refused(self, reason: BaseException) -> None:
        self._saving = False
        if not isinstance(reason, PaguError):
            jobs(self).show_error(reason)
            return
        found = problems_of(reason)
        shown = self.query_one(".form-problems", Static)
        shown.update(problems_text(found, most=50))
        shown.display = True
        self.fit(taken=_MOST_PROBLEM_LINES)
