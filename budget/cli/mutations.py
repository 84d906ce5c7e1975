"""Mutations of a month and its seal in words and as JSON."""

from typing import TYPE_CHECKING

from budget.cli import output
from budget.money import format_number

if TYPE_CHECKING:
    from budget.roster.mutations import Cover, GroupMutations, MonthMutations, Mutation
    from budget.services.sealing import SealedMonth


def mutations_json(found: "MonthMutations", groups: "tuple[GroupMutations, ...]") -> output.Json:
    return {
        "month": str(found.month),
        "counts": {"joined": len(found.joined), "left": len(found.left), "changed": len(found.changed)},
        "groups": [
            {"group": g.group, "joined": g.joined, "left": g.left, "changed": g.changed} for g in groups
        ],
        "joined": [_mutation_json(one) for one in found.joined],
        "left": [_mutation_json(one) for one in found.left],
        "changed": [_mutation_json(one) for one in found.changed],
    }


def _mutation_json(one: "Mutation") -> output.Json:
    return {
        "nik": one.nik,
        "name": one.name,
        "before": _cover_json(one.before),
        "after": _cover_json(one.after),
    }


def _cover_json(cover: "Cover | None") -> output.Json | None:
    if cover is None:
        return None
    return {
        "group": cover.group,
        "kecamatan": cover.kecamatan or None,
        "village": cover.village or None,
        "wage_sen": cover.wage_sen,
        "first": str(cover.first),
        "last": str(cover.last) if cover.last else None,
    }


def mutations_text(found: "MonthMutations", groups: "tuple[GroupMutations, ...]") -> str:
    rows = [
        [g.group, format_number(g.joined), format_number(g.left), format_number(g.changed)] for g in groups
    ]
    parts = [f"{found.month.label}: {counts(found)}."]
    if rows:
        parts.append(output.table(["Kelompok", "Masuk", "Keluar", "Berubah"], rows, (1, 2, 3)))
    for title, people in (("Masuk", found.joined), ("Keluar", found.left), ("Berubah", found.changed)):
        if people:
            headings = ["NIK", "Nama", "Kelompok", "Kecamatan", "Desa", "Perubahan"]
            parts.append(f"{title}\n{output.table(headings, map(_mutation_cells, people), ())}")
    return "\n\n".join(parts)


def _mutation_cells(one: "Mutation") -> list[str]:
    cover = one.cover
    return [one.nik, one.name, cover.group, cover.kecamatan, cover.village, "; ".join(map(str, one.moves))]


def counts(found: "MonthMutations") -> str:
    joined, left, changed = (format_number(len(part)) for part in (found.joined, found.left, found.changed))
    return f"{joined} orang masuk, {left} keluar, {changed} berubah"


def seal_json(month: "SealedMonth") -> output.Json:
    return {
        "month": str(month.seal.month),
        "at": month.seal.at.isoformat(),
        "who": month.seal.who,
        "digest": month.seal.digest,
        "cost": month.cost,
        "corrected": month.corrected,
        "counted": month.counted,
        "intact": month.seal.intact,
        "agrees": month.agrees,
        "corrections": [
            {
                "at": c.at.isoformat(),
                "who": c.who,
                "reason": c.reason,
                "group": c.group or None,
                "kecamatan": c.kecamatan or None,
                "village": c.village or None,
                "programme": c.programme or None,
                "heads": c.heads,
                "cost": c.cost,
            }
            for c in month.corrections
        ],
    }
