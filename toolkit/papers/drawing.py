"""Charts are drawn by a process of its own: what ends it ends no server, and its memory is given back."""

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import Final

_PROGRAM: Final = Path(__file__).resolve().with_name("drawing_process.py")
_MODULE: Final = "vl_convert"
_GUARD: Final = RLock()


class _Easel:
    """The process that draws, once it was started."""

    running: subprocess.Popen[bytes] | None = None


def begin() -> None:
    """Start the process that draws, so that it is ready when the first chart is asked for.

    Raises
    ------
    ModuleNotFoundError
        When vl-convert, which draws, is not installed.
    """
    if find_spec(_MODULE) is None:
        raise ModuleNotFoundError(f"No module named {_MODULE!r}", name=_MODULE)
    with _GUARD:
        _process()


def drawn_svg(spec: str, version: str) -> str:
    """Return a Vega-Lite chart as SVG; raises as `drawn_png`."""
    return _drawn("svg", spec, version).decode()


def drawn_png(svg: str, scale: float) -> bytes:
    """Return an SVG as PNG, `scale` dots to a CSS pixel.

    Raises
    ------
    ModuleNotFoundError
        When vl-convert is not installed.
    ValueError
        When it cannot be drawn.
    """
    return _drawn("png", svg, scale)


def put_away() -> None:
    """End the process that draws and give its memory back; the next chart starts another."""
    with _GUARD:
        process, _Easel.running = _Easel.running, None
        if process is None:
            return
        process.kill()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):  # what was still to be told to it goes nowhere
                pipe.close()
        process.wait()


atexit.register(put_away)


def _drawn(*request: object) -> bytes:
    begin()
    with _GUARD:
        process = _process()
        try:
            return _answer(process, json.dumps(request).encode() + b"\n")
        except OSError as error:
            put_away()
            raise ValueError("the chart could not be drawn: what draws it ended") from error


def _process() -> "subprocess.Popen[bytes]":
    if _Easel.running is None or _Easel.running.poll() is not None:
        put_away()
        command = [sys.executable, "-P", str(_PROGRAM)]  # -P: the folder of papers is no place for imports
        _Easel.running = subprocess.Popen(  # noqa: S603 (our own program, nothing of it given by anybody)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    return _Easel.running


def _answer(process: "subprocess.Popen[bytes]", request: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError
    process.stdin.write(request)
    process.stdin.flush()
    head = process.stdout.readline()
    if not head:
        raise BrokenPipeError
    sound, size = json.loads(head)
    answer = process.stdout.read(size)
    if not sound:
        raise ValueError(f"the chart could not be drawn: {answer.decode()}")
    return answer
