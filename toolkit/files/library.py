"""Finding matrices and lists by id and version: in a return's own folders, then among the shipped ones."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from toolkit.errors import Fault, InputRejected, StorageFailed, ToolkitError
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.list_kinds import kind_of, kinds, model_of, words_for
from toolkit.files.model_faults import Refusal, validated
from toolkit.files.toml_file import TomlDocument, read_toml
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.category_terms import CategoryTerms
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet, Crosswalk
from toolkit.resources import shipped

L = TypeVar("L", bound=BaseModel)

_File = tuple[str, int, int, int]
"""A file's name, when it was changed, its size and its inode."""


@dataclass(frozen=True)
class Entry:
    """A file, or a list held elsewhere, that says it is a matrix or list of some kind, id and version."""

    path: Path
    """Its file; for a list held elsewhere only what its file would be called."""
    id: str
    version: str
    held: BaseModel | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """The version as numbers, so that 1.10 follows 1.9; nothing for what is no version."""
        parts = self.version.split(".")
        return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()

    @property
    def values(self) -> dict[str, Any]:
        """What it says, not checked."""
        return read_toml(self.path, self.path.name).values if self.held is None else self.held.model_dump()

    def read(self) -> BaseModel:
        """Return the matrix or list; raises as `read_list` does."""
        return read_list(self.path) if self.held is None else self.held


def read_list(path: Path) -> BaseModel:
    """Return the matrix or list in the TOML file at `path`, of the kind it says it is.

    Raises
    ------
    StorageFailed
        When the file is missing or cannot be read.
    InputRejected
        With every fault found.
    """
    document = read_toml(path, path.name)
    kind = document.values.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        problem = (
            say("it does not say what kind of file it is")
            if kind is None
            else say("unknown kind {kind}", kind=shown(kind))
        )
        place = document.place(("kind",)) or "line 1"
        remedy = say('Write kind = "..." with one of {kinds}', kinds=listed(kinds()))
        nearest = nearest_name(str(kind), kinds()) if kind is not None else None
        raise InputRejected([Fault(path.name, place, problem, remedy, "E_KIND", nearest)])
    return _checked(path, model_of(kind), document)


def _checked(path: Path, model: type[L], document: TomlDocument) -> L:
    found = path.stat()
    key = (path.absolute(), model, found.st_mtime_ns, found.st_size, found.st_ino)
    return _checked_once(_Held(document), *key)  # type: ignore[return-value] # the cache forgets the type


@dataclass(frozen=True, eq=False)
class _Held:
    """A document that does not count in the cache's key."""

    document: TomlDocument

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=256)
def _checked_once(
    held: _Held, _path: Path, model: type[BaseModel], _changed: int, _size: int, _inode: int
) -> BaseModel:
    return validated(model, held.document)


class Library:
    """Matrices and lists: those `held`, those in `folders`, the shipped ones; the first found counts.

    `held` are lists that came from no folder, such as those a database keeps.
    """

    def __init__(self, folders: Iterable[Path] = (), held: Iterable[BaseModel] = ()) -> None:
        self._folders = tuple(folders)
        self._held = tuple(held)

    def matrix(self, name: str, version: str | None = None) -> Matrix:
        """Return a matrix by id and version, or by id alone for the newest, or by ``id-version``."""
        return self.find(Matrix, name, version)

    def catalogue(self, name: str, version: str | None = None) -> IssueCatalogue:
        """Return an issue catalogue, named as for `matrix`."""
        return self.find(IssueCatalogue, name, version)

    def category_set(self, name: str, version: str | None = None) -> CategorySet:
        """Return a county category set, named as for `matrix`."""
        return self.find(CategorySet, name, version)

    def heading_set(self, name: str, version: str | None = None) -> HeadingSet:
        """Return a set of horizon headings, named as for `matrix`."""
        return self.find(HeadingSet, name, version)

    def area_set(self, name: str, version: str | None = None) -> AreaSet:
        """Return a set of districts and CSPs, named as for `matrix`."""
        return self.find(AreaSet, name, version)

    def category_terms(self, name: str, version: str | None = None) -> CategoryTerms:
        """Return the terms that propose categories, named as for `matrix`."""
        return self.find(CategoryTerms, name, version)

    def crosswalk(self, name: str, version: str | None = None) -> Crosswalk:
        """Return a crosswalk between editions, named as for `matrix`."""
        return self.find(Crosswalk, name, version)

    def find(
        self, model: type[L], name: str, version: str | None = None, *, file: str = "", place: str = ""
    ) -> L:
        """Return the `model` called `name`; `file` and `place` say where it was asked for.

        Raises
        ------
        InputRejected
            When there is none, naming the nearest; or when the file found holds faults.
        """
        entries = self.entries(model)
        if version is None:
            fitting = [e for e in entries if name in (e.id, f"{e.id}-{e.version}")]
            fitting.sort(key=lambda entry: entry.order, reverse=True)
        else:
            fitting = [e for e in entries if (e.id, e.version) == (name, version)]
        if not fitting:
            code, problem, remedy, nearest = _not_found(model, name, version, entries)
            raise InputRejected([Fault(file or words_for(model), place, problem, remedy, code, nearest)])
        found = fitting[0]
        if isinstance(found.held, model):
            return found.held
        return _checked(found.path, model, read_toml(found.path, found.path.name))

    def entries(self, model: type[BaseModel]) -> tuple[Entry, ...]:
        """Return what says it is a `model`: lists held, then those of the own folders, then the shipped."""
        kind = kind_of(model)
        held = (_held_entry(one) for one in self._held if isinstance(one, model))
        folders = [folder for folder in (*self._folders, _shipped_lists()) if folder is not None]
        found = (_entries_in(folder, _listing(folder)).get(kind, ()) for folder in folders)
        return (*held, *chain.from_iterable(found))


def library_beside(path: Path | Library) -> Library:
    """Return the library of a return at `path`: its folder, then `matrices` in it, beside it or one up.

    A return that lies in no folder brings its library itself.
    """
    if isinstance(path, Library):
        return path
    folder = path if path.is_dir() else path.parent
    folder = folder.absolute()
    above = (folder, folder.parent, folder.parent.parent)
    return Library([folder, *(place / "matrices" for place in above)])


def read_matrix(path_or_id: str | Path) -> Matrix:
    """Read a scoring matrix from a file, or a shipped one by id or ``id-version``.

    Raises
    ------
    StorageFailed
        When the file is missing or cannot be read.
    InputRejected
        With every fault found, or when no shipped matrix has the id.
    """
    path = Path(path_or_id)
    if isinstance(path_or_id, str) and path.suffix != ".toml" and not path.exists():
        return Library().matrix(path_or_id)
    found = read_list(path)
    if not isinstance(found, Matrix):
        problem = say("it is a file of kind {kind}, not a matrix", kind=shown(kind_of(type(found))))
        raise InputRejected(
            [Fault(path.name, "", problem, say('Name a file with kind = "matrix"'), "E_KIND")]
        )
    return found


def _shipped_lists() -> Path | None:
    try:
        return shipped("matrices")
    except StorageFailed:
        return None


def _held_entry(held: BaseModel) -> Entry:
    id_, version = (str(getattr(held, part)) for part in ("id", "version"))
    return Entry(Path(f"{id_}-{version}.toml"), id_, version, held)


def _listing(folder: Path) -> tuple[_File, ...]:
    """Return the TOML files of a folder and what changes when one of them does; nothing for no folder."""
    try:
        with os.scandir(folder) as there:
            return tuple(sorted(_file(one) for one in there if one.name.endswith(".toml")))
    except OSError:
        return ()


def _file(found: os.DirEntry[str]) -> _File:
    try:
        state = found.stat()
    except OSError:  # told where it is read
        return found.name, 0, 0, 0
    return found.name, state.st_mtime_ns, state.st_size, state.st_ino


@lru_cache(64)
def _entries_in(folder: Path, listing: tuple[_File, ...]) -> dict[str, list[Entry]]:
    """Return what each file says it is, by kind; a file nobody asked for may be faulty."""
    entries: dict[str, list[Entry]] = {}
    for name, *_ in listing:
        try:
            values = read_toml(folder / name, name).values
        except ToolkitError:
            continue
        entry = Entry(folder / name, str(values.get("id")), str(values.get("version")))
        entries.setdefault(str(values.get("kind")), []).append(entry)
    return entries


def _not_found(model: type[BaseModel], name: str, version: str | None, entries: tuple[Entry, ...]) -> Refusal:
    words = words_for(model)
    code = f"E_UNKNOWN_{kind_of(model).upper()}"
    versions = [entry.version for entry in entries if entry.id == name]
    if versions:
        problem = say(
            "{words} {name} has no version {version} here",
            words=words,
            name=shown(name),
            version=shown(version),
        )
        remedy = say(
            "Use version {versions}, or put the file in a matrices folder beside the return",
            versions=listed(versions),
        )
        return Refusal(f"{code}_VERSION", problem, remedy)
    known = [f"{entry.id} {entry.version}" for entry in entries]
    remedy = (
        say("Known: {known}", known=listed(known))
        if known
        else say("None is known here; put the file in a matrices folder")
    )
    nearest = nearest_name(name, [entry.id for entry in entries])
    return Refusal(
        code, say("no {words} {name} is known here", words=words, name=shown(name)), remedy, nearest
    )
