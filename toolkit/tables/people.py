"""People and what each may do, as a table: a row a grant."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from toolkit.language import say
from toolkit.model.person import Person
from toolkit.store.history import Change

COLUMNS = [say("Person"), say("Signs in as"), say("Role"), say("District"), say("Workshop")]


def people_table(people: Sequence[Person]) -> pd.DataFrame:
    """Return a row for every grant, and one for each person who has none."""
    rows = [row for person in people for row in _rows(person)]
    return pd.DataFrame(rows, columns=COLUMNS)


def people_changes_table(changes: Sequence[Change]) -> pd.DataFrame:
    """Return a row for every change of what someone may do, newest first; times are those of England."""
    rows = [
        (
            f"{change.at_home:%d/%m/%Y %H:%M}",
            change.author,
            change.key,
            _held(change.before),
            _held(change.after),
            change.reason,
        )
        for change in reversed(changes)
    ]
    return pd.DataFrame(
        rows, columns=[say("When"), say("By"), say("Whose"), say("Before"), say("After"), say("Why")]
    )


def _held(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return say("not listed")
    person = Person.model_validate(value)
    return say("left") if person.left else ", ".join(map(str, person.grants)) or say("no role")


def _rows(person: Person) -> list[tuple[str, ...]]:
    if not person.grants:
        return [(person.name, person.login, say("left") if person.left else say("no role"), "", "")]
    return [
        (person.name, person.login, grant.role.label, grant.district or "", grant.workshop or "")
        for grant in person.grants
    ]
