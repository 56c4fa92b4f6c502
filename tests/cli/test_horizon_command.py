"""`csp-toolkit horizon` prints Appendix C.

The headings and 28 bullets are those of the Kent Community Safety Agreement, April 2017, Appendix C.
"""

import json
from pathlib import Path
from typing import Any

from toolkit.errors import ExitCode

SOCIAL = (
    "Many issues identified relate to safeguarding and supporting the most vulnerable members of society "
    "including:"
)
LAW = "Recently enacted legislation has introduced a number of statutory duties and opportunities including:"
DEVELOPMENTS = (
    "New or potential developments i.e. Ebbsfleet, Paramount Studios, New Dartford Crossing, Op Stack Lorry "
    "Park;"
)
APPENDIX_C = {
    "Political:-": (
        "",
        "Government to trigger Article 50 to initiate Brexit;",
        "Kent County Council and local council elections (Maidstone, Medway & Tunbridge Wells) in May 2017.",
    ),
    "Economic:-": (
        "",
        "Impact of Brexit on the economy;",
        "Public sector budget cuts;",
        "Commissioning of services and securing new funding sources.",
    ),
    "Social / Demographic:-": (
        SOCIAL,
        "domestic abuse;",
        "preventing violent extremism;",
        "child sexual exploitation;",
        "human trafficking/modern slavery;",
        "unaccompanied asylum seeking children and looked after children;",
        "organised crime groups;",
        "urbanised street gangs;",
        "psychoactive substances;",
        "mental health (including dementia);",
        "ageing population.",
    ),
    "Technological:-": ("", "Cyber-crime and cyber-enabled crime;", "Online safety."),
    "Environmental (and Geographical):-": (
        "",
        DEVELOPMENTS,
        "Extreme weather events, i.e. flooding.",
    ),
    "Legislation:-": (
        LAW,
        "Offender Rehabilitation Act 2014;",
        "Counter-terrorism and Security Act 2015;",
        "Modern Slavery Act 2015;",
        "Serious and Organised Crime Act 2015;",
        "Psychoactive Substances Act 2016;",
        "The Cities and Local Government Devolution Act 2016;",
        "Policing and Crime Act 2017.",
    ),
    "Organisational:-": (
        "",
        "Public sector restructures and new ways of working;",
        "Increased collaboration between emergency services.",
    ),
}
BULLETS = 28


def printed() -> str:
    """Return the appendix as one line, as a screen of any width shows it once its breaks are undone."""
    lines = []
    for heading, (lead_in, *bullets) in APPENDIX_C.items():
        lines += [heading, *filter(None, [lead_in]), *(f"- {bullet}" for bullet in bullets)]
    return " ".join(lines)


def test_the_appendix_has_28_bullets_under_seven_headings() -> None:
    assert sum(len(bullets) for _, *bullets in APPENDIX_C.values()) == BULLETS


def test_appendix_c_comes_out_as_printed(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("horizon", checkout / "sample_districts")
    assert ran.code == ExitCode.DONE
    _, _, lists = ran.said.partition("Political:-")
    assert f"Political:-{lists}" == printed()


def test_it_says_that_the_items_are_published(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("horizon", checkout / "sample_districts").said
    assert said.startswith("Kent: horizon scanning Horizon items: Published: the 28 items of Appendix C")


def test_a_districts_own_items_are_printed_alike(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("horizon", checkout / "sample_districts" / "thanet")
    assert ran.code == ExitCode.DONE
    assert ran.said.startswith("Thanet: horizon scanning Horizon items: Invented")


def test_json_holds_every_field_under_each_heading(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("horizon", checkout / "sample_districts", "--format", "json")
    headings = json.loads(ran.out)["headings"]
    assert [h["heading"] + ":-" for h in headings] == list(APPENDIX_C)
    assert sum(len(h["items"]) for h in headings) == BULLETS
    fields = {"title", "kind", "source", "expected", "likelihood", "impact", "issues", "moves", "status"}
    assert all(fields <= item.keys() for h in headings for item in h["items"])


def test_csv_holds_one_row_an_item(csp_toolkit: Any, checkout: Path) -> None:
    lines = csp_toolkit("horizon", checkout / "sample_districts", "--format", "csv").out.splitlines()
    assert len(lines) == BULLETS + 1


def test_several_years_need_a_year(csp_toolkit: Any, two_years: Path) -> None:
    ran = csp_toolkit("horizon", two_years)
    assert ran.code == ExitCode.USAGE
    assert "2016-17, 2017-18" in ran.err
    assert csp_toolkit("horizon", two_years, "--year", "2016-17").code == ExitCode.DONE
