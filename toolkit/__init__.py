"""The toolkit of Community Safety Partnerships: score issues, rank them, count the county.

>>> import toolkit
>>> from toolkit.resources import shipped
>>> return_ = toolkit.read_return(shipped("sample_districts") / "maidstone")
>>> ranking = toolkit.rank(toolkit.score(return_))
>>> ranking.issues[0].rank
1
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.files.county_folder import read_county
    from toolkit.files.library import read_matrix
    from toolkit.files.returns import read_return
    from toolkit.methods.county import county
    from toolkit.methods.ranking import rank
    from toolkit.methods.scoring import score

__all__ = ["county", "rank", "read_county", "read_matrix", "read_return", "score"]

_HOMES = {
    "county": "toolkit.methods.county",
    "rank": "toolkit.methods.ranking",
    "read_county": "toolkit.files.county_folder",
    "read_matrix": "toolkit.files.library",
    "read_return": "toolkit.files.returns",
    "score": "toolkit.methods.scoring",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    """Load a public name on first use, so that the command line starts quickly."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'toolkit' has no attribute '{name}'")
