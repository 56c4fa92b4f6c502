"""Last year's return beside this year's, for whoever scores: what counted, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from apps import returns
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.carrying_forward import (
    CarriedIssue,
    LastLevel,
    carried_issues,
    last_levels,
    last_year_in_our_matrix,
)
from toolkit.methods.issue_links import crosswalk_heirs
from toolkit.model.assessment import Return
from toolkit.store.assessments import Stored
from toolkit.store.carrying import carried_decisions


@dataclass(frozen=True)
class LastYear:
    """Last year's return as it was, read in our matrix where that is known, and how each issue follows."""

    then: Return
    ours: Return | None
    issues: tuple[CarriedIssue, ...]

    def levels(self, issue: str) -> list[Mapping[str, LastLevel]]:
        """Return what counted last year for each issue that an issue of this year follows from."""
        read = self.ours or self.then
        before = next((one.before for one in self.issues if one.issue.id == issue), ())
        return [last_levels(read, name) for name in before]


def last_year_of(stored: Stored) -> LastYear | None:
    """Return what last year's return says for this year's, or None where there is none that can be read."""
    try:
        then = returns.earlier_return(stored)
        if then is None or not then.scored_issues:
            return None
        crosswalk = returns.crosswalk_between(then, stored.return_).crosswalk
        heirs = crosswalk_heirs(crosswalk, then, stored.return_)
        ours = last_year_in_our_matrix(then, stored.return_, returns.mapping_between(then, stored.return_))
    except ToolkitError as error:
        show_faults(say("Last year's return cannot be set beside this one."), error)
        return None
    issues = carried_issues(ours or then, stored.return_, carried_decisions(stored), heirs)
    return LastYear(then, ours, issues)


def note_other_matrix(found: LastYear) -> None:
    """Say that last year's levels are in other words, where they are."""
    if found.ours is None:
        st.caption(
            say("Last year was scored with another matrix, and nobody has said how to read it in this one.")
        )
