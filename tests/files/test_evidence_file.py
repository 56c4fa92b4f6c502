"""``evidence.json``: what is written is read, and every fault of it is said."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.made_up_county import AREAS, MAPPING, SOURCES, counted, loaded
from tests.kept_evidence import a_card, a_proposal, decided, judgement
from toolkit.errors import InputRejected, StorageFailed
from toolkit.evidence.figures import figures
from toolkit.files.evidence_file import (
    EVIDENCE_FILE,
    EVIDENCE_LIMIT,
    evidence_text,
    read_evidence,
    write_evidence,
)
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import Outcome

EVIDENCE = DistrictEvidence(
    cards=(a_card(shows="Gŵyr: \u201cseen\u201d"), judgement()),
    decisions=(
        decided(a_proposal(a_card())),
        decided(a_proposal(judgement()), Outcome.IGNORED, reason="No figure"),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "maidstone"
    found.mkdir()
    return found


def test_what_is_written_is_read(folder: Path) -> None:
    assert read_evidence(folder) == DistrictEvidence()
    write_evidence(EVIDENCE, folder)
    assert read_evidence(folder) == EVIDENCE
    assert [path.name for path in folder.iterdir() if path.name != ".lock"] == [EVIDENCE_FILE]


def test_cards_of_loaded_figures_are_read_as_they_were_made(folder: Path) -> None:
    months = [30 + k % 7 for k in range(36)]
    given = loaded(counted({one.id: [n + k for n in months] for k, one in enumerate(AREAS.districts)}))
    cards = tuple(one for one in figures(given, MAPPING, SOURCES, AREAS) if one.district == "ashford")
    assert any(one.trend and one.funnel and one.change for one in cards)
    write_evidence(DistrictEvidence(cards=cards), folder)
    assert read_evidence(folder).cards == cards


def test_the_same_evidence_gives_the_same_text_a_card_a_line() -> None:
    text = evidence_text(EVIDENCE)
    assert text == evidence_text(DistrictEvidence.model_validate(EVIDENCE.model_dump()))
    assert text.endswith("]\n}\n")
    assert len(text.splitlines()) == 11
    assert evidence_text(DistrictEvidence()) == '{\n"format": 1,\n"cards": [],\n"decisions": []\n}\n'


def spoiled(change: Callable[[Any], object]) -> str:
    values = json.loads(evidence_text(EVIDENCE))
    change(values)
    return json.dumps(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda v: v["cards"][1].update(count=-3),
            "E_RANGE maidstone/evidence.json, card 2, count: -3 is too small. Write 0 or more.",
        ),
        (
            lambda v: v["cards"][0].update(coun=3),
            "E_UNKNOWN_KEY maidstone/evidence.json, card 1, coun: unknown key 'coun'. Use only",
        ),
        (
            lambda v: v["cards"][0].pop("issue"),
            "E_MISSING_KEY maidstone/evidence.json, card 1, issue: issue is missing",
        ),
        (
            lambda v: v["cards"].append(v["cards"][1]),
            "E_DUP_ID maidstone/evidence.json: card id used twice: maidstone/gangs/judgement",
        ),
        (
            lambda v: v["cards"][0]["change"].update(low="inf"),
            "maidstone/evidence.json, card 1, change, low: 'inf' cannot be used here",
        ),
        (
            lambda v: v["cards"][0].update(rate="1/0"),
            "E_TYPE maidstone/evidence.json, card 1, rate: '1/0' is not a whole",
        ),
        (lambda v: v["cards"][0].update(figure="opem"), "Did you mean 'open'?"),
        (
            lambda v: v["cards"][0]["series"][2].update(month="2016-13"),
            "E_PATTERN maidstone/evidence.json, card 1, series 3, month: '2016-13' cannot be used here",
        ),
        (
            lambda v: v["decisions"][0].update(level=2),
            "E_CONFLICT maidstone/evidence.json, decision 1: an accepted proposal takes the proposed level",
        ),
        (
            lambda v: v.update(format=2),
            "E_FORMAT maidstone/evidence.json, format: format '2' is not known. Write 1.",
        ),
        (lambda v: v.pop("format"), "E_FORMAT maidstone/evidence.json, format: format is missing"),
        (
            lambda v: v.update(cards="none"),
            "E_TYPE maidstone/evidence.json, cards: 'none' stands where a list",
        ),
        (
            lambda v: v["cards"][0].update(given_by="Bu\u200brglary"),
            "E_UNICODE maidstone/evidence.json, card 1, given_by: hidden or control character U+200B",
        ),
    ],
)
def test_each_fault_is_said(folder: Path, change: Callable[[Any], object], said: str) -> None:
    (folder / EVIDENCE_FILE).write_text(spoiled(change), encoding="utf-8")
    with pytest.raises(InputRejected, match=re.escape(said)):
        read_evidence(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "E_EMPTY maidstone/evidence.json: the file is empty"),
        ("[]", "E_SCHEMA maidstone/evidence.json: the evidence of a district is one object"),
        ('{"format": 1, "cards": [', "E_JSON maidstone/evidence.json, line 1: not valid JSON"),
        ('{"format": 1, "format": 1}', "E_DUP_KEY maidstone/evidence.json: the key 'format' is given twice"),
        ('{"format": 1, "cards": [NaN]}', "E_NONFINITE maidstone/evidence.json: 'NaN' is not a number"),
        ('{"format": true}', "E_FORMAT maidstone/evidence.json, format: format 'true' is not known"),
        ("[" * 100_000, "E_DEPTH maidstone/evidence.json: lists or objects are nested too deep"),
        (" " * (EVIDENCE_LIMIT + 1), "E_SIZE maidstone/evidence.json: the file is larger than 5 MB"),
    ],
)
def test_what_is_no_evidence_is_refused(folder: Path, text: str, said: str) -> None:
    (folder / EVIDENCE_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputRejected, match=re.escape(said)):
        read_evidence(folder)


def test_every_fault_is_said_at_once_up_to_500(folder: Path) -> None:
    def spoil(values: Any) -> None:
        values["cards"] = [{"key": 1}] * 300

    (folder / EVIDENCE_FILE).write_text(spoiled(spoil), encoding="utf-8")
    with pytest.raises(InputRejected, match=r"E_MANY maidstone/evidence.json: 700 more faults") as error:
        read_evidence(folder)
    assert len(error.value.faults) == 501


def test_a_folder_of_that_name_is_no_file(folder: Path) -> None:
    (folder / EVIDENCE_FILE).mkdir()
    with pytest.raises(StorageFailed, match=r"maidstone/evidence.json is not a file that can be read"):
        read_evidence(folder)
