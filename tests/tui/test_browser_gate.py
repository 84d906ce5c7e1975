"""Who sees the screens in a browser: the first that brings the token; one process a window; nobody else."""

import asyncio
import json
import re
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from os import fdopen, pipe
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, ClientWebSocketResponse, WSServerHandshakeError, web

from tui.__main__ import command_line
from tui.browser.driver import _write_whole
from tui.browser.gate import Gate
from tui.browser.server import BrowserServer

# Draws as the screens do: says it is there, answers in capitals, hands a file out at `f`, leaves at `q`.
SCREENS = """
import json, pathlib, sys
folder, taken = pathlib.Path(sys.argv[1]), sys.stdin.buffer
def send(kind, data):
    sys.stdout.buffer.write(kind + len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
send(b"D", b"siap")
while kind := taken.read(1):
    data = taken.read(int.from_bytes(taken.read(4), "big"))
    if data == b"q" or kind == b"M" and json.loads(data)["type"] == "quit":
        break
    if data == b"f":
        told = {"type": "deliver_file_start", "key": "abc", "path": str(folder / sys.argv[2])}
        send(b"M", json.dumps(told).encode())
    elif kind == b"D":
        send(b"D", data.upper())
(folder / "selesai").touch()
"""
NAME = 'd\u00e9wan "50%"; [a].xlsx'


@dataclass
class Served:
    gate: Gate
    session: ClientSession
    port: int
    folder: Path

    @property
    def token(self) -> str:
        return self.gate.address.partition("=")[2]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def status(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        async with self.session.request(method, self.url(path), headers=headers) as answer:
            return answer.status, await answer.text()

    async def come_in(self) -> dict[str, str]:
        """The header that the first browser brings from now on."""
        async with self.session.get(self.gate.address) as answer:
            assert answer.status == 200
            return {"Cookie": cookie_of(answer).partition(";")[0]}

    def window(self, **headers: str):
        own = {"Origin": self.url("")}
        return self.session.ws_connect(self.url("/ws?width=90&height=30"), headers={**own, **headers})


def cookie_of(answer: ClientResponse) -> str:
    return answer.headers["Set-Cookie"]


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Served]:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    gate = Gate(port)
    server = BrowserServer([sys.executable, "-S", "-c", SCREENS, str(folder), NAME], gate)
    runner = web.AppRunner(await server._make_app(), access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    async with ClientSession() as session:
        yield Served(gate, session, port, folder)
        await runner.cleanup()


async def bytes_of(window: ClientWebSocketResponse) -> bytes:
    return await window.receive_bytes(timeout=20)


async def has_ended(served: Served) -> bool:
    """Whether the process of the window came to its own end."""
    for _ in range(400):
        if (served.folder / "selesai").exists():
            return True
        await asyncio.sleep(0.02)
    return False


async def test_the_first_browser_comes_in_and_the_token_is_worn(tmp_path):
    async with serving(tmp_path) as served:
        token = served.token
        assert len(token) >= 43
        async with served.session.get(served.gate.address) as answer:
            words = await answer.text()
            cookie = cookie_of(answer)
        assert 'content="0;url=/"' in words
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie
        assert token not in cookie
        status, words = await served.status(f"/?kunci={token}")
        assert status == 403
        assert "berlaku satu kali" in words
        status, words = await served.status("/", Cookie=cookie.partition(";")[0])
        assert status == 200
        assert f"ws://127.0.0.1:{served.port}/ws" in words


async def test_without_the_cookie_nothing_is_served_and_the_token_stays(tmp_path):
    async with serving(tmp_path) as served:
        shut = ("/", "/ws", "/static/js/textual.js", "/pagu/window.js", "/download/abc", "/tiada")
        wrong = ("/?kunci=", "/?kunci=salah", "/?kunci=%ff%00", f"/?kunci={served.token[:-1]}")
        for path in (*shut, *wrong):
            status, words = await served.status(path)
            assert (status, "berlaku satu kali" in words) == (403, True), path
        for cookie in (f"pagu-{served.port}=", f"pagu-{served.port}=salah", f"pagu={served.token}"):
            assert (await served.status("/", Cookie=cookie))[0] == 403
        assert (await served.status(f"/?kunci={served.token}", "HEAD"))[0] == 403
        assert (await served.status(f"/?kunci={served.token}", "POST"))[0] == 403
        await served.come_in()


async def test_a_foreign_name_that_points_here_is_refused_before_the_token_is_looked_at(tmp_path):
    async with serving(tmp_path) as served:
        port = served.port
        for host in ("jahat.example", f"jahat.example:{port}", f"127.0.0.1:{port + 1}", "127.0.0.1", ""):
            status, words = await served.status(f"/?kunci={served.token}", Host=host)
            assert (status, "hanya untuk komputer" in words) == (403, True), host
        brought = await served.come_in()
        assert (await served.status("/", Host=f"jahat.example:{port}", **brought))[0] == 403
        status, words = await served.status("/", Host=f"localhost:{port}", **brought)
        assert f"ws://localhost:{port}/ws" in words


async def test_the_socket_answers_only_pages_that_came_from_here(tmp_path):
    async with serving(tmp_path) as served:
        brought = await served.come_in()
        own = served.url("")
        alike = (f"{own}.jahat.example", own.replace("http", "https"), own.replace("127.0.0.1", "localhost"))
        other_port = f"http://127.0.0.1:{served.port + 1}"
        for origin in ("http://jahat.example", other_port, *alike, "null", ""):
            with pytest.raises(WSServerHandshakeError) as refused:
                await served.window(Origin=origin, **brought)
            assert refused.value.status == 403, origin
        assert (await served.status("/ws", **brought))[0] == 403
        with pytest.raises(WSServerHandshakeError) as refused:
            await served.window()
        assert refused.value.status == 403
        async with served.window(**brought) as window:
            assert await bytes_of(window) == b"siap"


async def test_a_page_fetches_nothing_from_elsewhere_and_is_laid_into_no_other(tmp_path):
    async with serving(tmp_path) as served:
        brought = await served.come_in()
        named = re.compile(r"""(?:src|href|url)\(?=?\s*["'(]*((?:https?:)?//[^"')]+)""")
        for path in ("/", "/pagu/window.css", "/pagu/window.js", "/static/css/xterm.css"):
            status, words = await served.status(path, **brought)
            assert (status, named.findall(words)) == (200, []), path
        async with served.session.get(served.url("/"), headers=brought) as answer:
            rule = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in rule and "frame-ancestors 'none'" in rule
            assert "unsafe-eval" not in rule
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_a_window_is_a_process_that_hands_files_out_and_ends_with_the_window(tmp_path):
    """Keys go in, what is drawn comes out, a file has its own name, a second window is one more process."""
    (tmp_path / NAME).write_bytes(b"PK\x03\x04" * 50_000)
    async with serving(tmp_path) as served:
        brought = await served.come_in()
        async with served.window(**brought) as window, served.window(**brought) as other:
            assert await bytes_of(window) == await bytes_of(other) == b"siap"
            await window.send_json(["stdin", "halo"])
            assert await bytes_of(window) == b"HALO"
            await window.send_json(["stdin", "f"])
            assert json.loads(await window.receive_str(timeout=20)) == ["deliver_file_start", "abc"]
            assert (await served.status("/download/abc"))[0] == 403
            assert (await served.status("/download/lain", **brought))[0] == 404
            async with served.session.get(served.url("/download/abc"), headers=brought) as answer:
                assert await answer.read() == (tmp_path / NAME).read_bytes()
                disposition = answer.headers["Content-Disposition"]
            assert disposition == "attachment; filename*=UTF-8''d%C3%A9wan%20%2250%25%22%3B%20%5Ba%5D.xlsx"
            await other.send_json(["stdin", "lain"])
            assert await bytes_of(other) == b"LAIN"
            await window.close()
            assert await has_ended(served)
            while (await served.status("/download/abc", **brought))[0] != 404:
                await asyncio.sleep(0.02)


async def test_a_program_that_is_left_closes_its_window(tmp_path):
    async with serving(tmp_path) as served:
        async with served.window(**await served.come_in()) as window:
            await bytes_of(window)
            await window.send_json(["stdin", "q"])
            await window.receive(timeout=20)
            assert window.closed
        assert await has_ended(served)


async def test_who_stops_serving_ends_every_window(tmp_path):
    async with serving(tmp_path) as served:
        window = await served.window(**await served.come_in())
        await bytes_of(window)
    assert (tmp_path / "selesai").exists()


def test_what_two_threads_write_never_mingles():
    """Two packets of 300.000 bytes; a pipe takes 65.536 at most at a time."""
    take, give = pipe()
    turn = threading.Lock()
    packets = [mark * 300_000 for mark in (b"a", b"b")]
    writers = [threading.Thread(target=_write_whole, args=(turn, give, packet)) for packet in packets]
    for writer in writers:
        writer.start()
    with fdopen(take, "rb") as reading:
        found = reading.read(600_000)
    for writer in writers:
        writer.join()
    assert found in (packets[0] + packets[1], packets[1] + packets[0])
    # The reader is gone: what is written then is nobody's, and no fault of the program.
    assert _write_whole(turn, give, b"lagi") == 4


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        command_line(["serve", *arguments])
    captured = capsys.readouterr()
    assert captured.out == ""
    return int(left.value.code or 0), " ".join(captured.err.split())


def test_what_cannot_be_served_is_said_with_its_reason(tmp_path, capsys):
    for address in ("0.0.0.0", "192.168.1.7", "::", "kantor.example"):
        code, said = refusal(capsys, "--host", address)
        assert (code, "hanya melayani komputer ini (127.0.0.1)" in said) == (2, True), address
    assert refusal(capsys, str(tmp_path / "tiada.pagu")) == (
        1,
        f"Kesalahan: {tmp_path / 'tiada.pagu'}: berkas ini tidak ada. Buat dahulu dengan pagu new.",
    )
    assert refusal(capsys, "--port", "70000")[0] == 2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = refusal(capsys, "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "sedang dipakai program lain. Pilih yang lain dengan --port." in said
