"""A window over the page: title, body, and its keys at the bottom."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import Place
from tui.jobs import jobs
from tui.text import plain
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar

T = TypeVar("T")
# From so many lines on a window is tall (see the style sheet).
TALL = 30
# Border, title and keys, with the free lines between them in a tall window.
_CHROME_SHORT, _CHROME_TALL = 6, 9


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
        # A notice would lie over the window that was opened after it.
        self.app.clear_notifications()
        self.fit()
        self._bring_back()

    def on_resize(self) -> None:
        self.fit()

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

        question = Confirm(self.leaving, "Yang diketik di sini akan hilang. Tekan y bila ya.")
        self.app.push_screen(question, leave)

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(self.place))
