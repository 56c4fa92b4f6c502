"""LibreOffice, asked once to convert many files: what a partner without Excel sends back."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")


def converted(files: Sequence[Path], ending: str, folder: Path) -> dict[str, Path]:
    """Return `files` as LibreOffice saves them with another ending, by stem; all in one start of it."""
    if PROGRAM is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is needed on the CI machine")
        pytest.skip("LibreOffice (soffice) is not installed")
    target = folder / ending
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [PROGRAM, home, "--headless", "--convert-to", ending, "--outdir", str(target)]
    done = subprocess.run([*command, *map(str, files)], check=False, capture_output=True, timeout=300)
    written = {path.stem: target / f"{path.stem}.{ending}" for path in files}
    missing = [path.name for path in written.values() if not path.exists()]
    assert not missing, f"LibreOffice wrote no {missing}: {done.stderr.decode(errors='replace')}"
    return written
