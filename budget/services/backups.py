"""Backups of a workspace: before what changes much at once, every day that it is opened, and when asked."""

from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.backups import Backup as Backup

BEFORE_IMPORT, BEFORE_RESTORE, DAILY, ASKED = "sebelum-impor", "sebelum-pulih", "harian", "diminta"
_WORDS = {
    BEFORE_IMPORT: "sebelum impor",
    BEFORE_RESTORE: "sebelum pemulihan",
    DAILY: "harian",
    ASKED: "diminta",
    "sebelum-skema": "sebelum skema dibarui",
    "rusak": "berkas rusak yang diganti",
}


def why_in_words(backup: "Backup") -> str:
    """What was about to happen when it was made."""
    return _WORDS.get(backup.why, backup.why)


def has_backups(workspace: Workspace) -> bool:
    """Whether backups are made here: of a file; a server is backed up by its administrator."""
    from budget.store.database import is_address

    return not is_address(workspace.target)


def backups(workspace: Workspace) -> list["Backup"]:
    """The newest first; none on a server, which its administrator backs up."""
    from budget.store.backups import backups as kept
    from budget.store.database import is_address

    return [] if is_address(workspace.target) else kept(Path(workspace.target))


def back_up(workspace: Workspace, why: str = ASKED) -> "Backup | None":
    """Make one now; None on a server. FileError where it cannot be written: then do not go on."""
    from budget.store.backups import back_up as make
    from budget.store.database import is_address

    if is_address(workspace.target):
        return None
    return make(Path(workspace.target), why, workspace.clock())


def back_up_daily(workspace: Workspace) -> "Backup | None":
    """The first one of a day, unless nothing was changed since the last; None where none is needed."""
    last = next(iter(backups(workspace)), None)
    if last is not None:
        changed = Path(workspace.target).stat().st_mtime
        if last.at.date() == workspace.clock().date() or changed <= last.path.stat().st_mtime:
            return None
    return back_up(workspace, DAILY)


def restore(workspace: Workspace, backup: Path) -> "Backup":
    """Put the backup in the place of what is stored now, which is kept: as a backup, or, damaged, as it is.

    FileError where the backup is damaged, of another region or no workspace; nothing is changed then.
    """
    from budget.store import backups as store
    from budget.store.database import REVISIONS, is_address

    if is_address(workspace.target):
        raise FileError("Daerah di server dipulihkan pengelolanya. Cadangan dapat dibuka sebagai berkas.")
    file, wanted = Path(workspace.target), store.content_of(backup)
    if wanted.revision not in REVISIONS:
        raise FileError(f"{backup} dibuat oleh pagu yang lebih baru. Perbarui pagu dahulu.")
    if store.is_damaged(file):
        kept = store.replace_damaged(backup, file, workspace.clock())
    else:
        if (now := store.content_of(file)).code != wanted.code:
            raise FileError(f"{backup} memuat {wanted.name}, bukan {now.name}. Buka cadangan itu sendiri.")
        kept = store.back_up(file, BEFORE_RESTORE, workspace.clock())
        store.restore(backup, file)
    with transaction(workspace) as work:
        work.record([], f"Pulihkan dari cadangan {backup.name}")
        work.commit()
    return kept
