"""What the public may see of what people write beside the scores: no names, nothing about what is hidden."""

from collections.abc import Callable

from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.statements import RoleHolder

Mentions = Callable[..., bool]
"""Says whether any of some texts names a restricted issue."""


def public_writing(return_: Return, mentions: Mentions) -> dict[str, object]:
    """Return the fields of a return that the public sees otherwise: statements, assumptions, roles.

    A text that names a restricted issue goes as a whole, since nobody can say what else in it points there.
    Who wrote, commissioned, analysed, assured and approved is not named, only that somebody did. Which issues
    are restricted, and why, goes too.
    """
    author = say("the partnership")
    statements = (one.changed(author=author) for one in return_.statements if not mentions(one.text))
    said = (one for one in return_.assumptions if not mentions(one.assumption, one.why, one.if_wrong, one.id))
    holders = return_.roles.holders.items()
    return {
        "statements": tuple(statements),
        "assumptions": tuple(one.changed(author=author) for one in said),
        "roles": return_.roles.changed(**{role: _unnamed(holder) for role, holder in holders}),
        "restricted": (),
    }


def _unnamed(holder: RoleHolder) -> RoleHolder:
    return RoleHolder(by=say("named in the internal edition"), on=holder.on) if holder.by else holder
