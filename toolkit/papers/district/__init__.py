"""The district pack: from one return to the paper that carries its strategic assessment."""

from toolkit.papers.district.compose import district_paper
from toolkit.papers.district.cover import district_cover
from toolkit.papers.district.loading import Asked, pack_from_path, pack_from_store
from toolkit.papers.district.pack import DistrictPack, EarlierReturn, SignedOff

__all__ = [
    "Asked",
    "DistrictPack",
    "EarlierReturn",
    "SignedOff",
    "district_cover",
    "district_paper",
    "pack_from_path",
    "pack_from_store",
]
