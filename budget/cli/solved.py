"""What `pagu solve` prints: who is kept and why, how long the money lasts, and what a target costs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budget.cli import output
from budget.engine.orders import ORDER_LABELS
from budget.money import PPM, Rounding, divide_rounded, format_number, format_percent, format_rupiah
from budget.period import Month
from budget.plan.growth import PATH_LABELS

if TYPE_CHECKING:
    from budget.engine.calendar import Calendar
    from budget.engine.cut_reasons import CutRow
    from budget.engine.purses import Spent
    from budget.engine.solve import Cut
    from budget.engine.target import Need
    from budget.engine.whole_months import PaidMonths
    from budget.services.solving import Reached, Solved


def solved_json(found: "Solved") -> output.Json:
    return {
        **_cut_json(found.cut),
        "since": str(found.cut.since),
        "side_by_side": [_cut_json(cut) for cut in found.side_by_side],
        "months": _paid_json(found.months),
        "months_in_turn": [{"group": part.group, **_paid_json(part.paid)} for part in found.in_turn],
        "warnings": output.warnings_json(found.cut.problems),
    }


def _cut_json(cut: "Cut") -> output.Json:
    return {
        "order": cut.order.value,
        "people": cut.people,
        "people_kept": cut.people_kept,
        "people_cut": cut.people_cut,
        "person_months": cut.person_months,
        "cost": cut.cost,
        "left": cut.left,
        "affordable": cut.is_affordable,
        "by_fiscal_year": [
            {"fiscal_year": s.purse.fiscal_year, "money": s.purse.money, "cost": s.cost, "left": s.left}
            for s in cut.spent
        ],
        "rows": [
            {
                "group": row.group,
                "kecamatan": row.kecamatan or None,
                "people": row.people,
                "kept": row.kept,
                "cut": row.cut,
                "reason": row.reason,
            }
            for row in cut.rows
        ],
    }


def _paid_json(paid: "PaidMonths") -> output.Json:
    return {
        "months": paid.months,
        "cost": paid.cost,
        "until": _month(paid.until),
        "first_short_month": _month(paid.first_short_month),
        "missing": paid.missing,
    }


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)


def solved_text(found: "Solved") -> str:
    cut = found.cut
    part = divide_rounded(cut.people_cut * PPM // 100, cut.people or 1, Rounding.HALF_UP) * 100
    head = (
        f"{format_number(cut.people_kept)} dari {format_number(cut.people)} orang terbayar pada semua bulan "
        f"sejak {cut.since.label}; {format_number(cut.people_cut)} ({format_percent(part)}) tidak.\n"
        f"Urutan: {ORDER_LABELS[cut.order]}."
    )
    blocks = [head, *_cut_text(cut.rows), _spent_text(cut.spent)]
    return "\n\n".join([*blocks, _side_by_side(found.side_by_side), _months_text(found)])


def _cut_text(rows: "Sequence[CutRow]") -> list[str]:
    """Whom the cut meets; the others, often hundreds of rows, as their number."""
    cut = [row for row in rows if row.cut]
    cells = [
        [row.group, row.kecamatan or "–", *map(format_number, (row.people, row.kept, row.cut)), row.reason]
        for row in cut
    ]
    headings = ["Kelompok", "Kecamatan", "Orang", "Tetap", "Dipotong", "Alasan"]
    blocks = [output.table(headings, cells, (2, 3, 4))] if cells else []
    if others := len(rows) - len(cut):
        blocks.append(f"{format_number(others)} baris lain terbayar semua; alasannya ada dalam --json.")
    return blocks


def _spent_text(spent: "Sequence[Spent]") -> str:
    rows = [[s.purse.label, *map(format_number, (s.purse.money, s.cost, s.left))] for s in spent]
    return output.table(["Uang", "Jumlah (Rp)", "Biaya (Rp)", "Sisa (Rp)"], rows, (1, 2, 3))


def _side_by_side(cuts: "Sequence[Cut]") -> str:
    """People kept per group under each order, then the totals."""
    kept: dict[str, list[int]] = {}
    for number, cut in enumerate(cuts):
        for row in cut.rows:
            of_group = kept.setdefault(row.group, [0] * (len(cuts) + 1))
            of_group[number + 1] += row.kept
            of_group[0] += row.people if number == 0 else 0
    rows = [[group, *map(format_number, counts)] for group, counts in kept.items()]
    every = cuts[0].people
    rows.append(["Jumlah", *map(format_number, (every, *(cut.people_kept for cut in cuts)))])
    rows.append(["Orang-bulan", "", *(format_number(cut.person_months) for cut in cuts)])
    rows.append(["Biaya (Rp)", "", *(format_number(cut.cost) for cut in cuts)])
    headings = ["Tetap terbayar", "Orang", *(cut.order.value for cut in cuts)]
    return output.table(headings, rows, range(1, len(headings)))


def _months_text(found: "Solved") -> str:
    rows = [["Semua orang", *_paid_cells(found.months)]]
    rows += [[f"Sampai {part.group}", *_paid_cells(part.paid)] for part in found.in_turn]
    headings = ["Tanpa potongan", "Bulan", "Terbayar sampai", "Bulan pertama yang kurang", "Kurang (Rp)"]
    return output.table(headings, rows, (1, 4))


def _paid_cells(paid: "PaidMonths") -> list[str]:
    until = paid.until.label if paid.until else "tidak ada"
    if paid.first_short_month is None:
        return [str(paid.months), until, "–", "–"]
    return [str(paid.months), until, paid.first_short_month.label, format_number(paid.missing or 0)]


def nothing_paid(cut: "Cut") -> str:
    """Why nobody is kept."""
    short = next((s for s in cut.spent if s.left < 0), None)
    if short is None:
        return "Perhatian: uang tidak cukup untuk satu orang pun pada semua bulan itu."
    return (
        f"Perhatian: {short.purse.label} sudah kurang {format_rupiah(-short.left)} sebelum "
        f"{cut.since.label}: tidak ada potongan yang cukup. Mulai potongan lebih awal dengan --since, atau "
        "batasi bulannya dengan --from."
    )


def reached_json(found: "Reached") -> output.Json:
    return {
        "people": found.growth.people,
        "path": found.growth.path.value,
        "from": str(found.growth.first),
        "by": str(found.growth.by),
        "groups": [
            {"group": part.group, "people": part.people, "to_enrol": part.to_enrol} for part in found.groups
        ],
        "joining": [{"month": str(month), "people": people} for month, people in found.joining],
        **_need_json(found.need),
    }


def months_json(needed: "Need", months: "Calendar") -> output.Json:
    return {
        "months": len(months.covered),
        "from": str(months.covered[0]),
        "until": str(months.covered[-1]),
        **_need_json(needed),
    }


def _need_json(needed: "Need") -> output.Json:
    return {
        "planned": needed.planned,
        "added": needed.added,
        "cost": needed.planned + needed.added,
        "top_up": needed.top_up,
        "top_up_pooled": needed.pooled_top_up,
        "programmes": {programme.value: {"cost": cost} for programme, cost in needed.programmes},
        "by_fiscal_year": [
            {
                "fiscal_year": year.fiscal_year,
                "planned": year.planned,
                "added": year.added,
                "cost": year.cost,
                "allotted": year.allotted,
                "top_up": year.top_up,
            }
            for year in needed.years
        ],
    }


def reached_text(found: "Reached") -> str:
    growth = found.growth
    head = (
        f"{format_number(growth.people)} orang ditambah {PATH_LABELS[growth.path]}, "
        f"{growth.first.label} – {growth.by.label}: {format_rupiah(found.need.added)}."
    )
    groups = [[g.group, format_number(g.people), format_number(g.to_enrol)] for g in found.groups]
    joining = [[month.label, format_number(people)] for month, people in found.joining]
    blocks = [head]
    if groups:
        blocks.append(output.table(["Kelompok", "Ditambah", "Didaftarkan"], groups, (1, 2)))
        blocks.append(output.table(["Mulai", "Orang"], joining, (1,)))
    return "\n\n".join([*blocks, _need_text(found.need)])


def months_text(needed: "Need", months: "Calendar") -> str:
    count, (first, last) = len(months.covered), (months.covered[0], months.covered[-1])
    head = f"{count} bulan, {first.label} – {last.label}: {format_rupiah(needed.planned)}."
    return f"{head}\n\n{_need_text(needed)}"


def _need_text(needed: "Need") -> str:
    rows = [
        [
            f"TA {y.fiscal_year}",
            *map(format_number, (y.planned, y.added, y.cost, y.allotted, y.top_up)),
        ]
        for y in needed.years
    ]
    headings = ["", "Rencana (Rp)", "Tambahan (Rp)", "Biaya (Rp)", "Pagu (Rp)", "Perlu ditambah (Rp)"]
    programmes = "\n".join(f"{programme}: {format_rupiah(cost)}" for programme, cost in needed.programmes)
    total = (
        f"Pagu perlu ditambah {format_rupiah(needed.top_up)}; bila pagu semua tahun digabung, "
        f"{format_rupiah(needed.pooled_top_up)}."
    )
    return "\n\n".join(
        part for part in (output.table(headings, rows, range(1, 6)), programmes, total) if part
    )
