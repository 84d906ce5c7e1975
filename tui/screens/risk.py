"""How sure the cost is: ranges above, what the draws say of them below, anew with every change."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from budget.engine.risk import Risk
from budget.errors import BadEntry, PaguError
from budget.plan import Plan
from budget.plan.field import Field
from budget.services.projecting import Question
from budget.services.risk import FACTORS, RISK_FIELDS, RiskQuestion, risk_of
from budget.services.risk_words import outlook_rows, sentence, short_months, tornado_rows
from tui.charts import band_chart
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.keymap import key
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.text import plain
from tui.widgets.bar_chart import drawn
from tui.widgets.field_row import FieldRow
from tui.widgets.progress_line import ProgressLine
from tui.widgets.said import Said

_EMPTY = (
    "Isi sebuah rentang, misalnya susut validasi 4%..6%..10%: yang paling rendah, yang paling mungkin, dan "
    "yang paling tinggi. Hasilnya menyusul sendiri."
)
# Fields that stand in one line.
_PAIRS = (
    ("joiners", "joiners_of"),
    ("leavers", "leavers_of"),
    ("growth", "growth_from"),
    ("draws", "seed"),
    ("loss",),
)
# Cells of a result in the smallest window.
_NARROW = 70
# Lines of the fields, the hint and the progress, which the result leaves in view.
_TAKEN = len(_PAIRS) + 3


class RiskDialog(Dialog[None]):
    """Every change that can be read draws again and stops what still runs. Esc stops first, then closes."""

    place = Place.RISK
    BINDINGS = dialog_bindings(Place.RISK)
    title_text = "Risiko: seberapa pasti biayanya"

    def __init__(self, plan: Plan, question: Question) -> None:
        super().__init__()
        self._plan, self._asked = plan, question
        self._line = ProgressLine()
        self._rows = {
            field.key: FieldRow(field, _first_text(field), fixed=False) for field in RISK_FIELDS.fields
        }

    @property
    def kept_rows(self) -> Sequence[FieldRow]:
        return list(self._rows.values())

    def body(self) -> Iterable[Widget]:
        for keys in _PAIRS:
            yield Horizontal(*(self._rows[key] for key in keys), classes="tool-line")
        yield Said("", id="risk-hint", classes="tool-hint", markup=False)
        yield VerticalScroll(Said(_EMPTY, id="risk-result", markup=False), classes="dialog-body")
        yield self._line

    def on_mount(self) -> None:
        self._rows["loss"].control.focus()

    def fit(self, taken: int = 0) -> None:
        super().fit(taken + _TAKEN)

    def on_descendant_focus(self) -> None:
        row = next((row for row in self._rows.values() if row.has_focus_within), None)
        self.query_one("#risk-hint", Static).update(
            plain(f"{row.field.label.strip()}: {row.said}") if row else ""
        )

    def on_field_row_changed(self) -> None:
        self._stop()
        if not all(row.check() for row in self._rows.values()):
            self._say("Belum terbaca; hasil di atas dari isian sebelumnya.")
            return
        try:
            question = RISK_FIELDS.build({key: row.value() for key, row in self._rows.items()})
        except BadEntry as reason:
            self._say(f"✗ {reason}")
            return
        if question.ranges.by_factor:
            self._draw(question)
        else:
            self.query_one("#risk-result", Static).update(_EMPTY)

    def _draw(self, question: RiskQuestion) -> None:
        plan, asked = self._plan, self._asked
        token, progress = self._line.begin(f"Mengundi … {key('back')} menghentikan.", "undian")

        def draw() -> Risk:
            return risk_of(plan, asked.scenario, asked.basis, question, progress)

        def drawn(found: Risk) -> None:
            if self.is_attached and self._line.is_of(token):
                self._line.end()
                self._show(found)

        def failed(reason: BaseException) -> None:
            if not self.is_attached or not self._line.is_of(token):
                return
            self._line.end()
            if isinstance(reason, PaguError):
                # Ranges are still being typed: no window comes up over them.
                self.query_one("#risk-result", Static).update(plain(f"✗ {reason}"))
            else:
                jobs(self).show_error(reason)

        jobs(self).run_job("mengundi", draw, drawn, failed, token)

    def _show(self, found: Risk) -> None:
        result = self.query_one("#risk-result", Static)
        text = result_text(found)
        # The scrollbar may come with the text.
        width = (result.size.width or _NARROW) - 1
        text.append("\n")
        for line in drawn(band_chart(found.bands), width):
            text.append_text(Text("\n").append_text(line))
        result.update(text)

    def _stop(self) -> None:
        """Let what still runs end unheard."""
        self._line.cancel()
        self._line.end()

    def _say(self, text: str) -> None:
        self._line.end(text)

    def action_back(self) -> None:
        if self._line.is_running:
            self._stop()
            self._say("Dihentikan.")
        else:
            super().action_back()


def _first_text(field: Field) -> str:
    return "" if field.default is None else field.kind.text(field.default)


def result_text(found: Risk) -> Text:
    """The answer, what moves the cost most, and the band of each fiscal year beside its money."""
    text = Text(f"{sentence(found)}\n", "bold")
    if found.short:
        text.append(f"{short_months(found)}\n", "not bold")
    width = max(map(len, FACTORS.values()))
    text.append(f"\n{'Yang menggerakkan':<{width}}{'Lebar (Rp)':>17}\n", "bold")
    for name, _, _, _, wide, bar in tornado_rows(found):
        text.append(f"{name:<{width}}{wide:>17}  {bar}\n")
    text.append(f"\n{'':<9}{'Pagu (Rp)':>17}{'10 %':>17}{'90 %':>17}{'Cukup':>10}\n", "bold")
    for name, money, _, low, _, high, chance in outlook_rows(found):
        text.append(f"{name:<9}{money:>17}{low:>17}{high:>17}{chance:>10}\n")
    text.rstrip()
    return text
