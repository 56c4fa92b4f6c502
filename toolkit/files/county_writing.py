"""A county's own files as text: ``county.toml`` and the tables of what it watches and decided."""

from collections.abc import Mapping

from toolkit.files.county_decisions import (
    ALIGNMENT_COLUMNS,
    ALIGNMENT_FILE,
    NOT_ESCALATED_COLUMNS,
    NOT_ESCALATED_FILE,
    PRIORITIES_FILE,
    PRIORITY_COLUMNS,
    alignment_rows,
    priority_rows,
)
from toolkit.files.county_file import COUNTY_FILE
from toolkit.files.county_folder import HORIZON_FILE
from toolkit.files.csv_text import write_table
from toolkit.files.horizon_rows import horizon_rows
from toolkit.files.return_columns import COLUMNS
from toolkit.files.return_folder import header_text
from toolkit.model.assessment import DataOrigin, ReturnOrigins
from toolkit.model.county import CountyDecisions


def county_texts(county: CountyDecisions) -> dict[str, str]:
    """Return the text of each file that is the county's own, by file name; a table without rows has none."""
    texts = {COUNTY_FILE: header_text(_header(county))}
    if county.horizon:
        texts[HORIZON_FILE] = write_table(horizon_rows(county.horizon), COLUMNS["horizon"])
    if county.not_escalated:
        rows = [row.model_dump() for row in county.not_escalated]
        texts[NOT_ESCALATED_FILE] = write_table(rows, NOT_ESCALATED_COLUMNS)
    if county.priorities:
        texts[PRIORITIES_FILE] = write_table(priority_rows(county.priorities), PRIORITY_COLUMNS)
    if county.alignments:
        texts[ALIGNMENT_FILE] = write_table(alignment_rows(county.alignments), ALIGNMENT_COLUMNS)
    return texts


def _header(county: CountyDecisions) -> Mapping[str, str]:
    cells = {"format": "1", "name": county.name}
    for part in ("area_set", "category_set", "heading_set"):
        found = getattr(county, part)
        cells |= {f"{part}.id": found.id, f"{part}.version": found.version}
    for part in ReturnOrigins.model_fields:
        origin = getattr(county.origins, part)
        if origin != DataOrigin():
            cells |= {f"origins.{part}.origin": origin.origin.value, f"origins.{part}.note": origin.note}
    return cells
