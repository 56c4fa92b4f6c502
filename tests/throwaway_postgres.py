"""A PostgreSQL server of one's own on loopback, with checksums, that is gone afterwards.

As a command it runs another one with the server's address in ``TOOLKIT_TEST_POSTGRES``; where there is no
PostgreSQL it says so and runs the command all the same.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import psycopg

from tests.serving import free_port

SERVER = "TOOLKIT_TEST_POSTGRES"
REQUIRED = "CSP_REQUIRE_POSTGRES"
IN_MEMORY = "--in-memory"
"""Tests make and drop hundreds of databases, which costs a disk dearly; figures are taken on a disk."""

_SECONDS = 60
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


class NoServer(Exception):
    """There is no PostgreSQL here, or it does not start."""


class Server:
    """A throw-away server in `folder`, which must be empty. It can be killed and started again."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self._programs = programs()
        self._folder = folder
        self._data = folder / "data"
        self._settings = [word for setting in settings for word in ("-c", setting)]
        self._password = secrets.token_hex(12)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._make()

    @property
    def address(self) -> str:
        """The address of the server, as its superuser."""
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:  # or the old one was not quite gone
                self._process = self._spawn()
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise NoServer(f"it does not start: {self._log().read_text()[-2000:]}")

    def kill(self) -> None:
        """Kill the server and all its processes at once, as when the power goes."""
        assert self._process is not None
        children = list(_children(self._process.pid))
        for process in (self._process.pid, *children):
            _kill(process)
        self._process.wait()

    def stop(self) -> None:
        """Stop the server, whatever it is doing."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def _log(self) -> Path:
        return self._folder / "server.log"

    def _make(self) -> None:
        if (user := _other_user()) is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        secret = self._folder / "password"
        secret.write_text(self._password)
        secret.chmod(0o644)  # the folder is its user's alone
        command = [self._programs / "initdb", "-D", self._data, "-U", "postgres", "--pwfile", secret]
        options = ["--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [*command, *options], cwd="/", capture_output=True, text=True, check=False, **_as_user()
        )
        if made.returncode:
            raise NoServer(made.stderr.strip() or made.stdout.strip())

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self._folder}"]
        command = [self._programs / "postgres", "-D", self._data, "-p", str(self.port), *settings]
        with self._log().open("ab") as log:
            return subprocess.Popen(
                [*command, *self._settings],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **_as_user(),
            )


def programs() -> Path:
    """Return where the newest server's programs lie.

    Raises
    ------
    NoServer
        When there are none.
    """
    found = [path for place in _PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    if not found:
        raise NoServer("PostgreSQL is not installed")
    return max(found, key=lambda path: [int(part) for part in path.parts if part.isdigit()]).parent


def _in_memory() -> Path | None:
    """Return a folder in memory with room to spare, where making and dropping databases costs no disk."""
    memory = Path("/dev/shm")  # noqa: S108 (a folder of a name nobody else has is made in it)
    room = 4 * 2**30
    return memory if memory.is_dir() and shutil.disk_usage(memory).free >= room else None


@contextmanager
def throwaway_server(*settings: str, within: Path | None = None) -> Iterator[Server]:
    """Start a server in a folder of its own and take both away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="csp-postgres-", dir=within))
    try:
        server = Server(folder, *settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        for _ in range(10):  # a process that is on its way out may still write
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.2)


def _other_user() -> pwd.struct_passwd | None:
    """Return the user the server runs as, where we are root, as whom it will not run."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("it does not run as root, and there is no user 'postgres' or 'nobody'")


def _as_user() -> dict[str, object]:
    user = _other_user()
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _children(process: int) -> Iterator[int]:
    """Yield what `process` started, where the system says; elsewhere it ends when that is gone."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            parent = status.read_text().rpartition(")")[2].split()[1]
            if int(parent) == process:
                yield int(status.parent.name)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)  # so that the server is stopped on the way out


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main(command: list[str]) -> int:
    """Run `command` with a server, or without where there is none; after ``--in-memory``, one in memory."""
    signal.signal(signal.SIGTERM, _leave)
    in_memory = None
    if command[:1] == [IN_MEMORY]:
        command, in_memory = command[1:], _in_memory()
    if os.environ.get(SERVER):
        return subprocess.run(command, check=False).returncode
    try:
        with throwaway_server("max_connections=200", within=in_memory) as server:
            given = {**os.environ, SERVER: server.address}
            return subprocess.run(command, check=False, env=given).returncode
    except NoServer as reason:
        if os.environ.get(REQUIRED) == "1":
            _say(f"{REQUIRED} is 1, but there is no PostgreSQL server for the tests: {reason}.")
            return 1
        _say(f"There is no PostgreSQL server for the tests ({reason}), so those that need one are skipped.")
        _say(f"To run them too: install the package 'postgresql', or name a server in {SERVER}.")
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
