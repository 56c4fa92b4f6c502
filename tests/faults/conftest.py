"""Databases of one's own, and a server of one's own that may be killed."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.conftest import address, database, person, store, where  # noqa: F401 (fixtures, used by name)
from tests.throwaway_postgres import REQUIRED, NoServer, Server, throwaway_server


@pytest.fixture
def server() -> Iterator[Server]:
    """Start a PostgreSQL server that nobody else uses."""
    try:
        with throwaway_server() as started:
            yield started
    except NoServer as reason:
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"there is no PostgreSQL server: {reason}")
        pytest.skip(f"there is no PostgreSQL server: {reason}")


class Disk:
    """A small file system of one's own, which can be filled up, made read-only, and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """Leave no room."""
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    def make_room(self) -> None:
        """Take away what filled it."""
        (self.folder / "filler").unlink()

    def remount(self, *options: str) -> None:
        """Mount it in another way; nothing on it may be open for writing."""
        _mount("-o", ",".join(("remount", *options)), str(self.folder))


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    """Mount a file system of 3 MB, or of the size a test names, where this user may mount."""
    folder = Path(tempfile.mkdtemp(prefix="csp-disk-"))
    folder.chmod(0o755)  # a database server runs as another user
    size = getattr(request, "param", "3m")
    try:
        _mount("-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir()
        pytest.skip("mounting a small file system needs root, in a container that allows it")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
