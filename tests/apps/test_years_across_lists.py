"""What changed since the year before, where the list of issues changed too."""

from pathlib import Path

from tests.apps.pages import Open
from tests.apps.reading import lines, table
from tests.last_year import make_last_year


def test_issues_are_followed_by_the_crosswalk_and_that_is_said(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    header = sample_county / "maidstone" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"csp-issues"', '"csp-issues-2022-23"'), encoding="utf-8")
    scores = sample_county / "maidstone" / "scores.csv"
    text = scores.read_text(encoding="utf-8").replace("\nviolent-crime,", "\nserious-violence,")
    kept = [row for row in text.splitlines() if not row.startswith(("burglary,", "vehicle-crime,"))]
    scores.write_text("\n".join([*kept, ""]), encoding="utf-8")
    at = open_page("ranking", **{"return": "maidstone"})
    assert not at.exception
    said = " ".join(lines(at.markdown))
    assert "csp-issues-1.0 was followed by csp-issues-2022-23-1.0, and crosswalk" in said
    assert "Not scored any more: Burglary and Vehicle Crime." in said
    assert "Serious Violence (from Violent Crime)" in set(table(at, "Ranks of the two years")["Issue"])


def test_a_crosswalk_that_cannot_be_read_is_named(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    header = sample_county / "maidstone" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"csp-issues"', '"csp-issues-2022-23"'), encoding="utf-8")
    scores = sample_county / "maidstone" / "scores.csv"
    gone = ("burglary,", "vehicle-crime,", "violent-crime,")
    kept = [row for row in scores.read_text(encoding="utf-8").splitlines() if not row.startswith(gone)]
    scores.write_text("\n".join([*kept, ""]), encoding="utf-8")
    own = 'kind = "issue_crosswalk"\nid = "csp-issue-crosswalk"\nversion = "2.0"\n'
    own += 'from_list = {id = "csp-issues", version = "1.0"}\n'
    own += 'to_list = {id = "csp-issues-2022-23", version = "1.0"}\n'
    (sample_county / "maidstone" / "own.toml").write_text(own, encoding="utf-8")
    (error,) = open_page("start").error
    assert "Not everything in the county's folder could be taken in." in error.value
    assert "own.toml, title: title is missing." in error.value.replace("\\", "")
