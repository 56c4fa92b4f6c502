"""Run the command line and turn every failure into one clear message and an exit code."""

import gc
import os
import sys

from toolkit.errors import ExitCode, InputRejected, ToolkitError

_SHOWN = 20
_GARBAGE_AFTER = 50_000
"""New objects before Python looks for garbage: rows and cells are kept, so looking often finds nothing."""


def main() -> None:
    """Run ``csp-toolkit``; the process ends with an `ExitCode`."""
    travel_light(sys.argv[1:])
    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # which would say at length that what is frozen has leaked
        gc.freeze()  # or Python looks through all that is left for garbage before it ends: half a second
    sys.exit(code)


def travel_light(arguments: list[str]) -> None:
    """Leave out what a command can do without, and look for garbage seldom: a command soon ends.

    The app does not end soon, so it keeps Python's own habits.
    """
    if arguments[:1] == ["app"]:
        return
    if arguments[:1] != ["evidence"]:
        # pandas loads pyarrow wherever the app is installed: 50 MB and a quarter of a second for nothing.
        sys.modules.setdefault("pyarrow", None)  # type: ignore[arg-type] # None: it is not to be found
    gc.set_threshold(_GARBAGE_AFTER)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; failures are said on standard error, never as a traceback."""
    from toolkit.cli import app  # noqa: PLC0415 (an import of the package stays light)

    try:
        app(arguments, prog_name="csp-toolkit")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else ExitCode.DONE
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (nobody reads on)
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 (the last line of defence; a user sees no traceback)
        return _failed(error)
    return ExitCode.DONE


def _failed(error: Exception) -> int:
    """Say what went wrong, in the user's terms where it is theirs to mend, and return the exit code."""
    if isinstance(error, ToolkitError):
        _say(_told(error))
        return error.exit_code
    if isinstance(error, OSError):
        _say(f"{error.filename or 'A file'} could not be read or written: {error.strerror}.")
        return ExitCode.STORAGE
    if os.environ.get("CSP_TOOLKIT_DEBUG"):
        raise error
    _say(
        f"Something went wrong inside csp-toolkit itself ({type(error).__name__}). Your files are as they "
        "were. Please report it; CSP_TOOLKIT_DEBUG=1 shows where it happened."
    )
    return ExitCode.BUG


def _told(error: ToolkitError) -> str:
    if not isinstance(error, InputRejected):
        return str(error)
    lines = [str(fault) for fault in error.faults]
    more = (
        [f"... and {len(lines) - _SHOWN} more; 'csp-toolkit check' lists every one."]
        if lines[_SHOWN:]
        else []
    )
    return "\n".join([*lines[:_SHOWN], *more])


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
