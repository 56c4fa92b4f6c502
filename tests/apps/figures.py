"""Made-up figures as tests of pages upload them, and what is kept of them."""

import zipfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.pages import press
from tests.apps.reading import lines
from tests.evidence.made_up import STREET, csv_text, street_row
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.store.assessments import new_operation, open_return, record_for
from toolkit.store.evidence_kept import evidence_of, remove_cards

File = tuple[str, bytes, str]
"""Name, content and type of an upload."""

_OWN = "period,area,issue,count,denominator,source,note\n"


def own_figures(*rows: str) -> File:
    return "own-made-up.csv", (_OWN + "\n".join(rows) + "\n").encode(), "text/csv"


def hate_crime(*districts: str) -> File:
    """Return two years by month, 9 to 11 in each."""
    return own_figures(
        *(
            f"{year}-{month:02d},{district},hate-crime,{9 + month % 3},,Made up: the council,"
            for district in districts or ("Ashford",)
            for year in (2023, 2024)
            for month in range(1, 13)
        )
    )


def street_zip(folder: Path) -> File:
    """Return burglaries by month in a zip, as downloaded: 30 a month in 2023, then 60."""
    path = folder / "street-made-up.zip"
    with zipfile.ZipFile(path, "w") as made:
        for year, each in ((2023, 30), (2024, 60)):
            for month in (f"{year}-{number:02d}" for number in range(1, 13)):
                rows = [street_row(k, Month=month, **{"LSOA name": "Ashford 001A"}) for k in range(each)]
                made.writestr(f"{month}/{month}-kent-street.csv", csv_text(STREET, rows))
    return path.name, path.read_bytes(), "application/zip"


def counted(at: AppTest, *files: File) -> AppTest:
    """Upload files and have them counted."""
    at.file_uploader("evidence_files").set_value(list(files)).run()
    press(at, "Count the figures")
    assert not at.exception
    return at


def kept(district: str = "ashford") -> DistrictEvidence:
    """Return what is stored beside a district's scores."""
    store = opened.opened().store
    return evidence_of(open_return(store, COLLEAGUE, record_for(store, COLLEAGUE, district).id))


def take_away_figures(*districts: str) -> None:
    """Leave districts without a card beside their scores."""
    store = opened.opened().store
    for district in districts:
        record = record_for(store, COLLEAGUE, district).id
        remove_cards(
            store, COLLEAGUE, record, [card.key for card in kept(district).cards], operation=new_operation()
        )


def said(at: AppTest) -> str:
    return "\n".join(lines((*at.markdown, *at.caption)))
