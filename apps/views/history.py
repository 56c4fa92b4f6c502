"""History: who changed what, when and why, with what it said before and after."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from apps import returns
from apps.gate import open_return
from apps.short_forms import explain
from apps.showing import show_download, show_table
from toolkit.cells.dates import day_text
from toolkit.language import say, say_number
from toolkit.model.assessment import Return
from toolkit.store.history import Change
from toolkit.tables.history import change_table, history_table
from toolkit.wording.short_forms import codes_used, texts_of

_MOST = 200
"""Changes drawn at once; the choices find the others, and the file to download has all."""


def render() -> None:
    """Draw the page."""
    stored = open_return(say("History"))
    explain("CSV", "UTC", texts=texts_of(stored.return_), codes=codes_used(stored.return_))
    st.write(
        say(
            "Every change is kept with who made it, when and why; nothing is overwritten. "
            "Times are as in England; the database keeps them in UTC."
        )
    )
    found = _chosen(returns.changes_of(stored.record.id), stored.return_)
    if not found:
        st.info(say("Nothing was changed that fits these choices. Choose fewer."))
        return
    words = say_number("{number} change", "{number} changes", len(found))
    st.write(
        say("{words}, the newest first.", words=words)
        if len(found) <= _MOST
        else say("{words}; here are the newest {most}.", words=words, most=_MOST)
    )
    if any(change.clock_stepped_back for change in found):
        st.warning(
            say("The clock of the machine had stepped back before some changes; the table says which.")
        )
    what = say("Changes with who, when and why, the newest first")
    show_table(change_table(found[-_MOST:], {stored.record.id: stored.return_}), what, lines=2)
    show_download(lambda: history_table(found, {stored.record.id: stored.return_}), what, "history")


def _chosen(changes: Sequence[Change], return_: Return) -> list[Change]:
    """Ask for an issue, a person and a day, and return the changes that fit."""
    names = {issue.id: issue.name for issue in return_.issues.values()}
    touched = dict.fromkeys(issue for change in changes for issue in change.issues)
    people = list(dict.fromkeys(change.author for change in changes))
    days = list(dict.fromkeys(change.day for change in reversed(changes)))
    left, middle, right = st.columns(3)
    issue = left.selectbox(
        say("Issue"),
        [issue for issue in names if issue in touched],
        None,
        format_func=lambda one: names[one],
        placeholder=say("Every issue"),
        key="history_issue",
    )
    person = middle.selectbox(say("Person"), people, None, placeholder=say("Everyone"), key="history_person")
    day = right.selectbox(
        say("Day"), days, None, format_func=_day, placeholder=say("Every day"), key="history_day"
    )
    return [
        change
        for change in changes
        if issue is None or issue in change.issues
        if person is None or change.author == person
        if day is None or change.day == day
    ]


def _day(day: date) -> str:
    return day_text(day)


render()
