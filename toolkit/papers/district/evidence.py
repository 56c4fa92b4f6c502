"""The figures behind the scores: what each shows and cannot show, over time, and what is judgement."""

from collections.abc import Iterator

from toolkit.charts.trend_line import trend_line
from toolkit.language import say
from toolkit.methods.suppression import HIDDEN
from toolkit.model.evidence import EvidenceCard, FigureKind, Gap
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Picture, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.evidence import card_table
from toolkit.tables.trend_line import has_line, line_points, years_table
from toolkit.wording.evidence import break_sentence, made_up_sentence
from toolkit.wording.evidence_cards import card_sentences
from toolkit.wording.trend_line import line_alt, line_headline, line_measured, source_sentence


def figures_of_issue(pack: DistrictPack, issue: str) -> Iterator[Block]:
    """Yield what the cards of an issue say, each with its line over time where there is one."""
    for card in pack.evidence.cards_of(issue):
        said = tuple(_sentences(pack, card))
        if not _has_figure(card):
            yield from paragraphs(" ".join(said))
            continue
        if has_line(card):
            yield _picture(pack, card)
        yield Bullets(said)


def figures(pack: DistrictPack, told: frozenset[str]) -> tuple[Block, ...]:
    """Return the figures in one table, then those of each issue that is not among the `told` already."""
    heading = Heading(say("Figures behind the scores"), 1)
    if not pack.evidence.cards:
        missing = say("No figure is kept beside the scores. Put figures beside them on the page Evidence.")
        return () if pack.public else (heading, Paragraph(missing))
    lead = say(
        "Open figures, and partners' own, stand beside the scores. They propose levels and decide none; an "
        "issue without a figure is a matter of judgement and complete as such."
    )
    issues = [issue for issue in _in_order(pack) if issue not in told]
    return (
        heading,
        Paragraph(lead),
        _table(pack),
        *(block for issue in issues if _is_told(pack, issue) for block in _issue(pack, issue)),
        *_judgement(pack, issues),
    )


def _issue(pack: DistrictPack, issue: str) -> Iterator[Block]:
    yield Heading(pack.return_.issues[issue].name, 2)
    yield from figures_of_issue(pack, issue)


def _judgement(pack: DistrictPack, issues: list[str]) -> tuple[Block, ...]:
    """Return the issues without a figure, a sentence each, under one heading."""
    rest = [card for issue in issues if not _is_told(pack, issue) for card in pack.evidence.cards_of(issue)]
    if not rest:
        return ()
    said = tuple(" ".join(_sentences(pack, card)) for card in rest)
    return Heading(say("Issues without a figure"), 2), Bullets(said)


def _in_order(pack: DistrictPack) -> list[str]:
    """Return the issues that have cards: in order of risk where one is shown, then as the list has them."""
    ranked = [] if pack.ranking is None or pack.unranked else pack.ranking.issues
    order = [*(one.scored.issue.id for one in ranked), *pack.return_.issues]
    with_cards = {card.issue for card in pack.evidence.cards}
    return [issue for issue in dict.fromkeys(order) if issue in with_cards]


def _is_told(pack: DistrictPack, issue: str) -> bool:
    return any(_has_figure(card) for card in pack.evidence.cards_of(issue))


def _has_figure(card: EvidenceCard) -> bool:
    return card.figure is not FigureKind.JUDGEMENT and Gap.NOT_LOADED not in card.gaps


def _sentences(pack: DistrictPack, card: EvidenceCard) -> Iterator[str]:
    yield from card_sentences(card, pack.return_.issues[card.issue].name, pack.return_.district)
    if _has_figure(card):
        yield source_sentence(_source(pack, card), card.edition)


def _source(pack: DistrictPack, card: EvidenceCard) -> str:
    """Return where a figure comes from: who gave it, or the publication by its name."""
    if card.given_by:
        return say("own figures, {giver}", giver=card.given_by)
    return pack.sources.get(card.source or "", card.source or "")


def _picture(pack: DistrictPack, card: EvidenceCard) -> Picture:
    issue, district = pack.return_.issues[card.issue].name, pack.return_.district
    number = [one.key for one in pack.evidence.cards].index(card.key) + 1
    name = say("Counts {number}", number=number)
    title = say("{issue} in {district}: counts over time", issue=issue, district=district)
    source = _source(pack, card)
    notes = [made_up_sentence()] if card.made_up else []
    table = table_of(years_table(card), name, title, notes=notes, source=source)
    return picture_of(
        line_headline(card, issue, district),
        line_measured(card, source),
        line_alt(card, issue, district),
        trend_line(line_points(card)),
        table,
    )


def _table(pack: DistrictPack) -> Table:
    """Return one row a card, with what must be said of them: hidden numbers, breaks, what is made up."""
    place = {issue: number for number, issue in enumerate(_in_order(pack))}
    cards = sorted(pack.evidence.cards, key=lambda card: place[card.issue])
    named = [
        card if card.figure is FigureKind.JUDGEMENT else card.changed(given_by=_source(pack, card))
        for card in cards
    ]
    issues = {name: issue.name for name, issue in pack.return_.issues.items()}
    frame = card_table(named, {}, issues)
    frame[say("Breaks")] = [len(card.breaks) if _has_figure(card) else "" for card in cards]
    shown = [name for name in map(str, frame.columns) if name not in (say("District"), say("Made up"))]
    title = say("Figures beside the scores of {district}, by issue", district=pack.return_.district)
    return without_empty_columns(table_of(frame, "Figures", title, columns=shown, notes=_notes(cards)))


def _notes(cards: list[EvidenceCard]) -> Iterator[str]:
    if any(card.suppressed for card in cards):
        yield say(
            "{shorthand} stands for a number that is small, or that would give a small one away.",
            shorthand=HIDDEN,
        )
    yield from dict.fromkeys(break_sentence(one) for card in cards for one in card.breaks)
    if all(card.made_up for card in cards):
        yield say("All these figures are made up.")
    elif any(card.made_up for card in cards):
        yield say("Some of these figures are made up; the sentences of each say so.")
