"""A crosswalk between two lists holds together, and says which entries go on as which."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from toolkit.model.list_crosswalk import IssueCrosswalk


def link(old: str, new: str, change: str) -> dict[str, str]:
    return {
        "from_entry": old,
        "to_entry": new,
        "change": change,
        "provenance": "inferred",
        "because": "made up for a test",
    }


def alone(entry: str) -> dict[str, str]:
    return {"entry": entry, "provenance": "published", "because": "made up for a test"}


def crosswalk(*links: dict[str, str], **changes: Any) -> IssueCrosswalk:
    given_ = {
        "id": "small-crosswalk",
        "version": "1.0",
        "title": "Small",
        "source": "made up for a test",
        "from_list": {"id": "small-issues", "version": "1.0"},
        "to_list": {"id": "small-issues", "version": "2.0"},
        "links": links,
    }
    return IssueCrosswalk.model_validate(given_ | changes)


SPLIT = (link("a", "a", "split"), link("a", "b", "split"))


def test_an_entry_goes_on_as_what_is_linked_or_under_its_own_id_or_as_nothing() -> None:
    found = crosswalk(*SPLIT, dropped=[alone("gone")])
    assert found.heirs(["a", "gone", "kept", "lost"], ["a", "b", "gone", "kept"]) == {
        "a": ("a", "b"),
        "gone": (),
        "kept": ("kept",),
        "lost": (),
    }


@pytest.mark.parametrize(
    ("links", "changes", "message"),
    [
        (SPLIT, {"to_list": {"id": "small-issues", "version": "1.0"}}, "are both small-issues-1.0"),
        ((*SPLIT, SPLIT[0]), {}, "'a' to 'a' is linked twice"),
        (SPLIT, {"dropped": [alone("a")]}, "'a' is both linked and dropped"),
        (SPLIT, {"new": [alone("b")]}, "'b' is both linked and new"),
        (SPLIT, {"new": [alone("c"), alone("c")]}, "'c' is called new twice"),
        (SPLIT, {"dropped": [alone("c"), alone("c")]}, "'c' is called dropped twice"),
        (
            [link("a", "b", "split")],
            {},
            "'a' to 'b' is called split; that is for an entry with several links from",
        ),
        ([link("a", "b", "merged")], {}, "is called merged; that is for an entry with several links to it"),
        ([link("a", "b", "same")], {}, "is called same; that is for one entry that keeps its id"),
        (
            [link("a", "b", "reworded"), link("a", "c", "split")],
            {},
            "'a' to 'b' is called reworded; that is for one entry that goes on as one",
        ),
    ],
)
def test_a_crosswalk_that_contradicts_itself_is_refused(
    links: Any, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        crosswalk(*links, **changes)


def test_every_contradiction_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        crosswalk(link("a", "b", "split"), dropped=[alone("a")], new=[alone("b")])
    (error,) = caught.value.errors()
    assert error["msg"].count(";") == 3
    assert {"dropped", "new", "split"} <= set(re.findall(r"\w+", error["msg"]))


def test_what_the_lists_lack_is_told_entry_by_entry() -> None:
    found = crosswalk(*SPLIT, link("x", "kept", "reworded"), new=[alone("y")])
    assert list(found.faults_in(["a", "kept"], ["a", "b", "kept"])) == [
        ("x", "small-issues-1.0 has no 'x'"),
        ("y", "small-issues-2.0 has no 'y'"),
        ("kept", "small-issues-1.0 has 'kept' too; link or drop it there"),
    ]


@given(st.permutations("abcdef"))
def test_the_order_of_entries_does_not_change_their_heirs(order: list[str]) -> None:
    found = crosswalk(*SPLIT, dropped=[alone("c")])
    assert found.heirs(order, "abdef") == found.heirs("abcdef", "abdef")
