"""Where an alert leads on screen, and by which keys."""

from dataclasses import dataclass

from budget.services.alerts import Lead
from tui.commands import Place, command
from tui.screens import allocations, people
from tui.screens.coverage import CONTRADICTIONS
from tui.screens.realisation_lists import Listed

_ROOMS = {
    Place.GROUPS: "groups",
    Place.MONEY: "money",
    Place.PEOPLE: "people",
    Place.REALISATION: "realisation",
    Place.COVERAGE: "coverage",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A list of a room; the window of cautions where `place` is None."""

    place: Place | None
    at: int | None = None
    label: str = ""

    @property
    def keys(self) -> str:
        """``5 › Mirip``."""
        if self.place is None:
            return command("cautions").key
        return f"{command(_ROOMS[self.place]).key} › {self.label}"


WAYS = {
    Lead.CAUTIONS: Way(None),
    Lead.ACCOUNTS: Way(Place.MONEY, allocations.ACCOUNTS, "Rekening"),
    Lead.FORMS: Way(Place.MONEY, allocations.FORMS, "Formulir"),
    Lead.GROUPS: Way(Place.GROUPS, None, "Kelompok"),
    Lead.FINDINGS: Way(Place.PEOPLE, people.FINDINGS, "Temuan"),
    Lead.TWINS: Way(Place.PEOPLE, people.PAIRS, "Mirip"),
    Lead.SEALS: Way(Place.PEOPLE, people.SEALS, "Segel"),
    Lead.MONTHS: Way(Place.REALISATION, Listed.MONTHS, "Per bulan"),
    Lead.OUTLOOK: Way(Place.REALISATION, Listed.OUTLOOK, "Prognosis"),
    Lead.ARREARS: Way(Place.REALISATION, Listed.ARREARS, "Tunggakan"),
    Lead.CONTRADICTIONS: Way(Place.COVERAGE, CONTRADICTIONS, "Pertentangan"),
}
