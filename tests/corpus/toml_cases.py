"""Matrices, lists and mappings in TOML, rows 7 and 116 to 135."""

from tests.corpus.case import Builder, Case, accepted, file, rejected

MATRIX = """\
kind = "matrix"
id = "two-criteria"
version = "1.0"
title = "Two criteria"
description = "Made up for a test."
provenance = "local"
source = "Made up for a test"

[risk]
combine = "product"
provenance = "local"
source = "Made up"

[[sections]]
id = "harm"
label = "Harm"
role = "harm"
combine = "weighted_sum"
provenance = "local"
source = "Made up"

[[sections.criteria]]
id = "physical"
label = "Physical"
question = "How badly are people hurt?"
weight = 0.6
provenance = "local"
source = "Made up"
levels = [
  {value = 0, label = "Not", guidance = "Nobody is hurt."},
  {value = 1, label = "Hurt", guidance = "Somebody is hurt."},
]

[[sections.criteria]]
id = "financial"
label = "Financial"
question = "How much do people lose?"
weight = "2/5"
provenance = "local"
source = "Made up"
levels = [
  {value = 0, label = "Nothing", guidance = "Nobody loses money."},
  {value = 1, label = "Something", guidance = "Somebody loses money."},
]
"""
CONFIDENCE = """
[confidence]
question = "How sure?"
provenance = "local"
source = "Made up"
[[confidence.grades]]
id = "sure"
label = "Sure"
guidance = "Seen twice."
doubt = ["9/10", "1/10"]
"""
BANDS = """
[[bands]]
label = "High"
from_score = 2
provenance = "local"
source = "Made up"
[[bands]]
label = "Low"
from_score = 1
provenance = "local"
source = "Made up"
"""
MAPPING = """\
kind = "matrix_mapping"
title = "Linear read as doubling"
source = "Made up"
from_matrix = {id = "morile-style-csp", version = "1.0"}
to_matrix = {id = "morile-style-csp-doubling", version = "1.0"}
[[criteria]]
from_criterion = "physical"
to_criterion = "physical"
levels = [[0, 0], [1, 1], [2, 2], [3, 4], [4, 8]]
"""


def changed(old: str, new: str, text: str = MATRIX) -> Builder:
    if old not in text:
        raise AssertionError(old)
    return file("own.toml", text.replace(old, new, 1))


def text(content: str | bytes) -> Builder:
    return file("own.toml", content)


def weights() -> list[Case]:
    place = "criterion 'physical', weight"
    return [
        rejected("weight negative", changed("0.6", "-0.6"), "own.toml, line 26", place, "too small"),
        rejected("weight nan", changed("0.6", "nan"), "own.toml, line 26", "'nan'"),
        rejected("weight inf", changed("0.6", "inf"), "own.toml, line 26", "'inf'"),
        rejected("weight 1e400", changed("0.6", "1e400"), "own.toml, line 26", "'1e400'"),
        rejected("weight a word", changed("0.6", '"much"'), place, "'much'"),
        rejected("weight by zero", changed("0.6", '"1/0"'), place, "'1/0'"),
        rejected("weight true", changed("0.6", "true"), place, "True"),
        rejected("weight a huge power", changed("0.6", '"1e999999999"'), place, hostile=True),
        rejected("weight a long fraction", changed("0.6", f'"{"9" * 5_000}/3"'), place, hostile=True),
        rejected("weight that does not count", changed('"weighted_sum"', '"sum"'), "weights count only"),
        rejected(
            "section weight that does not count",
            changed('role = "harm"', 'role = "harm"\nweight = 2'),
            "section 'harm' has a weight that would not count",
        ),
        rejected(
            "doubt over 1", changed("1/10", "2/10", MATRIX + CONFIDENCE), "'sure'", "adds to 11/10, not 1"
        ),
        accepted("weights and doubt", text(MATRIX + CONFIDENCE), "matrix two-criteria 1.0", "2 criteria"),
    ]


def shapes() -> list[Case]:
    level = "own.toml, line 31, section 'harm', criterion 'physical'"
    return [
        accepted("matrix", text(MATRIX), "matrix two-criteria 1.0: 2 criteria"),
        accepted("matrix with Windows line ends", text(MATRIX.replace("\n", "\r\n"))),
        accepted("matrix with a byte order mark", text("\ufeff" + MATRIX)),
        accepted("mapping", text(MAPPING), "matrix mapping"),
        rejected("criterion id twice", changed('id = "financial"', 'id = "physical"'), "physical", "twice"),
        rejected("levels falling", changed("value = 1", "value = -0", MATRIX), "rising order"),
        rejected("levels equal", changed("value = 0", "value = 1"), "'physical'", "rising order"),
        rejected(
            "one level",
            changed('  {value = 0, label = "Not", guidance = "Nobody is hurt."},\n', ""),
            "one level",
        ),
        rejected("level negative", changed("value = 0", "value = -1"), "too small", "0 or more"),
        rejected("level true", changed("value = 1", "value = true"), level, "'true'", "whole number"),
        rejected("level 1.5", changed("value = 1", "value = 1.5"), level, "whole number"),
        rejected("level huge", changed("value = 1", "value = 99999999999"), level, "too large"),
        rejected("level text", changed("value = 1", 'value = "1"'), level, "whole number"),
        rejected("id a number", changed('"two-criteria"', "1"), "own.toml, line 2, id", "text in quotes"),
        rejected("id not an id", changed('"two-criteria"', '"Two Criteria"'), "line 2, id", "lower-case"),
        rejected(
            "version a number", changed('version = "1.0"', "version = 1.0"), "line 3, version", "quotes"
        ),
        rejected("version a word", changed('"1.0"', '"latest"'), "line 3, version", "'latest'"),
        rejected("combine unknown", changed('"product"', '"eval(risk)"'), "risk, combine", "'eval(risk)'"),
        rejected("combine misspelt", changed('"product"', '"prodact"'), "Did you mean 'product'?"),
        rejected("role unknown", changed('role = "harm"', 'role = "danger"'), "section 'harm', role"),
        rejected("only side sections", changed('role = "harm"', 'role = "side"'), "at least one"),
        rejected("provenance missing", changed('provenance = "local"\n', ""), "provenance is missing"),
        rejected("provenance official", changed('"local"', '"official"'), "provenance", "'official'"),
        rejected("unknown key", changed("[risk]", "danger = 1\n[risk]"), "unknown key 'danger'"),
        rejected("misspelt key", changed("question", "qestion"), "Did you mean 'question'?"),
        rejected("no levels", changed("levels = [", "xlevels = ["), "unknown key 'xlevels'"),
        rejected("only a kind", text('kind = "matrix"\n'), "id is missing", "sections is missing"),
        rejected("no kind", changed('kind = "matrix"\n', ""), "kind"),
        rejected("kind unknown", changed('"matrix"', '"matrx"'), "'matrx'", "Did you mean 'matrix'?"),
        rejected("kind unsupported", changed('"matrix"', '"python"'), "own.toml", "'python'"),
        rejected("kind a list", changed('"matrix"', '["matrix"]'), "own.toml", "kind"),
        rejected("bands falling", text(MATRIX + BANDS), "'Low'", "rising"),
        rejected("hidden character", changed("Nobody is hurt", "Nobody\u200b is hurt"), "guidance", "U+200B"),
        rejected("look-alike letter", changed("Physical", "\u0420hysical"), "label", "look-alike"),
        rejected("mapping of a level twice over", changed("[3, 4]", "[3]", MAPPING), "own.toml", "criteri"),
        rejected("mapping from -1", changed("[0, 0]", "[-1, 0]", MAPPING), "too small"),
    ]


def syntax() -> list[Case]:
    return [
        rejected("key twice", changed("version", 'id = "again"\nversion'), "own.toml, line 3", "twice"),
        rejected("table twice", text(f"{MATRIX}\n[risk]\ncombine = 'sum'\n"), "line 46", "twice"),
        rejected("two documents", text(f"{MATRIX}---\n{MATRIX}"), "own.toml, line 45", "not valid TOML"),
        rejected("YAML", text("version: 1.0\nscale: {min: 0}\n"), "own.toml, line 1", "not valid TOML"),
        rejected("YAML tag", text("!!python/object/apply:os.system ['true']\n"), "own.toml, line 1"),
        rejected("YAML alias", text("a: &a [x, x]\nb: *a\n"), "own.toml, line 1"),
        rejected("a word", text("hello"), "own.toml, line 1"),
        rejected("curly quotes", changed('"Harm"', "“Harm”"), "own.toml, line 16", "straight quotes"),
        rejected("open quote", changed('"Harm"', '"Harm'), "own.toml, line 16", "quotes"),
        rejected("open list", changed('hurt."},\n]', 'hurt."},\n'), "own.toml"),
        rejected("no such day", changed("value = 1", "value = 2017-13-45"), "own.toml"),
        rejected("empty", text(""), "own.toml", "empty"),
        rejected("comments only", text("# nothing\n"), "own.toml"),
        rejected("NUL", changed("Harm", "Ha\0rm"), "own.toml", "NUL"),
        rejected("control character", changed("Harm", "Ha\x07rm"), "own.toml, line 16"),
        rejected(
            "Windows-1252", text(MATRIX.replace("Harm", "Härm").encode("cp1252")), "line 16", "not UTF-8"
        ),
        rejected("UTF-16", text(MATRIX.encode("utf-16")), "own.toml", "UTF-16"),
        rejected("deep list", file("own.toml", lambda: "a = " + "[" * 100_000), "too deep", hostile=True),
        rejected("deep tables", file("own.toml", lambda: "a = " + "{a=" * 20_000), "too deep", hostile=True),
        rejected(
            "deep key",
            file("own.toml", lambda: ".".join(["a"] * 100_000) + " = 1"),
            "line 1",
            "too many parts",
            hostile=True,
        ),
        rejected(
            "deep table name",
            file("own.toml", lambda: f"[{'.'.join(['a'] * 100_000)}]"),
            "line 1",
            "too many",
            hostile=True,
        ),
        rejected(
            "deep key with spaces",
            file("own.toml", lambda: " . ".join(["a"] * 50_000) + " = 1"),
            "own.toml",
            hostile=True,
        ),
        rejected(
            "deep key quoted",
            file("own.toml", lambda: ".".join(['"a b"'] * 50_000) + " = 1"),
            "own.toml",
            hostile=True,
        ),
        rejected(
            "5,000 digits",
            changed("value = 1", f"value = {'9' * 5_000}"),
            "own.toml",
            "too long",
            hostile=True,
        ),
        rejected(
            "a million digits", file("own.toml", lambda: f"a = {'9' * 990_000}"), "own.toml", hostile=True
        ),
        rejected(
            "60,000 keys",
            file("own.toml", lambda: "".join(f"k{n} = 1\n" for n in range(60_000))),
            "kind",
            hostile=True,
        ),
        rejected(
            "60,000 tables", file("own.toml", lambda: "[[sections]]\n" * 60_000), "own.toml", hostile=True
        ),
        rejected(
            "more than 1 MB",
            file("own.toml", lambda: "#" * 1_000_001),
            "own.toml",
            "larger than 1 MB",
            hostile=True,
        ),
    ]


CASES = [*weights(), *shapes(), *syntax()]
