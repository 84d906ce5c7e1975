"""Work in threads: what runs never touches a widget; results and errors arrive in one place."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock
from typing import Any, TypeVar, cast

from textual.app import App
from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from budget.errors import Cancelled, PaguError
from tui.keymap import Keymap

T = TypeVar("T")


class CancelToken:
    """Asked by long work at every step; the one way to stop it."""

    def __init__(self) -> None:
        self._asked = Event()

    def cancel(self) -> None:
        self._asked.set()

    @property
    def is_asked(self) -> bool:
        return self._asked.is_set()

    def check(self) -> None:
        if self._asked.is_set():
            raise Cancelled("Dibatalkan.")


@dataclass(frozen=True, slots=True)
class Job:
    what: str
    then: Callable[[Any], object]
    failed: Callable[[BaseException], None] | None
    token: CancelToken | None
    quiet: bool


class JobApp(App[None]):
    """An application that runs jobs one after another, and long ones beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.keymap = Keymap()
        self._jobs: dict[Worker[Any], Job] = {}
        self._turn = Lock()
        # What was typed in windows that only reckon, by their kind; they show it again.
        self.kept_texts: dict[str, list[str]] = {}

    def run_job(
        self,
        what: str,
        call: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], None] | None = None,
        token: CancelToken | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Run `call` in a thread, then `then` with its result. Errors go to `failed` or become a notice.

        Jobs wait for each other, so that two edits never race; one with a token runs beside them.
        A `quiet` one reads what is about to be looked at: nobody is told, and quitting does not ask.
        """

        def work() -> T:
            if token is not None:
                return call()
            with self._turn:
                return call()

        # Sentences that are made in the thread name the keys of this application, too.
        inside = partial(copy_context().run, work)
        worker: Worker[Any] = self.run_worker(inside, name=what, thread=True, exit_on_error=False)
        self._jobs[worker] = Job(what, then, failed, token, quiet)
        self.jobs_changed()

    def run_at_once(
        self,
        call: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run here what takes less than waking a thread; errors go where a job's go."""
        try:
            result = call()
        except Exception as reason:
            self._refuse(reason, failed)
        else:
            then(result)

    @property
    def running_jobs(self) -> tuple[str, ...]:
        """What is being done, in words."""
        return tuple(job.what for job in self._jobs.values() if not job.quiet)

    @property
    def is_working(self) -> bool:
        """Whether anything runs, told or quiet."""
        return bool(self._jobs)

    def cancel_long_jobs(self) -> None:
        for job in self._jobs.values():
            if job.token is not None:
                job.token.cancel()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR, WorkerState.CANCELLED):
            return
        job = self._jobs.pop(event.worker, None)
        if job is None:
            return
        self.jobs_changed()
        if event.state is WorkerState.SUCCESS:
            job.then(event.worker.result)
        elif event.worker.error is not None:
            self._refuse(event.worker.error, job.failed)

    def _refuse(self, reason: BaseException, failed: Callable[[BaseException], None] | None) -> None:
        """What nobody foresaw goes to the log, too."""
        if not isinstance(reason, PaguError):
            from budget.services.faults import note
            from budget.services.workspace import now

            note(reason, now())
        (failed or self.show_error)(reason)

    def jobs_changed(self) -> None:
        """Called when a job begins or ends."""

    def open_target(self, target: str) -> None:
        """Leave whatever is open and open this instead."""
        raise NotImplementedError

    def show_doors(self) -> None:
        """Leave whatever is open for the three doors."""
        raise NotImplementedError

    def show_error(self, reason: BaseException) -> None:
        """A sentence and its problems, never a traceback."""
        from tui.screens.notice import Notice

        self.push_screen(Notice.of(reason))


def jobs(node: DOMNode) -> JobApp:
    """The application a widget lives in, as what runs its jobs."""
    return cast(JobApp, node.app)
