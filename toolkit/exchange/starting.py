"""A new return in the database, made with the county's lists."""

from toolkit.errors import UsageError
from toolkit.exchange.lists import library_of
from toolkit.exchange.reading import shipped_county
from toolkit.files.county_file import CATALOGUE
from toolkit.files.returns import blank_return, district_name
from toolkit.model.principal import Principal
from toolkit.store.assessments import Stored, start_return
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
    lists = county_lists(store, principal)
    if lists is None and may(principal, Action.EDIT_COUNTY):
        county = shipped_county()
        start_county(store, principal, county, operation=f"{operation}-county")
        lists = county.area_set, county.category_set, county.heading_set
    if lists is None:
        raise UsageError("The database holds no county yet. Ask an administrator to import one.")
    areas, category_set, heading_set = lists
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
