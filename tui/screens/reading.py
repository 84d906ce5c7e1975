"""A window with lines to read, scrolled by the arrow keys."""

from collections.abc import Iterable
from typing import Any

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import dialog_bindings
from tui.places import Place
from tui.screens.dialog import Dialog


class Reading(Dialog[Any]):
    place = Place.READING
    BINDINGS = dialog_bindings(Place.READING)

    def __init__(self, title: str, text: Text) -> None:
        super().__init__()
        self.title_text = title
        self._text = text

    def body(self) -> Iterable[Widget]:
        scroll = VerticalScroll(Static(self._text, classes="reading"), classes="dialog-body")
        scroll.can_focus = True
        yield scroll

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
