"""Where one is: the room, what is open in it, and the windows over it, the nearest last."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from rich.cells import cell_len

from tui.text import plain

_BETWEEN = " › "


@runtime_checkable
class Step(Protocol):
    """A screen that one can be in."""

    @property
    def steps(self) -> tuple[str, ...]: ...


def trail(screens: Iterable[object]) -> tuple[str, ...]:
    """The steps to the last of the screens, in users' words."""
    return tuple(plain(step) for each in screens if isinstance(each, Step) for step in each.steps)


def trail_text(steps: tuple[str, ...], room: int) -> str:
    """``Kelompok › Guru Ngaji ›`` in so many cells; where it is too long it loses its first steps."""
    for first in range(len(steps)):
        shown = steps[first:] if first == 0 else ("…", *steps[first:])
        text = f"{_BETWEEN.join(shown)}{_BETWEEN.rstrip()}"
        if cell_len(text) <= room:
            return text
    return ""
