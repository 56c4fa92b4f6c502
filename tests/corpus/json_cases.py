"""JSON returns, rows 8 and 104 to 115."""

import json

from tests.corpus.case import accepted, file, good_json, json_return, json_score, json_text, rejected

LEVEL = "maidstone.json, scores 1, level"


def _deep() -> str:
    return '{"format": 1, "scores": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}"


def _many() -> str:
    return json.dumps(good_json() | {"scores": [{}] * 100_001})


CASES = [
    accepted("return", json_return(), "return of Maidstone", "1 scores"),
    accepted("level as text", json_score(level="3")),
    accepted("level unknown", json_score(level="unknown")),
    accepted("level null", json_score(level=None)),
    accepted("with a byte order mark", file("maidstone.json", "\ufeff" + json.dumps(good_json()))),
    accepted("without scores", json_return(scores=[]), "0 scores"),
    rejected("NaN", json_text('"level": 3', '"level": NaN'), "maidstone.json", "'NaN'"),
    rejected("Infinity", json_text('"level": 3', '"level": -Infinity'), "'-Infinity'"),
    rejected("1e999", json_text('"level": 3', '"level": 1e999'), "'1e999'"),
    rejected("key twice", json_text('"level": 3', '"level": 1, "level": 5'), "'level'", "twice"),
    rejected("list twice", json_text('"issues": [{', '"issues": [], "issues": [{'), "'issues'", "twice"),
    rejected("5,000 digits", json_text('"level": 3', '"level": ' + "9" * 5_000), "too long", hostile=True),
    rejected("deep", file("m.json", lambda: "[" * 100_000), "m.json", "too deep", hostile=True),
    rejected("deep objects", file("m.json", _deep), "m.json", "too deep", hostile=True),
    rejected("comma at the end", json_text("}]}", "}],}"), "m", "line 1"),
    rejected("comment", file("m.json", '// x\n{"format": 1}'), "m.json, line 1", "no comments"),
    rejected("list", file("m.json", "[]"), "m.json", "a return is one object"),
    rejected("other object", file("m.json", '{"a": 1}'), "m.json", "'1' is not text"),
    rejected("lines", file("m.json", '{"format": 1}\n{"format": 1}\n'), "m.json, line 2"),
    rejected("unknown column", json_score(__class__="x"), "scores 1", "'__class__'"),
    rejected("unknown key", json_return(colour="x"), "'colour'"),
    rejected("unknown list", json_return(socres=[]), "'socres'", "Did you mean 'scores'?"),
    rejected("true", json_score(level=True), LEVEL, "'true'"),
    rejected("list as a level", json_score(level=[3]), LEVEL, "'[3]'"),
    rejected("2.5", json_score(level=2.5), LEVEL, "'2.5'"),
    rejected("3.0", json_score(level=3.0), LEVEL, "'3.0'"),
    rejected("-1", json_score(level=-1), LEVEL, "physical has no level -1"),
    rejected("6", json_score(level=6), LEVEL, "physical has no level 6"),
    rejected("scores no list", json_return(scores={"a": 1}), "scores is not a list"),
    rejected("row no object", json_return(scores=["x"]), "scores 1", "'x' is not an object"),
    rejected("number as text", json_score(rationale=7), "scores 1, rationale", "'7'"),
    rejected("object as text", json_score(rationale={"a": 1}), "scores 1, rationale"),
    rejected("lone surrogate", json_score(rationale="a\ud800b"), "scores 1, rationale", "hidden", "U+D800"),
    rejected("NUL", json_score(rationale="a\0b"), "scores 1, rationale", "U+0000"),
    rejected("district an object", json_return(district={"a": "b"}), "district"),
    rejected("matrix a text", json_return(matrix="morile-style-csp-1.0"), "matrix"),
    rejected("score twice", json_return(scores=good_json()["scores"] * 2), "scores 2", "scores 1"),
    rejected("empty", file("m.json", b""), "m.json", "empty"),
    rejected("UTF-16", file("m.json", json.dumps(good_json()).encode("utf-16")), "m.json", "UTF-16"),
    rejected("100,001 rows", file("m.json", _many), "more than 100,000 rows", hostile=True),
    rejected("more than 20 MB", file("m.json", lambda: b" " * 20_000_001), "larger than 20 MB", hostile=True),
]
