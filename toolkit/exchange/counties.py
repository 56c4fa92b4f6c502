"""A county that is named and whose districts are typed in, with the shipped lists for everything else."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from pydantic import ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.exchange.reading import shipped_county
from toolkit.files.faults import shown
from toolkit.files.model_faults import refused
from toolkit.language import say
from toolkit.model.area import CSP, AreaSet, District, Membership
from toolkit.model.principal import Principal
from toolkit.model.revision import new_item_id
from toolkit.store.county import StoredCounty, start_county
from toolkit.store.permission import Action
from toolkit.store.store import Store

_WHERE: Final = "districts"
_REMEDY: Final = say("Write a district's name and its code, as in: Ashford E07000105")
_LINE: Final = re.compile(r"(.+?)[\s,;]+(E0[67][0-9]{6})", re.ASCII)
_ALWAYS: Final = date(1998, 7, 31)
"""The day after which there were such partnerships: the Crime and Disorder Act 1998."""


def begin_county(
    store: Store, principal: Principal, name: str, districts: str, *, operation: str
) -> StoredCounty:
    """Put a county into a database that holds none: its name, and its districts one a line with their codes.

    Each district is its own partnership; a list of one's own says otherwise. Categories and headings are the
    shipped ones.

    Raises
    ------
    Conflict
        When there is a county already.
    InputRejected
        With the fault of every line.
    NotPermitted
        When `principal` may not edit the county's decisions.
    """
    store.permit(principal, Action.EDIT_COUNTY)
    areas = typed_areas(name, districts)
    county = shipped_county().changed(name=areas.county, area_set=areas)
    return start_county(store, principal, county, operation=operation)


def typed_areas(name: str, districts: str) -> AreaSet:
    """Return the districts typed one a line, as ``Ashford E07000105``; raises as `begin_county`."""
    faults: list[Fault] = []
    found: list[tuple[str, str]] = []
    for number, line in enumerate(districts.splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if match:
            found.append((match[1].strip(), match[2]))
        elif line.strip():
            faults.append(
                Fault(
                    _WHERE,
                    say("line {number}", number=number),
                    say("{line} has no code", line=shown(line)),
                    _REMEDY,
                    "E_DISTRICT",
                )
            )
    if not found and not faults:
        faults.append(Fault(_WHERE, "", say("no district is named"), _REMEDY, "E_BLANK"))
    if not name.strip():
        faults.append(Fault("county", "name", say("it is blank"), say("Write the county's name"), "E_BLANK"))
    if faults:
        raise InputRejected(faults)
    try:
        return _areas(name.strip(), found)
    except ValidationError as error:
        raise InputRejected(_faults(error)) from error


def _areas(name: str, found: list[tuple[str, str]]) -> AreaSet:
    ids: list[str] = []
    for district, _ in found:
        ids.append(new_item_id(district, ids))
    rows = list(zip(ids, found, strict=True))
    return AreaSet(
        id=f"{new_item_id(name, ())}-areas",
        version="1.0",
        county=name,
        title=say("Districts of {name}", name=name),
        source="typed in when the database was begun",
        csps=tuple(CSP(id=one, name=district) for one, (district, _) in rows),
        districts=tuple(
            District(id=one, name=said, code=code, memberships=(Membership(csp=one, from_date=_ALWAYS),))
            for one, (said, code) in rows
        ),
    )


def _faults(error: ValidationError) -> Iterator[Fault]:
    for details in error.errors(include_url=False):
        what = refused(details, AreaSet)
        yield Fault(_WHERE, "", what.problem, _REMEDY, what.code, what.nearest)
