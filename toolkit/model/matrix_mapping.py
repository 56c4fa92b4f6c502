"""How the levels of one matrix are read in another, so that returns made with both can be compared."""

from typing import Annotated, Literal

from pydantic import Field

from toolkit.model.matrix import Frozen, MatrixRef, WholeNumber
from toolkit.model.text import Identifier, Name


class LevelMapping(Frozen):
    """A criterion's levels read as another's: pairs of level values, old to new."""

    from_criterion: Identifier
    to_criterion: Identifier
    levels: Annotated[tuple[tuple[WholeNumber, WholeNumber], ...], Field(min_length=1)]


class MatrixMapping(Frozen):
    """The agreed reading of one matrix's levels in another."""

    kind: Literal["matrix_mapping"] = "matrix_mapping"
    title: Name
    source: Name
    from_matrix: MatrixRef
    to_matrix: MatrixRef
    criteria: Annotated[tuple[LevelMapping, ...], Field(min_length=1)]
