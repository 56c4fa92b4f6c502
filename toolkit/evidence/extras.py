"""Modules that come with an extra, or one sentence that says which extra is missing."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, TypeAlias

from toolkit.errors import Refused
from toolkit.language import say

# Neither Ibis nor pyarrow ships types that fit.
Expression: TypeAlias = Any
"""A table or value of Ibis that is not computed yet."""
ArrowTable: TypeAlias = Any
"""A table of pyarrow."""


def missing_extra() -> str:
    """Return one sentence that says what cannot be read for want of the extra, or nothing."""
    if all(find_spec(module) is not None for module in ("duckdb", "ibis", "pyarrow")):
        return ""
    return say(
        "Crime and collision files cannot be read here: the extra evidence is not installed "
        '(pip install "csp-toolkit[evidence]"). Own figures and population as CSV can.'
    )


def needed(module: str, extra: str) -> ModuleType:
    """Return a module that an extra brings.

    Raises
    ------
    Refused
        When it is not installed; own figures and population need no extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise Refused(
            say(
                'These files need the extra {extra}: pip install "csp-toolkit[{extra}]". '
                "Own figures and population as CSV need none.",
                extra=extra,
            )
        ) from error
