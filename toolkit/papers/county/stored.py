"""A county's pack from a database; apart from that of a folder, which needs no database to be loaded."""

from pathlib import Path

from toolkit.exchange import library_of
from toolkit.model.principal import Principal
from toolkit.papers.county.loading import Asked, _Found, _found_before, _pack, key_of
from toolkit.papers.county.pack import CountyPack
from toolkit.store.assessments import open_return, readable_records
from toolkit.store.county import open_decisions
from toolkit.store.evidence_kept import evidence_of
from toolkit.store.history import changes
from toolkit.store.store import Store


def pack_from_store(
    store: Store, principal: Principal, asked: Asked, before: Path | None = None
) -> CountyPack:
    """Return the pack of the county in a database, as `principal` may read it.

    Raises
    ------
    NotPermitted
        When `principal` may not read the county's decisions.
    UsageError
        When it holds no county or no return of the year, or several years and none is asked for.
    Refused
        When Appendix A cannot be counted.
    """
    own = open_decisions(store, principal)
    stored = [open_return(store, principal, one.id) for one in readable_records(store, principal)]
    found = _Found(
        decisions=own.decisions,
        returns=tuple(one.return_ for one in stored),
        library=library_of(store, principal),
        evidence={key_of(one.return_): evidence_of(one) for one in stored},
        history=changes(store, principal, own.record.id),
        heads={own.decisions.name: own.head} | {one.name: one.head for one in stored},
    )
    return _pack(found, asked, _found_before(before))
