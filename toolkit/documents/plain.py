"""What every JSON document is made with."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from toolkit.methods.scoring import Exact, Total
from toolkit.model.assessment import Return

Document = dict[str, Any]
"""A JSON object ready to be written."""


def exact(number: Exact) -> int | str:
    """Return an exact number for JSON: an integer where it is whole, else text such as ``7/2``.

    >>> exact(Fraction(6, 2)), exact(Fraction(7, 2))
    (3, '7/2')
    """
    fraction = Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else str(fraction)


def known(total: Total) -> int | str | None:
    """Return a total, or None where unknown levels leave it open."""
    return None if total.value is None else exact(total.value)


def known_range(total: Total) -> list[int | str]:
    """Return the lowest and the highest value of a total."""
    return [exact(total.low), exact(total.high)]


def return_heading(return_: Return) -> Document:
    """Say what a return is: district, years, status, marking, what is invented."""
    return {
        "district": return_.district,
        "assessment_year": return_.assessment_year,
        "plan_year": return_.plan_year,
        "status": return_.status.value,
        "marking": return_.marking.value,
        "invented": list(return_.origins.invented),
    }


def json_text(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a document as JSON text, British letters kept as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
