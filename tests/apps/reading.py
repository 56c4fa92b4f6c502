"""What tests read off a page, and names that want to be mistaken for markup or a formula."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from toolkit.files.return_folder import update_return
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.issues import Issue

HOSTILE_NAMES = (
    "![x](http://evil.example/p)",
    "<script>window.__pw=1</script>",
    ":red[x] $x^2$",
    "datum.x =1+1",
)


def lines(elements: Iterable[Any]) -> list[str]:
    """Return what elements say, as a reader sees it: without the marks that keep names inert."""
    return [re.sub(r"\\(?=[^\w\s])", "", element.value) for element in elements]


def charts_told(at: AppTest) -> list[str]:
    """Return the texts that stand for the charts of a page."""
    return [element.proto.alt for element in at.get("vega_lite_chart")]


def table(at: AppTest, what: str) -> pd.DataFrame:
    """Return the table that a page names so."""
    (found,) = [element.value for element in at.dataframe if element.proto.alt == what]
    return found


def hostile_issues(folder: Path, level: int = 2, names: Sequence[str] = HOSTILE_NAMES) -> None:
    """Give a return issues of its own, named to be mistaken for markup or a formula, each fully scored."""
    issues = tuple(Issue(id=f"h{k}", name=name, description=name, theme=name) for k, name in enumerate(names))

    def scored(return_: Return) -> Return:
        rows = [(issue.id, c.id) for issue in issues for c in return_.matrix.criteria]
        texts = dict.fromkeys(("rationale", "evidence", "dissent"), names[0])
        scores = tuple(Score(issue=i, criterion=c, scorer=AGREED, level=level, **texts) for i, c in rows)
        return return_.changed(local_issues=issues, scores=(*return_.scores, *scores))

    update_return(folder, scored)
