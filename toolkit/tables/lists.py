"""Tables of matrices, their levels, and faults in files."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.numbers import listed
from toolkit.errors import Fault
from toolkit.language import say
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of, plain_word


def matrix_table(matrices: Sequence[Matrix]) -> pd.DataFrame:
    """One row a matrix: its id, title and how the risk score is made."""
    rows = [
        [
            str(matrix.ref),
            matrix.title,
            say(
                "{how} of {sections}",
                how=plain_word(matrix.risk.combine),
                sections=listed([s.label for s in matrix.risk_sections]),
            ),
            say("template, cannot be scored with") if matrix.template else say("yes"),
        ]
        for matrix in matrices
    ]
    return frame_of([say("Matrix"), say("Title"), say("Risk score"), say("Ready to score")], rows)


def level_table(matrix: Matrix) -> pd.DataFrame:
    """One row a level of each criterion, with its guidance; a criterion of a template has one row."""
    rows = [
        [
            section.label,
            criterion.label,
            criterion.question,
            *level,
            plain_word(criterion.provenance),
            criterion.source,
        ]
        for section in matrix.sections
        for criterion in section.criteria
        for level in [(str(v.value), v.label, v.guidance) for v in criterion.levels] or [("", "", "")]
    ]
    columns = [
        say("Section"),
        say("Criterion"),
        say("Question"),
        say("Level"),
        say("Label"),
        say("Guidance"),
        say("Provenance"),
        say("Source"),
    ]
    return frame_of(columns, rows)


def fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """One row a fault: where, what is wrong, what would be right, the nearest valid name."""
    columns = [say("File"), say("Place"), say("Problem"), say("Remedy"), say("Nearest"), say("Code")]
    return frame_of(
        columns, [[f.file, f.place, f.problem, f.remedy, f.nearest or "", f.code] for f in faults]
    )
