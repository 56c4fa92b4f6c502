"""The app as a server: who may ask, what each answer carries, and a warm-up while it answers already.

`csp-toolkit app` runs it as a script in its own process, from the folder that holds ``.streamlit``.
"""

import argparse
import os
import sys
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.net_util import get_internal_ip

_HERE: Final = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

from apps import owner_link, starting  # noqa: E402 (after this folder's parent is found)
from apps.http_guard import HttpGuard, content_policy  # noqa: E402 (same)
from apps.kept_answers import keep_answers  # noqa: E402 (same)
from apps.warm_up import warm_up  # noqa: E402 (same)
from toolkit.language import say  # noqa: E402 (same)

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 (what the option may say)


def _wanted() -> argparse.Namespace:
    """Return what `csp-toolkit app` asks for."""
    parser = argparse.ArgumentParser(prog="csp-toolkit app")
    parser.add_argument("--host", default=_LOOPBACK[0])
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--name", dest="names", action="append", default=[])
    parser.add_argument("--secrets", action="append", default=[])
    parser.add_argument("--link-file", type=Path)
    parser.add_argument("--browser", action="store_true")
    return parser.parse_args()


def _host(wanted: argparse.Namespace) -> str:
    """Return the address others reach this machine at, as far as it knows."""
    host = str(wanted.host)
    return (get_internal_ip() or _LOOPBACK[0]) if host in _EVERYWHERE else host


def _has_login() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def _link(wanted: argparse.Namespace) -> str:
    """Return the path to open first: the owner's link where nobody can sign in and others may come."""
    if wanted.host in _LOOPBACK or _has_login():
        return "/"
    if wanted.link_file is None and not sys.stdout.isatty():
        sys.exit(
            say(
                "The owner's link is shown at a terminal only, so that it stays out of logs. Start the app "
                "at a terminal, or name a file for the link with --link-file."
            )
        )
    return owner_link.new_owner_link()


def _say_ready(link: str, wanted: argparse.Namespace) -> None:
    """Say where the app is; the owner's link goes to the terminal or to a file of their own, never both."""
    host = _host(wanted)
    address = f"http://{f'[{host}]' if ':' in host else host}:{wanted.port}{link}"
    if link == "/":
        _say(say("Ready: {address}", address=address))
    elif wanted.link_file is None:
        yours = say("That link is yours: it may do everything. Others join by a workshop's code.")
        _say(say("Ready: {address}", address=address) + f"\n{yours}")
    else:
        handle = os.open(wanted.link_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{address}\n")
        _say(say("Ready. Your own link is in {file}.", file=wanted.link_file))
    if wanted.browser:
        webbrowser.open(address)


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 (at the terminal it was started from)


def _app(wanted: argparse.Namespace) -> st.App:
    """Return the app behind its guard; it warms up once it has begun to answer."""

    @asynccontextmanager
    async def ready(_: st.App) -> AsyncGenerator[None, None]:
        link = _link(wanted)
        config.set_option("server.allowedHosts", ["*"])  # the guard asks, and knows more names
        starting.begin(warm_up)
        _say_ready(link, wanted)
        yield

    def names() -> list[str]:
        return [*st.get_option("server.allowedHosts"), *wanted.names, _host(wanted)]

    return st.App(
        _HERE / "streamlit_app.py",
        lifespan=ready,
        middleware=[Middleware(HttpGuard, names=names, policy=content_policy())],
        routes=[owner_link.route()],
    )


def look_for_no_components() -> None:
    """Spare Streamlit its search of all that is installed for parts of pages: ours have none but its own.

    The search takes a fifth of the start, and would let a package that lies here put scripts into our pages.
    """
    manifest_scanner.scan_component_manifests = lambda max_workers=None: []  # noqa: ARG005 (it is asked so)


def main() -> None:
    """Serve until somebody ends it."""
    wanted = _wanted()
    look_for_no_components()
    keep_answers()
    _app(wanted).run(
        config={
            "server.address": wanted.host,
            "server.port": wanted.port,
            "server.headless": True,
            "logger.hideWelcomeMessage": True,
            **({"secrets.files": wanted.secrets} if wanted.secrets else {}),
        }
    )


if __name__ == "__main__":
    main()
