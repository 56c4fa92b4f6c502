"""Charts are judged by their encodings and data: who cannot see colour, or writes markup, loses nothing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
import streamlit

from tests import small
from toolkit.charts.county import SHADES, category_bars, issue_count_bars, rank_heat_map
from toolkit.charts.firmness import rank_strip
from toolkit.charts.ranking import ranking_bars
from toolkit.charts.theme import DARK_BLUE, DARK_PINK, INK, PAPER, contrast
from toolkit.charts.workshop import spread_chart
from toolkit.files.county_folder import read_county
from toolkit.methods.county import County, county
from toolkit.methods.doubt import doubt
from toolkit.methods.issue_count import IssueCounts, count_issues
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.methods.spread import spreads
from toolkit.model.assessment import Score
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.resources import shipped
from toolkit.tables.pictures import category_bar_table, issue_count_table, rank_cell_table, ranking_bar_table
from toolkit.tables.strips import rank_chance_table
from toolkit.tables.workshop import level_axis, spread_long_table

Spec = dict[str, Any]
READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: what a shape needs to be made out
CALLING_OUT = {"href", "url", "image"}
HOSTILE = (
    "<script>window.__pw=1</script>",
    "![x](http://evil.example/p)",
    "javascript:alert(1)",
    "datum.x",
    "=1+1",
    "a.b[c]",
    "sum(Lowest):Q",
    """'"]; \\ {{7*7}}""",
)
DISTRICTS = ["Ashford", "Dover", "Gravesham", "Maidstone", "Thanet", "Tunbridge Wells"]


@cache
def sample() -> County:
    return county(read_county(shipped("sample_districts")))


def counts() -> IssueCounts:
    found = sample().issues
    assert found
    return found


def ranking_of(district: str) -> Ranking:
    return next(r for r in sample().rankings if r.scored.return_.district == district)


def bars_of(district: str, n: int = 5) -> pd.DataFrame:
    return ranking_bar_table(ranking_of(district), n)


def hostile_ranking() -> Ranking:
    issues = tuple(Issue(id=f"i{k}", name=name, theme=name) for k, name in enumerate(HOSTILE))
    catalogue = IssueCatalogue(id="hostile", version="1.0", title="H", source="a test", issues=issues)
    names = ("physical", "financial", "frequency")
    levels = {issue.id: dict.fromkeys(names, k // 2) for k, issue in enumerate(issues)}
    return rank(score(small.a_return(small.agreed(levels), catalogue=catalogue)))


def hostile_spread() -> Spec:
    rows = [Score(issue="gangs", criterion="physical", scorer=w, agency=w, level=2) for w in HOSTILE]
    found = spreads(small.a_return(rows), "gangs")
    return spread_chart(spread_long_table(found), level_axis(found)).to_dict()


def spread_of_thanet() -> Spec:
    found = spreads(ranking_of("Thanet").scored.return_, "hate-crime")
    return spread_chart(spread_long_table(found), level_axis(found)).to_dict()


@cache
def every_chart() -> dict[str, Spec]:
    table = sample().priorities.table
    return {
        "ranking bars": ranking_bars(bars_of("Gravesham"), 5).to_dict(),
        "heat map": rank_heat_map(rank_cell_table(counts())).to_dict(),
        "category bars": category_bars(category_bar_table(table, 11), 11).to_dict(),
        "issue count bars": issue_count_bars(issue_count_table(counts()), 6).to_dict(),
        "rank strip": rank_strip(rank_chance_table(doubt(ranking_of("Maidstone"), 5))).to_dict(),
        "spread": spread_of_thanet(),
    }


@cache
def hostile_charts() -> dict[str, Spec]:
    ranking = hostile_ranking()
    found = count_issues([ranking], small.rules())
    return {
        "ranking bars": ranking_bars(ranking_bar_table(ranking, 2), 2).to_dict(),
        "heat map": rank_heat_map(rank_cell_table(found)).to_dict(),
        "issue count bars": issue_count_bars(issue_count_table(found), 1).to_dict(),
        "rank strip": rank_strip(rank_chance_table(doubt(ranking, 2))).to_dict(),
        "spread": hostile_spread(),
    }


CHARTS = ["ranking bars", "heat map", "category bars", "issue count bars", "rank strip", "spread"]
OF_HOSTILE = ["ranking bars", "heat map", "issue count bars", "rank strip", "spread"]


def parts(spec: object) -> Iterator[tuple[str, object]]:
    """Yield every key of a chart with its value, however deep; data are left out."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key not in {"datasets", "values"}:
                yield key, value
                yield from parts(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from parts(value)


def rows_of(spec: Spec) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


def layers(spec: Spec, mark: str) -> list[Spec]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def filters(layer: Spec) -> list[str]:
    return [step["filter"] for step in layer.get("transform", []) if "filter" in step]


# Colour


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", ["heat map", "category bars", "rank strip"])
def test_text_on_a_fill_can_be_read(name: str) -> None:
    first, *others = every_chart()[name]["layer"]
    fills = first["encoding"]["color"]["scale"]
    inks = [o["encoding"]["color"]["scale"] for o in others if o["encoding"].get("color")]
    assert inks
    for ink in inks:
        assert ink["domain"] == fills["domain"]
        pairs = list(zip(fills["range"], ink["range"], strict=True))
        assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


@pytest.mark.parametrize("name", CHARTS)
def test_text_beside_marks_is_dark_on_white(name: str) -> None:
    config = every_chart()[name]["config"]
    told = [(part, key) for part in ("axis", "legend", "header") for key in ("labelColor", "titleColor")]
    assert {config[part][key] for part, key in told} | {config["text"]["color"]} == {INK}
    assert contrast(INK, config["background"]) > 7


def test_lines_and_bars_can_be_made_out() -> None:
    for colour in (DARK_PINK, DARK_BLUE, INK):
        assert contrast(colour, PAPER) > VISIBLE


def test_parts_of_a_bar_are_divided_by_a_dark_line_and_hold_their_number() -> None:
    spec = every_chart()["category bars"]
    (bars,) = layers(spec, "bar")
    assert (bars["mark"]["stroke"], bars["mark"]["strokeWidth"]) == (INK, 1)
    assert layers(spec, "text")[0]["encoding"]["text"]["field"] == "Number"


@pytest.mark.parametrize("name", ["ranking bars", "issue count bars"])
def test_what_is_possible_is_outlined_and_dashed_not_only_paler(name: str) -> None:
    certain, possible = layers(every_chart()[name], "bar")
    assert possible["mark"]["strokeDash"]
    assert contrast(possible["mark"]["stroke"], PAPER) > VISIBLE
    assert contrast(possible["mark"]["color"], certain["mark"]["color"]) > VISIBLE


# The theme


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_of_an_axis_is_cut_or_turned(name: str) -> None:
    axis = every_chart()[name]["config"]["axis"]
    assert (axis["labelLimit"], axis["labelAngle"]) == (0, 0)
    assert min(value for key, value in parts(every_chart()[name]) if key.endswith("ontSize")) >= 13


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_declares_the_schema_of_this_altair(name: str) -> None:
    assert every_chart()[name]["$schema"].endswith(f"/{alt.SCHEMA_VERSION}.json")


def test_the_browser_s_vega_lite_knows_the_schema_altair_declares() -> None:
    declared = tuple(int(part) for part in alt.SCHEMA_VERSION.removeprefix("v").split("."))
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("embed.*.js")
    versions = [
        tuple(map(int, found))
        for script in scripts
        for found in re.findall(r"[`\"'](6)\.(\d+)\.(\d+)[`\"']", script.read_text(encoding="utf-8"))
    ]
    assert max(versions) >= declared


# The ranking


def test_a_ranking_has_a_bar_an_issue_in_order_of_rank_with_its_working() -> None:
    frame = bars_of("Maidstone")
    assert list(frame["Order"]) == list(range(1, 21))
    assert dict(frame.iloc[0]) == {
        "Order": 1,
        "Name": "1st: Substance Misuse",
        "Working": "harm 19 x likelihood 9 = 171",
        "Told": "1st: Substance Misuse, harm 19 x likelihood 9 = 171",
        "Lowest": 171,
        "Highest": 171,
        "Tie": 0,
        "Top": "certain",
    }
    bars = layers(ranking_bars(frame, 5).to_dict(), "bar")[0]["encoding"]
    assert bars["x"]["field"] == "Lowest"
    assert bars["x"]["scale"]["domain"] == [0, 171]
    assert bars["description"]["field"] == "Told"


def test_an_open_score_goes_on_to_the_highest_it_can_be() -> None:
    frame = bars_of("Gravesham")
    possible = layers(ranking_bars(frame, 5).to_dict(), "bar")[1]
    assert (possible["encoding"]["x"]["field"], possible["encoding"]["x2"]["field"]) == ("Lowest", "Highest")
    assert filters(possible) == ["datum.Highest > datum.Lowest"]
    assert list(frame[frame["Lowest"] < frame["Highest"]]["Name"]) == ["between 3rd and 8th: Modern Slavery"]


def test_issues_that_tie_share_a_bracket_and_others_have_none() -> None:
    ties: dict[int, list[str]] = {}
    for name, tie in zip(bars_of("Maidstone")["Name"], bars_of("Maidstone")["Tie"], strict=True):
        ties.setdefault(tie, []).append(name)
    del ties[0]
    assert list(ties.values()) == [
        ["joint 5th: Child Sexual Exploitation (CSE)", "joint 5th: Gangs"],
        ["joint 18th: Preventing Violent Extremism (PREVENT)", "joint 18th: Criminal Damage and Arson"],
    ]
    rules = layers(ranking_bars(bars_of("Maidstone"), 5).to_dict(), "rule")
    brackets = [rule for rule in rules if filters(rule) == ["datum.Tie > 0"]]
    assert [rule["encoding"]["y"]["field"] for rule in brackets] == ["First", "First", "Last"]


@pytest.mark.parametrize("district", DISTRICTS)
def test_issues_that_tie_stand_together(district: str) -> None:
    order = [tie for tie in bars_of(district)["Tie"] if tie]
    assert order == sorted(order, key=order.index)


@pytest.mark.parametrize("district", DISTRICTS)
@pytest.mark.parametrize("n", [1, 3, 5, 10])
def test_the_line_under_the_top_list_cuts_no_tie_and_leaves_out_no_place_that_is_possible(
    district: str, n: int
) -> None:
    frame = bars_of(district, n)
    above = [top != "no" for top in frame["Top"]]
    edge = sum(above)
    assert above == [True] * edge + [False] * (20 - edge)
    assert edge >= n
    assert (set(frame["Tie"][:edge]) & set(frame["Tie"][edge:])) <= {0}


def test_six_share_the_top_five_of_maidstone() -> None:
    assert list(bars_of("Maidstone")["Top"]).count("certain") == 6


def test_no_line_is_drawn_where_all_are_in_the_top_list() -> None:
    frame = bars_of("Maidstone", 20)
    rules = layers(ranking_bars(frame, 20).to_dict(), "rule")
    assert [rule for rule in rules if filters(rule) != ["datum.Tie > 0"]] == []


# The county


def test_the_heat_map_prints_the_rank_in_every_cell_and_the_top_in_bold() -> None:
    frame = rank_cell_table(counts())
    assert len(frame) == 6 * 20
    cells = {(i, d): (c, s) for i, d, c, s in frame[["Issue", "District", "Cell", "Shade"]].to_numpy()}
    assert cells["Gangs", "Maidstone"] == ("5", "top")
    assert cells["Modern Slavery", "Gravesham"] == ("3 to 8", "may be top")
    assert cells["Mental Health", "Dover"] == ("6", "upper half")
    assert set(frame["Shade"]) <= set(SHADES)
    bold, plain = (
        layer for layer in layers(every_chart()["heat map"], "text") if layer["encoding"].get("color")
    )
    assert bold["mark"]["fontWeight"] == "bold"
    assert filters(bold) == ["datum.Shade == 'top'"]
    assert filters(plain) == ["datum.Shade != 'top'"]


def test_a_place_that_is_possible_has_a_dashed_outline() -> None:
    _, outline = layers(every_chart()["heat map"], "rect")
    assert filters(outline) == ["datum.Shade == 'may be top'"]
    assert outline["mark"]["strokeDash"]


def test_an_issue_that_a_district_did_not_score_is_said_to_be_so() -> None:
    one = rank(score(small.plain({"gangs": (4, 4, 4)})))
    other = rank(score(small.plain({"burglary": (4, 4, 4)}, district="Other")))
    frame = rank_cell_table(count_issues([one, other], small.rules()))
    assert sorted(frame["Cell"]) == ["1", "1", "not scored", "not scored"]


def test_bars_of_categories_add_up_to_appendix_a() -> None:
    frame = category_bar_table(sample().priorities.table, 11)
    ends = frame.groupby("Order")["End"].max()
    assert list(ends) == [8, 8, 8, 8, 7, 7, 5, 5, 3, 3]
    assert list(frame.groupby("Order")["Number"].sum()) == list(ends)
    assert frame["Name"].iloc[0] == "Domestic Abuse: 8 of 11"
    bars = layers(every_chart()["category bars"], "bar")[0]["encoding"]
    assert (bars["x"]["field"], bars["x2"]["field"]) == ("Start", "End")
    assert bars["x"]["scale"]["domain"] == [0, 11]


def test_bars_of_issues_end_at_the_districts_scored_and_say_their_numbers() -> None:
    frame = issue_count_table(counts())
    assert len(frame) == 12
    assert frame["Name"].iloc[0] == "Domestic Abuse: 6 of 6"
    assert "Modern Slavery: 2 to 3 of 6" in set(frame["Name"])
    certain = layers(every_chart()["issue count bars"], "bar")[0]
    assert certain["encoding"]["x"]["scale"]["domain"] == [0, 6]


# The workshop


def test_the_spread_has_a_dot_a_scorer_and_another_shape_for_what_was_agreed() -> None:
    agreed, dots = spread_of_thanet()["layer"]
    assert (agreed["mark"]["shape"], dots["mark"]["type"]) == ("diamond", "circle")
    for layer in (agreed, dots):
        assert layer["encoding"]["x"]["scale"]["domain"] == ["0", "1", "2", "3", "4", "unknown"]


def test_equal_levels_lie_side_by_side() -> None:
    spec = hostile_spread()
    places = [row["Among equals"] for row in rows_of(spec)]
    assert len(set(places)) == len(HOSTILE)
    low, high = spec["layer"][0]["encoding"]["xOffset"]["scale"]["domain"]
    assert low < min(places)
    assert max(places) < high


# Names that look like something else


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_can_call_out(name: str) -> None:
    spec = every_chart()[name]
    assert {key for key, _ in parts(spec)} & CALLING_OUT == set()
    assert "image" not in {layer["mark"]["type"] for layer in spec["layer"]}
    assert {column.casefold() for row in rows_of(spec) for column in row} & CALLING_OUT == set()


@pytest.mark.parametrize("name", OF_HOSTILE)
def test_a_hostile_name_is_data_and_never_a_field_an_expression_or_an_order(name: str) -> None:
    texts = [value for _, value in parts(hostile_charts()[name]) if isinstance(value, str)]
    lists = [value for _, value in parts(hostile_charts()[name]) if isinstance(value, list)]
    texts += [item for value in lists for item in value if isinstance(item, str)]
    assert [text for text in texts if any(hostile in text for hostile in HOSTILE)] == []


@pytest.mark.parametrize("name", ["ranking bars", "spread"])
def test_a_hostile_name_is_stored_letter_by_letter(name: str) -> None:
    stored = [value for row in rows_of(hostile_charts()[name]) for value in row.values()]
    drawn = "\n".join(value for value in stored if isinstance(value, str))
    assert [hostile for hostile in HOSTILE if hostile not in drawn] == []


@pytest.mark.parametrize("name", OF_HOSTILE)
def test_a_hostile_name_changes_no_encoding(name: str) -> None:
    def written(spec: Spec) -> set[str]:
        keys = {"field", "aggregate", "timeUnit", "filter", "calculate", "expr", "groupby"}
        return {str(value) for key, value in parts(spec) if key in keys}

    assert written(hostile_charts()[name]) <= written(every_chart()[name])
