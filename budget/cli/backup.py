"""`pagu backup` and `pagu restore`: copies of a workspace file, and the way back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.errors import FileError
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.backups import Backup


def backup(db: Db, as_json: Json = False) -> None:
    """Buat cadangan sekarang, di folder di samping berkasnya.

    Cadangan juga dibuat sendiri: sebelum impor, pemulihan, dan pembaruan skema, dan sekali sehari.
    """
    from budget.services.backups import back_up

    made = back_up(this_workspace(db))
    if made is None:
        raise FileError("Basis data di server dicadangkan pengelolanya. Untuk salinan berkas: pagu copy.")
    if as_json:
        output.emit(_json(made))
    else:
        output.say(f"Cadangan: {made.path}")


def restore(
    db: Db,
    source: Annotated[
        Path | None, typer.Argument(metavar="CADANGAN", help="Berkas cadangan; tanpa ini: daftarnya.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Pulihkan berkas dari cadangan, yang diperiksa dahulu; keadaan sekarang dicadangkan sebelumnya."""
    from budget.services.backups import backups
    from budget.services.backups import restore as put_back

    workspace = this_workspace(db)
    if source is None:
        _list(backups(workspace), as_json)
        return
    kept = put_back(workspace, source)
    if as_json:
        output.emit({"restored": str(source), "before": _json(kept)})
    else:
        output.say(f"{db} dipulihkan dari {source}. Keadaan sebelumnya: {kept.path}")


def _list(found: list["Backup"], as_json: bool) -> None:
    if as_json:
        output.emit({"backups": [_json(each) for each in found]})
        return
    output.show("\n".join(f"{_local(each.at)}  {each.why:<15}  {each.path}" for each in found))
    if not found:
        output.say("Belum ada cadangan. Buat dengan: pagu backup.")


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _json(made: "Backup") -> output.Json:
    return {"path": str(made.path), "at": made.at.isoformat(), "why": made.why}
