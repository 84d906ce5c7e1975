"""What is served: the page, its socket, and the files that were handed out. Everything behind the gate."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from socket import socket
from string import Template
from urllib.parse import quote

from aiohttp import web
from textual_serve.server import Server, to_int

from tui.browser.gate import LOOPBACK, Gate, page, resource
from tui.browser.window import Window

_GONE = "Berkas ini tidak lagi tersedia di sini. Berkasnya tetap ada di folder tempat ia ditulis."
_SECONDS_BETWEEN_SIGNS = 15.0


class BrowserServer(Server):
    """Serves what `command` draws. `command` is a program and its arguments, started once a window."""

    def __init__(self, command: Sequence[str], gate: Gate) -> None:
        super().__init__(command[0], host=LOOPBACK, title="pagu")
        self._arguments, self._gate = command, gate
        self._windows: set[Window] = set()

    def serve_on(self, listening: socket) -> None:
        """Serve until Ctrl+C; every window's process has ended then."""
        # A log of requests would hold the token.
        web.run_app(self._make_app(), sock=listening, access_log=None, print=None)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._gate.guard)
        app.on_response_prepare.append(self._gate.prepare)
        app.router.add_static("/pagu", Path(__file__).parent / "static")
        return app

    async def on_startup(self, _app: web.Application) -> None:
        """Nothing to tell: the command has told the address."""

    async def on_shutdown(self, _app: web.Application) -> None:
        await asyncio.gather(*(window.stop() for window in self._windows))

    async def handle_index(self, request: web.Request) -> web.Response:
        text = Template(resource("window.html")).substitute(socket=f"ws://{request.host}/ws")
        return web.Response(text=text, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One window, from its first byte to the end of its process."""
        websocket = web.WebSocketResponse(heartbeat=_SECONDS_BETWEEN_SIGNS)
        await websocket.prepare(request)
        width, height = (to_int(request.query.get(name, ""), 0) for name in ("width", "height"))
        window = Window(self._arguments, websocket)
        self._windows.add(window)
        try:
            await window.start(width or 80, height or 24)
            await self._process_messages(websocket, window)
        finally:
            await window.stop()
            self._windows.discard(window)
        return websocket

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that an open window handed out, under its own name."""
        key = request.match_info["key"]
        handed = (window.files[key] for window in self._windows if key in window.files)
        file = next((file for file in handed if file.is_file()), None)
        if file is None:
            return page("Tidak ada", _GONE, 404)
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return web.FileResponse(file, headers={"Content-Disposition": disposition})
