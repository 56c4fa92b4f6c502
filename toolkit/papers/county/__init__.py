"""The county pack: from a folder of returns or a database to one paper for the county's committee."""

from toolkit.papers.county.compose import county_paper
from toolkit.papers.county.cover import county_cover
from toolkit.papers.county.loading import Asked, pack_from_folder
from toolkit.papers.county.pack import CountyPack, EarlierYear

__all__ = [
    "Asked",
    "CountyPack",
    "EarlierYear",
    "county_cover",
    "county_paper",
    "pack_from_folder",
]
