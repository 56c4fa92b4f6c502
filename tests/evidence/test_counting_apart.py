"""A process of its own counts what this one would, tells of progress, and ends when nobody waits for it."""

from pathlib import Path
from threading import Event, Thread

import pytest

from tests.evidence.loading import load
from tests.evidence.made_up import write_folder
from tests.evidence.made_up_county import AREAS, LIBRARY, MAPPING, SOURCES
from toolkit.errors import InputRejected, Refused, StorageFailed
from toolkit.evidence import apart
from toolkit.evidence.apart import count_apart
from toolkit.evidence.figures import figures
from toolkit.evidence.lists import EvidenceLists
from toolkit.evidence.load import Progress
from toolkit.evidence.told import Counted, Question
from toolkit.model.issues import IssueCatalogue

PATIENCE = 60  # seconds
LISTS = EvidenceLists(
    areas=AREAS, mapping=MAPPING, sources=SOURCES, issues=LIBRARY.find(IssueCatalogue, "csp-issues")
)


def asked(*paths: Path) -> Question:
    return Question(paths=paths, lists=LISTS)


def nobody(_: Progress) -> None:
    """Take no notice of progress."""


def test_it_counts_what_this_process_would(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "made-up", forces=["kent"], months=["2024-01", "2024-02"], rows=300)
    told: list[Progress] = []
    found, here = count_apart(asked(folder), told.append), load(folder, issues=LISTS.issues)
    assert found.report == here.report
    assert found.left_out == tuple(tuple(row) for row in here.left_out.to_numpy().tolist())
    assert found.loaded.left_out.equals(here.left_out)
    assert found.cards == figures(here, MAPPING, SOURCES, AREAS)
    assert {card.district for card in found.of_district("dover")} == {"dover"}
    assert told[-1].done == told[-1].of > 0


def test_faults_and_refusals_come_back_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two\n1,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"")
    with pytest.raises(
        InputRejected, match=r"(?s)a\.csv, line 1: .*no known source.*b\.csv: the file is empty"
    ):
        count_apart(asked(tmp_path / "a.csv", tmp_path / "b.csv"), nobody)
    with pytest.raises(Refused, match=r"There is no file none\.csv\."):
        count_apart(asked(tmp_path / "none.csv"), nobody)


def test_whoever_stops_waiting_ends_it_and_the_next_may_begin(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "made-up", forces=["kent"], months=["2024-01"], rows=10)

    def leave(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_apart(asked(folder), leave)
    assert count_apart(asked(folder), nobody).report.read == 10


def test_a_process_that_is_ended_is_said_to_have_loaded_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_COMMAND", ("false",))
    with pytest.raises(StorageFailed, match=r"Counting stopped before its end.* Nothing was loaded\."):
        count_apart(asked(tmp_path), nobody)


def test_who_comes_second_is_told_so_and_comes_next_by_itself(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "made-up", forces=["kent"], months=["2024-01"], rows=10)
    told, found = Event(), list[Counted]()
    second = Thread(target=lambda: found.append(count_apart(asked(folder), nobody, told.set)), daemon=True)
    with apart._ONE_AT_A_TIME:  # as somebody else's load holds it
        second.start()
        assert told.wait(PATIENCE)
        assert found == []
    second.join(PATIENCE)
    assert [len(one.report.files) for one in found] == [1]
    told.clear()
    count_apart(asked(folder), nobody, told.set)
    assert not told.is_set()
