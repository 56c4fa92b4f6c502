"""People with an account: who they are and what an administrator has let them do."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from toolkit.language import say
from toolkit.model.matrix import Frozen
from toolkit.model.principal import Grant
from toolkit.model.text import Name, sound_text

LOGIN_LIMIT = 200


def login_key(login: str) -> str:
    """Return a login in the one form it is kept and looked up in.

    >>> login_key(" Kim.Smith@Ashford.example ")
    'kim.smith@ashford.example'
    """
    return sound_text(login).casefold()


def _plain(login: str) -> str:
    if any(character.isspace() or character == "/" for character in login):
        raise ValueError(
            say(
                "'{login}' is no login: write an e-mail address, or the subject the sign-in gives",
                login=login,
            )
        )
    return login


Login = Annotated[
    str,
    AfterValidator(login_key),
    AfterValidator(_plain),
    StringConstraints(min_length=1, max_length=LOGIN_LIMIT),
]
"""What someone signs in as: an e-mail address or a subject of the sign-in service, in lower case."""


class Person(Frozen):
    """Someone with an account. Whoever leaves keeps their entry, with no grants."""

    login: Login
    name: Name
    grants: tuple[Grant, ...] = ()
    left: bool = False
