"""A nation: every region's strata-input counted on a cluster, each as `pagu project` counts it."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from budget.errors import FileError, PaguError, reason
from budget.law import parse_law
from budget.partition.columns import SLICES, expect_slices, read_stays
from budget.partition.duplicates import shared_in
from budget.partition.folder import COVERS, PLAN, STAYS, Partition, code_of, partition_paths, read_partition
from budget.period import Month
from budget.plan.coverage import Coverage
from budget.plan.roster import counted_stays
from budget.progress import Progress, silent
from budget.services.cluster import Cluster, client_of, spread
from budget.services.province import LeftOut, Province, Regency, regency_of
from budget.services.versions import result_of
from budget.store.frozen import thawed
from budget.store.province import Reservation, Shared, Twice, of_one_key
from budget.store.sound_rows import UNFIT

_DAMAGED = "Isinya rusak. Tulis lagi dengan: pagu export strata-input."

# Covers, of some 100 bytes each while they are compared.
_AT_ONCE = 3_000_000


@dataclass(frozen=True, slots=True)
class Nation:
    """Figures of all regions, and who is covered by two; `oldest` is when the oldest folder was written."""

    province: Province
    twice: Twice
    oldest: str


@dataclass(frozen=True, slots=True)
class _Counted:
    partition: Partition
    regency: Regency


def nation(
    root: Path,
    cluster: Cluster,
    first: Month | None = None,
    last: Month | None = None,
    progress: Progress = silent,
) -> Nation:
    """Count the folders below `root`, which all workers must see under the same name.

    A region that cannot be read, or costs something else than it said itself, is left out with the reason.
    FileError where there is none, or the cluster cannot be used; Cancelled by `progress`.
    """
    paths = partition_paths(root.absolute())
    with client_of(cluster) as client:
        found = spread(
            client, partial(count_region, first=first, last=last), paths, progress, "Menghitung daerah"
        )
        counted = [each for each in found if isinstance(each, _Counted)]
        left_out = [each for each in found if isinstance(each, LeftOut)]
        regions, others = of_one_key([each.partition for each in counted])
        look = partial(shared_in, regions=regions, first=first, last=last)
        shared = spread(client, look, _slices(regions) if regions else [], progress, "Mencari yang ganda")
    missing = [Reservation(each.code, each.reason, counted=False) for each in left_out]
    return Nation(
        Province(tuple(each.regency for each in counted), tuple(left_out)),
        Twice(
            tuple(each.code for each in regions),
            sum(each.covers for each in regions),
            _together([pair for part in shared for pair in part]),
            tuple(sorted([*others, *missing], key=lambda each: each.code)),
        ),
        min((each.partition.made_at for each in counted), default=""),
    )


def _slices(regions: list[Partition]) -> list[list[int]]:
    """As many together as one worker holds well: each worker opens the files of all regions."""
    together = max(1, _AT_ONCE * SLICES // max(1, sum(each.covers for each in regions)))
    return [list(range(SLICES))[first : first + together] for first in range(0, SLICES, together)]


def count_region(folder: Path, first: Month | None, last: Month | None) -> _Counted | LeftOut:
    """The figures of one region, from its people one by one."""
    try:
        partition = read_partition(folder)
        partition.expect_intact()
        expect_slices(partition.path(COVERS), partition.covers)
        return _Counted(partition, _regency(partition, first, last))
    except PaguError as problem:
        return LeftOut(code_of(folder), str(problem))
    except OSError as problem:
        return LeftOut(code_of(folder), f"{reason(problem)}.")
    except (*UNFIT, LookupError, RecursionError):
        return LeftOut(code_of(folder), _DAMAGED)


def _regency(partition: Partition, first: Month | None, last: Month | None) -> Regency:
    """FileError where the people do not give what the region's own program gave."""
    found = thawed(partition.path(PLAN).read_text("utf-8"))
    strata, known_until = found.plan.roster.strata, found.plan.roster.known_until
    roster = counted_stays(strata, *read_stays(partition.path(STAYS)), known_until)
    plan = replace(found.plan, roster=roster, frozen_law=parse_law(*found.law))
    if plan.region.code != partition.code or plan.span != partition.span:
        raise FileError("Rencananya milik daerah atau bulan lain. Tulis lagi.")
    regency, projection = regency_of(plan, Coverage(), first, last)
    if tuple(result_of(projection)) != found.result:
        raise FileError("Biayanya berbeda dengan hitungan daerah itu sendiri. Tulis lagi.")
    return regency


def _together(pairs: list[Shared]) -> tuple[Shared, ...]:
    """One line for each pair of regions, in code order."""

    def sides(pair: Shared) -> tuple[str, str]:
        return pair.one, pair.other

    sums = []
    for (one, other), same in groupby(sorted(pairs, key=sides), sides):
        parts = list(same)
        sums.append(Shared(one, other, sum(p.people for p in parts), sum(p.person_months for p in parts)))
    return tuple(sums)
