"""Between plain files and the database: what is taken in, what is written out, and the lists both use."""

from toolkit.exchange.columns import remember_columns, remembered_columns
from toolkit.exchange.counties import begin_county
from toolkit.exchange.lists import library_of
from toolkit.exchange.reading import default_county, read_batch
from toolkit.exchange.starting import start_from_last_year, start_new
from toolkit.exchange.writing import export_county

__all__ = [
    "begin_county",
    "default_county",
    "export_county",
    "library_of",
    "read_batch",
    "remember_columns",
    "remembered_columns",
    "start_from_last_year",
    "start_new",
]
