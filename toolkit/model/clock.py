"""The clock that people read."""

from typing import Final
from zoneinfo import ZoneInfo

HOME: Final = ZoneInfo("Europe/London")
"""The time in England; what is stored is UTC."""
