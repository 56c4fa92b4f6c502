"""The command line: arguments to calls to exit codes. Only this room prints."""

from toolkit.cli.commands import app

__all__ = ["app"]
