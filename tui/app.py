"""The application: what is open, what is running, and how it ends."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.binding import Binding
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets._toast import ToastRack

from tui import remembered
from tui.commands import command
from tui.jobs import JobApp
from tui.keymap import key
from tui.keymap_file import read_keymap
from tui.screens.confirm import Confirm
from tui.screens.dialog import TALL, Dialog
from tui.screens.main import MainScreen
from tui.screens.notice import Notice
from tui.screens.too_small import TooSmall, is_too_small
from tui.theme import DARK, THEMES, TITLES, next_theme

if TYPE_CHECKING:
    from budget.services.workspace import Workspace

_NOTICE_SECONDS = 4.0


class PaguApp(JobApp):
    """Opens `target`, or shows the three doors. `opener` makes the workspace of a target."""

    TITLE = "pagu"
    CSS_PATH = "pagu.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    BINDINGS = [
        Binding(command("quit").keys, "quit", command("quit").label, show=False, priority=True, id="quit")
    ]

    def __init__(self, target: str | None = None, opener: "Callable[[str], Workspace] | None" = None) -> None:
        super().__init__()
        self._target, self._opener = target, opener
        self._fault = ""
        self.keymap, self._key_problems = read_keymap()
        self.keymap.bind(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = chosen if (chosen := remembered.theme()) in TITLES else DARK.name

    def on_mount(self) -> None:
        if self._target is not None:
            self.push_screen(MainScreen(self._target, self._opener))
        else:
            from tui.screens.welcome import Welcome

            self.push_screen(Welcome(self._opener))
        if self._key_problems:
            self.push_screen(Notice.listing("Berkas tombol", self._key_problems))
        self._cover()

    def open_target(self, target: str) -> None:
        """Leave whatever is open and open this instead."""
        self._replace_all(MainScreen(target, self._opener))

    def show_doors(self) -> None:
        """Leave whatever is open for the three doors."""
        from tui.screens.welcome import Welcome

        self._replace_all(Welcome(self._opener))

    def _replace_all(self, screen: Screen[None]) -> None:
        self.kept_texts.clear()
        # Under everything lies Textual's own empty screen.
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.switch_screen(screen)
        self._cover()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show one notice in place of the last one; none while the window is too small to work in."""
        self.clear_notifications()
        if not isinstance(self.screen, TooSmall):
            seconds = _NOTICE_SECONDS if timeout is None else timeout
            super().notify(message, title=title, severity=severity, timeout=seconds, markup=markup)

    def clear_notifications(self) -> None:
        """Take off every notice with the box that held it, also those of screens under a window."""
        super().clear_notifications()
        for screen in self.screen_stack:
            for rack in screen.query_children(ToastRack):
                rack.display = False
                rack.query_children().remove()

    def jobs_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.show_running()

    def action_theme(self) -> None:
        self.theme = next_theme(self.theme)
        remembered.remember_theme(self.theme)
        self.notify(f"Tema: {TITLES[self.theme]}.", timeout=2)

    def action_help_quit(self) -> None:
        self.notify(f"{key('quit')} untuk keluar.", timeout=3)

    async def action_quit(self) -> None:
        """Leave at once, or ask when something would be lost."""
        unsaved = any(isinstance(s, Dialog) and s.is_dirty for s in self.screen_stack)
        reasons = [f"Sedang {what}." for what in self.running_jobs]
        reasons += ["Isian formulir belum disimpan."] if unsaved else []
        if not reasons:
            # What is only read may take long, and would hold up the end.
            self.cancel_long_jobs()
            self.exit()
        elif not isinstance(self.screen, Confirm):
            question = Confirm(
                "Keluar sekarang?", f"{' '.join(reasons)} Tekan {key('yes')} untuk tetap keluar."
            )
            self.push_screen(question, self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.cancel_long_jobs()
            self.exit()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with the values of all variables: names and NIK among them.
        from budget.services.faults import fault
        from budget.services.workspace import now

        if self._exception is None:
            self._fault = str(fault(error, now()))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if not self._exit_renderables:
            self.bell()
            self.panic(Text(self._fault))

    def on_exit_app(self) -> None:
        """Ended from outside, as by a closed browser window: long work stops at its next step."""
        self.cancel_long_jobs()

    def on_resize(self) -> None:
        self.call_next(self._cover)

    def _cover(self) -> None:
        """Lay a polite sentence over everything while the window is too small; it leaves by itself."""
        has_begun = len(self.screen_stack) > 1
        is_covered = any(isinstance(screen, TooSmall) for screen in self.screen_stack)
        if has_begun and not is_covered and is_too_small(self.size):
            self.clear_notifications()
            self.push_screen(TooSmall())
