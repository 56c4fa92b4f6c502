"""What stands before the assessment: its standing, what it was made from, a summary, what it lacks."""

from typing import Final

from toolkit.language import say, say_number
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.editions import public_standing
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph
from toolkit.papers.parts import paragraphs
from toolkit.resources import toolkit_version
from toolkit.store.lists import list_hash
from toolkit.wording.completeness import completeness_headline, gap_sentences
from toolkit.wording.ranking import top_sentence
from toolkit.wording.returns import return_origins

_DIGITS: Final = 16
"""Digits of a hash that a paper prints."""


def standing(pack: DistrictPack) -> tuple[str, ...]:
    """Return what must be read before anything else: draft, what is missing, what is invented."""
    sentences = []
    if pack.draft:
        status = pack.return_.status.label
        sentences.append(
            say("DRAFT: the partnership has not agreed this. Its status is: {status}.", status=status)
        )
    if pack.public:
        sentences += public_standing(pack.public)
    elif not pack.missing.is_complete:
        sentences.append(completeness_headline(pack.missing))
    return (*sentences, *return_origins(pack.return_), *_made_up(pack))


def _made_up(pack: DistrictPack) -> tuple[str, ...]:
    is_made_up = any(card.made_up for card in pack.evidence.cards)
    return (say("Figures beside the scores: made up."),) if is_made_up else ()


def versions(pack: DistrictPack) -> tuple[tuple[str, str], ...]:
    """Return what the pack was made from, by name: toolkit, lists with their hashes, heads of chains."""
    return_ = pack.return_
    lists = (
        (say("Matrix"), return_.matrix),
        (say("Categories"), return_.category_set),
        (say("Headings of the scan"), return_.heading_set),
        (say("Headings of statements"), pack.headings),
    )
    said = [(name, f"{found.ref}, {list_hash(found)[:_DIGITS]}") for name, found in lists]
    issues = (say("List of issues"), str(return_.catalogue.ref))
    chains = [(say("Chain of {name}", name=name), str(head)) for name, head in pack.heads.items()]
    return ((say("Toolkit"), f"csp-toolkit {toolkit_version()}"), *said, issues, *chains)


def summary(pack: DistrictPack) -> tuple[Block, ...]:
    """Return what the assessment comes to: the top of the ranking, and how many priorities follow from it."""
    return_ = pack.return_
    lead = say(
        "This is what the Community Safety Partnership (CSP) of {district} found in {year} about crime, "
        "disorder and substance misuse, and what it means to put first in {plan_year}.",
        district=return_.district,
        year=return_.assessment_year,
        plan_year=return_.plan_year,
    )
    scale = say(
        "Issues were scored with {title} ({ref}). Scores are one element among others: what people say, "
        "partners' own priorities, new law and the horizon scan count too.",
        title=return_.matrix.title,
        ref=return_.matrix.ref,
    )
    named = say_number(
        "{number} priority is named.", "{number} priorities are named.", len(return_.priorities)
    )
    return (
        Heading(say("Summary"), 1),
        Paragraph(lead, lead=True),
        *_top(pack),
        *paragraphs(named if return_.priorities else "", scale),
    )


def _top(pack: DistrictPack) -> tuple[Block, ...]:
    if pack.unranked:
        lead = say("The issues that weigh most, by the alphabet:")
        return (Paragraph(lead), Bullets(tuple(sorted(pack.top, key=str.casefold)))) if pack.top else ()
    if pack.ranking is None:
        return paragraphs(say("No issue has been scored yet, so there is no ranking."))
    return paragraphs(top_sentence(pack.ranking, pack.top_n))


def what_is_missing(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the completeness check; a public edition has none, since it would tell what was left out."""
    if pack.public:
        return ()
    heading = Heading(say("What is still missing"), 1)
    gaps = gap_sentences(pack.missing)
    headline = Paragraph(completeness_headline(pack.missing))
    return (heading, headline, Bullets(tuple(gaps))) if gaps else (heading, headline)
