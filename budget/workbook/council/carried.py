"""What multi-year lines (pagu tahun jamak) of each account carry into the next fiscal year."""

from collections.abc import Iterable, Mapping, Sequence

from budget.engine.runway import pot_key
from budget.plan import Allocation
from budget.workbook.council import styles
from budget.workbook.council.accounts import AccountYear, Payer
from budget.workbook.council.allocations import LineCells, of_year
from budget.workbook.council.sheet import Cell, Sheet, added

# What a pot has left of the year before, and the cells of allocation lines; equal lines have several.
Incoming = Mapping[tuple[object, ...], Sequence[Cell]]
CellsOf = Mapping[Allocation, Sequence[LineCells]]

LABELS = ("Sub-kegiatan", "Kode rekening", "Program", "SKPD", "Sumber dana")
_AMOUNTS = ("Pagu TA ini", "Terbawa dari tahun jamak", "Uang yang tersedia", "Sisa rekening")
_FIRST, _POT, _LAST = len(LABELS) + 1, 11, 15
_SPENT = (
    "Pagu tahun jamak yang habis pada saat ekspor tidak diteruskan ke tahun berikutnya. Bila masukan diubah "
    "sehingga ia bersisa, ekspor ulang."
)


def write_labels(sheet: Sheet, lines: Sequence[Allocation]) -> None:
    """What names the lines of an account, each once, in the first columns of the row."""
    names: tuple[list[str], ...] = (
        [line.sub_activity for line in lines],
        [line.account for line in lines],
        [programme for line in lines for programme in line.programmes],
        [line.skpd for line in lines],
        [line.funding for line in lines],
    )
    for column, found in enumerate(names, start=1):
        text = "\n".join(dict.fromkeys(filter(None, found)))
        sheet.across(sheet.row, (column, column), text, styles.LABEL)


def carried_into(payer: Payer, incoming: Incoming) -> list[Cell]:
    """What the pots of an account have left of the year before."""
    keys = dict.fromkeys(pot_key(line) for line in payer.lines if line.pot)
    return [cell for key in keys for cell in incoming.get(key, ())]


def write_carried(
    sheet: Sheet,
    year: AccountYear,
    accounts: Sequence[tuple[Payer, Cell]],
    lines: CellsOf,
    incoming: Incoming,
) -> Incoming:
    """A line for each multi-year line of the accounts, given with what each has left, and what goes on."""
    held = [account for account in accounts if any(line.pot for line in account[0].lines)]
    if not held:
        return {}
    going_to = f"Terbawa ke TA {year.year + 1}"

    def header() -> None:
        sheet.header(sheet.row, [*LABELS, *_AMOUNTS, going_to])
        sheet.across(sheet.row, (_POT, _LAST), "Pagu tahun jamak", styles.HEADER)
        sheet.row += 1

    count = sum(len(payer.lines) for payer, _ in held)
    sheet.section(f"{going_to} dari pagu tahun jamak: {year.label}", min(count, 15) + 2)
    header()
    going: dict[tuple[object, ...], list[Cell]] = {}
    for payer, left in held:
        earlier: list[Cell] = []
        for line, own, came in _funds(payer, year.year, lines, incoming):
            sheet.next_line(header)
            earlier.append(_line(sheet, line, of_year(own, year.year), came, left, earlier))
            going.setdefault(pot_key(line), []).append(earlier[-1])
    if any(cell.number == 0 for cells in going.values() for cell in cells):
        sheet.across(sheet.row, (1, sheet.last_column), _SPENT, styles.NOTE)
        sheet.row += 1
    sheet.row += 1
    return going


def _funds(
    payer: Payer, year: int, lines: CellsOf, incoming: Incoming
) -> Iterable[tuple[Allocation, Sequence[LineCells], Sequence[Cell]]]:
    """The multi-year lines of an account, with the cells of a line of this year, and what came into each."""
    seen: dict[Allocation, int] = {}
    left = dict(incoming)
    for line in payer.lines:
        if not line.pot:
            continue
        # Equal lines have a cell each; the first of a pot takes what came into it.
        number = seen[line] = seen.get(line, -1) + 1
        own = [lines[line][number]] if line.fiscal_year == year else []
        yield line, own, left.pop(pot_key(line), ())


def _line(
    sheet: Sheet,
    line: Allocation,
    own: tuple[str, int],
    came: Sequence[Cell],
    left: Cell,
    earlier: Sequence[Cell],
) -> Cell:
    """How much of a line goes on: what its account has left, but for what earlier lines of it carry on."""
    row, look = sheet.row, styles.figure(styles.RUPIAH)
    write_labels(sheet, [line])
    mine = sheet.live(row, _FIRST, *own, look)
    before = sheet.live(row, _FIRST + 1, added(came), sum(cell.number for cell in came), look)
    there = sheet.live(row, _FIRST + 2, f"={mine}+{before}", mine.number + before.number, look)
    rest = sheet.live(row, _FIRST + 3, f"=MAX(0,{left})", max(0, left.number), look)
    taken = "".join(f"-{cell}" for cell in earlier)
    value = min(there.number, rest.number - sum(cell.number for cell in earlier))
    goes = sheet.live(row, _FIRST + 4, f"=MIN({there},{rest}{taken})", value, look)
    sheet.across(row, (_POT, _LAST), line.pot, styles.LABEL)
    sheet.row += 1
    return goes
