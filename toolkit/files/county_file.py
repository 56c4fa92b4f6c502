"""``county.toml``: a county's name and the lists that count for it, with the shipped ones by default."""

from pathlib import Path
from typing import Final, Literal

from toolkit.errors import ToolkitError
from toolkit.files.library import Library, library_beside
from toolkit.files.model_faults import validated
from toolkit.files.toml_file import read_toml
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import ReturnOrigins
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen
from toolkit.model.text import Name

COUNTY_FILE: Final = "county.toml"

AREA_SET: Final = CatalogueRef(id="kent-areas", version="1.0")
CATEGORY_SET: Final = CatalogueRef(id="kent-categories-2017-18", version="1.0")
HEADING_SET: Final = CatalogueRef(id="pestelo", version="1.0")
CATALOGUE: Final = CatalogueRef(id="csp-issues", version="1.0")
STATEMENT_SET: Final = CatalogueRef(id="strategic-assessment-headings", version="1.0")
"""The headings that statements are written under where a return names no others."""
MATRIX: Final = "morile-style-csp-1.0"
"""The matrix that is offered first; a county may choose another."""


class CountyFile(Frozen):
    """What ``county.toml`` holds."""

    format: Literal[1] = 1
    name: Name
    area_set: CatalogueRef = AREA_SET
    category_set: CatalogueRef = CATEGORY_SET
    heading_set: CatalogueRef = HEADING_SET
    origins: ReturnOrigins = ReturnOrigins()


def read_county_file(folder: Path) -> CountyFile:
    """Return the ``county.toml`` of `folder`, or one with the folder's name and the shipped lists.

    Raises
    ------
    InputRejected
        With every fault found.
    """
    path = folder / COUNTY_FILE
    if not path.exists():
        name = "".join(c for c in folder.absolute().name if c.isprintable()).strip()[:100]
        return CountyFile.model_construct(name=name or say("County"))
    return validated(CountyFile, read_toml(path, COUNTY_FILE))


def areas_beside(path: Path) -> AreaSet | None:
    """Return the districts of the county that holds the return at `path`; None when none is known at all."""
    above = path.absolute().parent
    if (above / COUNTY_FILE).exists():
        ref = read_county_file(above).area_set
        return library_beside(path).area_set(ref.id, ref.version)
    try:
        return Library().area_set(AREA_SET.id, AREA_SET.version)
    except ToolkitError:
        return None
