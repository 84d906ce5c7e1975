"""Is what somebody said about money, people or percentages so? The verdict follows what is typed."""

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from budget.claim import Judgement
from budget.errors import PaguError
from budget.plan import entry
from budget.plan.field import Field
from budget.services.claims import check_claim, judgement_text
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.newest import Newest
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.text import plain_lines
from tui.widgets.field_row import FieldRow
from tui.widgets.said import Said

_EMPTY = (
    "Tulis seperti orang mengatakannya:\n"
    "  15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar\n"
    "  468.000 dari 1,6 juta = 35,68 %"
)
_CLAIM = Field("claim", "Pernyataan", entry.TEXT)


class ClaimDialog(Dialog[None]):
    """Every change is judged; what is no claim says under the field what was expected."""

    place = Place.CLAIM
    BINDINGS = dialog_bindings(Place.CLAIM)
    title_text = "Periksa pernyataan"

    def __init__(self) -> None:
        super().__init__()
        self._row = FieldRow(_CLAIM, "", fixed=False)
        self._newest: Newest[Judgement] = Newest(self, "memeriksa pernyataan")

    @property
    def kept_rows(self) -> Sequence[FieldRow]:
        return [self._row]

    def body(self) -> Iterable[Widget]:
        yield self._row
        yield VerticalScroll(Said(_EMPTY, id="claim-result", markup=False), classes="dialog-body")

    def on_mount(self) -> None:
        self._row.control.focus()

    def on_field_row_changed(self) -> None:
        text = self._row.text
        self._newest.forget()
        if not text.strip():
            self._show(_EMPTY)
        elif self._row.check():
            self._newest.ask(lambda: check_claim(text), self._judged, self._refused)

    def _judged(self, found: Judgement) -> None:
        self._show(judgement_text(found))

    def _refused(self, reason: BaseException) -> None:
        if isinstance(reason, PaguError):
            self._row.complain(str(reason))
            self._show("")
        else:
            jobs(self).show_error(reason)

    def _show(self, text: str) -> None:
        self.query_one("#claim-result", Static).update(plain_lines(text))
