"""Sentences: each is said whole, in one catalogue, and a translation keeps what stands in braces."""

import ast
import gettext
import io
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.catalogue import CHECKOUT, FOLDERS, TEMPLATE, template
from toolkit import language
from toolkit.language import DOMAIN, FOLDER, catalogue, say, say_number

WELSH = CHECKOUT / "tests" / "small_welsh.po"
TRANSLATED = [*sorted(FOLDER.glob("*/LC_MESSAGES/*.po")), WELSH]


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Return every call that says a sentence, with its place."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for folder in FOLDERS:
        for file in sorted((CHECKOUT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id="say" | "say_number")):
                        yield f"{file.relative_to(CHECKOUT)}:{node.lineno}", node


def fields(sentence: str) -> set[str]:
    """Return the names that stand in braces in a sentence."""
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


def english(call: ast.Call) -> list[str]:
    """Return the sentences of a call, which are written there, or nothing where one is not."""
    count = 2 if ast.unparse(call.func) == "say_number" else 1
    return [
        one.value for one in call.args[:count] if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def spoken(file: Path) -> gettext.GNUTranslations:
    """Return what a translator's file says, as it would be installed."""
    made = io.BytesIO()
    write_mo(made, read(file))
    made.seek(0)
    return gettext.GNUTranslations(made)


def test_every_sentence_is_written_where_it_is_said() -> None:
    """A sentence put together first could not be found by a translator."""
    found = [
        place
        for place, call in calls()
        if len(english(call)) != (2 if ast.unparse(call.func) == "say_number" else 1)
    ]
    assert found == []


def test_every_name_in_braces_is_given_and_every_name_given_is_said() -> None:
    wrong = []
    for place, call in calls():
        given = {one.arg for one in call.keywords if one.arg}
        if ast.unparse(call.func) == "say_number":
            given |= {"number"}
        elif not call.keywords:
            continue  # without values nothing is read as a field
        wanted = set().union(*(fields(one) for one in english(call)))
        spread = any(one.arg is None for one in call.keywords)
        if (wanted - given and not spread) or given - wanted - {"number"}:
            wrong.append(f"{place} {sorted(wanted ^ given)}")
    assert wrong == []


def test_no_sentence_begins_or_ends_with_a_space() -> None:
    """A translator does not see it; the space belongs to what joins two sentences."""
    assert [place for place, call in calls() for one in english(call) if one != one.strip()] == []


def test_the_template_in_the_tree_holds_every_sentence_said_now() -> None:
    assert TEMPLATE.read_bytes() == template(), "run: make catalogue"


def test_the_template_names_no_day_and_no_line() -> None:
    written = template()
    assert b"POT-Creation-Date" not in written
    assert b"#: toolkit/cells/numbers.py\n" in written


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: file.stem)
def test_a_translation_keeps_the_names_in_braces(file: Path) -> None:
    wrong = []
    for message in read(file):
        sentences = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = set().union(*map(fields, sentences))
        wrong += [one for one in said if message.id and one and not fields(one) <= allowed]
        if not isinstance(message.id, tuple):
            wrong += [one for one in said if one and allowed - fields(one)]
    assert wrong == []


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: file.stem)
def test_a_translation_says_what_is_in_the_template(file: Path) -> None:
    known = {message.id for message in read(TEMPLATE)}
    assert [message.id for message in read(file) if message.id not in known] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 lle"),
        (1, "1 lle yn unig"),
        (2, "2 le"),
        (3, "3 lle (tri)"),
        (4, "4 o leoedd"),
        (6, "6 lle (chwech)"),
        (7, "7 o leoedd"),
        (103, "103 o leoedd"),
    ],
)
def test_each_number_has_its_form_in_welsh(number: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_SPOKEN", spoken(WELSH))
    assert say_number("{number} place", "{number} places", number) == said


def test_what_is_not_translated_stays_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_SPOKEN", spoken(WELSH))
    assert say("Saved: {issue}.", issue="Lladrad") == "Cadwyd: Lladrad."
    assert say("Not saved.") == "Not saved."


def test_a_value_is_never_read_as_a_sentence() -> None:
    assert say("Saved: {issue}.", issue="{number}") == "Saved: {number}."
    assert say_number("{number} place", "{number} places", 2, number="two") == "two places"


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    assert catalogue("cy", tmp_path).gettext("Not saved.") == "Not saved."


def test_a_catalogue_is_found_in_a_folder_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, read(WELSH))
    assert catalogue("cy", tmp_path).gettext("Saved: {issue}.") == "Cadwyd: {issue}."
