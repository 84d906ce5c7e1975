"""Where alerts and findings are dealt with: the room, list or command, and the key that leads there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.services.spots import Spot
from tui.commands import command
from tui.keymap import key
from tui.places import Place

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


@dataclass(frozen=True, slots=True)
class Target:
    """A room with the list that is shown in it, or else a command."""

    place: Place | None = None
    list_title: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A place to go to; `group` where it is that group's detail."""

    spot: Spot
    group: str = ""


TARGETS = {
    Spot.FILE: Target(command="elsewhere"),
    Spot.SCENARIOS: Target(command="scenario"),
    Spot.CAUTIONS: Target(command="cautions"),
    Spot.FRAME: Target(Place.MONEY, "Rencana"),
    Spot.GROUPS: Target(Place.GROUPS),
    Spot.MONEY: Target(Place.MONEY, "Pagu"),
    Spot.ACCOUNTS: Target(Place.MONEY, "Rekening"),
    Spot.CASH_PLAN: Target(Place.MONEY, "Kas"),
    Spot.WAGES: Target(Place.MONEY, "UMK"),
    Spot.LAW_VALUES: Target(Place.MONEY, "Hukum"),
    Spot.ASSERTIONS: Target(Place.MONEY, "Patokan"),
    Spot.FORMS: Target(Place.MONEY, "Formulir"),
    Spot.LAW: Target(Place.LAW),
    Spot.PEOPLE: Target(Place.PEOPLE, "Daftar orang"),
    Spot.PROBLEMS: Target(Place.PEOPLE, "Temuan"),
    Spot.TWINS: Target(Place.PEOPLE, "Mirip"),
    Spot.SEALS: Target(Place.PEOPLE, "Bulan tersegel"),
    Spot.VERSIONS: Target(Place.VERSIONS),
    Spot.HISTORY: Target(Place.HISTORY),
    Spot.REALISATION: Target(Place.REALISATION),
    Spot.OUTLOOK: Target(Place.REALISATION, "Prognosis"),
    Spot.ARREARS: Target(Place.REALISATION, "Tunggakan"),
    Spot.COVERAGE: Target(Place.COVERAGE, "Pertentangan"),
}


def key_to(spot: Spot) -> str:
    """``4 › Kas``, or a command's key with its name."""
    target = TARGETS[spot]
    if target.place is None:
        return f"{key(target.command)} {command(target.command).label}"
    number = key(target.place.name.lower())
    return f"{number} › {target.list_title}" if target.list_title else f"{number} {target.place}"


def lead_to(screen: "MainScreen", lead: Lead | None) -> None:
    """Go there on the main screen; Esc comes back from a room."""
    if lead is None:
        return
    target = TARGETS[lead.spot]
    if lead.group:
        screen.lead_into_group(lead.group)
    elif target.place is None:
        screen.action_do(target.command)
    else:
        screen.lead_to(target.place, target.list_title)
