"""Two districts, each with a return and an open workshop, and somebody in every role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests import small
from tests.kept_evidence import a_card
from tests.strategies import CATALOGUE, CATEGORIES, HEADINGS, MATRIX
from toolkit.model.assessment import Return
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.workshop import Joined, PrivateScore, Workshop
from toolkit.store.assessments import new_operation, start_return
from toolkit.store.evidence_kept import keep_cards
from toolkit.store.joining import invite_participant, participant_principal
from toolkit.store.people import add_person, principal_for
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import open_issue
from toolkit.store.workshop_scoring import score_privately
from toolkit.store.workshops import open_workshop, plan_workshop

OWN, OTHER = "Ashford", "Dover"
ISSUE = "burglary"
CRITERIA = tuple(criterion.id for criterion in MATRIX.criteria)
SECRET_LEVEL = 3
HIDDEN_TEXT = "Rationale nobody may read before the reveal"


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True)
class Held:
    """One district's return and workshop, and two who joined it."""

    district: str
    record_id: str
    workshop: Workshop
    facilitator: Principal
    first: Joined
    second: Joined


@dataclass(frozen=True)
class World:
    """A store with two districts and people in every role."""

    store: Store
    sole: Principal
    own: Held
    other: Held

    def participant(self, joined: Joined) -> Principal:
        found = participant_principal(self.store, joined.token)
        assert found is not None
        return found


def account(store: Store, sole: Principal, login: str, *grants: Grant) -> Principal:
    name = login.partition("@")[0].title()
    add_person(store, sole, login, name, grants, operation=new_operation())
    return principal_for(store, login)


def a_return(district: str, levels: Mapping[str, Mapping[str, int]], **more: object) -> Return:
    """Make a return with the shipped matrix and lists, so that it can be written out and read back."""
    shipped = {
        "matrix": MATRIX,
        "catalogue": CATALOGUE,
        "category_set": CATEGORIES,
        "heading_set": HEADINGS,
    }
    return small.a_return(small.agreed(levels), district=district, **(shipped | more))


def held(store: Store, sole: Principal, district: str) -> Held:
    """Start a return with an open workshop, its first issue on the table."""
    return_ = a_return(district, {"gangs": dict.fromkeys(CRITERIA, 2)})
    record_id = start_return(store, sole, return_, operation=new_operation()).record.id
    keep_cards(store, sole, record_id, [a_card(district=district.lower())], operation=new_operation())
    grant = Grant(role=Role.FACILITATOR, district=district)
    facilitator = account(store, sole, f"facilitator@{district.lower()}.example", grant)
    planned = plan_workshop(
        store,
        facilitator,
        record_id,
        title=f"Partners of {district}",
        issues=(ISSUE, "hate-crime", "gangs"),
        agencies=("Police", "Council", "Fire"),
        quorum=2,
        operation=new_operation(),
    )
    workshop = begun(store, facilitator, record_id, planned.id)
    first, second = (
        invite_participant(
            store,
            facilitator,
            record_id,
            planned.id,
            name=f"{name} of {district}",
            agency=agency,
            operation=new_operation(),
        )
        for name, agency in (("Ali", "Police"), ("Bo", "Council"))
    )
    return Held(district, record_id, workshop, facilitator, first, second)


def begun(store: Store, facilitator: Principal, record_id: str, workshop_id: str) -> Workshop:
    open_workshop(store, facilitator, record_id, workshop_id, operation=new_operation())
    return open_issue(store, facilitator, record_id, workshop_id, ISSUE, operation=new_operation())


def world(store: Store, sole: Principal) -> World:
    return World(store, sole, held(store, sole, OWN), held(store, sole, OTHER))


def score_all(world: World, joined: Joined, level: int = SECRET_LEVEL, round_: int = 1) -> None:
    """Have a participant score every criterion of the first issue."""
    score_privately(
        world.store,
        world.participant(joined),
        [PrivateScore(criterion=one, level=level, rationale=HIDDEN_TEXT) for one in CRITERIA],
        issue=ISSUE,
        round=round_,
        operation=new_operation(),
    )


ROLES = {
    "analyst": Grant(role=Role.ANALYST, district=OWN),
    "facilitator": Grant(role=Role.FACILITATOR, district=OWN),
    "county reviewer": Grant(role=Role.COUNTY_REVIEWER),
    "administrator": Grant(role=Role.ADMINISTRATOR),
}
"""Roles that go with an account; nobody in them but the facilitator runs a workshop."""

NOBODY = Principal(id="nobody@a.example", name="Nobody")
