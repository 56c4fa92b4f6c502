"""What a return becomes when someone changes a part of it, and what is never overwritten."""

from pathlib import Path

import pytest

from toolkit.errors import Conflict, InputRejected
from toolkit.files.return_folder import read_return_folder
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.revision import (
    confirmed,
    new_item_id,
    reworded,
    score_of,
    with_horizon_item,
    with_priority,
    with_scores,
    with_status,
)


@pytest.fixture(scope="module")
def ashford(checkout: Path) -> Return:
    return read_return_folder(checkout / "sample_districts" / "ashford")


def physical(return_: Return, scorer: str = "agreed") -> Score:
    return score_of(return_, "burglary", "physical", scorer)


def test_a_changed_row_stays_in_its_place_and_the_others_as_they_are(ashford: Return) -> None:
    seen = physical(ashford)
    new = seen.model_copy(update={"level": 0 if seen.level else 1})
    changed = with_scores(ashford, [(seen, new)])
    assert changed.scores == tuple(new if score == seen else score for score in ashford.scores)


def test_a_new_row_comes_last_and_an_empty_one_is_not_kept(ashford: Return) -> None:
    empty = physical(ashford, "Nurse")
    new = empty.model_copy(update={"level": "unknown"})
    added = with_scores(ashford, [(empty, new), (physical(ashford, "Fire officer"),) * 2])
    assert added.scores == (*ashford.scores, new)
    assert with_scores(added, [(new, empty)]).scores == ashford.scores


def test_every_row_changed_meanwhile_is_named(ashford: Return) -> None:
    seen = [score_of(ashford, issue, "physical", "agreed") for issue in ("burglary", "gangs")]
    theirs = with_scores(ashford, [(one, one.model_copy(update={"rationale": "Theirs."})) for one in seen])
    mine = [(one, one.model_copy(update={"rationale": "Mine."})) for one in seen]
    with pytest.raises(
        Conflict, match=r"(?s)Physical harm of Burglary.*Physical harm of Gangs.*Nothing was saved"
    ):
        with_scores(theirs, mine)


def test_a_level_that_the_criterion_lacks_is_refused(ashford: Return) -> None:
    seen = physical(ashford)
    with pytest.raises(InputRejected, match="'physical' has no level 9"):
        with_scores(ashford, [(seen, seen.model_copy(update={"level": 9}))])


def test_another_wording_drops_its_confirmation_and_another_level_does_not(ashford: Return) -> None:
    seen = ashford.priorities[0]
    assert seen.categories
    same = Priority.model_validate(reworded(seen, seen.worded.upper(), PriorityLevel.SUB_THEME, ""))
    other = Priority.model_validate(reworded(seen, "Burglary", seen.level, ""))
    assert same.categories == seen.categories
    assert other.categories is None


def test_nobody_confirms_categories_without_a_name(ashford: Return) -> None:
    with pytest.raises(InputRejected, match="Write who confirms these categories"):
        confirmed(ashford.priorities[0], (), (), "  ")


def test_a_priority_changed_meanwhile_is_not_overwritten(ashford: Return) -> None:
    seen = ashford.priorities[0]
    theirs = with_priority(ashford, seen, seen.model_copy(update={"source": "Theirs"}))
    with pytest.raises(Conflict, match="Someone else has changed this"):
        with_priority(theirs, seen, seen.model_copy(update={"source": "Mine"}))


def test_two_priorities_worded_alike_are_refused(ashford: Return) -> None:
    twice = Priority(worded=ashford.priorities[0].worded.upper(), level=PriorityLevel.MAIN)
    with pytest.raises(InputRejected, match="already a priority worded"):
        with_priority(ashford, None, twice)


def test_a_horizon_item_keeps_its_place_and_its_id(ashford: Return) -> None:
    seen = ashford.horizon[0]
    changed = with_horizon_item(ashford, seen, seen.model_copy(update={"owner": "Police"}))
    assert [item.id for item in changed.horizon] == [item.id for item in ashford.horizon]
    with pytest.raises(Conflict, match="Someone else has changed this"):
        with_horizon_item(changed, seen, seen)


def test_a_horizon_item_under_an_unknown_heading_is_refused(ashford: Return) -> None:
    item = HorizonItem(id="new", title="New", heading="weather", kind=HorizonKind.EVENT)
    with pytest.raises(InputRejected, match="unknown horizon heading 'weather'"):
        with_horizon_item(ashford, None, item)


def test_a_status_set_meanwhile_is_not_overwritten(ashford: Return) -> None:
    assert with_status(ashford, ashford.status, ReturnStatus.DRAFT).status is ReturnStatus.DRAFT
    with pytest.raises(Conflict, match="Someone else has set the status to 'adopted'"):
        with_status(ashford, ReturnStatus.DRAFT, ReturnStatus.AGREED)


def test_a_title_without_letters_still_makes_an_id() -> None:
    assert new_item_id("£££", []) == "item"
