"""Sentences about a sign-off: that it locks, who made it and when, and what it vouches for."""

from collections.abc import Sequence

from toolkit.cells.history import when_text
from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.store.assessments import Stored
from toolkit.store.values import SIGN_OFF

_SHOWN_OF_HASH = 16


def locked_sentence(stored: Stored) -> str:
    """Say that a signed-off return is locked, by whom and since when."""
    entry = stored.state.entries.get((SIGN_OFF, ""))
    who = (
        say(", recorded by {author_name} on {at}", author_name=entry.author_name, at=when_text(entry.at))
        if entry
        else ""
    )
    return say(
        "This return is {status} and locked{who}. To change it, reopen it on the Start page, with a reason.",
        status=stored.return_.status.label,
        who=who,
    )


def sign_off_details(stored: Stored) -> tuple[str, ...]:
    """Say what a sign-off stands on: the chain, the matrix and the version of the program."""
    said = stored.state.value_of(SIGN_OFF)
    if not said:
        return ()
    head = said["chain_head"][:_SHOWN_OF_HASH]
    return (
        say(
            "Revisions before it: {chain_count}; head of the chain: {head}",
            chain_count=said["chain_count"],
            head=head,
        ),
        say(
            "Matrix: {matrix}; hash: {matrix_hash}",
            matrix=stored.return_.matrix.ref,
            matrix_hash=said["matrix_hash"][:_SHOWN_OF_HASH],
        ),
        say("Version of the toolkit: {toolkit_version}", toolkit_version=said["toolkit_version"]),
    )


def same_numbers_sentence(return_: Return, differing: Sequence[str]) -> str:
    """Say whether ranks and scores are the ones signed off."""
    if not differing:
        return say("Ranks and scores are the same as when it was signed off.")
    names = [return_.issues[issue].name if issue in return_.issues else issue for issue in differing]
    return say(
        "Ranks or scores are NOT those signed off: {names}. Do not publish; ask who runs the tool.",
        names=listed(names),
    )
