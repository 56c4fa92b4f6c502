"""A language nobody speaks, made from the English: what stays English was not said through the catalogue."""

import re
import string
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.catalogue import collected
from toolkit.language import DOMAIN

LANGUAGE = "xx"
_LETTERS = str.maketrans(string.ascii_letters, "åƀçđéƒğĥíĵķļɱñóþɋŕšţúṽŵẋýžÅƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ", "")
_FIELD = re.compile(r"(\{[^{}]*\})")


def accented(sentence: str) -> str:
    """Return a sentence in brackets with other letters, its fields kept: ``⟦Šåṽéđ: {name}.⟧``."""
    parts = _FIELD.split(sentence)
    return f"⟦{''.join(part if part.startswith('{') else part.translate(_LETTERS) for part in parts)}⟧"


def write_language(folder: Path) -> None:
    """Write the catalogue of the language into `folder`, as gettext looks for it."""
    made = Catalog(locale=None, domain=DOMAIN, charset="utf-8")
    for message in collected():
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(map(accented, message.id)))
        elif message.id:
            made.add(message.id, accented(message.id))
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", _PLURALS)]
    file = folder / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as opened:
        write_mo(opened, made)


_PLURALS = "nplurals=2; plural=(n != 1);"
