"""The command that opens the app in a browser, on this machine and for one user."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import UsageError
from toolkit.resources import shipped


def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="A county's folder; your own copy of the sample unless given."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8501,
    *,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
) -> None:
    """Open the app: score, workshop, ranking, priorities, horizon, county."""
    if find_spec("streamlit") is None:
        raise UsageError("The app needs Streamlit. Install it with: pip install 'csp-toolkit[app]'")
    from toolkit.files.sample import working_sample

    county = folder or working_sample()
    if not county.is_dir():
        raise UsageError(f"{county} is not a folder. Name a county's folder, or none for the sample.")
    typer.echo(f"Opening {county} at http://127.0.0.1:{port} (this machine only; Ctrl+C ends it).")
    script = shipped("apps") / "streamlit_app.py"
    arguments = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    arguments += ["--server.headless", "false" if browser else "true"]
    os.environ["TOOLKIT_COUNTY"] = str(county.absolute())
    sys.stdout.flush()
    # Streamlit reads .streamlit/config.toml from the folder it is started in, so start it where ours lies.
    os.chdir(shipped(".streamlit").parent)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), *arguments])  # noqa: S606
