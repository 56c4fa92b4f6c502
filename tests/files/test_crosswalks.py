"""A crosswalk is found between two lists where exactly one leads there, and checked against them."""

from pathlib import Path

import pytest

from toolkit.errors import InputRejected
from toolkit.files.check import check
from toolkit.files.crosswalks import crosswalk_between, read_crosswalk, refuse_misfit
from toolkit.files.library import Library, library_beside
from toolkit.model.issues import CatalogueRef
from toolkit.model.list_crosswalk import CategoryCrosswalk, IssueCrosswalk
from toolkit.resources import shipped

OLD, NEW = CatalogueRef(id="csp-issues", version="1.0"), CatalogueRef(id="csp-issues-2022-23", version="1.0")


@pytest.fixture
def shipped_text() -> str:
    return (shipped("matrices") / "csp-issue-crosswalk-1.0.toml").read_text(encoding="utf-8")


def own(folder: Path, text: str, name: str, version: str = "1.0") -> Path:
    text = text.replace('id = "csp-issue-crosswalk"', f'id = "{name}"', 1)
    path = folder / f"{name}-{version}.toml"
    path.write_text(text.replace('version = "1.0"', f'version = "{version}"', 1), encoding="utf-8")
    return path


def test_the_one_that_leads_there_is_found(tmp_path: Path) -> None:
    found = crosswalk_between(library_beside(tmp_path), IssueCrosswalk, OLD, NEW)
    assert found.crosswalk is not None
    assert (str(found.crosswalk.ref), found.choice) == ("csp-issue-crosswalk-1.0", ())


def test_one_list_needs_none_and_none_leads_back() -> None:
    assert crosswalk_between(Library(), IssueCrosswalk, OLD, OLD).crosswalk is None
    assert crosswalk_between(Library(), IssueCrosswalk, NEW, OLD).crosswalk is None


def test_of_one_id_the_newest_version_counts_and_of_several_ids_none(
    tmp_path: Path, shipped_text: str
) -> None:
    own(tmp_path, shipped_text, "csp-issue-crosswalk", "1.10")
    own(tmp_path, shipped_text, "csp-issue-crosswalk", "1.9")
    found = crosswalk_between(library_beside(tmp_path), IssueCrosswalk, OLD, NEW)
    assert found.crosswalk is not None
    assert found.crosswalk.version == "1.10"
    own(tmp_path, shipped_text, "another")
    found = crosswalk_between(library_beside(tmp_path), IssueCrosswalk, OLD, NEW)
    assert found.crosswalk is None
    assert found.choice == ("another-1.0", "csp-issue-crosswalk-1.10")


def test_a_crosswalk_is_read_by_file_id_or_id_and_version(tmp_path: Path, shipped_text: str) -> None:
    path = own(tmp_path, shipped_text, "another")
    assert read_crosswalk(str(path), tmp_path).id == "another"
    assert read_crosswalk("another-1.0", tmp_path).id == "another"
    assert isinstance(read_crosswalk("csp-issue-crosswalk", tmp_path), IssueCrosswalk)
    assert isinstance(read_crosswalk("kent-category-crosswalk", tmp_path), CategoryCrosswalk)


def test_what_is_no_crosswalk_between_lists_is_refused(tmp_path: Path, checkout: Path) -> None:
    with pytest.raises(InputRejected, match=r"kind 'heading_set', not a crosswalk between two lists"):
        read_crosswalk(str(checkout / "matrices" / "pestelo-1.0.toml"), tmp_path)
    with pytest.raises(InputRejected, match=r"no issue crosswalk 'csp-issue-croswalk' .* Did you mean"):
        read_crosswalk("csp-issue-croswalk", tmp_path)


def test_a_file_that_names_what_its_lists_lack_is_refused_entry_by_entry(
    tmp_path: Path, shipped_text: str
) -> None:
    text = shipped_text.replace('"burglary"', '"burglry"').replace('"serious-violence"', '"serios-violence"')
    path = own(tmp_path, text, "another")
    with pytest.raises(InputRejected) as caught:
        check(path)
    faults = [(fault.problem, fault.nearest) for fault in caught.value.faults]
    assert faults == [
        ("csp-issues-1.0 has no 'burglry'", "burglary"),
        ("csp-issues-2022-23-1.0 has no 'serios-violence'", "serious-violence"),
    ]
    crosswalk = read_crosswalk(str(path), tmp_path)
    with pytest.raises(InputRejected, match=r"csp-issues-1.0 has no 'burglry'.* Did you mean 'burglary'"):
        refuse_misfit(crosswalk, ["burglary", "vehicle-crime"], ["serious-violence"])


def test_a_crosswalk_of_lists_that_are_not_here_is_checked_by_itself(
    tmp_path: Path, shipped_text: str
) -> None:
    path = own(tmp_path, shipped_text.replace('"csp-issues-2022-23"', '"elsewhere"'), "another")
    (line,) = check(path).lines
    assert line == "another-1.0.toml: issue crosswalk another 1.0: 5 links"


def test_the_shipped_crosswalks_fit_the_lists_they_link() -> None:
    library = Library()
    issues = library.find(IssueCrosswalk, "csp-issue-crosswalk")
    old, new = library.catalogue("csp-issues", "1.0"), library.catalogue("csp-issues-2022-23", "1.0")
    refuse_misfit(issues, old.by_id, new.by_id)
    followed = {heir for heirs in issues.heirs(old.by_id, new.by_id).values() for heir in heirs}
    assert set(new.by_id) - followed == {one.entry for one in issues.new}
    categories = library.find(CategoryCrosswalk, "kent-category-crosswalk")
    sets = [
        library.category_set(one.id, one.version).codes for one in (categories.from_list, categories.to_list)
    ]
    refuse_misfit(categories, *sets)
    heirs = categories.heirs(*sets)
    assert {code for code in sets[0] if not heirs[code]} == {one.entry for one in categories.dropped}
    assert set(sets[1]) - {heir for found in heirs.values() for heir in found} == {"EVENT"}
