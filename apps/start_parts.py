"""Parts of the start page: how far a return has come, its marking, and which database is open."""

import streamlit as st

from apps import returns, session
from apps.drafts import Change, marking_change, status_change
from apps.entry import entered
from apps.opened import opened, principal
from apps.saving import reason_input, save, show_refusal
from apps.showing import show_faults
from apps.sign_in import sign_in_notice
from toolkit.language import say
from toolkit.model.assessment import Marking, ReturnStatus
from toolkit.model.principal import Role
from toolkit.model.revision import Marked
from toolkit.store.assessments import Stored
from toolkit.store.permission import Action, may
from toolkit.store.sign_off import LOCKED
from toolkit.wording.plain import inert_markdown


def stored_choice(shelf: returns.Shelf) -> Stored:
    """Ask which return is meant."""
    stored = {one.record.slug: one for one in shelf.stored}
    chosen = st.selectbox(
        say("Return"), list(stored), format_func=lambda slug: stored[slug].name, key="status_of"
    )
    return stored[chosen]


def status_form(stored: Stored) -> None:
    """Ask how far a return has come; what is signed off is locked, and reopened only with a reason."""
    form = f"status/{stored.record.slug}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(key, form, stored.return_.status)
    closed = bool(opened().store.database.read_only) or not may(
        principal(), Action.SIGN_OFF, stored.state.target(stored.record)
    )
    every = list(ReturnStatus)
    new = st.selectbox(
        say("Status"),
        every,
        every.index(seen),
        format_func=lambda one: one.label.capitalize(),
        key=key,
        disabled=closed,
    )
    reopens = seen in LOCKED and new not in LOCKED
    if new in LOCKED:
        st.caption(say("Signed off: nothing in the return can then be changed until someone reopens it."))
    if reopens:
        reason = st.text_input(say("Why is it reopened? (needed)"), key=f"{key}/reopened")
    else:
        reason = reason_input(key, disabled=closed)
    if st.button(say("Save the status"), type="primary", disabled=closed) and save(
        form, stored, lambda: (status_change(seen, new),), reason=reason
    ):
        session.leave(say("Saved: {name} is {label}.", name=stored.name, label=new.label))
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def marking_form(stored: Stored) -> None:
    """Ask for the protective marking of a return, and how it is to be handled."""
    closed = bool(returns.closed(stored))
    form = f"marking/{stored.record.slug}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/marking", form, Marked.of(stored.return_))
    with st.form(form, border=False):
        every = list(Marking)
        marking = st.selectbox(
            say("Marking"),
            every,
            every.index(seen.marking),
            format_func=lambda one: say("No marking") if one is Marking.NONE else one.value,
            key=f"{key}/marking",
            disabled=closed,
        )
        handling = st.text_input(
            say("Handling instruction"), seen.handling, key=f"{key}/handling", disabled=closed
        )
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save the marking"), disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = entered(Marked, "marking", {"marking": marking, "handling": handling})
        return (marking_change(seen, new),)

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(say("Saved: the marking of {name}.", name=stored.name))
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def draw_database() -> None:
    """Say which database is open, whose it is, and what the folder it was made from holds otherwise."""
    found, person = opened(), principal()
    database = found.store.database
    st.text(str(found.address))
    if found.is_sample:
        st.write(say("This is the sample county, invented in part and labelled so: try whatever you like."))
        st.caption(
            say("To begin your own, close the app, then run `csp-toolkit store init` and `csp-toolkit app`.")
        )
    if Role.SOLE_USER in person.roles:
        st.write(
            inert_markdown(
                say(
                    "This is your own machine: one user, {person}, and no login. "
                    "Every change is kept with that name.",
                    person=person.name,
                )
            )
        )
    else:
        st.write(inert_markdown(sign_in_notice(found.store).sentence))
    if database.journal is not None:
        kept = say("SQLite, journal {mode}, every save flushed to disk", mode=database.journal.mode)
        because = f" ({database.journal.because})" if database.journal.because else ""
        st.caption(inert_markdown(f"{kept}{because}."))
    if found.taken.faults:
        show_faults(say("Not everything in the county's folder could be taken in."), *found.taken.faults)
    if found.taken.differ:
        _draw_differing(str(found.folder), str(found.address), found.taken.differ)


def _draw_differing(folder: str, address: str, names: tuple[str, ...]) -> None:
    st.warning(
        "\n".join(
            [
                say("The folder has changed since it was taken in. Nothing here was overwritten."),
                "",
                *(f"- {inert_markdown(name)}" for name in names),
            ]
        )
    )
    st.write(say("To see the differences and take them, close the app and run:"))
    st.code(f'csp-toolkit store import "{folder}" --db "{address}"', language=None)
