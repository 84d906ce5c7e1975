"""Esc goes one layer back, by one rule in every room: a filter, where one was led from, the first list."""

import pytest

from budget.roster.search import PeopleFilter
from tui.places import Place
from tui.screens.compare import Compare, Listed
from tui.screens.main import MainScreen

# The rooms of several lists, with their keys.
LISTED = {Place.MONEY: "4", Place.PEOPLE: "5", Place.REALISATION: "8", Place.COVERAGE: "9"}
EVERY = pytest.mark.parametrize("place", LISTED, ids=str)


def room(desk):
    assert isinstance(desk.app.screen, MainScreen)
    return desk.app.screen.room


@EVERY
async def test_esc_goes_from_another_list_to_the_first_and_stays_there(open_desk, roster, place):
    async with open_desk(on=roster) as desk:
        await desk.press(LISTED[place], "tab", "tab")
        assert room(desk).at == 2
        await desk.press("escape")
        assert (room(desk).place, room(desk).at) == (place, 0)
        assert desk.table is room(desk).table
        await desk.press("escape")
        assert (room(desk).place, room(desk).at) == (place, 0)


@EVERY
async def test_esc_closes_a_filter_before_it_leaves_the_list(open_desk, roster, place):
    async with open_desk(on=roster) as desk:
        await desk.press(LISTED[place], "shift+tab", "slash", "a", "enter")
        last = room(desk).at
        await desk.press("escape")
        assert room(desk).at == last > 0
        assert not room(desk).pane.table.filtered_by
        await desk.press("escape")
        assert room(desk).at == 0


@EVERY
async def test_esc_goes_to_where_one_was_led_from_before_the_first_list(open_desk, roster, place):
    async with open_desk(on=roster) as desk:
        await desk.press("3")
        title = room_title(desk, place)
        desk.app.screen.lead_to(place, title)
        await desk.press("slash", "a", "enter", "escape")
        assert (room(desk).place, room(desk).at) == (place, 1)
        await desk.press("escape")
        assert room(desk).place is Place.PROJECTION
        # One came there by oneself: there is nothing behind it.
        await desk.press("escape")
        assert room(desk).place is Place.PROJECTION
        # What was left open is still shown, and is a layer as before.
        await desk.press(LISTED[place])
        assert room(desk).at == 1
        await desk.press("escape")
        assert (room(desk).place, room(desk).at) == (place, 0)


def room_title(desk, place):
    """The name of the second list of a room."""
    return desk.app.screen._rooms[place]._titles[1]


async def test_going_elsewhere_by_oneself_forgets_where_one_was_led_from(open_desk):
    async with open_desk() as desk:
        desk.app.screen.lead_to(Place.MONEY)
        await desk.press("3", "4", "escape")
        assert room(desk).place is Place.MONEY


async def test_esc_goes_back_all_the_way_that_one_was_led(open_desk):
    async with open_desk() as desk:
        desk.app.screen.lead_to(Place.MONEY, "Kas")
        desk.app.screen.lead_to(Place.COVERAGE)
        desk.app.screen.lead_into_group("PKK")
        await desk.settle()
        assert room(desk).place is Place.GROUP
        seen = []
        for _ in range(4):
            await desk.press("escape")
            seen.append(room(desk).place)
        assert seen == [Place.COVERAGE, Place.MONEY, Place.OVERVIEW, Place.OVERVIEW]


async def test_esc_leaves_a_group_for_the_list_of_groups_from_either_of_its_lists(open_desk):
    async with open_desk() as desk:
        for keys in (("enter",), ("enter", "tab")):
            await desk.press("2", *keys)
            assert room(desk).place is Place.GROUP
            await desk.press("escape")
            assert room(desk).place is Place.GROUPS


async def test_a_group_that_the_command_line_led_into_leads_back(open_desk):
    async with open_desk() as desk:
        await desk.press("3", "colon", *"pkk", "enter")
        assert room(desk).place is Place.GROUP
        await desk.press("escape")
        assert room(desk).place is Place.PROJECTION


async def test_people_that_one_was_led_to_lead_back_after_their_filter(open_desk, roster):
    async with open_desk(on=roster) as desk:
        await desk.press("3")
        desk.app.screen.lead_to_people(PeopleFilter(group="Linmas"))
        await desk.settle()
        assert room(desk).place is Place.PEOPLE
        await desk.press("escape")
        assert room(desk).place is Place.PEOPLE
        await desk.press("escape")
        assert room(desk).place is Place.PROJECTION


async def test_esc_in_a_comparison_goes_to_its_first_list_before_it_closes(open_desk):
    async with open_desk() as desk:
        await desk.press("t", "tab", "slash", "a", "enter", "escape")
        assert desk.app.screen._at is Listed.GROUPS
        await desk.press("escape")
        assert isinstance(desk.app.screen, Compare)
        assert desk.app.screen._at is Listed.CHOICES
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)
