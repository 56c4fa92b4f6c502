"""One participant who writes without end does not slow the others down."""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.security.world import CRITERIA, ISSUE, World, world
from toolkit.errors import Refused
from toolkit.model.principal import Principal, sole_user
from toolkit.model.workshop import PrivateScore
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.attempts import Pace
from toolkit.store.database import Database
from toolkit.store.joining import invite_participant
from toolkit.store.store import Store
from toolkit.store.workshop_scoring import score_privately

OTHERS = 19
EACH = 4
PAUSE = 1.0  # seconds between the levels of one person, who is quicker than most
SOON_ENOUGH = 2.0


@pytest.fixture
def county(where: Address) -> Iterator[World]:
    with Database(where) as database:
        database.prepare()
        yield world(Store(database), sole_user("Kim Local"))


def write(county: World, who: Principal, criterion: str) -> None:
    score = PrivateScore(criterion=criterion, level=1)
    score_privately(county.store, who, [score], issue=ISSUE, round=1, operation=new_operation())


def test_one_who_floods_a_workshop_leaves_the_others_their_pace(county: World) -> None:
    own = county.own
    at = county.store, own.facilitator, own.record_id, own.workshop.id
    others = [
        county.participant(invite_participant(*at, name=f"N{n}", agency="Fire", operation=new_operation()))
        for n in range(OTHERS)
    ]
    flooder, stop = county.participant(own.first), threading.Event()
    saved = refused = 0
    waits: list[float] = []

    def flood() -> None:
        nonlocal saved, refused
        while not stop.wait(1 / 200):
            try:
                write(county, flooder, CRITERIA[0])
                saved += 1
            except Refused:
                refused += 1

    def work(who: Principal, late: float) -> None:
        time.sleep(late)
        for criterion in CRITERIA[:EACH]:
            began = time.perf_counter()
            write(county, who, criterion)
            waits.append(time.perf_counter() - began)
            time.sleep(PAUSE)

    threads = [threading.Thread(target=work, args=(who, n * PAUSE / OTHERS)) for n, who in enumerate(others)]
    flooding = threading.Thread(target=flood)
    for thread in (flooding, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    flooding.join()

    assert len(waits) == OTHERS * EACH
    assert sorted(waits)[int(len(waits) * 0.95)] < SOON_ENOUGH
    assert saved <= 30
    assert refused > saved


def test_the_pace_is_kept_for_each_person_and_forgotten_with_time() -> None:
    pace = Pace(most=2, seconds=0.05)
    for person in ("a", "b"):
        pace.refuse_faster(person)
        pace.refuse_faster(person)
        with pytest.raises(Refused, match="That is too fast"):
            pace.refuse_faster(person)
    time.sleep(0.06)
    pace.refuse_faster("a")


@pytest.mark.parametrize("length", [2_001, 5_000])
def test_a_text_of_a_participant_is_short(length: int) -> None:
    assert PrivateScore(criterion="physical", rationale="x" * 2_000).rationale
    with pytest.raises(ValueError, match=r"at most [24]000"):
        PrivateScore(criterion="physical", rationale="x" * length)
