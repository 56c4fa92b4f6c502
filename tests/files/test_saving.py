"""A save is whole or not at all, whoever else writes, whatever fails."""

import contextlib
import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from toolkit.errors import Conflict, InputRejected, StorageFailed
from toolkit.files.return_folder import read_return_folder, update_return, write_return
from toolkit.files.returns import new_return, read_return, write_return_as
from toolkit.files.saving import PENDING, locked, save_file, save_files, storage_failure
from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_return(tmp_path / "maidstone", "Maidstone", "morile-style-csp-1.0", "2016-17")
    return tmp_path / "maidstone"


def with_score(return_: Return, scorer: str, issue: str = "burglary") -> Return:
    score = Score(issue=issue, criterion="physical", scorer=scorer, level=1)
    return return_.model_copy(update={"scores": (*return_.scores, score)})


def with_issue_and_score(return_: Return) -> Return:
    issue = Issue(id="cuckooing", name="Cuckooing", theme="Safeguarding")
    return with_score(return_.model_copy(update={"local_issues": (issue,)}), "agreed", "cuckooing")


def test_two_dozen_writers_at_once_lose_nothing(folder: Path) -> None:
    def write(name: str) -> None:
        for turn in range(3):
            update_return(folder, lambda return_: with_score(return_, f"{name} {turn}"))  # noqa: B023

    writers = [threading.Thread(target=write, args=(f"Person {n}",)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_return_folder(folder).scores) == 24


def test_writers_in_other_programs_wait_their_turn(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from toolkit.files.return_folder import update_return\n"
        "from toolkit.model.assessment import Score\n"
        "for turn in range(5):\n"
        "    one = Score(issue='burglary', criterion='physical', scorer=f'{sys.argv[2]} {turn}')\n"
        "    update_return(Path(sys.argv[1]), lambda r: r.model_copy(update={'scores': (*r.scores, one)}))\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", program, str(folder), name]) for name in ("A", "B")]
    assert [writer.wait(60) for writer in started] == [0, 0]
    assert len(read_return_folder(folder).scores) == 10


def test_a_writer_who_waits_too_long_is_told_so(folder: Path) -> None:
    told = pytest.raises(Conflict, match="Someone else is saving to maidstone")
    with locked(folder), told, locked(folder, patience=0.1):
        pass


def test_nothing_is_left_behind_by_a_save(folder: Path) -> None:
    update_return(folder, with_issue_and_score)
    names = {"return.toml", "scores.csv", "priorities.csv", "horizon.csv", "issues.csv"}
    assert {path.name for path in folder.iterdir()} == names


def test_only_the_files_that_change_are_written(folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    update_return(folder, lambda return_: with_score(return_, "agreed"))
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"scores.csv"}


def test_comments_and_layout_survive_a_save_elsewhere(folder: Path) -> None:
    header = folder / "return.toml"
    text = "# Agreed on 3 January.\n" + header.read_text().replace("not_started", "Not started")
    header.write_text(text)
    update_return(folder, lambda return_: with_score(return_, "agreed"))
    assert header.read_text() == text


@pytest.mark.parametrize("stop_at", range(1, 5))
def test_a_crash_between_two_files_leaves_the_old_or_the_new_return(
    folder: Path, stop_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = read_return_folder(folder)
    new = with_issue_and_score(old)
    real, count = Path.replace, iter(range(1, 100))

    def crash(self: Path, target: Path) -> Path:
        if next(count) == stop_at:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with contextlib.suppress(KeyboardInterrupt):
            write_return(new, folder)
    assert read_return_folder(folder) == (old if stop_at == 1 else new)
    write_return(with_score(new, "A Smith"), folder)
    assert read_return_folder(folder) == with_score(new, "A Smith")
    assert not (folder / PENDING).exists()


def test_a_full_disk_changes_nothing_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = read_return_folder(folder)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StorageFailed, match="the disk is full"):
            update_return(folder, lambda return_: with_score(return_, "agreed"))
    assert read_return_folder(folder) == old
    assert not list(folder.glob("*.tmp"))
    update_return(folder, lambda return_: with_score(return_, "agreed"))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EROFS, "may only be read"),
        (errno.EACCES, "may only be read"),
        (errno.ENOENT, "folder is missing"),
        (errno.EDQUOT, "disk is full"),
        (errno.EIO, "was not saved"),
    ],
)
def test_what_the_system_refuses_is_said_in_a_sentence(number: int, says: str) -> None:
    failure = storage_failure(OSError(number, os.strerror(number), "/a/secret/path"), "scores.csv")
    assert says in str(failure)
    assert "secret" not in str(failure)


def test_saving_into_a_missing_folder_is_a_storage_failure(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="its folder is missing"):
        save_file(tmp_path / "gone" / "x.csv", b"")
    with pytest.raises(StorageFailed, match="There is no folder gone"):
        read_return_folder(tmp_path / "gone")
    with pytest.raises(StorageFailed, match="gone"):
        update_return(tmp_path / "gone", lambda return_: return_)


@pytest.mark.parametrize("note", ["{", "[]", '{"../x.csv": ""}', '{"x.sh": ""}', '{"scores.csv": 5}'])
def test_a_pending_note_from_elsewhere_cannot_write_outside_the_tables(folder: Path, note: str) -> None:
    (folder / PENDING).write_text(note)
    with pytest.raises(InputRejected, match="unfinished save cannot be read"):
        read_return_folder(folder)
    with pytest.raises(InputRejected, match="unfinished save cannot be read"), locked(folder):
        save_files(folder, {"scores.csv": ""})


def test_reading_writes_nothing(folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    read_return_folder(folder)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_rights_of_a_file_outlive_its_saving(folder: Path) -> None:
    (folder / "scores.csv").chmod(0o664)
    update_return(folder, lambda return_: with_score(return_, "agreed"))
    assert (folder / "scores.csv").stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("name", ["copy", "copy.json"])
def test_converting_never_overwrites(folder: Path, name: str) -> None:
    return_ = read_return(folder)
    target = folder.parent / name
    write_return_as(return_, target)
    assert read_return(target) == return_
    with pytest.raises(Conflict, match=f"{name} already holds something"):
        write_return_as(return_, target)


def test_a_new_return_is_not_started_and_never_overwrites(folder: Path) -> None:
    return_ = read_return(folder)
    assert (return_.status.label, return_.plan_year, return_.scores) == ("not started", "2017-18", ())
    with pytest.raises(Conflict, match="maidstone already holds something"):
        new_return(folder, "Maidstone", "morile-style-csp-1.0", "2016-17")
