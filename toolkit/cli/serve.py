"""The command that opens the app: on this machine for one user, or for others over a network."""

import ipaddress
import os
import socket
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from toolkit.cli.database import DatabaseOption
from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.resources import shipped

if TYPE_CHECKING:
    from toolkit.store.address import Address

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="A county's folder: it is taken into a database of its own the first time, "
            "and left as it is.",
        ),
    ] = None,
    db: DatabaseOption = None,
    *,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8501,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help="Address of this machine to answer at. Beyond 127.0.0.1 people sign in, or you get a link "
            "that lets you in, and partners join a workshop by its code.",
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name people type for this server; say it again for another."),
    ] = None,
    link_file: Annotated[
        Path | None,
        typer.Option("--link-file", help="Write your own link to this file instead of the terminal."),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Open the sample county, to try things.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
) -> None:
    """Open the app: score, workshop, ranking, priorities, horizon, county, history.

    Without a folder or a database it opens your own database, or the sample county while you have none.
    """
    if find_spec("streamlit") is None:
        raise UsageError(say("The app needs Streamlit. Install it with: pip install 'csp-toolkit[app]'"))
    if sample and (folder or db):
        raise UsageError(say("--sample opens the sample county alone; leave out the folder and --db."))
    if folder is not None and not folder.is_dir():
        raise UsageError(say("{folder} is not a folder. Name a county's folder, or none.", folder=folder))
    address = _database(folder, db, sample=sample)
    _refuse_unsafe(host)
    _refuse_taken(host, port)
    typer.echo(
        say(
            "Opening {address} at http://{host}:{port} ({reach}; Ctrl+C ends it).",
            address=address,
            host=host,
            port=port,
            reach=_reach(host),
        )
    )
    arguments = ["--host", host, "--port", str(port), *(["--browser"] if browser else [])]
    arguments += ["--link-file", str(link_file.absolute())] if link_file else []
    arguments += [part for file in _secrets_files() for part in ("--secrets", str(file))]
    arguments += [part for one in name or [] for part in ("--name", one)]
    _name(address, folder)
    _run([str(shipped("apps") / "server.py"), *arguments], afresh=_holds_password(address))


def _run(script: list[str], *, afresh: bool) -> None:
    """Run the server in this process: what is imported for a command is not imported again.

    `afresh` begins a new process in its place, whose arguments every user of the machine may read.
    """
    sys.stdout.flush()
    # Streamlit reads .streamlit/config.toml from the folder it is started in, so start it where ours lies.
    os.chdir(shipped(".streamlit").parent)
    if afresh:
        os.execv(sys.executable, [sys.executable, *script])  # noqa: S606
    sys.argv = script
    run_path(script[0], run_name="__main__")


def _holds_password(address: "Address") -> bool:
    return address.url is not None and address.url.password is not None


def _reach(host: str) -> str:
    return say("this machine only") if host in _LOOPBACK else say("whoever reaches this address")


def _refuse_unsafe(host: str) -> None:
    """Refuse an address that the internet may reach while nobody can sign in."""
    if host in _LOOPBACK or any(_has_login(file) for file in _secrets_files()):
        return
    try:
        private = ipaddress.ip_address(host).is_private
    except ValueError:  # a name: nobody can tell where it is reached from
        private = False
    if not private:
        raise UsageError(
            say(
                "{host} may be reached from the internet, and signing in is not set up, so the app does not "
                "start. docs/signing-in.md says how to set it up.",
                host=host,
            )
        )


def _has_login(file: Path) -> bool:
    try:
        return "auth" in tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False


def _secrets_files() -> list[Path]:
    """Return where the settings of signing in may lie, the folder the app was started in last: it counts."""
    folders = [Path.home(), Path.cwd()]
    return [folder / ".streamlit" / "secrets.toml" for folder in folders]


def _refuse_taken(host: str, port: int) -> None:
    """Refuse an address that is not this machine's, or a port that another program has."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise UsageError(
            say(
                "The app cannot answer at {host}, port {port}: {strerror}. "
                "Name another with --port or --host.",
                host=host,
                port=port,
                strerror=error.strerror,
            )
        ) from None


def _database(folder: Path | None, db: str | None, *, sample: bool) -> "Address":
    """Return the database to open; a folder named here counts for more than ``TOOLKIT_DB`` does."""
    from toolkit.store.address import (
        Address,
        default_path,
        named_address,
        parse_address,
        path_for_folder,
        sample_path,
    )

    if sample:
        return Address(path=sample_path())
    if db:
        return parse_address(db)
    if folder is not None:
        return Address(path=path_for_folder(folder))
    path = default_path() if default_path().exists() else sample_path()
    return named_address() or Address(path=path)


def _name(address: "Address", folder: Path | None) -> None:
    """Tell the app, in its environment, which database to open and which folder goes with it."""
    url = address.url.render_as_string(hide_password=False) if address.url is not None else ""
    os.environ["TOOLKIT_DB"] = url or str(address.path)
    os.environ.pop("TOOLKIT_COUNTY", None)
    if folder is not None:
        os.environ["TOOLKIT_COUNTY"] = str(folder.absolute())
