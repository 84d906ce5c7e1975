"""Sealing a month, and keeping what is sealed: a later change becomes a correction, with its reason.

For every sealed month holds: what is counted now is what was sealed plus its corrections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from budget.engine.projection import Projection, project
from budget.errors import NotFound, Problem, Sealed, warning
from budget.law import load_law
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.plan import Plan
from budget.progress import Progress, silent
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.change import Change
    from budget.store.seals import Correction, Seal
    from budget.store.unit_of_work import UnitOfWork


class Cell(NamedTuple):
    """What a correction is about; all empty where only the persons changed."""

    group: str = ""
    kecamatan: str = ""
    village: str = ""
    programme: str = ""


class Amount(NamedTuple):
    heads: int
    cost: int


_NOTHING = Amount(0, 0)


@dataclass(frozen=True, slots=True)
class SealedMonth:
    """A seal beside today's count. `agrees`: in every cell, sealed plus corrections is what is counted now.

    `cost` is as sealed, `corrected` what corrections added, `counted` what the month costs now.
    """

    seal: Seal
    corrections: tuple[Correction, ...]
    cost: int
    corrected: int
    counted: int
    agrees: bool


def seal_month(workspace: Workspace, month: Month, progress: Progress = silent) -> Seal:
    """Freeze people, prices and cost of a month; NotFound outside the plan, Conflict if it is sealed."""
    progress(0, 3, "membaca rencana dan daftar orang")
    with transaction(workspace) as work:
        plan = work.plan()
        if month not in plan.span:
            raise NotFound(f"{month.label} di luar rencana ({plan.span.label}).")
        projection = project(plan, load_law())
        progress(1, 3, "menghitung sidik daftar orang")
        content = _content(projection, month, work.seals.people_digest(month))
        progress(2, 3, "menyegel")
        seal, change = work.seals.add(month, content)
        work.note([change], f"Segel {month.label}", 0)
        work.commit()
    return seal


def sealed_months(workspace: Workspace) -> list[SealedMonth]:
    """Every seal with its corrections and today's count, by month."""
    with transaction(workspace, writes=False) as work:
        seals, corrections = work.seals.all(), work.seals.corrections()
        projection = project(work.plan(), load_law()) if seals else None
    return [_beside(seal, corrections, projection) for seal in seals if projection is not None]


def _beside(seal: Seal, corrections: Iterable[Correction], projection: Projection) -> SealedMonth:
    since = tuple(c for c in corrections if c.month == seal.month)
    sealed, counted = _sealed(seal.content), _amounts(projection, seal.month)
    moved = _by_month(since).get(seal.month, {})
    return SealedMonth(
        seal,
        since,
        cost=_cost(sealed),
        corrected=_cost(moved),
        counted=_cost(counted),
        agrees=not _difference(_difference(sealed, counted), moved),
    )


def keep_seals(
    work: UnitOfWork, before: Projection, after: Projection, batches: Sequence[int], reason: str
) -> list[Change]:
    """Corrections for what a change does to sealed months; Sealed where it does and has no reason.

    `batches` are those of people that the change wrote.
    """
    changes: list[Change] = []
    unexplained: list[str] = []
    for seal in work.seals.all():
        moved = _difference(_amounts(before, seal.month), _amounts(after, seal.month))
        if not moved and not any(work.seals.touched(batch, seal.month) for batch in batches):
            continue
        if reason.strip():
            digest = work.seals.people_digest(seal.month)
            changes += work.seals.correct(
                seal, _corrections(seal, moved or {Cell(): _NOTHING}, reason, digest)
            )
        else:
            unexplained.append(_named(seal.month, moved))
    if unexplained:
        raise Sealed(_unexplained(unexplained))
    return changes


def foreseen_seals(
    work: UnitOfWork, before: Projection, after: Projection, touches: Callable[[Month], bool]
) -> list[Problem]:
    """What `keep_seals` would refuse without a reason; `touches` tells whether a month's persons change."""
    moved = [
        (seal.month, _difference(_amounts(before, seal.month), _amounts(after, seal.month)))
        for seal in work.seals.all()
    ]
    named = [_named(month, cells) for month, cells in moved if cells or touches(month)]
    return [warning(Sealed.code, "", _unexplained(named))] if named else []


def _named(month: Month, moved: dict[Cell, Amount]) -> str:
    cost = _cost(moved)
    return f"{month.label} ({'+' if cost >= 0 else ''}{format_rupiah(cost)})"


def _unexplained(months: Sequence[str]) -> str:
    return (
        f"Bulan tersegel akan berubah: {', '.join(months)}. Tulis alasannya; perubahan itu dicatat "
        "sebagai koreksi."
    )


def expect_seals(
    work: UnitOfWork, before: Plan, corrected: Sequence[Correction], batches: Sequence[int]
) -> None:
    """After undo or redo: Sealed where a sealed month changed other than by corrections that went along."""
    seals = work.seals.all()
    if not seals:
        return
    was, now = project(before, load_law()), project(work.plan(), load_law())
    corrections = work.seals.corrections()
    then, since = _by_month(corrected), _by_month(corrections)
    along = Counter(c.month for c in corrections)
    along.subtract(c.month for c in corrected)
    for seal in seals:
        moved = _difference(_amounts(was, seal.month), _amounts(now, seal.month))
        explained = _difference(then.get(seal.month, {}), since.get(seal.month, {}))
        touched = any(work.seals.touched(batch, seal.month) for batch in batches)
        if moved != explained or (touched and not along[seal.month]):
            raise Sealed(
                f"{seal.month.label} disegel sesudah perubahan itu, sehingga tidak dapat dikembalikan begitu "
                "saja. Buat perubahan baru dengan alasan."
            )


def batches_in(changes: Iterable[Change]) -> list[int]:
    """The batches of people that a journal entry switches."""
    return [int(change.key) for change in changes if change.table == "roster_batch"]


# Lines of a seal's content before those of its amounts.
_HEAD = 3


def _content(projection: Projection, month: Month, people: str) -> str:
    """The text that is sealed: region and month, the people's digest, and every stratum's price and cost."""
    region = projection.plan.region
    position = projection.span.position(month)
    lines = [
        f"{region.code} {region.name}\t{month}",
        f"orang\t{people}",
        "kelompok\tkecamatan\tdesa\tupah_sen\tprogram\torang\tiuran\tbiaya",
    ]
    for row, stratum in enumerate(projection.strata):
        version = projection.prices.version(row, position)
        heads = int(projection.cube.heads[row, position])
        for price in version.prices if version and heads else ():
            place = stratum.group, stratum.kecamatan, stratum.village, str(stratum.wage_sen or "")
            figures = heads, price.rupiah, heads * price.rupiah
            lines.append("\t".join([*place, price.programme, *map(str, figures)]))
    return "\n".join(lines)


def _sealed(content: str) -> dict[Cell, Amount]:
    """What a seal says of every group, place and programme, over all wages."""
    found: dict[Cell, Amount] = {}
    for line in content.split("\n")[_HEAD:]:
        group, kecamatan, village, _, programme, heads, _, cost = line.rsplit("\t", 7)
        cell = Cell(group, kecamatan, village, programme)
        before = found.get(cell, _NOTHING)
        found[cell] = Amount(before.heads + int(heads), before.cost + int(cost))
    return found


def _amounts(projection: Projection, month: Month) -> dict[Cell, Amount]:
    """People and cost of a month by group, place and programme; nothing outside the plan."""
    if month not in projection.span:
        return {}
    position = projection.span.position(month)
    found: dict[Cell, Amount] = {}
    for row, stratum in enumerate(projection.strata):
        version = projection.prices.version(row, position)
        heads = int(projection.cube.heads[row, position])
        for price in version.prices if version and heads else ():
            cell = Cell(stratum.group, stratum.kecamatan, stratum.village, price.programme)
            before = found.get(cell, _NOTHING)
            found[cell] = Amount(before.heads + heads, before.cost + heads * price.rupiah)
    return found


def _cost(amounts: Mapping[Cell, Amount]) -> int:
    return sum(amount.cost for amount in amounts.values())


def _difference(before: dict[Cell, Amount], after: dict[Cell, Amount]) -> dict[Cell, Amount]:
    """What came to each cell; cells that stayed are left out."""
    moved: dict[Cell, Amount] = {}
    for cell in {**before, **after}:
        was, now = before.get(cell, _NOTHING), after.get(cell, _NOTHING)
        moved[cell] = Amount(now.heads - was.heads, now.cost - was.cost)
    return {cell: amount for cell, amount in moved.items() if amount != _NOTHING}


def _corrections(seal: Seal, moved: dict[Cell, Amount], reason: str, digest: str) -> list[Correction]:
    from budget.store.seals import Correction

    return [
        Correction(seal.month, seal.at, seal.who, reason.strip(), *cell, *amount, digest)
        for cell, amount in sorted(moved.items())
    ]


def _by_month(corrections: Iterable[Correction]) -> dict[Month, dict[Cell, Amount]]:
    heads, cost = Counter[tuple[Month, Cell]](), Counter[tuple[Month, Cell]]()
    for c in corrections:
        key = c.month, Cell(c.group, c.kecamatan, c.village, c.programme)
        heads[key] += c.heads
        cost[key] += c.cost
    found: dict[Month, dict[Cell, Amount]] = {}
    for month, cell in heads:
        found.setdefault(month, {})[cell] = Amount(heads[month, cell], cost[month, cell])
    return found


def in_words(month: SealedMonth) -> str:
    """One line on a seal, for lists and the command line."""
    extra = f", koreksi {format_rupiah(month.corrected)}" if month.corrections else ""
    state = "utuh" if month.seal.intact and month.agrees else "TIDAK COCOK"
    rows = format_number(len(month.corrections))
    return (
        f"{month.seal.month.label}: {format_rupiah(month.cost)}{extra} ({rows} baris koreksi), "
        f"segel {month.seal.digest[:12]}, {state}"
    )
