import io
import math
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.papers.example_paper import example_paper, hostile_paper
from tests.papers.libreoffice import converted
from toolkit.papers.paper import Paper
from toolkit.papers.release import release_bytes

pytestmark = pytest.mark.soak


def cells(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("release")
    for paper in (example_paper(), hostile_paper()):
        (folder / f"{paper.name}.xlsx").write_bytes(release_bytes(paper))
    saved = folder / "saved"
    saved.mkdir()
    return converted(folder.glob("*.xlsx"), "xlsx", saved)


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=["example", "hostile"])
def test_libreoffice_finds_every_sheet_text_and_number(paper: Paper, written: dict[str, Path]) -> None:
    mine, theirs = cells(release_bytes(paper)), cells(written[paper.name].read_bytes())
    assert list(theirs) == list(mine)
    for name, rows in mine.items():
        for row, other in zip(rows, theirs[name], strict=True):
            for one, same in zip(row, other, strict=True):
                assert one == same or (isinstance(one, float) and math.isclose(one, same))  # type: ignore[arg-type]
