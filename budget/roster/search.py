"""Which people of the roster are asked for."""

from dataclasses import dataclass
from datetime import date

from budget.period import Month


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which current members: all where nothing is set.

    `words` is a part of the name or of the NIK. `joined_in`, `left_in` and `covered_in` are months.
    `likely_twin`: alike another member, and nobody has decided yet. `born_until` and `born_after` bound
    the birth date.
    """

    words: str = ""
    group: str | None = None
    kecamatan: str | None = None
    village: str | None = None
    mark: int = 0
    likely_twin: bool = False
    joined_in: Month | None = None
    left_in: Month | None = None
    covered_in: Month | None = None
    born_after: date | None = None
    born_until: date | None = None
