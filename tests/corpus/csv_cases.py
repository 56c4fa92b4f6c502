"""Return folders and CSV files of every kind of trouble; numbers are the rows of the corpus they adapt."""

import gzip
import json
import random
import unicodedata

from tests.corpus.case import (
    GOOD,
    HORIZON_COLUMNS,
    ISSUE,
    ISSUE_COLUMNS,
    ITEM,
    PRIORITY_COLUMNS,
    SCORE,
    SCORE_COLUMNS,
    WORDING,
    WORDING_COLUMNS,
    Case,
    accepted,
    csv_row,
    folder,
    header,
    issue,
    issues,
    item,
    priority,
    rejected,
    score,
    scores,
    wordings,
)
from tests.corpus.texts import INERT

SCORES = GOOD["scores.csv"]
LINE = "maidstone/scores.csv, line 2, level"


def many_scores(count: int) -> str:
    """Return the text of a table of `count` scores, each by another scorer."""
    rows = (f"burglary,physical,Scorer {n},,1,,,,\n" for n in range(count))
    return f"{SCORE_COLUMNS}\n" + "".join(rows)


def faulty_scores(count: int) -> str:
    """Return the text of a table where every row names an issue and a criterion that do not exist."""
    rows = (f"burglery{n},phys{n},Scorer {n},,1,,,,\n" for n in range(count))
    return f"{SCORE_COLUMNS}\n" + "".join(rows)


def levels() -> list[Case]:
    """Cells of the level column, rows 29 to 51."""
    no_score = "is not a score"
    not_whole = "is not a whole number"
    wrong = {
        "6": "E_RANGE",
        "-1": "E_RANGE",
        "2.5": not_whole,
        "NaN": no_score,
        "inf": no_score,
        "-Infinity": not_whole,
        "None": no_score,
        "N/A": no_score,
        "#REF!": no_score,
        "#DIV/0!": no_score,
        "-": no_score,
        "?": no_score,
        "high": not_whole,
        "1e0": not_whole,
        "0x3": not_whole,
        "1_0": not_whole,
        "٣": not_whole,
        "３": not_whole,
        "³": not_whole,
        "3\xa0%": not_whole,
        "'3": not_whole,
        "=1+2": not_whole,
        "99999999999999999999": not_whole,
        "TRUE": not_whole,
        "\N{MINUS SIGN}1": not_whole,
        "3,0": not_whole,
        "3/4": not_whole,
        "+3": not_whole,
    }
    cases = [rejected(f"level {text}", score(level=text), LINE, says) for text, says in wrong.items()]
    return [
        *cases,
        rejected("level 5 of 0 to 4", score(level="5"), LINE, "physical has no level 5", "0, 1, 2, 3, 4"),
        rejected("level by its label", score(level="First aid"), LINE, "Did you mean '1'?"),
        accepted("level blank", score(level=""), "1 scores of 1 issues"),
        accepted("level unknown", score(level="Unknown"), "1 scores of 1 issues"),
        accepted("level with spaces round it", score(level="  3  ")),
        accepted("level with a non-breaking space", score(level="3\xa0")),
        accepted("level 03", score(level="03")),
    ]


def encodings() -> list[Case]:
    """Bytes that are no text, or not the text they seem, rows 1 to 17 and 66."""
    line = "maidstone/issues.csv, line 2"

    def issue_bytes(name: bytes) -> dict[str, bytes]:
        row = ISSUE.encode().replace(b"Cuckooing", name, 1)
        return {"issues.csv": ISSUE_COLUMNS.encode() + b"\n" + row + b"\n"}

    noise = random.Random(1).randbytes(64) + b"\0"  # noqa: S311
    return [
        accepted("plain", folder(), "return of Maidstone for 2016-17"),
        accepted("byte order mark", folder({"scores.csv": b"\xef\xbb\xbf" + SCORES.encode()})),
        accepted("Windows line ends", folder({"scores.csv": SCORES.replace("\n", "\r\n")})),
        accepted("old Macintosh line ends", folder({"scores.csv": SCORES.replace("\n", "\r")})),
        accepted("no last line end", folder({"scores.csv": SCORES.rstrip("\n")})),
        accepted("all quoted", scores(",".join(f'"{cell}"' for cell in SCORE.split(",")))),
        accepted("blank lines between rows", scores("", SCORE, "", "")),
        accepted("blank cells throughout a row", scores(SCORE, ",,,,,,,,")),
        accepted(
            "columns in another order",
            scores(
                "3,physical,burglary,agreed,,,,,",
                columns=("level,criterion,issue,scorer,agency,confidence,rationale,evidence,dissent"),
            ),
        ),
        accepted("decomposed letters", issue(name=unicodedata.normalize("NFD", "Gŵyr bunting"))),
        accepted("Welsh, Greek and Cyrillic words", issue(name="Gŵyr Αθήνα Київ project")),
        accepted("line break inside a cell", score(rationale="First line\nsecond line")),
        rejected("random bytes", folder({"scores.csv": noise}), "maidstone/scores.csv", "NUL bytes"),
        rejected(
            "Windows-1252 letter", folder(issue_bytes(b"Caf\xe9")), line, "not UTF-8", "E9", "CSV UTF-8"
        ),
        rejected("Windows-1252 dash", folder(issue_bytes(b"Anti\x96social")), line, "96", "CSV UTF-8"),
        rejected("UTF-16", folder({"scores.csv": SCORES.encode("utf-16")}), "maidstone/scores.csv", "UTF-16"),
        rejected("NUL in a cell", folder(issue_bytes(b"Bur\0glary")), "maidstone/issues.csv", "NUL bytes"),
        rejected("surrogate as UTF-8", folder(issue_bytes(b"a\xed\xa0\x80b")), line, "not UTF-8"),
        rejected("overlong UTF-8", folder(issue_bytes(b"a\xc0\xafb")), line, "not UTF-8"),
        rejected(
            "byte order mark in the middle", folder(issue_bytes(b"A\xef\xbb\xbfB")), line, "hidden", "U+FEFF"
        ),
        rejected(
            "gzip of a table",
            folder({"scores.csv": gzip.compress(SCORES.encode() * 9, mtime=0)}),
            "maidstone/scores.csv",
            "E_",
        ),
        rejected("PNG named csv", folder({"scores.csv": b"\x89PNG\r\n\x1a\n" + bytes(64)}), "NUL bytes"),
    ]


def forms() -> list[Case]:
    """The form of the table, rows 11 to 28."""
    file = "maidstone/scores.csv"
    first = f"{file}, line 1"
    short = SCORE_COLUMNS.replace("scorer,", "")
    return [
        rejected("empty file", folder({"scores.csv": b""}), file, "the file is empty"),
        rejected("blank file", folder({"scores.csv": "\n\n  \n"}), file, "the file is empty"),
        accepted("header only", scores(), "0 scores"),
        accepted("no scores.csv", folder({"scores.csv": None}), "0 scores"),
        rejected("open quote", scores('burglary,"physical,A,,3,,,,'), f"{file}, line 2", "quotation mark"),
        rejected(
            "quote inside a bare cell", scores('burglary,"a"b,A,,3,,,,'), f"{file}, line 2", "quotation"
        ),
        rejected("cell too many", scores(f"{SCORE},x"), f"{file}, line 2", "10 cells", "has 9"),
        rejected("cells too few", scores("burglary,physical"), f"{file}, line 2", "2 cells", "has 9"),
        rejected("two ragged rows", scores("a", "b,c"), f"{file}, line 2", f"{file}, line 3"),
        rejected("semicolons", folder({"scores.csv": SCORES.replace(",", ";")}), first, "semicolons"),
        rejected("tabs", folder({"scores.csv": SCORES.replace(",", "\t")}), first, "tabs"),
        rejected("sep= line", folder({"scores.csv": f"sep=;\n{SCORES}"}), first, "missing column"),
        rejected("sep= line, with commas", folder({"scores.csv": f"sep=,\n{SCORES}"}), first),
        rejected("column missing", scores(columns=short), first, "missing column scorer"),
        rejected("column misspelt", scores(columns=SCORE_COLUMNS.replace("scorer", "scorrer")), "'scorer'?"),
        rejected("column twice", scores(columns=f"{SCORE_COLUMNS},level"), first, "'level'", "twice"),
        rejected("column unknown", scores(columns=f"{SCORE_COLUMNS},secret"), first, "unknown", "'secret'"),
        rejected("column with a hidden name", scores(columns=f"{SCORE_COLUMNS},le\u200bvel"), "U+200B"),
        rejected("no header", folder({"scores.csv": f"{SCORE}\n"}), first, "missing column"),
        rejected("huge cell", score(rationale="A" * 200_000), file, "line 2", "characters", hostile=True),
        rejected("cell over its limit", score(rationale="A" * 4_001), f"{file}, line 2, rationale", "4,001"),
        accepted("cell at its limit", score(rationale="A" * 4_000)),
        rejected(
            "100,000 columns",
            folder({"scores.csv": lambda: ",".join(f"column{n}" for n in range(100_000))}),
            first,
            "100,000 columns",
            hostile=True,
        ),
        rejected(
            "one line of 15 MB",
            folder({"scores.csv": lambda: f"{SCORE_COLUMNS}\n{'a' * 15_000_000}\n"}),
            f"{file}, line 2",
            hostile=True,
        ),
        rejected(
            "15 MB of open quotes",
            folder({"scores.csv": lambda: f'{SCORE_COLUMNS}\nburglary,"' + "a\n" * 7_000_000}),
            f"{file}, line 2",
            hostile=True,
        ),
        rejected(
            "a blank row of 19 MB",
            folder({"scores.csv": lambda: f"{SCORE_COLUMNS}\n{',' * 19_000_000}\n"}),
            f"{file}, line 2",
            "longer than 2,000,000 characters",
            hostile=True,
        ),
        rejected(
            "2,000,000 ragged lines",
            folder({"scores.csv": lambda: f"{SCORE_COLUMNS}\n" + "a\n" * 2_000_000}),
            file,
            hostile=True,
        ),
        rejected(
            "100,001 rows",
            folder({"scores.csv": lambda: many_scores(100_001)}),
            file,
            "more than 100,000 rows",
            hostile=True,
        ),
        rejected(
            "99,000 rows with two faults each",
            folder({"scores.csv": lambda: faulty_scores(99_000)}),
            f"{file}, line 2, issue",
            "reading stopped here, after 5,000 faults",
            hostile=True,
        ),
        rejected(
            "more than 20 MB",
            folder({"scores.csv": lambda: b"#" * 20_000_001}),
            file,
            "larger than 20 MB",
            hostile=True,
        ),
        rejected(
            "table misspelt", folder({"score.csv": SCORES, "scores.csv": None}), "Did you mean 'scores.csv'"
        ),
    ]


def names() -> list[Case]:
    """Names of issues and other texts, rows 58 to 72."""
    place = "maidstone/issues.csv, line 2, name"
    after = "maidstone/issues.csv, line 3, name"
    return [
        rejected("blank name", issue(name="   "), place, "blank"),
        rejected("201 characters", issue(name="A" * 201), place, "201 characters, at most 200"),
        rejected("zero-width space", issue(name="Burg\u200blary"), place, "hidden", "U+200B"),
        rejected("soft hyphen", issue(name="cuck\xadooing"), place, "hidden", "U+00AD"),
        rejected("text turned round", issue(name="\u202eyralgruB"), place, "hidden", "U+202E"),
        rejected("tag character", issue(name="Arson\U000e0041"), place, "hidden", "U+E0041"),
        rejected("escape sequence", issue(name="a\x1b[31mb"), place, "hidden", "U+001B"),
        rejected("private use character", issue(name="a\ue000b"), place, "hidden", "U+E000"),
        rejected("look-alike letter", issue(name="\u0410rson"), place, "look-alike"),
        rejected(
            "look-alike in a reason", score(rationale="\u0430rson attack"), "line 2, rationale", "look-alike"
        ),
        rejected("same name twice", issues("Cuckooing", "Cuckooing"), after, "look the same"),
        rejected(
            "names alike but for the dash", issues("Anti-social", "Anti\u2013social"), after, "look the same"
        ),
        rejected("names alike but for case", issues("Knife crime", "knife  Crime"), after, "look the same"),
        rejected(
            "names alike but for the form", issues("Café row", "Cafe\u0301 row"), after, "look the same"
        ),
        rejected(
            "name of the catalogue", issue(name="Domestic  abuse"), place, "the catalogue", "look the same"
        ),
        rejected("id of the catalogue", issue(id="burglary"), "line 2, id", "already in the catalogue"),
        rejected("id twice", folder({"issues.csv": f"{ISSUE_COLUMNS}\n{ISSUE}\n{ISSUE}\n"}), "line 3, id"),
        rejected("id not an id", issue(id="Knife Crime"), "line 2, id", "Did you mean 'knife-crime'?"),
        rejected("id of a path", issue(id="../../etc/passwd"), "line 2, id", "cannot be an id"),
        rejected("score twice", scores(SCORE, SCORE), "scores.csv, line 3", "same", "line 2"),
        rejected(
            "score twice by a name in two forms",
            scores(
                csv_row(SCORE_COLUMNS, SCORE, scorer="Zoë"), csv_row(SCORE_COLUMNS, SCORE, scorer="Zoe\u0308")
            ),
            "scores.csv, line 3",
            "line 2",
        ),
        rejected("agreed twice in two cases", scores(SCORE, SCORE.replace("agreed", "Agreed")), "line 3"),
        rejected("district unknown", header("Maidstone", "Southton"), "line 2, district", "'Southton'"),
        rejected("district misspelt", header("Maidstone", "Maidston"), "Did you mean 'Maidstone'?"),
        accepted("district by its code", header("Maidstone", "E07000110"), "return of Maidstone"),
        accepted("district in capitals", header("Maidstone", "MAIDSTONE"), "return of Maidstone"),
        rejected("criterion unknown", score(criterion="fear"), "scores.csv, line 2, criterion", "'fear'"),
        rejected("criterion misspelt", score(criterion="phisical"), "Did you mean 'physical'?"),
        rejected("issue unknown", score(issue="flytipping"), "scores.csv, line 2, issue", "'flytipping'"),
        rejected("issue misspelt", score(issue="burglery"), "Did you mean 'burglary'?"),
        accepted("issue by its name", score(issue="Burglary")),
        rejected(
            "confidence unknown", score(confidence="quite"), "scores.csv, line 2, confidence", "'quite'"
        ),
        rejected("scorer blank", score(scorer=" "), "scores.csv, line 2, scorer", "blank"),
        rejected("matrix unknown", header("morile-style-csp", "morile"), "line 10, matrix.id", "'morile'"),
        rejected(
            "matrix version unknown", header('version = "1.0"', 'version = "9.9"'), "matrix", "'9.9'", "1.0"
        ),
        rejected("status unknown", header('"draft"', '"drafted"'), "line 5, status", "Did you mean 'draft'?"),
        rejected("marking unknown", header('"OFFICIAL"', '"SECRET"'), "line 6, marking", "'SECRET'"),
        rejected("year with a slash", header("2016-17", "2016/17"), "line 3, assessment_year", "2016/17"),
        rejected("year that skips", header("2016-17", "2016-18"), "line 3, assessment_year", "2016-18"),
        rejected("format of the future", header("format = 1", "format = 2"), "line 1, format", "'2'"),
        rejected("district not text", header('"Maidstone"', "7"), "line 2, district", "not text"),
        rejected("header key misspelt", header("status", "stauts"), "'stauts'", "Did you mean 'status'?"),
        rejected("header key missing", header('plan_year = "2017-18"\n', ""), "plan_year is missing"),
        rejected("header not TOML", folder({"return.toml": "district: Maidstone\n"}), "return.toml, line 1"),
        rejected("header empty", folder({"return.toml": ""}), "maidstone/return.toml", "empty"),
        rejected(
            "three faults in three files",
            folder(
                {
                    "scores.csv": f"{SCORE_COLUMNS}\n{csv_row(SCORE_COLUMNS, SCORE, level='9')}\n",
                    "priorities.csv": f"{PRIORITY_COLUMNS}\nX,chief,,,\n",
                    "issues.csv": f"{ISSUE_COLUMNS}\nId,Name,,Theme,,\n",
                }
            ),
            "scores.csv, line 2, level",
            "priorities.csv, line 2, level",
            "issues.csv, line 2, id",
        ),
    ]


def other_tables() -> list[Case]:
    """Priorities, horizon items and wordings."""
    return [
        rejected(
            "priority level unknown", priority(level="chief"), "priorities.csv, line 2, level", "'chief'"
        ),
        rejected("priority level blank", priority(level=""), "priorities.csv, line 2, level", "blank"),
        rejected("priority blank", priority(priority_as_worded=""), "line 2, priority_as_worded", "blank"),
        rejected("category unknown", priority(categories="DA|ZZ"), "line 2, categories", "'ZZ'"),
        rejected("none beside a category", priority(categories="DA|none"), "line 2, categories", "'none'"),
        rejected("other focus without words", priority(categories="X:"), "line 2, categories", "no words"),
        accepted("none fits", priority(categories="none")),
        accepted("other focus area", priority(categories="DA|X:young people")),
        accepted("category by its label", priority(categories="Domestic Abuse")),
        accepted("level as people write it", priority(level="Cross-cutting")),
        rejected("heading unknown", item(heading="weather"), "horizon.csv, line 2, heading", "'weather'"),
        rejected("kind unknown", item(kind="rumour"), "horizon.csv, line 2, kind", "'rumour'"),
        rejected("grade unknown", item(likelihood="9"), "horizon.csv, line 2, likelihood", "'9'"),
        rejected("mover unknown", item(moves="harm|luck"), "horizon.csv, line 2, moves", "'luck'"),
        rejected("item issue unknown", item(issues="burglary|ufo"), "horizon.csv, line 2, issues", "'ufo'"),
        rejected("item id of a path", item(id="../x"), "horizon.csv, line 2, id", "cannot be an id"),
        rejected("item columns missing", folder({"horizon.csv": "id,title\n"}), "missing column heading"),
        rejected(
            "item id twice",
            folder({"horizon.csv": f"{HORIZON_COLUMNS}\n" + f"{ITEM}\n{ITEM}\n"}),
            "horizon.csv, line 3, id",
            "line 2",
        ),
        accepted("wordings", wordings(WORDING), "1 wordings"),
        accepted("wordings with more columns", wordings(f"{WORDING},x", columns=f"{WORDING_COLUMNS},note")),
        rejected(
            "wordings without level", wordings(columns="csp,year,priority_as_worded"), "missing column level"
        ),
        rejected("wordings blank", wordings("A,2017-18,main,"), "wordings.csv, line 2, priority_as_worded"),
        rejected("scores on their own", wordings(SCORE, columns=SCORE_COLUMNS), "cannot be checked alone"),
        rejected("wordings unended quote", wordings('A,2017,main,"x'), "wordings.csv, line 2", "quotation"),
    ]


def pending() -> list[Case]:
    """Notes of an unfinished save that came with a folder: names that reach outside it, rows 136 to 147."""
    paths = ["../s.csv", "/etc/s.csv", "..\\s.csv", "C:\\s.csv", "s\0.csv", "CON.csv", "", "matrices/s.toml"]
    cases = [
        rejected(
            f"unfinished save of {path!r}", folder({".pending.json": json.dumps({path: "x"})}), "E_PENDING"
        )
        for path in paths
    ]
    return [
        *cases,
        rejected("unfinished save, not JSON", folder({".pending.json": "{"}), "E_PENDING"),
        rejected(
            "unfinished save, deep",
            folder({".pending.json": lambda: "[" * 100_000}),
            "E_PENDING",
            hostile=True,
        ),
    ]


def inert() -> list[Case]:
    """Texts that look like formulas, markup or templates, rows 73 to 84: words like any other."""
    return [
        *(accepted(f"issue named {text}", issue(name=text)) for text in INERT),
        *(accepted(f"priority worded {text}", priority(priority_as_worded=text)) for text in INERT[:4]),
        accepted("a reason that looks like a formula", score(rationale="=1+2", dissent="@SUM(A1)")),
    ]


CASES = [*levels(), *encodings(), *forms(), *names(), *other_tables(), *pending(), *inert()]
