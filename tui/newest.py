"""Answers that follow what is typed: one call at a time, and of those asked meanwhile only the newest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.dom import DOMNode

from tui.jobs import CancelToken, jobs

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked(Generic[T]):
    call: Callable[[], T]
    then: Callable[[T], object]
    failed: Callable[[BaseException], object]
    token: CancelToken


class Newest(Generic[T]):
    """Runs calls in a thread beside other work; nobody hears of what was forgotten or asked anew.

    Its token is cancelled then: a call that looks at it ends early.
    """

    def __init__(self, node: DOMNode, what: str) -> None:
        self._node, self._what = node, what
        self._running: _Asked[T] | None = None
        self._wanted: _Asked[T] | None = None

    @property
    def is_awaited(self) -> bool:
        return self._wanted is not None

    def ask(
        self,
        call: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], object],
        token: CancelToken | None = None,
    ) -> None:
        """Run this next, in place of whatever was still wanted."""
        self.forget()
        self._wanted = _Asked(call, then, failed, token or CancelToken())
        if self._running is None:
            self._begin(self._wanted)

    def forget(self) -> None:
        """Let what still runs end unheard."""
        self._wanted = None
        if self._running is not None:
            self._running.token.cancel()

    def _begin(self, asked: _Asked[T]) -> None:
        self._running = asked
        jobs(self._node).run_job(self._what, asked.call, self._came, self._failed, asked.token, quiet=True)

    def _came(self, found: T) -> None:
        if (asked := self._ended()) is not None:
            asked.then(found)

    def _failed(self, reason: BaseException) -> None:
        if (asked := self._ended()) is not None:
            asked.failed(reason)

    def _ended(self) -> _Asked[T] | None:
        """What ended, if it is still wanted; begins what is wanted in its place."""
        ended, self._running = self._running, None
        if not self._node.is_attached or self._wanted is None:
            return None
        if ended is not self._wanted:
            self._begin(self._wanted)
            return None
        self._wanted = None
        return ended
