"""How far long work has come: a bar, and a line with count, rate and time left. The one way to show it."""

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar, Static

from budget.pace import Pace
from budget.progress import Progress
from tui.jobs import CancelToken
from tui.text import plain
from tui.widgets.said import Said


class ProgressLine(Vertical):
    """Says nothing, then runs, then says how it ended; the bar is there only while something runs."""

    class Moved(Message):
        def __init__(self, token: CancelToken, done: int, total: int, line: str) -> None:
            self.token, self.done, self.total, self.line = token, done, total, line
            super().__init__()

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._token: CancelToken | None = None

    def compose(self) -> ComposeResult:
        bar = ProgressBar(show_eta=False, show_percentage=True)
        bar.display = False
        yield bar
        yield Said("", markup=False)

    @property
    def is_running(self) -> bool:
        return self._token is not None

    def is_of(self, token: CancelToken) -> bool:
        """Whether that is the work which is shown, and none that began later."""
        return self._token is token

    @property
    def said(self) -> str:
        return str(self.query_one(Static).render())

    def begin(self, what: str, unit: str = "", then: str = "") -> tuple[CancelToken, Progress]:
        """Show that work begins; what it is given to tell its steps, and to be stopped by."""
        token = self._token = CancelToken()
        pace = Pace(self._clock, unit, then)
        bar = self.query_one(ProgressBar)
        bar.update(total=None)
        bar.display = True
        self._say(what)

        def progress(done: int, total: int, step: str) -> None:
            """Runs in a thread: nothing but a message leaves it."""
            token.check()
            line = pace.line(done, total, step)
            if line is not None:
                self.post_message(self.Moved(token, done, total, line))

        return token, progress

    def on_progress_line_moved(self, message: Moved) -> None:
        message.stop()
        # What was stopped, or ended meanwhile, is heard no more.
        if message.token is self._token and not message.token.is_asked:
            self.query_one(ProgressBar).update(total=max(1, message.total), progress=message.done)
            self._say(message.line)

    def cancel(self) -> None:
        """Ask what runs to stop; it tells by itself when it has."""
        if self._token is not None:
            self._token.cancel()
            self._say("Membatalkan …")

    def end(self, said: str = "") -> None:
        self._token = None
        self.query_one(ProgressBar).display = False
        self._say(said)

    def _say(self, text: str) -> None:
        self.query_one(Static).update(plain(text))
