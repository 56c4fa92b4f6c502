"""The header of a return: who, which year, which matrix and lists, which status."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault
from toolkit.files.faults import name_key, shown
from toolkit.files.model_faults import model_at, refused
from toolkit.files.rows import ReturnParts, Row
from toolkit.language import say
from toolkit.model.assessment import Marking, Origin, Return, ReturnOrigins, ReturnStatus, YearLabel
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, MatrixRef
from toolkit.model.statements import Roles
from toolkit.model.text import Name, Text

FORMAT: Final = "1"
"""The format this program writes and reads."""


class YesNo(StrEnum):
    """An answer."""

    YES = "yes"
    NO = "no"


_CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "status": ReturnStatus,
    "marking": Marking,
    "origins.scores.origin": Origin,
    "origins.priorities.origin": Origin,
    "origins.horizon.origin": Origin,
    "rationales_released": YesNo,
}
_MAY_BE_BLANK: Final = ("roles.", "statement_set.", "rationales_released")
"""Beginnings of keys that are as if left out when they are blank."""


class ReturnHeader(Frozen):
    """What ``return.toml`` holds, before the matrix and lists it names are found."""

    format: Literal["1"]
    district: Name
    assessment_year: YearLabel
    plan_year: YearLabel
    status: ReturnStatus = ReturnStatus.DRAFT
    marking: Marking = Marking.OFFICIAL
    handling: Text = ""
    matrix: MatrixRef
    catalogue: CatalogueRef
    category_set: CatalogueRef
    heading_set: CatalogueRef
    origins: ReturnOrigins = ReturnOrigins()
    roles: Roles = Roles()
    rationales_released: YesNo = YesNo.NO
    statement_set: CatalogueRef | None = None


def parse_header(parts: ReturnParts, faults: list[Fault]) -> ReturnHeader | None:
    """Return the header of `parts`, or None after adding what is wrong with it to `faults`."""
    try:
        return ReturnHeader.model_validate(_nested(parts.header.cells))
    except ValidationError as error:
        faults.extend(_fault(details, parts) for details in error.errors(include_url=False))
        return None


def _fault(details: ErrorDetails, parts: ReturnParts) -> Fault:
    code, problem, remedy, nearest = refused(details, model_at(ReturnHeader, details["loc"]))
    key = ".".join(str(part) for part in details["loc"])
    place = parts.header.places.get(key, key)
    return Fault(parts.header_file, place, problem, remedy, code, nearest)


def header_row(return_: Return) -> Row:
    """Return the header of a return as dotted keys and text."""
    origins = {
        f"origins.{part}.{key}": str(getattr(getattr(return_.origins, part), key))
        for part in ReturnOrigins.model_fields
        for key in ("origin", "note")
    }
    refs = {
        f"{part}.{key}": str(getattr(getattr(return_, part), key))
        for part in ("matrix", "catalogue", "category_set", "heading_set")
        for key in ("id", "version")
    }
    plain = ("district", "assessment_year", "plan_year", "status", "marking", "handling")
    cells = {"format": FORMAT} | {key: str(getattr(return_, key)) for key in plain}
    if return_.rationales_released:
        cells["rationales_released"] = YesNo.YES
    cells |= refs | origins | dict(_of_the_paper(return_))
    return Row(cells, {key: key for key in cells})


def _of_the_paper(return_: Return) -> Iterator[tuple[str, str]]:
    """Yield the keys that only a return with something to say has: roles, and the list of headings."""
    for role, holder in return_.roles.holders.items():
        if holder.by:
            yield f"roles.{role}.by", holder.by
            if holder.on is not None:
                yield f"roles.{role}.on", holder.on.isoformat()
    if return_.statement_set is not None:
        yield "statement_set.id", return_.statement_set.id
        yield "statement_set.version", return_.statement_set.version


def flat_header(values: Mapping[str, Any], file: str, faults: list[Fault], place: Mapping[str, str]) -> Row:
    """Return nested keys and values as dotted keys and text; what is not text is a fault.

    `place` gives the place of a dotted key where it is known.
    """
    cells: dict[str, str] = {}
    places: dict[str, str] = {}
    for key, value in _leaves(values):
        places[key] = f"{place[key]}, {key}" if place.get(key) else key
        if isinstance(value, str):
            cells[key] = value
        elif key == "format" and isinstance(value, int) and not isinstance(value, bool):
            cells[key] = str(value)
        elif type(value) is date and key.startswith("roles."):
            cells[key] = value.isoformat()
        elif isinstance(value, bool) and _CHOICES.get(key) is YesNo:
            cells[key] = YesNo.YES if value else YesNo.NO
        else:
            problem = say("{value} is not text", value=shown(value))
            faults.append(
                Fault(file, places[key], problem, say('Put it in quotes: "{value}"', value=value), "E_TYPE")
            )
            cells[key] = str(value)
    return Row(cells, places)


def _leaves(values: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in values.items():
        if isinstance(value, dict):
            found.extend(_leaves(value, f"{before}{key}."))
        else:
            found.append((f"{before}{key}", value))
    return found


def _nested(cells: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, text in cells.items():
        if not text.strip() and key.startswith(_MAY_BE_BLANK):
            continue
        *tables, last = key.split(".")
        inside = values
        for table in tables:
            below = inside.setdefault(table, {})
            if not isinstance(below, dict):
                break
            inside = below
        else:
            inside[last] = _choice(key, text)
    return values


def _choice(key: str, text: str) -> str:
    """Return the value a word of a closed set stands for; spaces, hyphens and case do not matter."""
    for choice in _CHOICES.get(key, ()):
        label = getattr(choice, "label", choice.value)
        if name_key(text) in (name_key(choice.value), name_key(label)):
            return choice.value
    return (
        text.strip()
        if key in _CHOICES or key.endswith((".id", ".version", "_year")) or key == "format"
        else text
    )
