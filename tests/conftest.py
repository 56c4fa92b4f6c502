"""What every test shares: the checkout, a copy of the sample county, steady surroundings."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# A busy machine is no fault of the code, so no example is timed; in CI the same examples run every time.
settings.register_profile(
    "toolkit",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("toolkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", type=int, default=3, help="how often a test of a fault lets it happen")
    parser.addoption("--within", type=float, default=None, help="minutes after which no further test begins")


STARTED = time.monotonic()


def pytest_runtest_setup(item: pytest.Item) -> None:
    minutes = item.config.getoption("--within")
    if minutes is not None and time.monotonic() - STARTED > minutes * 60:
        pytest.skip(f"the {minutes:g} minutes for these rounds were used up")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How often to let a fault happen."""
    return int(request.config.getoption("--rounds"))


InTime = Callable[[int], Iterator[int]]


@pytest.fixture
def in_time(pytestconfig: pytest.Config) -> InTime:
    """Give the numbers of rounds while there is time, and say how many were done where it ran out."""
    minutes = pytestconfig.getoption("--within")

    def numbers(rounds: int) -> Iterator[int]:
        for number in range(rounds):
            if number and minutes is not None and time.monotonic() - STARTED > minutes * 60:
                pytestconfig.get_terminal_writer().line(
                    f" {number} of {rounds} rounds in {minutes:g} minutes"
                )
                return
            yield number

    return numbers


@pytest.fixture(autouse=True)
def steady_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print alike on every machine, and open no county but the one a test names."""
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TOOLKIT_COUNTY", "TOOLKIT_DB"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture
def sample_county(tmp_path: Path) -> Path:
    """Copy the sample county, so that a test may write to it."""
    return Path(shutil.copytree(CHECKOUT / "sample_districts", tmp_path / "sample_districts"))
