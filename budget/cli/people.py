"""People of the roster in words, as lines of a table and as JSON; NIK are masked already."""

from typing import TYPE_CHECKING

from budget.cli import output
from budget.money import format_sen

if TYPE_CHECKING:
    from budget.roster.batch import Batch
    from budget.services.past import PastCover
    from budget.services.people import ShownPerson

PERSON = ("NIK", "Nama", "Kelompok", "Kecamatan", "Desa", "Mulai", "Selesai", "Upah (Rp)")

_STANDING = {"current": "berlaku", "superseded": "diganti", "undone": "diurungkan"}


def person_json(person: "ShownPerson") -> output.Json:
    """Without what is personal and not needed to find somebody: no birth date, address or numbers."""
    return {
        "id": person.id,
        "nik": person.nik,
        "name": person.name,
        "group": person.group,
        "kecamatan": person.kecamatan or None,
        "village": person.village or None,
        "first": str(person.first),
        "last": str(person.last) if person.last else None,
        "wage_sen": person.wage_sen,
    }


def person_cells(person: "ShownPerson") -> list[str]:
    return [
        person.nik,
        person.name,
        person.group,
        person.kecamatan,
        person.village,
        person.first.short_label,
        person.last.short_label if person.last else "",
        "" if person.wage_sen is None else format_sen(person.wage_sen),
    ]


def past_json(past: "PastCover") -> output.Json:
    return {
        **person_json(past.person),
        "state": past.standing.value,
        "by": _batch_json(past.by),
        "superseded_by": _batch_json(past.superseded_by) if past.superseded_by else None,
    }


def _batch_json(batch: "Batch") -> output.Json:
    return {
        "kind": batch.kind,
        "source": batch.source,
        "month": str(batch.month) if batch.month else None,
        "action": batch.action,
        "at": batch.at.isoformat() if batch.at else None,
        "who": batch.who,
        "undone": batch.undone,
    }


def past_cells(past: "PastCover") -> list[str]:
    after = str(past.superseded_by or "")
    return [*person_cells(past.person), _STANDING[past.standing.value], str(past.by), after]
