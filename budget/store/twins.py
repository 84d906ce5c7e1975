"""Members who may be one person, until somebody has decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from budget.errors import NotFound
from budget.store.change import Change, dump, key_of
from budget.store.roster_tables import TwinRow

_INSERT = """
    INSERT INTO likely_twin (region_code, position, batch_id, member_a, member_b, score, reasons)
    VALUES (:region, 0, :batch, :a, :b, :score, :reasons)
"""
_PAIRS = "FROM likely_twin t JOIN member a ON a.id = t.member_a JOIN member b ON b.id = t.member_b"
# Nobody need decide about a person who is no longer in the roster. The pluses keep SQLite from beginning
# with everybody who is.
_IS_OPEN = "t.decision IS NULL AND +a.current = 1 AND +b.current = 1"
OPEN_PAIRS = f"{_PAIRS} WHERE {_IS_OPEN}"
_OPEN = f"SELECT t.id, t.member_a, t.member_b, t.score, t.reasons {OPEN_PAIRS} ORDER BY t.score DESC, t.id"
_BY_GROUP = f"""
    SELECT ga.name, gb.name, COUNT(*) {_PAIRS}
    JOIN stratum sa ON sa.id = a.stratum_id JOIN member_group ga ON ga.id = sa.group_id
    JOIN stratum sb ON sb.id = b.stratum_id JOIN member_group gb ON gb.id = sb.group_id
    WHERE {_IS_OPEN} GROUP BY ga.name, gb.name ORDER BY ga.name, gb.name
"""
_OF_MEMBER = "SELECT * FROM likely_twin WHERE decision IS NULL AND (member_a = :number OR member_b = :number)"


@dataclass(frozen=True, slots=True)
class Twin:
    """Two members, how alike they are (0–100), and why."""

    id: int
    a: int
    b: int
    score: int
    reasons: tuple[str, ...]


class Twins:
    """The pairs of a workspace."""

    def __init__(self, session: Session, region_code: str) -> None:
        self._session = session
        self._region_code = region_code

    def add(self, batch: int, pairs: Iterable[tuple[int, int, int, Sequence[str]]]) -> None:
        """Pairs of members with their score and reasons, found by a batch."""
        rows = [
            {
                "region": self._region_code,
                "batch": batch,
                "a": min(a, b),
                "b": max(a, b),
                "score": score,
                "reasons": "; ".join(reasons),
            }
            for a, b, score, reasons in pairs
        ]
        if rows:
            self._session.connection().execute(text(_INSERT), rows)

    def carry(self, batch: int, old: int, new: int) -> None:
        """A batch put the row `new` in the place of `old`, the same person: open pairs are asked of it."""
        found = self._session.connection().execute(text(_OF_MEMBER), {"number": old}).mappings()
        others = [(row["member_a"] + row["member_b"] - old, row) for row in found]
        self.add(batch, [(new, other, row["score"], row["reasons"].split("; ")) for other, row in others])

    def undecided(self) -> list[Twin]:
        """The most alike first; pairs of which one is no longer in the roster are left out."""
        rows = self._session.connection().execute(text(_OPEN))
        return [Twin(number, a, b, score, tuple(why.split("; "))) for number, a, b, score, why in rows]

    def undecided_by_group(self) -> list[tuple[str, str, int]]:
        """How many undecided pairs there are between two groups, or within one of them."""
        rows = self._session.connection().execute(text(_BY_GROUP))
        return [(a, b, int(pairs)) for a, b, pairs in rows]

    def decide(self, number: int, decision: str) -> tuple[Twin, Change]:
        """Note `same` or `different`; NotFound where the pair is decided already."""
        row = self._session.get(TwinRow, number)
        if row is None or row.decision is not None:
            raise NotFound("Pasangan ini sudah diputuskan. Muat ulang dahulu.")
        before = dump(row)
        row.decision = decision
        self._session.flush()
        twin = Twin(number, row.member_a, row.member_b, row.score, tuple(row.reasons.split("; ")))
        return twin, Change("likely_twin", key_of(row), before, dump(row))
