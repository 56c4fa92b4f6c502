"""Files that were uploaded, read into returns: every fault at once, and what taking them in would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from apps.opened import opened, principal
from toolkit.documents import signed_numbers
from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.exchange import library_of
from toolkit.exchange.reading import read_batch, shipped_county
from toolkit.files.column_mapping_use import partner_workbook_parts
from toolkit.files.county_file import areas_beside
from toolkit.files.faults import shown
from toolkit.files.return_tables import parse_return
from toolkit.files.returns import read_parts
from toolkit.files.text_file import name_fault
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.column_mapping import ColumnMapping
from toolkit.model.county import CountyDecisions
from toolkit.store.chain import content_hash
from toolkit.store.county import county_lists, find_county
from toolkit.store.import_plan import Batch, ImportPlan, KeepList
from toolkit.store.importing import plan_import
from toolkit.store.lists import kept_texts
from toolkit.store.permission import Action, may

_MOST_FILES: Final = 400
_MOST_BYTES: Final = 40_000_000


class Upload(Protocol):
    """A file as it was uploaded; in a folder, its name is its path from there."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Return what it holds."""


@dataclass(frozen=True)
class Choice:
    """How a workbook of a partner's own layout is to be read: with which columns, for which year."""

    mapping: ColumnMapping
    year: str


@dataclass(frozen=True)
class Read:
    """What uploads hold: the plan of taking them in, or everything that is wrong with them."""

    plan: ImportPlan | None = None
    faults: tuple[Fault, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong, where no cell of a file can be named."""
    ignored: Mapping[str, tuple[str, ...]] | None = None
    """Cells with formulas that were ignored, by file."""
    read_with: Mapping[str, str] | None = None
    """How workbooks of a partner's own layout were read, by file."""

    @property
    def content(self) -> str:
        """The hash of what the plan would do to what is there now: another plan has another."""
        parts = self.plan.parts if self.plan else ()
        said = [[part.name, part.head.hash if not part.is_new else "", repr(part.edits)] for part in parts]
        return content_hash(repr([said, self.plan.new_lists if self.plan else ()]))


def read_uploads(files: Sequence[Upload], choices: Mapping[str, Choice] | None = None) -> Read:
    """Return what taking `files` in would do, or every fault of all of them.

    `choices` says by file name how workbooks of a partner's own layout are read.
    """
    if fault := _unfit(files):
        return Read(faults=fault)
    with TemporaryDirectory() as scratch:
        places = _written(files, Path(scratch) / "county" / "files")
        batches, faults, problems = _batches(places, choices or {})
    if faults or problems:
        return Read(faults=tuple(faults), problems=tuple(problems))
    batch, twice = _joined(batches)
    if twice:
        return Read(problems=tuple(say("{name} is uploaded twice.", name=name) for name in twice))
    ignored = {name: one.ignored_formulas for name, one in batch.returns.items() if one.ignored_formulas}
    read_with = {name: one.read_with for name, one in batch.returns.items() if one.read_with}
    try:
        plan = plan_import(opened().store, principal(), batch, signed_numbers)
        return Read(plan, ignored=ignored, read_with=read_with)
    except InputRejected as error:
        return Read(faults=error.faults)
    except ToolkitError as error:
        return Read(problems=(str(error),))


def _unfit(files: Iterable[Upload]) -> tuple[Fault, ...]:
    """Return what makes the uploads unfit to be written down at all."""
    every = list(files)
    if len(every) > _MOST_FILES or sum(one.size for one in every) > _MOST_BYTES:
        problem = say("{number} files are too many or too large together", number=len(every))
        return (Fault("upload", "", problem, say("Take in fewer files at a time"), "E_TOO_LARGE"),)
    parts = (part for one in every for part in PurePosixPath(one.name).parts)
    return tuple(fault for part in dict.fromkeys(parts) if (fault := name_fault(part)))


def _written(files: Iterable[Upload], folder: Path) -> list[Path]:
    """Write the uploads down, with the lists the database keeps beside them; return what is to be read."""
    places: dict[Path, None] = {}
    for number, one in enumerate(files):
        parts = PurePosixPath(one.name.replace("\\", "/")).parts
        above = folder / "whole" if len(parts) > 1 else folder / str(number)
        path = above.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.getvalue())
        places[above / parts[0]] = None
        _write_lists(above / "matrices")
    return list(places)


def _write_lists(folder: Path) -> None:
    if folder.exists():
        return
    folder.mkdir(parents=True)
    with opened().store.database.reading() as connection:
        texts = kept_texts(connection)
    for name, text in texts.items():
        if name_fault(name) is None:
            (folder / name).write_text(text, encoding="utf-8", newline="")


def _batches(
    places: Iterable[Path], choices: Mapping[str, Choice]
) -> tuple[list[Batch], list[Fault], list[str]]:
    found: list[Batch] = []
    faults: list[Fault] = []
    problems: list[str] = []
    for path in places:
        try:
            found.append(_single(path, choices.get(path.name)) if path.is_file() else read_batch(path))
        except InputRejected as error:
            faults.extend(error.faults)
        except ToolkitError as error:
            problems.append(str(error))
    return found, faults, problems


def _single(path: Path, choice: Choice | None) -> Batch:
    """Return the return of one file, read with the lists and the districts of the database."""
    library = library_of(opened().store, principal())
    county = county_lists(opened().store, principal())
    if choice is None:
        parts = read_parts(path)
    else:
        parts = partner_workbook_parts(path, choice.mapping, library, choice.year)
    return Batch({path.stem: parse_return(parts, library, county[0] if county else areas_beside(path))})


def _joined(batches: Iterable[Batch]) -> tuple[Batch, list[str]]:
    """Return one batch of all, with the shipped county where there is none; and what is there twice."""
    returns: dict[str, Return] = {}
    whose: set[tuple[str, str]] = set()
    twice = []
    county: CountyDecisions | None = None
    lists: list[KeepList] = []
    beside: dict[str, Beside] = {}
    for batch in batches:
        county = batch.county or county
        lists += batch.lists
        for name, return_ in batch.returns.items():
            key = return_.district, return_.assessment_year
            if key in whose:
                twice.append(shown(f"{return_.district}, {return_.assessment_year}"))
            whose.add(key)
            free = name if name not in returns else f"{name}-{len(returns)}"
            returns[free], beside[free] = return_, batch.beside.get(name, Beside())
    joined = Batch(returns, county, tuple(lists), beside)
    may_start = county is None and may(principal(), Action.IMPORT)
    if may_start and find_county(opened().store, principal()) is None:
        joined = replace(joined, county=shipped_county())
    return joined, twice
