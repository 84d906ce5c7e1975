"""A window over the page: on its border where one comes from, then title, body, and its keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from budget.plan.field import Field
from tui.commands import command, places_of
from tui.jobs import jobs
from tui.keymap import key
from tui.places import Place
from tui.text import plain
from tui.trail import trail, trail_text
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar

T = TypeVar("T")
# From so many lines on a window is tall (see the style sheet).
TALL = 30
# Border, title and keys, with the free lines between them in a tall window.
_CHROME_SHORT, _CHROME_TALL = 6, 9
# What the border needs beside what stands on it.
_CORNERS = 4


class Dialog(ModalScreen[T]):
    """Esc goes back with nothing; subclasses give `body` and the actions of their place's commands."""

    place: ClassVar[Place]
    title_text = ""
    # What is asked before something typed is lost.
    leaving: ClassVar[str] = "Tinggalkan jendela ini?"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(plain(self.title_text)), classes="dialog-title")
            yield from self.body()
            yield KeyBar(self.place)

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    def on_mount(self) -> None:
        jobs(self).keymap.bind(self)
        # A notice would lie over the window that was opened after it.
        self.app.clear_notifications()
        self.fit()
        self._bring_back()

    def on_resize(self) -> None:
        self.fit()
        for frame in self.query(".dialog"):
            beneath = trail(self.app.screen_stack[: self.app.screen_stack.index(self)])
            frame.border_title = Content(trail_text(beneath, frame.size.width - _CORNERS))

    @property
    def steps(self) -> tuple[str, ...]:
        return (self.title_text,)

    def fit(self, taken: int = 0) -> None:
        """Let the body scroll so that title and keys stay in view; `taken` lines are shown beside it."""
        chrome = _CHROME_SHORT if self.app.size.height < TALL else _CHROME_TALL
        for body in self.query(".dialog-body"):
            body.styles.max_height = max(3, self.app.size.height - chrome - taken)

    @property
    def is_dirty(self) -> bool:
        """Whether leaving would lose what was typed."""
        return False

    @property
    def kept_rows(self) -> Sequence[FieldRow]:
        """Whose texts come back when a window of this kind is opened again on the same file."""
        return ()

    def _keep(self) -> None:
        jobs(self).kept_texts[type(self).__name__] = [row.text for row in self.kept_rows]

    def _bring_back(self) -> None:
        texts = jobs(self).kept_texts.get(type(self).__name__, [])
        for row, text in zip(self.kept_rows, texts, strict=False):
            row.bring_back(text)

    def action_back(self) -> None:
        """Leave with nothing; asks where something typed would be lost."""
        if not self.is_dirty:
            self._keep()
            self.dismiss(None)
            return
        from tui.screens.confirm import Confirm

        def leave(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)

        question = Confirm(self.leaving, f"Yang diketik di sini akan hilang. Tekan {key('yes')} bila ya.")
        self.app.push_screen(question, leave)

    def refusal(self, command_id: str) -> str:
        """Why a command cannot run in this window; empty when it can."""
        wanted = command(command_id)
        return "" if self.place in wanted.places else f"Berlaku di: {places_of(wanted)}."

    def action_palette(self) -> None:
        from tui.screens.palette import Palette

        self.app.push_screen(Palette(self.refusal, jobs(self).keymap), self._run_picked)

    def _run_picked(self, command_id: str | None) -> None:
        if command_id is None:
            return
        if reason := self.refusal(command_id):
            self.notify(reason, severity="warning", markup=False)
        else:
            self.call_next(self.run_action, "app.quit" if command_id == "quit" else command_id)

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(self.place, jobs(self).keymap, self._focused_field))

    def action_glossary(self) -> None:
        from tui.screens.glossary import Glossary

        self.app.push_screen(Glossary())

    @property
    def _focused_field(self) -> Field | None:
        rows = self.focused.ancestors if self.focused is not None else ()
        return next((each.field for each in rows if isinstance(each, FieldRow)), None)
