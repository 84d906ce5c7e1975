"""How many people of each group and kecamatan stay or go in a cut, and why, in words for the council."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from budget.engine.cube import Int64Array
from budget.engine.cuts import Levels, Places, by_coverage, by_joining
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection
from budget.money import PPM, Rounding, divide_rounded, format_number, format_percent
from budget.period import Month
from budget.plan import Plan

ENOUGH = "uang cukup untuk semua"
FROM_THE_REST = "dibayar dari sisa yang tidak cukup untuk yang sebelumnya"


@dataclass(frozen=True, slots=True)
class CutRow:
    """People of a group in a kecamatan (empty where the plan does not say): before, and kept."""

    group: str
    kecamatan: str
    people: int
    kept: int
    reason: str

    @property
    def cut(self) -> int:
        return self.people - self.kept


def cut_rows(
    order: CutOrder,
    projection: Projection,
    places: Places,
    kept: Int64Array,
    last: int,
    workers: Mapping[str, int],
) -> tuple[CutRow, ...]:
    """Rows with people, in the order of the plan's groups, then of kecamatan; arguments as in `solve`."""
    before, after = places.of_rows(places.most), places.of_rows(kept)
    if before == after:
        reasons: Sequence[str] = [ENOUGH] * len(before)
    else:
        match order:
            case CutOrder.PRIORITY:
                reasons = _priorities(projection.plan, places, before, after)
            case CutOrder.LAST_IN_FIRST_OUT:
                reasons = _joinings(projection, places, kept, last)
            case CutOrder.WORST_COVERED:
                reasons = _coverages(by_coverage(places, workers), before, after)
            case CutOrder.PROPORTIONAL:
                reasons = _alike(sum(before), sum(after), before)
    each = zip(places.rows, before, after, reasons, strict=True)
    return tuple(CutRow(*row, people, stay, why) for row, people, stay, why in each if people)


def _priorities(plan: Plan, places: Places, before: list[int], after: list[int]) -> list[str]:
    peopled = {group for (group, _), people in zip(places.rows, before, strict=True) if people}
    in_turn = [g for g in sorted(plan.groups, key=lambda g: g.priority) if g.name in peopled]
    ahead = {g.name: earlier.name for earlier, g in pairwise(in_turn)}
    priority = {group.name: group.priority for group in plan.groups}
    short = {row[0] for row, people, stay in zip(places.rows, before, after, strict=True) if stay < people}
    first_short = next(number for number, group in enumerate(in_turn) if group.name in short)
    passed_on = {group.name for group in in_turn[first_short + 1 :]}

    def reason(group: str, people: int, stay: int) -> str:
        turn = f"prioritas {priority[group]}, "
        turn += f"sesudah {ahead[group]}" if group in ahead else "yang pertama"
        if stay and group in passed_on:
            return f"{turn}; {FROM_THE_REST}"
        if stay == people:
            return f"{turn}; terbayar semua"
        return f"{turn}; upah terendah dipertahankan" if stay and group in places.with_wages else turn

    rows = zip(places.rows, before, after, strict=True)
    return [reason(group, people, stay) for (group, _), people, stay in rows]


def _joinings(projection: Projection, places: Places, kept: Int64Array, last: int) -> list[str]:
    queue = by_joining(places, projection.cube, last)
    gone = queue.below + queue.size > kept[queue.stratum]
    rows, months = places.row[queue.stratum], queue.month
    first_gone = np.full(len(places.rows), last + 1, dtype=np.int64)
    np.minimum.at(first_gone, rows[gone], months[gone])
    earliest = int(first_gone.min())
    latest = np.zeros(len(places.rows), dtype=np.int64)
    np.maximum.at(latest, rows, months)

    def joined(position: int) -> str:
        month: Month = projection.span.first.plus(position)
        return month.label if position else f"{month.label} atau sebelumnya"

    def reason(gone_from: int, newest: int) -> str:
        if gone_from > last:
            why = "terbayar semua" if newest <= earliest else FROM_THE_REST
            return f"masuk paling akhir {joined(newest)}; {why}"
        if gone_from == newest:
            return f"masuk terakhir, {joined(newest)}"
        return f"masuk terakhir, sejak {joined(gone_from)}"

    return [reason(*pair) for pair in zip(first_gone.tolist(), latest.tolist(), strict=True)]


def _coverages(levels: Levels, before: list[int], after: list[int]) -> list[str]:
    places = levels.places
    count = len(levels.names)
    of_row = np.zeros(len(places.rows), dtype=np.int64)
    of_row[places.row] = levels.kecamatan
    had, has = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.add.at(had, of_row, before)
    np.add.at(has, of_row, after)
    each = zip(had.tolist(), has.tolist(), levels.workers, strict=True)
    cut = [(new, workers) for old, new, workers in each if workers and new < old]

    def reason(kecamatan: int, people: int, stay: int) -> str:
        workers = levels.workers[kecamatan]
        old, new = int(had[kecamatan]), int(has[kecamatan])
        if not workers:
            known = "penduduk bekerja tidak diketahui"
            return f"{known}; terbayar semua" if stay == people else f"{known}, dipotong lebih dulu"
        covered = f"cakupan {_percent(old, workers)} dari {format_number(workers)} penduduk bekerja"
        if not cut:
            return f"{covered}; kecamatan tanpa angka dipotong lebih dulu"
        if old == new:
            # Somebody of a kecamatan that is covered less was cut: this one lives on what they leave.
            passed_on = any(old * other > (left + 1) * workers for left, other in cut)
            return f"{covered}; {FROM_THE_REST if passed_on else 'tidak lebih tinggi dari yang dipotong'}"
        covered += f", turun ke {_percent(new, workers)}"
        return f"{covered}; kelompok ini tidak dipotong" if stay == people else covered

    rows = zip(of_row.tolist(), before, after, strict=True)
    return [reason(*row) for row in rows]


def _alike(before: int, after: int, people: list[int]) -> list[str]:
    part = _percent(before - after, before)
    return [f"sama rata: {part} dari {format_number(count)} orang" for count in people]


def _percent(part: int, whole: int) -> str:
    """To a hundredth of a per cent, for reading."""
    return format_percent(divide_rounded(part * PPM // 100, whole, Rounding.HALF_UP) * 100)
