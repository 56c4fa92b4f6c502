"""Matrices, catalogues and other lists, kept as they were when first used."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, insert, select

from toolkit.errors import Fault, InputRejected, IntegrityBroken
from toolkit.language import say
from toolkit.store import schema
from toolkit.store.chain import canonical_json, content_hash


class Named(Protocol):
    """A list with an id and a version."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def version(self) -> str:
        """The version."""


L = TypeVar("L", bound=BaseModel)


def list_content(model: BaseModel) -> str:
    """Return a matrix or list as the canonical JSON that is hashed."""
    return canonical_json(model.model_dump(mode="json"))


def list_hash(model: BaseModel) -> str:
    """Return the hash of a matrix or list: the same for the same content, however its file is laid out."""
    return content_hash(list_content(model))


def kind_of_list(model: type[BaseModel]) -> str:
    """Return the kind a list says it is, such as ``category_set``."""
    return str(model.model_fields["kind"].default)


def list_name(model: BaseModel) -> tuple[str, str, str]:
    """Return the kind, id and version of a list, by which it is kept."""
    return kind_of_list(type(model)), _part(model, "id"), _part(model, "version")


def keep_lists(connection: Connection, lists: Iterable[tuple[BaseModel, str | None]], at: str) -> None:
    """Keep each list with the text of its file, where there is one, unless it is kept already.

    Raises
    ------
    InputRejected
        With a fault for every list whose id and version are kept with other content.
    """
    lists = list(lists)
    new, faults = new_lists(connection, [model for model, _ in lists])
    if faults:
        raise InputRejected(faults)
    texts = {list_name(model): text for model, text in lists if text is not None}
    for model in new:
        name = kind, identity, version = list_name(model)
        content = list_content(model)
        values = {"kind": kind, "id": identity, "version": version, "hash": content_hash(content)}
        row = insert(schema.kept_list).values(**values, content=content, source_text=texts.get(name))
        connection.execute(row.values(kept_at=at))


def new_lists(
    connection: Connection, models: Iterable[BaseModel]
) -> tuple[tuple[BaseModel, ...], tuple[Fault, ...]]:
    """Return those lists that are not kept yet, and a fault for each that is kept with other content."""
    new: dict[tuple[str, str, str], tuple[str, BaseModel]] = {}
    faults: dict[tuple[str, str, str], Fault] = {}
    for model in models:
        name = kind, identity, version = list_name(model)
        digest = list_hash(model)
        kept = _row(connection, *name)
        known = kept.hash if kept is not None else new.setdefault(name, (digest, model))[0]
        if known != digest:
            words = kind.replace("_", " ")
            problem = say(
                "{words} {identity} {version} was changed after it was first used here",
                words=words,
                identity=identity,
                version=version,
            )
            remedy = say("Give the changed file a new version; published versions stay as they were")
            faults[name] = Fault(f"{identity}-{version}.toml", "version", problem, remedy, "E_LIST_CHANGED")
    return tuple(model for _, model in new.values()), tuple(faults.values())


def read_kept(connection: Connection, model: type[L], identity: str, version: str, digest: str) -> L:
    """Return the kept list whose content has the hash `digest`.

    Raises
    ------
    IntegrityBroken
        When it is not there, or no longer what was kept.
    """
    kind = kind_of_list(model)
    kept = _row(connection, kind, identity, version)
    words = f"{kind.replace('_', ' ')} {identity} {version}"
    if kept is None:
        raise IntegrityBroken(
            say("The database holds no {words}, which a return in it was made with.", words=words)
        )
    if content_hash(kept.content) != digest:
        raise IntegrityBroken(
            say("The {words} in the database is not the one this return was made with.", words=words)
        )
    return model.model_validate(json.loads(kept.content))


def changed_lists(connection: Connection) -> tuple[str, ...]:
    """Return a sentence for every kept list that no longer gives the hash it was kept with."""
    return tuple(
        say(
            "{words} {id} {version} was changed in the database",
            words=row.kind.replace("_", " "),
            id=row.id,
            version=row.version,
        )
        for row in connection.execute(select(schema.kept_list))
        if content_hash(row.content) != row.hash
    )


@dataclass(frozen=True)
class KeptList:
    """A list as it was kept: what it is, its content as canonical JSON, and the text of its file, if any."""

    kind: str
    id: str
    version: str
    hash: str
    content: str = field(repr=False)
    source_text: str | None = field(repr=False)


def kept_lists(connection: Connection) -> tuple[KeptList, ...]:
    """Return every list kept, by kind, id and version."""
    table = schema.kept_list
    columns = (table.c.kind, table.c.id, table.c.version, table.c.hash, table.c.content, table.c.source_text)
    rows = connection.execute(select(*columns).order_by(table.c.kind, table.c.id, table.c.version))
    return tuple(KeptList(*row) for row in rows)


def kept_texts(connection: Connection) -> dict[str, str]:
    """Return the text of every list that came from a file of its own, by a file name that none shares."""
    texts: dict[str, str] = {}
    for kept in kept_lists(connection):
        name = f"{kept.id}-{kept.version}.toml"
        if kept.source_text is not None:
            texts[name if name not in texts else f"{kept.kind}-{name}"] = kept.source_text
    return texts


def _part(model: BaseModel, name: str) -> str:
    return str(getattr(model, name))


def _row(connection: Connection, kind: str, identity: str, version: str) -> Any:  # noqa: ANN401 (a row or None)
    table = schema.kept_list
    query = select(table).where(table.c.kind == kind, table.c.id == identity, table.c.version == version)
    return connection.execute(query).first()
