"""One browser window: a process of its own that draws the screens, and ends with the window."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

DRIVER = "tui.browser.driver:WindowDriver"
_FIRST_LINE = b"__GANGLION__\n"
_DATA, _META = b"D", b"M"
# What runs may finish what it stores; after that it is ended, and the database rolls back.
_SECONDS_TO_END = 15.0


class Window(AppService):
    """`files` are what this window handed out, by the key under which the browser asks for it."""

    def __init__(self, command: Sequence[str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            command[0],
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._command, self._socket = command, socket
        self.files: dict[str, Path] = {}

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**super()._build_environment(width, height), "TEXTUAL_DRIVER": DRIVER}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # No shell: a file may be called anything, on Windows too.
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, env=self._build_environment(width, height)
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the process draws and hands out, until it ends; then the browser is told."""
        assert self._process is not None
        read = self._process.stdout
        assert read is not None
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await read.readuntil() != _FIRST_LINE:
                continue
            while True:
                kind = await read.readexactly(1)
                size = int.from_bytes(await read.readexactly(4), "big")
                payload = await read.readexactly(size)
                if kind == _DATA:
                    await self.on_data(payload)
                elif kind == _META:
                    await self.on_meta(payload)
        await self._close()

    async def on_meta(self, data: bytes) -> None:
        """Note what is handed out, so that the browser may fetch it; leave the rest to its class."""
        told = json.loads(data)
        if told["type"] != "deliver_file_start":
            await super().on_meta(data)
            return
        key = str(told["key"])
        self.files[key] = Path(str(told["path"]))
        await self.remote_write_str(json.dumps([told["type"], key]))

    async def stop(self) -> None:
        """Ask the process to end, and wait for it; end it where it does not answer."""
        task, self._task = self._task, None
        if task is None or self._process is None:
            return
        try:
            async with asyncio.timeout(_SECONDS_TO_END):
                await self.send_meta({"type": "quit"})
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
        await task

    async def _close(self) -> None:
        await self._socket.close()
