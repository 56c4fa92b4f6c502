"""A district's year before beside this one, as far as the two can be compared."""

from toolkit.errors import ToolkitError
from toolkit.files.crosswalks import category_crosswalk_between, issue_crosswalk_between
from toolkit.files.library import Library
from toolkit.methods.issue_links import crosswalk_heirs
from toolkit.methods.ranking import rank
from toolkit.methods.return_priorities import YearPriorities, compare_return_priorities
from toolkit.methods.scoring import score
from toolkit.methods.trends import RankingComparison, compare_rankings
from toolkit.model.assessment import Return
from toolkit.model.matrix_mapping import MatrixMapping
from toolkit.papers.district.pack import EarlierReturn
from toolkit.wording.trends import lists_sentence


def earlier_return(
    old: Return, now: Return, library: Library, whole: tuple[Return, Return] | None = None
) -> EarlierReturn:
    """Return what can be said of the year before beside this one, and why the rest cannot.

    `whole` are the two returns before a public edition cut them: crosswalks are between whole lists.
    """
    refused: list[str] = []
    followed: list[str] = []
    ranking = _rankings((old, now), whole or (old, now), library, followed, refused)
    priorities = _priorities(old, now, library, followed, refused)
    said = tuple(dict.fromkeys(filter(None, followed)))
    return EarlierReturn(old, ranking, priorities, said, tuple(dict.fromkeys(refused)))


def _rankings(
    shown: tuple[Return, Return],
    whole: tuple[Return, Return],
    library: Library,
    followed: list[str],
    refused: list[str],
) -> RankingComparison | None:
    old, now = shown
    if not (old.scored_issues and now.scored_issues) or old.matrix.template or now.matrix.template:
        return None
    try:
        walk = issue_crosswalk_between(library, *whole)
        heirs = crosswalk_heirs(walk.crosswalk, *whole)
        found = compare_rankings(
            rank(score(old)),
            rank(score(now)),
            now.category_set.rules.top_n,
            mapping=_mapping(old, now, library),
            heirs={one: tuple(new for new in after if new in now.issues) for one, after in heirs.items()}
            if heirs
            else None,
        )
    except ToolkitError as error:
        refused.append(str(error))
        return None
    followed.append(lists_sentence(old.catalogue.ref, now.catalogue.ref, walk.crosswalk, walk.choice))
    return found


def _mapping(old: Return, now: Return, library: Library) -> MatrixMapping | None:
    """Return the agreed reading of one year's matrix in the other's, either way, or None."""
    wanted = {old.matrix.ref, now.matrix.ref}
    for entry in library.entries(MatrixMapping):
        found = entry.read()
        if isinstance(found, MatrixMapping) and {found.from_matrix, found.to_matrix} == wanted:
            return found
    return None


def _priorities(
    old: Return, now: Return, library: Library, followed: list[str], refused: list[str]
) -> YearPriorities | None:
    if not (old.priorities or now.priorities):
        return None
    try:
        walk = category_crosswalk_between(library, old, now)
        found = compare_return_priorities(old, now, walk.crosswalk)
    except ToolkitError as error:
        refused.append(str(error))
        return None
    followed.append(lists_sentence(old.category_set.ref, now.category_set.ref, walk.crosswalk, walk.choice))
    return found
