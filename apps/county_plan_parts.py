"""The county beside a policing plan: what stands under each priority, and where categories fall."""

import streamlit as st

from apps import county_keys, returns, session
from apps.county_saving import closed, save, show_refusal, stored_county
from apps.entry import entered
from apps.saving import SAVED, reason_input
from apps.showing import show_bars, show_faults, show_message, show_table
from apps.widgets import several
from toolkit.charts.plan import plan_bars
from toolkit.errors import InputRejected, ToolkitError
from toolkit.files.plans import alignment_for, policing_plans
from toolkit.language import say
from toolkit.methods.alignment import Alignment, align
from toolkit.methods.county import County
from toolkit.model.county import ConfirmedAlignment
from toolkit.model.plan import AlignmentRow, PolicingPlan
from toolkit.store.county_values import ALIGNMENT
from toolkit.tables.alignment import placing_table, plan_bar_table, plan_table
from toolkit.wording.alignment import alignment_alt, alignment_headline, alignment_sentences, placing_sentence
from toolkit.wording.plain import inert_markdown


def draw_plan(found: County) -> None:
    """Draw how many CSPs stand under each priority of a plan, what stands under none, and who says so."""
    plan_year = found.returns.returns[0].plan_year
    try:
        plans = {str(plan.ref): plan for plan in policing_plans(returns.library(), plan_year)}
        if not plans:
            st.info(say("No policing plan is known here. Put one into the county's folder of matrices."))
            return
        chosen = st.selectbox(
            say("Policing plan"),
            list(plans),
            format_func=lambda ref: f"{plans[ref].title}, {plans[ref].years}",
            key=county_keys.PLAN,
            bind="query-params",
        )
        confirmed = [one for one in stored_county().decisions.alignments if one.plan == plans[chosen].ref]
        categories = found.returns.category_set
        proposed = alignment_for(returns.library(), plans[chosen], categories.ref, categories.codes)
        aligned = align(found.priorities, plans[chosen], proposed, [one.row for one in confirmed])
    except ToolkitError as error:
        show_faults(say("The county cannot be set beside this plan."), error)
        return
    _draw(aligned)
    _form(aligned, {one.row.category: one for one in confirmed})


def _draw(found: Alignment) -> None:
    st.subheader(inert_markdown(alignment_headline(found)), anchor=False)
    for sentence in alignment_sentences(found):
        st.write(inert_markdown(sentence))
    csps = len(found.count.reports)
    show_bars(plan_bars(plan_bar_table(found), csps), alignment_alt(found))
    show_table(plan_table(found), say("CSPs under each priority of the plan"), lines=3, file="policing-plan")
    st.caption(inert_markdown(say("Source of the labels: {source}.", source=found.plan.source)))
    st.header(say("Where categories fall"), anchor=False)
    if waiting := placing_sentence(found):
        st.info(inert_markdown(waiting))
    show_table(
        placing_table(found), say("Where each category falls in the plan"), lines=3, file="plan-placing"
    )


def _form(found: Alignment, confirmed: dict[str, ConfirmedAlignment]) -> None:
    """Ask a person to confirm or correct where one category falls."""
    show_message()
    if because := closed():
        st.caption(inert_markdown(because))
    labels = {one.category.code: one.category.label for one in found.count.categories}
    code = st.selectbox(
        say("Category to confirm"), list(labels), format_func=labels.__getitem__, key="placing"
    )
    form = f"placing/{found.plan.ref}/{code}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/by", form, confirmed.get(code))
    row = seen.row if seen else found.rows.get(code)
    off = bool(because)
    with st.form(form):
        words = {one.id: one.label for one in found.plan.priorities}
        under = several(
            say("Falls under; leave empty if under none"),
            words,
            row.falls_under if row else (),
            f"{key}/under",
            disabled=off,
        )
        why = st.text_input(say("Because"), row.because if row else "", key=f"{key}/because", disabled=off)
        by = st.text_input(
            say("Confirmed by (name of a body, or a role)"),
            row.confirmed_by if row else "",
            key=f"{key}/by",
            disabled=off,
        )
        reason = reason_input(key, disabled=off)
        pressed = st.form_submit_button(say("Confirm where it falls"), type="primary", disabled=off)
    if pressed:
        values: dict[str, object] = {
            "category": code,
            "falls_under": under,
            "because": why,
            "confirmed_by": by,
        }
        ground = row.provenance if row else "inferred"
        if _saved(form, found.plan, seen, values | {"provenance": ground}, reason):
            session.leave(SAVED)
            session.start_afresh(form)
            st.rerun()
    show_refusal(form)


def _saved(
    form: str,
    plan: PolicingPlan,
    seen: ConfirmedAlignment | None,
    values: dict[str, object],
    reason: str,
) -> bool:
    try:
        row = entered(AlignmentRow, say("where it falls"), values)
        new = entered(ConfirmedAlignment, say("where it falls"), {"plan": plan.ref, "row": row})
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return False
    thing = ALIGNMENT, f"{plan.ref}/{row.category}"
    return save(
        form,
        say("where {category} falls in the plan", category=row.category),
        thing,
        (seen, new),
        reason=reason,
    )
