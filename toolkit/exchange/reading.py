"""What is to be imported, read from a county's folder or from one return."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from toolkit.errors import Fault, InputRejected, StorageFailed, ToolkitError
from toolkit.files.beside import read_beside
from toolkit.files.county_file import COUNTY_FILE, CountyFile, areas_beside, read_county_file
from toolkit.files.county_folder import CountyFolder, read_county_folder, return_paths
from toolkit.files.library import Library, library_beside, read_list
from toolkit.files.list_kinds import kinds
from toolkit.files.return_folder import is_return_folder
from toolkit.files.returns import read_return
from toolkit.files.text_file import TOML_LIMIT, read_text
from toolkit.files.toml_file import read_toml
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.county import CountyDecisions
from toolkit.resources import shipped
from toolkit.store.county_values import COUNTY_LISTS
from toolkit.store.import_plan import Batch, KeepList
from toolkit.store.lists import list_name
from toolkit.store.values import lists_of

T = TypeVar("T")


def read_batch(path: Path) -> Batch:
    """Read a county's folder, of every year, or one return, with the lists found beside them.

    Every sound list of the county's folder, its returns' folders and their ``matrices`` is read with the
    text of its file; of the folders above, those that are used. The shipped ones are nobody's own.

    Raises
    ------
    StorageFailed
        When a file is missing or cannot be read.
    InputRejected
        With every fault of every return.
    UsageError
        When the folder holds no return.
    """
    if path.is_file() or is_return_folder(path):
        found = _with_faults_beside([path], lambda: {path: read_return(path)})
        return _batch(CountyFolder(found, default_county(path.absolute().parent)), None)
    if not path.is_dir():
        raise StorageFailed(say("There is no file or folder {path}.", path=path.name))
    return _batch(_with_faults_beside(return_paths(path), lambda: read_county_folder(path)), path)


def default_county(folder: Path) -> CountyDecisions:
    """Return a county with no decisions yet: named and with the lists that ``county.toml`` in `folder` says.

    Without one it has the shipped lists, and the name of the county whose districts they list.

    Raises
    ------
    InputRejected
        When the file holds faults, or a list is not known.
    """
    county, library = read_county_file(folder), library_beside(folder)
    return _county(county, library, named=(folder / COUNTY_FILE).exists())


def shipped_county() -> CountyDecisions:
    """Return a county with no decisions yet, with the shipped lists."""
    return _county(CountyFile.model_construct(name=""), Library(), named=False)


def _county(county: CountyFile, library: Library, *, named: bool) -> CountyDecisions:
    areas = library.area_set(county.area_set.id, county.area_set.version)
    return CountyDecisions(
        name=county.name if named else areas.county,
        area_set=areas,
        category_set=library.category_set(county.category_set.id, county.category_set.version),
        heading_set=library.heading_set(county.heading_set.id, county.heading_set.version),
        origins=county.origins,
    )


def _batch(found: CountyFolder, folder: Path | None) -> Batch:
    inside = [path for path in found.returns if path.is_dir()]
    own = [*inside, folder] if folder is not None else inside
    used = {list_name(one) for one in _used(found, with_county=folder is not None)}
    lists: list[KeepList] = list(_lists(_with_matrices(own)))
    above = [level for path in (folder, *found.returns) if path is not None for level in _above(path)]
    lists += [(model, text) for model, text in _lists(above) if list_name(model) in used]
    return Batch(
        returns={_name(path): return_ for path, return_ in found.returns.items()},
        county=found.decisions if folder is not None else None,
        lists=tuple({(list_name(model), text): (model, text) for model, text in lists}.values()),
        beside=read_all_beside(found.returns),
    )


def read_all_beside(returns: Mapping[Path, Return]) -> dict[str, Beside]:
    """Return what stands beside returns, by the names of their folders.

    Raises
    ------
    InputRejected
        With every fault of all of them.
    """
    faults: list[Fault] = []
    found: dict[str, Beside] = {}
    for path, return_ in returns.items():
        try:
            found[_name(path)] = read_beside(path, return_, areas_beside(path))
        except InputRejected as error:
            faults.extend(error.faults)
    if faults:
        raise InputRejected(faults)
    return found


def _with_faults_beside(paths: Iterable[Path], read: Callable[[], T]) -> T:
    """Return what `read` gives; where it finds faults, those of the files beside returns are said too."""
    try:
        return read()
    except InputRejected as error:
        faults = list(error.faults)
        for path in paths:
            try:
                read_beside(path)
            except InputRejected as beside:
                faults.extend(beside.faults)
        raise InputRejected(faults) from error


def _name(path: Path) -> str:
    return path.absolute().name if path.is_dir() else path.stem


def _used(found: CountyFolder, *, with_county: bool) -> Iterator[BaseModel]:
    returns: Iterable[Return] = found.returns.values()
    for return_ in returns:
        yield from lists_of(return_).values()
    if with_county:
        yield from (getattr(found.decisions, part) for part in COUNTY_LISTS)


def _with_matrices(folders: Iterable[Path]) -> list[Path]:
    return [place for folder in folders for place in (folder, folder / "matrices")]


def _above(path: Path) -> list[Path]:
    """Return the folders of lists above a return or county, as a library looks there."""
    folder = path.absolute() if path.is_dir() else path.absolute().parent
    return [folder / "matrices", folder.parent / "matrices", folder.parent.parent / "matrices"]


def _lists(folders: Iterable[Path]) -> Iterator[tuple[BaseModel, str]]:
    """Yield every sound list in `folders` with its text; a file nobody asked for may be faulty."""
    for folder in dict.fromkeys(folders):
        if folder.resolve() == shipped("matrices").resolve():
            continue
        for path in sorted(folder.glob("*.toml")):
            try:
                if read_toml(path, path.name).values.get("kind") in kinds():
                    yield read_list(path), read_text(path, TOML_LIMIT, path.name)
            except ToolkitError:
                continue
