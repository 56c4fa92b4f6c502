"""The commands `evidence load`, `show` and `propose`: figures as downloaded, cards, and proposed levels."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli.evidence_beside import KeptBeside, read_figures
from toolkit.cli.evidence_reading import Asked, Read, read_evidence
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.model.evidence import EvidenceCard

evidence_app = typer.Typer(
    help=say("Open figures and a county's own: load, show, propose."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

PathsArgument = Annotated[
    list[Path], typer.Argument(help="Files of figures as downloaded, zips, or folders of them.")
]
FiguresArgument = Annotated[
    list[Path],
    typer.Argument(
        help="Files of figures, zips, or folders of them; or a return's folder for what it keeps."
    ),
]
CountyOption = Annotated[
    Path | None,
    typer.Option("--county", help="The county's folder, for its districts and lists; shipped ones without."),
]
KeepOption = Annotated[
    Path | None, typer.Option("--keep", help="A folder to keep counts in, so that the next time is quick.")
]
DistrictOption = Annotated[str | None, typer.Option("--district", help="One district alone.")]
IssueOption = Annotated[str | None, typer.Option("--issue", help="One issue alone, by id or name.")]
AsAtOption = Annotated[str | None, typer.Option("--as-at", help="The last month counted, such as 2025-03.")]
HouseholdsOption = Annotated[
    Path | None,
    typer.Option("--households", help="A population file with households in place of residents."),
]


@evidence_app.command("load")
def load(
    paths: PathsArgument,
    *,
    county: CountyOption = None,
    keep: KeepOption = None,
    table: Annotated[
        str | None, typer.Option("--table", help="For CSV: files, broken, left-out, counts or csp-counts.")
    ] = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Count files of figures and say what became of every row."""
    from toolkit.evidence.by_csp import counts_by_csp
    from toolkit.tables.evidence import broken_table, file_table, left_out_table
    from toolkit.wording.evidence_load import loaded_sentences

    read = read_evidence(Asked(paths, county, keep))
    loaded = read.loaded
    blocks = [
        Block("files", say("Files"), file_table(loaded.report), columns=_files_read()),
        Block("broken", say("Broken lines"), broken_table(loaded.report)),
        Block("left-out", say("Rows that were read and not counted"), left_out_table(loaded)),
        Block("counts", say("Counts"), loaded.counts, shown=False),
        Block("csp-counts", say("Counts by CSP"), counts_by_csp(loaded, read.areas), shown=False),
    ]
    document = {
        "files": [asdict(one) for one in loaded.report.files],
        "set_aside": [asdict(one) for one in loaded.report.set_aside],
        "from_kept": loaded.report.kept,
        "made_up": loaded.report.made_up,
        "left_out": loaded.left_out.to_dict("records"),
    }
    report = Report(say("What was loaded"), loaded_sentences(loaded.report), _filled(blocks), document)
    deliver(report, how, output, table)


@evidence_app.command("show")
def show(
    paths: FiguresArgument,
    *,
    county: CountyOption = None,
    keep: KeepOption = None,
    district: DistrictOption = None,
    issue: IssueOption = None,
    as_at: AsAtOption = None,
    households: HouseholdsOption = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the figure for each issue and district, with what it can and cannot show."""
    from toolkit.tables.evidence import card_table
    from toolkit.wording.evidence_cards import card_sentences

    read = read_figures(Asked(paths, county, keep))
    cards = read.cards(district=district, issue=issue, as_at=as_at, households=households)
    bullets: list[str] = []
    if district and issue:
        bullets = [
            sentence
            for card in cards
            for sentence in card_sentences(
                card, read.issue_name(card.issue), read.district_name(card.district)
            )
        ]
    frame = card_table(cards, read.districts, read.issues)
    block = Block("cards", "", frame, columns=_cards_read(), bullets=bullets)
    deliver(
        Report(say("Evidence"), _words(read), [block], _cards_document(cards)),
        how,
        output,
    )


@evidence_app.command("propose")
def propose(
    paths: FiguresArgument,
    *,
    county: CountyOption = None,
    keep: KeepOption = None,
    matrix: Annotated[
        str | None, typer.Option("--matrix", help="Matrix id, or id-version; morile-style-csp without it.")
    ] = None,
    district: DistrictOption = None,
    issue: IssueOption = None,
    as_at: AsAtOption = None,
    households: HouseholdsOption = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Propose levels from figures; nothing is set, somebody accepts, changes or ignores each."""
    from toolkit.evidence.proposals import held_against
    from toolkit.model.evidence import Proposal
    from toolkit.tables.evidence import proposal_table
    from toolkit.wording.proposals import proposal_sentence

    read = read_figures(Asked(paths, county, keep))
    chosen, rule = read.matrix_and_rule(matrix)
    cards = read.cards(district=district, issue=issue, as_at=as_at, households=households)
    held = [one for card in cards for one in held_against(card, rule, chosen)]
    made = [one for one in held if isinstance(one, Proposal)]
    said = [
        say("{district}, {issue}. {proposal}", district=read.district_name(one.district),
            issue=read.issue_name(one.issue), proposal=proposal_sentence(one, chosen))
        for one in made
    ]  # fmt: skip
    block = Block(
        "proposals",
        "",
        proposal_table(held, chosen, read.districts, read.issues),
        columns=_proposals_read(),
        bullets=said if district and issue else [],
    )
    document = {
        "matrix": str(chosen.ref),
        "rule": rule.named,
        "proposals": [one.model_dump(mode="json") for one in made],
        "not_proposed": [asdict(one) for one in held if not isinstance(one, Proposal)],
    }
    sentences = [*_words(read), say("These are proposals; no level is set by them.")]
    deliver(Report(say("Proposed levels"), sentences, [block], document), how, output)


def _files_read() -> list[str]:
    return [say("File"), say("Rows read"), say("Counted"), say("Left out"), say("Broken lines")]


def _cards_read() -> list[str]:
    return [
        say("District"),
        say("Issue"),
        say("12 months"),
        say("Change"),
        say("Rate per 1,000"),
        say("In the county"),
    ]


def _proposals_read() -> list[str]:
    return [
        say("District"),
        say("Issue"),
        say("Criterion"),
        say("Proposed level"),
        say("Levels in range"),
        say("Not proposed because"),
    ]


def _words(read: Read) -> list[str]:
    from toolkit.wording.evidence_load import loaded_sentences

    return read.words if isinstance(read, KeptBeside) else loaded_sentences(read.loaded.report)


def _filled(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if len(block.frame) or block.name == "files"]


def _cards_document(cards: Sequence["EvidenceCard"]) -> dict[str, Any]:
    return {"cards": [card.model_dump(mode="json") for card in cards]}
