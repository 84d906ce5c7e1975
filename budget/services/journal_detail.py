"""One entry of the journal in full: every row before and after in words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.money import format_number, format_sen
from budget.period import Month
from budget.roster.masking import masked_nik_beside_birth_date
from budget.roster.member import Member
from budget.services.people import shown
from budget.services.row_words import HIDDEN, Names, label_of, title_of, value_words
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.change import Change, Columns
    from budget.store.journal import Entry
    from budget.store.people import StoredMember
    from budget.store.unit_of_work import UnitOfWork

ROWS_SHOWN = 200
PEOPLE_SHOWN = 50
_HIDDEN_CHANGE = "(disamarkan; berubah)"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its values before and after; empty where there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """`verb` says whether the row was added, changed or removed."""

    verb: str
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """`rows` are at most `ROWS_SHOWN` of `row_count`, with people of lists at most `PEOPLE_SHOWN` each way.

    `undoes` is the entry that an undo or redo is about, `undone_by` the one that took this one back and is
    not taken back itself. A note changes nothing that could be undone.
    """

    entry: Entry
    is_note: bool
    undoes: Entry | None
    undone_by: Entry | None
    rows: tuple[RowChange, ...]
    row_count: int


def entry_detail(workspace: Workspace, number: int) -> EntryDetail:
    """NotFound where there is no such entry. Personal data is masked."""
    with transaction(workspace, writes=False) as work:
        found = work.recorded(number)
        names = Names(*work.names_of_rows(found.changes))
        rows: list[RowChange] = []
        people = 0
        for change in found.changes[:ROWS_SHOWN]:
            rows.append(_row(change, names))
            if change.table == "roster_batch":
                more, count = _people(work, change)
                rows += more
                people += count
    count = len(found.changes) + people
    return EntryDetail(found.entry, found.is_note, found.undoes, found.undone_by, tuple(rows), count)


def _row(change: Change, names: Names) -> RowChange:
    before, after = change.was, change.now
    title = title_of(change.table, after or before or {}, names)
    return RowChange(_verb(before, after), title, tuple(_fields(change.table, before, after, names)))


def _verb(before: object, after: object) -> str:
    if before is None:
        return "Tambah"
    return "Hapus" if after is None else "Ubah"


def _fields(table: str, before: Columns | None, after: Columns | None, names: Names) -> Iterator[FieldChange]:
    """What differs; of a row that came or went whatever is not empty."""
    old, new = before or {}, after or {}
    for column in dict.fromkeys((*new, *old)):
        if column in HIDDEN or old.get(column) == new.get(column):
            continue
        # A column that an older schema did not have is no change.
        if before is not None and after is not None and (column not in old or column not in new):
            continue
        was, now = (value_words(table, column, row.get(column), names) for row in (old, new))
        if was or now:
            yield FieldChange(label_of(table, column), was, now)


# People, who are kept in batches and not row by row


def _people(work: UnitOfWork, change: Change) -> tuple[list[RowChange], int]:
    """Who came, went or changed by a batch that was switched on, or the other way round by its undoing."""
    batch = work.past.of_batch(int(change.key), PEOPLE_SHOWN)
    came, went = batch.added, batch.superseded
    if not (change.now or {}).get("active"):
        came, went = went, came
    before: dict[int, list[StoredMember]] = {}
    for each in went:
        before.setdefault(each.member.nik, []).append(each)
    rows = [_person(_first(before.get(each.member.nik)), each) for each in came]
    rows += [_person(each, None) for rest in before.values() for each in rest]
    return rows, batch.people


def _first(rows: list[StoredMember] | None) -> StoredMember | None:
    return rows.pop(0) if rows else None


def _person(before: StoredMember | None, after: StoredMember | None) -> RowChange:
    told = after or before
    assert told is not None
    nik = masked_nik_beside_birth_date(told.member.nik)
    fields = tuple(_person_fields(before, after))
    return RowChange(_verb(before, after), f"orang {told.member.name} ({nik})", fields)


def _person_fields(before: StoredMember | None, after: StoredMember | None) -> Iterable[FieldChange]:
    was, now = _told(before), _told(after)
    for at, label in enumerate(_PERSON):
        old, new = was[at], now[at]
        raw_old, raw_new = old[0], new[0]
        if raw_old == raw_new:
            continue
        if old[1] != new[1]:
            yield FieldChange(label, old[1], new[1])
        elif before is not None and after is not None:
            yield FieldChange(label, old[1], _HIDDEN_CHANGE)


_PERSON = (
    "Nama", "Lahir", "Kelamin", "Kelompok", "Kecamatan", "Desa", "Mulai", "Sampai", "Upah", "Ibu kandung",
    "Telepon", "Alamat", "KPJ",
)  # fmt: skip


def _told(stored: StoredMember | None) -> Sequence[tuple[object, str]]:
    """What is stored of a person beside what may be shown of it, in the order of `_PERSON`."""
    if stored is None:
        return [(None, "")] * len(_PERSON)
    m: Member = stored.member
    masked = shown(stored)
    return [
        (m.name, m.name),
        (m.birth_date, f"{m.birth_date:%d/%m/%Y}"),
        (m.sex, m.sex.value),
        (m.group, m.group),
        (m.kecamatan, m.kecamatan),
        (m.village, m.village),
        (m.first, Month.at(m.first).label),
        (m.end, "" if m.end is None else Month.at(m.end - 1).label),
        (m.wage_sen, "" if m.wage_sen is None else format_sen(m.wage_sen)),
        (m.mother, masked.mother),
        (m.phone, masked.phone),
        (m.address, m.address),
        (m.kpj, m.kpj),
    ]


def left_out(found: EntryDetail) -> str:
    """What of an entry is not shown, in words; empty where all of it is."""
    if found.row_count <= len(found.rows):
        return ""
    return f"{format_number(len(found.rows))} dari {format_number(found.row_count)} baris ditampilkan."
