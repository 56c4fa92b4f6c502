"""Between plain files and the database: what is taken in, what is written out, and the lists both use."""

from toolkit.exchange.lists import library_of
from toolkit.exchange.reading import default_county, read_batch
from toolkit.exchange.starting import start_new
from toolkit.exchange.writing import export_county

__all__ = ["default_county", "export_county", "library_of", "read_batch", "start_new"]
