"""Changing the plan: one record at a time, each a transaction, noted in the journal with its effect."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from budget.engine.alike import project_alike
from budget.engine.cautions import plan_cautions
from budget.engine.projection import Projection, project
from budget.errors import LimitExceeded, PlanError, Problem, Severity, error, errors_in
from budget.law import OwnContribution, OwnRate, load_law
from budget.plan import (
    Allocation,
    Assertion,
    Assumption,
    CashMonth,
    Group,
    HeadCount,
    MinimumWage,
    Plan,
    Scenario,
    Tariff,
    check,
    in_scenario,
)
from budget.plan.editing import Record, with_record, without
from budget.plan.forms import AccountName, Indicator, Official, SubActivity, named
from budget.plan.records import PlanFrame
from budget.services.sealing import keep_seals
from budget.services.workspace import Workspace, transaction

__all__ = ["Edit", "PlanFrame", "Record", "put", "remove", "replace_plan"]


@dataclass(frozen=True, slots=True)
class Edit:
    """The plan as it is stored now, what the edit added to its cost, and what is worth knowing.

    Where nothing `changed` the journal has no entry, and undo would take back an earlier edit.
    """

    plan: Plan
    effect_rupiah: int
    warnings: tuple[Problem, ...]
    changed: bool


def put(workspace: Workspace, old: Record | None, new: Record, reason: str = "") -> Edit:
    """Add a record (`old` None) or replace one.

    PlanError with every problem when the plan would no longer be sound, Conflict when `old` is not stored
    any more, Sealed when a sealed month would change without a `reason`; nothing is written then.
    """
    verb = "Tambah" if old is None and not isinstance(new, PlanFrame) else "Ubah"
    action, renamed = f"{verb} {_named(new)}", {}
    if isinstance(old, Group) and isinstance(new, Group) and old.name != new.name:
        action, renamed = f"Ubah nama {_named(old)} menjadi {new.name}", {old.name: new.name}
    return _change(workspace, lambda plan: with_record(plan, old, new), action, renamed, reason)


def remove(workspace: Workspace, record: Record, reason: str = "") -> Edit:
    """Take a record out; with a group go its tariffs, head counts and assertions."""
    return _change(workspace, lambda plan: without(plan, record), f"Hapus {_named(record)}", {}, reason)


def replace_plan(workspace: Workspace, plan: Plan, action: str, reason: str = "") -> Edit:
    """Put another plan of the same region in the place of the stored one; its people and versions stay."""
    return _change(
        workspace,
        lambda stored: replace(plan, roster=stored.roster, versions=stored.versions),
        action,
        {},
        reason,
    )


def _change(
    workspace: Workspace, change: Callable[[Plan], Plan], action: str, renamed: dict[str, str], reason: str
) -> Edit:
    with transaction(workspace) as work:
        before = work.plan()
        after = change(before)
        if before.region.code != after.region.code:
            message = f"Berkas ini milik wilayah {before.region.code}; kode wilayah tidak dapat diganti."
            raise PlanError([error("kode_wilayah", "Kode Wilayah", message)])
        moved = _moved(before, after)
        action = " · ".join([action, *(f"ikut berubah: {_named(t)} ({t.validity.label})" for t in moved)])
        costs = project(before, load_law()), sound(after)
        effect = costs[1].total - costs[0].total
        corrections = keep_seals(work, *costs, [], reason)
        changed = work.save(after, action, effect, renamed, corrections)
        # As stored, groups are spelled alike everywhere.
        stored = work.plan()
        work.commit()
    found = [p for p in check(stored) if p.severity is Severity.WARNING]
    cautions = plan_cautions(project(stored, load_law()), load_law())
    return Edit(stored, effect, (*found, *cautions), changed)


def _moved(before: Plan, after: Plan) -> list[Tariff]:
    """Tariffs that keep group, terms and source, and got other months because a neighbour was edited."""
    lasting = {(t.group.casefold(), t.terms, t.funding, t.validity.first) for t in before.tariffs}
    return [
        t
        for t in after.tariffs
        if t not in before.tariffs and (t.group.casefold(), t.terms, t.funding, t.validity.first) in lasting
    ]


def sound(plan: Plan) -> Projection:
    """The projection of a plan whose scenarios can be costed too; PlanError otherwise."""
    projection = project(plan, load_law())
    for scenario in plan.scenarios:
        try:
            project_alike(in_scenario(plan, scenario), load_law())
        except (PlanError, LimitExceeded) as problem:
            raise PlanError(
                [
                    error(p.code, f"Skenario {scenario.name}: {p.where}", p.message)
                    for p in errors_in(problem.problems)
                ]
            ) from None
    return projection


def _named(record: Record) -> str:
    match record:
        case PlanFrame():
            return "rencana"
        case Group():
            return f"kelompok {record.name}"
        case Tariff():
            return f"tarif {record.group} mulai {record.validity.first.label}"
        case HeadCount():
            place = f" {record.kecamatan}" if record.kecamatan else ""
            return f"jumlah orang {record.group}{place} mulai {record.month.label}"
        case Allocation():
            return f"pagu {record.fiscal_year}"
        case CashMonth():
            return f"anggaran kas {record.month.label}"
        case MinimumWage():
            return f"UMK {record.year}"
        case OwnRate() | OwnContribution():
            return f"nilai daerah {record.programme} mulai {record.validity.first.label}"
        case SubActivity() | Indicator() | AccountName() | Official():
            return named(record)
        case Assumption():
            return "asumsi"
        case Assertion():
            return f"patokan {record.subject}"
        case Scenario():
            return f"skenario {record.name}"
