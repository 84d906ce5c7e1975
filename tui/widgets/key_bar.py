"""The footer: at most seven keys of the place that is shown; each can be clicked."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from tui.commands import Command, footer_of
from tui.jobs import jobs
from tui.keymap import Keymap
from tui.places import Place

_GAP = "  "


class KeyBar(Static):
    """In a room a click runs `do('<id>')` of the screen, in a dialog the action of that name."""

    def __init__(self, place: Place, *, in_room: bool = False) -> None:
        super().__init__(markup=False)
        self._in_room = in_room
        self._ends: list[tuple[int, Command]] = []
        self._place = place

    def on_mount(self) -> None:
        self.show(self._place)

    def show(self, place: Place) -> None:
        self._place = place
        parts: list[Content] = []
        self._ends = []
        width = 0
        keymap = jobs(self).keymap
        for command in _fitting(footer_of(place), self.content_size.width, keymap):
            parts.append(Content.styled(keymap.key(command), "bold $accent"))
            parts.append(Content.styled(f" {command.label}", "$foreground"))
            parts.append(Content(_GAP))
            width += _width(command, keymap)
            self._ends.append((width, command))
        self.update(Content("").join(parts[:-1]))

    def on_resize(self) -> None:
        self.show(self._place)

    async def on_click(self, event: events.Click) -> None:
        x = event.x - self.styles.padding.left
        for end, command in self._ends:
            if x < end:
                await self._run(command)
                return

    async def _run(self, command: Command) -> None:
        if command.id == "quit":
            await self.app.run_action("quit")
        elif self._in_room:
            await self.screen.run_action(f"do('{command.id}')")
        else:
            await self.screen.run_action(command.id)


def _fitting(commands: tuple[Command, ...], width: int, keymap: Keymap) -> list[Command]:
    """The commands that have room; help stays, as it names the others."""
    shown = list(commands)
    while width and len(shown) > 1 and sum(_width(c, keymap) for c in shown) - len(_GAP) > width:
        shown.pop(-2 if shown[-1].id == "help" else -1)
    return shown


def _width(command: Command, keymap: Keymap) -> int:
    return cell_len(f"{keymap.key(command)} {command.label}{_GAP}")
