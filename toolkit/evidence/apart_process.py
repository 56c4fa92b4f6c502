"""The process that counts figures: reads one question, tells of progress, and gives one answer."""

import sys

from toolkit.errors import InputRejected, ToolkitError
from toolkit.evidence.figures import figures
from toolkit.evidence.load import Progress, load_evidence
from toolkit.evidence.told import Answer, Counted, Question


def counted(question: Question) -> Answer:
    """Return what the files of a question hold, or what is wrong with them; tell of progress meanwhile."""
    lists = question.lists
    try:
        loaded = load_evidence(
            question.paths, sources=lists.sources, areas=lists.areas, issues=lists.issues, progress=_progress
        )
        cards = figures(loaded, lists.mapping, lists.sources, lists.areas, as_at=question.as_at)
    except InputRejected as error:
        return Answer(faults=error.faults)
    except ToolkitError as error:
        return Answer(refused=str(error))
    left_out = tuple(tuple(row) for row in loaded.left_out.to_numpy().tolist())
    return Answer(
        counted=Counted.model_validate({"report": loaded.report, "left_out": left_out, "cards": cards})
    )


def _progress(now: Progress) -> None:
    _tell(Answer(progress=now))


def _tell(answer: Answer) -> None:
    sys.stdout.write(answer.model_dump_json() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _tell(counted(Question.model_validate_json(sys.stdin.buffer.read())))
