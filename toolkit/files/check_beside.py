"""Checking what stands beside returns: held against them, every fault at once."""

from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.files.beside import beside_words, read_beside
from toolkit.files.county_file import areas_beside
from toolkit.files.returns import read_return
from toolkit.language import say
from toolkit.model.beside import Beside


def beside_lines(folder: Path, returns: Iterable[Path]) -> list[str]:
    """Say what stands beside returns, or raise the faults of all of it; a faulty return's are its own."""
    found: list[Beside] = []
    faults: list[Fault] = []
    for path in returns:
        try:
            found.append(_held_against_its_return(path))
        except InputRejected as error:
            faults.extend(error.faults)
    if faults:
        raise InputRejected(faults)
    said = beside_words(found)
    return [say("{name}: beside the scores {what}", name=folder.absolute().name, what=said)] if said else []


def _held_against_its_return(path: Path) -> Beside:
    try:
        return_, areas = read_return(path), areas_beside(path)
    except ToolkitError:  # said of the return itself
        return_, areas = None, None
    return read_beside(path, return_, areas)
