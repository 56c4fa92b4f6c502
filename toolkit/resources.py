"""Where the shipped data lies: beside the code in a checkout, inside the package once installed."""

from pathlib import Path

from toolkit.errors import StorageFailed

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder of shipped data called `name`, such as ``matrices``.

    Raises
    ------
    StorageFailed
        When the installation lacks the folder.
    """
    for top in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (top / name).is_dir():
            return top / name
    raise StorageFailed(f"This installation has no '{name}' folder; reinstall csp-toolkit.")
