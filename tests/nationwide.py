"""A nation of synthetic people: as many regions as wanted, each with the sample regency's groups.

Everybody has a hash drawn at random; two of a hundred are listed by the next region too.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from bandung import bandung
from stored import at_noon

from budget.engine.projection import project
from budget.law import law_texts, load_law
from budget.partition.columns import write_columns
from budget.partition.folder import PLAN, drafting, partition_path, put_in_place
from budget.plan import HeadSource, Plan, Region
from budget.plan.roster import RosterStratum, counted_stays
from budget.progress import silent
from budget.services.versions import result_of
from budget.services.workspace import create_with, transaction
from budget.store.covers import Everyone

VILLAGES = 40
_TWICE = 50
_SEED = 20_261_127


def sample() -> Plan:
    """The sample regency where every group follows its list, without scenarios."""
    plan = bandung()
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    empty = replace(plan, groups=groups, head_counts=(), scenarios=(), assumptions=(), officials=())
    return replace(empty, assertions=())


def codes(regions: int) -> list[str]:
    """Of 34 provinces with 16 regencies or fewer each, as codes from 11.01."""
    return [f"{11 + number // 16}.{number % 16 + 1:02}" for number in range(regions)]


def write_nation(root: Path, regions: int, people: int) -> None:
    """Folders of so many regions with so many people each."""
    plan = sample()
    content = _content(plan, root.with_name(f"{root.name}.pagu"))
    for code, everyone in zip(codes(regions), _people(plan, regions, people), strict=True):
        here = replace(plan, region=Region(code, f"Daerah {code}"))
        stays = everyone.stratum, everyone.first, everyone.end
        known = {group.name.casefold(): plan.span.last for group in plan.groups}
        roster = counted_stays(everyone.strata, *stays, known)
        result = result_of(project(replace(here, roster=roster), load_law()))
        content["plan"]["region"] |= {"code": code, "name": here.region.name}
        content["roster"]["strata"] = [list(stratum) for stratum in everyone.strata]
        content["roster"]["known_until"] = {name: month.index for name, month in known.items()}
        content["result"] = [
            [line.month, line.group, line.programme, line.heads, line.cost] for line in result
        ]
        folder = partition_path(root, code)
        with drafting(folder) as draft:
            (draft / PLAN).write_text(json.dumps(content), "utf-8")
            write_columns(draft, everyone)
            put_in_place(draft, folder, code, plan.span, 1, people, "2026-11-02T12:00:00+00:00")


def _content(plan: Plan, scratch: Path) -> dict:  # type: ignore[type-arg]  # JSON on its way out again
    office = at_noon(scratch)
    create_with(office, plan)
    with transaction(office) as work:
        found: dict = json.loads(work.counted_elsewhere(law_texts(), (), work.everyone(b"k" * 32, silent)))  # type: ignore[type-arg]
    return found


def _people(plan: Plan, regions: int, people: int) -> Iterator[Everyone]:
    """The last ones of a region are the first ones of the next."""
    random = np.random.default_rng(_SEED)
    strata = tuple(
        RosterStratum(group.name, f"Kecamatan {place // 8}", f"Desa {place}")
        for group in plan.groups
        for place in range(VILLAGES)
    )
    both = people // _TWICE
    hashes = random.integers(-(2**63), 2**63 - 1, (2, people))
    months = plan.span.first.index, plan.span.last.index + 1
    for _ in range(regions):
        first = random.integers(*months, people)
        end = first + random.integers(1, 30, people)
        yield Everyone(
            strata,
            *hashes,
            random.integers(0, len(strata), people),
            first,
            np.where(end < months[1], end, 0),
        )
        before, hashes = hashes, random.integers(-(2**63), 2**63 - 1, (2, people))
        hashes[:, :both] = before[:, people - both :]
