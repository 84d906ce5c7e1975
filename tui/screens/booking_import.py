"""Taking invoices, payments, benefits or counts in from a file: a report first."""

from pathlib import Path

from budget.plan.payment_layout import BookKind
from budget.progress import Progress
from budget.services.booking import import_bookings
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace
from tui.keymap import key
from tui.screens.importing import Import


class ImportBookings(Import):
    """Rows of one kind from a file; nothing is stored where anything in it is wrong."""

    label = "Berkas"
    hint = "Lokasi berkas .xlsx atau .csv"

    def __init__(self, workspace: Workspace, kind: BookKind) -> None:
        super().__init__(workspace)
        self._kind = kind
        self.title_text = f"Impor {kind.layout.noun}"
        columns = ", ".join(field.label for field in kind.layout.fields)
        persons = " Orangnya, bila ada, di lembar Peserta." if kind is BookKind.INVOICE else ""
        self.before = (
            f"Kolom lembar {kind.layout.sheet}: {columns}.{persons}\n"
            "Yang sudah dibukukan dilewati; lainnya dibukukan semua atau tidak satu pun. "
            f"{key('undo')} mengurungkan.\n"
            f"Tekan Enter atau {key('apply')} untuk memeriksanya dahulu: belum ada yang ditulis."
        )

    def take(self, workspace: Workspace, source: Path, dry_run: bool, progress: Progress) -> ImportReport:
        return import_bookings(workspace, self._kind, source, dry_run, progress)
