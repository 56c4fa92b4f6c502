"""Everybody who sees the same of a return is given the same object, and nobody sees more for it."""

import pytest

from tests.security.world import SECRET_LEVEL, World, score_all, world
from toolkit.model.principal import Principal
from toolkit.store.assessments import open_return
from toolkit.store.store import Store


@pytest.fixture
def county(store: Store, person: Principal) -> World:
    county = world(store, person)
    for joined in (county.own.first, county.own.second):
        score_all(county, joined)
    return county


def test_whoever_sees_the_same_is_given_the_same_return_again(county: World) -> None:
    record = county.own.record_id
    seen = [open_return(county.store, who, record) for who in (county.sole, county.own.facilitator) * 2]
    assert len({id(one.return_) for one in seen}) == 1
    assert len({id(one.state) for one in seen}) == 1


def test_what_was_scored_in_private_is_seen_by_its_author_alone(county: World) -> None:
    record = county.own.record_id
    with county.store.database.reading() as connection:
        state = county.store.state(connection, county.store.record(connection, record))
    authors = {entry.author for entry in state.entries.values() if state.hides(entry)}
    assert authors
    for author in authors:
        own = [entry for entry in state.seen_by(author).entries.values() if state.hides(entry)]
        assert {entry.author for entry in own} == {author}
    nobody = state.seen_by("nobody")
    assert state.seen_by("another") is nobody
    assert not any(state.hides(entry) for entry in nobody.entries.values())
    assert SECRET_LEVEL not in {score.level for score in nobody.scores.values()}
