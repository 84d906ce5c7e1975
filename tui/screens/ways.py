"""The ways between the rooms: by their keys and names, led by what is shown, and one layer back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.places import Place
from tui.screens.desk import Desk

if TYPE_CHECKING:  # these load numpy: only when a plan is open
    from budget.roster.search import PeopleFilter
    from tui.messages import GroupWanted, PlaceWanted


class Ways(Desk):
    """A room that one was led into remembers from where, until one goes elsewhere by oneself."""

    # The rooms one was led from, the last one last.
    _behind: tuple[Place, ...] = ()

    def go(self, place: Place) -> None:
        self._behind = ()
        super().go(place)

    def do_back(self) -> None:
        """One layer: a filter, the room one was led from, the first list of the room, the list of groups."""
        room = self.room
        if room is not None and room.close_filter():
            return
        if self._behind:
            *before, back = self._behind
            self._lead(tuple(before), partial(self.go, back))
        elif room is not None and room.go_to_first():
            return
        elif self._place is Place.GROUP:
            self.go(Place.GROUPS)

    def do_overview(self) -> None:
        self.go(Place.OVERVIEW)

    def do_groups(self) -> None:
        self.go(Place.GROUPS)

    def do_projection(self) -> None:
        self.go(Place.PROJECTION)

    def do_money(self) -> None:
        self.go(Place.MONEY)

    def do_people(self) -> None:
        self.go(Place.PEOPLE)

    def do_history(self) -> None:
        self.go(Place.HISTORY)

    def do_versions(self) -> None:
        self.go(Place.VERSIONS)

    def do_realisation(self) -> None:
        self.go(Place.REALISATION)

    def do_coverage(self) -> None:
        self.go(Place.COVERAGE)

    def do_law(self) -> None:
        self.go(Place.LAW)

    # Led

    def lead_to(self, place: Place, title: str = "") -> None:
        """To a room, there to the list whose name begins so."""
        self._lead(self._behind_next(place), partial(self.go_to_list, place, title))

    def lead_into_group(self, name: str) -> None:
        self._lead(self._behind_next(Place.GROUP), partial(self.go_into_group, name))

    def lead_into_kecamatan(self, name: str) -> None:
        self._lead(self._behind_next(Place.PROJECTION), partial(self.go_into_kecamatan, name))

    def lead_to_people(self, wanted: "PeopleFilter | None") -> None:
        from tui.screens.people import People

        people = self._rooms.get(Place.PEOPLE)
        if wanted is not None and isinstance(people, People):
            people.ask_for(wanted)
            self.lead_to(Place.PEOPLE)

    def _behind_next(self, place: Place) -> tuple[Place, ...]:
        return self._behind if place is self._place else (*self._behind, self._place)

    def _lead(self, behind: tuple[Place, ...], go: Callable[[], None]) -> None:
        go()
        self._behind = behind

    def on_place_wanted(self, message: "PlaceWanted") -> None:
        room = self._rooms.get(message.place)
        if room is not None:
            room.look_at(message.at, message.key)
            self.lead_to(message.place)

    def on_group_wanted(self, message: "GroupWanted") -> None:
        self.lead_into_group(message.name)
