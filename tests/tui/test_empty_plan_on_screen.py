"""A plan with nothing in it: every list that is empty names a key that begins to fill it, and that works."""

import re
from dataclasses import replace

import pytest

from budget.period import Month, MonthRange
from budget.plan.records import Region
from budget.services import workspace as workspaces
from tui.commands import commands_in
from tui.screens.listed_room import ListedRoom
from tui.widgets.figure_table import FigureTable

# A key as the sentences name it: “Tekan n”, “lalu n”, “atau i untuk …”, “: n membukukan”.
_KEY = re.compile(r"(?:Tekan|tekan|lalu|atau|:|,) (\d|[a-z]|Enter|Tab|Shift\+Tab)\b")


def names_a_key_that_works(screen, text):
    keys = set(_KEY.findall(text))
    return any(
        keys & set(command.shown_keys) and not screen.refusal(command.id)
        for command in commands_in(screen._place)
    )


@pytest.fixture
def empty(tmp_path, workspace):
    made = replace(workspace, target=str(tmp_path / "kosong.pagu"))
    workspaces.create(made, Region("32.05", "Kabupaten Garut"), MonthRange(Month(2026, 1), Month(2026, 12)))
    return made


async def test_every_empty_list_names_a_key_that_works(open_desk, empty):
    silent, seen = [], 0
    async with open_desk(size=(120, 36), on=empty) as desk:
        assert "Belum ada pagu dan belum ada biaya." in desk.drawn()
        for room_key in "123456789":
            await desk.press(room_key)
            room = desk.app.screen.room
            for _ in range(len(room.lists) if isinstance(room, ListedRoom) else 1):
                table = room.table
                if isinstance(table, FigureTable) and not table.rows:
                    seen += 1
                    if not names_a_key_that_works(desk.app.screen, desk.app.keymap.keyed(table.empty)):
                        silent.append((room_key, table.empty))
                if isinstance(room, ListedRoom):
                    await desk.press("tab")
    assert not silent, silent
    assert seen >= 20


async def test_a_form_shows_what_an_empty_field_means(open_desk):
    async with open_desk(target=None) as desk:
        await desk.press("down", "enter")
        lines = desk.drawn().splitlines()
        assert any("Usia Paling Muda" in line and "17" in line for line in lines)
        assert any("Usia Harus Di Bawah" in line and "65" in line for line in lines)
