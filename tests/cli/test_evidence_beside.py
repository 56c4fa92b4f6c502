"""Figures kept beside a return are shown without a load; a load shows on a terminal how far it has come."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich import console
from rich.progress import Progress

from tests.evidence.made_up import street_row, write_street
from toolkit.cli.evidence_progress import counting
from toolkit.evidence.load import Progress as Told
from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence


def test_the_cards_beside_a_return_are_shown_as_they_are_kept(csp_toolkit: Any, sample_county: Path) -> None:
    folder = sample_county / "thanet"
    ran = csp_toolkit("evidence", "show", folder)
    assert ran.code == 0, ran.err
    assert "Kept beside the return of Thanet: 20 cards." in ran.out
    document = json.loads(csp_toolkit("evidence", "show", folder, "--format", "json").out)
    assert document["cards"] == [card.model_dump(mode="json") for card in read_evidence(folder).cards]
    one = csp_toolkit("evidence", "show", folder, "--district", "Thanet", "--issue", "burglary")
    assert "This figure is made up." in one.out


def test_kept_cards_propose_by_the_rule_of_the_returns_matrix(csp_toolkit: Any, sample_county: Path) -> None:
    ran = csp_toolkit("evidence", "propose", sample_county / "maidstone", "--format", "json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert document["matrix"] == "morile-style-csp-1.0"
    found = {(one["issue"], one["criterion"]): one["level"] for one in document["proposals"]}
    kept = read_evidence(sample_county / "maidstone").decisions
    assert {
        (one.proposal.issue, one.proposal.criterion): one.proposal.level for one in kept
    }.items() <= found.items()


def test_a_return_without_figures_keeps_none(csp_toolkit: Any, sample_county: Path) -> None:
    (sample_county / "thanet" / EVIDENCE_FILE).unlink()
    ran = csp_toolkit("evidence", "show", sample_county / "thanet")
    assert ran.code == 0, ran.err
    assert "Kept beside the return of Thanet: 0 cards." in ran.out


def test_a_return_stands_alone_and_is_not_counted_again(csp_toolkit: Any, sample_county: Path) -> None:
    thanet = sample_county / "thanet"
    ran = csp_toolkit("evidence", "show", thanet, sample_county / "dover")
    assert ran.code == 2
    assert "is a return: name it alone to see what it keeps." in ran.err
    ran = csp_toolkit("evidence", "show", thanet, "--as-at", "2016-03")
    assert ran.code == 2
    assert "Kept cards are shown as they are" in ran.err


def test_a_fault_of_the_file_is_said_by_its_place(csp_toolkit: Any, sample_county: Path) -> None:
    path = sample_county / "thanet" / EVIDENCE_FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace('"count": 2', '"count": -2', 1), encoding="utf-8"
    )
    ran = csp_toolkit("evidence", "show", sample_county / "thanet")
    assert ran.code == 3
    assert "thanet/evidence.json" in ran.err


def test_nothing_is_shown_where_nobody_watches() -> None:
    with counting() as told:
        assert told is None


def test_a_terminal_shows_the_bytes_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console.Console, "is_terminal", property(lambda _: True))
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(Progress, "update", lambda _self, _task, **fields: shown.append(fields))
    with counting() as told:
        assert told is not None
        told(Told(10, 40, "a [red]file[/red].csv"))
    assert shown == [{"description": "Counting a [red]file[/red].csv", "total": 40, "completed": 10}]


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis asks DuckDB so
def test_a_load_tells_of_every_byte_on_a_terminal(
    csp_toolkit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_street(tmp_path / "2023-01-kent-street.csv", [street_row(k) for k in range(50)])
    monkeypatch.setattr(console.Console, "is_terminal", property(lambda _: True))
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(Progress, "update", lambda _self, _task, **fields: shown.append(fields))
    ran = csp_toolkit("evidence", "load", path)
    assert ran.code == 0, ran.err
    assert (shown[-1]["completed"], shown[-1]["total"]) == (path.stat().st_size, path.stat().st_size)
