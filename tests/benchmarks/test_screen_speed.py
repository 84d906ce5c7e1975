"""The screens over a million people beside the same ones over two hundred; run by `make bench`.

Both run in one process, in turn, driven by the pilot. A key is timed until everything that it
asks for is drawn: no line of dots is left, and no work that is told of runs.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from people import Turnover, people
from people_files import TWELVE, write_csv
from roster_runs import NOON
from test_roster_speed import timed as run
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from budget.services.workspace import Workspace
from tui.app import PaguApp
from tui.screens.what_if import WhatIf
from tui.widgets.figure_table import FigureTable

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

FEW, MANY = 200, 1_000_000
STARTS, ROUNDS, KEYS = 6, 6, 50
PATIENCE = 20.0
SETTLING = 0.1
# Of Ringkasan: the verdict, once everything is reckoned.
HEADLINE = "#headline"


class Sitting:
    """The program over one file."""

    def __init__(self, app: PaguApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def table(self) -> FigureTable:
        assert isinstance(self.app.focused, FigureTable), self.app.focused
        return self.app.focused

    def is_drawn(self) -> bool:
        """Nothing is being worked out, and nothing waits to be painted."""
        screen = self.app.screen
        return not (self.app.running_jobs or screen._dirty_widgets or screen._layout_required)

    async def until(self, is_so: Callable[[], bool]) -> None:
        begun = perf_counter()
        while not (is_so() and self.is_drawn()):
            assert perf_counter() - begun < PATIENCE, "never drawn"
            # Asking without a pause would hold Python's lock, which the threads that work need.
            await asyncio.sleep(0.001)

    async def go(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.until(lambda: True)

    async def key(self, key: str, character: str | None, is_so: Callable[[], bool]) -> float:
        """Milliseconds from the key to the screen that it asks for."""
        begun = perf_counter()
        self.app.post_message(events.Key(key, character))
        await self.until(is_so)
        return 1000 * (perf_counter() - begun)

    async def pressed(self, key: str, is_so: Callable[[], bool]) -> float:
        """The same, pressed by the pilot; whatever the last key left to draw is drawn before."""
        await asyncio.sleep(SETTLING)
        begun = perf_counter()
        await self.pilot.press(key)
        await self.until(is_so)
        return 1000 * (perf_counter() - begun)

    async def move(self, key: str) -> float:
        """A key of the table, until the rows it comes to are there."""
        table = self.table
        before = table.cursor_row, table.cursor_column

        def has_come() -> bool:
            row = table.current
            return (
                (table.cursor_row, table.cursor_column) != before
                and row is not None
                and "…" not in {cell.text for cell in row.cells}
            )

        return await self.key(key, None, has_come)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The same regency with few people and with many."""
    folder = tmp_path_factory.mktemp("screens")
    for number in (FEW, MANY):
        write_csv(folder / f"{number}.csv", people(number, turnover=Turnover(late=25)), TWELVE)
        run("import", folder / f"{number}.csv", folder / f"{number}.pagu")
    return {number: folder / f"{number}.pagu" for number in (FEW, MANY)}


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGU_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("PAGU_CONFIG_DIR", str(tmp_path))


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Sitting]:
    app = PaguApp(str(path), lambda target: Workspace(target, "uji", lambda: NOON))
    app.animation_level = "none"
    async with app.run_test(size=(120, 36)) as pilot:
        sitting = Sitting(app, pilot)
        await sitting.until(lambda: any(line.content for line in app.screen.query(HEADLINE).results(Static)))
        yield sitting


async def beside(
    offices: dict[int, Path], prepare: tuple[str, ...], measure: Callable[[Sitting], Awaitable[list[float]]]
) -> tuple[list[float], list[float]]:
    """The times of few and of many people, measured in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for path, found in zip(offices.values(), times, strict=True):
            async with opened(path) as sitting:
                await sitting.go(*prepare)
                found.extend(await measure(sitting))
    return times


def ratio(what: str, few: list[float], many: list[float]) -> float:
    times = median(many) / median(few)
    said = f"{what}: {median(few):.1f} ms with {FEW}, {median(many):.1f} ms with {MANY}: {times:.2f} times"
    print(said)  # noqa: T201
    return times


async def test_the_first_screen_takes_at_most_one_and_a_half_times(offices: dict[int, Path]) -> None:
    times: dict[int, list[float]] = {FEW: [], MANY: []}
    for _ in range(STARTS):
        for number, path in offices.items():
            begun = perf_counter()
            async with opened(path):
                times[number].append(1000 * (perf_counter() - begun))
    assert ratio("first screen", times[FEW], times[MANY]) <= 1.5


PEOPLE = {
    "as listed": ("5",),
    "in order": ("5", "s", "s"),
    "filtered": ("5", "slash", "a", "enter"),
    "filtered, in order": ("5", "slash", "a", "enter", "s"),
}


@pytest.mark.parametrize("keys", PEOPLE.values(), ids=PEOPLE)
async def test_a_key_in_the_table_of_people_takes_at_most_a_fifth_more(
    offices: dict[int, Path], keys: tuple[str, ...]
) -> None:
    async def line(sitting: Sitting) -> list[float]:
        await sitting.go("ctrl+home")
        return [await sitting.move("down") for _ in range(KEYS)]

    async def page(sitting: Sitting) -> list[float]:
        """Five screens further, from where nobody has looked yet in the long table."""
        await sitting.go("ctrl+home")
        return [await sitting.move("pagedown") for _ in range(5)]

    # What is painted waits for the next frame: a page is two or three of them, and one more is half as much.
    for what, measure, most in (("a line", line, 1.2), ("a page", page, 1.5)):
        assert ratio(f"people, {what}", *await beside(offices, keys, measure)) <= most


async def test_a_key_in_the_projection_takes_at_most_a_fifth_more(offices: dict[int, Path]) -> None:
    async def cells(sitting: Sitting) -> list[float]:
        await sitting.go("ctrl+home", "home")
        return [await sitting.move(key) for key in ("right", "right", "down", "right", "down", "left") * 3]

    assert ratio("projection", *await beside(offices, ("3",), cells)) <= 1.2


async def test_a_what_if_is_answered_in_twice_the_time_of_a_key_that_asks_nothing(
    offices: dict[int, Path],
) -> None:
    """A digit into “+200 Linmas”, until the new total stands there, beside a step of the cursor.

    Both pressed by the pilot, which waits until the program has taken the key, as nobody at a keyboard does;
    from the key alone to what is painted it is some 4 ms and, two frames later, some 30 ms.
    """
    async with opened(offices[MANY]) as sitting:
        await sitting.go("u")
        screen = sitting.app.screen
        assert isinstance(screen, WhatIf)
        field, result = screen.query_one(Input), screen.query_one("#what-if-result", Static)
        field.value = "+200 Linmas"
        field.cursor_position = 1
        await sitting.until(lambda: "Selisih" in str(result.render()))
        idle, answered = [], []
        for _ in range(KEYS):
            for key in ("right", "left"):
                idle.append(await sitting.pressed(key, lambda: True))
            for key in ("1", "backspace"):
                before = str(result.render())
                answered.append(await sitting.pressed(key, lambda: str(result.render()) != before))  # noqa: B023
    times = median(answered) / median(idle)
    print(f"what-if: {median(answered):.1f} ms, idle {median(idle):.1f} ms: {times:.2f} times")  # noqa: T201
    assert times <= 2
