"""What stands beside a return in its folder: read, written, and held against the return."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, csp_toolkit  # noqa: F401 (a fixture)
from tests.kept_evidence import a_card, a_proposal, decided, judgement
from toolkit.errors import ExitCode, InputRejected
from toolkit.files.beside import beside_texts, read_beside
from toolkit.files.carried_file import CARRIED_FILE
from toolkit.files.county_file import areas_beside
from toolkit.files.evidence_file import EVIDENCE_FILE, evidence_text
from toolkit.files.returns import read_return
from toolkit.model.beside import Beside
from toolkit.model.carried import Carried, Decision
from toolkit.model.district_evidence import DistrictEvidence

HEADER = "issue,from_year,decision,reason\n"
CARRIED = (
    Carried(issue="gangs", from_year="2015-16", decision=Decision.DROPPED, reason="=Merged, with others"),
    Carried(issue="burglary", from_year="2015-16", decision=Decision.CONFIRMED, reason="The same"),
)


@pytest.fixture
def folder(sample_county: Path) -> Path:
    """Return the folder of Maidstone's return with nothing beside it."""
    found = sample_county / "maidstone"
    for file in (EVIDENCE_FILE, CARRIED_FILE):
        (found / file).unlink(missing_ok=True)
    return found


def put(folder: Path, beside: Beside) -> None:
    for name, text in beside_texts(beside).items():
        (folder / name).write_bytes(text.encode())


def read(folder: Path) -> Beside:
    return read_beside(folder, read_return(folder), areas_beside(folder))


def test_what_is_put_beside_a_return_is_read(folder: Path) -> None:
    assert read(folder) == Beside()
    beside = Beside(evidence=DistrictEvidence(cards=(a_card(), judgement())), carried=CARRIED)
    put(folder, beside)
    assert read(folder) == beside
    assert read_beside(folder / "return.toml") == Beside()


def test_what_is_empty_has_no_file_but_a_file_may_say_it(folder: Path) -> None:
    empty = Beside(evidence=DistrictEvidence(), carried=())
    assert beside_texts(empty) == {}
    (folder / EVIDENCE_FILE).write_text(evidence_text(DistrictEvidence()), encoding="utf-8")
    (folder / CARRIED_FILE).write_text(HEADER, encoding="utf-8")
    assert read(folder) == empty


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "ganks,2015-16,dropped,Why",
            "E_UNKNOWN_ISSUE maidstone/carried.csv, line 3, issue: unknown issue 'ganks'",
        ),
        ("burglary,2015,dropped,Why", "maidstone/carried.csv, line 3, from_year: "),
        (
            "burglary,2015-16,droped,Why",
            "E_CHOICE maidstone/carried.csv, line 3, decision: 'droped' is not one of the choices",
        ),
        (
            "burglary,2015-16,dropped,",
            "maidstone/carried.csv, line 3, reason: the decision about 'burglary' has no reason; say why",
        ),
        (
            "Gangs,2015-16,dropped,Why",
            "E_DUP maidstone/carried.csv, line 3, issue: a decision about 'gangs' is there twice",
        ),
        ("burglary,2015-16", "E_RAGGED maidstone/carried.csv, line 3: 2 cells, but the header has 4"),
    ],
)
def test_each_fault_of_a_decision_is_said(folder: Path, row: str, said: str) -> None:
    text = f"{HEADER}Gangs,2015-16,rescored,New figures\n{row}\n"
    (folder / CARRIED_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputRejected, match=re.escape(said)) as error:
        read(folder)
    assert len(error.value.faults) == 1


def test_evidence_of_another_return_is_refused_card_by_card(folder: Path) -> None:
    wrong = a_proposal(judgement("burglary"), criterion="loudness")
    evidence = DistrictEvidence(
        cards=(a_card(), a_card(district="dover"), judgement("sheep-rustling")), decisions=(decided(wrong),)
    )
    put(folder, Beside(evidence=evidence))
    with pytest.raises(InputRejected, match="E_MISFIT") as error:
        read(folder)
    assert [(fault.place, fault.problem) for fault in error.value.faults] == [
        ("card 2", "it is of another district, 'dover'"),
        ("card 3", "unknown issue 'sheep-rustling'"),
        ("decision 1", "unknown criterion 'loudness'"),
    ]


@pytest.mark.parametrize(("name", "right"), [("evidense.json", EVIDENCE_FILE), ("caried.csv", CARRIED_FILE)])
def test_a_misspelt_file_is_not_silently_left_out(folder: Path, name: str, right: str) -> None:
    (folder / name).write_text("", encoding="utf-8")
    with pytest.raises(
        InputRejected, match=f"maidstone/{name}: a return has no file.*Did you mean '{right}'"
    ):
        read_beside(folder)


def test_files_of_these_names_are_no_misspelt_tables(folder: Path) -> None:
    put(folder, Beside(evidence=DistrictEvidence(cards=(a_card(),)), carried=CARRIED))
    assert read_return(folder).district == "Maidstone"
    assert read(folder).carried == CARRIED


def test_evidence_is_no_return(folder: Path) -> None:
    put(folder, Beside(evidence=DistrictEvidence(cards=(a_card(),))))
    with pytest.raises(
        InputRejected, match=r"evidence\.json: this is the evidence beside a return, and no return"
    ):
        read_return(folder / EVIDENCE_FILE)


def test_check_says_what_stands_beside_and_every_fault(
    csp_toolkit: Run,  # noqa: F811 (the fixture)
    folder: Path,
) -> None:
    put(folder, Beside(evidence=DistrictEvidence(cards=(a_card(),)), carried=CARRIED))
    checked = csp_toolkit("check", folder)
    said = "maidstone: beside the scores 1 card of evidence, 2 decisions about last year's issues"
    assert (checked.code, said in checked.out) == (ExitCode.DONE, True)

    (folder / CARRIED_FILE).write_text(HEADER + "x\n", encoding="utf-8")
    (folder / EVIDENCE_FILE).write_text("{", encoding="utf-8")
    (folder / "return.toml").write_text("format = 2\n", encoding="utf-8")
    for path in (folder, folder.parent, folder / EVIDENCE_FILE):
        checked = csp_toolkit("check", path)
        assert checked.code == ExitCode.INPUT_REJECTED
        for fault in (
            "E_RAGGED maidstone/carried.csv",
            "E_JSON maidstone/evidence.json",
            "maidstone/return.toml",
        ):
            assert fault in checked.said


def test_evidence_alone_is_checked_alone(
    csp_toolkit: Run,  # noqa: F811 (the fixture)
    tmp_path: Path,
) -> None:
    path = tmp_path / EVIDENCE_FILE
    path.write_text(evidence_text(DistrictEvidence(cards=(a_card(),))), encoding="utf-8")
    assert "evidence.json: 1 card of evidence" in csp_toolkit("check", path).out
    path.write_text(evidence_text(DistrictEvidence()), encoding="utf-8")
    assert "evidence.json: no evidence" in csp_toolkit("check", path).out
