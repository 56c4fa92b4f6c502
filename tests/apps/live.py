"""A workshop on Ashford's return that is open, with one issue on the table and two who joined."""

from collections.abc import Callable
from typing import Any

from tests.apps.conftest import COLLEAGUE
from toolkit.model.assessment import Return
from toolkit.model.principal import Principal
from toolkit.model.workshop import Joined, PrivateScore, Workshop
from toolkit.store.assessments import new_operation, open_return, record_for
from toolkit.store.joining import invite_participant, participant_principal
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import open_issue
from toolkit.store.workshop_scoring import score_privately
from toolkit.store.workshops import open_workshop, plan_workshop, the_workshop

ISSUE = "modern-slavery"
REASON = "A reason that nobody may read before the reveal"


class Live:
    """A workshop on Ashford's return, with one issue on the table and two who joined."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.record = record_for(store, COLLEAGUE, "ashford").id
        planned = plan_workshop(
            store,
            COLLEAGUE,
            self.record,
            title="Spring workshop",
            issues=(ISSUE, "gangs"),
            agencies=("Police", "Health", "Fire"),
            quorum=3,
            operation=new_operation(),
        )
        self.id = planned.id
        self.go(open_workshop)
        self.go(open_issue, ISSUE)
        self.first, self.second = self.invited("Ali", "Police"), self.invited("Bo", "Health")

    def go(self, act: Callable[..., Any], *more: object, **named: object) -> Any:
        return act(self.store, COLLEAGUE, self.record, self.id, *more, operation=new_operation(), **named)

    def invited(self, name: str, agency: str) -> Joined:
        found = self.go(invite_participant, name=name, agency=agency)
        assert isinstance(found, Joined)
        return found

    def person(self, joined: Joined) -> Principal:
        found = participant_principal(self.store, joined.token)
        assert found is not None
        return found

    @property
    def round(self) -> int:
        assert self.now.now is not None
        return self.now.now.round

    def score(self, joined: Joined, level: int) -> None:
        criteria = [one.id for one in self.return_.matrix.criteria]
        given = [PrivateScore(criterion=one, level=level, rationale=REASON) for one in criteria]
        score_privately(
            self.store,
            self.person(joined),
            given,
            issue=ISSUE,
            round=self.round,
            operation=new_operation(),
        )

    @property
    def now(self) -> Workshop:
        return the_workshop(self.store, COLLEAGUE, self.record, self.id)

    @property
    def return_(self) -> Return:
        return open_return(self.store, COLLEAGUE, self.record).return_
