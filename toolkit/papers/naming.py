"""Names of papers' files made from names of places and workshops."""

import re


def file_words(name: str, otherwise: str = "district") -> str:
    """Return a name as part of a file's name; `otherwise` where nothing of it can stand in one.

    >>> file_words("Tunbridge Wells"), file_words("\u2026")
    ('tunbridge-wells', 'district')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80].strip("-") or otherwise
