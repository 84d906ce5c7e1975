"""How far long work has come, how quick it is, and how long it still takes, in words that stand still."""

from collections import deque
from collections.abc import Callable
from math import ceil

from budget.money import format_number

# Seconds between two lines, before time left is told, and that the rate looks back.
_BETWEEN = 0.5
_BEFORE_LEFT = 2.0
_LOOKS_BACK = 10.0
# Below this there are steps, not rows: their rate says nothing.
_MANY = 1_000
_MINUTE, _HOUR = 60, 3_600


class Pace:
    """Makes the lines of one piece of work: at most two a second, by a clock in seconds.

    `unit` is what is counted where there are many, `then` what is done once all of it is counted.
    """

    def __init__(self, clock: Callable[[], float], unit: str = "baris", then: str = "") -> None:
        self._clock, self._unit, self._then = clock, unit, then
        self._total = 0
        # When so many were done, the latest last; begun anew with every count that begins anew.
        self._seen: deque[tuple[float, int]] = deque()
        self._began = 0.0
        self._told: float | None = None

    def line(self, done: int, total: int, what: str) -> str | None:
        """``a.csv · 412.000 dari 1.000.000 baris · 38.500/dtk · sisa 15 dtk``.

        None while the last line may stand.
        """
        now = self._clock()
        if total != self._total or (self._seen and done < self._seen[-1][1]):
            self._total, self._began = total, now
            self._seen.clear()
            self._seen.append((now, done))
        if self._told is not None and now - self._told < _BETWEEN and done < total:
            return None
        self._told = now
        self._see(now, done)
        counted = f"{format_number(done)} dari {format_number(total)}"
        if total < _MANY:
            return f"{what} · {counted}" if total > 1 else what
        if done >= total and self._then:
            what = self._then
        return " · ".join([what, f"{counted} {self._unit}".rstrip(), *self._speed(now, done)])

    def _see(self, now: float, done: int) -> None:
        while len(self._seen) > 1 and now - self._seen[0][0] > _LOOKS_BACK:
            self._seen.popleft()
        self._seen.append((now, done))

    def _speed(self, now: float, done: int) -> list[str]:
        """The rate of the last seconds, and what is left at that rate."""
        since, before = self._seen[0]
        passed, came = now - since, done - before
        if passed <= 0 or came <= 0 or done >= self._total:
            return []
        parts = [f"{format_number(_calm(int(came / passed)))}/dtk"]
        if now - self._began >= _BEFORE_LEFT:
            left = (self._total - done) * passed / came
            parts.append(f"sisa {duration(ceil(left))}")
        return parts


def _calm(rate: int) -> int:
    """Three digits of a rate: the rest changes with every look."""
    unit: int = 10 ** max(0, len(str(rate)) - 3)
    return rate // unit * unit


def duration(seconds: int) -> str:
    """``15 dtk``, ``2 mnt 5 dtk``, ``1 jam 4 mnt``."""
    if seconds < _MINUTE:
        return f"{seconds} dtk"
    if seconds < _HOUR:
        minutes, rest = divmod(seconds, _MINUTE)
        return f"{minutes} mnt {rest} dtk" if rest else f"{minutes} mnt"
    hours, rest = divmod(seconds // _MINUTE, _HOUR // _MINUTE)
    return f"{hours} jam {rest} mnt" if rest else f"{hours} jam"
