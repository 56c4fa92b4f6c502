"""Print how long scoring, ranking and the county's tables take inside the process, beside pandas.

Returns are made up in memory: every issue of the shipped catalogue in every district, all levels by
chance, eight priorities a district. Timed is all that `csp-toolkit county` does between reading and
printing. The peer does the same ranking and counts with `groupby` and `rank`, on frames that are already
there; its answers must equal ours, or the benchmark ends with an error. The peer knows no unknown levels,
so the two are compared without any; a third time has one level in forty unknown.
"""

# ruff: noqa: PD010 (unstack is the quicker way, and the peer is not to be slowed)

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median

import pandas as pd

from toolkit.files.library import Library
from toolkit.methods.county import County, county
from toolkit.model.area import CSP, AreaSet, District, Membership
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.county import CountyReturns
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet, Priority, PriorityLevel
from toolkit.tables.county import (
    category_table,
    order_table,
    rank_table,
    report_table,
    severe_local_table,
    top_n_table,
)

RUNS = 9
PRIORITIES = 8
UNKNOWN_IN = 40
LIMITS = {12: 0.1, 320: 2.0}
"""Seconds allowed, by number of districts."""


@dataclass(frozen=True)
class Frames:
    """The same county as frames: one row a level, and one a priority and category."""

    levels: pd.DataFrame
    named: pd.DataFrame


def generated_areas(districts: int) -> AreaSet:
    """Return districts that each have a CSP of their own."""
    csps = tuple(CSP(id=f"csp-{k}", name=f"CSP {k}") for k in range(districts))
    every = tuple(
        District(
            id=f"district-{k}",
            name=f"District {k}",
            code=f"E07{k:06}",
            memberships=(Membership(csp=f"csp-{k}", from_date=date(1998, 7, 31)),),
        )
        for k in range(districts)
    )
    return AreaSet(
        id="generated",
        version="1.0",
        county="Generated",
        title="Generated",
        source="made up for a benchmark",
        csps=csps,
        districts=every,
    )


def generated_county(districts: int, *, unknowns: bool, seed: int = 2) -> CountyReturns:
    """Return a county with levels and priorities by chance, always the same for a seed."""
    rng, library = random.Random(seed), Library()
    matrix, catalogue = library.matrix("morile-style-csp", "1.0"), library.catalogue("csp-issues", "1.0")
    categories = library.category_set("kent-categories-2017-18", "1.0")
    headings = library.heading_set("pestelo", "1.0")
    areas = generated_areas(districts)
    returns = tuple(
        Return(
            district=district.name,
            assessment_year="2016-17",
            plan_year="2017-18",
            matrix=matrix,
            catalogue=catalogue,
            category_set=categories,
            heading_set=headings,
            scores=generated_scores(matrix, list(catalogue.by_id), rng, unknowns=unknowns),
            priorities=generated_priorities(categories, rng),
        )
        for district in areas.districts
    )
    return CountyReturns(
        name="Generated", area_set=areas, category_set=categories, heading_set=headings, returns=returns
    )


def generated_scores(
    matrix: Matrix, issues: list[str], rng: random.Random, *, unknowns: bool
) -> tuple[Score, ...]:
    return tuple(
        Score(
            issue=issue,
            criterion=criterion.id,
            scorer=AGREED,
            level="unknown" if unknowns and not rng.randrange(UNKNOWN_IN) else rng.choice(criterion.values),
        )
        for issue in issues
        for criterion in matrix.criteria
    )


def generated_priorities(categories: CategorySet, rng: random.Random) -> tuple[Priority, ...]:
    return tuple(
        Priority(
            worded=f"Priority {k}",
            level=rng.choice(list(PriorityLevel)),
            categories=tuple(rng.sample(categories.codes, rng.randint(1, 2))),
        )
        for k in range(PRIORITIES)
    )


def unread(returns: CountyReturns) -> CountyReturns:
    """Return the same county without what its values remember of an earlier run."""
    fresh = tuple(Return.model_construct(**dict(return_)) for return_ in returns.returns)
    return CountyReturns.model_construct(**(dict(returns) | {"returns": fresh}))


def ours(returns: CountyReturns) -> County:
    """Score, rank and count, and build every table of the county."""
    result = county(returns)
    if result.issues is None:
        raise ValueError(result.refused)
    category_table(result.priorities.table)
    report_table(result.priorities.reports)
    top_n_table(result.issues)
    rank_table(result.issues)
    severe_local_table(result.issues, ())
    order_table(result.issues)
    return result


def frames(returns: CountyReturns) -> Frames:
    """Return the county as an analyst would have it in pandas."""
    section = {c.id: s.id for r in returns.returns for s in r.matrix.risk_sections for c in s.criteria}
    levels = [
        (return_.district, score.issue, section[score.criterion], score.level)
        for return_ in returns.returns
        for score in return_.scores
        if score.criterion in section
    ]
    named = [
        (return_.district, code, list(PriorityLevel).index(priority.level))
        for return_ in returns.returns
        for priority in return_.priorities
        for code in priority.categories or ()
    ]
    return Frames(
        pd.DataFrame(levels, columns=["district", "issue", "section", "level"]).astype({"level": "int64"}),
        pd.DataFrame(named, columns=["csp", "code", "level"]),
    )


@dataclass(frozen=True)
class Peer:
    """What pandas finds: ranks by district, the top five count with mean rank, severe issues, categories."""

    ranks: pd.DataFrame
    order: pd.DataFrame
    severe: pd.DataFrame
    categories: pd.DataFrame


def theirs(given: Frames, returns: CountyReturns) -> Peer:
    """Do the same ranking and counts with `groupby` and `rank`."""
    rules = returns.category_set.rules
    totals = given.levels.groupby(["district", "issue", "section"])["level"].sum().unstack("section")
    totals["risk"] = totals["harm"] * totals["likelihood"]
    by_district = totals.groupby("district")
    totals["rank"] = by_district["risk"].rank(method="min", ascending=False)
    totals["mean_rank"] = by_district["risk"].rank(method="average", ascending=False)
    totals["harm_rank"] = by_district["harm"].rank(method="min", ascending=False)
    totals["top"] = totals["rank"] <= rules.top_n
    order = totals.groupby("issue").agg(count=("top", "sum"), mean_rank=("mean_rank", "mean"))
    order = order.sort_values(["count", "mean_rank"], ascending=[False, True])
    order["place_by_mean"] = order["mean_rank"].rank(method="min")
    share = by_district["harm_rank"].transform("size") / 4
    local = totals.index.get_level_values("issue").map(order["count"]) <= rules.local_at_most
    best = given.named.groupby(["csp", "code"], as_index=False)["level"].min()
    return Peer(
        ranks=totals["rank"].unstack("district"),
        order=order,
        severe=totals[(totals["harm_rank"] <= share) & local],
        categories=best.groupby(["code", "level"]).size().unstack("level", fill_value=0),
    )


def same(result: County, peer: Peer) -> None:
    """Raise ValueError where the two disagree."""
    counts = result.issues
    if counts is None:
        raise ValueError(result.refused)
    ranks = {i.issue.id: list(counts.best[:, k]) for k, i in enumerate(counts.issues)}
    agree = {
        "ranks": ranks == {i: list(row[list(counts.districts)]) for i, row in peer.ranks.iterrows()},
        "counts": {i.issue.id: i.count_low for i in counts.issues} == peer.order["count"].to_dict(),
        "mean ranks": all(
            abs(float(i.mean_rank_low) - peer.order.loc[i.issue.id, "mean_rank"]) < 1e-9
            for i in counts.issues
        ),
        "severe but local": {(s.district, s.issue.id) for s in counts.severe_local} == set(peer.severe.index),
        "categories": {
            c.category.code: [c.main, c.cross_cutting, c.sub_theme] for c in result.priorities.categories
        }
        == {code: list(row) for code, row in peer.categories.iterrows()},
    }
    if wrong := [what for what, right in agree.items() if not right]:
        raise ValueError(f"the toolkit and pandas disagree on: {', '.join(wrong)}")


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def timed(returns: CountyReturns) -> list[float]:
    return [seconds(partial(ours, unread(returns))) for _ in range(RUNS)]


def main() -> None:
    for districts, limit in LIMITS.items():
        returns = generated_county(districts, unknowns=False)
        given = frames(returns)
        same(ours(returns), theirs(given, returns))
        mine = timed(returns)
        pandas = [seconds(partial(theirs, given, returns)) for _ in range(RUNS)]
        doubtful = timed(generated_county(districts, unknowns=True))
        issues = len(returns.returns[0].catalogue.issues)
        print(f"{districts} districts x {issues} issues, median of {RUNS} runs (fastest to slowest):")
        for what, times in (
            ("toolkit, every level known", mine),
            ("toolkit, one level in 40 unknown", doubtful),
            ("pandas, every level known", pandas),
        ):
            print(f"  {what:34}{median(times):8.4f} s   ({min(times):.4f} to {max(times):.4f})")
        print(f"  toolkit / pandas {median(mine) / median(pandas):.1f}; limit {limit} s: ", end="")
        print("met" if max(median(mine), median(doubtful)) < limit else "NOT MET")


if __name__ == "__main__":
    main()
