"""Cadangan: the backups of the open file, the newest first; one more, or back to one of them."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from budget.money import format_number
from budget.services.backups import back_up, backups, restore, why_in_words
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.keymap import keyed
from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.dialog import Dialog
from tui.text import plain
from tui.widgets.cells import Cell, Column, Row, words
from tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from budget.services.backups import Backup

_COLUMNS = (Column("Waktu"), Column("Sebab", least=12, grows=True), Column("Kilobita", right=True))


class Backups(Dialog["Backup"]):
    """Closes with the backup whose content stands in the file now, or with nothing."""

    place = Place.BACKUPS
    BINDINGS = dialog_bindings(Place.BACKUPS)
    title_text = "Cadangan berkas ini"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._pane = ListPane("Membaca …", empty="Belum ada cadangan.")

    def body(self) -> Iterable[Widget]:
        yield self._pane

    def on_mount(self) -> None:
        self._pane.table.focus()
        self._read()

    def _read(self) -> None:
        jobs(self).run_job("membaca", partial(backups, self._workspace), self._fill, quiet=True)

    def _fill(self, found: "list[Backup]") -> None:
        if self.is_attached:
            note = "10 yang terbaru disimpan, dan yang terakhir dari setiap 14 hari terbaru."
            self._pane.fill(_COLUMNS, [_row(each) for each in found], heading="Terbaru dahulu", note=note)

    def action_back_up(self) -> None:
        def made(_backup: "Backup | None") -> None:
            self.notify("Cadangan dibuat.", timeout=3)
            self._read()

        jobs(self).run_job("mencadangkan", partial(back_up, self._workspace), made)

    def on_figure_table_chosen(self) -> None:
        self.action_put_back()

    def action_put_back(self) -> None:
        """Ask first: all that was stored since goes, into a backup of its own."""
        row = self._pane.table.current
        if row is None:
            self.notify("Tidak ada cadangan yang disorot.", severity="warning", timeout=3)
            return
        chosen: Backup = row.key

        def answered(sure: bool | None) -> None:
            if sure:
                call = partial(restore, self._workspace, chosen.path)
                jobs(self).run_job("memulihkan", call, lambda _: self.dismiss(chosen))

        detail = keyed(
            "Tekan {yes} bila ya. Keadaan sekarang dicadangkan dahulu, sehingga dapat dipulihkan lagi."
        )
        self.app.push_screen(Confirm(f"Pulihkan berkas ke {when(chosen)}?", detail), answered)


def when(backup: "Backup") -> str:
    """In the time of this machine."""
    return f"{backup.at.astimezone():%d/%m/%Y %H.%M.%S}"


def _row(backup: "Backup") -> Row:
    size = backup.bytes // 1024
    cells = (
        Cell(when(backup), backup.at.isoformat()),
        words(plain(why_in_words(backup))),
        Cell(format_number(size), size),
    )
    return Row(backup, cells)
