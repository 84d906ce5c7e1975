"""What stands there while the window is too small to work in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST_WIDTH, LEAST_HEIGHT = 60, 15


class TooSmall(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static(
            f"Jendela terlalu kecil. Perbesar sampai paling sedikit {LEAST_WIDTH} × {LEAST_HEIGHT}.\n"
            "Tidak ada yang hilang. Ctrl+Q keluar.",
            markup=False,
        )
