"""No message and no log holds a password, a statement, a path, a score or anything else of somebody's."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.security.world import HIDDEN_TEXT, ISSUE, World, score_all, world
from toolkit.errors import ToolkitError
from toolkit.model.assessment import Score
from toolkit.model.principal import Principal
from toolkit.model.workshop import PrivateScore
from toolkit.store.address import Address, parse_address
from toolkit.store.assessments import new_operation, open_return, save_scores, start_return
from toolkit.store.database import Database
from toolkit.store.joining import join, participant_principal
from toolkit.store.people import add_person
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import reveal
from toolkit.store.workshop_scoring import score_privately

PASSWORD = "Hunter2-and-more"  # noqa: S105 (made up, and looked for)
STATEMENTS = ("SELECT", "INSERT", "UPDATE", "FROM revision", "sqlite3", "psycopg", "Traceback")

Provoke = Callable[[World], object]


@pytest.fixture
def county(store: Store, person: Principal) -> World:
    found = world(store, person)
    score_all(found, found.own.first)
    return found


def ali(county: World) -> Principal:
    return county.participant(county.own.first)


def at(county: World) -> tuple[Store, Principal, str, str]:
    return county.store, county.own.facilitator, county.own.record_id, county.own.workshop.id


ROW = Score(issue=ISSUE, criterion="physical", scorer="Ali of Ashford", rationale=HIDDEN_TEXT, level=1)
SCORES = [PrivateScore(criterion="nonsense", level=1, rationale=HIDDEN_TEXT)]

PROVOKED: dict[str, Provoke] = {
    "another district": lambda c: open_return(c.store, c.own.facilitator, c.other.record_id),
    "a stale row": lambda c: save_scores(
        *at(c)[:3], [(ROW.changed(level=None, rationale=""), ROW)], operation=new_operation()
    ),
    "a wrong criterion": lambda c: score_privately(
        c.store, ali(c), SCORES, issue=ISSUE, round=1, operation=new_operation()
    ),
    "a round that is over": lambda c: score_privately(
        c.store, ali(c), SCORES, issue=ISSUE, round=2, operation=new_operation()
    ),
    "a wrong code": lambda c: join(
        c.store, "ABCDEFGH", name="Cy", agency="Fire", source="10.1.2.3", operation=new_operation()
    ),
    "a workshop that is not there": lambda c: reveal(
        *at(c)[:3], c.other.workshop.id, ISSUE, operation=new_operation()
    ),
    "a return that is there": lambda c: start_return(
        c.store,
        c.sole,
        open_return(c.store, c.sole, c.own.record_id).return_,
        operation=new_operation(),
    ),
    "a login that is none": lambda c: add_person(
        c.store, c.sole, "a b", HIDDEN_TEXT * 10, operation=new_operation()
    ),
    "a table that is not there": lambda c: c.store.database.write(
        lambda connection: connection.execute(text("INSERT INTO nowhere VALUES (:x)"), {"x": HIDDEN_TEXT})
    ),
    "a change of what was stored": lambda c: c.store.database.write(
        lambda connection: connection.execute(text("UPDATE revision SET value = :x"), {"x": HIDDEN_TEXT})
    ),
    "a row twice": lambda c: c.store.database.write(
        lambda connection: connection.execute(text("INSERT INTO record SELECT * FROM record"))
    ),
}


@pytest.mark.parametrize("what", PROVOKED)
def test_an_error_says_nothing_that_is_not_its_readers(
    what: str, county: World, where: Address, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ToolkitError, match=r"\w+ \w+") as error:
        PROVOKED[what](county)
    said = f"{error.value}\n{caplog.text}"
    banned = [HIDDEN_TEXT, str(tmp_path), county.own.first.token, *STATEMENTS]
    if where.url is not None:
        banned.append(f":{where.url.password}@")
    assert [word for word in banned if word in said] == []


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://owner:{PASSWORD}@127.0.0.1:1/county",
        f"postgresql://owner:{PASSWORD}@[::bad/county",
        f"mysql://owner:{PASSWORD}@127.0.0.1/county",
        f"postgresql://owner:{PASSWORD}@127.0.0.1:port/county",
    ],
)
def test_no_message_about_a_database_holds_its_password(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ToolkitError, match=r"\w+ \w+") as error:
        Database(parse_address(address)).prepare()
    assert PASSWORD not in f"{error.value}\n{caplog.text}"


def test_an_address_is_written_without_its_password() -> None:
    address = parse_address(f"postgresql://owner:{PASSWORD}@127.0.0.1/county")
    assert PASSWORD not in f"{address} {Database(address).name}"


def test_a_token_shows_in_no_printed_value(county: World) -> None:
    assert county.own.first.token not in repr(county.own.first)
    assert county.own.first.token not in repr(participant_principal(county.store, county.own.first.token))
