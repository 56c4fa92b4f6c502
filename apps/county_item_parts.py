"""The form of a horizon item of the county's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from apps import session
from apps.county_saving import closed, save, show_refusal
from apps.entry import entered
from apps.horizon_form import item_inputs
from apps.saving import SAVED, reason_input
from apps.showing import privacy_note, show_faults, show_message
from toolkit.errors import InputRejected
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.issues import Issue
from toolkit.model.revision import new_item_id
from toolkit.store.values import HORIZON_ITEM
from toolkit.wording.plain import inert_markdown

_CHOICE = "county_item"


@dataclass(frozen=True)
class _Scanned:
    """The county as what an item belongs to."""

    found: County

    @property
    def heading_set(self) -> HeadingSet:
        """The headings of the county's scan."""
        return self.found.returns.heading_set

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """Every issue that any district may score, by id, and any that an item names."""
        known = {i.id: i for one in self.found.returns.returns for i in one.issues.values()}
        named = {issue for item in self.found.returns.horizon for issue in item.issues if issue not in known}
        return known | {
            name: Issue(id=name, name=name, theme=say("not in any list")) for name in sorted(named)
        }


def item_form(found: County) -> None:
    """Ask for every field of one item of the county's own; items are changed and never deleted."""
    items = {item.id: item for item in found.returns.horizon}
    chosen = st.selectbox(
        say("Item to change"),
        [None, *items],
        format_func=lambda one: say("Add a new item") if one is None else items[one].title,
        key=_CHOICE,
    )
    show_message()
    if because := closed():
        st.caption(inert_markdown(because))
    form = f"{_CHOICE}/{chosen or ''}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/title", form, items.get(chosen) if chosen else None)
    with st.form(form):
        privacy_note()
        typed = item_inputs(_Scanned(found), seen, key, disabled=bool(because))
        reason = reason_input(key, disabled=bool(because))
        pressed = st.form_submit_button(say("Save this item"), type="primary", disabled=bool(because))
    typed["id"] = seen.id if seen else new_item_id(str(typed["title"]), items)
    if pressed and _saved(form, seen, typed, reason):
        session.leave(SAVED, **{_CHOICE: typed["id"]})
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def _saved(form: str, seen: HorizonItem | None, typed: dict[str, object], reason: str) -> bool:
    try:
        new = entered(HorizonItem, say("horizon item"), typed)
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return False
    what = say("the horizon item '{title}'", title=(seen or new).title)
    return save(form, what, (HORIZON_ITEM, new.id), (seen, new), reason=reason)
