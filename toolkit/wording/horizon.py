"""Sentences about the horizon scan: what is critical, what is soon, what is due, what would follow."""

from collections import Counter
from collections.abc import Mapping, Sequence

from toolkit.cells.numbers import listed
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.drivers import DriverMap
from toolkit.methods.horizon_views import Due, Radar, Reminder, Selection
from toolkit.methods.horizon_what_if import CountyAfterItem, Step
from toolkit.wording.plain import number_word


def _items(number: int) -> str:
    return say_number("{number} item", "{number} items", number, number=number_word(number))


def selection_sentence(found: Selection, of: int) -> str:
    """Say how many items were asked for, and how many have a date that cannot be read."""
    sentence = say("{items} of {of}.", items=_items(len(found.items)).capitalize(), of=of)
    if found.undated:
        sentence += " " + say(
            "Besides, {items} with no expected date that can be read.", items=_items(len(found.undated))
        )
    return sentence


def driver_headline(found: DriverMap) -> str:
    """Say what is both important and uncertain, or that nothing is placed yet."""
    if not found.placed:
        return say("No item is graded for both impact and confidence yet, so none is on the map.")
    titles = [item.title for item in found.critical_uncertainties]
    if not titles:
        return say("No item is graded high in importance and low in certainty.")
    return say("Important and uncertain: {titles}.", titles=listed(titles))


def driver_sentence(found: DriverMap) -> str:
    """Say what the two axes are, and how many items are not placed."""
    sentence = say("Importance is the grade of impact; certainty is the grade of confidence.")
    if found.not_placed:
        sentence += " " + say(
            "Not placed, because a grade is not known: {items}. Not known is not medium.",
            items=_items(len(found.not_placed)),
        )
    return sentence


def driver_alt(found: DriverMap) -> str:
    """Say what the driver map shows, for whoever cannot see it."""
    return say(
        "Driver map, three by three: importance upwards, certainty to the right, the number of items in "
        "each cell. {headline}",
        headline=driver_headline(found),
    )


def radar_headline(found: Radar) -> str:
    """Say which sector holds the most items, and how many fall in the nearest ring."""
    counts = {h.label: sum(len(found.cells[h.id, ring]) for ring in found.rings) for h in found.headings}
    total = sum(counts.values())
    if not total:
        return say("There is no item to place in a sector.")
    most = max(counts.values())
    first = [label for label, count in counts.items() if count == most]
    near = found.rings[1]
    return say_number(
        "Of {items}, {first} holds the most ({most}); {expected}.",
        "Of {items}, {first} hold the most ({most} each); {expected}.",
        len(first),
        items=_items(total),
        first=listed(first),
        most=most,
        expected=_expected(found.in_ring(near), near),
    )


def _expected(number: int, near: str) -> str:
    if not number:
        return say("none is expected {near}", near=near)
    return say_number(
        "{number} is expected {near}",
        "{number} are expected {near}",
        number,
        number=number_word(number),
        near=near,
    )


def radar_alt(found: Radar) -> str:
    """Say what the sectors show, for whoever cannot see them."""
    size = say(
        "{sectors} sectors by {rings} rings",
        sectors=number_word(len(found.headings)),
        rings=number_word(len(found.rings)),
    )
    return say(
        "Horizon radar laid flat, {size}, the number of items in each cell. {headline}",
        size=size,
        headline=radar_headline(found),
    )


def reminder_headline(found: Sequence[Reminder]) -> str:
    """Say how many reviews are overdue, due or due soon, and how many dates cannot be read."""
    if not found:
        return say("There is no item that is still watched.")
    counts = Counter(one.due for one in found)
    pressing = [
        f"{number_word(counts[due])} {word_text(due)}"
        for due in (Due.OVERDUE, Due.DUE, Due.SOON)
        if counts[due]
    ] or [say("none is overdue or due soon")]
    rest = [
        f"{number_word(counts[due])} {words}"
        for due, words in (
            (Due.NO_DATE, say("without a review date")),
            (Due.CANNOT_BE_READ, say("with a review date that cannot be read as one")),
        )
        if counts[due]
    ]
    tail = f" {listed(rest).capitalize()}." if rest else ""
    return say("Reviews: {pressing}.{tail}", pressing=listed(pressing), tail=tail)


def after_headline(found: CountyAfterItem) -> str:
    """Say what would enter or leave the first places by count, or how many ranks would move."""
    n = found.before.rules.top_n
    now, then = (
        {one.issue.name for one in counts.issues if one.place_by_count <= n and one.count_high}
        for counts in (found.before, found.after)
    )
    entered, left = sorted(then - now), sorted(now - then)
    said = {"entered": listed(entered), "left": listed(left), "n": number_word(n)}
    if entered and left:
        return say(
            "If it happens, {entered} would enter and {left} would leave the first {n} by count.", **said
        )
    if entered:
        return say("If it happens, {entered} would enter the first {n} by count.", **said)
    if left:
        return say("If it happens, {left} would leave the first {n} by count.", **said)
    return say("If it happens, the first {n} by count stay the same issues.", **said)


def after_sentences(found: CountyAfterItem, names: Mapping[str, str]) -> list[str]:
    """Say what was assumed: which levels move, which stand at an end, and which are not known."""
    way = say("up") if found.step is Step.UP else say("down")
    moved, ends, open_ = (
        sum(len(getattr(one, what)) for one in found.districts) for what in ("moved", "at_end", "not_known")
    )
    issues = listed([names.get(issue, issue) for issue in found.item.issues])
    factors = listed([word_text(factor) for factor in found.item.moves])
    assumed = say(
        "Assumed: every level of {factors} of {issues} goes one level {way} in every district that scores "
        "it. Nothing else moves, nothing is stored, and how likely the item is does not enter.",
        factors=factors,
        issues=issues,
        way=way,
    )
    sentences = [
        assumed,
        say_number("{levels} moves.", "{levels} move.", moved, levels=_levels(moved).capitalize()),
    ]
    if "capacity" in found.item.moves:
        sentences.append(say("Capacity stands beside the risk score, so moving it changes no rank."))
    if ends:
        sentences.append(
            say("At the end of the scale already, and left there: {levels}.", levels=_levels(ends))
        )
    if open_:
        sentences.append(say("Not known, and left not known: {levels}.", levels=_levels(open_)))
    return sentences


def _levels(number: int) -> str:
    return say_number("{number} level", "{number} levels", number, number=number_word(number))
