"""How firm a ranking is, as blocks of a report."""

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.database import beside
from toolkit.cli.output import Block
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.county import County
    from toolkit.methods.county_doubt import CountyDoubt
    from toolkit.methods.doubt import Doubt
    from toolkit.methods.ranking import Ranking
    from toolkit.model.doubt_rule import DoubtRule


_DRAWS = 10_000
_SEED = 2017
"""Fixed, so that the same returns always give the same paper; shown with every figure drawn."""


def the_rule(path: Path) -> "DoubtRule":
    """Return the rule by which chances are put into words: the partnership's own, or the shipped one."""
    from toolkit.files.library import library_beside
    from toolkit.model.doubt_rule import DoubtRule

    return library_beside(beside(path)).find(DoubtRule, "doubt-rule")


def firmness_of(ranking: "Ranking", path: Path) -> tuple["Doubt", "DoubtRule"]:
    """Return the doubt about a ranking, and the rule that puts it into words."""
    from toolkit.methods.doubt import doubt

    return doubt(ranking, ranking.scored.return_.category_set.rules.top_n), the_rule(path)


def doubt_blocks(found: "Doubt", rule: "DoubtRule") -> list[Block]:
    """Return each issue's range and chance of the top, and which neighbours are too close to call."""
    from toolkit.tables.ranking import doubt_table
    from toolkit.wording.ranking import doubt_caveat, too_close_sentences

    return [
        Block(
            "doubt",
            say("How firm is the ranking?"),
            doubt_table(found, rule),
            columns=[
                say("Rank"),
                say("Issue"),
                say("Range"),
                say("Chance of the top {k}", k=found.k),
                say("In words"),
                say("Place"),
            ],
            before=[doubt_caveat(found)],
            after=too_close_sentences(found, rule),
        )
    ]


def county_firmness(county: "County", folder: Path) -> "tuple[CountyDoubt, DoubtRule] | None":
    """Return how firm the county's counts are, or None where its issues cannot be counted."""
    from toolkit.methods.county_doubt import county_doubt
    from toolkit.methods.doubt import doubt

    if county.issues is None:
        return None
    doubts = [doubt(ranking, county.issues.rules.top_n) for ranking in county.rankings]
    return county_doubt(county.issues, doubts, draws=_DRAWS, seed=_SEED), the_rule(folder)


def county_doubt_blocks(found: "CountyDoubt", rule: "DoubtRule") -> list[Block]:
    """Return each issue's count and county rank with the ranges that the doubt allows."""
    from toolkit.tables.county import county_doubt_table
    from toolkit.wording.county import county_doubt_sentence

    title = say("How firm are the counts?")
    return [Block("doubt", title, county_doubt_table(found, rule), before=[county_doubt_sentence(found)])]
