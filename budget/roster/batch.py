"""An import or edit of people, as the history of a person names it."""

from dataclasses import dataclass
from datetime import datetime

from budget.period import Month


@dataclass(frozen=True, slots=True)
class Batch:
    """`kind` is import, month or edit; `at` is None where no journal tells."""

    number: int
    kind: str
    source: str
    month: Month | None
    undone: bool
    at: datetime | None
    who: str
    action: str

    def __str__(self) -> str:
        """What it was, when, and by whom, in words."""
        what = self.action or self.source
        return f"{what} · {self.at.astimezone():%d/%m/%Y %H.%M} oleh {self.who}" if self.at else what
