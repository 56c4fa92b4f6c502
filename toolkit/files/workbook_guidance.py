"""What people read in a score workbook: every level in words, and a note at the top of every sheet."""

from collections.abc import Iterator
from typing import Final

from toolkit.files.workbook_layout import (
    GUIDANCE_SHEET,
    REASONS_SHEET,
    RETURN_SHEET,
    SCORE_SHEET,
    TABLE_SHEETS,
    TOTALS_SHEET,
)
from toolkit.language import say
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet

GUIDANCE_COLUMNS: Final = ("section", "criterion", "question", "level", "label", "guidance", "provenance")


def guidance_rows(matrix: Matrix, category_set: CategorySet) -> Iterator[tuple[str, ...]]:
    """Yield a row for every level of every criterion, every grade of confidence and every category."""
    yield from _levels(matrix)
    yield from _confidence(matrix)
    for category in category_set.categories:
        about = (say("County categories"), category_set.title, "")
        yield (*about, category.code, category.label, category.includes, "")


def sheet_notes() -> dict[str, str]:
    """Return what stands at the top of each sheet, by its name."""
    tables = {
        "priorities": say(
            "One row a priority. Categories: codes joined by |, or none; blank until confirmed."
        ),
        "horizon": say("One row an item. Issues and moves (harm, likelihood, capacity): joined by |."),
        "issues": say("Issues that are not in the list on the score sheet. Leave blank if there are none."),
        "statements": say(
            "One row a heading of the strategic assessment: its id, the text, who wrote it and when."
        ),
        "assumptions": say(
            "One row an assumption: what is taken for granted, why, and what changes if it is wrong."
        ),
        "restricted": say("One row an issue that the public edition leaves out, and why."),
    }
    return {
        RETURN_SHEET: say("Fill in the values. Do not change the keys."),
        SCORE_SHEET: say(
            "Leave blank what is not scored yet; choose unknown where nobody knows: it is not zero. "
            "The confidence goes with every level of its row. The sheet Totals computes itself. "
            "An issue of your own: write it on the sheet Issues, then its id in a row at the end."
        ),
        TOTALS_SHEET: say(
            "Computed from the score sheet; nothing here is read back. Where a level is blank or unknown, a "
            "total and a rank run from the lowest to the highest that it allows. Ties have the same rank."
        ),
        REASONS_SHEET: say("Why each level was given, on what evidence, and who saw it otherwise."),
        GUIDANCE_SHEET: say("Every level of every criterion, with what to look for."),
        **{TABLE_SHEETS[table]: note for table, note in tables.items() if table in TABLE_SHEETS},
    }


def _levels(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    for section in matrix.sections:
        for criterion in section.criteria:
            asked = (section.label, criterion.label, criterion.question)
            ground = f"{criterion.provenance.value}: {criterion.source}"
            for level in criterion.levels:
                yield (*asked, str(level.value), level.label, level.guidance, ground)


def _confidence(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    if scale := matrix.confidence:
        ground = f"{scale.provenance.value}: {scale.source}"
        name = say("Confidence")
        for grade in scale.grades:
            yield (name, name, scale.question, grade.id, grade.label, grade.guidance, ground)
