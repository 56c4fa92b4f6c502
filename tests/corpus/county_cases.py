"""Folders of a county's returns."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.corpus.case import (
    GOOD,
    HEADER,
    HORIZON_COLUMNS,
    ITEM,
    Builder,
    accepted,
    good_json,
    rejected,
    write,
)
from tests.corpus.workbooks import workbook

COUNTY = 'format = 1\nname = "Kent"\n'
SWALE = HEADER.replace("Maidstone", "Swale")


def county(changes: Mapping[str, str | bytes | None] | None = None) -> Builder:
    """Build a county of two returns, Maidstone's and Swale's, with some files changed."""

    def build(place: Path) -> Path:
        files: dict[str, str | bytes | None] = {"county.toml": COUNTY}
        files |= {f"maidstone/{name}": text for name, text in GOOD.items()}
        files |= {f"swale/{name}": text for name, text in (GOOD | {"return.toml": SWALE}).items()}
        for file, content in {**files, **(changes or {})}.items():
            if content is not None:
                write(place / "kent" / file, content)
        return place / "kent"

    return build


REASONS = "district,issue,because\n"

CASES = [
    accepted("county", county(), "kent: Kent, 2 returns for 2016-17, 2 of them scored"),
    accepted("county without county.toml", county({"county.toml": None}), "2 returns for 2016-17"),
    accepted(
        "county of two years",
        county(
            {"swale/return.toml": SWALE.replace('"2017-18"', '"2018-19"').replace('"2016-17"', '"2017-18"')}
        ),
        "1 returns for 2016-17",
        "1 returns for 2017-18",
    ),
    accepted(
        "county with a workbook",
        county({"swale.xlsx": None, "ashford.xlsx": workbook("Ashford")}),
        "3 returns",
    ),
    accepted("county with a lock of Excel", county({"~$swale.xlsx": b"x"}), "2 returns"),
    accepted(
        "county with other folders", county({"notes/minutes.txt": "x", ".git/config": "x"}), "2 returns"
    ),
    accepted(
        "county with no returns",
        county({f"{d}/return.toml": None for d in ("maidstone", "swale")}),
        "no returns",
    ),
    rejected(
        "two returns of one year",
        county({"swale/return.toml": HEADER}),
        "swale",
        "Maidstone has a return",
        "maidstone",
    ),
    rejected(
        "two returns by two names",
        county({"swale/return.toml": HEADER.replace("Maidstone", "E07000110")}),
        "Maidstone has a return for 2016-17 in maidstone too",
    ),
    rejected(
        "return and workbook of one year", county({"m.xlsx": workbook("Maidstone")}), "Maidstone has a return"
    ),
    rejected(
        "district of another county",
        county({"swale/return.toml": SWALE.replace("Swale", "Leeds")}),
        "'Leeds'",
        "swale/return.toml, line 2",
    ),
    rejected("fault in one return", county({"swale/scores.csv": "issue\n"}), "swale/scores.csv, line 1"),
    rejected(
        "faults in two returns",
        county({"swale/scores.csv": "issue\n", "maidstone/horizon.csv": "id\n"}),
        "swale/scores.csv, line 1",
        "maidstone/horizon.csv, line 1",
    ),
    rejected("county not TOML", county({"county.toml": "name: Kent"}), "county.toml, line 1"),
    rejected(
        "county key unknown",
        county({"county.toml": COUNTY + "danger = 1\n"}),
        "county.toml, line 3",
        "'danger'",
    ),
    rejected(
        "county name blank", county({"county.toml": 'format = 1\nname = " "\n'}), "county.toml, line 2, name"
    ),
    rejected(
        "area set unknown",
        county({"county.toml": COUNTY + '[area_set]\nid = "kant-areas"\nversion = "1.0"\n'}),
        "county.toml",
        "'kent-areas'",
    ),
    rejected(
        "category set unknown",
        county({"county.toml": COUNTY + '[category_set]\nid = "kent-categories-1817"\nversion = "1.0"\n'}),
        "kent-categories-1817",
    ),
    rejected(
        "county horizon faulty",
        county({"horizon.csv": f"{HORIZON_COLUMNS}\n{ITEM.replace('legislation', 'weather')}\n"}),
        "horizon.csv, line 2",
        "'weather'",
    ),
    rejected(
        "reason for an unknown district",
        county({"not_escalated.csv": f"{REASONS}Leeds,burglary,x\n"}),
        "not_escalated.csv, line 2, district",
    ),
    rejected(
        "reason for an unknown issue",
        county({"not_escalated.csv": f"{REASONS}Swale,ufo,x\n"}),
        "not_escalated.csv, line 2, issue",
    ),
    rejected("return of an unknown format", county({"x.json": '{"a": 1}'}), "x.json"),
    rejected("workbook that is none", county({"x.xlsx": b"hello"}), "x.xlsx", "not an Excel workbook"),
    rejected(
        "JSON return of the same district",
        county({"x.json": json.dumps(good_json())}),
        "Maidstone has a return",
    ),
]
