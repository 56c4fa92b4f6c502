"""The server as `csp-toolkit app` starts it, asked over HTTP and WebSocket by who may and who may not."""

import asyncio
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.serving import free_port, served

CHECKOUT = Path(__file__).resolve().parents[2]
HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


def command(port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "toolkit", "app", "--no-browser", "--port", str(port), *options]


def surroundings(folder: Path) -> dict[str, str]:
    return {"XDG_DATA_HOME": str(folder), "TOOLKIT_DB": str(folder / "county.db"), "HOME": str(folder)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    env, log = surroundings(folder), folder / "server.log"
    with served(command(port), port=port, cwd=CHECKOUT, env=env, log=log) as url:
        yield url


def ask(url: str, path: str = "/", *, method: str = "GET", **headers: str) -> Answer:
    """Send one request with headers as they are, ``Host`` among them."""
    place = urlsplit(url)
    assert place.hostname
    with closing(HTTPConnection(place.hostname, place.port, timeout=30)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as reply:
            found = {name.casefold(): value for name, value in reply.getheaders()}
            return Answer(reply.status, found, reply.read().decode(errors="replace"))


@pytest.mark.parametrize("path", ["/", "/score", "/_stcore/health", "/static/none.js", "/media/none.csv"])
def test_every_answer_carries_the_headers_that_shut_doors(server: str, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert re.search(r"script-src 'self'( 'sha256-[\w+/=]+')+;", policy)
    assert re.search(r"https?:|\*", policy) is None


def test_downloads_are_kept_by_no_browser_and_no_proxy(server: str) -> None:
    assert ask(server, "/media/none.csv").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.evil.example", "evil.example:8501", "user@127.0.0.1", "", "["]
)
def test_a_name_that_is_not_the_servers_gets_no_answer(server: str, name: str) -> None:
    answer = ask(server, Host=name)
    assert answer.status in {400, 421}
    assert "<title>" not in answer.body


@pytest.mark.parametrize("name", HERE)
def test_this_machines_names_are_answered(server: str, name: str) -> None:
    assert ask(server, Host=f"{name}:{urlsplit(server).port}").status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/upload_file/a/b"])
def test_a_page_of_another_site_gets_no_answer(server: str, path: str, origin: str) -> None:
    answer = ask(server, path, Origin=origin)
    assert (answer.status, answer.body) == (403, "This server answers its own pages only.")


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
def test_doors_for_programs_are_shut(server: str, path: str) -> None:
    assert ask(server, path).status == 404


def shake_hands(url: str, origin: str | None, host: str | None = None) -> int:
    """Open a WebSocket as a browser at `origin` would; return the status it is refused with, or 101."""

    async def attempt() -> int:
        headers = {"Host": host} if host else {}
        try:
            async with connect(
                f"ws{url.removeprefix('http')}/_stcore/stream",
                origin=origin,  # type: ignore[arg-type] # a text of its own kind
                additional_headers=headers,
                proxy=None,
            ):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    return asyncio.run(attempt())


def test_a_connection_opens_from_the_servers_own_pages_only(server: str) -> None:
    assert shake_hands(server, server) == 101
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert shake_hands(server, origin) == 403


def refused(folder: Path, *options: str) -> str:
    done = subprocess.run(
        command(free_port(), *options),
        cwd=folder,
        env={**os.environ, **surroundings(folder), "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    return done.stdout + done.stderr


def test_an_address_of_the_internet_is_not_served_without_signing_in(tmp_path: Path) -> None:
    assert "signing in is not set up, so the app does not start" in refused(tmp_path, "--host", "8.8.8.8")
    assert "signing in is not set up" in refused(tmp_path, "--host", "csp.county.example")


def test_the_owners_link_is_never_written_to_a_log(tmp_path: Path) -> None:
    said = refused(tmp_path, "--host", "127.0.0.3")
    assert "shown at a terminal only" in said
    assert "key=" not in said


def test_the_owners_link_opens_the_app_once_it_is_followed(tmp_path: Path) -> None:
    port, file = free_port(), tmp_path / "link"
    options = command(port, "--host", "127.0.0.2", "--link-file", str(file))
    log = tmp_path / "server.log"
    with served(
        options, port=port, cwd=CHECKOUT, env=surroundings(tmp_path), log=log, host="127.0.0.2"
    ) as url:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        link = file.read_text(encoding="utf-8").strip()
        assert "key=" not in log.read_text(encoding="utf-8")
        place = urlsplit(link)
        opened = ask(url, f"{place.path}?{place.query}")
        assert (opened.status, opened.headers["location"]) == (303, "/")
        cookie = opened.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
        assert opened.headers["cache-control"] == "no-store"
        assert ask(url, "/owner?key=guessed").status == 403
        assert ask(url, Host="evil.example").status == 421


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="what others see is read from /proc")
def test_nobody_else_on_the_machine_sees_the_password_of_a_database(tmp_path: Path) -> None:
    port = free_port()
    address = f"postgresql://me:Zqsecretvex@127.0.0.1:{free_port()}/county"
    with served(
        command(port, "--db", address),
        port=port,
        cwd=CHECKOUT,
        env=surroundings(tmp_path),
        log=tmp_path / "log",
    ) as url:
        assert ask(url, "/_stcore/health").status == 200
        seen = [words for words in command_lines() if str(port).encode() in words]
    assert seen
    assert b"Zqsecretvex" not in b" ".join(word for words in seen for word in words)
    assert "Zqsecretvex" not in (tmp_path / "log").read_text(encoding="utf-8")


def command_lines() -> Iterator[list[bytes]]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield (process / "cmdline").read_bytes().split(b"\0")
