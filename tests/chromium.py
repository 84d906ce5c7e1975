"""A headless Chromium, driven over its own debugging socket; it sees what a person's browser sees."""

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_CODES = {"Enter": 13, "Escape": 27, "End": 35}
_SECONDS = 180.0


class Tab:
    """One page.

    `drawn` is every text that its terminal was sent, `asked` every address it fetched, `questions` the kinds
    of windows in which the browser asked something; each was answered with yes.
    """

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._numbers = count(1)
        self.drawn = ""
        self.asked: list[str] = []
        self.statuses: dict[str, int] = {}
        self.questions: list[str] = []

    async def listen(self) -> None:
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result"))
            elif told["method"] == "Page.javascriptDialogOpening":
                self.questions.append(told["params"]["type"])
                await self._send("Page.handleJavaScriptDialog", {"accept": True})
            else:
                self._note(told["method"], told["params"])

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(params["url"])
        elif method == "Network.responseReceived":
            self.statuses[params["response"]["url"]] = params["response"]["status"]
        elif method == "Network.webSocketFrameReceived":
            frame = params["response"]
            is_binary = frame["opcode"] == 2
            self.drawn += base64.b64decode(frame["payloadData"]).decode() if is_binary else ""

    async def call(self, method: str, **params: object) -> Any:
        answer = await self._send(method, params)
        return await asyncio.wait_for(answer, _SECONDS)

    async def _send(self, method: str, params: dict[str, object]) -> asyncio.Future[Any]:
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return answer

    async def open(self, address: str) -> None:
        await self.call("Page.navigate", url=address)

    async def press(self, *keys: str) -> None:
        """Keys as a person types them: letters, or names such as ``Enter``."""
        for key in keys:
            code = _CODES.get(key, ord(key[0].upper()))
            typed = "\r" if key == "Enter" else key
            text = {"text": typed} if len(typed) == 1 else {}
            for kind, more in (("keyDown", text), ("keyUp", {})):
                told = {"type": kind, "key": key, "windowsVirtualKeyCode": code, **more}
                await self.call("Input.dispatchKeyEvent", **told)

    async def evaluate(self, script: str) -> Any:
        """The value of a script in the page; a promise is waited for."""
        found = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    async def wait_for(self, words: str) -> None:
        """Until the terminal was sent these words."""
        async with asyncio.timeout(_SECONDS):
            while words not in self.drawn:
                await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def chromium(folder: Path, width: int = 1000, height: int = 640) -> AsyncIterator[Tab]:
    """A browser with an empty profile in `folder`; what it downloads lands in ``folder/unduhan``."""
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise AssertionError("Chromium is not installed: install the package chromium")
    downloads = folder / "unduhan"
    downloads.mkdir(parents=True)
    profile = folder / "profil"
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    process = await asyncio.create_subprocess_exec(
        program,
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        "--hide-scrollbars",
        "--no-first-run",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        *as_root,
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with ClientSession() as session:
            port = await _port(profile / "DevToolsActivePort")
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                tab = Tab(socket)
                listening = asyncio.create_task(tab.listen())
                for domain in ("Network", "Page", "Runtime"):
                    await tab.call(f"{domain}.enable")
                await tab.call(
                    "Emulation.setDeviceMetricsOverride",
                    width=width,
                    height=height,
                    deviceScaleFactor=1,
                    mobile=False,
                )
                await tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
                yield tab
                listening.cancel()
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _port(file: Path) -> str:
    async with asyncio.timeout(_SECONDS):
        while not file.exists() or not file.read_text().strip():
            await asyncio.sleep(0.05)
    return file.read_text().split()[0]
