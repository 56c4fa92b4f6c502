"""`score --doubt` says for each pair of issues the chance that one is above, and that they tie."""

import json
from pathlib import Path
from typing import Any

import pytest


def test_above_below_and_tied_are_all_there_is(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    found = json.loads(csp_toolkit("score", folder, "--doubt", "--format", "json").out)["doubt"]["issues"]
    issues = {one["issue"]: one for one in found}
    for name, one in issues.items():
        assert set(one["ties"]) == set(one["beats"]) == set(issues) - {name}
        for other, tied in one["ties"].items():
            back = issues[other]
            assert tied == pytest.approx(back["ties"][name])
            assert one["beats"][other] + tied + back["beats"][name] == pytest.approx(1)
    assert max(issues["gangs"]["ties"].values()) > 0
