"""Tables of matrices, their levels, and faults in files."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells import listed
from toolkit.errors import Fault
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of, plain_word


def matrix_table(matrices: Sequence[Matrix]) -> pd.DataFrame:
    """One row a matrix: its id, title and how the risk score is made."""
    rows = [
        [
            str(matrix.ref),
            matrix.title,
            f"{plain_word(matrix.risk.combine)} of {listed([s.label for s in matrix.risk_sections])}",
            "template, cannot be scored with" if matrix.template else "yes",
        ]
        for matrix in matrices
    ]
    return frame_of(["Matrix", "Title", "Risk score", "Ready to score"], rows)


def level_table(matrix: Matrix) -> pd.DataFrame:
    """One row a level of each criterion, with its guidance; a criterion of a template has one row."""
    rows = [
        [
            section.label,
            criterion.label,
            criterion.question,
            *level,
            criterion.provenance.value,
            criterion.source,
        ]
        for section in matrix.sections
        for criterion in section.criteria
        for level in [(str(v.value), v.label, v.guidance) for v in criterion.levels] or [("", "", "")]
    ]
    columns = ["Section", "Criterion", "Question", "Level", "Label", "Guidance", "Provenance", "Source"]
    return frame_of(columns, rows)


def fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """One row a fault: where, what is wrong, what would be right, the nearest valid name."""
    columns = ["File", "Place", "Problem", "Remedy", "Nearest", "Code"]
    return frame_of(
        columns, [[f.file, f.place, f.problem, f.remedy, f.nearest or "", f.code] for f in faults]
    )
