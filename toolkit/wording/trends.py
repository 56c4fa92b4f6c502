"""Sentences about two years of one district, and two editions of a county agreement."""

from collections.abc import Sequence

from toolkit.cells.chances import chance_text, order_text, yardstick
from toolkit.cells.numbers import figure_text, listed
from toolkit.cells.ranking import ranked_place
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.category_moves import CategoryMove
from toolkit.methods.county_trends import CountChange
from toolkit.methods.doubt import level_distributions
from toolkit.methods.issue_links import LinkKind
from toolkit.methods.priority_trends import PriorityComparison, PriorityFate
from toolkit.methods.return_priorities import YearPriorities
from toolkit.methods.trends import IssueChange, RankingComparison
from toolkit.model.issues import CatalogueRef
from toolkit.model.list_crosswalk import ListCrosswalk
from toolkit.wording.plain import number_word
from toolkit.wording.ranking import counted_sentence


def lists_sentence(
    old: CatalogueRef, new: CatalogueRef, crosswalk: ListCrosswalk | None, choice: Sequence[str] = ()
) -> str:
    """Say by what issues or categories are followed from one list to another; nothing where it is one list.

    `choice` are the crosswalks that lead from the one to the other, where there are several.
    """
    if old == new:
        return ""
    if crosswalk:
        grounds = [link.provenance for link in crosswalk.links]
        grounds += [alone.provenance for alone in (*crosswalk.new, *crosswalk.dropped)]
        inferred = grounds.count("inferred")
        return say_number(
            "{old} was followed by {new}, and crosswalk {crosswalk} says what goes on as what; {number} of "
            "its {all} statements is inferred.",
            "{old} was followed by {new}, and crosswalk {crosswalk} says what goes on as what; {number} of "
            "its {all} statements are inferred.",
            inferred,
            old=old,
            new=new,
            crosswalk=crosswalk.ref,
            number=number_word(inferred),
            all=number_word(len(grounds)),
        )
    if choice:
        return say(
            "{old} was followed by {new}. Each is matched by its id, because several crosswalks lead from "
            "the one to the other ({choice}); none was chosen.",
            old=old,
            new=new,
            choice=listed(choice),
        )
    return say(
        "{old} was followed by {new}. Each is matched by its id, because no crosswalk between them is known.",
        old=old,
        new=new,
    )


def remain_sentence(found: RankingComparison) -> str:
    """Say how many of last year's top remain, who entered and who left."""
    old, new = (r.scored.return_.assessment_year for r in (found.old, found.new))
    names = _names(found)
    was, top = len(found.old.top(found.k)), say("the top {k}", k=number_word(found.k))
    if not was:
        return say("No issue was certain to be in {top} of {old}, so none can remain.", top=top, old=old)
    stayed = was - len(found.overlap.left)
    sentences = [
        say_number(
            "{number} of the {issues} certain to be in {top} of {old} remains there in {new}.",
            "{number} of the {issues} certain to be in {top} of {old} remain there in {new}.",
            stayed,
            number=number_word(stayed).capitalize(),
            issues=say_number("{number} issue", "{number} issues", was, number=number_word(was)),
            top=top,
            old=old,
            new=new,
        )
    ]
    if found.overlap.entered:
        sentences.append(
            say("New there: {entered}.", entered=listed([names[name] for name in found.overlap.entered]))
        )
    if found.overlap.left:
        sentences.append(
            say("No longer there: {left}.", left=listed([names[name] for name in found.overlap.left]))
        )
    return " ".join(sentences)


def _names(found: RankingComparison) -> dict[str, str]:
    return {i.scored.issue.id: i.scored.issue.name for r in (found.old, found.new) for i in r.issues}


def scored_issues_sentence(found: RankingComparison) -> str:
    """Say which issues are scored in one year only."""
    names = _names(found)
    parts = [
        f"{words}: {listed([names[name] for name in ids])}."
        for words, ids in (
            (say("Scored for the first time"), found.new_issues),
            (say("Not scored any more"), found.dropped),
        )
        if ids
    ]
    return " ".join(parts) or say("The same issues were scored in both years.")


def same_order_sentence(found: RankingComparison) -> str:
    """Say how alike the two orders are over the issues scored in both years."""
    tau = found.tau_b
    if tau.value is None:
        return say("How alike the two orders are cannot be said: {undefined}.", undefined=tau.undefined)
    names = _names(found)
    rest = (
        " "
        + say(
            "Left out, their scores being open: {left_out}.",
            left_out=listed([names[i] for i in tau.left_out]),
        )
        if tau.left_out
        else ""
    )
    return say(
        "Over {issues} issues scored in both years: {order} (tau-b {tau}).{rest}",
        issues=tau.issues,
        order=order_text(tau),
        tau=figure_text(tau.value),
        rest=rest,
    )


def move_sentence(change: IssueChange, found: RankingComparison) -> str:
    """Say where an issue stood and stands, and how likely it is that it rose, fell or stayed."""
    before, after = ranked_place(change.before), ranked_place(change.after)
    name, chances = change.after.scored.issue.name, change.chances
    if change.link.kind is not LinkKind.SAME:
        name += " " + say(
            "({kind}, from {issue})", kind=word_text(change.link.kind), issue=change.before.scored.issue.name
        )
    rose, fell, stayed = say("rose"), say("fell"), say("kept its rank")
    said = {rose: chances.rose, fell: chances.fell, stayed: chances.stayed}
    what = stayed
    if change.rose_by is None:
        what = max(said, key=lambda key: said[key])
    elif change.rose_by:
        what = rose if change.rose_by > 0 else fell
    old, new = (r.scored.return_.assessment_year for r in (found.old, found.new))
    return say(
        "{name} was {before} in {old} and is {after} in {new}; {chance} chance that it {what} ({yardstick}).",
        name=name,
        before=before,
        old=old,
        after=after,
        new=new,
        chance=chance_text(said[what]),
        what=what,
        yardstick=yardstick(said[what]),
    )


def top_move_sentences(found: RankingComparison) -> list[str]:
    """Say what became of each issue that is, or was, in the top."""
    return [
        move_sentence(change, found)
        for change in found.changes
        if min(change.before.rank_low, change.after.rank_low) <= found.k
    ]


def top_move_note() -> str:
    """Say which issues the table of the top leaves out."""
    return say("Listed where either chance is 1 in 20 or more.")


def years_caveat(found: RankingComparison) -> str:
    """Say what the chances between two years count."""
    sources = [
        source
        for ranking in (found.old, found.new)
        for row in level_distributions(ranking)[1]
        for source in row
    ]
    return say(
        "{counted} The two years are taken as independent of each other.", counted=counted_sentence(sources)
    )


def score_split_sentence(found: RankingComparison) -> str:
    """Say what the score changes come from."""
    old, new = (r.scored.return_.matrix for r in (found.old_as_scored, found.new_as_scored))
    if old == new:
        return say(
            "Both years were scored with {ref}, so every change comes from changed levels.", ref=new.ref
        )
    return say(
        "{old} was followed by {new}. Each change is split in a fixed order: first the levels, read "
        "in the old matrix; then its definition; then its weights. The parts add up exactly.",
        old=old.ref,
        new=new.ref,
    )


def year_priority_sentence(found: YearPriorities, old_year: str, new_year: str) -> str:
    """Say which categories remain, are new, dropped or at another level, and what is not compared."""
    if not found.moves:
        return _waiting(found, old_year, new_year) or say("Neither year names a priority.")
    named, still = number_word(found.named_before), number_word(found.named_still)
    sentences = [
        say_number(
            "Of {named} named in {old_year}, {number} is in {new_year}.",
            "Of {named} named in {old_year}, {number} are in {new_year}.",
            found.named_still,
            number=still,
            named=named,
            old_year=old_year,
            new_year=new_year,
        )
    ]
    for words, moves in (
        (
            say("From a category that was split or merged"),
            found.with_fate(PriorityFate.SPLIT, PriorityFate.MERGED),
        ),
        (say("At another level, which is no drop"), tuple(move for move in found.moves if move.moved_level)),
        (say("New"), found.with_fate(PriorityFate.NEW)),
        (say("Not named any more"), found.with_fate(PriorityFate.DROPPED)),
    ):
        if moves:
            sentences.append(f"{words}: {listed(list(dict.fromkeys(map(_told, moves))))}.")
    return " ".join([*sentences, *filter(None, [_waiting(found, old_year, new_year)])])


def _told(move: CategoryMove) -> str:
    if move.old_level and move.new_level and move.old_level is not move.new_level:
        return say(
            "{move} ({old_level} to {new_level})",
            move=move.label,
            old_level=move.old_level.label,
            new_level=move.new_level.label,
        )
    return move.label


def _waiting(found: YearPriorities, old_year: str, new_year: str) -> str:
    counts = [(len(found.unconfirmed_old), old_year), (len(found.unconfirmed_new), new_year)]
    parts = [say("{count} of {year}", count=number_word(count), year=year) for count, year in counts if count]
    return (
        say("Not compared, since nobody has confirmed a category: {parts}.", parts=listed(parts))
        if parts
        else ""
    )


def count_change_sentence(changes: Sequence[CountChange], old_year: str, new_year: str) -> str:
    """Say which categories more and fewer CSPs name, and that only the reported ones are counted."""
    sentences = []
    for words, sign in ((say("More CSPs name"), 1), (say("Fewer CSPs name"), -1)):
        names = [
            say(
                "{together} ({before} to {now})",
                together=_together(change),
                before=len(change.csps_before),
                now=len(change.csps_now),
            )
            for change in changes
            if change.old and change.new and (len(change.csps_now) - len(change.csps_before)) * sign > 0
        ]
        sentences += (
            [
                say(
                    "{words} in {new_year} than in {old_year}: {names}.",
                    words=words,
                    new_year=new_year,
                    old_year=old_year,
                    names=_semicolons(names),
                )
            ]
            if names
            else []
        )
    told = sentences or [
        say(
            "No category is named by more or fewer CSPs in {new_year} than in {old_year}.",
            new_year=new_year,
            old_year=old_year,
        )
    ]
    return " ".join([*told, say("Categories that were split or merged are counted together, each CSP once.")])


def _together(change: CountChange) -> str:
    return listed([count.category.label for count in change.new])


def edition_sentence(found: PriorityComparison) -> str:
    """Say how many priorities of the old edition stay, and which are new or dropped."""
    linked = dict.fromkeys(change.old for change in found.changes if change.old and change.new)
    olds = dict.fromkeys(change.old for change in found.changes if change.old)
    sentences = [
        say(
            "{number} of {all} priorities of {old} are in {new} in some form.",
            number=number_word(len(linked)).capitalize(),
            all=number_word(len(olds)),
            old=found.old_edition,
            new=found.new_edition,
        )
    ]
    if found.through:
        sentences.append(say("The crosswalk leads there through {through}.", through=listed(found.through)))
    levels = [change.new or "" for change in found.changes if change.moved_level]
    new = [change.new or "" for change in found.with_fate(PriorityFate.NEW)]
    dropped = [change.old or "" for change in found.with_fate(PriorityFate.DROPPED)]
    for words, names in (
        (say("At another level, which is no drop"), levels),
        (say("New"), new),
        (say("Not there any more"), dropped),
    ):
        sentences += [f"{words}: {_semicolons(names)}."] if names else []
    return " ".join([*sentences, say("Links are inferred where nothing else is said.")])


def _semicolons(names: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(names))
