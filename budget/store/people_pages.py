"""Reading people by pages for the search in memory: all that one may ask for of a member."""

from dataclasses import replace

import numpy as np
from sqlalchemy import text
from sqlmodel import Session

from budget.roster.people_order import StratumPlace
from budget.roster.people_page import Flags, Numbers, PeoplePage
from budget.roster.search import PeopleFilter
from budget.store.columns import joined, parsed
from budget.store.people import strata_query
from budget.store.twins import OPEN_PAIRS

# Members a page, so many rows' numbers: one is read in 12 ms.
SIZE = 10_000
_COLUMNS = ("id", "stratum_id", "first_month", "coalesce(end_month, 0)", "marks", "current")
# A line of a name and a line of a NIK for each.
_WORDS = "replace(name, '\n', ' ') || '\n' || nik"
_READ = "SELECT {} FROM member WHERE id > :after AND id <= :until"
_SUPERSEDED = "SELECT id FROM member WHERE id > :after AND id <= :until AND +current = 0"
_PLACES = """
    SELECT s.id, g.name, s.kecamatan, s.village FROM stratum s JOIN member_group g ON g.id = s.group_id
"""
_MOMENT = "SELECT coalesce((SELECT max(id) FROM journal), 0), coalesce((SELECT max(id) FROM member), 0)"


class PeoplePages:
    """Page n has the rows from n × SIZE + 1 on, SIZE of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def moment(self) -> tuple[int, int]:
        """The last entry of the journal, and of the members: nobody comes or goes while both stay."""
        entry, member = self._session.connection().execute(text(_MOMENT)).one()
        return entry, member

    def read(self, place: int) -> PeoplePage:
        """The page as it is stored."""
        session = self._session
        texts = joined(session, [_WORDS], "\n"), joined(session, ["birth_date"], "")
        query = text(_READ.format(", ".join([*texts, joined(session, _COLUMNS)])))
        names, births, *columns = session.connection().execute(query, _rows(place)).one()
        number, *codes, current = map(parsed, columns)
        stratum, first, end, marks = (column.astype(np.uint32) for column in codes)
        return PeoplePage(
            number=number,
            stratum=stratum,
            first=first,
            end=end,
            marks=marks,
            current=current == 1,
            born=np.frombuffer((births or "").encode(), dtype="S10"),
            text=(names or "").casefold().encode(),
        )

    def renewed(self, page: PeoplePage, place: int) -> PeoplePage:
        """A full page that was read before: of a member nothing changes but whether it is current."""
        superseded = self._session.connection().execute(text(_SUPERSEDED), _rows(place)).scalars().all()
        return replace(page, current=~np.isin(page.number, superseded))

    def strata(self, wanted: PeopleFilter) -> Flags | None:
        """For every number of a stratum whether it is asked for; None where all are."""
        query, bound = strata_query(wanted)
        if not query:
            return None
        connection = self._session.connection()
        last = connection.execute(text("SELECT coalesce(max(id), 0) FROM stratum")).scalar_one()
        flags = np.zeros(last + 1, dtype=np.bool_)
        flags[list(connection.execute(text(query), bound).scalars())] = True
        return flags

    def places(self) -> list[StratumPlace]:
        """Every stratum."""
        return [StratumPlace(*row) for row in self._session.connection().execute(text(_PLACES))]

    def twins(self, wanted: PeopleFilter) -> Numbers | None:
        """The numbers of those who are alike another member; None where nobody asks for them."""
        if not wanted.likely_twin:
            return None
        query = f"SELECT t.member_a {OPEN_PAIRS} UNION SELECT t.member_b {OPEN_PAIRS}"
        return np.array(list(self._session.connection().execute(text(query)).scalars()), dtype=np.int64)


def _rows(place: int) -> dict[str, int]:
    return {"after": place * SIZE, "until": (place + 1) * SIZE}
