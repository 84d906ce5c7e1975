"""What stands there while the window is too small to work in."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keymap import key

LEAST_WIDTH, LEAST_HEIGHT = 60, 15


def is_too_small(size: Size) -> bool:
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmall(ModalScreen[None]):
    """Goes away when the window has grown, at once or as soon as nothing lies over it."""

    def __init__(self) -> None:
        super().__init__()
        # Growing and being uncovered may come together; a screen is dismissed once.
        self._leaves = False

    def compose(self) -> ComposeResult:
        yield Static(
            f"Jendela terlalu kecil. Perbesar sampai paling sedikit {LEAST_WIDTH} × {LEAST_HEIGHT}.\n"
            f"Tidak ada yang hilang. {key('quit')} keluar.",
            markup=False,
        )

    def on_resize(self) -> None:
        self._leave()

    def on_screen_resume(self) -> None:
        self._leave()

    def _leave(self) -> None:
        if self.app.screen is self and not self._leaves and not is_too_small(self.app.size):
            self._leaves = True
            self.dismiss(None)
