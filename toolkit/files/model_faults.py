"""What a model refuses, said in the terms of whoever wrote the file."""

from typing import Any, Final, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, InputRejected
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.toml_file import TomlDocument
from toolkit.files.toml_lines import KeyPath
from toolkit.language import say

M = TypeVar("M", bound=BaseModel)

_ONE_OF: Final = {
    "criteria": "criterion",
    "categories": "category",
    "priorities": "priority",
    "csps": "CSP",
    "series": "series",
}
_MOST_FAULTS: Final = 500
_NAMING_KEYS: Final = ("id", "code", "value", "label", "name")
_PATTERNS: Final = (
    ("E0[67]", say("Write the district's code, such as E07000110")),
    ("[a-z0-9]+", say("Use lower-case letters, digits and hyphens, such as domestic-abuse")),
    (r"(?:\.[0-9]+)*", say('Write numbers joined by dots in quotes, such as "1.0"')),
    ("[A-Z][A-Z0-9]*", say("Write capital letters and digits, such as DA")),
    ("/", say("Write a share such as 1/4")),
)
_EXPECTED: Final = {
    "string_type": say("text in quotes"),
    "int_type": say("a whole number"),
    "int_parsing": say("a whole number"),
    "int_from_float": say("a whole number"),
    "bool_type": say("true or false"),
    "tuple_type": say("a list in [square brackets]"),
    "list_type": say("a list in [square brackets]"),
    "model_type": say("a table of keys, such as [risk]"),
    "model_attributes_type": say("a table of keys, such as [risk]"),
    "dict_type": say("a table of keys, such as [risk]"),
    "date_type": say("a date such as 2017-04-01"),
    "date_parsing": say("a date such as 2017-04-01"),
    "date_from_datetime_parsing": say("a date such as 2017-04-01"),
    "date_from_datetime_inexact": say("a date such as 2017-04-01"),
}


class Refusal(NamedTuple):
    """What is wrong with one value, what would be right, and the nearest valid name."""

    code: str
    problem: str
    remedy: str
    nearest: str | None = None


_BLANK: Final = Refusal("E_BLANK", say("it is blank"), say("Write some text"))


def validated(model: type[M], document: TomlDocument) -> M:
    """Return the values of `document` as a `model`.

    Raises
    ------
    InputRejected
        With every fault, each with its line and what would be right.
    """
    try:
        return model.model_validate(document.values)
    except ValidationError as error:
        found = _own_errors(error)
        faults = [_fault(details, model, document) for details in found[:_MOST_FAULTS]]
        if len(found) > _MOST_FAULTS:
            problem = say("{number:,} more faults", number=len(found) - _MOST_FAULTS)
            faults.append(Fault(document.name, "", problem, say("Correct the ones above first"), "E_MANY"))
        raise InputRejected(faults) from error


def _own_errors(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors, without the complaint that a list is too short because its entries are faulty."""
    every = error.errors(include_url=False)
    inside = {details["loc"][:depth] for details in every for depth in range(len(details["loc"]))}
    return [details for details in every if details["type"] != "too_short" or details["loc"] not in inside]


def _fault(details: ErrorDetails, model: type[BaseModel], document: TomlDocument) -> Fault:
    path = tuple(details["loc"])
    refusal = refused(details, model_at(model, path))
    place = ", ".join(part for part in (document.place(path), named_path(path, document.values)) if part)
    return Fault(document.name, place, refusal.problem, refusal.remedy, refusal.code, refusal.nearest)


def named_path(path: KeyPath, values: Any) -> str:  # noqa: ANN401 (whatever the file holds)
    """Return `path` in words: ``section 'harm', criterion 'physical', level 2, label``."""
    words: list[str] = []
    for part in path:
        values = _inside(values, part)
        if isinstance(part, str):
            words.append(part)
            continue
        entry = _ONE_OF.get(words[-1], words[-1].removesuffix("s")) if words else "entry"
        name = (
            next((values[k] for k in _NAMING_KEYS if k in values), None) if isinstance(values, dict) else None
        )
        is_number = isinstance(name, int) and not isinstance(name, bool)
        said = shown(name) if isinstance(name, str) else name if is_number else part + 1
        words[-1:] = [f"{entry} {said}"]
    return ", ".join(words)


def _inside(values: Any, part: str | int) -> Any:  # noqa: ANN401
    try:
        return values[part]
    except (KeyError, IndexError, TypeError):
        return None


def refused(details: ErrorDetails, at: type[BaseModel] | None) -> Refusal:
    """Return in plain words what one error of a model of type `at` means."""
    kind, limits = details["type"], details.get("ctx", {})
    value, path = details["input"], details["loc"]
    key = str(path[-1]) if path and isinstance(path[-1], str) else ""
    match kind:
        case "missing":
            found = Refusal(
                "E_MISSING_KEY", say("{key} is missing", key=key), say("Add a line with {key} = ...", key=key)
            )
        case "extra_forbidden":
            found = _unknown_key(key, at)
        case "enum" | "literal_error":
            found = _not_a_choice(value, str(limits.get("expected", "")))
        case "value_error":
            problem = str(limits.get("error", details["msg"]))
            code = getattr(limits.get("error"), "code", "E_SCHEMA")
            found = Refusal(code, problem, say("Correct it as the message says"))
        case "string_pattern_mismatch":
            found = _wrong_form(value, str(limits.get("pattern", "")))
        case _ if kind in _EXPECTED:
            problem = say("{value} stands where {kind} should", value=shown(value), kind=_EXPECTED[kind])
            found = Refusal("E_TYPE", problem, say("Write {kind}", kind=_EXPECTED[kind]))
        case _:
            found = _wrong_size(kind, value, limits) or Refusal(
                "E_SCHEMA",
                say("{value} cannot be used here", value=shown(value)),
                say("Write it as docs/formats.md shows"),
            )
    return found


def _unknown_key(key: str, at: type[BaseModel] | None) -> Refusal:
    valid = list(at.model_fields) if at else []
    remedy = say("Use only {valid}", valid=listed(valid))
    return Refusal(
        "E_UNKNOWN_KEY", say("unknown key {key}", key=shown(key)), remedy, nearest_name(key, valid)
    )


def _not_a_choice(value: object, expected: str) -> Refusal:
    choices = expected.replace("'", "")
    nearest = nearest_name(str(value), choices.replace(" or ", ", ").split(", "))
    return Refusal(
        "E_CHOICE",
        say("{value} is not one of the choices", value=shown(value)),
        say("Write {choices}", choices=choices),
        nearest,
    )


def _wrong_form(value: object, pattern: str) -> Refusal:
    remedy = next(
        (text for mark, text in _PATTERNS if mark in pattern), say("Write it as docs/formats.md shows")
    )
    return Refusal("E_PATTERN", say("{value} cannot be used here", value=shown(value)), remedy)


def _wrong_size(kind: str, value: object, limits: dict[str, Any]) -> Refusal | None:
    text = value.strip() if isinstance(value, str) else None
    match kind:
        case "string_too_short" | "too_short":
            problem, remedy = say("the list is empty"), say("Give at least one entry")
            found = Refusal("E_BLANK", problem, remedy) if text is None else _BLANK
        case "string_too_long" | "too_long" if text is not None:
            limit = limits["max_length"]
            problem = say(
                "{number:,} characters, at most {limit:,} are allowed", number=len(text), limit=limit
            )
            found = Refusal("E_LENGTH", problem, say("Shorten the text"))
        case "greater_than_equal":
            found = Refusal(
                "E_RANGE",
                say("{value} is too small", value=value),
                say("Write {least} or more", least=limits["ge"]),
            )
        case "less_than_equal":
            found = Refusal(
                "E_RANGE",
                say("{value} is too large", value=value),
                say("Write {most} or less", most=limits["le"]),
            )
        case _:
            return None
    return found


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model whose key the last part of `path` is."""
    found: type[BaseModel] | None = model
    for part in path[:-1]:
        if found is not None and isinstance(part, str):
            field = found.model_fields.get(part)
            found = _model_in(field.annotation) if field else None
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 (a type expression)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _model_in(part))), None)
