"""The footer: at most seven keys of the place that is shown; each can be clicked."""

from rich.text import Text
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.commands import Place, footer_of


class KeyBar(Static):
    """`action` turns a command's id into the action that a click runs."""

    def __init__(self, place: Place, *, in_room: bool = False) -> None:
        super().__init__(markup=False)
        self._in_room = in_room
        self.show(place)

    def show(self, place: Place) -> None:
        parts: list[Content] = []
        for command in footer_of(place):
            action = f"screen.do('{command.id}')" if self._in_room else f"screen.{command.id}"
            if command.id in ("quit", "help"):
                action = f"app.{command.id}" if command.id == "quit" else action
            click = Style.from_meta({"@click": action})
            parts.append(Content.styled(f" {command.key} ", "bold $accent").stylize(click))
            parts.append(Content.styled(f"{command.label}  ", "$foreground").stylize(click))
        self.update(Content("").join(parts))


def bare_text(place: Place) -> Text:
    """The footer without colours, for measuring."""
    return Text("".join(f" {c.key} {c.label}  " for c in footer_of(place)))
