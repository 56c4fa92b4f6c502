"""A folder taken in brings the evidence beside its return, and a folder without any takes none away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from apps.taking_in import compare, take_in
from tests.apps.pages import Database, Open, press
from tests.apps.reading import lines, table
from tests.kept_evidence import a_card, judgement
from toolkit.files.beside import beside_texts
from toolkit.files.carried_file import CARRIED_FILE
from toolkit.files.evidence_file import EVIDENCE_FILE
from toolkit.model.beside import Beside
from toolkit.model.carried import Carried, Decision
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.principal import sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import open_return, record_for
from toolkit.store.beside_kept import beside_of
from toolkit.store.database import Database as Opened
from toolkit.store.store import Store

HOSTILE = "=HYPERLINK(1) [x](javascript:1) <b>&"
BESIDE = Beside(
    evidence=DistrictEvidence(
        cards=(judgement(district="dover"), a_card(district="dover", given_by=HOSTILE, shows=HOSTILE))
    ),
    carried=(Carried(issue="gangs", from_year="2015-16", decision=Decision.RESCORED, reason=HOSTILE),),
)
KIM = sole_user("Kim Local")


@pytest.fixture
def dover(sample_county: Path) -> Path:
    """Return the folder of Dover's draft in the sample county, with nothing beside any return."""
    for file in (EVIDENCE_FILE, CARRIED_FILE):
        for path in sample_county.glob(f"*/{file}"):
            path.unlink()
    return sample_county / "dover"


def put(folder: Path, beside: Beside = BESIDE) -> None:
    for name, text in beside_texts(beside).items():
        (folder / name).write_bytes(text.encode())


def uploaded(at: AppTest, folder: Path) -> AppTest:
    files = [
        (f"{folder.name}/{path.name}", path.read_bytes(), "") for path in folder.iterdir() if path.is_file()
    ]
    return at.file_uploader("folder").set_value(files).run()


def kept(database: Database) -> Beside:
    database()
    store = opened.opened().store
    return beside_of(open_return(store, KIM, record_for(store, KIM, "dover").id))


def test_a_folder_brings_its_evidence_and_shows_it_first(
    open_page: Open, dover: Path, database: Database
) -> None:
    at = open_page("take_in")
    put(dover)
    uploaded(at, dover)
    assert not at.exception
    found = table(at, "What would be otherwise")
    assert list(found["What"]) == [
        "Evidence of 'Gangs': judgement",
        f"Evidence of 'Burglary' from {HOSTILE}",
        "Last year's levels of 'Gangs'",
    ]
    assert kept(database) == Beside(evidence=DistrictEvidence(), carried=())
    press(at, "Take this in")
    assert lines(at.success)[0] == "Taken in: Dover, 2016-17."
    assert kept(database) == BESIDE

    for file in (EVIDENCE_FILE, CARRIED_FILE):
        (dover / file).unlink()
    uploaded(open_page("take_in"), dover)
    assert kept(database) == BESIDE


def test_the_faults_of_evidence_are_said_cell_by_cell(open_page: Open, dover: Path) -> None:
    at = open_page("take_in")
    put(dover, Beside(evidence=DistrictEvidence(cards=(a_card(),))))
    uploaded(at, dover)
    assert not at.exception
    (row,) = table(at, "What is wrong, cell by cell").to_dict("records")
    assert (row["Where"], row["What is wrong"]) == ("card 1", "it is of another district, 'maidstone'")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Opened(Address(path=tmp_path / "folder.db")) as database:
        database.prepare()
        yield Store(database)


def test_a_folder_that_is_opened_is_taken_in_with_what_stands_beside(store: Store, dover: Path) -> None:
    put(dover)
    assert take_in(store, KIM, dover.parent).faults == ()
    record = record_for(store, KIM, "Dover")
    assert beside_of(open_return(store, KIM, record.id)) == BESIDE
    assert compare(store, KIM, dover.parent).differ == ()

    put(dover, Beside(evidence=DistrictEvidence(cards=(judgement(district="dover"),))))
    assert compare(store, KIM, dover.parent).differ == ("Dover, 2016-17",)
    (dover / EVIDENCE_FILE).unlink()
    assert compare(store, KIM, dover.parent).differ == ()


def test_faulty_evidence_keeps_no_return_out(store: Store, dover: Path) -> None:
    (dover / EVIDENCE_FILE).write_text("{", encoding="utf-8")
    (fault,) = take_in(store, KIM, dover.parent).faults
    assert str(fault).startswith("E_JSON dover/evidence.json, line 1: not valid JSON")
    assert record_for(store, KIM, "Dover")
