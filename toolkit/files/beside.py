"""Files beside a return in its folder that are no part of it: ``evidence.json`` and ``carried.csv``."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from toolkit.errors import Fault, InputRejected
from toolkit.files.carried_file import CARRIED_FILE, carried_text, parse_carried
from toolkit.files.evidence_file import EVIDENCE_FILE, evidence_in, evidence_text
from toolkit.files.faults import nearest_name
from toolkit.files.return_folder import TABLE_FILES
from toolkit.files.text_file import RETURN_LIMIT, read_text
from toolkit.language import say, say_number
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.carried import Carried
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence_fit import card_misfit, decision_misfit, proposal_misfit

BESIDE_FILES: Final = (EVIDENCE_FILE, CARRIED_FILE)


def read_beside(folder: Path, return_: Return | None = None, areas: AreaSet | None = None) -> Beside:
    """Return what stands beside the return in `folder`; a return that is no folder has nothing beside it.

    With `return_` it is held against that return and its district's id in `areas`.

    Raises
    ------
    InputRejected
        With every fault of the files, and of what in them is of another district or return.
    StorageFailed
        When a file cannot be read.
    """
    if not folder.is_dir():
        return Beside()
    faults = [fault for file in BESIDE_FILES for fault in _misspelt(folder, Path(file))]
    evidence = _evidence(folder, faults)
    if evidence is not None and return_ is not None:
        faults.extend(_misfits(evidence, return_, areas, f"{folder.absolute().name}/{EVIDENCE_FILE}"))
    carried = _carried(folder, return_, faults)
    if faults:
        raise InputRejected(faults)
    return Beside(evidence=evidence, carried=carried)


def beside_texts(beside: Beside) -> dict[str, str]:
    """Return the text of each file beside a return, by file name; what is empty has none."""
    full = beside.only_full
    texts = {}
    if full.evidence is not None:
        texts[EVIDENCE_FILE] = evidence_text(full.evidence)
    if full.carried is not None:
        texts[CARRIED_FILE] = carried_text(full.carried)
    return texts


def beside_words(found: Collection[Beside]) -> str:
    """Return how much stands beside returns in a line; nothing where there is nothing."""
    kept = [one.evidence for one in found if one.evidence is not None]
    cards, made = sum(len(one.cards) for one in kept), sum(len(one.decisions) for one in kept)
    carried = sum(len(one.carried or ()) for one in found)
    counts = [
        (cards, say_number("{number} card of evidence", "{number} cards of evidence", cards)),
        (made, say_number("{number} proposal decided about", "{number} proposals decided about", made)),
        (
            carried,
            say_number(
                "{number} decision about last year's issues",
                "{number} decisions about last year's issues",
                carried,
            ),
        ),
    ]
    return ", ".join(words for number, words in counts if number)


def _misspelt(folder: Path, right: Path) -> Iterator[Fault]:
    """Yield a fault for each file that looks like `right` misspelt, which would silently not be read."""
    if (folder / right).exists():
        return
    for path in sorted(folder.glob(f"*{right.suffix}")):
        known = path.name in TABLE_FILES.values()
        if not known and nearest_name(path.stem, [right.stem]):
            problem, remedy = say("a return has no file of this name"), say("Rename or remove it")
            name = f"{folder.absolute().name}/{path.name}"
            yield Fault(name, "", problem, remedy, "E_FILENAME", right.name)


def _evidence(folder: Path, faults: list[Fault]) -> DistrictEvidence | None:
    try:
        return evidence_in(folder)
    except InputRejected as error:
        faults.extend(error.faults)
        return None


def _carried(folder: Path, return_: Return | None, faults: list[Fault]) -> tuple[Carried, ...] | None:
    name = f"{folder.absolute().name}/{CARRIED_FILE}"
    if not (folder / CARRIED_FILE).exists():
        return None
    try:
        text = read_text(folder / CARRIED_FILE, RETURN_LIMIT, name)
    except InputRejected as error:
        faults.extend(error.faults)
        return None
    return parse_carried(text, name, return_, faults)


def _misfits(
    evidence: DistrictEvidence, return_: Return, areas: AreaSet | None, name: str
) -> Iterator[Fault]:
    found = [
        *((f"card {k}", card_misfit(one, return_, areas)) for k, one in enumerate(evidence.cards, 1)),
        *(
            (
                f"decision {k}",
                proposal_misfit(one.proposal, return_, areas) or decision_misfit(one, return_),
            )
            for k, one in enumerate(evidence.decisions, 1)
        ),
    ]
    remedy = say("Leave it out, or put it beside the return it belongs to")
    yield from (Fault(name, place, problem, remedy, "E_MISFIT") for place, problem in found if problem)
