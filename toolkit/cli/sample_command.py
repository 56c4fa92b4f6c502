"""The command that copies the sample county."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.language import say


def sample(folder: Annotated[Path, typer.Argument(help="A new folder for the copy.")]) -> None:
    """Copy the sample county, invented in part and labelled so, to a folder of your own."""
    from toolkit.files.sample import copy_sample

    copy_sample(folder)
    typer.echo(say("{folder}: the sample county. Next: csp-toolkit county {folder}", folder=folder))
