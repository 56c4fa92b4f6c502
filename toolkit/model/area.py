"""Districts and the Community Safety Partnerships they belong to, by date."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version, fold

AreaCode = Annotated[str, StringConstraints(pattern=r"^E0[67][0-9]{6}$")]
"""A local authority district code such as ``E07000110``."""


class Membership(Frozen):
    """A district belonging to a CSP from one day until the day before another."""

    csp: Identifier
    from_date: date
    until: date | None = None
    """The first day it no longer holds; None while it lasts."""

    def holds(self, day: date) -> bool:
        """Say whether the membership holds on `day`."""
        return self.from_date <= day and (self.until is None or day < self.until)


class District(Frozen):
    """A district council's area, with every name it goes by."""

    id: Identifier
    name: Name
    code: AreaCode
    aliases: tuple[Name, ...] = ()
    memberships: Annotated[tuple[Membership, ...], Field(min_length=1)]
    note: Text = ""


class CSP(Frozen):
    """A Community Safety Partnership."""

    id: Identifier
    name: Name
    aliases: tuple[Name, ...] = ()


class AreaSet(Frozen):
    """The districts and CSPs of one county, with the dates that tie them."""

    kind: Literal["area_set"] = "area_set"
    id: Identifier
    version: Version
    county: Name
    title: Name
    source: Name
    csps: Annotated[tuple[CSP, ...], Field(min_length=1)]
    districts: Annotated[tuple[District, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _memberships_name_csps(self) -> Self:
        unique("CSP", [csp.id for csp in self.csps])
        unique("district", [district.id for district in self.districts])
        known = {csp.id for csp in self.csps}
        for district in self.districts:
            for membership in district.memberships:
                if membership.csp not in known:
                    raise Unsound(
                        say(
                            "district '{district}' belongs to unknown CSP '{csp}'",
                            district=district.id,
                            csp=membership.csp,
                        ),
                        "E_UNKNOWN",
                    )
        names = [{fold(name) for name in (d.id, d.name, *d.aliases)} for d in self.districts]
        unique(say("district name"), [name for of_one in names for name in of_one])
        return self

    @cached_property
    def _by_name(self) -> dict[str, District]:
        return {fold(name): d for d in self.districts for name in (d.id, d.name, d.code, *d.aliases)}

    @cached_property
    def csp_by_id(self) -> dict[str, CSP]:
        """CSPs by id."""
        return {csp.id: csp for csp in self.csps}

    def district(self, name: str) -> District:
        """Return the district with this id, name, code or alias; raises KeyError when there is none."""
        return self._by_name[fold(name)]

    def csp(self, name: str) -> CSP:
        """Return the CSP with this id, name or alias; raises KeyError when there is none."""
        return self._csp_by_name[fold(name)]

    @cached_property
    def _csp_by_name(self) -> dict[str, CSP]:
        return {fold(name): csp for csp in self.csps for name in (csp.id, csp.name, *csp.aliases)}

    def csp_of(self, district: District, day: date) -> CSP:
        """Return the CSP of `district` on `day`; raises KeyError when it had none."""
        for membership in district.memberships:
            if membership.holds(day):
                return self.csp_by_id[membership.csp]
        raise KeyError(
            say("{district} belongs to no CSP on {day}", district=district.name, day=day.isoformat())
        )

    def csps_on(self, day: date) -> tuple[CSP, ...]:
        """Return the CSPs that hold at least one district on `day`, in the order of the file."""
        held = {m.csp for d in self.districts for m in d.memberships if m.holds(day)}
        return tuple(csp for csp in self.csps if csp.id in held)
