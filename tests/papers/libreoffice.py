"""LibreOffice as an independent reader of our papers: it turns them into PDF or CSV, or saves them again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

REQUIRED = os.environ.get("CSP_REQUIRE_LIBREOFFICE") == "1"
SECONDS = 300


def find_libreoffice() -> str | None:
    """The soffice that has Writer and Calc, or None; CSP_REQUIRE_LIBREOFFICE=1 is for whoever calls."""
    office = shutil.which(os.environ.get("LIBREOFFICE", "soffice"))
    if office is None:
        return None
    program = Path(office).resolve().parent
    both = all(list(program.glob(f"*{name}lo.*")) for name in ("sw", "sc"))
    return office if both else None


def need_libreoffice() -> str:
    """The path of LibreOffice; without it the test is skipped, or fails where CSP_REQUIRE_LIBREOFFICE=1."""
    office = find_libreoffice()
    if office is None:
        said = "LibreOffice with Writer and Calc is not installed (.ci/get-libreoffice)"
        if REQUIRED:
            pytest.fail(f"{said}, and CSP_REQUIRE_LIBREOFFICE=1 forbids to go on without it")
        pytest.skip(said)
    return office


def converted(files: Iterable[Path], ending: str, into: Path, office: str | None = None) -> dict[str, Path]:
    """Convert files in one go, each by its stem; `ending` may name a filter: ``csv:"Text - txt - csv"``.

    Headless, with a profile of its own that goes away with it, and within five minutes, so that neither a
    running LibreOffice nor a question on a screen that nobody sees can hold it up.
    """
    given = list(files)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            office or need_libreoffice(),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            ending,
            "--outdir",
            str(into),
            *map(str, given),
        ]
        env = os.environ | {"HOME": profile, "SOURCE_DATE_EPOCH": "0"}
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True, timeout=SECONDS)
    made = {file.stem: into / f"{file.stem}.{ending.split(':', maxsplit=1)[0]}" for file in given}
    missing = [name for name, file in made.items() if not file.is_file()]
    assert not missing, f"LibreOffice did not convert {missing}: {done.stdout} {done.stderr}"
    return made


def converted_bytes(content: bytes, name: str, ending: str, into: Path) -> Path:
    """Convert one file given as bytes; `name` says what it is by its ending."""
    given = into / "given"
    given.mkdir(exist_ok=True)
    file = given / name
    file.write_bytes(content)
    return converted([file], ending, into)[file.stem]
