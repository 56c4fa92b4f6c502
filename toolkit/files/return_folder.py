"""A return as a folder of plain files: read, written, and changed by several people at once."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from toolkit.errors import Conflict, Fault, InputRejected, StorageFailed, ToolkitError
from toolkit.files.carried_file import CARRIED_FILE
from toolkit.files.county_file import areas_beside
from toolkit.files.csv_text import read_table, write_table
from toolkit.files.faults import nearest_name
from toolkit.files.library import library_beside
from toolkit.files.return_columns import COLUMNS, LATER, OPTIONAL, columns_written
from toolkit.files.return_header import flat_header, parse_header
from toolkit.files.return_tables import parse_return, return_parts
from toolkit.files.rows import ReturnParts, Row, Table
from toolkit.files.saving import PENDING, locked, pending_texts, save_files, storage_failure
from toolkit.files.text_file import HEADER_LIMIT, RETURN_LIMIT, read_text, reason
from toolkit.files.toml_file import parse_toml
from toolkit.language import say
from toolkit.model.assessment import Return

HEADER_FILE: Final = "return.toml"
TABLE_FILES: Final = {table: f"{table}.csv" for table in COLUMNS}
_OPTIONAL: Final = ("issues", *LATER)
"""Tables that have a file only where they have rows, or had them."""
_ATTEMPTS = 20


def is_return_folder(path: Path) -> bool:
    """Say whether `path` is a folder that holds a return."""
    return path.is_dir() and (path / HEADER_FILE).is_file()


def read_return_folder(folder: Path) -> Return:
    """Return the checked return in `folder`.

    Raises
    ------
    StorageFailed
        When the folder or its ``return.toml`` is missing or cannot be read.
    InputRejected
        With every fault of every file.
    """
    return parse_return(folder_parts(folder), library_beside(folder), areas_beside(folder))


def folder_parts(folder: Path) -> ReturnParts:
    """Return the files of `folder` as text, not yet checked against a matrix."""
    if not folder.is_dir():
        raise StorageFailed(say("There is no folder {folder}.", folder=folder.name))
    name = folder.absolute().name
    texts, faults = _texts(folder, name)
    if HEADER_FILE not in texts and not faults:
        raise StorageFailed(
            say("{name} holds no {header_file}, so it is not a return.", name=name, header_file=HEADER_FILE)
        )
    header = _header(texts.get(HEADER_FILE, ""), f"{name}/{HEADER_FILE}", faults)
    tables: dict[str, Table] = {}
    for table, file in TABLE_FILES.items():
        if file in texts:
            optional = OPTIONAL.get(table, {})
            tables[table], found = read_table(texts[file], f"{name}/{file}", COLUMNS[table], optional)
            faults.extend(found)
    return ReturnParts(header, f"{name}/{HEADER_FILE}", tables, tuple(faults))


def write_return(return_: Return, folder: Path) -> None:
    """Write a return to `folder`, making it if need be; files that would not change are left as they are.

    Raises
    ------
    Conflict
        When someone else is saving to the folder.
    StorageFailed
        When the disk is full or the folder cannot be written to; nothing is then changed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_failure(error, folder.name) from error
    with locked(folder):
        _write(return_, folder)


def update_return(folder: Path, change: Callable[[Return], Return]) -> Return:
    """Read the return in `folder`, apply `change` and write it, while nobody else can write.

    Two people who change different rows at the same moment lose nothing: each change is applied to what
    the other has just saved. Raises as `read_return_folder` and `write_return` do.
    """
    with locked(folder):
        changed = change(read_return_folder(folder))
        _write(changed, folder)
    return changed


def folder_texts(return_: Return) -> dict[str, str]:
    """Return the text of each file of a return, by file name."""
    parts = return_parts(return_, "")
    texts = {
        file: _table_text(table, parts.tables[table])
        for table, file in TABLE_FILES.items()
        if table not in _OPTIONAL or parts.tables[table].rows
    }
    return texts | {HEADER_FILE: header_text(parts.header.cells)}


def header_text(cells: Mapping[str, str]) -> str:
    """Return the text of ``return.toml``: plain keys first, then a table for each group of dotted keys."""
    lines: list[str] = []
    open_table = ""
    for key, text in cells.items():
        table, _, last = key.rpartition(".")
        if table != open_table:
            lines += ["", f"[{table}]"]
            open_table = table
        lines.append(f"{last} = {text if key == 'format' else json.dumps(text, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def refuse_existing(folder: Path) -> None:
    """Raise Conflict when `folder` already holds something."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise StorageFailed(
            say("{folder} cannot be read: {reason}.", folder=folder.name, reason=reason(error))
        ) from error
    if taken:
        raise Conflict(
            say("{folder} already holds something; choose a new or empty folder.", folder=folder.name)
        )


def _write(return_: Return, folder: Path) -> None:
    now, _ = _texts(folder, folder.name)
    texts = folder_texts(return_)
    for table in _OPTIONAL:
        if TABLE_FILES[table] in now:
            texts.setdefault(TABLE_FILES[table], write_table([], COLUMNS[table]))
    save_files(folder, {file: text for file, text in texts.items() if not _says(now.get(file), text, file)})


def _says(now: str | None, text: str, file: str) -> bool:
    """Say whether the text a file has now means the same as `text`, however it is laid out."""
    if now is None:
        return False
    if now == text:
        return True
    try:
        if file == HEADER_FILE:
            headers = [parse_header(ReturnParts(_header(t, file, []), file, {}), []) for t in (now, text)]
            return headers[0] is not None and headers[0] == headers[1]
        name = Path(file).stem
        table, faults = read_table(now, file, COLUMNS[name], OPTIONAL.get(name, {}))
        return not faults and _table_text(name, table) == text
    except ToolkitError:
        return False


def _table_text(name: str, table: Table) -> str:
    rows = [row.cells for row in table.rows]
    return write_table(rows, columns_written(name, rows))


def _header(text: str, file: str, faults: list[Fault]) -> Row:
    try:
        document = parse_toml(text, file)
    except InputRejected as error:
        faults.extend(error.faults)
        return Row({}, {})
    lines = {".".join(map(str, path)): say("line {line}", line=line) for path, line in document.lines.items()}
    return flat_header(document.values, file, faults, lines)


def _texts(folder: Path, name: str) -> tuple[dict[str, str], list[Fault]]:
    """Return the text of each file that is there, all of one moment, and what is wrong with the others."""
    for _ in range(_ATTEMPTS):
        before = _state(folder)
        texts, faults = _texts_now(folder, name)
        if _state(folder) == before:
            return texts, faults
    raise Conflict(say("{name} keeps changing while it is being read; try again in a moment.", name=name))


def _texts_now(folder: Path, name: str) -> tuple[dict[str, str], list[Fault]]:
    faults = list(_misspelt(folder, name))
    texts: dict[str, str] = {}
    for file in (HEADER_FILE, *TABLE_FILES.values()):
        if not (folder / file).exists():
            continue
        try:
            limit = HEADER_LIMIT if file == HEADER_FILE else RETURN_LIMIT
            texts[file] = read_text(folder / file, limit, f"{name}/{file}")
        except InputRejected as error:
            faults.extend(error.faults)
    return texts | pending_texts(folder), faults


def _misspelt(folder: Path, name: str) -> list[Fault]:
    """Return a fault for each file that looks like a misspelt table, which would silently not be read."""
    missing = [file for file in TABLE_FILES.values() if not (folder / file).exists()]
    found = []
    for path in sorted(folder.glob("*.csv")):
        known = path.name in TABLE_FILES.values() or path.name == CARRIED_FILE
        near = None if known else nearest_name(path.name, missing)
        if near:
            problem, remedy = (
                say("a return has no file of this name"),
                say("Its tables are {values}", values=", ".join(TABLE_FILES.values())),
            )
            found.append(Fault(f"{name}/{path.name}", "", problem, remedy, "E_FILENAME", near))
    return found


def _state(folder: Path) -> list[tuple[int, int, int] | None]:
    return [_signature(folder / file) for file in (HEADER_FILE, *TABLE_FILES.values(), PENDING)]


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
