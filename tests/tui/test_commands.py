"""The table of commands: complete, documented, and the only source of keys."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tui.commands import COMMANDS, MOST_IN_FOOTER, commands_in, footer_of, keys_markdown
from tui.keymap import Keymap
from tui.keymap_file import EATEN
from tui.places import DIALOGS, ROOMS, RUNNING, Place
from tui.screens.backups import Backups
from tui.screens.check import CheckWindow
from tui.screens.choose import Choose
from tui.screens.claim import ClaimDialog
from tui.screens.clash import Clash
from tui.screens.command_line import CommandLine
from tui.screens.compare import Compare
from tui.screens.confirm import Confirm
from tui.screens.cut_rows import CutRows
from tui.screens.explain import Explained
from tui.screens.export import ExportDialog
from tui.screens.form import RecordForm
from tui.screens.group import GroupDetail
from tui.screens.importing import Import
from tui.screens.main import MainScreen
from tui.screens.palette import Palette
from tui.screens.person import Person
from tui.screens.reading import Reading
from tui.screens.risk import RiskDialog
from tui.screens.rooms import make_rooms
from tui.screens.roster import TakeIn
from tui.screens.roster_report import Report
from tui.screens.scenarios import Scenarios
from tui.screens.solve import SolveDialog
from tui.screens.twins import TwoPeople
from tui.screens.welcome import Welcome
from tui.screens.what_if import WhatIf
from tui.screens.working import Working

KEYS_DOCUMENT = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_document_of_keys_is_what_the_table_generates():
    assert KEYS_DOCUMENT.read_text(encoding="utf-8") == keys_markdown()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_has_a_label_help_place_and_a_row_in_the_document(command):
    assert command.label
    assert all(command.keys.split(","))
    assert command.help.endswith(".")
    assert command.places
    keys = " ".join(f"`{key}`" for key in command.shown_keys)
    assert f"| {keys} | {command.label} |" in keys_markdown()


def test_the_palette_lists_every_command_but_itself():
    listed = {row.key for row in Palette(lambda _: "", Keymap())._rows}
    assert listed == {c.id for c in COMMANDS} - {"palette"}


@pytest.mark.parametrize("place", Place)
def test_a_footer_names_at_most_seven_keys_and_fits_80_columns(place):
    commands = footer_of(place)
    assert 1 <= len(commands) <= MOST_IN_FOOTER
    assert cell_len("".join(f"{c.key} {c.label}  " for c in commands).rstrip()) <= 78
    assert set(commands) <= set(commands_in(place))


@pytest.mark.parametrize("place", Place)
def test_a_key_means_one_thing_in_a_place(place):
    keys = [key for command in commands_in(place) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_no_key_is_one_that_terminals_eat():
    used = {key for command in COMMANDS for key in command.keys.split(",")}
    assert not used & set(EATEN)


def test_every_command_of_a_room_can_be_run_there():
    rooms = {room.place: room for room in (*make_rooms(), GroupDetail())}
    assert set(rooms) == set(ROOMS)
    for place, room in rooms.items():
        for command in commands_in(place):
            if command.id != "quit":
                assert hasattr(MainScreen, f"do_{command.id}") or hasattr(room, f"do_{command.id}"), (
                    command.id
                )


def test_every_command_of_a_dialog_can_be_run_there():
    dialogs = {
        d.place: d
        for d in (
            RecordForm, Reading, Explained, RiskDialog, Compare, SolveDialog, CutRows, ClaimDialog, Person,
            TwoPeople, Choose, CheckWindow, Confirm, ExportDialog, Import, TakeIn, Report, WhatIf, Scenarios,
            CommandLine, Clash, Backups,
        )
    }  # fmt: skip
    assert set(dialogs) == set(DIALOGS)
    dialogs[Place.WELCOME] = Welcome
    for place, dialog in dialogs.items():
        for command in commands_in(place):
            if command.id != "quit":
                assert hasattr(dialog, f"action_{command.id}"), (place, command.id)


def test_every_window_whose_work_can_run_long_can_be_told_to_stop():
    running = {
        Place.EXPORTING: ExportDialog, Place.ROSTERING: TakeIn, Place.IMPORTING: Import,
        Place.WORKING: Working,
    }  # fmt: skip
    assert set(running) == set(RUNNING)
    for place, window in running.items():
        for command in commands_in(place):
            if command.id != "quit":
                assert hasattr(window, f"action_{command.id}"), (place, command.id)


def test_every_place_is_a_room_a_window_or_the_welcome():
    assert set(Place) == {*ROOMS, *DIALOGS, *RUNNING, Place.WELCOME}


def test_escape_never_quits():
    assert [c.id for c in COMMANDS if "escape" in c.keys] == ["cancel", "back"]
