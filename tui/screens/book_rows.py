"""Booked rows in a table and in one line: invoices, payments, benefits, and counts of the funnel."""

from collections.abc import Iterable, Iterator

from budget.money import format_number
from budget.period import Month
from budget.plan.payment_layout import KIND, STEP
from budget.plan.payments import Benefit, BenefitKind, BookedRow, FunnelCount, Invoice, Payment
from tui.screens.compare_rows import change
from tui.screens.group import month_cell
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words

BOOK = (
    Column("Jenis"),
    Column("Nomor", least=12),
    Column("Kapan"),
    Column("Kelompok", least=7),
    Column("Orang", right=True),
    Column("Rupiah", right=True),
    Column("Keterangan", least=6, grows=True),
)
_BENEFITS = {kind: f"Manfaat {KIND.text(kind)}" for kind in BenefitKind} | {
    BenefitKind.SCHOLARSHIP: "Beasiswa"
}


def book_rows(rows: Iterable[BookedRow]) -> list[Row]:
    """Rows as they were booked; each is its own key."""
    return [Row(row, _book_cells(row)) for row in rows]


def _book_cells(row: BookedRow) -> tuple[Cell, ...]:
    kind, number, when, group, people, rupiah = _facts(row)
    is_correction = bool(row.reason)
    return (
        words("Koreksi" if is_correction else kind),
        words(number or "–"),
        when,
        words(group or "–"),
        NOTHING if people is None else _change(people, is_correction),
        NOTHING if rupiah is None else _change(rupiah, is_correction),
        words(" · ".join(remarks(row)), Tone.MUTED),
    )


def _change(value: int, is_correction: bool) -> Cell:
    return change(value) if is_correction else amount(value)


def _facts(row: BookedRow) -> tuple[str, str, Cell, str, int | None, int | None]:
    """Kind, number, time, group, people or cases, and rupiah."""
    match row:
        case Invoice():
            return "Tagihan", row.number, month_cell(row.month), row.group, row.heads, row.rupiah
        case Payment():
            day = Cell(f"{row.day:%d/%m/%Y}", row.day.isoformat()) if row.day else words("belum cair")
            return "Pembayaran", row.sp2d or row.spm or row.spp, day, "", None, row.amount
        case Benefit():
            return _BENEFITS[row.kind], "", words(str(row.year)), row.group, row.cases, row.rupiah
        case FunnelCount():
            kind = STEP.text(row.step).capitalize()
            return kind, "", month_cell(row.month), row.group, row.heads, None


def remarks(row: BookedRow) -> Iterator[str]:
    """What else a row says, why it corrects first."""
    corrects = getattr(row, "corrects", "")
    if row.reason:
        yield f"mengoreksi {corrects}: {row.reason}" if corrects else f"alasan: {row.reason}"
    match row:
        case Payment():
            reached = row.sp2d or row.spm or row.spp
            yield from (part for part in (row.spp, row.spm) if part and part != reached)
            if row.invoice:
                yield f"tagihan {row.invoice}"
            yield from (part for part in (row.account, ", ".join(row.programmes), row.skpd) if part)
        case FunnelCount() if row.lost_to:
            yield f"gugur: {row.lost_to}"
        case _:
            pass
    if isinstance(row, Benefit | FunnelCount) and row.source:
        yield f"menurut {row.source}"
    if not isinstance(row, FunnelCount) and row.note:
        yield row.note


def booked_line(row: BookedRow) -> str:
    """A row in one line without its rupiah, for what it is read in or picked from."""
    kind, number, when, group, people, _ = _facts(row)
    parts = [f"{kind} {number}".strip(), when.text, group]
    if people is not None:
        parts.append(f"{format_number(people)} {'kasus' if isinstance(row, Benefit) else 'orang'}")
    return " · ".join(part for part in parts if part)


def people_of(row: BookedRow) -> int | None:
    """People, or cases of a benefit."""
    return _facts(row)[4]


def rupiah_of(row: BookedRow) -> int | None:
    return _facts(row)[5]


def paid_in(row: BookedRow, month: Month) -> bool:
    return isinstance(row, Payment) and row.day is not None and Month.of(row.day) == month


def rupiah_cell(row: BookedRow) -> Cell:
    rupiah = rupiah_of(row)
    return NOTHING if rupiah is None else amount(rupiah)
