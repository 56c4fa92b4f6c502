"""One composed paper is written in several formats, what needs the fewest drawings first."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.papers import drawing, pictures
from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.paper import Paper
from toolkit.papers.writing import PaperFormat, write_paper, write_papers
from toolkit.resources import shipped


@cache
def pack() -> Paper:
    return county_paper(pack_from_folder(shipped("sample_districts"), Asked(date(2017, 3, 15))))


def test_formats_written_together_are_those_written_alone_whatever_the_order_asked() -> None:
    begun: list[PaperFormat] = []
    asked = [PaperFormat.WORD, PaperFormat.PDF, PaperFormat.EXCEL, PaperFormat.HTML]
    written = dict(write_papers(pack(), asked, begins=begun.append))
    assert begun == list(written) == [PaperFormat.EXCEL, PaperFormat.HTML, PaperFormat.PDF, PaperFormat.WORD]
    assert all(write_paper(pack(), how) == data for how, data in written.items())
    assert drawing._Easel.running is None


def test_a_reader_who_leaves_early_leaves_nothing_at_work() -> None:
    pictures._drawn_svg.cache_clear()
    pictures._drawn_png.cache_clear()
    written = write_papers(pack(), list(PaperFormat))
    assert next(written)[0] is PaperFormat.EXCEL
    assert drawing._Easel.running is not None
    written.close()
    assert drawing._Easel.running is None


def test_a_template_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    begun: list[PaperFormat] = []
    asked = [PaperFormat.PDF, PaperFormat.HTML]
    with pytest.raises(UsageError, match="for Word papers only; this one is written as pdf, html"):
        list(write_papers(pack(), asked, tmp_path / "mine.docx", begun.append))
    assert begun == []
