"""Take pictures of pages of every paper on the sample county: ``python -m tests.paper_pictures FOLDER``."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.papers.libreoffice import converted, find_libreoffice
from tests.security.world import CRITERIA, ISSUE, Clock, score_all, world
from toolkit.__main__ import run
from toolkit.errors import ExitCode
from toolkit.model.assessment import AGREED, Score
from toolkit.model.principal import sole_user
from toolkit.store.address import parse_address
from toolkit.store.assessments import new_operation
from toolkit.store.database import Database
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import new_round, park_issue, record_agreed, reveal
from toolkit.store.workshops import close_workshop

CHECKOUT = Path(__file__).resolve().parent.parent
DATED = "2026-11-22"
ACROSS = 600
"""Pixels of a page from side to side."""
COLOURS = 96
DISSENT = "The council sees it one lower"
LARGEST = 300_000  # bytes of a picture

PAPERS = {
    "county": ("county", "sample_districts"),
    "district": ("district", "sample_districts/maidstone"),
    "workshop": ("workshop", "Ashford", "--db", "county.db"),
}
"""What each paper is made with, after `csp-toolkit paper`."""

SHOWN = {
    "county": ("", "Table 1:", "Figure 1:"),
    "district": ("", "Figure 1:", "Figure 2:", "Figure 3:"),
    "workshop": ("", "Table 1:"),
}
"""Texts on the pages that are shown of each paper; the first page has no need of one."""

SHEETS = {"county": "Domestic Abuse", "district": "Domestic Abuse", "workshop": "Bo of Ashford"}
"""A text in the table that is shown of each workbook, after its cover and its contents."""


def main(folder: Path) -> None:
    """Make every paper, have LibreOffice print those of Word and Excel, and keep pictures of some pages."""
    office = find_libreoffice()
    if office is None:
        sys.exit("LibreOffice with Writer and Calc is not installed (.ci/get-libreoffice).")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        for paper, file in papers(desk):
            kind = {".docx": "word", ".xlsx": "excel", ".pdf": "pdf"}[file.suffix]
            pdf = file if kind == "pdf" else converted([file], "pdf", desk, office)[file.stem]
            if kind == "excel":
                drawn = pages(pdf, ("", "This worksheet")) + pages(pdf, (SHEETS[paper],), closer=2)
            else:
                drawn = pages(pdf, SHOWN[paper])
            keep(drawn, folder / f"{paper}-{kind}.png")


def papers(desk: Path) -> Iterator[tuple[str, Path]]:
    """Make every paper as Word, PDF and Excel, and yield its name with each file."""
    os.environ.pop("TOOLKIT_DB", None)
    (desk / "sample_districts").symlink_to(CHECKOUT / "sample_districts")
    os.chdir(desk)
    hold_workshop(desk / "county.db")
    for paper, what in PAPERS.items():
        made = desk / paper
        made.mkdir()
        formats = [option for kind in ("word", "pdf", "excel") for option in ("--format", kind)]
        code = run(["paper", *what, *formats, "--dated", DATED, "-o", str(made)])
        if code != ExitCode.DONE:
            sys.exit(f"The paper {paper} could not be made.")
        for file in sorted(made.iterdir()):
            yield paper, file.rename(made / f"{paper}{file.suffix}")


def hold_workshop(file: Path) -> None:
    """Hold an invented workshop in a new database, at an hour that is the same each time."""
    with Database(parse_address(str(file)), clock=Clock()) as database:
        database.prepare()
        county = world(Store(database), sole_user("Kim Local"))
        own = county.own
        where = county.store, own.facilitator, own.record_id, own.workshop.id
        score_all(county, own.first)
        score_all(county, own.second, level=1)
        reveal(*where, ISSUE, operation=new_operation())
        new_round(*where, ISSUE, operation=new_operation())
        score_all(county, own.first, level=2, round_=2)
        score_all(county, own.second, level=1, round_=2)
        reveal(*where, ISSUE, operation=new_operation())
        for criterion in CRITERIA[:4]:
            empty = Score(issue=ISSUE, criterion=criterion, scorer=AGREED)
            row = empty.changed(level=2, rationale="Two of three partners see it so", dissent=DISSENT)
            record_agreed(*where, seen=empty, agreed=row, operation=new_operation())
        park_issue(*where, "hate-crime", reason="no figures yet", operation=new_operation())
        close_workshop(*where, operation=new_operation())


def pages(pdf: Path, texts: tuple[str, ...], closer: int = 1) -> list[Image.Image]:
    """Draw the first page on which each text stands, in order; `closer` shows its upper left."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        said = [page.get_textpage().get_text_bounded().replace("\xa0", " ") for page in document]
        places = sorted({next((at for at, text in enumerate(said) if word in text), 0) for word in texts})
        drawn = (
            document[at].render(scale=closer * ACROSS / document[at].get_width()).to_pil().convert("RGB")
            for at in places
        )
        return [page.crop((0, 0, page.width // closer, page.height // closer)) for page in drawn]


def keep(drawn: list[Image.Image], file: Path) -> None:
    """Keep pages side by side in few colours, so that the file stays small."""
    gap = 12
    size = sum(page.width + gap for page in drawn) + gap, max(page.height for page in drawn) + 2 * gap
    together = Image.new("RGB", size, "#b1b4b6")
    across = gap
    for page in drawn:
        together.paste(page, (across, gap))
        across += page.width + gap
    together.quantize(COLOURS).save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        sys.exit(f"{file.name} is larger than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
