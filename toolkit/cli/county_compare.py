"""Two years of a county side by side: how many CSPs named each category, whatever sets they used."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.crosswalk_option import county_crosswalk
from toolkit.cli.output import Block, Report
from toolkit.cli.reading import county_with, years_in
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.county import County


def county_comparison(
    folders: tuple[Path, Path], years: tuple[str | None, str | None], crosswalk: Sequence[str]
) -> Report:
    """Compare the counts of two years of a county, each from its folder.

    Raises
    ------
    UsageError
        When a folder holds several years and none is chosen, or the first year is not the earlier.
    Refused
        When the years' counts cannot be compared.
    """
    from toolkit.documents import county_comparison_document
    from toolkit.methods.county_trends import compare_counts
    from toolkit.tables.trends import count_change_table
    from toolkit.wording.trends import count_change_sentence, lists_sentence

    before, now = (
        county_with(folder, _year(folder, year, option), None)
        for folder, year, option in zip(folders, years, ("--old-year", "--new-year"), strict=True)
    )
    first, second = (county.returns.returns[0].assessment_year for county in (before, now))
    if first >= second:
        raise UsageError(
            say(
                "The first county is of {first} and the second of {second}. Give the earlier first.",
                first=first,
                second=second,
            )
        )
    sets = before.returns.category_set, now.returns.category_set
    found = county_crosswalk(crosswalk, folders[1], *sets)
    changes = compare_counts(before.priorities, now.priorities, found.crosswalk)
    frame = count_change_table(changes, first, second)
    followed = lists_sentence(sets[0].ref, sets[1].ref, found.crosswalk)
    return Report(
        title=say(
            "{returns}: {first} and {second} compared", returns=now.returns.name, first=first, second=second
        ),
        sentences=[*_opening(before, first), *_opening(now, second), *filter(None, [followed])],
        blocks=[
            Block(
                "counts",
                say("Categories by number of CSPs"),
                frame,
                columns=list(frame.columns[:5]),
                before=[count_change_sentence(changes, first, second)],
            )
        ],
        document=county_comparison_document((before, now), (first, second), changes, found.crosswalk),
        context={
            say("County"): now.returns.name,
            say("Assessment years"): f"{first}, {second}",
            say("Invented"): say("yes, in part") if before.invented or now.invented else say("nothing"),
        },
    )


def _year(folder: Path, year: str | None, option: str) -> str | None:
    years = years_in(folder)
    if year is None and len(years) > 1:
        raise UsageError(
            say(
                "{folder} holds returns of {years}; choose one with {option}.",
                folder=folder,
                years=", ".join(years),
                option=option,
            )
        )
    return year


def _opening(county: "County", year: str) -> list[str]:
    from toolkit.wording.county import as_at_sentence, origin_of_county, reported_sentence

    said = [as_at_sentence(county.priorities), reported_sentence(county.priorities.reports)]
    return [f"{year}: {' '.join(said)}", *(f"{year}: {origin}" for origin in origin_of_county(county))]
