"""The lists of the room of realisation: how they are filled, what opens from a row, what is behind it."""

from collections.abc import Sequence
from enum import IntEnum

from rich.text import Text

from budget.engine.bars import Bar
from budget.engine.realisation import AccountRealisation
from budget.plan.payment_layout import BookKind
from budget.plan.payments import BookedRow
from budget.services.realising import RealisationView
from budget.services.realising_words import owed_lines, unpaid_text
from tui.keymap import key, keyed
from tui.screens import realisation_rows as rows_of
from tui.screens.book_rows import BOOK, book_rows, paid_in
from tui.screens.booking_forms import under_the_key_of
from tui.screens.compare_rows import bar_groups, fall_columns, fall_rows, told
from tui.screens.realisation_text import (
    account_text,
    benefit_text,
    benefits_behind,
    funnel_text,
    group_name,
    month_text,
    row_text,
)
from tui.text import problem_line
from tui.widgets.cells import Row
from tui.widgets.list_pane import ListPane

_NOTHING_BOOKED = "Belum ada yang dibukukan: {new} membukukan, {take_in_bookings} mengimpor dari Excel."
_FILL_IT = "Tekan {new} untuk membukukan, atau {take_in_bookings} untuk mengimpor dari Excel."


class Listed(IntEnum):
    """The lists in the order in which Tab goes through them."""

    MONTHS = 0
    OUTLOOK = 1
    ARREARS = 2
    FUNNEL = 3
    BENEFITS = 4
    VARIANCE = 5
    BOOK = 6


TITLES = ("Per bulan", "Prognosis", "Tunggakan", "Corong", "Manfaat", "Selisih", "Buku")
# The kind of row that one most likely wants to book from a list; elsewhere invoices.
LIKELY = {
    Listed.ARREARS: BookKind.PAYMENT,
    Listed.FUNNEL: BookKind.COUNT,
    Listed.BENEFITS: BookKind.BENEFIT,
}


def make_panes() -> tuple[ListPane, ...]:
    return (
        ListPane(pinned=1),
        ListPane(empty=f"Tidak ada pagu, rencana, atau pembayaran pada tahun ini. {_FILL_IT}"),
        ListPane(empty=f"Belum ada tagihan. {_FILL_IT}"),
        ListPane(empty=f"Tidak ada orang atau hitungan pada bulan ini. {_FILL_IT}", fixed=2),
        ListPane(empty=f"Belum ada iuran atau manfaat. {_FILL_IT}", fixed=2),
        ListPane(),
        ListPane(empty=f"Belum ada yang dibukukan. {_FILL_IT}", fixed=2),
    )


def fill_panes(panes: Sequence[ListPane], found: RealisationView, half: int, scenario: str) -> None:
    """Show what was found; `scenario` is the one on screen, which the realisation does not follow."""
    realised, owed = found.realisation, found.owed
    span = f"TA {realised.fiscal_year} s.d. {realised.until.short_label}"
    note = _note(found, scenario)
    months, total = rows_of.month_rows(found)
    heading = f"{span} · dibayar: bulan SP2D · ditagih, tunggakan: bulan iuran"
    panes[Listed.MONTHS].fill(rows_of.MONTHS, months, total, heading=heading, note=note)
    accounts, sums = rows_of.outlook_rows(found)
    heading = f"{span} · akhir tahun = dibayar + sisa rencana · {key('open')}: bulannya"
    unpaid = unpaid_text(realised.total, realised.until)
    panes[Listed.OUTLOOK].fill(rows_of.OUTLOOK, accounts, sums, heading=heading, note=unpaid or note)
    arrears, sums = rows_of.arrear_rows(owed)
    heading = f"Semua bulan iuran, dibayar sampai {owed.until.label} · {key('open')}: tagihannya"
    panes[Listed.ARREARS].fill(
        rows_of.ARREARS, arrears, sums, heading=heading, note=" ".join(owed_lines(owed))
    )
    of_month = f"Bulan iuran {found.funnel.month.label} ({key('month')}: lain)"
    heading = f"{of_month} · harga rencana · {key('open')}: sebabnya"
    panes[Listed.FUNNEL].fill(rows_of.FUNNEL, rows_of.funnel_rows(found.funnel), heading=heading)
    heading = keyed("Manfaat yang kembali terhadap iuran yang dibayar, per tahun · {open}: jenisnya")
    panes[Listed.BENEFITS].fill(rows_of.BENEFITS, rows_of.benefit_rows(found.benefits), heading=heading)
    booked = found.standing.book.rows
    heading = keyed("Yang dibukukan tidak diubah, hanya dikoreksi · {correct}: selisihnya, {annul}: tiadakan")
    panes[Listed.BOOK].fill(BOOK, book_rows(booked), heading=heading)
    fill_variance(panes[Listed.VARIANCE], found, half)


def fill_variance(pane: ListPane, found: RealisationView, half: int) -> None:
    """The waterfall; `half` cells are drawn beside its zero line."""
    fall, unbilled = found.variance.waterfall, len(found.variance.unbilled)
    waiting = f" · {unbilled} bulan kelompok belum ditagih: waktu bayar" if unbilled else ""
    span = f"TA {found.variance.fiscal_year} s.d. {found.variance.until.short_label}"
    pane.fill(
        fall_columns(half),
        fall_rows(fall, half, "Rencana", "Dibayar"),
        heading=f"{span}: rencana ke yang dibayar · {key('open')}: kelompoknya",
        note=f"{told(fall)}{waiting}",
    )


def _note(found: RealisationView, scenario: str) -> str:
    """The first thing to know of the year; Enter on the sum tells all of them."""
    if not found.standing.book.rows:
        return keyed(_NOTHING_BOOKED)
    if problems := found.realisation.problems:
        more = f" ({len(problems) - 1} lagi: {key('open')} pada Jumlah)" if len(problems) > 1 else ""
        return f"! {problem_line(problems[0])}{more}"
    return "Dibandingkan dengan rencana dasar, bukan dengan skenario." if scenario else ""


def reading_of(found: RealisationView, at: Listed, row: Row | None) -> tuple[str, Text]:
    """What opens from a row, with its title; from the sum of the year without one."""
    if row is None:
        return _account(found, "Semua rekening", found.realisation.total)
    key = row.key
    match at:
        case Listed.OUTLOOK:
            return _account(found, row.cells[0].text, key)
        case Listed.MONTHS | Listed.ARREARS:
            return f"{key.label}: tagihan dan pembayaran", month_text(found, key)
        case Listed.FUNNEL:
            funnel, _ = key
            title = f"Corong {found.funnel.month.label}: {group_name(funnel.group or None)}"
            return title, funnel_text(funnel, found.funnel.matched)
        case Listed.BENEFITS:
            year, group = key
            return f"Manfaat {year}: {group_name(group)}", benefit_text(found, year, group)
        case Listed.VARIANCE:
            return f"{key.cause.label}: dari rencana ke yang dibayar", bar_groups(key)
        case _:
            return "Baris buku", row_text(key, under_the_key_of(found.standing.book, key))


def _account(found: RealisationView, name: str, account: AccountRealisation) -> tuple[str, Text]:
    year = found.realisation.fiscal_year
    return f"{name} · TA {year}", account_text(account, year, found.realisation.problems)


def why_not_read(at: Listed, row: Row | None, *, on_total: bool) -> str:
    """Why nothing opens from where the cursor stands; empty where something does."""
    if on_total:
        return "" if at in (Listed.MONTHS, Listed.OUTLOOK) else "Sorot sebuah baris dahulu (↑)."
    if row is None:
        return "Tidak ada baris yang disorot."
    is_end = at is Listed.VARIANCE and not isinstance(row.key, Bar)
    return "Sorot sebuah sebab dahulu (↓)." if is_end else ""


def behind(found: RealisationView, at: Listed, row: Row | None) -> list[BookedRow]:
    """The booked rows that a row of a list is made of, each once, without corrections."""
    book, key = found.standing.book, row.key if row else None
    rows: Sequence[BookedRow] = ()
    match at:
        case Listed.MONTHS if key is not None:
            paid = [payment for payment in book.payments if paid_in(payment, key)]
            rows = [*(line for line in book.invoices if line.month == key), *paid]
        case Listed.ARREARS if key is not None:
            rows = [line for line in book.invoices if line.month == key]
        case Listed.FUNNEL if key is not None:
            group = key[0].group.casefold()
            of_month = [count for count in book.counts if count.month == found.funnel.month]
            rows = [count for count in of_month if group in ("", count.group.casefold())]
        case Listed.BENEFITS if key is not None:
            rows = benefits_behind(book.benefits, *key)
        case Listed.BOOK if key is not None:
            rows = [key]
        case _:
            pass
    origins = (next(o for o in under_the_key_of(book, row) if not o.reason) for row in rows)
    return list(dict.fromkeys(origins))
