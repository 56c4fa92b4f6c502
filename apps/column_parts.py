"""The columns of a partner's sheet, asked for one by one: what is filled in is a proposal."""

from collections.abc import Mapping, Sequence

import streamlit as st

from toolkit.files.column_mapping_draft import ColumnDraft
from toolkit.files.column_mapping_proposals import (
    propose_columns,
    propose_reasons,
    propose_row,
    propose_sheet,
)
from toolkit.files.column_mapping_sheet import column_names
from toolkit.files.workbook_cells import Sheet
from toolkit.files.workbook_layout import HEADER_SEARCH
from toolkit.files.workbook_open import OpenedWorkbook
from toolkit.language import say
from toolkit.model.column_mapping import ColumnMapping, Layout
from toolkit.model.matrix import Matrix
from toolkit.wording.plain import inert_markdown

_WIDE_FROM = 2
"""Columns that look like criteria from which a sheet is taken to have one for each."""


def place_of(
    workbook: OpenedWorkbook, matrix: Matrix, before: ColumnMapping | None, key: str
) -> tuple[Sheet, int]:
    """Ask for the sheet and the row that names its columns."""
    sheets = list(workbook.facts)
    proposed = propose_sheet(workbook, matrix)[0] if before is None else before.sheet
    left, right = st.columns(2)
    name = left.selectbox(
        say("Sheet with the scores"),
        sheets,
        sheets.index(proposed) if proposed in sheets else 0,
        key=f"{key}/sheet",
    )
    sheet = workbook.sheet(name)
    last = max(1, min(HEADER_SEARCH, len(sheet.values)))
    row = right.number_input(
        say("Row that names the columns"),
        1,
        last,
        min(propose_row(sheet, matrix), last) if sheet.values else 1,
        key=f"{key}/{name}/row",
    )
    return sheet, int(row)


def draft_of(
    sheet: Sheet, row: int, matrix: Matrix, before: ColumnMapping | None, key: str
) -> ColumnDraft | None:
    """Ask what each column is; None until issue and level have one."""
    if not sheet.values:
        st.warning(say("This sheet is empty. Choose another."))
        return None
    names = column_names(sheet, row)
    proposed = _proposed(names, matrix) if before is None else _chosen_before(before)
    key = f"{key}/{sheet.name}/{row}"
    layout = _layout(proposed, matrix, before, key)
    columns = _columns(names, proposed, layout, key)
    criteria, reasons = _criteria(names, proposed, matrix, key) if layout is Layout.WIDE else ({}, {})
    needed = ["issue"] if layout is Layout.WIDE else ["issue", "criterion", "level"]
    if any(one not in columns for one in needed) or (layout is Layout.WIDE and not criteria):
        st.warning(say("Say which column names the issue and where the levels stand; then the words follow."))
        return None
    return ColumnDraft(layout, columns, criteria, reasons)


def _layout(proposed: Mapping[str, str], matrix: Matrix, before: ColumnMapping | None, key: str) -> Layout:
    words = {
        Layout.WIDE: say("A row for each issue, a column for each criterion"),
        Layout.LONG: say("A row for each level, issue and criterion beside it"),
    }
    looks_wide = sum(criterion.id in proposed for criterion in matrix.criteria) >= _WIDE_FROM
    guess = before.layout if before else Layout.WIDE if looks_wide else Layout.LONG
    found = st.radio(
        say("How the levels lie"),
        list(Layout),
        list(Layout).index(guess),
        format_func=words.__getitem__,
        key=f"{key}/layout",
    )
    return found or guess


def _columns(names: Sequence[str], proposed: Mapping[str, str], layout: Layout, key: str) -> dict[str, str]:
    """Ask for the columns that are not a criterion's; those that are not there are left out."""
    asked = {"issue": say("Column that names the issue")}
    if layout is Layout.LONG:
        asked |= {"criterion": say("Column that names the criterion"), "level": say("Column of the level")}
    asked |= {
        "confidence": say("Column of the confidence"),
        "scorer": say("Column that says whose level it is"),
        "agency": say("Column of that person's agency"),
        "rationale": say("Column of the reason"),
        "evidence": say("Column of the evidence"),
        "dissent": say("Column of dissent"),
    }
    found: dict[str, str] = {}
    places = st.columns(3)
    for at, (meaning, label) in enumerate(asked.items()):
        with places[at % len(places)]:
            found[meaning] = _column(label, names, proposed.get(meaning), f"{key}/{layout}/{meaning}")
    return {meaning: name for meaning, name in found.items() if name}


def _criteria(
    names: Sequence[str], proposed: Mapping[str, str], matrix: Matrix, key: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Ask for the column of each criterion and, beside it, for that of its reasons."""
    criteria: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for criterion in matrix.criteria:
        left, right = st.columns(2)
        with left:
            level = say("{criterion}: column of the level", criterion=criterion.label)
            criteria[criterion.id] = _column(
                level, names, proposed.get(criterion.id), f"{key}/of/{criterion.id}"
            )
        with right:
            reason = say("{criterion}: column of the reason", criterion=criterion.label)
            where = f"{key}/why/{criterion.id}"
            reasons[criterion.id] = _column(reason, names, proposed.get(f"why {criterion.id}"), where)
    found = {name: column for name, column in criteria.items() if column}
    return found, {name: column for name, column in reasons.items() if column and name in found}


def _column(label: str, names: Sequence[str], proposed: str | None, key: str) -> str:
    """Ask for one column; nothing chosen means the sheet has none."""
    index = names.index(proposed) if proposed in names else None
    found = st.selectbox(inert_markdown(label), names, index, key=key, placeholder=say("Not in this sheet"))
    return found or ""


def _proposed(names: Sequence[str], matrix: Matrix) -> dict[str, str]:
    found = propose_columns(names, matrix)
    reasons = propose_reasons(names, found, matrix.criteria)
    if found.get("rationale") in reasons.values():
        del found["rationale"]
    return found | {f"why {criterion}": name for criterion, name in reasons.items()}


def _chosen_before(before: ColumnMapping) -> dict[str, str]:
    of_criteria = {one.criterion: one.column for one in before.criteria}
    reasons = {f"why {one.criterion}": one.rationale for one in before.criteria if one.rationale}
    return {**before.columns.named, **of_criteria, **reasons}
