"""A real terminal for tests: tmux draws it, keys are pressed, and what stands on it is read."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 30.0
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Terminal:
    """`socket` is that of a tmux of its own. Keys are named as tmux does: `Enter`, `C-s`."""

    socket: Path

    def press(self, key: str) -> None:
        self._tmux("send-keys", key)

    def write(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def screen(self) -> str:
        """What stands there, without colours and without the blanks at the end of lines."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, *texts: str) -> str:
        """The screen, once all these texts stand on it and nothing on it changes."""
        until, before = time.monotonic() + _SECONDS, ""
        while time.monotonic() < until:
            shown = self.screen()
            if shown == before and all(text in shown for text in texts):
                return shown
            before = shown
            time.sleep(_PAUSE)
        raise AssertionError(f"Not on the terminal: {[t for t in texts if t not in before]}\n{before}")

    def wait_for_end(self) -> int:
        """The exit status of the program."""
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            if self._status.exists() and (status := self._status.read_text().strip()):
                return int(status)
            time.sleep(_PAUSE)
        raise AssertionError(f"Still running:\n{self.screen()}")

    @property
    def _status(self) -> Path:
        return _status_beside(self.socket)

    def _tmux(self, *words: str) -> str:
        return _tmux(self.socket, *words)


def _status_beside(socket: Path) -> Path:
    """Where the shell writes how the program ended: tmux sometimes loses it."""
    return socket.with_name("status")


def _tmux(socket: Path, *words: str, env: Mapping[str, str] | None = None) -> str:
    command = ("tmux", "-S", str(socket), "-f", "/dev/null", *words)
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout


@contextmanager
def terminal(
    command: Sequence[str], folder: Path, env: Mapping[str, str], size: tuple[int, int]
) -> Iterator[Terminal]:
    """Runs `command` in `folder` with only this environment; the terminal ends with the block."""
    assert shutil.which("tmux"), "tmux is missing: .ci/system-packages installs it"
    width, height = map(str, size)
    # The path of a socket may not be long.
    with TemporaryDirectory(prefix="pagu-") as short:
        socket = Path(short) / "tmux"
        told = ("sh", "-c", '"$@"; echo $? > "$0"', str(_status_beside(socket)), *command)
        words = ("new-session", "-d", "-x", width, "-y", height, "-c", str(folder), *told)
        _tmux(socket, *words, ";", "set-option", "-g", "remain-on-exit", "on", env=env)
        try:
            yield Terminal(socket)
        finally:
            _tmux(socket, "kill-server")
