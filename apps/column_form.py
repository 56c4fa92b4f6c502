"""The form that learns a partner's columns: whose workbook, which sheet, what each column and word means."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from apps import session
from apps.column_parts import draft_of, place_of
from apps.column_words import Asked, words_of
from apps.opened import opened, principal
from apps.partner_uploads import Partner
from apps.showing import show_faults
from toolkit.cells.dates import day_text
from toolkit.errors import InputRejected, ToolkitError
from toolkit.exchange import library_of, remember_columns
from toolkit.exchange.reading import shipped_county
from toolkit.files.column_mapping_draft import (
    ColumnDraft,
    made_mapping,
    mapping_id,
    sheet_rows,
    with_earlier_words,
)
from toolkit.files.column_mapping_read import Known
from toolkit.files.column_mapping_use import misfits
from toolkit.files.county_file import CATALOGUE
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import AGREED
from toolkit.model.column_mapping import ColumnMapping
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet
from toolkit.store.county import county_lists
from toolkit.store.history import LONDON
from toolkit.store.permission import Action, Target, may


@dataclass(frozen=True)
class _About:
    """Whose workbook it is, and the lists its words are held against."""

    partnership: str
    matrix: Matrix
    catalogue: IssueCatalogue
    category_set: CategorySet
    heading_set: HeadingSet

    @property
    def known(self) -> Known:
        return Known.of(self.matrix, self.catalogue)

    @property
    def named(self) -> dict[str, Any]:
        lists = ("matrix", "catalogue", "category_set", "heading_set")
        return {
            "partnership": self.partnership,
            **{part: {key: getattr(getattr(self, part), key) for key in ("id", "version")} for part in lists},
        }


def draw_column_form(partner: Partner, before: ColumnMapping | None) -> None:
    """Ask for everything that is needed to read a workbook, and remember it when told to."""
    about = _about(partner.key, before)
    if about is None:
        return
    sheet, row = place_of(partner.workbook, about.matrix, before, partner.key)
    draft = draft_of(sheet, row, about.matrix, before, partner.key)
    if draft is None:
        return
    scorer = "" if "scorer" in draft.columns else _scorer(partner.key, before)
    rows = sheet_rows(sheet, row)
    key = f"{partner.key}/{sheet.name}"
    words = words_of(Asked(rows, draft, about.known, about.catalogue, before, key))
    closed = words is None or bool(opened().store.database.read_only)
    pressed = st.button(
        say("Use these columns, and remember them"), type="primary", disabled=closed, key=f"{partner.key}/use"
    )
    if words is None:
        st.caption(say("Say first what every word means."))
    elif pressed:
        values = {
            **about.named,
            **_of_draft(draft),
            **with_earlier_words(words, before),
            "sheet": sheet.name,
            "scorer": scorer,
        }
        _remember(values, about, partner)


def _about(key: str, before: ColumnMapping | None) -> _About | None:
    """Ask whose workbook it is and which matrix it was scored with; None until both are chosen."""
    areas, category_set, heading_set = _lists()
    mine = [one.name for one in areas.districts if _may_take_in(one.name)]
    matrices = _matrices()
    left, right = st.columns(2)
    partnership = left.selectbox(
        say("Whose workbook is it?"),
        mine,
        mine.index(before.partnership) if before and before.partnership in mine else None,
        key=f"{key}/partnership",
        placeholder=say("Choose a district"),
    )
    used = str(before.matrix) if before else None
    matrix = right.selectbox(
        say("Matrix it was scored with"),
        list(matrices),
        list(matrices).index(used) if used in matrices else None,
        format_func=lambda ref: matrices[ref].title,
        key=f"{key}/matrix",
        placeholder=say("Choose a matrix"),
    )
    if partnership is None or matrix is None:
        return None
    catalogue = library_of(opened().store, principal()).catalogue(CATALOGUE.id, CATALOGUE.version)
    return _About(partnership, matrices[matrix], catalogue, category_set, heading_set)


def _lists() -> tuple[AreaSet, CategorySet, HeadingSet]:
    found = county_lists(opened().store, principal())
    if found is not None:
        return found
    county = shipped_county()
    return county.area_set, county.category_set, county.heading_set


def _may_take_in(district: str) -> bool:
    return may(principal(), Action.IMPORT) or may(principal(), Action.START, Target(district))


def _matrices() -> dict[str, Matrix]:
    found: dict[str, Matrix] = {}
    for entry in library_of(opened().store, principal()).entries(Matrix):
        matrix = entry.read()
        if isinstance(matrix, Matrix) and not matrix.template:
            found[str(matrix.ref)] = matrix
    return found


def _scorer(key: str, before: ColumnMapping | None) -> str:
    return st.text_input(
        say("Whose levels they are: 'agreed' when the partners agreed them, otherwise a name or role"),
        before.scorer if before else AGREED,
        key=f"{key}/scorer",
    ).strip()


def _of_draft(draft: ColumnDraft) -> dict[str, Any]:
    criteria = [
        {"criterion": name, "column": column, "rationale": draft.reasons.get(name, "")}
        for name, column in draft.criteria.items()
    ]
    return {"layout": draft.layout, "columns": dict(draft.columns), "criteria": criteria}


def _remember(values: dict[str, Any], about: _About, partner: Partner) -> None:
    """Keep the columns under the partnership's name, or say what is wrong with them."""
    now = datetime.now(LONDON)
    said = say("Chosen by {name} on {day}", name=principal().name, day=day_text(now))
    values |= {"id": mapping_id(about.partnership), "version": "1", "source": said}
    operation = session.operation_of(f"{partner.key}/columns", repr(sorted(values.items(), key=str)))
    try:
        mapping = made_mapping(values, partner.workbook.file)
        if faults := tuple(misfits(mapping, about.matrix, about.catalogue)):
            raise InputRejected(faults)
        kept = remember_columns(opened().store, principal(), mapping, operation=operation)
    except ToolkitError as error:
        show_faults(say("The columns were not remembered."), error)
        return
    session.leave(
        say("Remembered for {partnership}: {mapping}.", partnership=kept.partnership, mapping=kept.ref),
        **{f"{partner.key}/anew": False},
    )
    st.rerun()
