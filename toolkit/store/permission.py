"""May this person do this to that? The one place that knows; every read and write of the store asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from toolkit.errors import NotPermitted
from toolkit.language import say
from toolkit.model.principal import Grant, Principal, Role


class Action(StrEnum):
    """What can be done to something in the store, in words that follow ``may not``."""

    READ = "read"
    READ_LISTS = "read the matrices and lists of"
    EDIT = "edit"
    SIGN_OFF = "sign off or reopen"
    START = "start"
    OPEN_WORKSHOP = "open a workshop in"
    RUN_WORKSHOP = "run"
    SEE_WORKSHOP = "see"
    SCORE_IN_WORKSHOP = "score in"
    READ_COUNTY = "read the county's decisions in"
    EDIT_COUNTY = "edit the county's decisions in"
    IMPORT = "import into"
    KEEP_DATABASE = "look after"
    MANAGE_PEOPLE = "say who may do what in"


_SAID: Final = {
    Action.READ: say("read"),
    Action.READ_LISTS: say("read the matrices and lists of"),
    Action.EDIT: say("edit"),
    Action.SIGN_OFF: say("sign off or reopen"),
    Action.START: say("start"),
    Action.OPEN_WORKSHOP: say("open a workshop in"),
    Action.RUN_WORKSHOP: say("run"),
    Action.SEE_WORKSHOP: say("see"),
    Action.SCORE_IN_WORKSHOP: say("score in"),
    Action.READ_COUNTY: say("read the county's decisions in"),
    Action.EDIT_COUNTY: say("edit the county's decisions in"),
    Action.IMPORT: say("import into"),
    Action.KEEP_DATABASE: say("look after"),
    Action.MANAGE_PEOPLE: say("say who may do what in"),
}


@dataclass(frozen=True)
class Target:
    """What is to be read or changed: a district's return, one of its workshops, or the whole database.

    `workshops` are those the question is about: one workshop, or every workshop held on a return. `run_by`
    are the ids of the people whose workshops these are. `what` names the target where it is no return.
    """

    district: str | None = None
    workshops: frozenset[str] = frozenset()
    run_by: frozenset[str] = frozenset()
    what: str = ""

    def __str__(self) -> str:
        """Write the target as people say it."""
        if self.district is None:
            return self.what or say("this database")
        return say("{what} of {district}", what=self.what or say("the return"), district=self.district)


EVERYTHING: Final = Target()
"""The database as a whole."""

_OWN_DISTRICT: Final = {
    Role.ANALYST: {
        Action.READ,
        Action.EDIT,
        Action.SIGN_OFF,
        Action.START,
        Action.OPEN_WORKSHOP,
        Action.SEE_WORKSHOP,
    },
    Role.FACILITATOR: {Action.READ, Action.OPEN_WORKSHOP},
}
_OWN_WORKSHOP: Final = {
    Role.FACILITATOR: {Action.READ, Action.EDIT, Action.RUN_WORKSHOP, Action.SEE_WORKSHOP},
    Role.PARTICIPANT: {Action.SCORE_IN_WORKSHOP, Action.SEE_WORKSHOP},
}
_EVERYWHERE: Final[Mapping[Role, set[Action]]] = {
    Role.ANALYST: {Action.READ_LISTS},
    Role.FACILITATOR: {Action.READ_LISTS},
    Role.PARTICIPANT: {Action.READ_LISTS},
    Role.COUNTY_REVIEWER: {
        Action.READ,
        Action.READ_LISTS,
        Action.SEE_WORKSHOP,
        Action.READ_COUNTY,
        Action.EDIT_COUNTY,
    },
    Role.ADMINISTRATOR: {
        Action.READ,
        Action.READ_LISTS,
        Action.READ_COUNTY,
        Action.IMPORT,
        Action.KEEP_DATABASE,
        Action.MANAGE_PEOPLE,
    },
    Role.SOLE_USER: set(Action),
}


def granting(principal: Principal, action: Action, target: Target) -> Grant | None:
    """Return the grant by which `principal` may do `action` to `target`, or None where there is none.

    A workshop is run by those it names who are facilitator or analyst of its district, and by whoever is
    made its facilitator; its participants score in it. Whoever runs one also reads and edits the return it is
    about; a participant never reads the return.
    """
    for grant in principal.grants:
        if action in _EVERYWHERE.get(grant.role, ()):
            return grant
        by_district = grant.district is not None and grant.district == target.district
        if by_district and action in _OWN_DISTRICT.get(grant.role, ()):
            return grant
        if by_district and principal.id in target.run_by and action in _OWN_WORKSHOP[Role.FACILITATOR]:
            return grant
        by_workshop = grant.workshop is not None and grant.workshop in target.workshops
        if by_workshop and action in _OWN_WORKSHOP.get(grant.role, ()):
            return grant
    return None


def may(principal: Principal, action: Action, target: Target = EVERYTHING) -> bool:
    """Say whether `principal` may do `action` to `target`."""
    return granting(principal, action, target) is not None


def may_somewhere(principal: Principal, action: Action) -> bool:
    """Say whether `principal` may do `action` to the whole database or to any one district."""
    return any(may(principal, action, Target(grant.district)) for grant in principal.grants)


def require(principal: Principal, action: Action, target: Target = EVERYTHING) -> Role:
    """Return the role in which `principal` may do `action` to `target`.

    Raises
    ------
    NotPermitted
        When they may not.
    """
    grant = granting(principal, action, target)
    if grant is None:
        roles = ", ".join(str(one) for one in principal.grants) or say("no role")
        raise NotPermitted(
            say(
                "{name} ({roles}) may not {action} {target}. Nothing was read or changed. "
                "An administrator can say who may: csp-toolkit people.",
                name=principal.name,
                roles=roles,
                action=_SAID[action],
                target=target,
            )
        )
    return grant.role
