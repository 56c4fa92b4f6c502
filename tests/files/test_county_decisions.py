"""A county's decisions in its folder: what is written reads back the same; faults name cell and remedy."""

from pathlib import Path

import pytest

from toolkit.errors import Conflict, InputRejected
from toolkit.files.check import check
from toolkit.files.county_folder import read_county_folder
from toolkit.files.county_writing import county_texts
from toolkit.files.library import Library
from toolkit.model.county import ConfirmedAlignment, CountyDecisions, CountyPriority, NotEscalated
from toolkit.model.county_revision import with_alignment, with_county_priority, with_not_escalated
from toolkit.model.plan import AlignmentRow, PolicingPlan

PLAN = Library().find(PolicingPlan, "kent-policing-plan-2017-21").ref


def priority(name: str = "domestic-abuse", **values: object) -> CountyPriority:
    given = {
        "id": name,
        "assessment_year": "2016-17",
        "worded": name.replace("-", " ").capitalize(),
        "standing": "main",
        "categories": ("DA",),
        "lead": "Chair of the domestic abuse group",
        "reason": 'Named by 8 of 11; "severe", widely',
        "evidence": ("Appendix A", "a|b"),
    }
    return CountyPriority.model_validate(given | values)


def alignment(code: str = "SM", *under: str) -> ConfirmedAlignment:
    row = AlignmentRow(
        category=code, falls_under=under, provenance="inferred", because="=1+1", confirmed_by="Working Group"
    )
    return ConfirmedAlignment(plan=PLAN, row=row)


@pytest.fixture
def decisions(sample_county: Path) -> CountyDecisions:
    return read_county_folder(sample_county).decisions


def write(folder: Path, decisions: CountyDecisions) -> None:
    for name, text in county_texts(decisions).items():
        (folder / name).write_text(text, encoding="utf-8")


def test_what_is_decided_is_written_and_read_back_the_same(
    sample_county: Path, decisions: CountyDecisions
) -> None:
    dropped = priority("acquisitive-crime", standing="dropped", categories=(), lead="", evidence=())
    wanted = decisions.changed(
        priorities=(priority(), dropped), alignments=(alignment(), alignment("VIC", "victims-first"))
    )
    write(sample_county, wanted)
    assert read_county_folder(sample_county).decisions == wanted
    assert check(sample_county / "county_priorities.csv").lines


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        (
            "county_priorities.csv",
            "x,2016-17,X,main,DAX,,,",
            "line 2, categories: unknown category 'DAX'",
        ),
        ("county_priorities.csv", "x,2016,X,main,,,,", "line 2, assessment_year: '2016' is not a year"),
        ("county_priorities.csv", "x,2016-17,X,chief,,,,", "line 2, standing: 'chief' is not one of"),
        ("county_priorities.csv", "x,2016-17,X,dropped,,,,", "'X' is dropped without a reason; say why"),
        (
            "county_priorities.csv",
            "x,2016-17,X,main,,,,\ny,2016-17,x,main,,,,",
            "county priority worded twice",
        ),
        ("plan_alignment.csv", "no-plan,SM,none,inferred,B,C", "line 2, plan: no policing plan 'no-plan'"),
        (
            "plan_alignment.csv",
            "kent-policing-plan-2017-21-1.0,SM,victim-first,inferred,B,C",
            "line 2, falls_under: unknown plan priority 'victim-first'.*Did you mean 'victims-first'",
        ),
        (
            "plan_alignment.csv",
            "kent-policing-plan-2017-21-1.0,SM,none,inferred,B,",
            "line 2, confirmed_by: it is blank",
        ),
        (
            "plan_alignment.csv",
            "kent-policing-plan-2017-21-1.0,SM,none,guessed,B,C",
            "line 2, provenance: .*guessed",
        ),
    ],
)
def test_a_fault_is_named_by_its_cell(
    sample_county: Path, decisions: CountyDecisions, file: str, row: str, message: str
) -> None:
    write(sample_county, decisions.changed(priorities=(priority(),), alignments=(alignment(),)))
    header = (sample_county / file).read_text(encoding="utf-8").splitlines()[0]
    (sample_county / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputRejected, match=message):
        read_county_folder(sample_county)


def test_what_others_decided_stays_and_the_same_thing_conflicts(decisions: CountyDecisions) -> None:
    one = with_county_priority(decisions, None, priority())
    both = with_county_priority(one, None, priority("road-safety", categories=("ROAD",)))
    assert [p.id for p in both.priorities] == ["domestic-abuse", "road-safety"]
    with pytest.raises(Conflict, match="Someone else has added 'Domestic abuse'"):
        with_county_priority(both, None, priority())
    with pytest.raises(Conflict, match="Someone else has changed this since you opened it"):
        with_county_priority(both, priority(reason="Another"), priority(reason="Mine"))
    assert with_county_priority(both, priority(), None).priorities == both.priorities[1:]


def test_two_priorities_of_a_year_are_not_worded_alike(decisions: CountyDecisions) -> None:
    one = with_county_priority(decisions, None, priority())
    other_year = priority("da-2", worded="Domestic  ABUSE", assessment_year="2017-18")
    assert len(with_county_priority(one, None, other_year).priorities) == 2
    with pytest.raises(InputRejected, match="county priority worded twice: 'domestic abuse' for 2016-17"):
        with_county_priority(one, None, other_year.changed(assessment_year="2016-17"))


def test_a_reason_for_a_pair_that_has_one_conflicts(decisions: CountyDecisions) -> None:
    seen = decisions.not_escalated[0]
    new = NotEscalated(district=seen.district, issue=seen.issue, because="Another")
    with pytest.raises(Conflict, match="Someone else has given a reason"):
        with_not_escalated(decisions, None, new)
    assert with_not_escalated(decisions, seen, new).not_escalated[0] == new
    with pytest.raises(InputRejected, match="unknown district 'Deal'"):
        with_not_escalated(decisions, seen, new.changed(district="Deal"))


def test_confirming_what_someone_else_confirmed_conflicts(decisions: CountyDecisions) -> None:
    one = with_alignment(decisions, None, alignment())
    with pytest.raises(Conflict, match="Someone else has confirmed this"):
        with_alignment(one, None, alignment("SM", "victims-first"))
    assert with_alignment(one, alignment(), None).alignments == ()
