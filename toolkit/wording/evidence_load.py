"""What became of the files of a load, in sentences."""

from toolkit.evidence.loaded import LoadReport
from toolkit.language import say, say_number


def loaded_sentences(report: LoadReport) -> list[str]:
    """Say how many rows were read and counted, what was set aside and why, and what else is to be known."""
    files = say_number("{number:,} file", "{number:,} files", len(report.files))
    said = [
        say(
            "{files}: {read:,} rows read, {counted:,} counted, {broken:,} lines broken.",
            files=files,
            read=report.read,
            counted=report.counted,
            broken=report.broken,
        )
    ]
    said += [
        say("{file} was set aside: {reason}", file=one.file, reason=one.reason) for one in report.set_aside
    ]
    said += [say("{file}: {note}", file=file.file, note=note) for file in report.files for note in file.notes]
    if report.made_up:
        said.append(say("A file says that its figures are made up."))
    return said
