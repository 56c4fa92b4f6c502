"""The districts' figures side by side: published ones as rates, partners' own as counts with their sum."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from toolkit.cells.dates import month_text
from toolkit.cells.evidence import rate_text
from toolkit.language import say
from toolkit.methods.suppression import HIDDEN
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard, FigureKind
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.editions_counts import public_counts
from toolkit.papers.paper import Block, Cell, Heading, Paragraph, Table
from toolkit.wording.evidence import break_sentence

_Column = tuple[str, str, str]
"""An issue, who gave its figure, and the last month counted: what may stand in one column."""

_Cards = Mapping[str, EvidenceCard]
"""The cards of one column by the name of their district."""

_PER: Final = 1_000


def district_figures(pack: CountyPack) -> tuple[Block, ...]:
    """Return the districts' figures in two tables, or nothing where no district keeps any."""
    tables = tuple(
        table for table in (open_table(pack), own_table(pack)) if len(table.columns) > 1 and table.rows
    )
    if not tables:
        return ()
    lead = say(
        "These figures stand beside the districts' scores. They propose levels and decide none, and put the "
        "districts in no order: rates differ by chance, by who comes there, and by what is reported."
    )
    return Heading(say("Figures of the districts"), 1), Paragraph(lead), *tables


def made_up(pack: CountyPack) -> tuple[str, ...]:
    """Return that figures are made up, where any is."""
    cards = (card for kept in pack.evidence.values() for card in kept.cards)
    return (say("Figures of the districts: made up."),) if any(card.made_up for card in cards) else ()


def open_table(pack: CountyPack) -> Table:
    """Return the rates of published figures: a row for each district that keeps figures."""
    columns = _columns(pack.evidence, FigureKind.OPEN)
    rows = [
        (district, *(_rate(cards.get(district)) for cards in columns.values())) for district in pack.evidence
    ]
    title = say("Published figures per {per:,} residents or households in 12 months", per=_PER)
    return Table(
        say("District figures"),
        title,
        (say("District"), *_headings(pack, columns)),
        tuple(rows),
        tuple(_notes(columns.values())),
    )


def own_table(pack: CountyPack) -> Table:
    """Return the counts that partners gave, with their sum.

    Where a number is hidden its sum is hidden too, and no other number in its stead: the districts' own
    papers print the others. What is left is held against `public_counts` in a public edition.
    """
    columns = {
        column: cards
        for column, cards in _columns(pack.evidence, FigureKind.OWN).items()
        if any(card.count is not None for card in cards.values())
    }
    rows: list[tuple[Cell, ...]] = [
        (district, *(_count(cards.get(district)) for cards in columns.values())) for district in pack.evidence
    ]
    sums = (sum(card.count or 0 for card in cards.values()) for cards in columns.values())
    table = Table(
        say("Partners figures"),
        say("Partners' own figures in 12 months, as counted"),
        (say("District"), *_headings(pack, columns)),
        (*rows, (say("Sum"), *sums)),
        tuple(_notes(columns.values())),
    )
    if not columns:
        return table
    checked = public_counts(table, total_row=True) if pack.public else table
    return _marked(checked, list(columns.values()))


def _columns(evidence: Mapping[str, DistrictEvidence], kind: FigureKind) -> dict[_Column, _Cards]:
    """Return the cards of a kind by column, in the order in which the districts have them."""
    found: dict[_Column, dict[str, EvidenceCard]] = {}
    for district, kept in evidence.items():
        for card in kept.cards:
            if card.figure is kind and card.last_month is not None:
                who = card.given_by or card.source or ""
                found.setdefault((card.issue, who, card.last_month), {})[district] = card
    return dict(found)


def _headings(pack: CountyPack, columns: Mapping[_Column, _Cards]) -> Iterator[str]:
    """Yield the issue of each column with its last month, and who gave it where several did."""
    issues = {name: issue.name for one in pack.county.returns.returns for name, issue in one.issues.items()}
    givers = [(issue, last) for issue, _, last in columns]
    for issue, who, last in columns:
        name = issues.get(issue, issue)
        if givers.count((issue, last)) > 1:
            name = say("{issue}, {giver}", issue=name, giver=who)
        yield say("{issue}, to {month}", issue=name, month=month_text(last))


def _rate(card: EvidenceCard | None) -> Cell:
    if card is None or card.rate is None:
        return None
    return rate_text(float(card.rate))


def _count(card: EvidenceCard | None) -> Cell:
    return None if card is None else card.count


def _marked(table: Table, columns: list[_Cards]) -> Table:
    """Return the table with a sign for each number that is hidden, and for the sum it is part of."""
    rows = [list(row) for row in table.rows]
    for at, cards in enumerate(columns, 1):
        hidden = {district for district, card in cards.items() if card.suppressed}
        for row in rows[:-1]:
            row[at] = HIDDEN if row[0] in hidden else row[at]
        rows[-1][at] = HIDDEN if hidden else rows[-1][at]
    note = say(
        "{shorthand} stands for a small number, or for a sum that would give it away.", shorthand=HIDDEN
    )
    notes = (*table.notes, note) if any(HIDDEN in row for row in rows) else table.notes
    return replace(table, rows=tuple(map(tuple, rows)), notes=notes)


def _notes(columns: Iterable[_Cards]) -> Iterator[str]:
    cards = [card for column in columns for card in column.values()]
    yield say("An empty cell is a figure that is not known; it is not zero.")
    if givers := sorted({card.given_by for card in cards if card.given_by}):
        yield say("Given by: {givers}.", givers="; ".join(givers))
    yield from dict.fromkeys(break_sentence(one) for card in cards for one in card.breaks)
    if any(card.made_up for card in cards):
        yield say("These figures are made up.")
