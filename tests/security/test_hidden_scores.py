"""What is scored in private shows nowhere before its round is revealed, and everywhere after."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, select, table, text

from tests.security.world import (
    CRITERIA,
    HIDDEN_TEXT,
    ISSUE,
    ROLES,
    SECRET_LEVEL,
    World,
    account,
    score_all,
    world,
)
from toolkit.exchange import export_county
from toolkit.exchange.reading import shipped_county
from toolkit.model.assessment import Score
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store.acts import Stale
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, open_return, save_return, save_scores
from toolkit.store.attending import attendance
from toolkit.store.county import open_county, start_county
from toolkit.store.database import Database
from toolkit.store.history import changes
from toolkit.store.import_plan import Batch
from toolkit.store.importing import plan_import
from toolkit.store.people import principal_for
from toolkit.store.store import Store
from toolkit.store.verifying import verify
from toolkit.store.workshop_rounds import outstanding, reveal
from toolkit.store.workshop_scoring import participant_view
from toolkit.store.workshops import workshops_on


@pytest.fixture
def county(store: Store, person: Principal) -> World:
    found = world(store, person)
    start_county(store, person, shipped_county(), operation=new_operation())
    score_all(found, found.own.first)
    return found


def seen(county: World, who: Principal) -> str:
    """Return everything the reading functions tell `who`, as text."""
    store, record = county.store, county.own.record_id
    stored = open_return(store, who, record)
    told = [
        repr(stored.return_.model_dump()),
        repr(dict(stored.state.entries)),
        repr(changes(store, who, record)),
    ]
    return "\n".join(told)


def exported(county: World, folder: Path) -> str:
    export_county(county.store, county.sole, folder)
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def viewed(county: World) -> str:
    """Return every row of every SQL view."""
    with county.store.database.reading() as connection:
        names = inspect(connection).get_view_names()
        assert {"shown_revision", "current_score", "current_revision"} <= set(names)
        rows = [connection.execute(select(text("*")).select_from(table(name))).all() for name in names]
    return repr(rows)


def readers(county: World, *, make: bool = True) -> dict[str, Principal]:
    logins = {role: f"{number}@a.example" for number, role in enumerate(ROLES)}
    if make:
        for role, login in logins.items():
            account(county.store, county.sole, login, ROLES[role])
    found = {
        role: principal_for(county.store, login) for role, login in logins.items() if role != "facilitator"
    }
    return found | {"sole user": county.sole, "facilitator": county.own.facilitator}


def test_no_reader_learns_a_level_before_the_reveal_and_every_reader_after(county: World) -> None:
    for role, who in readers(county).items():
        assert HIDDEN_TEXT not in seen(county, who), role
    own = county.own
    reveal(county.store, own.facilitator, own.record_id, own.workshop.id, ISSUE, operation=new_operation())
    for role, who in readers(county, make=False).items():
        assert HIDDEN_TEXT in seen(county, who), role


def test_exports_and_views_hold_a_level_only_after_the_reveal(county: World, tmp_path: Path) -> None:
    assert HIDDEN_TEXT not in exported(county, tmp_path / "before")
    assert HIDDEN_TEXT not in viewed(county)
    own = county.own
    reveal(county.store, own.facilitator, own.record_id, own.workshop.id, ISSUE, operation=new_operation())
    assert HIDDEN_TEXT in exported(county, tmp_path / "after")
    assert HIDDEN_TEXT in viewed(county)


def test_the_county_and_the_facilitators_own_lists_say_nothing_of_levels(county: World) -> None:
    own, store = county.own, county.store
    at = store, own.facilitator, own.record_id, own.workshop.id
    reviewer = account(store, county.sole, "c@a.example", Grant(role=Role.COUNTY_REVIEWER))
    told = [
        repr(open_county(store, reviewer, "2016-17").model_dump()),
        repr((outstanding(*at), attendance(*at), workshops_on(*at[:3]))),
        repr(verify(store, county.sole)),
        repr(
            plan_import(
                store, county.sole, Batch({"x": open_return(store, county.sole, own.record_id).return_})
            )
        ),
        store.anchors.path.read_text(encoding="utf-8"),
    ]
    assert [one for one in told if HIDDEN_TEXT in one] == []


def test_another_participant_sees_only_their_own(county: World) -> None:
    other = participant_view(county.store, county.participant(county.own.second))
    assert HIDDEN_TEXT not in repr(other)
    assert HIDDEN_TEXT in repr(participant_view(county.store, county.participant(county.own.first)))


def clash(scorer: str) -> tuple[Score, Score]:
    row = Score(issue=ISSUE, criterion=CRITERIA[0], scorer=scorer, agency="Police", level=1)
    return row.changed(level=None, agency=""), row


def test_writing_over_a_hidden_level_is_refused_without_saying_what_it_is(county: World) -> None:
    own = county.own
    with pytest.raises(Stale, match="Someone else has changed this since you opened it") as refused:
        save_scores(
            county.store, own.facilitator, own.record_id, [clash("Ali of Ashford")], operation=new_operation()
        )
    with pytest.raises(Stale, match="Someone else has changed this") as again:
        save_return(
            county.store,
            own.facilitator,
            own.record_id,
            lambda r: r.changed(scores=(*r.scores, clash("Ali of Ashford")[1])),
            operation=new_operation(),
        )
    for error in (refused.value, again.value):
        assert HIDDEN_TEXT not in str(error)
        assert [entry.value for entry in error.latest.values() if entry] == [None]


def test_what_a_participant_changes_or_takes_back_in_private_stays_private_too(county: World) -> None:
    score_all(county, county.own.first, level=SECRET_LEVEL - 1)
    for who in (county.own.facilitator, county.sole):
        assert HIDDEN_TEXT not in seen(county, who)
        found = changes(county.store, who, county.own.record_id)
        assert [one for one in found if (one.author, one.subject) == ("Ali of Ashford", "score")] == []
    assert HIDDEN_TEXT not in viewed(county)


def test_a_second_process_that_reads_the_file_afresh_hides_it_too(county: World, where: Address) -> None:
    if where.path is None:
        pytest.skip("PostgreSQL is read through the same functions")
    with Database(where) as database:
        again = World(Store(database), county.sole, county.own, county.other)
        assert HIDDEN_TEXT not in seen(again, county.own.facilitator)
