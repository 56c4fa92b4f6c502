"""Names of files and kinds of files, rows 136 to 155, and places that are no files."""

import os
from pathlib import Path

from tests.corpus.case import WORDING, WORDING_COLUMNS, accepted, file, folder, rejected

TEXT = f"{WORDING_COLUMNS}\n{WORDING}\n"
UNFIT = (
    "..\\s.csv",
    "C:\\s.csv",
    ".csv",
    "CON.csv",
    "com1.csv",
    "a" * 151 + ".csv",
    "s.csv ",
    " s.csv",
    "a|b.csv",
    "x\u202ecsv.xlsx",
    "s\n.csv",
    "s.csv.",
    "a:b.csv",
    "~\x1b[31m.csv",
)
OTHER = (
    "s.xls",
    "s.xlsm",
    "s.xlsb",
    "s.fods",
    "s.pkl",
    "s.csv.exe",
    "s",
    "s.docm",
    "s.db",
    "s.parquet",
    "s.yaml",
    "s.zip",
)


def _link(place: Path) -> Path:
    (place / "loop.csv").symlink_to("loop.csv")
    return place / "loop.csv"


def _pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe.csv")
    return place / "pipe.csv"


def _pipe_in_return(place: Path) -> Path:
    made = folder({"scores.csv": None})(place)
    os.mkfifo(made / "scores.csv")
    return made


def _device(place: Path) -> Path:
    (place / "zero.csv").symlink_to("/dev/zero")
    return place / "zero.csv"


def _empty(place: Path) -> Path:
    (place / "nothing").mkdir()
    return place / "nothing"


CASES = [
    accepted("name with spaces", file("Maidstone and Swale 2017-18.csv", TEXT), "1 wordings"),
    accepted("name in capitals", file("WORDINGS.CSV", TEXT), "1 wordings"),
    accepted("name with letters of Wales", file("Gŵyr.csv", TEXT), "1 wordings"),
    *(rejected(f"named {name[:20]!a}", file(name, TEXT), "E_FILENAME", "file name") for name in UNFIT),
    *(rejected(f"kind {name}", file(name, TEXT), f"{name}: ", "E_FILETYPE") for name in OTHER),
    rejected("folder of nothing", _empty, "nothing: the folder holds nothing"),
]
"""Cases that end with exit code 3; a file that is not there or cannot be read ends with 5."""

UNREADABLE = {"loop": _link, "pipe": _pipe, "pipe in a return": _pipe_in_return, "device": _device}
