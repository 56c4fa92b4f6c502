"""Every function of the store that takes a principal: how it is called, and which roles may call it.

`test_permission_matrix.py` finds the functions by looking at the modules, so one that is not here fails it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.files.partner_workbooks import wide_mapping
from tests.kept_evidence import a_card, a_proposal, decided, judgement
from tests.security.world import ISSUE, OWN, Held, World, a_return
from toolkit.exchange import (
    begin_county,
    export_county,
    library_of,
    remember_columns,
    remembered_columns,
    start_from_last_year,
    start_new,
)
from toolkit.exchange.reading import shipped_county
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.carried import Carried, Decision
from toolkit.model.evidence import EvidenceCard
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.workshop import PrivateScore
from toolkit.store import (
    assessments,
    county,
    history,
    importing,
    joining,
    people,
    preparing,
    verifying,
    ways_in,
)
from toolkit.store.assessments import new_operation
from toolkit.store.attending import attendance
from toolkit.store.backup import backup_database
from toolkit.store.carrying import decide_carried
from toolkit.store.changing_beside import change_beside
from toolkit.store.evidence_kept import decide_proposal, evidence_of, keep_cards, remove_cards
from toolkit.store.import_plan import Batch
from toolkit.store.workshop_rounds import (
    new_round,
    open_issue,
    outstanding,
    park_issue,
    record_agreed,
    reveal,
)
from toolkit.store.workshop_scoring import enter_slip, participant_view, score_privately
from toolkit.store.workshop_timer import start_timer
from toolkit.store.workshop_undo import undo_last
from toolkit.store.workshop_views import own_workshop, revealed_return
from toolkit.store.workshops import (
    arrange_workshop,
    close_workshop,
    open_workshop,
    plan_workshop,
    the_workshop,
    workshops_on,
)

READERS = frozenset({"analyst", "facilitator", "county reviewer", "administrator"})
EDITORS = frozenset({"analyst", "facilitator"})
RUNNERS = frozenset({"facilitator"})
SEERS = frozenset({"analyst", "facilitator", "participant", "county reviewer"})
COUNTY = frozenset({"county reviewer", "administrator"})
ANYONE_WITH_A_ROLE = READERS | {"participant"}

Call = Callable[[World, Principal, Held, Path], object]


@dataclass(frozen=True)
class Case:
    """How a function is called about a district, and who may call it about their own."""

    function: Callable[..., object]
    call: Call
    allowed: frozenset[str]
    by_district: bool = field(default=True)
    """Whether it is about one district; where not, there is no other."""


def about_return(function: Callable[..., object], allowed: frozenset[str], **named: object) -> Case:
    def call(w: World, who: Principal, h: Held, _: Path) -> object:
        return function(w.store, who, h.record_id, **named)

    return Case(function, call, allowed)


def run(function: Callable[..., object], *more: object, **named: object) -> Case:
    """About a workshop, for whoever runs it, as an act of its own."""

    def call(w: World, who: Principal, h: Held, _: Path) -> object:
        given = {"operation": new_operation(), **named}
        return function(w.store, who, h.record_id, h.workshop.id, *more, **given)

    return Case(function, call, RUNNERS)


def look(function: Callable[..., object], allowed: frozenset[str]) -> Case:
    def call(w: World, who: Principal, h: Held, _: Path) -> object:
        return function(w.store, who, h.record_id, h.workshop.id)

    return Case(function, call, allowed)


def at_large(
    function: Callable[..., object], allowed: frozenset[str], *more: object, **named: object
) -> Case:
    """About the whole database."""

    def call(w: World, who: Principal, _: Held, __: Path) -> object:
        return function(w.store, who, *more, **named)

    return Case(function, call, allowed, by_district=False)


def kept(return_: Return) -> Return:
    return return_.changed(handling="changed in a test")


def forged(who: Principal, h: Held) -> Principal:
    """Give a participant another's number, as whoever forges a session would."""
    is_participant = Role.PARTICIPANT in who.roles
    return who.changed(id=h.first.attendee.id) if is_participant and h.district != OWN else who


ADMINISTRATOR = frozenset({"administrator"})
AGREED_ROW = Score(issue=ISSUE, criterion="physical", scorer=AGREED, level=1, rationale="because")
NO_ROW = Score(issue=ISSUE, criterion="physical", scorer=AGREED)
SAM = Score(issue=ISSUE, criterion="physical", scorer="Sam", level=1)
ACCOUNT = {"operation": "0" * 32}


def _start(w: World, who: Principal, h: Held, _: Path) -> object:
    later = a_return(h.district, {}, assessment_year="2018-19", plan_year="2019-20")
    return assessments.start_return(w.store, who, later, operation=new_operation())


def _start_new(w: World, who: Principal, h: Held, _: Path) -> object:
    return start_new(
        w.store, who, h.district, "morile-style-csp", assessment_year="2019-20", operation=new_operation()
    )


def _start_from_last_year(w: World, who: Principal, h: Held, _: Path) -> object:
    return start_from_last_year(w.store, who, h.record_id, operation=new_operation())


def _drop(w: World, who: Principal, h: Held, _: Path) -> object:
    dropped = Carried(issue="road-safety", from_year="2015-16", decision=Decision.DROPPED, reason="Merged")
    return decide_carried(w.store, who, h.record_id, dropped, seen=None, operation=new_operation())


def _change_nothing(w: World, who: Principal, h: Held, _: Path) -> object:
    operation = new_operation()
    return change_beside(w.store, who, h.record_id, lambda _: [], operation=operation, reason="", noted="")


def _card(h: Held) -> EvidenceCard:
    return a_card(district=h.district.lower())


def _keep(w: World, who: Principal, h: Held, _: Path) -> object:
    return keep_cards(
        w.store, who, h.record_id, [judgement(district=h.district.lower())], operation=new_operation()
    )


def _remove(w: World, who: Principal, h: Held, _: Path) -> object:
    return remove_cards(
        w.store, who, h.record_id, [f"{h.district.lower()}/gangs/judgement"], operation=new_operation()
    )


def _accept(w: World, who: Principal, h: Held, _: Path) -> object:
    seen = next(iter(evidence_of(assessments.open_return(w.store, w.sole, h.record_id)).decisions), None)
    given = decided(a_proposal(_card(h), level=2))
    return decide_proposal(w.store, who, h.record_id, given, seen=seen, operation=new_operation())


def _plan(w: World, who: Principal, h: Held, _: Path) -> object:
    return plan_workshop(w.store, who, h.record_id, title="T", issues=("gangs",), operation=new_operation())


def _backup(w: World, who: Principal, _: Held, folder: Path) -> object:
    return backup_database(w.store, who, folder / f"{new_operation()}.db")


def _import(w: World, who: Principal, h: Held, _: Path) -> object:
    plan = importing.plan_import(w.store, w.sole, Batch({"x": a_return(h.district, {})}))
    return importing.make_import(w.store, who, plan, operation=new_operation())


def _plan_import(w: World, who: Principal, h: Held, _: Path) -> object:
    return importing.plan_import(w.store, who, Batch({"x": a_return(h.district, {})}))


def _remember_columns(w: World, who: Principal, h: Held, _: Path) -> object:
    mapping = wide_mapping(partnership=h.district)
    return remember_columns(w.store, who, mapping, operation=new_operation())


def _export(w: World, who: Principal, _: Held, folder: Path) -> object:
    return export_county(w.store, who, folder / new_operation())


def _view(w: World, who: Principal, h: Held, _: Path) -> object:
    return participant_view(w.store, forged(who, h))


def _own_workshop(w: World, who: Principal, h: Held, _: Path) -> object:
    return own_workshop(w.store, forged(who, h))


def _score(w: World, who: Principal, h: Held, _: Path) -> object:
    scores = [PrivateScore(criterion="physical", level=1)]
    who = forged(who, h)
    return score_privately(w.store, who, scores, issue=ISSUE, round=1, operation=new_operation())


def _invite(w: World, who: Principal, h: Held, _: Path) -> object:
    name = f"N{new_operation()}"
    where = w.store, who, h.record_id, h.workshop.id
    return joining.invite_participant(*where, name=name, agency="Fire", operation=new_operation())


def _seat(function: Callable[..., object]) -> Case:
    def call(w: World, who: Principal, h: Held, _: Path) -> object:
        return function(w.store, who, h.record_id, h.workshop.id, h.second.attendee.id)

    return Case(function, call, RUNNERS)


def _decide(w: World, who: Principal, _: Held, __: Path) -> object:
    return county.save_county(
        w.store, who, lambda now: now.changed(name="Kent again"), operation=new_operation()
    )


CASES = (
    about_return(assessments.open_return, READERS),
    Case(assessments.start_return, _start, frozenset({"analyst"})),
    Case(start_new, _start_new, frozenset({"analyst"})),
    Case(start_from_last_year, _start_from_last_year, frozenset({"analyst"})),
    Case(change_beside, _change_nothing, EDITORS),
    Case(decide_carried, _drop, EDITORS),
    Case(keep_cards, _keep, EDITORS),
    Case(remove_cards, _remove, EDITORS),
    Case(decide_proposal, _accept, EDITORS),
    at_large(begin_county, frozenset({"county reviewer"}), "Kent", "Ashford E07000105", operation="2" * 32),
    Case(
        assessments.save_return,
        lambda w, who, h, _: assessments.save_return(
            w.store, who, h.record_id, kept, operation=new_operation()
        ),
        EDITORS,
    ),
    Case(
        assessments.save_scores,
        lambda w, who, h, _: assessments.save_scores(
            w.store, who, h.record_id, [(SAM.changed(level=None), SAM)], operation=new_operation()
        ),
        EDITORS,
    ),
    about_return(history.changes, READERS),
    at_large(verifying.verify, ADMINISTRATOR),
    at_large(verifying.accept_restored, ADMINISTRATOR, "put back in a test"),
    Case(backup_database, _backup, ADMINISTRATOR, by_district=False),
    at_large(preparing.let_application_in, ADMINISTRATOR, "nobody"),
    at_large(preparing.bring_up_to_date, ADMINISTRATOR),
    Case(importing.plan_import, _plan_import, ADMINISTRATOR | {"analyst"}),
    Case(importing.make_import, _import, ADMINISTRATOR | {"analyst"}),
    Case(export_county, _export, COUNTY, by_district=False),
    at_large(library_of, ANYONE_WITH_A_ROLE),
    at_large(remembered_columns, ANYONE_WITH_A_ROLE),
    Case(remember_columns, _remember_columns, ADMINISTRATOR | {"analyst"}),
    at_large(county.find_county, COUNTY),
    at_large(county.open_decisions, COUNTY),
    at_large(county.open_county, COUNTY),
    at_large(county.county_lists, ANYONE_WITH_A_ROLE),
    at_large(county.start_county, frozenset({"county reviewer"}), shipped_county(), operation="1" * 32),
    Case(county.save_county, _decide, frozenset({"county reviewer"}), by_district=False),
    at_large(people.people, ADMINISTRATOR),
    at_large(people.people_changes, ADMINISTRATOR),
    at_large(people.add_person, ADMINISTRATOR, "new@a.example", "New", **ACCOUNT),
    at_large(
        people.grant_roles, ADMINISTRATOR, "left@a.example", (Grant(role=Role.COUNTY_REVIEWER),), **ACCOUNT
    ),
    at_large(people.revoke_roles, ADMINISTRATOR, "left@a.example", **ACCOUNT),
    about_return(workshops_on, SEERS | {"administrator"}),
    look(the_workshop, SEERS),
    look(attendance, READERS),
    look(outstanding, RUNNERS),
    Case(plan_workshop, _plan, EDITORS),
    run(arrange_workshop, title="Another title"),
    run(start_timer, 5),
    run(undo_last),
    run(open_workshop),
    run(open_issue, ISSUE),
    run(park_issue, "gangs", reason="no figures"),
    run(record_agreed, seen=NO_ROW, agreed=AGREED_ROW),
    run(reveal, ISSUE),
    run(new_round, ISSUE),
    run(enter_slip, name="Slip", agency="Fire", issue=ISSUE, scores=()),
    run(close_workshop),
    look(ways_in.new_join_code, RUNNERS),
    look(ways_in.withdraw_join_codes, RUNNERS),
    Case(joining.invite_participant, _invite, RUNNERS),
    _seat(ways_in.renew_link),
    _seat(ways_in.revoke_participant),
    Case(participant_view, _view, frozenset({"participant"})),
    Case(own_workshop, _own_workshop, frozenset({"participant"})),
    look(revealed_return, READERS),
    Case(score_privately, _score, frozenset({"participant"})),
)

FILTERING = (assessments.readable_records, assessments.record_for, county.assessment_years)
"""Functions that leave out what someone may not read, and so refuse nobody."""

BEFORE_ANYONE_IS_KNOWN = frozenset({"principal_for", "participant_principal", "join"})
"""Functions by which someone becomes a principal: they have their own tests."""

INSIDE = frozenset(
    {"frame_of", "built_return", "commit", "let_in", "seat", "cautions", "copy_file", "change_workshop"}
)
"""Functions that other modules of the store call after asking, or that hold nothing of a district's."""
