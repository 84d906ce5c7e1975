"""The journal as a chain: each entry's digest covers its own content and the digest of the one before.

Whoever alters, removes or slips in an entry behind the program breaks the chain from there on. The digest of
the last entry stands for the whole: kept outside, as in minutes, it proves later that nothing was rewritten.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlmodel import Session, col, select

from budget.store.change import Change
from budget.store.tables import JournalChangeRow, JournalRow


@dataclass(frozen=True, slots=True)
class Chain:
    """`broken` are the numbers of entries that do not continue the one before; `head` is the last digest."""

    entries: int
    head: str
    broken: tuple[int, ...]


def link(before: str, entry: JournalRow, changes: Sequence[Change]) -> str:
    """The digest of an entry after the one with the digest `before`: SHA-256 in hexadecimal."""
    content = [
        before, entry.region_code, entry.at, entry.who, entry.action, entry.effect_rupiah, entry.kind,
        entry.target_id, [[change.table, change.key, change.before, change.after] for change in changes],
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head(session: Session) -> str:
    """The digest of the last entry; empty before the first one."""
    last = select(JournalRow.digest).order_by(col(JournalRow.id).desc()).limit(1)
    return session.exec(last).first() or ""


def followed(session: Session) -> Chain:
    """Every entry, computed again from what is stored."""
    rows = session.exec(select(JournalChangeRow).order_by("journal_id", "id")).all()
    changes = {
        number: [Change(row.table_name, row.row_key, row.before, row.after) for row in some]
        for number, some in groupby(rows, attrgetter("journal_id"))
    }
    before, broken = "", list[int]()
    entries = session.exec(select(JournalRow).order_by(col(JournalRow.id))).all()
    for entry in entries:
        number = entry.id or 0
        if entry.digest != link(before, entry, changes.pop(number, [])):
            broken.append(number)
        before = entry.digest
    return Chain(len(entries), before, (*broken, *sorted(changes)))
