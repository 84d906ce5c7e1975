"""When a test of the screens may go on, and how the program starts without parsing its style sheet anew."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tui.jobs import JobApp

# A job that tells how far it is would never let a slow machine come to rest: while one runs, this is enough.
_SECONDS = 0.3


async def settle(app: JobApp) -> None:
    """Wait until no job runs, every message is dealt with and the top screen is drawn."""
    await until_drawn()
    while app.is_working and app.return_code is None:
        await asyncio.sleep(0.001)
        await until_drawn()


async def until_drawn(*_: float) -> None:
    """Wait until nothing is left to do but what a thread or the clock will bring.

    Takes the place of Textual's `wait_for_idle`, which looks at the time that the processor has spent. That
    waits 20 ms at least, and on a busy machine it takes a program that gets no turn for one that is at rest.
    """
    app = active_app.get()
    assert isinstance(app, JobApp)
    began = monotonic()
    rounds = 0
    # Once round the loop is not enough: what a thread or a timer has sent is looked for when a round begins.
    while rounds < 2:
        await asyncio.sleep(0)
        rounds = 0 if _others_are_due() else rounds + 1
        if rounds == 2 and _ring(app):
            rounds = 0
        if app.is_working and monotonic() - began > _SECONDS:
            return


def _others_are_due() -> bool:
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


def _ring(app: JobApp) -> bool:
    """Do at once what a timer is set for within a sixtieth of a second; whether there was anything."""
    if not app._running or not app.screen_stack:
        return False
    if app._resize_event is not None:
        app._check_resize()
        return True
    if app.screen._update_timer._active.is_set():
        app.screen._on_timer_update()
        return True
    return False


@contextmanager
def quick_screens() -> Iterator[None]:
    """Within it the pilot waits no longer than it must, and a style sheet is parsed once."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("textual.app", "textual.pilot"):
            patch.setattr(f"{place}.wait_for_idle", until_drawn)
        patch.setattr(Stylesheet, "_parse_rules", _parsed_once(Stylesheet._parse_rules))
        yield


def _parsed_once(parse: Any) -> Any:
    """Rules depend on text, place and colours of the theme; Textual does not change them."""
    known: dict[object, list[RuleSet]] = {}

    def parse_rules(sheet: Stylesheet, css: str, *where: object, **how: object) -> list[RuleSet]:
        key = (css, where, tuple(how.items()), tuple(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, css, *where, **how)
        return known[key]

    return parse_rules
