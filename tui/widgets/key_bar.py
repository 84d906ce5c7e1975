"""The footer: at most seven keys of the place that is shown; each can be clicked."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from tui.commands import Command, Place, footer_of


class KeyBar(Static):
    """In a room a click runs `do('<id>')` of the screen, in a dialog the action of that name."""

    def __init__(self, place: Place, *, in_room: bool = False) -> None:
        super().__init__(markup=False)
        self._in_room = in_room
        self._ends: list[tuple[int, Command]] = []
        self.show(place)

    def show(self, place: Place) -> None:
        parts: list[Content] = []
        self._ends = []
        width = 0
        for command in footer_of(place):
            parts.append(Content.styled(command.key, "bold $accent"))
            parts.append(Content.styled(f" {command.label}  ", "$foreground"))
            width += cell_len(f"{command.key} {command.label}  ")
            self._ends.append((width, command))
        self.update(Content("").join(parts))

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
