"""Cuts and targets in words and rows of text, as the command line prints them and the screen shows them."""

from collections.abc import Iterable, Sequence

from budget.engine.calendar import Calendar
from budget.engine.cut_reasons import CutRow
from budget.engine.orders import ORDER_LABELS, CutOrder
from budget.engine.purses import Spent
from budget.engine.solve import Cut
from budget.engine.target import Need
from budget.engine.whole_months import PaidMonths
from budget.money import PPM, Rounding, divide_rounded, format_number, format_percent, format_rupiah
from budget.plan.growth import PATH_LABELS
from budget.services.reaching import Reached
from budget.services.solving import Solved

ORDER_NAMES = {
    CutOrder.PRIORITY: "prioritas",
    CutOrder.WORST_COVERED: "kecamatan",
    CutOrder.LAST_IN_FIRST_OUT: "masuk terakhir",
    CutOrder.PROPORTIONAL: "sama rata",
}


def headline(cut: Cut) -> str:
    """How many stay and go, and in which order."""
    part = divide_rounded(cut.people_cut * PPM // 100, cut.people or 1, Rounding.HALF_UP) * 100
    return (
        f"{format_number(cut.people_kept)} dari {format_number(cut.people)} orang terbayar pada semua bulan "
        f"sejak {cut.since.label}; {format_number(cut.people_cut)} ({format_percent(part)}) tidak.\n"
        f"Urutan: {ORDER_LABELS[cut.order]}."
    )


def nothing_paid(cut: Cut) -> str:
    """Why nobody is kept, and what to do about it."""
    short = next((s for s in cut.spent if s.left < 0), None)
    if short is None:
        return "Uang tidak cukup untuk satu orang pun pada semua bulan itu."
    return (
        f"{short.purse.label} sudah kurang {format_rupiah(-short.left)} sebelum {cut.since.label}: tidak ada "
        "potongan yang cukup. Mulai potongan lebih awal, atau batasi bulannya."
    )


CUT_HEADINGS = ("Kelompok", "Kecamatan", "Orang", "Tetap", "Dipotong", "Alasan")


def cut_cells(row: CutRow) -> list[str]:
    counts = map(format_number, (row.people, row.kept, row.cut))
    return [row.group, row.kecamatan or "–", *counts, row.reason]


SPENT_HEADINGS = ("Uang", "Jumlah (Rp)", "Biaya (Rp)", "Sisa (Rp)")


def spent_rows(parts: Iterable[Spent]) -> list[list[str]]:
    return [[s.purse.label, *map(format_number, (s.purse.money, s.cost, s.left))] for s in parts]


ORDER_HEADINGS = ("Cara membagi", "Tetap", "Dipotong", "Biaya (Rp)", "Sisa (Rp)")


def order_rows(cuts: Iterable[Cut]) -> list[list[str]]:
    """Each way of cutting with the people that it keeps and cuts, and what it costs and leaves."""
    return [
        [ORDER_NAMES[cut.order], *map(format_number, (cut.people_kept, cut.people_cut, cut.cost, cut.left))]
        for cut in cuts
    ]


def kept_headings(cuts: Iterable[Cut]) -> list[str]:
    return ["Tetap terbayar", "Orang", *(ORDER_NAMES[cut.order] for cut in cuts)]


def kept_rows(cuts: Sequence[Cut]) -> list[list[str]]:
    """The people of each group, and how many of them each way of cutting keeps."""
    kept: dict[str, list[int]] = {}
    for number, cut in enumerate(cuts):
        for row in cut.rows:
            of_group = kept.setdefault(row.group, [0] * (len(cuts) + 1))
            of_group[number + 1] += row.kept
            of_group[0] += row.people if number == 0 else 0
    return [[group, *map(format_number, counts)] for group, counts in kept.items()]


MONTH_HEADINGS = ("Tanpa potongan", "Bulan", "Terbayar sampai", "Kurang pertama", "Kurang (Rp)")


def month_rows(found: Solved) -> list[list[str]]:
    """For how long the money covers everybody, then the first group, the first two, …"""
    rows = [["Semua orang", *_paid_cells(found.months)]]
    return rows + [[f"Sampai {part.group}", *_paid_cells(part.paid)] for part in found.in_turn]


def _paid_cells(paid: PaidMonths) -> list[str]:
    until = paid.until.label if paid.until else "tidak ada"
    if paid.first_short_month is None:
        return [str(paid.months), until, "–", "–"]
    return [str(paid.months), until, paid.first_short_month.label, format_number(paid.missing or 0)]


def reached_line(found: Reached) -> str:
    """Who is added and what they cost; before it who counts already, where that matters."""
    growth, start = found.growth, found.start
    known = "" if start is None else f"Sudah: {format_number(start.people)}, {start.source}.\n"
    return (
        f"{known}{format_number(growth.people)} orang ditambah {PATH_LABELS[growth.path]}, "
        f"{growth.first.label} – {growth.by.label}: {format_rupiah(found.need.added)}."
    )


def months_line(needed: Need, months: Calendar) -> str:
    count, (first, last) = len(months.covered), (months.covered[0], months.covered[-1])
    return f"{count} bulan, {first.label} – {last.label}: {format_rupiah(needed.planned)}."


GROUP_HEADINGS = ("Kelompok", "Ditambah", "Didaftarkan")


def group_rows(found: Reached) -> list[list[str]]:
    return [[part.group, format_number(part.people), format_number(part.to_enrol)] for part in found.groups]


JOINING_HEADINGS = ("Mulai", "Orang")


def joining_rows(found: Reached) -> list[list[str]]:
    return [[month.label, format_number(people)] for month, people in found.joining]


NEED_HEADINGS = ("", "Rencana (Rp)", "Tambahan (Rp)", "Biaya (Rp)", "Pagu (Rp)", "Perlu ditambah (Rp)")


def need_rows(needed: Need) -> list[list[str]]:
    return [
        [f"TA {y.fiscal_year}", *map(format_number, (y.planned, y.added, y.cost, y.allotted, y.top_up))]
        for y in needed.years
    ]


def programme_rows(needed: Need) -> list[list[str]]:
    return [[str(programme), format_number(cost)] for programme, cost in needed.programmes]


def top_up_line(needed: Need) -> str:
    return (
        f"Pagu perlu ditambah {format_rupiah(needed.top_up)}; bila pagu semua tahun digabung, "
        f"{format_rupiah(needed.pooled_top_up)}."
    )
