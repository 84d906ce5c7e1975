"""The truth that every contender is held to: slow, obvious, plain Python."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from roster17.task import GROUPS, JKK_PPM, JKM_PPM, KECAMATAN, MONTHS, Change, Rates, contribution, month_text

Cells = NDArray[np.int64]
"""[month, group, kecamatan, programme] in rupiah."""


class Person(NamedTuple):
    group: int
    kecamatan: int
    wage: int
    first: int
    end: int
    """The first month without cover."""


def persons(path: Path) -> Iterator[Person]:
    month = {month_text(position): position for position in range(MONTHS)}
    groups = {name: code for code, name in enumerate(GROUPS)}
    kecamatan = {name: code for code, name in enumerate(KECAMATAN)}
    with path.open(encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            last = row["Selesai"]
            yield Person(
                groups[row["Kelompok"]],
                kecamatan[row["Kecamatan"]],
                int(row["Upah"]),
                month[row["Mulai"]],
                month[last] + 1 if last else MONTHS,
            )


def slow_cells(people: Iterable[Person], rates: Rates) -> Cells:
    """One person, one month and one programme at a time, in exact fractions."""
    cells = np.zeros((MONTHS, len(GROUPS), len(KECAMATAN), 2), dtype=np.int64)
    for person in people:
        for month in range(person.first, person.end):
            for programme, ppm in enumerate((rates.jkk_ppm(person.group, month), JKM_PPM)):
                exact = Fraction(person.wage * ppm, 1_000_000)
                cells[month, person.group, person.kecamatan, programme] += floor(exact + Fraction(1, 2))
    return cells


class Heads:
    """Equal people counted first, for sizes at which the slow way takes an hour, and for what-ifs."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_cell: Counter[tuple[int, int, int, int]] = Counter()
        for person, number in Counter(people).items():
            for month in range(person.first, person.end):
                self.by_cell[month, person.group, person.kecamatan, person.wage] += number
        self.by_price: Counter[tuple[int, int, int]] = Counter()
        for (month, group, _, wage), number in self.by_cell.items():
            self.by_price[month, group, wage] += number

    def cells(self, rates: Rates) -> Cells:
        cells = np.zeros((MONTHS, len(GROUPS), len(KECAMATAN), 2), dtype=np.int64)
        for (month, group, kecamatan, wage), number in self.by_cell.items():
            cells[month, group, kecamatan, 0] += number * contribution(wage, rates.jkk_ppm(group, month))
            cells[month, group, kecamatan, 1] += number * contribution(wage, JKM_PPM)
        return cells

    def what_if_totals(self, base: Rates, changes: Iterable[Change]) -> list[int]:
        """The total of everybody under each change."""
        jkk = np.zeros((len(GROUPS), MONTHS, len(JKK_PPM)), dtype=object)
        jkm = 0
        for (month, group, wage), number in self.by_price.items():
            jkm += number * contribution(wage, JKM_PPM)
            for risk, ppm in enumerate(JKK_PPM):
                jkk[group, month, risk] += number * contribution(wage, ppm)

        def total(rates: Rates) -> int:
            return jkm + sum(
                int(jkk[group, month, risk])
                for group, row in enumerate(rates.risk)
                for month, risk in enumerate(row)
            )

        return [total(base.with_change(change)) for change in changes]
