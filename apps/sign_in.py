"""Who is at this browser session: the sole user of this machine, someone signed in, or a participant.

Beside `apps.session` the only module that touches session state: it keeps a participant's token there, where
nothing prints it. Nobody is remembered from one run to the next, so what was taken away is gone at once.
"""

import getpass
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from apps.owner_link import is_offered, is_owner
from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.model.principal import Principal, sole_user
from toolkit.store.joining import participant_principal
from toolkit.store.people import principal_for
from toolkit.store.store import Store

LINK_PARAMETER: Final = "me"
"""Names the token in the address of a participant's own link; it leaves the address at the first run."""

_SEAT: Final = "participant_link"
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1", "[::1]")
_FORWARDED: Final = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")
_CLAIM_OPTION: Final = "login_claim"
_DEFAULT_CLAIM: Final = "email"


@dataclass(frozen=True)
class Notice:
    """What to say about who is signed in, and which button belongs beside it."""

    sentence: str
    can_sign_in: bool = False
    can_sign_out: bool = False


def current_principal(store: Store) -> Principal | None:
    """Return who is at this browser session, or None when nobody has signed in.

    Raises
    ------
    UsageError
        When the server is set to believe what any browser says about who it is.
    """
    refuse_forged_identity()
    take_token()
    if token := st.session_state.get(_SEAT):
        return participant_principal(store, str(token))
    if _auth_configured():
        login = _signed_in()
        return principal_for(store, login) if login else None
    return _sole_user() if _only_this_machine() or is_owner(st.context.cookies) else None


def sign_in_notice(store: Store) -> Notice:
    """Return what to say about who is at this browser session."""
    if st.session_state.get(_SEAT):
        found = current_principal(store)
        if found is None:
            return Notice(say("Your link has ended. Ask the facilitator for the code on the screen."))
        return Notice(say("You take part as {name}.", name=found.name))
    if _auth_configured():
        return _signed_in_notice(store)
    return _notice_without_login()


def sign_in() -> None:
    """Send the browser to the sign-in service."""
    st.login()


def sign_out() -> None:
    """Forget who is signed in or takes part."""
    st.session_state.pop(_SEAT, None)
    if _auth_configured() and st.user.to_dict().get("is_logged_in"):
        st.logout()


def take_token() -> None:
    """Move the token of a participant's own link from the address into the session."""
    if token := st.query_params.get(LINK_PARAMETER):
        del st.query_params[LINK_PARAMETER]
        keep_token(token)


def keep_token(token: str) -> None:
    """Remember that this browser session is a participant's, as `toolkit.store.joining.join` gave it."""
    st.session_state[_SEAT] = token


def asked_from() -> str:
    """Return where this browser session comes from, by which wrong join codes are counted."""
    forwarded = st.context.headers.get("X-Forwarded-For") if not _public() else None
    nearest = forwarded.rpartition(",")[2].strip() if forwarded else ""
    return nearest[:64] or st.context.ip_address or "this machine"


def is_own_machine() -> bool:
    """Say whether whoever is at this page sits at the machine that serves it, alone."""
    return not _auth_configured() and not st.session_state.get(_SEAT) and _only_this_machine()


def refuse_forged_identity() -> None:
    """Raise UsageError when headers name the user and other machines can reach this server directly."""
    if st.get_option("server.trustedUserHeaders") and _public():
        raise UsageError(
            say(
                "server.trustedUserHeaders is set and this server listens beyond this machine, so anyone "
                "could say who they are. Listen on 127.0.0.1 behind a proxy that strips these headers, or "
                "unset it."
            )
        )
    if st.get_option("server.enableAgentApi"):
        raise UsageError(say("server.enableAgentApi goes past signing in. Unset it."))


def _auth_configured() -> bool:
    """Say whether signing in is set up; Streamlit then always says whether someone is signed in."""
    return "is_logged_in" in st.user.to_dict()


def _signed_in() -> str | None:
    """Return what the sign-in service calls whoever is signed in; an e-mail it has not checked is none."""
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        return None
    claim = _claim()
    if claim == _DEFAULT_CLAIM and user.get("email_verified") is False:
        return None
    found = user.get(claim)
    return str(found) if found else None


def _notice_without_login() -> Notice:
    if _only_this_machine():
        return Notice(say("One user, this machine only: there is no login here, and everything is allowed."))
    if is_owner(st.context.cookies):
        return Notice(
            say("You opened your own link, so everything is allowed to you. Others join by the code.")
        )
    if is_offered():
        return Notice(say("Join the workshop by its code. Whoever started the app opens their own link."))
    return Notice(
        say(
            "Signing in is not set up, and this page is reached from another machine, so nothing is shown. "
            "docs/signing-in.md says how to set it up."
        )
    )


def _signed_in_notice(store: Store) -> Notice:
    if not st.user.to_dict().get("is_logged_in"):
        return Notice(say("Sign in to see the returns you work on."), can_sign_in=True)
    login = _signed_in()
    if login is None:
        return Notice(
            say(
                "Your sign-in service gives no checked '{claim}', so nobody can say what you may do.",
                claim=_claim(),
            ),
            can_sign_out=True,
        )
    found = principal_for(store, login)
    if not found.grants:
        return Notice(
            say("You are signed in as {id}, who may do nothing here yet. Ask an administrator.", id=found.id),
            can_sign_out=True,
        )
    return Notice(
        say("Signed in as {name}: {grants}.", name=found.name, grants=", ".join(map(str, found.grants))),
        can_sign_out=True,
    )


def _claim() -> str:
    """Return the claim that people are listed by: ``email`` unless the secrets file names another."""
    return str(st.secrets["auth"].get(_CLAIM_OPTION, _DEFAULT_CLAIM))


def _sole_user() -> Principal:
    try:
        return sole_user(getpass.getuser())
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return sole_user("sole user")


def _only_this_machine() -> bool:
    """Say whether this page is asked for by a browser on this machine, and not through a proxy on it.

    A browser says in `Origin` which site it is at, also where a proxy names this machine in its place.
    """
    if _public():
        return False
    headers = st.context.headers
    asked = (headers.get("Host"), urlsplit(headers.get("Origin") or "").netloc)
    names = [_host(place) for place in asked if place]
    return all(name in _LOOPBACK for name in names) and not any(headers.get(one) for one in _FORWARDED)


def _host(place: str) -> str:
    """Return the host of a place such as ``localhost:8501`` or ``[::1]:8501``."""
    return place.casefold().rpartition(":")[0] if ":" in place.rpartition("]")[2] else place.casefold()


def _public() -> bool:
    """Say whether other machines can reach this server directly."""
    return st.get_option("server.address") not in _LOOPBACK
