"""Look through files, folders and zips for figures, and say what each is before any is counted."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from toolkit.errors import Fault, InputRejected, StorageFailed
from toolkit.evidence.found import FoundFile, Looking
from toolkit.evidence.hashing import beginning, content_hash
from toolkit.evidence.heads import recognised
from toolkit.evidence.loaded import SetAside
from toolkit.evidence.parquet_heads import recognised_parquet
from toolkit.evidence.unpacking import unpacked
from toolkit.evidence.workbooks import as_csv
from toolkit.files.text_file import reason
from toolkit.language import say
from toolkit.model.evidence_source import EvidenceSources, Shape

_OTHERS: Final = {
    "outcomes": say("it holds outcomes, which are not counted"),
    "stop-and-search": say("it holds stops and searches, which are not counted"),
}
_STREET_NAME: Final = re.compile(r"^([0-9]{4}-[0-9]{2})-(.+)-street$")
_READ: Final = (".csv", ".zip", ".parquet", ".ods", ".xlsx")


def found_files(paths: Iterable[Path], sources: EvidenceSources, scratch: Path) -> Looking:
    """Return every file at `paths` that will be counted, what was set aside, and all that is wrong.

    Raises
    ------
    StorageFailed
        When a path does not exist or cannot be read.
    """
    looking = Looking()
    for path in paths:
        given = list(_listed(path))
        if not given:
            problem = say("the folder holds no file of figures")
            remedy = say("Name a folder with CSV, zip or Parquet files")
            looking.faults.append(Fault(path.name, "", problem, remedy, "E_EMPTY"))
        for number, (file, name) in enumerate(given):
            place = scratch / f"{len(looking.files)}-{number}"
            _look(file, name, sources, place, looking)
    return _without_doubles(looking)


def _listed(path: Path) -> Iterator[tuple[Path, str]]:
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not file.name.startswith(".") and file.suffix.lower() in _READ:
                    yield file, file.relative_to(path.parent).as_posix()
        elif path.is_file():
            yield path, path.name
        else:
            raise StorageFailed(say("There is no file {name}.", name=path.name))
    except (OSError, ValueError) as error:
        raise StorageFailed(
            say("{name} cannot be read: {reason}.", name=path.name, reason=reason(error))
        ) from error


def _look(path: Path, name: str, sources: EvidenceSources, scratch: Path, looking: Looking) -> None:
    ending = path.suffix.lower()
    stem = path.stem if not name.lower().endswith(ending) else Path(name).stem
    if other := next((why for end, why in _OTHERS.items() if stem.lower().endswith(f"-{end}")), None):
        looking.set_aside.append(SetAside(name, other))
        return
    try:
        if ending == ".zip":
            _look_into_zip(path, name, sources, scratch, looking)
        elif ending in (".ods", ".xlsx"):
            scratch.mkdir(parents=True, exist_ok=True)
            for sheet, called in as_csv(path, name, sources, scratch):
                _add(recognised(sheet, called, sources, looking.met), looking)
        elif ending == ".parquet":
            _add(recognised_parquet(path, name, sources), looking)
        elif ending == ".csv":
            _add(recognised(path, name, sources, looking.met), looking)
        else:
            remedy = say("Load CSV, zip, Parquet, .ods or .xlsx files")
            problem = say("files of this kind are not read")
            looking.faults.append(Fault(name, "", problem, remedy, "E_KIND"))
    except InputRejected as error:
        looking.faults.extend(error.faults)
    except OSError as error:
        raise StorageFailed(
            say("{name} cannot be read: {reason}.", name=name, reason=reason(error))
        ) from error


def _look_into_zip(path: Path, name: str, sources: EvidenceSources, scratch: Path, looking: Looking) -> None:
    scratch.mkdir(parents=True)
    members, faults = unpacked(path, name, scratch)
    looking.faults.extend(faults)
    if not members and not faults:
        problem = say("the zip holds no file of figures")
        looking.faults.append(Fault(name, "", problem, say("Download it again"), "E_EMPTY"))
    for number, (member, called) in enumerate(members):
        if member.suffix == ".zip":
            looking.set_aside.append(SetAside(called, say("it is a zip inside a zip; unpack it first")))
        else:
            _look(member, called, sources, scratch / f"in-{number}", looking)


def _add(found: FoundFile | Fault, looking: Looking) -> None:
    if isinstance(found, Fault):
        looking.faults.append(found)
    else:
        looking.files.append(found)


def _without_doubles(looking: Looking) -> Looking:
    """Leave out files whose content is there already, and refuse two editions of the same month."""
    by_size: dict[int, list[FoundFile]] = defaultdict(list)
    kept: list[FoundFile] = []
    whole = cache(content_hash)
    for file in looking.files:
        alike = by_size[file.size]
        same = next((one for one in alike if _hold_the_same(one.path, file.path, whole)), None)
        if same:
            why = say("it holds the same as {other}, which is counted once", other=same.name)
            looking.set_aside.append(SetAside(file.name, why))
        else:
            alike.append(file)
            kept.append(file)
    looking.faults.extend(_two_editions(kept))
    return replace(looking, files=kept)


def _hold_the_same(one: Path, other: Path, whole: Callable[[Path], str]) -> bool:
    """Say whether two files of one size hold the same; most differ where they begin."""
    return beginning(one) == beginning(other) and whole(one) == whole(other)


def _two_editions(files: Iterable[FoundFile]) -> Iterator[Fault]:
    first: dict[str, FoundFile] = {}
    for file in files:
        if file.source.shape is Shape.STREET and _STREET_NAME.match(file.stem.lower()):
            other = first.setdefault(file.stem.lower(), file)
            if other is not file:
                problem = say(
                    "it is of the same force and month as {other}, with other rows", other=other.name
                )
                remedy = say("Keep the one you downloaded last")
                yield Fault(file.name, "", problem, remedy, "E_TWO_EDITIONS")


def month_of_name(file: FoundFile) -> str | None:
    """Return the month that a street file's name says, or None.

    A published file is called ``2023-01-kent-street.csv``.
    """
    named = _STREET_NAME.match(file.stem.lower())
    return named.group(1) if named else None
