"""A question that only y answers with yes; enter and esc leave everything as it is."""

from collections.abc import Iterable

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import dialog_bindings
from tui.keymap import keyed
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.text import plain

_REMOVAL = "Tekan {yes} untuk menghapus. Penghapusan dapat diurungkan dengan {undo}."


class Confirm(Dialog[bool]):
    place = Place.CONFIRM
    BINDINGS = dialog_bindings(Place.CONFIRM)

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self.title_text = question
        self._detail = detail

    def body(self) -> Iterable[Widget]:
        yield Static(Text(plain(self._detail)), classes="reading")

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)

    def action_back(self) -> None:
        self.dismiss(False)


def removal(what: str) -> Confirm:
    """The question before something is removed that can be brought back."""
    return Confirm(f"Hapus {what}?", keyed(_REMOVAL))
