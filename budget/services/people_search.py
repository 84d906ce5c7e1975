"""Finding people as fast as one types: everybody of a workspace is kept in memory once somebody asks."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from budget.roster.search import PeopleFilter
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.roster.people_order import PeopleColumn, PeopleOrder, Ranks
    from budget.roster.people_page import PeoplePage
    from budget.store.people_pages import PeoplePages


def go_on() -> None:
    """For callers that never stop."""


class PeopleSearch:
    """Finds what `people.find` finds. A million people take some 80 MB; the first search reads them.

    Every search first asks the workspace whether somebody came or went, and reads no more than that.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        # Two searches at once would read everything twice.
        self._turn = Lock()
        self._pages: list[PeoplePage] = []
        # For every page when it was read.
        self._moments: list[tuple[int, int]] = []
        self._ranks: dict[PeopleColumn, tuple[tuple[int, int], Ranks]] = {}

    def find(
        self, wanted: PeopleFilter, limit: int | None = None, check: Callable[[], None] = go_on
    ) -> array[int]:
        """Row numbers of the members that fit, in the order of their lists; at most `limit` of them.

        `check` is called every few milliseconds; what it raises ends the search. What has been read by then
        stays.
        """
        with self._turn, transaction(self.workspace, writes=False) as work:
            return self._fitting(work.people_pages, wanted, limit, check)

    def ordered(
        self, wanted: PeopleFilter, order: PeopleOrder, check: Callable[[], None] = go_on
    ) -> array[int]:
        """What `find` finds, put in order. The first time takes a second for a million people."""
        from budget.roster.people_order import in_order

        with self._turn, transaction(self.workspace, writes=False) as work:
            pages = work.people_pages
            found = self._fitting(pages, wanted, None, check)
            if found:
                ranks = self._ranked(pages, order.column, check)
                found = array("q", in_order(found, ranks, order).tobytes())
        return found

    def _fitting(
        self, pages: PeoplePages, wanted: PeopleFilter, limit: int | None, check: Callable[[], None]
    ) -> array[int]:
        found = array("q")
        strata, twins = pages.strata(wanted), pages.twins(wanted)
        for page in self._read(pages):
            check()
            found.frombytes(page.fitting(wanted, strata, twins).tobytes())
            if limit is not None and len(found) >= limit:
                break
        return found[:limit]

    def _ranked(self, pages: PeoplePages, column: PeopleColumn, check: Callable[[], None]) -> Ranks:
        """Reckoned once for a column, until somebody comes or goes."""
        from budget.roster.people_order import ranked

        moment = self._moments[-1]
        if column not in self._ranks or self._ranks[column][0] != moment:
            self._ranks[column] = moment, ranked(self._pages, pages.places(), column, check)
        return self._ranks[column][1]

    def _read(self, pages: PeoplePages) -> Iterator[PeoplePage]:
        """Every page as it is now; one that is held already is looked at again only after a change."""
        from budget.store.people_pages import SIZE

        moment = _, last = pages.moment()
        if self._moments and moment < max(self._moments):
            # Somebody put an older file in its place.
            self._pages, self._moments = [], []
        for place in range(-(-last // SIZE)):
            if place == len(self._pages):
                self._pages.append(pages.read(place))
                self._moments.append(moment)
            elif self._moments[place] != moment:
                was_full = self._moments[place][1] >= (place + 1) * SIZE
                held = self._pages[place]
                self._pages[place] = pages.renewed(held, place) if was_full else pages.read(place)
                self._moments[place] = moment
            yield self._pages[place]
