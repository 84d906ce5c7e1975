"""Who may come in: the first browser that brings the token, and nobody after it.

The token stands in the address that is printed, and is worn by its first use. That browser gets a cookie,
which every later request must bring. A page of another site can neither read it nor use it: the cookie
never travels with foreign requests, the name in `Host` must be this machine's (a foreign name may be made
to point here), and the socket answers only pages that came from here.
"""

import secrets
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import web

LOOPBACK = "127.0.0.1"
TOKEN = "kunci"
SOCKET_PATH = "/ws"

_FOREIGN = (
    "Halaman ini hanya untuk komputer tempat pagu serve berjalan. Buka alamat 127.0.0.1 yang dicetaknya."
)
_NO_KEY = (
    "Alamat pagu berlaku satu kali, untuk peramban yang pertama membukanya. Untuk peramban lain: hentikan "
    "pagu serve dengan Ctrl+C, jalankan lagi, dan buka alamat baru yang dicetaknya."
)
_OTHER_PAGE = "Permintaan ini tidak datang dari halaman pagu, jadi tidak dijawab."
_HEADERS = {
    # Nothing is fetched from elsewhere, and nobody lays this page into his own.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """Stands before everything that is served at `port`."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        self._token: str | None = secrets.token_urlsafe(32)
        # Browsers share cookies between all ports of a machine: each server has its own name.
        self._cookie_name = f"pagu-{port}"
        self._cookie = secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """What is opened in the browser. Holds the token: shown once, written nowhere."""
        return f"http://{LOOPBACK}:{self._port}/?{TOKEN}={self._token}"

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let through, let in, or refuse with 403 and the reason."""
        if request.headers.get("Host", "") not in self._hosts:
            return page("Tidak dapat dibuka", _FOREIGN, 403)
        if not _same(request.cookies.get(self._cookie_name, ""), self._cookie):
            return self._let_in(request) or page("Tidak dapat dibuka", _NO_KEY, 403)
        if request.path == SOCKET_PATH and request.headers.get("Origin") != f"http://{request.host}":
            return page("Tidak dapat dibuka", _OTHER_PAGE, 403)
        return await handler(request)

    async def prepare(self, _request: web.Request, response: web.StreamResponse) -> None:
        """What every answer tells the browser to keep to."""
        sockets = " ".join(f"ws://{host}" for host in sorted(self._hosts))
        for name, value in _HEADERS.items():
            response.headers[name] = value.format(sockets=sockets)

    def _let_in(self, request: web.Request) -> web.Response | None:
        brought = request.query.get(TOKEN, "") if request.method == "GET" else ""
        if self._token is None or not _same(brought, self._token):
            return None
        self._token = None
        # A link in another page brings no strict cookie along, not even behind a redirect; this page does.
        answer = page("pagu", "Membuka pagu …", 200, onward="/")
        answer.set_cookie(self._cookie_name, self._cookie, httponly=True, samesite="Strict", path="/")
        return answer


def page(title: str, sentence: str, status: int, onward: str = "") -> web.Response:
    """A plain page of one sentence; it goes on to `onward` by itself."""
    refresh = f'<meta http-equiv="refresh" content="0;url={escape(onward)}">' if onward else ""
    text = Template(resource("sentence.html")).substitute(
        title=escape(title), sentence=escape(sentence), refresh=refresh
    )
    return web.Response(text=text, status=status, content_type="text/html")


def resource(name: str) -> str:
    return files("tui.browser").joinpath(name).read_text("utf-8")


def _same(brought: str, expected: str) -> bool:
    """Compared in constant time."""
    return compare_digest(brought.encode("utf-8", "replace"), expected.encode())
