import json
from pathlib import Path

import pytest

from toolkit.__main__ import run
from toolkit.errors import ExitCode


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DB", str(tmp_path / "county.db"))


def test_people_are_added_granted_more_and_leave(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "add", "Kim@a.example", "--name", "Kim", "--administrator"]) == ExitCode.DONE
    assert run(["people", "grant", "kim@a.example", "--analyst", "tunbridge wells"]) == ExitCode.DONE
    assert run(["people", "revoke", "kim@a.example", "--administrator"]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines() == [
        "Kim (kim@a.example): administrator.",
        "Kim (kim@a.example): administrator, analyst of Tunbridge Wells.",
        "Kim (kim@a.example): analyst of Tunbridge Wells.",
    ]
    assert run(["people", "revoke", "kim@a.example", "--reason", "moved"]) == ExitCode.DONE
    assert "has left and may do nothing" in capsys.readouterr().out

    run(["people", "list", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == [
        {"login": "kim@a.example", "name": "Kim", "grants": [], "left": True}
    ]
    run(["people", "list", "--format", "csv"])
    assert capsys.readouterr().out.splitlines()[1] == "Kim,kim@a.example,left,,"
    run(["people", "history", "--format", "json"])
    last = json.loads(capsys.readouterr().out)[0]
    assert (last["before"], last["after"], last["reason"]) == ("analyst of Tunbridge Wells", "left", "moved")


def test_an_empty_list_says_how_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    run(["store", "init"])
    assert run(["people", "list"]) == ExitCode.DONE
    assert "Start with: csp-toolkit people add LOGIN --name NAME --administrator" in capsys.readouterr().out


def test_a_misspelt_district_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "add", "k@a", "--name", "Kim", "--analyst", "Ashfrod"]) == ExitCode.USAGE
    assert "There is no district 'Ashfrod' here. Did you mean 'Ashford'?" in capsys.readouterr().err


def test_every_misspelt_district_is_named_and_nothing_is_granted(capsys: pytest.CaptureFixture[str]) -> None:
    run(["people", "add", "k@a", "--name", "Kim"])
    wrong = ["--analyst", "Ashfrod", "--facilitator", "Dovr", "--analyst", "Swale"]
    assert run(["people", "grant", "k@a", *wrong]) == ExitCode.USAGE
    assert (
        "There is no district 'Ashfrod' here. Did you mean 'Ashford'? "
        "There is no district 'Dovr' here. Did you mean 'Dover'?"
    ) in capsys.readouterr().err
    run(["people", "list", "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["grants"] == []


def test_what_is_not_held_is_named_and_nothing_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    run(["people", "add", "k@a", "--name", "Kim", "--analyst", "Swale"])
    assert run(["people", "revoke", "k@a", "--analyst", "Swale", "--analyst", "Dover"]) == ExitCode.USAGE
    said = "k@a is not analyst of Dover; they are analyst of Swale. Nothing was taken away."
    assert said in capsys.readouterr().err
    assert run(["people", "revoke", "k@a", "--analyst", "Swale"]) == ExitCode.DONE


@pytest.mark.parametrize("command", ["grant", "revoke"])
def test_someone_unknown_is_said_to_be_unknown(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["store", "init"])
    assert run(["people", command, "who@a.example", "--administrator"]) == ExitCode.USAGE
    assert "There is nobody called 'who@a.example' here" in capsys.readouterr().err


def test_a_grant_of_nothing_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    run(["people", "add", "k@a", "--name", "Kim"])
    assert run(["people", "grant", "k@a"]) == ExitCode.USAGE
    assert "Say what to grant, such as --analyst 'Ashford'." in capsys.readouterr().err
