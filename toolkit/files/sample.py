"""The shipped sample county: copied for whoever wants to try, so that the shipped files stay as they are."""

import shutil
from pathlib import Path

from toolkit.errors import Conflict, StorageFailed
from toolkit.language import say
from toolkit.resources import shipped, user_folder


def copy_sample(folder: Path) -> Path:
    """Copy the sample county to `folder`, which must not exist or be empty.

    Raises
    ------
    Conflict
        When `folder` already holds something; nothing is overwritten.
    StorageFailed
        When it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(
            say(
                "{folder} already exists and is not empty. Name a new folder; nothing was changed.",
                folder=folder,
            )
        )
    try:
        shutil.copytree(shipped("sample_districts"), folder, dirs_exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            say("{folder} could not be written: {strerror}.", folder=folder, strerror=error.strerror)
        ) from error
    return folder


def working_sample() -> Path:
    """Return the user's own copy of the sample county, made on first use; edits to it are kept."""
    folder = user_folder() / "sample_county"
    return folder if folder.is_dir() else copy_sample(folder)
