"""Guarded reading of JSON: nothing that would be taken silently for something else."""

import json
from collections import Counter
from typing import Any, NoReturn

from toolkit.errors import Fault, InputRejected
from toolkit.files.faults import shown
from toolkit.language import say

_LONGEST_NUMBER = 30


class _NotAccepted(ValueError):
    def __init__(self, code: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.remedy = code, problem, remedy


def parse_json(text: str, name: str) -> Any:  # noqa: ANN401 (any JSON value)
    """Return the value of JSON `text`, called `name` in messages; numbers with a point stay text.

    Raises
    ------
    InputRejected
        When it is not JSON, nests too deep, gives a key twice, or holds a number that is not finite or
        not of a sensible length.
    """
    if not text.strip():
        remedy = say("See docs/formats.md for its keys")
        raise InputRejected([Fault(name, "", say("the file is empty"), remedy, "E_EMPTY")])
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_number_as_text,
            parse_int=_whole_number,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        problem = say("not valid JSON: {problem}", problem=error.msg[:1].lower() + error.msg[1:])
        remedy = say("Correct the line; JSON has no comments and no comma after the last entry")
        raise InputRejected(
            [Fault(name, say("line {line}", line=error.lineno), problem, remedy, "E_JSON")]
        ) from error
    except _NotAccepted as error:
        raise InputRejected([Fault(name, "", error.problem, error.remedy, error.code)]) from error
    except RecursionError as error:
        problem = say("lists or objects are nested too deep")
        raise InputRejected([Fault(name, "", problem, say("Write it flatter"), "E_DEPTH")]) from error


def _refuse_constant(text: str) -> NoReturn:
    raise _NotAccepted(
        "E_NONFINITE",
        say("{text} is not a number that can be kept", text=shown(text)),
        say("Write null or a number"),
    )


def _number_as_text(text: str) -> str:
    if len(text) > _LONGEST_NUMBER or float(text) in (float("inf"), float("-inf")):
        remedy = say("Write a number of sensible size")
        raise _NotAccepted(
            "E_NONFINITE", say("{text} is not a number that can be kept", text=shown(text)), remedy
        )
    return text


def _whole_number(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _NotAccepted(
            "E_BIGINT",
            say("the number {text} is too long", text=shown(text)),
            say("Write a number of sensible size"),
        )
    return int(text)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise _NotAccepted(
            "E_DUP_KEY", say("the key {twice} is given twice", twice=shown(twice)), say("Keep one of the two")
        )
    return values
