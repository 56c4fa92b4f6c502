"""What stands before every request: whom the server answers, and the headers it sends with each answer."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST: Final = re.compile(r"\[?([\w.-]+|[0-9a-f:.]+(?=\]))\]?(?::\d+)?")
_POLICY: Final = (
    "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SHUT: Final = ("/_stcore/metrics", "/_stcore/agent")
"""Streamlit's doors for programs: figures of use without a login, and the agents' interface."""
_OURS_ALONE: Final = ("/media/", "/owner")
"""What no browser or proxy should keep a copy of."""


def content_policy(index: Path | None = None) -> str:
    """Return the content security policy, with the hash of each inline script in Streamlit's page."""
    page = index or Path(streamlit.__file__).parent / "static" / "index.html"
    found = _INLINE.findall(page.read_text(encoding="utf-8"))
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in found)
    return _POLICY.format(scripts=" ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)]))


class HttpGuard:
    """Answer only who asks for this server by its name and from its own pages; add the headers.

    Without the check of the origin Streamlit asks a machine on the internet for this one's address when a
    foreign page opens a connection, and everybody waits for that.

    Parameters
    ----------
    app
        What answers.
    names
        Returns the names this server goes by, asked once as it starts, when its settings have been read; the
        address a connection arrived at counts as well.
    policy
        The content security policy.
    """

    def __init__(self, app: ASGIApp, *, names: Callable[[], Iterable[str]], policy: str) -> None:
        self._app = app
        self._names = {name.casefold().rstrip(".") for name in names()}
        self._headers = {**_HEADERS, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if scope["path"].startswith(_OURS_ALONE):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").casefold()
        if not self._is_ours(host, scope):
            return PlainTextResponse("This server does not go by that name.", 421)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.casefold() != host:
            return PlainTextResponse("This server answers its own pages only.", 403)
        if scope["path"].startswith(_SHUT):
            return PlainTextResponse("There is nothing here.", 404)
        return None

    def _is_ours(self, host: str, scope: Scope) -> bool:
        found = _HOST.fullmatch(host)
        arrived_at = scope.get("server") or ("", None)
        return found is not None and (found[1].rstrip(".") in self._names or found[1] == arrived_at[0])
