"""A county's folder taken into a database that is new, and compared with it ever after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.documents import signed_numbers
from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.files.beside import read_beside
from toolkit.files.county_file import areas_beside
from toolkit.files.county_folder import read_decisions, return_paths
from toolkit.files.library import Library, read_list
from toolkit.files.list_kinds import kinds, model_of
from toolkit.files.returns import read_return
from toolkit.files.text_file import HEADER_LIMIT, read_text
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.county import CountyDecisions
from toolkit.model.principal import Principal
from toolkit.store.chain import canonical_json, content_hash
from toolkit.store.import_plan import Batch, ImportPlan, KeepList
from toolkit.store.importing import make_import, plan_import
from toolkit.store.store import Store


@dataclass(frozen=True)
class Taken:
    """What a folder and a database do not have in common, in words; nothing where they agree."""

    faults: tuple[Fault | str, ...] = ()
    """What could not be read in the folder."""
    differ: tuple[str, ...] = ()
    """What the folder has come to hold otherwise than when it was taken in."""


def take_in(store: Store, person: Principal, folder: Path) -> Taken:
    """Put everything of a folder that can be read into an empty database, in one transaction."""
    batch, faults = _read(folder)
    plan = plan_import(store, person, batch, signed_numbers)
    make_import(store, person, plan, operation=_operation(batch))
    return Taken(faults)


def compare(store: Store, person: Principal, folder: Path) -> Taken:
    """Say what a folder holds now otherwise than when it was taken in; nothing is changed."""
    if not folder.is_dir():
        return Taken((say("There is no folder {folder} any more.", folder=folder),))
    batch, faults = _read(folder)
    if store.was_done(_operation(batch)):
        return Taken(faults)
    return Taken(faults, tuple(_differing(plan_import(store, person, batch))))


def _differing(plan: ImportPlan) -> Iterator[str]:
    yield from (part.name for part in (*plan.new, *plan.changed, *plan.refused))
    yield from (*plan.new_lists, *plan.refused_lists)


def _operation(batch: Batch) -> str:
    """Return the id of taking a batch in: the same content is known again."""
    county = batch.county.model_dump(mode="json") if batch.county else None
    beside = [[name, one.model_dump(mode="json")] for name, one in batch.beside.items() if one != Beside()]
    returns = [[name, return_.model_dump(mode="json")] for name, return_ in batch.returns.items()]
    return content_hash(canonical_json(["folder", returns, county, *([beside] if beside else [])]))


def _read(folder: Path) -> tuple[Batch, tuple[Fault | str, ...]]:
    """Read a folder, and everything that is wrong in it."""
    returns: dict[str, Return] = {}
    faults: list[Fault | str] = []
    beside: dict[str, Beside] = {}
    taken: dict[tuple[str, str], str] = {}
    for path in return_paths(folder):
        try:
            return_ = read_return(path)
        except ToolkitError as error:
            faults.extend(_told(error))
            continue
        name = path.name if path.is_dir() else path.stem
        first = taken.setdefault((return_.district, return_.assessment_year), path.name)
        if first == path.name:
            returns[name] = return_
            beside[name] = _beside(path, return_, faults)
        else:
            faults.append(
                say(
                    "{path} is for the same district and year as {first}, which was taken.",
                    path=path.name,
                    first=first,
                )
            )
    county = _county(folder, returns.values(), faults)
    lists = tuple(_lists(folder, faults))
    return Batch(returns, county, lists, beside), tuple(dict.fromkeys(faults))


def _beside(path: Path, return_: Return, faults: list[Fault | str]) -> Beside:
    try:
        return read_beside(path, return_, areas_beside(path))
    except ToolkitError as error:
        faults.extend(_told(error))
        return Beside()


def _county(folder: Path, returns: Iterable[Return], faults: list[Fault | str]) -> CountyDecisions | None:
    try:
        return read_decisions(folder, returns)
    except ToolkitError as error:
        faults.extend(_told(error))
        return None


def _lists(folder: Path, faults: list[Fault | str]) -> Iterator[KeepList]:
    """Yield the partnership's own lists: those beside the returns, and those in a folder of a return."""
    inside = [path for path in return_paths(folder) if path.is_dir()]
    library = Library([folder / "matrices", folder, *inside, *(path / "matrices" for path in inside)])
    for kind in kinds():
        for entry in library.entries(model_of(kind)):
            if not entry.path.is_relative_to(folder):
                continue
            try:
                yield read_list(entry.path), read_text(entry.path, HEADER_LIMIT, entry.path.name)
            except ToolkitError as error:
                faults.extend(_told(error))


def _told(error: ToolkitError) -> tuple[Fault | str, ...]:
    return error.faults if isinstance(error, InputRejected) else (str(error),)
