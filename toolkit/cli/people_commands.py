"""Commands about people: who may do what in the database, who let them, and who has left."""

from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption, opened_store
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.model.person import Person
    from toolkit.model.principal import Grant, Principal
    from toolkit.store.store import Store

people_app = typer.Typer(no_args_is_help=True, help=say("Say who may do what in the database."))

Login = Annotated[str, typer.Argument(help="What they sign in as: an e-mail address.")]
Analyst = Annotated[list[str] | None, typer.Option("--analyst", help="A district they are analyst of.")]
Facilitator = Annotated[
    list[str] | None, typer.Option("--facilitator", help="A district they hold workshops in.")
]
County = Annotated[bool, typer.Option("--county-reviewer", help="Reads all returns, decides for the county.")]
Administrator = Annotated[bool, typer.Option("--administrator", help="Says who may do what.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept.")]


@people_app.command("list")
def list_people(
    db: DatabaseOption = None, how: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """List everyone who has or had an account, and what each may do."""
    from toolkit.store.people import people
    from toolkit.tables.people import people_table

    with opened_store(db, create=False) as (store, principal):
        found = people(store, principal)
    blocks = [Block("people", "", people_table(found))]
    nobody = [say("Nobody is listed. Start with: csp-toolkit people add LOGIN --name NAME --administrator")]
    deliver(
        Report(say("People"), [] if found else nobody, blocks, [_document(one) for one in found]), how, output
    )


@people_app.command("history")
def people_history(
    db: DatabaseOption = None, how: FormatOption = Format.TABLE, output: OutputOption = None
) -> None:
    """Say who let whom do what, when and why, newest first."""
    from toolkit.store.people import people_changes
    from toolkit.tables.people import people_changes_table

    with opened_store(db, create=False) as (store, principal):
        frame = people_changes_table(people_changes(store, principal))
    document = [dict(zip(_CHANGE, row, strict=True)) for row in frame.itertuples(index=False)]
    deliver(Report(say("Who let whom do what"), [], [Block("changes", "", frame)], document), how, output)


_CHANGE = ("when", "by", "login", "before", "after", "reason")


@people_app.command("add")
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Their name, as others read it.")],
    *,
    analyst: Analyst = None,
    facilitator: Facilitator = None,
    county_reviewer: County = False,
    administrator: Administrator = False,
    reason: Reason = "",
    db: DatabaseOption = None,
) -> None:
    """Add someone, with what they may do."""
    from toolkit.store.assessments import new_operation
    from toolkit.store.people import add_person

    with opened_store(db, create=True) as (store, principal):
        grants = _grants(
            store,
            principal,
            analyst=analyst,
            facilitator=facilitator,
            county_reviewer=county_reviewer,
            administrator=administrator,
        )
        operation = new_operation()
        added = add_person(store, principal, login, name, grants, operation=operation, reason=reason)
    typer.echo(_said(added))


@people_app.command("grant")
def grant(
    login: Login,
    *,
    analyst: Analyst = None,
    facilitator: Facilitator = None,
    county_reviewer: County = False,
    administrator: Administrator = False,
    reason: Reason = "",
    db: DatabaseOption = None,
) -> None:
    """Let someone do more."""
    from toolkit.store.assessments import new_operation
    from toolkit.store.people import grant_roles

    with opened_store(db, create=False) as (store, principal):
        grants = _grants(
            store,
            principal,
            analyst=analyst,
            facilitator=facilitator,
            county_reviewer=county_reviewer,
            administrator=administrator,
        )
        if not grants:
            raise UsageError(say("Say what to grant, such as --analyst 'Ashford'."))
        operation = new_operation()
        changed = grant_roles(store, principal, login, grants, operation=operation, reason=reason)
    typer.echo(_said(changed))


@people_app.command("revoke")
def revoke(
    login: Login,
    *,
    analyst: Analyst = None,
    facilitator: Facilitator = None,
    county_reviewer: County = False,
    administrator: Administrator = False,
    reason: Reason = "",
    db: DatabaseOption = None,
) -> None:
    """Take away what is named, or everything when nothing is: they have left. Nothing is deleted."""
    from toolkit.store.assessments import new_operation
    from toolkit.store.people import revoke_roles

    with opened_store(db, create=False) as (store, principal):
        grants = _grants(
            store,
            principal,
            analyst=analyst,
            facilitator=facilitator,
            county_reviewer=county_reviewer,
            administrator=administrator,
        )
        operation = new_operation()
        changed = revoke_roles(store, principal, login, grants or None, operation=operation, reason=reason)
    typer.echo(_said(changed))


def _grants(
    store: "Store",
    principal: "Principal",
    *,
    analyst: list[str] | None,
    facilitator: list[str] | None,
    county_reviewer: bool,
    administrator: bool,
) -> "tuple[Grant, ...]":
    from toolkit.model.principal import Grant, Role
    from toolkit.model.text import fold

    named = [(Role.ANALYST, name) for name in analyst or ()]
    named += [(Role.FACILITATOR, name) for name in facilitator or ()]
    districts = _districts(store, principal) if named else {}
    if unknown := [name for _, name in named if fold(name) not in districts]:
        raise UsageError(" ".join(_no_district(districts, name) for name in dict.fromkeys(unknown)))
    found = [Grant(role=role, district=districts[fold(name)]) for role, name in named]
    found += [Grant(role=Role.COUNTY_REVIEWER)] if county_reviewer else []
    found += [Grant(role=Role.ADMINISTRATOR)] if administrator else []
    return tuple(found)


def _districts(store: "Store", principal: "Principal") -> dict[str, str]:
    """Return the districts there are, here and in the county's areas, by the names they may be called."""
    from toolkit.files.county_file import AREA_SET
    from toolkit.files.library import Library
    from toolkit.model.text import fold
    from toolkit.store.assessments import readable_records

    areas = Library().area_set(AREA_SET.id, AREA_SET.version).districts
    found = {fold(called): area.name for area in areas for called in (area.id, area.code, area.name)}
    return found | {fold(record.district): record.district for record in readable_records(store, principal)}


def _no_district(districts: dict[str, str], name: str) -> str:
    from toolkit.files.faults import nearest_name, shown

    near = nearest_name(name, list(districts.values()))
    hint = " " + say("Did you mean '{near}'?", near=near) if near else ""
    return say("There is no district {name} here.{hint}", name=shown(name), hint=hint)


def _said(person: "Person") -> str:
    if person.left:
        return say(
            "{person} ({login}) has left and may do nothing. What they did is kept.",
            person=person.name,
            login=person.login,
        )
    return f"{person.name} ({person.login}): {', '.join(map(str, person.grants)) or say('no role')}."


def _document(person: "Person") -> dict[str, object]:
    return person.model_dump(mode="json")
