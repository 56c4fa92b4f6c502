"""Print precision and recall of the proposed categories, on wordings kept aside and on those used.

While the terms were written, the rows of the CSPs in KEPT_ASIDE (every third of the eight, in
alphabetical order) were not read, and no term was changed because of them since: their first figures
were 31/31 and 31/34. Five wordings of Medway, without their categories, were met by chance on a public
page; every term they need was there already. A pair is a (wording, category code); both figures are
taken over all pairs of a part.
"""

import csv
import tomllib
from dataclasses import dataclass, field

from toolkit.methods.categorise import propose_categories
from toolkit.model.category_terms import CategoryTerms
from toolkit.model.text import fold
from toolkit.resources import shipped

KEPT_ASIDE = ("Medway (outside CSA)", "Thanet")
FOCUS_MARK = "X:"


@dataclass
class Tally:
    """Pairs proposed and confirmed, proposed only, and confirmed only."""

    wordings: int = 0
    both: int = 0
    proposed_only: int = 0
    confirmed_only: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, worded: str, proposed: set[str], confirmed: set[str]) -> None:
        """Count one wording."""
        self.wordings += 1
        self.both += len(proposed & confirmed)
        self.proposed_only += len(proposed - confirmed)
        self.confirmed_only += len(confirmed - proposed)
        if proposed != confirmed:
            self.misses.append(f"    {worded}: proposed {said(proposed)}, confirmed {said(confirmed)}")

    @property
    def proposed(self) -> int:
        """How many pairs were proposed."""
        return self.both + self.proposed_only

    @property
    def confirmed(self) -> int:
        """How many pairs a person confirmed."""
        return self.both + self.confirmed_only

    def line(self, part: str) -> str:
        """Write the two figures with their counts."""
        return (
            f"{part}: {self.wordings} wordings, precision {share(self.both, self.proposed)}, "
            f"recall {share(self.both, self.confirmed)}"
        )


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.3f}" if whole else f"{part}/{whole}"


def said(names: set[str]) -> str:
    return "|".join(sorted(names)) or "none"


def published_rows() -> list[dict[str, str]]:
    path = shipped("sample_county_published") / "kent_district_priorities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def shipped_terms() -> CategoryTerms:
    text = (shipped("matrices") / "kent-category-terms-1.0.toml").read_text(encoding="utf-8")
    return CategoryTerms.model_validate(tomllib.loads(text))


def tallies(rows: list[dict[str, str]], terms: CategoryTerms) -> tuple[Tally, Tally]:
    """Return what was proposed against what a person confirmed: for codes, and for other focus areas."""
    codes, focus = Tally(), Tally()
    for row in rows:
        worded = row["priority_as_worded"]
        confirmed = set(filter(None, row["categories"].split("|")))
        areas = {name for name in confirmed if name.startswith(FOCUS_MARK)}
        proposal = propose_categories(worded, terms)
        codes.add(worded, set(proposal.categories), confirmed - areas)
        focus.add(worded, {FOCUS_MARK + name for name in proposal.other_focus}, areas)
    return codes, focus


def main() -> None:
    terms, rows = shipped_terms(), published_rows()
    used = [row for row in rows if row["csp"] not in KEPT_ASIDE]
    kept = [row for row in rows if row["csp"] in KEPT_ASIDE]
    seen = {fold(row["priority_as_worded"]) for row in used}
    unseen = [row for row in kept if fold(row["priority_as_worded"]) not in seen]
    print(f"Kept aside while the terms were written: {', '.join(KEPT_ASIDE)}")
    for part, chosen in (
        ("used while writing the terms", used),
        ("kept aside", kept),
        ("kept aside, worded as no other CSP did", unseen),
    ):
        codes, focus = tallies(chosen, terms)
        print(codes.line(part))
        print(focus.line("  other focus areas"))
        if chosen is used:  # what was missed among the others stays unread, so that they stay unseen
            print(*codes.misses, *focus.misses, sep="\n")


if __name__ == "__main__":
    main()
