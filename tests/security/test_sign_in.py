import getpass
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from apps import owner_link
from tests.security.world import World, account, world
from toolkit.model.principal import Grant, Role, sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.database import Database
from toolkit.store.people import revoke_roles
from toolkit.store.store import Store
from toolkit.store.ways_in import revoke_participant

PAGE = Path(__file__).with_name("signing_in_page.py")
AUTH = {"redirect_uri": "https://a.example/oauth2callback", "cookie_secret": "x" * 40}

Told = dict[str, str]
Visit = Callable[..., Told]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEST_DATABASE", str(tmp_path / "county.db"))
    return tmp_path / "county.db"


@pytest.fixture
def county(path: Path) -> World:  # type: ignore[misc] # a generator
    with Database(Address(path=path)) as database:
        database.prepare()
        yield world(Store(database), sole_user("Kim Local"))


@pytest.fixture
def visit(county: World, monkeypatch: pytest.MonkeyPatch) -> Visit:  # noqa: ARG001 (there must be one)
    """Return a function that opens the page as a browser of some kind would, and gives what it says."""
    options: dict[str, Any] = {"server.address": "127.0.0.1"}
    real = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: options[key] if key in options else real(key))

    def open_page(
        *,
        user: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        link: str = "",
        auth: Mapping[str, Any] | None = None,
        **settings: object,
    ) -> Told:
        options.update({f"server.{key}": value for key, value in settings.items()})
        asked = dict(headers or {"Host": "127.0.0.1:8501"})
        context = SimpleNamespace(headers=asked, cookies=dict(cookies or {}), ip_address=None)
        monkeypatch.setattr(st, "context", context)
        monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: dict(user or {})))
        at = AppTest.from_file(str(PAGE), default_timeout=20)
        if user is not None:
            at.secrets["auth"] = {**AUTH, **(auth or {})}
        if link:
            at.query_params["me"] = link
        at.run()
        assert not at.exception, at.exception
        assert "me" not in at.query_params
        said = (text.value.partition(":") for text in at.text)
        return {what: words.strip() for what, _, words in said}

    return open_page


def signed_in(**claims: object) -> dict[str, object]:
    return {"is_logged_in": True, "email": "pat@a.example", **claims}


def test_without_a_login_whoever_is_at_this_machine_is_the_sole_user_and_is_told_so(visit: Visit) -> None:
    told = visit()
    assert (told["id"], told["roles"]) == (getpass.getuser(), "sole user")
    assert told["notice"] == "One user, this machine only: there is no login here, and everything is allowed."
    assert told["from"] == "this machine"


@pytest.mark.parametrize(
    "way",
    [
        {"address": "0.0.0.0"},  # noqa: S104 (what is refused)
        {"address": None},
        {"headers": {"Host": "csp.county.example"}},
        {"headers": {"Host": "127.0.0.1.evil.example"}},
        {"headers": {"Host": "127.0.0.1:8501", "X-Forwarded-For": "198.51.100.7"}},
        {"headers": {"Host": "localhost", "Forwarded": "for=198.51.100.7"}},
        {"headers": {"Host": "127.0.0.1:8501", "Origin": "https://csp.county.example"}},
    ],
)
def test_without_a_login_nobody_from_another_machine_gets_in(visit: Visit, way: dict[str, Any]) -> None:
    told = visit(**way)
    assert (told["id"], told["roles"]) == ("None", "")
    assert "Signing in is not set up" in told["notice"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "[::1]:8501", "127.0.0.1"])
def test_this_machine_goes_by_several_names(visit: Visit, host: str) -> None:
    assert visit(headers={"Host": host})["roles"] == "sole user"


def test_with_a_login_nobody_is_the_sole_user(visit: Visit) -> None:
    told = visit(user={"is_logged_in": False})
    assert told["id"] == "None"
    assert told["notice"] == "Sign in to see the returns you work on."


def test_whoever_signs_in_has_what_an_administrator_granted_until_it_is_taken_away(
    visit: Visit, county: World
) -> None:
    account(county.store, county.sole, "pat@a.example", Grant(role=Role.ANALYST, district="Ashford"))
    assert visit(user=signed_in(email="Pat@A.example"))["roles"] == "analyst of Ashford"
    revoke_roles(county.store, county.sole, "pat@a.example", operation=new_operation())
    told = visit(user=signed_in())
    assert told["roles"] == ""
    assert "who may do nothing here yet. Ask an administrator." in told["notice"]


def test_an_address_the_sign_in_service_has_not_checked_is_nobodys(visit: Visit, county: World) -> None:
    account(county.store, county.sole, "pat@a.example", Grant(role=Role.ADMINISTRATOR))
    told = visit(user=signed_in(email_verified=False))
    assert told["id"] == "None"
    assert "gives no checked 'email'" in told["notice"]
    assert visit(user=signed_in(email_verified=True))["roles"] == "administrator"


def test_people_can_be_listed_by_another_claim(visit: Visit, county: World) -> None:
    account(county.store, county.sole, "oid-17", Grant(role=Role.COUNTY_REVIEWER))
    told = visit(user=signed_in(oid="oid-17"), auth={"login_claim": "oid"})
    assert told["roles"] == "county reviewer"
    assert visit(user=signed_in(), auth={"login_claim": "oid"})["id"] == "None"


def test_a_participants_link_lets_them_in_and_leaves_the_address(visit: Visit, county: World) -> None:
    first = county.own.first
    for user in (None, {"is_logged_in": False}, signed_in()):
        told = visit(link=first.token, user=user)
        assert told["id"] == first.attendee.id
        assert told["roles"] == f"participant of workshop {county.own.workshop.id}"
        assert told["notice"] == "You take part as Ali of Ashford."
        assert first.token not in repr(told)


def test_a_link_that_has_ended_makes_nobody_of_its_bearer(visit: Visit, county: World) -> None:
    own = county.own
    revoke_participant(county.store, own.facilitator, own.record_id, own.workshop.id, own.first.attendee.id)
    for link in (own.first.token, "made-up"):
        told = visit(link=link)
        assert told["id"] == "None"
        assert "Your link has ended" in told["notice"]


def test_a_server_that_believes_headers_does_not_start_beyond_this_machine(visit: Visit) -> None:
    trusted = {"X-User": "email"}
    assert "anyone could say who they are" in visit(address="0.0.0.0", trustedUserHeaders=trusted)["stopped"]  # noqa: S104
    assert visit(address="127.0.0.1", trustedUserHeaders=trusted)["roles"] == "sole user"
    told = visit(trustedUserHeaders={}, enableAgentApi=True)
    assert "server.enableAgentApi goes past signing in" in told["stopped"]


def test_wrong_codes_are_counted_by_what_the_proxy_says_and_never_by_what_the_browser_adds(
    visit: Visit,
) -> None:
    forwarded = {"Host": "csp.example", "X-Forwarded-For": "1.2.3.4, 198.51.100.7"}
    assert visit(user=signed_in(), headers=forwarded)["from"] == "198.51.100.7"
    assert visit(user=signed_in(), headers=forwarded, address="0.0.0.0")["from"] == "this machine"  # noqa: S104


def test_the_owners_link_lets_in_whoever_started_the_app_and_nobody_with_another(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner_link, "_DIGESTS", {})
    secret = owner_link.new_owner_link().rpartition("=")[2]
    assert secret not in repr(owner_link._DIGESTS)
    told = visit(address="192.0.2.7", cookies={"csp_owner": secret})
    assert told["roles"] == "sole user"
    for cookies in ({}, {"csp_owner": "made-up"}, {"csp_owner": ""}):
        told = visit(address="192.0.2.7", cookies=cookies)
        assert told["id"] == "None"
        assert told["notice"].startswith("Join the workshop by its code.")
    owner_link.new_owner_link()
    assert visit(address="192.0.2.7", cookies={"csp_owner": secret})["id"] == "None"
