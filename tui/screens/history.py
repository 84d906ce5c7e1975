"""Riwayat: who changed what, when, and what it did to the cost; Enter shows every row before and after."""

from collections.abc import Iterable
from functools import partial

from rich.text import Text
from textual.app import ComposeResult

from budget.services.journal_detail import EntryDetail, RowChange, entry_detail, left_out
from tui.jobs import CancelToken, jobs
from tui.keymap import key, keyed
from tui.places import Place
from tui.screens.reading import Reading
from tui.screens.room import Room
from tui.text import effect_text, plain, signed_rupiah
from tui.view import HISTORY_SHOWN, JournalLine, View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane

COLUMNS = (
    Column("No.", right=True),
    Column("Waktu"),
    Column("Siapa", least=6),
    Column("Tindakan", least=20, grows=True),
    Column("Dampak", right=True),
)
_LABEL = 16
# So much of a value is shown: a text may be as long as somebody likes.
_LONGEST = 200

_HEADING = "Perubahan, terbaru dahulu · dampak pada biaya seluruh rentang · {open}: sebelum dan sesudah"


class History(Room):
    place = Place.HISTORY

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        empty = "Belum ada perubahan. Tekan {groups}, lalu {new}, untuk menambah kelompok."
        self._pane = ListPane(empty=empty, id="journal")

    def compose(self) -> ComposeResult:
        yield self._pane

    @property
    def pane(self) -> ListPane:
        return self._pane

    @property
    def table(self) -> FigureTable:
        return self._pane.table

    def show(self, view: View) -> None:
        self._view = view
        shown = view.entries[:HISTORY_SHOWN]
        cut = len(view.entries) > len(shown)
        note = f"{HISTORY_SHOWN} perubahan terbaru; yang lebih lama tidak ditampilkan." if cut else ""
        heading = keyed(_HEADING)
        self._pane.fill(COLUMNS, [_row(entry) for entry in shown], heading=heading, note=note)

    def refusal(self, command: str) -> str:
        if command == "open" and self.table.current is None:
            return "Tidak ada perubahan yang disorot."
        return super().refusal(command)

    def do_open(self) -> None:
        row = self.table.current
        if row is not None and self._view is not None:
            read = partial(entry_detail, self._view.workspace, row.key)
            jobs(self).run_job("membaca riwayat", read, self._opened, None, CancelToken(), quiet=True)

    def _opened(self, found: EntryDetail) -> None:
        if self.is_attached:
            self.app.push_screen(Reading(f"Perubahan no. {found.entry.number}", detail_text(found)))


def _row(entry: JournalLine) -> Row:
    at = entry.at.astimezone()
    effect = entry.effect_rupiah
    cells = (
        Cell(str(entry.number), entry.number, Tone.MUTED),
        Cell(f"{at:%d/%m/%Y %H.%M}", at.isoformat()),
        words(entry.who),
        words(f"(diurungkan) {entry.action}" if entry.undone else entry.action),
        NOTHING if effect is None else Cell(signed_rupiah(effect), effect),
    )
    return Row(entry.number, cells, Tone.MUTED if entry.undone else Tone.PLAIN)


def detail_text(found: EntryDetail) -> Text:
    """Who, when and what; the effect; what became of it; then every row before and after."""
    text = Text()
    for label, said in _facts(found):
        text.append(f"{label:<{_LABEL}}", "dim")
        text.append(f"{plain(said)}\n")
    for row in found.rows:
        text.append("\n")
        _append_row(text, row)
    if not found.rows:
        text.append("\nTidak ada baris yang berubah: ini catatan saja.\n")
    if said := left_out(found):
        text.append(f"\n{said}\n", "bold")
    text.rstrip()
    return text


def _facts(found: EntryDetail) -> Iterable[tuple[str, str]]:
    entry = found.entry
    yield "Tindakan", entry.action
    yield "Waktu", _when(entry)
    yield "Dampak", effect_text(entry.effect_rupiah)
    if found.undoes is not None:
        yield "Tentang", f"no. {found.undoes.number}, {_when(found.undoes)}"
    if found.undone_by is not None:
        yield "Keadaan", f"diurungkan, {_when(found.undone_by)} (no. {found.undone_by.number})"
    elif found.is_note:
        yield "Keadaan", f"tidak dapat diurungkan dengan {key('undo')}"
    else:
        yield "Keadaan", "diurungkan" if entry.undone else "berlaku"


def _when(entry: JournalLine) -> str:
    return f"{entry.at.astimezone():%d/%m/%Y %H.%M} oleh {entry.who}"


def _append_row(text: Text, row: RowChange) -> None:
    text.append(f"{row.verb} {_short(row.title)}\n", "bold")
    width = max((len(field.label) for field in row.fields), default=0)
    for field in row.fields:
        before, after = _short(field.before) or "kosong", _short(field.after) or "kosong"
        text.append(f"  {field.label:<{width}}  ", "dim")
        if row.verb == "Tambah":
            text.append(f"{after}\n")
        elif row.verb == "Hapus":
            text.append(f"{before}\n", "strike")
        else:
            text.append(f"{before} → {after}\n")


def _short(said: str) -> str:
    return plain(said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
