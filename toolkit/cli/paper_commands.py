"""The group `paper`: what partnerships hand over, as Word, PDF, HTML or Excel."""

import typer

from toolkit.cli.database import on_database
from toolkit.cli.paper_county import county_pack
from toolkit.cli.paper_district import district_pack
from toolkit.cli.paper_workshop import workshop_minutes

paper_app = typer.Typer(
    help="Papers for committees, as Word, PDF, HTML or Excel.", no_args_is_help=True, rich_markup_mode=None
)
paper_app.command("county")(on_database(county_pack))
paper_app.command("district")(on_database(district_pack))
paper_app.command("workshop")(on_database(workshop_minutes))


@paper_app.callback()
def _group() -> None:
    """Papers for committees, as Word, PDF, HTML or Excel."""
