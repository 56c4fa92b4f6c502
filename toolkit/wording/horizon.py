"""Sentences about the horizon scan: what is critical, what is soon, what is due, what would follow."""

from collections import Counter
from collections.abc import Mapping, Sequence

from toolkit.cells import listed
from toolkit.methods.drivers import DriverMap
from toolkit.methods.horizon_views import Due, Radar, Reminder, Selection
from toolkit.methods.horizon_what_if import CountyAfterItem, Step
from toolkit.wording.plain import number_word, plural


def _items(number: int) -> str:
    return f"{number_word(number)} {plural('item', number)}"


def selection_sentence(found: Selection, of: int) -> str:
    """Say how many items were asked for, and how many have a date that cannot be read."""
    sentence = f"{_items(len(found.items)).capitalize()} of {of}."
    if found.undated:
        sentence += f" Besides, {_items(len(found.undated))} with no expected date that can be read."
    return sentence


def driver_headline(found: DriverMap) -> str:
    """Say what is both important and uncertain, or that nothing is placed yet."""
    if not found.placed:
        return "No item is graded for both impact and confidence yet, so none is on the map."
    titles = [item.title for item in found.critical_uncertainties]
    if not titles:
        return "No item is graded high in importance and low in certainty."
    return f"Important and uncertain: {listed(titles)}."


def driver_sentence(found: DriverMap) -> str:
    """Say what the two axes are, and how many items are not placed."""
    sentence = "Importance is the grade of impact; certainty is the grade of confidence."
    if found.not_placed:
        sentence += (
            f" Not placed, because a grade is not known: {_items(len(found.not_placed))}. Not known is not "
            "medium."
        )
    return sentence


def driver_alt(found: DriverMap) -> str:
    """Say what the driver map shows, for whoever cannot see it."""
    return (
        "Driver map, three by three: importance upwards, certainty to the right, the number of items in "
        f"each cell. {driver_headline(found)}"
    )


def radar_headline(found: Radar) -> str:
    """Say which sector holds the most items, and how many fall in the nearest ring."""
    counts = {h.label: sum(len(found.cells[h.id, ring]) for ring in found.rings) for h in found.headings}
    total = sum(counts.values())
    if not total:
        return "There is no item to place in a sector."
    most = max(counts.values())
    first = listed([label for label, count in counts.items() if count == most])
    near = found.rings[1]
    return (
        f"Of {_items(total)}, {first} {'holds' if list(counts.values()).count(most) == 1 else 'hold'} the "
        f"most ({most}{'' if list(counts.values()).count(most) == 1 else ' each'}); "
        f"{_expected(found.in_ring(near))} expected {near}."
    )


def _expected(number: int) -> str:
    return f"{number_word(number)} are" if number > 1 else "one is" if number else "none is"


def radar_alt(found: Radar) -> str:
    """Say what the sectors show, for whoever cannot see them."""
    size = f"{number_word(len(found.headings))} sectors by {number_word(len(found.rings))} rings"
    return f"Horizon radar laid flat, {size}, the number of items in each cell. {radar_headline(found)}"


def reminder_headline(found: Sequence[Reminder]) -> str:
    """Say how many reviews are overdue, due or due soon, and how many dates cannot be read."""
    if not found:
        return "There is no item that is still watched."
    counts = Counter(one.due for one in found)
    pressing = [
        f"{number_word(counts[due])} {due.value}" for due in (Due.OVERDUE, Due.DUE, Due.SOON) if counts[due]
    ] or ["none is overdue or due soon"]
    rest = [
        f"{number_word(counts[due])} {words}"
        for due, words in (
            (Due.NO_DATE, "without a review date"),
            (Due.CANNOT_BE_READ, "with a review date that cannot be read as one"),
        )
        if counts[due]
    ]
    tail = f" {listed(rest).capitalize()}." if rest else ""
    return f"Reviews: {listed(pressing)}.{tail}"


def after_headline(found: CountyAfterItem) -> str:
    """Say what would enter or leave the first places by count, or how many ranks would move."""
    n = found.before.rules.top_n
    now, then = (
        {one.issue.name for one in counts.issues if one.place_by_count <= n and one.count_high}
        for counts in (found.before, found.after)
    )
    entered, left = sorted(then - now), sorted(now - then)
    parts = [f"{listed(entered)} would enter"] if entered else []
    parts += [f"{listed(left)} would leave"] if left else []
    first = f"the first {number_word(n)} by count"
    if parts:
        return f"If it happens, {' and '.join(parts)} {first}."
    return f"If it happens, {first} stay the same issues."


def after_sentences(found: CountyAfterItem, names: Mapping[str, str]) -> list[str]:
    """Say what was assumed: which levels move, which stand at an end, and which are not known."""
    way = "up" if found.step is Step.UP else "down"
    moved, ends, open_ = (
        sum(len(getattr(one, what)) for one in found.districts) for what in ("moved", "at_end", "not_known")
    )
    issues = listed([names.get(issue, issue) for issue in found.item.issues])
    factors = listed([factor.value for factor in found.item.moves])
    assumed = (
        f"Assumed: every level of {factors} of {issues} goes one level {way} in every district that scores "
        "it. Nothing else moves, nothing is stored, and how likely the item is does not enter."
    )
    sentences = [
        assumed,
        f"{_levels(moved).capitalize()} {'moves' if moved == 1 else 'move'}.",
    ]
    if "capacity" in found.item.moves:
        sentences.append("Capacity stands beside the risk score, so moving it changes no rank.")
    if ends:
        sentences.append(f"At the end of the scale already, and left there: {_levels(ends)}.")
    if open_:
        sentences.append(f"Not known, and left not known: {_levels(open_)}.")
    return sentences


def _levels(number: int) -> str:
    return f"{number_word(number)} {plural('level', number)}"
