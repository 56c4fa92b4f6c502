"""Writing a whole database out as a county's folder of plain files."""

import os
import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from toolkit.errors import IntegrityBroken, UsageError
from toolkit.files.beside import beside_texts, read_beside
from toolkit.files.county_folder import read_county_folder
from toolkit.files.county_writing import county_texts
from toolkit.files.return_folder import folder_texts, refuse_existing
from toolkit.files.saving import storage_failure
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.county import CountyDecisions
from toolkit.model.principal import Principal
from toolkit.store.assessments import open_return, readable_records
from toolkit.store.beside_kept import beside_of
from toolkit.store.county import find_county
from toolkit.store.lists import kept_texts
from toolkit.store.store import Store

_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.ASCII)


def export_county(store: Store, principal: Principal, folder: Path) -> tuple[str, ...]:
    """Write every return that `principal` may read, and the county's own, to a new folder.

    What was written is read back and compared before the folder gets its name. Returns the names of the
    folders of the returns.

    Raises
    ------
    Conflict
        When the folder already holds something; nothing is overwritten.
    IntegrityBroken
        When what was written does not read back as it is stored.
    NotPermitted
        When `principal` may not read the county's decisions.
    StorageFailed
        When it cannot be written.
    UsageError
        When there is no return to write.
    """
    refuse_existing(folder)
    stored = find_county(store, principal)
    county = stored.decisions if stored is not None else None
    records = readable_records(store, principal)
    opened = {one.slug: open_return(store, principal, one.id) for one in records}
    returns = {slug: one.return_ for slug, one in opened.items()}
    beside = {slug: beside_of(one).only_full for slug, one in opened.items()}
    if not returns:
        raise UsageError(say("The database holds no return to write."))
    with store.database.reading() as connection:
        lists = kept_texts(connection)
    folder = folder.absolute()
    scratch = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        _write(scratch, _texts(returns, beside, county, lists))
        _refuse_difference(scratch, returns, beside, county)
        if folder.exists():
            folder.rmdir()
        scratch.replace(folder)
    except OSError as error:
        raise storage_failure(error, folder.name) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(returns)


def _texts(
    returns: Mapping[str, Return],
    beside: Mapping[str, Beside],
    county: CountyDecisions | None,
    lists: Mapping[str, str],
) -> dict[str, str]:
    """Return the text of every file by its path within the folder.

    Raises
    ------
    IntegrityBroken
        When a name would lead out of the folder: no honest database has one.
    """
    for name in (*returns, *lists):
        if not _PLAIN.fullmatch(name):
            raise IntegrityBroken(say("A name in the database is no name for a file. Nothing was written."))
    texts = county_texts(county) if county is not None else {}
    texts |= {f"matrices/{name}": text for name, text in lists.items()}
    for slug, return_ in returns.items():
        inside = folder_texts(return_) | beside_texts(beside[slug])
        texts |= {f"{slug}/{name}": text for name, text in inside.items()}
    return texts


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())


def _refuse_difference(
    folder: Path,
    returns: Mapping[str, Return],
    beside: Mapping[str, Beside],
    county: CountyDecisions | None,
) -> None:
    found = read_county_folder(folder)
    written = {path.name: return_ for path, return_ in found.returns.items()}
    there = {path.name: read_beside(path) for path in found.returns}
    same = written == dict(returns) and there == dict(beside)
    if not same or (county is not None and found.decisions != county):
        raise IntegrityBroken(
            say(
                "What was written does not read back as it is stored, so it was taken away again. "
                "Check the database with: csp-toolkit store verify."
            )
        )
