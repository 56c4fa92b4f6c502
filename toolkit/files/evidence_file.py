"""``evidence.json``: the cards beside a return's scores, and what was made of what they propose."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.files.faults import shown
from toolkit.files.json_file import parse_json
from toolkit.files.model_faults import model_at, named_path, refused
from toolkit.files.saving import locked, save_file
from toolkit.files.text_file import read_text
from toolkit.language import say
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.matrix import Frozen

EVIDENCE_FILE: Final = "evidence.json"
EVIDENCE_LIMIT: Final = 5_000_000
"""Most bytes in it: a card of three years by month has about 4,000."""

_MOST_FAULTS: Final = 500
_FORMAT: Final = 1


def read_evidence(folder: Path) -> DistrictEvidence:
    """Return the evidence in the folder of a return, none where there is no ``evidence.json``.

    Raises
    ------
    InputRejected
        With every fault of the file.
    StorageFailed
        When it cannot be read.
    """
    return evidence_in(folder) or DistrictEvidence()


def evidence_in(folder: Path) -> DistrictEvidence | None:
    """Return the evidence in a folder, None where it has no ``evidence.json``; raises as `read_evidence`."""
    path = folder / EVIDENCE_FILE
    name = f"{folder.absolute().name}/{EVIDENCE_FILE}"
    if not path.exists():
        return None
    return parse_evidence(read_text(path, EVIDENCE_LIMIT, name), name)


def parse_evidence(text: str, name: str) -> DistrictEvidence:
    """Return the evidence in JSON `text`, called `name` in messages; raises InputRejected."""
    values = parse_json(text, name)
    if not isinstance(values, dict):
        problem = say("the evidence of a district is one object")
        remedy = say('Write {"format": 1, "cards": [...], "decisions": [...]}')
        raise InputRejected([Fault(name, "", problem, remedy, "E_SCHEMA")])
    written = values.pop("format", None)
    if written != _FORMAT or isinstance(written, bool):
        problem = (
            say("format is missing")
            if written is None
            else say("format {written} is not known", written=shown(written))
        )
        raise InputRejected([Fault(name, "format", problem, say("Write 1"), "E_FORMAT")])
    try:
        return DistrictEvidence.model_validate(values)
    except ValidationError as error:
        raise InputRejected(_faults(error, values, name)) from error


def evidence_text(evidence: DistrictEvidence) -> str:
    """Return evidence as JSON, a card or a decision a line; the same evidence always gives the same text."""
    lists = {
        part: ",\n".join(_line(one) for one in getattr(evidence, part)) for part in ("cards", "decisions")
    }
    parts = [f'"{part}": [\n{lines}\n]' if lines else f'"{part}": []' for part, lines in lists.items()]
    return "{\n" + ",\n".join([f'"format": {_FORMAT}', *parts]) + "\n}\n"


def write_evidence(evidence: DistrictEvidence, folder: Path) -> None:
    """Write ``evidence.json`` to a folder that is there, whole or not at all.

    Raises
    ------
    Conflict
        When someone else is saving to the folder.
    StorageFailed
        When it cannot be written to.
    """
    with locked(folder):
        save_file(folder / EVIDENCE_FILE, evidence_text(evidence).encode())


def _line(one: Frozen) -> str:
    return json.dumps(one.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)


def _faults(error: ValidationError, values: Any, name: str) -> Iterator[Fault]:  # noqa: ANN401
    found = error.errors(include_url=False)
    for details in found[:_MOST_FAULTS]:
        path = tuple(details["loc"])
        what = refused(details, model_at(DistrictEvidence, path))
        yield Fault(name, named_path(path, values), what.problem, what.remedy, what.code, what.nearest)
    if len(found) > _MOST_FAULTS:
        problem = say("{number:,} more faults", number=len(found) - _MOST_FAULTS)
        yield Fault(name, "", problem, say("Correct the ones above first"), "E_MANY")
