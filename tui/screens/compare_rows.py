"""What the comparison shows: its tables as rows, and what a bar or a group is made of as lines to read."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from budget.engine.bars import Bar, Waterfall
from budget.engine.comparison import Comparison, Figure
from budget.engine.runway import Runway
from budget.money import format_number
from budget.services.comparing import Choice, Compared
from budget.services.realising_words import NO_GROUP
from tui.screens.group import month_cell
from tui.screens.overview_rows import until
from tui.text import plain, signed_number
from tui.widgets.bars import signed_bar
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words

_MOST_TITLE = 17
_HALF_NARROW, _HALF_WIDE = 12, 24
_WIDE = 100
_LABEL = 36
_NUMBER = 24

CHOICES = (
    Column("Urut"),
    Column("Rencana", least=12, grows=True),
    Column("Jenis"),
    Column("Biaya (Rp)", right=True),
    Column("Dari yang pertama", right=True),
)
RUNWAYS = (
    Column("Rencana", least=12),
    Column("TA"),
    Column("Cukup sampai"),
    Column("Mulai kurang"),
    Column("Orang", right=True),
    Column("Orang-bulan", right=True),
    Column("Kurang (Rp)", right=True),
    Column("Pagu (Rp)", right=True),
    Column("Biaya (Rp)", right=True),
)


def change(value: int) -> Cell:
    """A difference; dearer is not worse than cheaper, so the sign alone tells."""
    return Cell(signed_number(value), value)


def choice_rows(choices: Sequence[Choice], marked: Sequence[str], found: Compared | None) -> list[Row]:
    """Marked ones bear their place in the order; what was computed stands beside them."""
    totals = {} if found is None else _totals(found)
    first = totals[found.names[0]] if found else 0
    rows = []
    for choice in choices:
        is_marked = choice.name in marked
        place = f"[{marked.index(choice.name) + 1}]" if is_marked else "[ ]"
        figures = (NOTHING, NOTHING)
        if is_marked and choice.name in totals:
            figures = amount(totals[choice.name]), change(totals[choice.name] - first)
        tone = Tone.STRONG if is_marked else Tone.PLAIN
        cells = (words(place), words(choice.name), words(choice.kind, Tone.MUTED), *figures)
        rows.append(Row(choice.name, cells, tone))
    return rows


def _totals(found: Compared) -> dict[str, int]:
    return {name: side.total for name, side in zip(found.names, found.comparison.sides, strict=True)}


def group_columns(names: Iterable[str]) -> list[Column]:
    return [
        Column("Kelompok", least=12),
        Column("TA"),
        *(Column(_short(name), right=True) for name in names),
        Column("Selisih", right=True, is_subtotal=True),
    ]


def _short(name: str) -> str:
    """A title no wider than most amounts."""
    name = plain(name)
    return name if cell_len(name) <= _MOST_TITLE else set_cell_size(name, _MOST_TITLE - 1).rstrip() + "…"


def group_rows(comparison: Comparison, *, people: bool) -> tuple[list[Row], Row]:
    """Groups by fiscal year and their total, in rupiah or in person-months; the last side less the first."""

    def line(key: str, year: str, figures: Sequence[Figure]) -> Row:
        values = [figure.person_months if people else figure.cost for figure in figures]
        cells = (words(key), words(year), *map(amount, values), change(values[-1] - values[0]))
        return Row((key, year), cells)

    rows = [line(row.group, str(row.fiscal_year), row.figures) for row in comparison.rows]
    totals = [Figure(side.total, side.person_months) for side in comparison.sides]
    return rows, line("Jumlah", "", totals)


def runway_rows(found: Compared) -> list[Row]:
    """How far the money of each side goes, all fiscal years together and each alone; keys are the names."""
    rows = []
    for name, side in zip(found.names, found.comparison.sides, strict=True):
        rows.append(_runway_row(name, "gabungan", side.allocation.pooled, Tone.STRONG))
        rows += [_runway_row(name, str(year), runway) for year, runway in side.allocation.by_fiscal_year]
    return rows


def _runway_row(name: str, year: str, runway: Runway, tone: Tone = Tone.PLAIN) -> Row:
    missing = (runway.people_short, runway.person_months_short, runway.shortfall)
    cells = (
        words(name),
        words(year),
        until(runway),
        month_cell(runway.first_short_month, Tone.BAD),
        *(NOTHING if value is None else amount(value, Tone.BAD) for value in missing),
        amount(runway.total),
        amount(runway.cost),
    )
    return Row((name, year), cells, tone)


def fall_columns(half: int) -> tuple[Column, ...]:
    return (
        Column("Sebab", least=12),
        Column("Rupiah", right=True),
        Column(f"{'berkurang ':>{half}}│ bertambah", grows=True),
    )


def half_of(width: int) -> int:
    """Cells on either side of the zero line of the bars, in a window of this width."""
    return _HALF_WIDE if width >= _WIDE else _HALF_NARROW


def fall_rows(falls: Waterfall, half: int, start: str = "Semula", finish: str = "Menjadi") -> list[Row]:
    """Start, bars and end; the key of a bar's row is the bar. `half` cells are drawn beside the zero line."""
    most = max((abs(bar.rupiah) for bar in falls.bars), default=0)
    zero = words(signed_bar(0, 1, half))

    def end(label: str, rupiah: int) -> Row:
        return Row(label, (words(label), amount(rupiah), zero), Tone.STRONG)

    bars = [
        Row(bar, (words(bar.cause.label), change(bar.rupiah), words(signed_bar(bar.rupiah, most, half))))
        for bar in falls.bars
    ]
    return [end(start, falls.start), *bars, end(finish, falls.end)]


def bar_groups(bar: Bar) -> Text:
    """The groups that a bar is made of."""
    return _sum_text("Kelompok", [(part.group or NO_GROUP, part.rupiah) for part in bar.groups])


def group_causes(falls: Waterfall, group: str) -> Text:
    """The bars that one group is part of."""
    name = group.casefold()
    parts = [
        (bar.cause.label, part.rupiah)
        for bar in falls.bars
        for part in bar.groups
        if part.group.casefold() == name
    ]
    return _sum_text("Sebab", parts)


def _sum_text(title: str, parts: Sequence[tuple[str, int]]) -> Text:
    text = Text(f"{title:{_LABEL}}{'Rupiah':>{_NUMBER}}\n", "bold")
    for label, rupiah in ((plain(name), rupiah) for name, rupiah in parts):
        # A name that is longer stands on a line of its own.
        head = set_cell_size(label, _LABEL) if cell_len(label) < _LABEL else f"{label}\n{'':{_LABEL}}"
        text.append(f"{head}{signed_number(rupiah):>{_NUMBER}}\n", "not bold")
    total = signed_number(sum(rupiah for _, rupiah in parts))
    text.append(f"{'Jumlah':{_LABEL}}{total:>{_NUMBER}}")
    return text


def told(falls: Waterfall) -> str:
    """The difference in one line."""
    if falls.start == falls.end and not falls.bars:
        return "Tidak ada selisih."
    return f"Selisih {signed_number(falls.end - falls.start)} dari {format_number(falls.start)}"
