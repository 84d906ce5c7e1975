"""The rooms of the main screen, made together once a plan is open."""

from tui.screens.allocations import Allocations
from tui.screens.coverage import CoverageRoom
from tui.screens.groups import Groups
from tui.screens.history import History
from tui.screens.law import LawRoom
from tui.screens.overview import Overview
from tui.screens.people import People
from tui.screens.projection import Projection
from tui.screens.realisation import RealisationRoom
from tui.screens.room import Room
from tui.screens.versions import Versions


def make_rooms() -> list[Room]:
    return [
        Overview(), Groups(), Projection(), Allocations(), People(), History(), Versions(),
        RealisationRoom(), CoverageRoom(), LawRoom(),
    ]  # fmt: skip
