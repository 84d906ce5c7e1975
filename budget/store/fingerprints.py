"""What a batch says of people, as digests: they are too many for the journal, which keeps these instead.

A batch's rows never change what they say. Whoever changes one behind the program leaves another digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

# Of the table `member`, in the order in which `Fingerprint` takes them.
COLUMNS = (
    "stratum_id", "nik", "name", "birth_date", "sex", "first_month", "end_month", "marks",
    "birth_place", "mother", "phone", "address", "kpj",
)  # fmt: skip
_STRATUM = COLUMNS.index("stratum_id")
_NUMBERS = {"stratum_id", "nik", "first_month", "end_month", "marks"}
# No text of a list holds it.
_END = "\0"

# Group, kecamatan, village, wage.
StratumKey = tuple[int, str, str, int | None]


class Fingerprint:
    """SHA-256 over the rows that a batch added, by columns: in whatever parts they come, it is the same."""

    def __init__(self) -> None:
        self._digests = [hashlib.sha256() for _ in COLUMNS]
        self._strata: set[int] = set()

    def take(self, columns: Sequence[Sequence[object]]) -> None:
        """Some rows more, all columns as long."""
        if not columns[_STRATUM]:
            return
        self._strata.update(columns[_STRATUM])  # type: ignore[arg-type]  # numbers of strata
        for name, digest, column in zip(COLUMNS, self._digests, columns, strict=True):
            # A text is taken as it is, since a million of them pass.
            said = map(str, column) if name in _NUMBERS else cast("Sequence[str]", column)
            digest.update(_ended(said))

    def hexdigest(self, strata: Mapping[StratumKey, int], known_until: Mapping[int, int]) -> str:
        """With what the strata of the rows mean, and until when the batch knows its groups."""
        whole = hashlib.sha256(b"".join(digest.digest() for digest in self._digests))
        for number, key in sorted((number, key) for key, number in strata.items() if number in self._strata):
            whole.update(_ended(map(str, (number, *key))))
        whole.update(_ended(str(part) for known in sorted(known_until.items()) for part in known))
        return whole.hexdigest()


def rows_digest(rows: Iterable[int]) -> str:
    """SHA-256 over the numbers of rows, in whatever order they come."""
    return hashlib.sha256(_ended(map(str, sorted(set(rows))))).hexdigest()


def _ended(values: Iterable[str]) -> bytes:
    return (_END.join(values) + _END).encode()
