"""What became of one district's priorities from one year to the next, category by category."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.category_moves import CategoryMove, category_moves, crosswalk_moves, fate_of
from toolkit.methods.priority_trends import PriorityFate
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import CategoryCrosswalk
from toolkit.model.text import fold


@dataclass(frozen=True)
class YearPriorities:
    """Two years of one district's priorities, compared.

    Attributes
    ----------
    moves
        Categories in catalogue order, then those of the old set that nothing follows, then wordings outside
        them; only those named in either year. A category split in two has a move for each of the two.
    named_before, named_still
        How many categories and other wordings the old year names, and how many of them go on in the new.
    unconfirmed_old, unconfirmed_new
        Wordings that nobody has put into categories yet; they are not compared.
    """

    moves: tuple[CategoryMove, ...]
    named_before: int
    named_still: int
    unconfirmed_old: tuple[str, ...]
    unconfirmed_new: tuple[str, ...]

    def with_fate(self, *fates: PriorityFate) -> tuple[CategoryMove, ...]:
        """Return the moves of some kinds."""
        return tuple(move for move in self.moves if move.fate in fates)


def compare_return_priorities(
    old: Return, new: Return, crosswalk: CategoryCrosswalk | None = None
) -> YearPriorities:
    """Compare the priorities of two years of one district by the categories a person confirmed.

    `crosswalk` says how the categories of one set go on in the other, where the years used two.

    Raises
    ------
    Refused
        When the two years were confirmed under different category sets and no crosswalk leads from the one to
        the other.
    """
    if old.category_set.ref == new.category_set.ref:
        found = tuple(category_moves(old, new))
    elif crosswalk and (crosswalk.from_list, crosswalk.to_list) == (
        old.category_set.ref,
        new.category_set.ref,
    ):
        found = tuple(crosswalk_moves(old, new, crosswalk))
    else:
        raise Refused(
            say(
                "Priorities are not compared, because their categories are those of different sets: "
                "{old} in {old_year}, {new} in "
                "{new_year}. {missing}",
                old=old.category_set.ref,
                old_year=old.assessment_year,
                new=new.category_set.ref,
                new_year=new.assessment_year,
                missing=_missing(crosswalk),
            )
        )
    moves = (*found, *_outside(old, new))
    before = {_old_name(move): False for move in moves if move.old}
    before |= {_old_name(move): True for move in moves if move.old and move.new}
    return YearPriorities(
        moves=moves,
        named_before=len(before),
        named_still=sum(before.values()),
        unconfirmed_old=_unconfirmed(old),
        unconfirmed_new=_unconfirmed(new),
    )


def _missing(crosswalk: CategoryCrosswalk | None) -> str:
    if crosswalk is None:
        return say("Confirm both under one set, or give the crosswalk between the two.")
    return say(
        "Crosswalk {crosswalk} leads from {from_list} to {to_list}.",
        crosswalk=crosswalk.ref,
        from_list=crosswalk.from_list,
        to_list=crosswalk.to_list,
    )


def _old_name(move: CategoryMove) -> tuple[str, str]:
    """Return what tells a category or wording of the old year from every other."""
    code = move.follows_from or move.category
    return code, "" if code else fold(move.label)


def _outside(old: Return, new: Return) -> Iterator[CategoryMove]:
    years = [{fold(p.worded): p for p in r.priorities if p.categories == ()} for r in (old, new)]
    for key in dict.fromkeys(key for year in years for key in year):
        before, now = (tuple(p for name, p in year.items() if name == key) for year in years)
        worded = (*now, *before)[0].worded
        yield CategoryMove("", worded, before, now, fate_of(before, now))


def _unconfirmed(return_: Return) -> tuple[str, ...]:
    return tuple(p.worded for p in return_.priorities if p.categories is None)
