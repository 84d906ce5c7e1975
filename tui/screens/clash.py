"""Two people changed one record: field by field what stood there, what one has typed, and what stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import dialog_bindings
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.text import effect_text, plain
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.said import Said

if TYPE_CHECKING:
    from tui.view import JournalLine

_COLUMNS = (
    Column("Isian", least=10),
    Column("Semula", least=8),
    Column("Anda", least=8, grows=True),
    Column("Mereka", least=8, grows=True),
)


class Choice(StrEnum):
    """Whose content is stored. BOTH: theirs, with the fields that one has changed oneself."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Contest:
    """A field as it was read, as one has typed it, and as it is stored now; None where the record is gone."""

    label: str
    before: str
    mine: str
    theirs: str | None

    @property
    def is_fought_over(self) -> bool:
        """Whether both have changed it, each to something else."""
        return len({self.before, self.mine, self.theirs}) == 3  # all three differ

    @property
    def is_settled(self) -> bool:
        return self.before == self.mine == self.theirs


class Clash(Dialog[Choice]):
    """Closes with a choice, or with nothing: then the form stays as it is. `by` is None where unknown."""

    place = Place.CLASH
    BINDINGS = dialog_bindings(Place.CLASH)

    def __init__(self, fields: Sequence[Contest], by: "JournalLine | None") -> None:
        super().__init__()
        self._gone = any(each.theirs is None for each in fields)
        self._fields = fields
        self._by = by
        done = "menghapus" if self._gone else "mengubah"
        self.title_text = f"{by.who if by else 'Orang lain'} {done} data ini sejak formulir dibuka"
        self._table = FigureTable(empty="Isinya sama; hanya yang di sekitarnya berubah.", sortable=False)

    def body(self) -> Iterable[Widget]:
        yield Static(Text(plain(self._what())), classes="reading")
        yield self._table
        yield Said("", classes="clash-texts", markup=False)

    def _what(self) -> str:
        done = ""
        if self._by is not None:
            effect = effect_text(self._by.effect_rupiah)
            done = f"{self._by.at.astimezone():%d/%m/%Y %H.%M}: {self._by.action} ({effect}). "
        if self._gone:
            return f"{done}Isian Anda disimpan sebagai data baru, atau data ini tetap terhapus."
        return f"{done}Isian siapa yang disimpan? Keduanya: yang Anda ubah dari Anda, selebihnya dari mereka."

    def on_mount(self) -> None:
        self._table.fill(_COLUMNS, [_row(each) for each in self._fields if not each.is_settled])
        self._table.focus()
        self.on_figure_table_pointed()

    def on_figure_table_pointed(self) -> None:
        """The texts under the cursor, whole: the table may have no room for them."""
        if (row := self._table.current) is not None:
            texts = zip(_COLUMNS[1:], row.cells[1:], strict=True)
            told = "\n".join(f"{column.title:<7} {cell.text}" for column, cell in texts)
            self.query_one(".clash-texts", Static).update(told)

    def refusal(self, command_id: str) -> str:
        if command_id == "both" and self._gone:
            return "Data ini sudah dihapus: tidak ada isian mereka."
        return super().refusal(command_id)

    def action_mine(self) -> None:
        self.dismiss(Choice.MINE)

    def action_theirs(self) -> None:
        self.dismiss(Choice.THEIRS)

    def action_both(self) -> None:
        if reason := self.refusal("both"):
            self.notify(reason, severity="warning", markup=False)
        else:
            self.dismiss(Choice.BOTH)


def _row(each: Contest) -> Row:
    """What both have changed is marked by a sign, not by colour alone."""
    label = f"≠ {each.label}" if each.is_fought_over else each.label
    theirs = words("(dihapus)" if each.theirs is None else each.theirs or "(kosong)")
    cells = (words(label), words(each.before or "(kosong)"), words(each.mine or "(kosong)"), theirs)
    return Row(each.label, cells, Tone.STRONG if each.is_fought_over else Tone.PLAIN)
