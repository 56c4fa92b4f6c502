"""How far a load of figures has come, on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.evidence.load import Progress


@contextmanager
def counting() -> "Iterator[Callable[[Progress], None] | None]":
    """Show on a terminal how many bytes are counted and the file that is read; elsewhere show nothing.

    Yields what is called with the progress of a load; None where nobody watches.
    """
    from rich import progress
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TimeElapsedColumn(),
    )
    with progress.Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(say("Counting figures"), total=None)

        def told(at: "Progress") -> None:
            what = say("Counting {file}", file=at.now)
            shown.update(task, description=what, total=at.of, completed=at.done)

        yield told
