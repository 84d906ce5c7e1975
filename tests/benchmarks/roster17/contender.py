"""What a contender has to be able to do, each step timed apart by `roster17.worker`."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from roster17.task import GROUPS, JKK_PPM, JKM_PPM, KECAMATAN, MONTHS, WAGES, Change, Rates, contribution

Found = Any
"""Whatever a contender's calculation leaves in its own form; `cells` reads it, untimed."""


class NotOffered(Exception):
    """A step that the contender has no way to do; the message says why."""


class Contender(ABC):
    """Columns of people are group and kecamatan code, wage in rupiah, entry and end (first month without).

    `exact` says that integers are promised: then every cell must be right. Else its error is reported.
    """

    exact: ClassVar[bool] = True
    largest: ClassVar[int] = 10_000_000
    why_no_larger: ClassVar[str] = ""

    @abstractmethod
    def read(self, roster: Path, store: Path) -> None:
        """From the CSV into the contender's own store: files in the empty folder `store`."""

    @abstractmethod
    def load(self, store: Path) -> None:
        """From the store into memory, ready to calculate."""

    @abstractmethod
    def calculate(self, rates: Rates) -> Found:
        """From people to costs of every month, group, kecamatan and programme."""

    def recalculate(self, rates: Rates) -> Found:
        """After a rate has changed; what the calculation has kept may be used."""
        return self.calculate(rates)

    @abstractmethod
    def cells(self, found: Found) -> NDArray[Any]:
        """[month, group, kecamatan, programme], integers or floats; untimed."""

    def own_sums(self, found: Found) -> NDArray[Any] | None:
        """[month, programme] as the package's own arrays add up, where it has a type of its own for that."""
        return None

    def prepare_what_ifs(self, base: Rates) -> None:  # noqa: B027 – most have nothing to prepare
        """What one does once before many what-ifs; its time counts among theirs."""

    @abstractmethod
    def what_if(self, base: Rates, change: Change) -> int | float:
        """The total of everybody after one change, computed anew."""


def price_rows(rates: Rates) -> dict[str, NDArray[np.int32]]:
    """The prices as a table: group code, month, wage, and both contributions."""
    wage = np.array(WAGES, dtype=np.int64)
    group, month, code = (axis.ravel() for axis in np.indices((len(GROUPS), MONTHS, len(WAGES))))
    ppm = np.array(JKK_PPM, dtype=np.int64)[np.array(rates.risk)]
    jkk = contribution(wage, ppm[:, :, np.newaxis]).ravel()
    jkm = contribution(wage, JKM_PPM)[code]
    columns = {"grp": group, "month": month, "wage": wage[code], "jkk": jkk, "jkm": jkm}
    return {name: column.astype(np.int32) for name, column in columns.items()}


def rate_rows(rates: Rates) -> dict[str, NDArray[np.int32]]:
    """The rates as a table: group code, month, JKK in parts per million."""
    rows = [(g, m, rates.jkk_ppm(g, m)) for g in range(len(GROUPS)) for m in range(MONTHS)]
    columns = np.array(rows, dtype=np.int32).T
    return {name: columns[i].copy() for i, name in enumerate(("grp", "month", "ppm"))}


def dense(found: dict[str, Any], kind: type = np.int64) -> NDArray[Any]:
    """Rows of month, grp, kec, jkk and jkm as an array of cells."""
    cells = np.zeros((MONTHS, len(GROUPS), len(KECAMATAN), 2), dtype=kind)
    at = tuple(np.asarray(found[name], dtype=np.int64) for name in ("month", "grp", "kec"))
    cells[(*at, 0)], cells[(*at, 1)] = (np.asarray(found[name], dtype=kind) for name in ("jkk", "jkm"))
    return cells
