"""The command that opens the app in a browser, on this machine and for one user."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption
from toolkit.errors import UsageError
from toolkit.resources import shipped

if TYPE_CHECKING:
    from toolkit.store.address import Address


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
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8501,
    *,
    sample: Annotated[bool, typer.Option("--sample", help="Open the sample county, to try things.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
) -> None:
    """Open the app: score, workshop, ranking, priorities, horizon, county, history.

    Without a folder or a database it opens your own database, or the sample county while you have none.
    """
    if find_spec("streamlit") is None:
        raise UsageError("The app needs Streamlit. Install it with: pip install 'csp-toolkit[app]'")
    if sample and (folder or db):
        raise UsageError("--sample opens the sample county alone; leave out the folder and --db.")
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. Name a county's folder, or none.")
    address = _database(folder, db, sample=sample)
    typer.echo(f"Opening {address} at http://127.0.0.1:{port} (this machine only; Ctrl+C ends it).")
    arguments = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    arguments += ["--server.headless", "false" if browser else "true"]
    _name(address, folder)
    sys.stdout.flush()
    script = shipped("apps") / "streamlit_app.py"
    # Streamlit reads .streamlit/config.toml from the folder it is started in, so start it where ours lies.
    os.chdir(shipped(".streamlit").parent)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), *arguments])  # noqa: S606


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
