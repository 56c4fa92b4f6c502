"""A new return in the database, made with the county's lists or from the year before."""

from toolkit.errors import UsageError
from toolkit.exchange.lists import library_of
from toolkit.exchange.reading import shipped_county
from toolkit.files.county_file import CATALOGUE
from toolkit.files.returns import blank_return, district_name
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.financial_year import year_after
from toolkit.model.horizon import HeadingSet
from toolkit.model.principal import Principal
from toolkit.model.priorities import CategorySet
from toolkit.store.assessments import Stored, open_return, start_return
from toolkit.store.county import county_lists, start_county
from toolkit.store.permission import Action, may
from toolkit.store.store import Store


def start_new(
    store: Store,
    principal: Principal,
    district: str,
    matrix: str,
    *,
    assessment_year: str,
    operation: str,
    plan_year: str | None = None,
) -> Stored:
    """Start a district's return with no rows and the county's lists; `matrix` is an id or ``id-version``.

    A database without a county gets the shipped one first, where `principal` may edit the county's.

    Raises
    ------
    Conflict
        When there is a return of the district and year already.
    InputRejected
        When the matrix is not known.
    NotPermitted
        When `principal` may not start it.
    UsageError
        When the district is not known, the year is not one, or there is no county yet.
    """
    areas, category_set, heading_set = _county_lists(store, principal, operation)
    library = library_of(store, principal)
    return_ = blank_return(
        district_name(district, areas),
        library.matrix(matrix),
        library.catalogue(CATALOGUE.id, CATALOGUE.version),
        category_set,
        heading_set,
        assessment_year=assessment_year,
        plan_year=plan_year,
    )
    return start_return(store, principal, return_, operation=operation)


def start_from_last_year(
    store: Store,
    principal: Principal,
    last_id: str,
    *,
    operation: str,
    assessment_year: str | None = None,
    matrix: str | None = None,
) -> Stored:
    """Start the return of the year after `last_id`, a record, of the same district.

    It has the same catalogue and the district's own issues, the county's lists and the same matrix unless
    another is named. No level, priority or horizon item is carried: each is confirmed or entered anew.

    Raises
    ------
    Conflict
        When there is a return of the district and year already.
    InputRejected
        When the matrix is not known.
    NotPermitted
        When `principal` may not read last year's return or start this year's.
    UsageError
        When the year is not one, or there is no county yet.
    """
    last = open_return(store, principal, last_id).return_
    _, category_set, heading_set = _county_lists(store, principal, operation)
    return_ = blank_return(
        last.district,
        library_of(store, principal).matrix(matrix) if matrix else last.matrix,
        last.catalogue,
        category_set,
        heading_set,
        assessment_year=assessment_year or year_after(last.assessment_year),
    ).changed(local_issues=last.local_issues, marking=last.marking, handling=last.handling)
    return start_return(store, principal, return_, operation=operation)


def _county_lists(
    store: Store, principal: Principal, operation: str
) -> tuple[AreaSet, CategorySet, HeadingSet]:
    """Return the county's lists; a database without a county gets the shipped one first, where that may be.

    Raises
    ------
    UsageError
        When there is no county and `principal` may not put one there.
    """
    lists = county_lists(store, principal)
    if lists is None and may(principal, Action.EDIT_COUNTY):
        county = shipped_county()
        start_county(store, principal, county, operation=f"{operation}-county")
        lists = county.area_set, county.category_set, county.heading_set
    if lists is None:
        raise UsageError(say("The database holds no county yet. Ask an administrator to import one."))
    return lists
