"""What uploads hold, drawn: every fault by cell, what taking them in would change, and the button for it."""

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import show_faults, show_table
from apps.uploads import Read
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.store.import_plan import ImportPlan
from toolkit.store.importing import make_import
from toolkit.tables.faults import fault_table
from toolkit.tables.importing import difference_table
from toolkit.wording.plain import inert_markdown


def draw_read(read: Read) -> None:
    """Draw everything that is wrong, or what would change with the button that does it."""
    if read.problems:
        show_faults(say("This cannot be taken in."), *read.problems)
    if read.faults:
        st.error(
            say(
                "Faults: {number}. Nothing was kept. Put them right in the file and upload again.",
                number=len(read.faults),
            )
        )
        show_table(fault_table(read.faults), say("What is wrong, cell by cell"), lines=3, file="faults")
    for name, how in (read.read_with or {}).items():
        st.info(inert_markdown(say("{name}: read {how}.", name=name, how=how)))
    for name, cells in (read.ignored or {}).items():
        st.warning(
            inert_markdown(
                say(
                    "{name}: formulas outside the input cells were ignored: {cells}.",
                    name=name,
                    cells=", ".join(cells),
                )
            )
        )
    if read.plan is None:
        return
    if read.plan.changes_nothing:
        st.success(say("The database holds all of it already."))
        return
    _draw_plan(read.plan)
    refused = bool(read.plan.refused or read.plan.refused_lists)
    reason = st.text_input(say("Reason, kept with every change"), key="take_in_reason")
    closed = refused or bool(opened().store.database.read_only)
    if st.button(say("Take this in"), type="primary", disabled=closed, key=f"take_in/{read.content}"):
        _take(read, reason)


def _draw_plan(plan: ImportPlan) -> None:
    for words, parts in (
        (say("New"), plan.new),
        (say("Changed"), plan.changed),
        (say("The same as here"), plan.unchanged),
    ):
        if parts:
            st.markdown(f"**{words}:** {inert_markdown('; '.join(part.name for part in parts))}")
    if plan.new_lists:
        st.markdown(
            say(
                "**Lists kept from now on:** {new_lists}", new_lists=inert_markdown("; ".join(plan.new_lists))
            )
        )
    refused = [*plan.refused_lists, *(f"{part.name}: {part.because}" for part in plan.refused)]
    if refused:
        show_faults(say("Refused, so nothing can be taken in:"), *refused)
    if changed := (*plan.changed, *plan.refused):
        show_table(difference_table(changed), say("What would be otherwise"), lines=2, file="differences")


def _take(read: Read, reason: str) -> None:
    if read.plan is None:
        return
    operation = session.operation_of("take_in", (read.content, reason))
    try:
        make_import(opened().store, principal(), read.plan, operation=operation, reason=reason)
    except ToolkitError as error:
        show_faults(say("Nothing was taken in."), error)
        return
    names = ", ".join(part.name for part in (*read.plan.new, *read.plan.changed)) or say("the lists")
    session.leave(say("Taken in: {names}.", names=names))
    st.rerun()
