"""Telling the user how far long work has come. The callback raises Cancelled to stop it."""

from collections.abc import Callable

# Steps done, steps in all, and what is being done, in Indonesian.
Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, what: str) -> None:
    """For callers that show nothing."""
