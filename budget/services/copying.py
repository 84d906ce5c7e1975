"""Moving a whole workspace: from a file to a server, back, or from one to another."""

from typing import TYPE_CHECKING

from budget.errors import Conflict
from budget.services.workspace import Workspace, read_plan

if TYPE_CHECKING:
    from budget.store.copying import Copied


def copy_workspace(workspace: Workspace, target: str) -> "Copied":
    """Copy everything, journal and versions too, into a new workspace; nothing of it stays where it fails.

    FileError where the target is there already; Conflict where what was stored is not what was read.
    """
    from budget.store.copying import copy_rows, digest_of
    from budget.store.database import new_database, open_database

    region = read_plan(workspace).region
    with new_database(target, region.code) as engine:
        copied = copy_rows(open_database(workspace.target), engine)
        if digest_of(engine) != copied.digest:
            raise Conflict("Salinan tidak sama dengan aslinya, dan dibuang. Coba lagi.")
    return copied
