"""Words of closed sets: each that a page shows has a sentence of its own in the catalogue."""

from enum import StrEnum

import pytest

from toolkit.cells import words
from toolkit.methods import (
    agreement,
    carrying_forward,
    comparison,
    doubt,
    harm_spread,
    horizon_views,
    issue_links,
    levels,
    reranking,
)
from toolkit.model import assessment, carried, horizon, matrix, priorities, workshop

SHOWN: list[type[StrEnum]] = [
    *(assessment.Origin, assessment.ReturnStatus, carried.Decision, matrix.Combine, matrix.Provenance),
    *(horizon.HorizonKind, horizon.Direction, horizon.Grade, horizon.Factor, horizon.HorizonStatus),
    *(priorities.PriorityLevel, workshop.Stage, agreement.Verdict, carrying_forward.Standing),
    *(comparison.NoTau, doubt.DoubtSource, harm_spread.Quadrant, horizon_views.Due, issue_links.LinkKind),
    *(levels.Basis, reranking.Remark),
]


@pytest.mark.parametrize("closed", SHOWN, ids=lambda closed: closed.__name__)
def test_every_word_that_is_shown_can_be_translated(closed: type[StrEnum]) -> None:
    assert [word for word in closed if word not in words._SAID] == []


def test_a_word_that_is_not_in_the_catalogue_is_shown_as_it_is() -> None:
    assert words.word_text("of_ones_own") == "of ones own"
