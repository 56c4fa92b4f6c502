"""The link that lets whoever started the app in, where it is reached over a network and nobody signs in.

As in a notebook server: the secret is new at each start, shown once to who started it, and kept hashed and
in memory alone. Opening the link leaves a cookie in the browser that no script can read.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from toolkit.language import say

PATH: Final = "/owner"
"""Where the link leads; it leads on to the first page."""

_COOKIE: Final = "csp_owner"
_DIGESTS: dict[str, bytes] = {}


def new_owner_link() -> str:
    """Make a link, the only one that counts from now on, and return its path with the secret."""
    secret = secrets.token_urlsafe(32)
    _DIGESTS["owner"] = _digest(secret)
    return f"{PATH}?key={secret}"


def is_offered() -> bool:
    """Say whether this server lets its owner in by a link."""
    return bool(_DIGESTS)


def is_owner(cookies: Mapping[str, str]) -> bool:
    """Say whether a browser with these cookies was opened with the owner's link."""
    return _fits(cookies.get(_COOKIE, ""))


def route() -> Route:
    """Return the route that the link leads to."""
    return Route(PATH, _open, methods=["GET"])


async def _open(request: Request) -> Response:
    secret = request.query_params.get("key", "")
    if not _fits(secret):
        return PlainTextResponse(say("This link has ended. The app shows a new one when it starts."), 403)
    reply = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    reply.set_cookie(_COOKIE, secret, httponly=True, samesite="strict", secure=secure)
    return reply


def _fits(secret: str) -> bool:
    kept = _DIGESTS.get("owner")
    return kept is not None and hmac.compare_digest(_digest(secret), kept)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
