"""Settings that shut doors: what the app is shipped with, and what keeps it from starting."""

import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.component_manager import BidiComponentManager

from apps import server

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def settings() -> dict[str, dict[str, Any]]:
    return tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_app_as_shipped_answers_this_machine_and_its_own_name_only(
    settings: dict[str, dict[str, Any]],
) -> None:
    assert settings["server"]["address"] == "127.0.0.1"
    assert set(settings["server"]["allowedHosts"]) == {"127.0.0.1", "localhost"}


def test_protection_against_other_sites_is_left_on(settings: dict[str, dict[str, Any]]) -> None:
    server = settings["server"]
    assert server.get("enableXsrfProtection", True) is True
    assert server.get("enableCORS", True) is True


def test_identity_is_never_taken_from_a_header_as_shipped(settings: dict[str, dict[str, Any]]) -> None:
    assert "trustedUserHeaders" not in settings["server"]
    assert settings["server"].get("enableAgentApi", False) is False


def test_errors_and_figures_of_use_stay_on_this_machine(settings: dict[str, dict[str, Any]]) -> None:
    assert settings["client"]["showErrorDetails"] in {"none", "type"}
    assert settings["browser"]["gatherUsageStats"] is False


def test_an_upload_is_no_larger_than_a_file_that_is_read(settings: dict[str, dict[str, Any]]) -> None:
    assert settings["server"]["maxUploadSize"] <= 20


def test_objects_of_a_session_are_never_pickled(settings: dict[str, dict[str, Any]]) -> None:
    assert "enforceSerializableSessionState" not in settings["runner"]


def test_secrets_are_kept_out_of_the_repository() -> None:
    ignored = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert any(line.strip().endswith("secrets.toml") for line in ignored)


@pytest.mark.parametrize(
    "header",
    [
        "frame-ancestors 'none'",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "img-src 'self' data: blob:",
    ],
)
def test_the_proxies_described_send_the_headers_that_shut_doors(header: str) -> None:
    guide = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert guide.count(header) >= 2, "once for Caddy and once for nginx"


def test_no_package_that_is_installed_puts_parts_into_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    monkeypatch.setattr(metadata, "distributions", lambda: searched.append("all that is installed") or [])
    monkeypatch.setattr(
        manifest_scanner, "scan_component_manifests", manifest_scanner.scan_component_manifests
    )
    BidiComponentManager().discover_and_register_components(start_file_watching=False)
    assert searched == ["all that is installed"]
    server.look_for_no_components()
    BidiComponentManager().discover_and_register_components(start_file_watching=False)
    assert searched == ["all that is installed"]
