"""What a part of the plan must cost, as a document says: the plan is right only while both say the same."""

from dataclasses import dataclass

from budget.contribution import Programme

WHOLE_PLAN = "Seluruh rencana"


@dataclass(frozen=True, slots=True)
class Assertion:
    """The accrual cost of a fiscal year in the plan without scenarios, as far as the plan covers that year.

    No group is the whole plan, no programmes are all of them. `source` is the document and its page.
    """

    group: str
    fiscal_year: int
    programmes: tuple[Programme, ...]
    expected_rupiah: int
    source: str = ""

    @property
    def subject(self) -> str:
        """Whose cost it is, in words: ``Guru Ngaji TA 2026 JKK``."""
        return " ".join([self.group or WHOLE_PLAN, f"TA {self.fiscal_year}", *self.programmes])
