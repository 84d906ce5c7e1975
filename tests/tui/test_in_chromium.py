"""`pagu serve` as a person uses it: a real server, a real browser, real keys, and a file that arrives.

With PAGU_PICTURE=FILE what the browser shows is kept; `make pictures` makes docs/img/peramban.png of it.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from chromium import Tab, chromium

from budget.services.demo import build_demo
from budget.services.exporting import export_plan
from budget.services.workspace import now, this_workspace

pytestmark = pytest.mark.system
_SECONDS = 180.0


@dataclass
class Serving:
    process: asyncio.subprocess.Process
    address: str

    @property
    def token(self) -> str:
        return self.address.partition("=")[2]

    @property
    def root(self) -> str:
        return self.address.partition("/?")[0]

    def windows(self) -> list[int]:
        """The processes that draw."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(each) for each in listed.split()]

    async def until_windows(self, number: int) -> None:
        async with asyncio.timeout(_SECONDS):
            while len(self.windows()) != number:
                await asyncio.sleep(0.05)


@asynccontextmanager
async def served(file: Path, state: Path) -> AsyncIterator[Serving]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui", "serve", str(file)),
        env={**os.environ, "PAGU_STATE_DIR": str(state), "TZ": "UTC"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield Serving(process, (await process.stdout.readline()).decode().strip())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def refused(session: ClientSession, address: str, **headers: str) -> bool:
    async with session.get(address, headers=headers) as answer:
        return answer.status == 403


async def test_a_browser_shows_the_screens_takes_keys_and_gets_what_is_exported(tmp_path):
    """The pagu of 2022 and 2023 less the cost is 10.500.000.000 - 10.016.200.800 = 483.799.200."""
    file = build_demo(tmp_path / "contoh", "Siti", now).db
    expected = export_plan(this_workspace(str(file)), tmp_path / "dari-baris-perintah.xlsx")
    async with served(file, tmp_path / "state") as serving, chromium(tmp_path / "peramban") as tab:
        await tab.open(serving.address)
        for figure in ("10.500.000.000", "10.016.200.800", "483.799.200"):
            await tab.wait_for(figure)
        await keep_picture(tab)
        assert await tab.evaluate("location.pathname + location.search") == "/"
        assert await tab.evaluate("document.cookie") == ""
        foreign = [each for each in tab.asked if each.partition("://")[2] and "127.0.0.1" not in each]
        assert foreign == []
        assert set(tab.statuses.values()) == {200}
        assert await tab.evaluate("document.fonts.check(\"16px 'Roboto Mono'\")")

        await tab.press("x")
        await tab.wait_for("Templat rencana")
        await tab.press("End", "Enter")
        await tab.wait_for("Juga diunduh oleh peramban.")
        downloaded = tmp_path / "peramban" / "unduhan" / "demo-rencana.xlsx"
        async with asyncio.timeout(_SECONDS):
            while not downloaded.exists():
                await asyncio.sleep(0.05)
        assert downloaded.read_bytes() == expected.read_bytes()
        assert (file.parent / "demo-rencana.xlsx").read_bytes() == expected.read_bytes()

        await only_this_browser(serving, tab)
        (window,) = serving.windows()
        for process in (serving.process.pid, window):
            for told in ("cmdline", "environ"):
                assert serving.token not in Path(f"/proc/{process}/{told}").read_text(), told

        # Closing asks first; then the process of the window ends, and the next one shows what is stored.
        await tab.open("about:blank")
        assert tab.questions == ["beforeunload"]
        await serving.until_windows(0)
        tab.drawn = ""
        await tab.open(serving.root)
        await tab.wait_for("483.799.200")
        await serving.until_windows(1)

        serving.process.send_signal(signal.SIGINT)
        _, said = await asyncio.wait_for(serving.process.communicate(), _SECONDS)
        assert serving.process.returncode == 0
        assert said.decode().splitlines()[-1] == "Berakhir. Yang disimpan tetap tersimpan."
        assert serving.token not in said.decode()
        assert not Path(f"/proc/{window}").exists()


async def keep_picture(tab: Tab) -> None:
    picture = await tab.picture()
    # A page on which nothing is drawn takes about 3 kB.
    assert len(picture) > 20_000
    if out := os.environ.get("PAGU_PICTURE"):
        Path(out).write_bytes(picture)


async def only_this_browser(serving: Serving, tab: Tab) -> None:
    """Its cookie opens nothing for pages from elsewhere, and the token nothing for another browser."""
    (cookie,) = (await tab.call("Network.getCookies"))["cookies"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["session"]) == (True, "Strict", True)
    brought = f"{cookie['name']}={cookie['value']}"
    async with ClientSession() as session:
        assert await refused(session, serving.address)
        assert await refused(session, serving.root)
        assert await refused(session, f"{serving.root}/", Host="jahat.example", Cookie=brought)
        assert not await refused(session, f"{serving.root}/", Cookie=brought)
        headers = {"Cookie": brought, "Origin": "http://jahat.example"}
        with pytest.raises(WSServerHandshakeError) as foreign:
            await session.ws_connect(f"{serving.root}/ws", headers=headers)
        assert foreign.value.status == 403


async def test_a_server_that_is_killed_leaves_no_window_behind(tmp_path):
    file = build_demo(tmp_path / "contoh", "Siti", now).db
    async with served(file, tmp_path / "state") as serving, ClientSession() as session:
        async with session.get(serving.address) as answer:
            headers = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0], "Origin": serving.root}
        async with session.ws_connect(f"{serving.root}/ws", headers=headers) as window:
            await window.receive_bytes(timeout=_SECONDS)
            (process,) = serving.windows()
            serving.process.kill()
            async with asyncio.timeout(_SECONDS):
                while Path(f"/proc/{process}").exists():
                    await asyncio.sleep(0.05)
