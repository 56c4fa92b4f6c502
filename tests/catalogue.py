"""Every sentence that is said, collected into the template of a catalogue: ``python -m tests.catalogue``."""

import io
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from toolkit.language import DOMAIN, FOLDER

CHECKOUT = Path(__file__).resolve().parent.parent
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
FOLDERS = ("apps", "toolkit")
KEYWORDS = {"say": None, "say_number": (1, 2)}
HEAD = """\
# Sentences of the CSP Toolkit. Written by `make catalogue`; docs/translating.md says how to translate them.
msgid ""
msgstr ""
"Project-Id-Version: csp-toolkit\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@cache
def collected() -> Catalog:
    """Return every sentence with the files it is said in."""
    catalog = Catalog(domain=DOMAIN)
    for folder in FOLDERS:
        found = extract_from_dir(CHECKOUT / folder, [("**.py", "python")], keywords=KEYWORDS)
        for name, line, message, _, _ in sorted(found, key=lambda one: one[:2]):
            catalog.add(message, locations=[(f"{folder}/{name}", line)])
    return catalog


def template() -> bytes:
    """Return the template: no date and no line numbers, so that it changes with the words only."""
    written = io.BytesIO()
    write_po(written, collected(), omit_header=True, sort_output=True, include_lineno=False)
    return HEAD.encode() + written.getvalue()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template())
    sys.stdout.write(f"{TEMPLATE.relative_to(CHECKOUT)}: {len(collected())} sentences\n")
