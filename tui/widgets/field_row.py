"""One field of a form: label, input or choice, hint beside it, and what is wrong under it."""

from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from budget.errors import PaguError
from budget.period import Month
from budget.plan.entry import Keyed
from budget.plan.field import Field
from tui.keymap import key
from tui.text import plain
from tui.widgets.said import Said
from tui.widgets.typed_inputs import input_of


class FieldRow(Vertical):
    """`text` is what stands in it; an untouched empty field is not complained about before saving."""

    class Changed(Message):
        pass

    def __init__(self, field: Field, text: str, *, fixed: bool) -> None:
        super().__init__()
        self.field = field
        self.initial = text
        self._fixed = fixed
        self._input: Input | None = None
        self._select: Select[str] | None = None
        # What stands beside the field now: its hint, or how its text was understood.
        self.said = self._hint()
        self._make_control()

    def _make_control(self) -> None:
        if self.field.kind.choices and not self._fixed:
            value = self.initial or Select.NULL
            if value is Select.NULL and self.field.default is not None:
                value = self.field.kind.text(self.field.default)
                self.initial = str(value)
            options = [(Text(choice), choice) for choice in self.field.kind.choices]
            self._select = Select(
                options, prompt="pilih", value=value, allow_blank=not self.initial, compact=True
            )
        else:
            self._input = input_of(self.field.kind.keyed, self.initial, disabled=self._fixed)
            self._input.placeholder = "" if self._fixed else self._default_text()
            self._input.cursor_position = 0

    def _default_text(self) -> str:
        """What an empty field means, where it means something."""
        default = self.field.default
        return "" if default is None or default == "" else plain(self.field.kind.text(default))

    def compose(self) -> ComposeResult:
        star = " *" if self.field.required else ""
        with Horizontal(classes="field-line"):
            yield Static(Text(f"{self.field.label}{star}"), classes="field-label")
            yield self.control
            yield Said(Text(self.said), classes="field-hint")
        yield Said("", classes="field-error", markup=False)

    def on_mount(self) -> None:
        self.complain("")

    @property
    def control(self) -> Widget:
        control = self._select or self._input
        assert control is not None
        return control

    @property
    def text(self) -> str:
        if self._select is not None:
            return "" if self._select.value is Select.NULL else str(self._select.value)
        assert self._input is not None
        return self._input.value

    @property
    def is_fixed(self) -> bool:
        """Whether nobody can type in it."""
        return self._fixed

    @property
    def is_changed(self) -> bool:
        return self.text != self.initial

    def value(self) -> Any:
        """The parsed value; BadEntry, NotMoney or NotMonth when there is none."""
        return self.field.read_typed(self.text)

    def complain(self, message: str) -> None:
        """Show what is wrong, or nothing."""
        line = self.query_one(".field-error", Static)
        line.update(f"✗ {plain(message)}" if message else "")
        line.display = bool(message)
        self.set_class(bool(message), "-wrong")

    def check(self) -> bool:
        """Complain about the field if its text cannot be read."""
        try:
            value = self.value()
        except PaguError as reason:
            self.complain(str(reason))
            return False
        self.complain("")
        self._show_reading(value)
        return True

    def _show_reading(self, value: Any) -> None:
        """How a text was understood, where it was written otherwise: ``1,5 juta`` is ``1.500.000``."""
        shown = "" if value is None or not self.text.strip() else self._text_of(value)
        understood = f"= {shown}" if shown and shown != self.text.strip() else self._hint()
        self.said = plain(understood)
        self.query_one(".field-hint", Static).update(Text(self.said))

    def _text_of(self, value: Any) -> str:
        return value.label if isinstance(value, Month) else self.field.kind.text(value)

    def _hint(self) -> str:
        """What the field says of itself, and the key that helps with it."""
        if self._fixed:
            return "tidak dapat diganti di sini"
        helping = ""
        if self.field.refers:
            helping = f"{key('choose_value')}: daftar."
        elif self.field.kind.keyed is Keyed.BY_MONTH:
            helping = "↑↓ menggeser."
        return f"{self.field.hint} {helping}".strip()

    def bring_back(self, text: str) -> None:
        """Put in what stood there before, unless that is no choice any more."""
        if self._select is None:
            self.set_text(text)
        elif text in self.field.kind.choices:
            self._select.value = text

    def set_text(self, text: str) -> None:
        """Put a text in, as if it had been typed; the focus stays here."""
        assert self._input is not None
        self._input.value = text
        self._input.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_mounted and (self.text.strip() or not self.field.required):
            self.check()
        else:
            self.complain("")
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        event.stop()
        if self.is_changed:
            self.check()

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        if self.text:
            self.check()
        self.post_message(self.Changed())
