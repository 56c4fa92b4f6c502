"""The built wheel works where there is no checkout: matrices, samples and the app travel inside it."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.serving import answers, free_port, served

SHIPPED = ("matrices", "apps", "sample_districts", "sample_county_published", ".streamlit")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(checkout),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; what it depends on is borrowed from the environment the tests run in."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (own,) = (folder / "venv" / "lib").glob("python*/site-packages")
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    return folder


def run(installed: Path, *command: str) -> str:
    """Run a program of the new environment outside the checkout and return what it printed."""
    done = subprocess.run(
        [installed / "venv" / "bin" / command[0], *command[1:]],
        cwd=installed,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def county(installed: Path) -> Path:
    run(installed, "csp-toolkit", "sample", "county")
    return installed / "county"


def test_every_file_of_the_shipped_folders_travels(wheel: Path, checkout: Path) -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", *SHIPPED],
        cwd=checkout,
        check=True,
        capture_output=True,
        text=True,
    )
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    missing = [name for name in listed.stdout.splitlines() if f"toolkit/_shipped/{name}" not in inside]
    assert missing == []


def test_the_package_under_test_is_the_installed_one(installed: Path) -> None:
    where = run(installed, "python", "-c", "import toolkit; print(toolkit.__file__)")
    assert Path(where.strip()).is_relative_to(installed)


def test_the_sample_county_counts_as_printed(installed: Path, county: Path) -> None:
    counted = json.loads(run(installed, "csp-toolkit", "county", str(county), "--format", "json"))
    assert counted["csps_total"] == 11
    assert counted["categories"][0]["category"] == "Domestic Abuse"
    assert counted["categories"][0]["count"] == 8


def test_the_app_starts_and_draws_its_first_page(installed: Path, county: Path) -> None:
    port = free_port()
    command = [str(installed / "venv" / "bin" / "csp-toolkit"), "app", str(county), "--port", str(port)]
    env = {"STREAMLIT_SERVER_SCRIPT_HEALTH_CHECK_ENABLED": "true", "BROWSER": "false"}
    env["XDG_DATA_HOME"] = str(installed / "data")
    with served(command, port=port, cwd=installed, env=env, log=installed / "app.log") as url:
        assert answers(f"{url}/_stcore/script-health-check"), (installed / "app.log").read_text()
