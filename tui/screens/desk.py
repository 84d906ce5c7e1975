"""The shell of the main screen: head, rooms, footer, and the open view that the rooms show."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from tui.jobs import CancelToken, jobs
from tui.places import Place
from tui.screens.lookout import Lookout
from tui.text import plain
from tui.widgets.key_bar import KeyBar
from tui.widgets.said import Said
from tui.widgets.tabs import Tabs

if TYPE_CHECKING:  # these load numpy: only when a plan is open
    from budget.services.workspace import Workspace
    from tui.screens.group import GroupDetail
    from tui.screens.room import Room
    from tui.view import View


class Desk(Screen[None]):
    """Opens `target` in a thread while the shell is painted; `view` is None until then."""

    # How often it looks for what others changed.
    look_seconds: ClassVar[float] = 3.0

    def __init__(self, target: str, opener: "Callable[[str], Workspace] | None" = None) -> None:
        super().__init__()
        self._target, self._opener = target, opener
        self.view: View | None = None
        self._rooms: dict[Place, Room] = {}
        self._detail: GroupDetail | None = None
        self._stale: set[Place] = set()
        self._place = Place.OVERVIEW
        # The room one goes to is not there yet: commands wait for it.
        self.is_moving = False
        self._lookout = Lookout(self)

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Said("pagu", id="head-left", markup=False)
            yield Said("", id="head-right", markup=False)
        yield Tabs()
        yield Said("", id="runway-line", markup=False)
        with ContentSwitcher(id="rooms", initial="opening"):
            yield Static(Text(f"Membuka {plain(self._target)} …"), id="opening")
        yield KeyBar(self._place, in_room=True)

    def on_mount(self) -> None:
        jobs(self).keymap.bind(self)
        self.query_one(Tabs).mark(self._place, "")
        self.query_one("#runway-line").display = False
        self.call_after_refresh(self._open)

    # Opening

    def _open(self) -> None:
        target, opener = self._target, self._opener

        def open_plan() -> "tuple[View, list[Room], GroupDetail]":
            # What is imported here loads numpy and the database: the first paint does not wait for it.
            from tui.screens.group import GroupDetail
            from tui.screens.rooms import make_rooms
            from tui.view import open_view

            return open_view(target, opener), make_rooms(), GroupDetail()

        jobs(self).run_job("membuka", open_plan, self._opened, self._not_opened)

    def _opened(self, result: "tuple[View, list[Room], GroupDetail]") -> None:
        # Another file may have been opened in the meantime.
        if self in self.app.screen_stack:
            view, rooms, self._detail = result
            self._rooms = {room.place: room for room in (*rooms, self._detail)}
            self.accept(view)
            self.go(self._place)
            self._back_up(view)
            self.set_interval(self.look_seconds, self._lookout.look)

    def _back_up(self, view: "View") -> None:
        """Once a day, behind the first screen."""
        from budget.services.backups import back_up_daily

        def failed(reason: BaseException) -> None:
            self.notify(plain(str(reason)), severity="warning", markup=False)

        jobs(self).run_job(
            "mencadangkan", lambda: back_up_daily(view.workspace), _nothing, failed, CancelToken(), quiet=True
        )

    def on_screen_resume(self) -> None:
        self._lookout.look()

    def _not_opened(self, reason: BaseException) -> None:
        if self in self.app.screen_stack:
            jobs(self).show_doors()
            jobs(self).show_error(reason)

    # What is shown

    def accept(self, view: "View") -> None:
        """Show another view; rooms that are not in sight follow when one goes there."""
        self.view = view
        self._stale = set(self._rooms)
        self._freshen(self._place)
        if view.fallback:
            self.notify(view.fallback, severity="warning", markup=False)
        self._head()
        if self._place is Place.GROUP and self._detail is not None and not self._detail.exists_in(view):
            self.go(Place.GROUPS)

    def _freshen(self, place: Place) -> None:
        room = self._rooms[place]
        if self.view is not None and place in self._stale and room.is_attached:
            self._stale.discard(place)
            room.show(self.view)

    def _head(self) -> None:
        from tui.runway import runway_line
        from tui.screens.overview import subtitle

        if self.view is None:
            return
        plan = self.view.plan
        running = "".join(f"{what} … · " for what in jobs(self).running_jobs)
        name = plain(f"{plan.region.name} ({plan.region.code})")
        left = Text(f"{name} · {plan.span.first.short_label} – {plan.span.last.short_label}")
        self.query_one("#head-left", Static).update(left)
        self.query_one("#head-right", Static).update(Text(f"{running}{subtitle(self.view)}"))
        self.query_one("#runway-line", Static).update(Text(runway_line(self.view.answer.allocation)))

    def show_running(self) -> None:
        self._head()

    @property
    def room(self) -> "Room | None":
        return self._rooms.get(self._place)

    @property
    def steps(self) -> tuple[str, ...]:
        """The room and what is open in it; of a group, the list of groups before it."""
        room = self.room
        place = Place.GROUPS if self._place is Place.GROUP else self._place
        return (place, room.crumb) if room is not None and room.crumb else (place,)

    def go(self, place: Place) -> None:
        """Show a room and focus its table; it is made ready when one goes there first."""
        if place in self._rooms:
            self._place = place
            self.is_moving = True
            self.call_next(self._enter, place)

    def go_to_list(self, place: Place, title: str) -> None:
        """Show a room with the list whose name begins so; without a title as it was left."""
        from tui.screens.listed_room import ListedRoom

        room = self._rooms.get(place)
        if title and isinstance(room, ListedRoom):
            room.look_at_list(title)
        self.go(place)

    async def _enter(self, place: Place) -> None:
        room, switcher = self._rooms[place], self.query_one(ContentSwitcher)
        try:
            if not room.is_attached:
                room.id = f"room-{place.name.lower()}"
                room.display = False
                await switcher.mount(room)
            self._freshen(place)
        finally:
            self.is_moving = False
        if place is self._place:
            switcher.current = room.id
            self.mark_place()
            room.first_focus.focus()

    def go_into_group(self, name: str) -> None:
        if self._detail is not None:
            self._detail.choose(name)
            self._stale.add(Place.GROUP)
            self.go(Place.GROUP)

    def go_into_kecamatan(self, name: str) -> None:
        """Show the figures of a kecamatan among those of the others."""
        from tui.screens.projection import Projection

        room = self._rooms.get(Place.PROJECTION)
        if isinstance(room, Projection):
            room.look_at_kecamatan(name)
            self.go(Place.PROJECTION)

    def mark_place(self) -> None:
        room = self.room
        self.query_one(Tabs).mark(self._place, room.crumb if room else "")
        self.query_one(KeyBar).show(self._place)
        # Ringkasan says the same in whole sentences.
        self.query_one("#runway-line").display = self._place is not Place.OVERVIEW

    def on_tabs_picked(self, message: Tabs.Picked) -> None:
        self.go(message.place)


def _nothing(_result: object) -> None:
    """What follows a job that nobody waits for."""
