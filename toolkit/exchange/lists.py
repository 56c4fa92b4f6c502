"""The lists a database keeps, found by id and version like those in a folder."""

import json
from functools import lru_cache

from pydantic import BaseModel

from toolkit.files.library import Library
from toolkit.files.list_kinds import kinds, model_of
from toolkit.model.principal import Principal
from toolkit.store.lists import kept_lists
from toolkit.store.permission import Action
from toolkit.store.store import Store


def library_of(store: Store, principal: Principal) -> Library:
    """Return the library of a database: the lists it keeps, and after them the shipped ones.

    Raises
    ------
    NotPermitted
        When `principal` has no role here at all.
    """
    store.permit(principal, Action.READ_LISTS)
    with store.database.reading() as connection:
        kept = kept_lists(connection)
    return Library(held=[_list(one.kind, one.content) for one in kept if one.kind in kinds()])


@lru_cache(maxsize=256)
def _list(kind: str, content: str) -> BaseModel:
    return model_of(kind).model_validate(json.loads(content))
