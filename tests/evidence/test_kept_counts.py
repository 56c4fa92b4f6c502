"""What is kept gives the same counts without reading, and damage to it is only counted again."""

import os
from pathlib import Path

import pytest

from tests.evidence.loading import load
from tests.evidence.made_up import street_row, write_folder, write_street
from toolkit.errors import StorageFailed
from toolkit.evidence import load as load_module
from toolkit.evidence.loaded import Loaded

MONTHS = ("2022-12", "2023-01")


def download(folder: Path) -> Path:
    made = write_folder(folder / "download", forces=("kent", "essex"), months=MONTHS, rows=80)
    for file in made.rglob("*.csv"):  # as if downloaded an hour ago
        os.utime(file, (file.stat().st_mtime - 3600,) * 2)
    return made


def same(one: Loaded, other: Loaded) -> bool:
    return (
        one.counts.equals(other.counts)
        and one.elsewhere.equals(other.elsewhere)
        and one.left_out.equals(other.left_out)
        and one.report.files == other.report.files
    )


def test_a_second_load_of_the_same_files_counts_nothing_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = download(tmp_path)
    write_street(folder / "odd.csv", [street_row(1), street_row(1), ["1", "2"]])
    first = load(folder, keep=tmp_path / "kept")

    def nothing(*_: object) -> None:
        raise AssertionError("nothing is to be read")

    monkeypatch.setattr(load_module, "DuckEngine", nothing)
    second = load(folder, keep=tmp_path / "kept")
    assert same(first, second)
    assert (first.report.kept, second.report.kept) == (False, True)


def test_a_changed_file_is_read_again_and_the_others_are_not(tmp_path: Path) -> None:
    folder = download(tmp_path)
    load(folder, keep=tmp_path / "kept")
    write_street(folder / "2023-01" / "2023-01-kent-street.csv", [street_row(1)])
    changed = load(folder, keep=tmp_path / "kept")
    assert same(changed, load(folder))
    assert len(list((tmp_path / "kept").glob("*.parquet"))) == 2


def test_a_file_of_the_same_size_and_other_content_is_read_again(tmp_path: Path) -> None:
    file = write_street(tmp_path / "a.csv", [street_row(1)])
    load(file, keep=tmp_path / "kept")
    write_street(file, [street_row(1, **{"LSOA name": "Sevenoaks 001A"})])
    loaded = load(file, keep=tmp_path / "kept")
    assert list(loaded.counts["district"]) == ["sevenoaks"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 99}', b'{"format": 1, "files": 3}'])
def test_a_damaged_index_is_only_counted_again(damage: bytes, tmp_path: Path) -> None:
    folder = download(tmp_path)
    first = load(folder, keep=tmp_path / "kept")
    (tmp_path / "kept" / "index.json").write_bytes(damage)
    again = load(folder, keep=tmp_path / "kept")
    assert same(first, again)
    assert not again.report.kept


def test_damaged_counts_are_only_counted_again(tmp_path: Path) -> None:
    folder = download(tmp_path)
    first = load(folder, keep=tmp_path / "kept")
    for file in (tmp_path / "kept").glob("*.parquet"):
        file.write_bytes(file.read_bytes()[:-40])
    assert same(first, load(folder, keep=tmp_path / "kept"))


def test_counts_kept_without_looking_at_ids_do_not_stand_for_those_with(tmp_path: Path) -> None:
    file = write_street(tmp_path / "a.csv", [street_row(1), street_row(1)])
    load(file, keep=tmp_path / "kept", with_ids=False)
    assert load(file, keep=tmp_path / "kept").report.files[0].repeated_ids == 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(StorageFailed, match=r"The counts cannot be kept: "):
        load(write_street(tmp_path / "a.csv", [street_row(1)]), keep=tmp_path / "kept")
