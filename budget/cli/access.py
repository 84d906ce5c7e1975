"""`pagu access`: who may do what in a workspace on a server."""

from typing import Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.role import Role
from budget.services.workspace import this_workspace

access = typer.Typer(help="Peran di server: siapa boleh apa.", no_args_is_help=True, rich_markup_mode=None)
User = Annotated[str, typer.Argument(metavar="PENGGUNA", help="Nama pengguna di server.")]
Wanted = Annotated[Role, typer.Argument(metavar="PERAN", help=", ".join(Role))]


@access.command("list")
def list_roles(db: Db, as_json: Json = False) -> None:
    """Semua pengguna dan perannya di daerah ini."""
    from budget.services.rights import granted

    found = granted(this_workspace(db))
    if as_json:
        output.emit({"access": [{"user": each.user, "role": each.role.value} for each in found]})
    elif found:
        output.show("\n".join(f"{each.user:<20}  {each.role.value:<9}  {each.role.label}" for each in found))
    else:
        output.show("Belum ada peran: hanya pembuat daerah ini yang dapat membukanya.")


@access.command("give")
def give(db: Db, user: User, role: Wanted) -> None:
    """Beri pengguna server sebuah peran di daerah ini."""
    from budget.services import rights

    rights.give(this_workspace(db), user, role)
    output.say(f"{user} kini {role.value}: {role.label}.")


@access.command("take")
def take(db: Db, user: User, role: Wanted) -> None:
    """Cabut peran seorang pengguna."""
    from budget.services import rights

    rights.take(this_workspace(db), user, role)
    output.say(f"{user} bukan {role.value} lagi.")
