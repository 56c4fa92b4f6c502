"""What would make the first visitors wait, done as soon as the app answers."""

import gc
import importlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from toolkit.errors import ToolkitError

_SCRIPTS: Final = ("server", "streamlit_app")


def warm_up() -> None:
    """Import what the pages use, open the database and read its returns; leave that out of the collections.

    What cannot be opened is told on the page, so nothing is said of it here.
    """
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if file.stem not in _SCRIPTS:
            importlib.import_module(f"apps.{file.stem}")
    with suppress(ToolkitError, OSError):
        _read_returns()
    gc.collect()
    gc.freeze()


def _read_returns() -> None:
    from apps.opened import opened, owner  # noqa: PLC0415 (quick to import before warming up)
    from toolkit.store.assessments import open_return, readable_records  # noqa: PLC0415 (same)

    store = opened().store
    for record in readable_records(store, owner()):
        with suppress(ToolkitError):  # one that cannot be read never hides the others
            open_return(store, owner(), record.id)
