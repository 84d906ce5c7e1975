"""A window over the page: title, body, and its keys at the bottom."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import Place
from tui.text import plain
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

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.app.push_screen(Help(self.place))
