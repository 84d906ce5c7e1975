"""How the screens draw into a browser window; this runs in the process of that window."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, TextIO

from textual import messages
from textual.app import App
from textual.drivers.web_driver import WebDriver


class WindowDriver(WebDriver):
    """As Textual draws into a browser, with three differences.

    What two threads write never mingles; a file is named to the server, which reads it itself; and when
    whoever serves is gone, the program ends.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(_write_whole, Lock(), self.fileno)

    def deliver_binary(
        self, binary: BinaryIO | TextIO, *, delivery_key: str, save_path: Path, **_kinds: str | None
    ) -> None:
        # The file stands on the machine of the server. Held open here, Windows could not replace it.
        binary.close()
        self.write_meta({"type": "deliver_file_start", "key": delivery_key, "path": str(save_path)})

    def run_input_thread(self) -> None:
        super().run_input_thread()
        self._app.post_message(messages.ExitApp())


def _write_whole(turn: Lock, fileno: int, data: bytes) -> int:
    """One packet; a pipe takes long ones in pieces. Its length."""
    left = memoryview(data)
    # Where nobody reads any more, the end of the input ends the program.
    with turn, suppress(OSError):
        while left:
            left = left[os.write(fileno, left) :]
    return len(data)
