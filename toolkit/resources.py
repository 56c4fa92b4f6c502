"""Where the shipped data and a user's own data lie."""

import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from toolkit.errors import StorageFailed

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder of shipped data called `name`, such as ``matrices``.

    It lies beside the code in a checkout, inside the package once installed.

    Raises
    ------
    StorageFailed
        When the installation lacks the folder.
    """
    for top in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (top / name).is_dir():
            return top / name
    raise StorageFailed(f"This installation has no '{name}' folder; reinstall csp-toolkit.")


def user_folder() -> Path:
    """Return the folder for a user's own data, as each system has it."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "csp-toolkit"


def toolkit_version() -> str:
    """Return the version of the toolkit that is installed; a checkout that is not installed says so."""
    try:
        return version("csp-toolkit")
    except PackageNotFoundError:
        return "not installed"
