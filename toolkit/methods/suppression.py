"""Hide small numbers in a table of counts, and further ones, so that no hidden one can be worked out."""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from toolkit.language import say

HIDDEN: Final = "[c]"
"""What stands in the place of a hidden number: the Analysis Function's shorthand for confidential."""

SMALL: Final = 4
"""Counts of 1 to this are hidden unless the owner of the data says otherwise."""

Position = tuple[int, int]
"""Row and column, from 0; the totals stand in the row and the column after the last."""


@dataclass(frozen=True)
class Counts:
    """A table of counts of people or events, and which of its totals are published with it.

    `cells` are whole numbers, zero or more, all rows equally long; None is a count that is not known: it is
    published as such and is in no total.
    """

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: bool = False
    column_totals: bool = False
    grand_total: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no table of counts."""
        if len({len(row) for row in self.cells}) > 1:
            raise ValueError(say("the rows of a table of counts are equally long"))
        if any(count is not None and count < 0 for row in self.cells for count in row):
            raise ValueError(say("a count is zero or more"))

    @property
    def shape(self) -> Position:
        """Numbers of rows and columns, without the totals."""
        return len(self.cells), len(self.cells[0]) if self.cells else 0

    @cached_property
    def values(self) -> dict[Position, int]:
        """Every known count and every total by position, whether or not the total is published."""
        rows, columns = self.shape
        known = {
            (i, j): count
            for i, row in enumerate(self.cells)
            for j, count in enumerate(row)
            if count is not None
        }
        totals = {(i, columns): sum(count or 0 for count in row) for i, row in enumerate(self.cells)}
        totals |= {(rows, j): sum(row[j] or 0 for row in self.cells) for j in range(columns)}
        return known | totals | {(rows, columns): sum(totals[i, columns] for i in range(rows))}

    def is_published(self, position: Position) -> bool:
        """Say whether a count or total is printed at all, hidden or not."""
        rows, columns = self.shape
        if position == (rows, columns):
            return self.grand_total
        if position[0] == rows:
            return self.column_totals
        return self.row_totals if position[1] == columns else position in self.values

    def is_total(self, position: Position) -> bool:
        """Say whether a position is that of a total."""
        return position[0] == self.shape[0] or position[1] == self.shape[1]


def hidden_counts(counts: Counts, small: int = SMALL) -> frozenset[Position]:
    """Return the positions to hide: counts and totals of 1 to `small`, and what keeps them from being solved.

    A zero is never hidden. What is promised is `recoverable_counts`: nothing. Each hidden number keeps at
    least one other possible value, though it may be a near one. Further numbers are chosen one small number
    at a time: inner cells before totals, then those with the least sum. The choice is safe and small,
    not the smallest there is; whatever it hides without need is shown again, largest first.

    Notes
    -----
    A table with its totals is a network: rows and columns are its nodes, each number the flow between two of
    them, and a hidden number can be another if a cycle of hidden numbers leads through it. The cheapest such
    cycle is found with Dijkstra's method. Source: L. H. Cox, "Network models for complementary cell
    suppression", Journal of the American Statistical Association 90 (1995), 1453-1462; J. P. Kelly,
    B. L. Golden and A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data",
    Networks 22 (1992), 397-417.
    """
    values = counts.values
    hidden = {at for at, count in values.items() if counts.is_published(at) and 1 <= count <= small}
    primary = sorted(hidden, key=lambda at: (-values[at], at))
    for at in primary:
        if _cheapest_cycle(counts, hidden, at, further=False) is None:
            hidden |= _cheapest_cycle(counts, hidden, at, further=True) or set()
    for at in sorted(
        hidden - set(primary), key=lambda at: (counts.is_total(at), values[at], at), reverse=True
    ):
        if not recoverable_counts(counts, hidden - {at}):
            hidden.remove(at)
    return frozenset(hidden)


def recoverable_counts(counts: Counts, hidden: Collection[Position]) -> tuple[Position, ...]:
    """Return the hidden positions whose number can be worked out from what is published, in order.

    The reader is taken to know that counts are whole numbers, that parts add up to their totals, and that a
    zero is never hidden, so that every hidden number is at least 1. Exact: a number is returned if and only
    if every table that fits what is published has the same number there. A reader who knows more, such as
    another table of the same people, may work out more.
    """
    kept = frozenset(hidden)
    return tuple(at for at in sorted(kept) if _cheapest_cycle(counts, kept, at, further=False) is None)


Cost = tuple[int, int, int]
"""Totals hidden, sum of what is hidden, numbers hidden."""

_Node = tuple[str, int]
_Arc = tuple[_Node, Position, Cost]


def _cheapest_cycle(
    counts: Counts, hidden: Collection[Position], through: Position, *, further: bool
) -> set[Position] | None:
    """Return what must be hidden so that the number at `through` could be one more or one less."""
    arcs = _arcs(counts, hidden, through, further=further)
    tail, head = _ends(counts, through)
    ways = [_cheapest_path(arcs, head, tail)]
    if counts.values[through] > 1:
        ways.append(_cheapest_path(arcs, tail, head))
    found = [way for way in ways if way]
    if not found:
        return None
    _, path = min(found)
    return {at for at in path if counts.is_published(at)}


def _ends(counts: Counts, position: Position) -> tuple[_Node, _Node]:
    """Return the nodes between which a number flows: a cell from its column to its row, a total back."""
    row, column = ("row", position[0]), ("column", position[1])
    in_total_row, in_total_column = (at == size for at, size in zip(position, counts.shape, strict=True))
    return (column, row) if in_total_row == in_total_column else (row, column)


def _arcs(
    counts: Counts, hidden: Collection[Position], left_out: Position, *, further: bool
) -> dict[_Node, list[_Arc]]:
    """Return where a change of one may go from each node: hidden numbers free, others at their cost.

    A total that is not printed changes freely; a zero stays, and a hidden 1 is not made less.
    """
    arcs: dict[_Node, list[_Arc]] = {}
    for at, count in counts.values.items():
        unprinted = not counts.is_published(at)
        if at == left_out or not (unprinted or at in hidden or (further and count)):
            continue
        cost = (0, 0, 0) if unprinted or at in hidden else (int(counts.is_total(at)), count, 1)
        tail, head = _ends(counts, at)
        arcs.setdefault(tail, []).append((head, at, cost))
        if unprinted or count > 1:
            arcs.setdefault(head, []).append((tail, at, cost))
    return arcs


def _cheapest_path(
    arcs: dict[_Node, list[_Arc]], start: _Node, goal: _Node
) -> tuple[Cost, tuple[Position, ...]] | None:
    """Return the cheapest way from one node to another and the numbers on it; ties go by position."""
    queue: list[tuple[Cost, tuple[Position, ...], _Node]] = [((0, 0, 0), (), start)]
    done: set[_Node] = set()
    while queue:
        cost, path, node = heapq.heappop(queue)
        if node == goal:
            return cost, path
        if node in done:
            continue
        done.add(node)
        for following, at, price in _onward(arcs, node, done):
            total = (cost[0] + price[0], cost[1] + price[1], cost[2] + price[2])
            heapq.heappush(queue, (total, (*path, at), following))
    return None


def _onward(arcs: dict[_Node, list[_Arc]], node: _Node, done: Collection[_Node]) -> Iterator[_Arc]:
    return (arc for arc in arcs.get(node, ()) if arc[0] not in done)
