"""What was typed in a form, made into values of the model with every fault named by its field."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.files.model_faults import model_at, refused

M = TypeVar("M", bound=BaseModel)


def entered(model: type[M], where: str, values: Mapping[str, object]) -> M:
    """Return a `model` made of `values`; `where` says which part of the page they were typed in.

    Raises
    ------
    InputRejected
        With one fault a field that cannot stand as typed.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults = []
        for details in error.errors(include_url=False):
            what = refused(details, model_at(model, tuple(details["loc"])))
            field = ", ".join(str(part).replace("_", " ") for part in details["loc"])
            faults.append(Fault(where, field, what.problem, what.remedy, what.code, what.nearest))
        raise InputRejected(faults) from error


def all_entered(model: type[M], rows: Iterable[tuple[str, Mapping[str, object]]]) -> list[M]:
    """Return a `model` for each (where, values), or raise InputRejected with the faults of all of them."""
    made: list[M] = []
    faults: list[Fault] = []
    for where, values in rows:
        try:
            made.append(entered(model, where, values))
        except InputRejected as error:
            faults.extend(error.faults)
    if faults:
        raise InputRejected(faults)
    return made
