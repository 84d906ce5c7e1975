"""Seeded people of the sample regency, none of them real: `python sample_data/people.py --help`.

Needs the standard library alone, for `.xlsx` XlsxWriter too. The same seed gives the same people.

What keeps them apart from the living: NIK are of Kabupaten Bandung (3204) with the sub-district digits 90
to 99, which no kecamatan has. Telephone numbers begin with 084, which Indonesia's numbering plan gives to
nobody (mobile numbers begin with 081–083 and 085–089). KPJ numbers begin with 0000.
"""

import argparse
import datetime
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, repeat
from pathlib import Path
from random import Random
from typing import NamedTuple

from name_parts import BIRTH_PLACES, HAMLETS, MEN, SURNAMES_OF_MEN, SURNAMES_OF_WOMEN, WOMEN
from people_files import COLUMNS, TWELVE, write_csv, write_xlsx
from regency import HERE, REGENCY, Group, villages

_EARLIEST = datetime.date(1950, 1, 1).toordinal()
_LATEST = datetime.date(2012, 12, 31).toordinal()
_SERIALS = 9_999
# Prime to every number of NIK a birth date can have, so that it walks through all of them in disorder.
_STRIDE = 7_919
_AT_ONCE = 10_000


def month(year: int, number: int) -> int:
    """A month as an integer: months since year zero, as in `budget.period`."""
    return year * 12 + number - 1


START, END = month(2022, 1), month(2023, 5)


class Person(NamedTuple):
    """One person in one group. `first` and `last` are months of cover (`month`), both included; `last` is
    None where no end is known. `wage` is in whole rupiah."""

    nik: str
    name: str
    birth_place: str
    birth_date: datetime.date
    sex: str
    mother: str
    address: str
    village: str
    kecamatan: str
    group: str
    first: int
    wage: int
    last: int | None
    kpj: str
    phone: str


class Turnover(NamedTuple):
    """Everybody is there from `first` on, but `late` per cent join after it up to `end`, and `early` per
    cent leave before `end`."""

    first: int = START
    end: int = END
    late: int = 0
    early: int = 0


STEADY = Turnover()
LIVELY = Turnover(late=25, early=20)


class Register:
    """Gives out people with NIK that are never given out twice.

    `districts` are the sub-district digits to use; registers with different ones share no NIK.
    """

    def __init__(self, seed: int, districts: range = range(90, 100)) -> None:
        self._random = Random(seed)
        self._prefixes = [f"3204{district}" for district in districts]
        self._numbers = len(districts) * _SERIALS
        self._digits = _birth_digits()
        # How many NIK were given out by day of birth and sex.
        self._given = array("L", repeat(0, 2 * (_LATEST - _EARLIEST + 1)))
        self._issued = 0

    def people(
        self,
        count: int,
        groups: Sequence[Group] = REGENCY,
        turnover: Turnover = STEADY,
        wages: Sequence[int] = (1_500_000,),
    ) -> Iterator[Person]:
        """That many people, spread over the groups by their heads and over the villages by weight."""
        makers = [self._maker(group, turnover, wages) for group in groups]
        heads = [group.heads for group in groups]
        for start in range(0, count, _AT_ONCE):
            # Always as many, so that a longer list begins with the people of a shorter one.
            for make in islice(self._random.choices(makers, heads, k=_AT_ONCE), count - start):
                yield make()

    def nik(self, birth_date: datetime.date, sex: str) -> str:
        """The next free NIK of a birth date; LookupError when a date has used up all of its numbers."""
        slot = 2 * (birth_date.toordinal() - _EARLIEST) + (sex == "P")
        given = self._given[slot]
        if given >= self._numbers:
            raise LookupError("Semua NIK untuk satu tanggal lahir sudah terpakai; kurangi jumlah orang.")
        self._given[slot] = given + 1
        serial, district = divmod((given * _STRIDE + slot * 31) % self._numbers, len(self._prefixes))
        return f"{self._prefixes[district]}{self._digits[slot]}{serial + 1:04d}"

    def _maker(self, group: Group, turnover: Turnover, wages: Sequence[int]) -> Callable[[], Person]:
        """A function that makes the group's next person; what does not change is looked up once."""
        random, nik, days = self._random.random, self.nik, _days()
        places = [
            village for village in villages() if village.kind in group.kinds for _ in range(village.weight)
        ]
        names, mothers, lanes = (_names("L"), _names("P")), _names("P"), _lanes()

        def make() -> Person:
            self._issued += 1
            first, last = _cover(random, turnover)
            oldest, fitting = _births(first, group.youngest, group.oldest)
            born = days[oldest + int(random() * fitting)]
            woman = random() * 100 < group.women
            sex = "P" if woman else "L"
            of_sex = names[woman]
            place = places[int(random() * len(places))]
            return Person(
                nik(born, sex),
                of_sex[int(random() * len(of_sex))],
                BIRTH_PLACES[int(random() * len(BIRTH_PLACES))],
                born,
                sex,
                mothers[int(random() * len(mothers))],
                lanes[int(random() * len(lanes))],
                place.name,
                place.kecamatan,
                group.name,
                first,
                wages[int(random() * len(wages))],
                last,
                f"0000{self._issued:07d}",
                f"0840{self._issued:08d}",
            )

        return make


def people(
    count: int,
    seed: int = 1,
    groups: Sequence[Group] = REGENCY,
    turnover: Turnover = STEADY,
    wages: Sequence[int] = (1_500_000,),
) -> Iterator[Person]:
    """The first people of a new register."""
    return Register(seed).people(count, groups, turnover, wages)


def _cover(random: Callable[[], float], turnover: Turnover) -> tuple[int, int | None]:
    first, last = turnover.first, None
    if turnover.late and random() * 100 < turnover.late:
        first += 1 + int(random() * (turnover.end - first))
    if turnover.early and first < turnover.end and random() * 100 < turnover.early:
        last = first + int(random() * (turnover.end - first))
    return first, last


@cache
def _births(first: int, youngest: int, oldest: int) -> tuple[int, int]:
    """The place in `_days` of the earliest birth date that fits the ages on the month's first day, and how
    many fit."""
    year, number = divmod(first, 12)
    earliest = datetime.date(year - oldest - 1, number + 1, 1).toordinal() + 1
    latest = datetime.date(year - youngest, number + 1, 1).toordinal()
    return earliest - _EARLIEST, latest - earliest + 1


@cache
def _days() -> list[datetime.date]:
    return [datetime.date.fromordinal(day) for day in range(_EARLIEST, _LATEST + 1)]


@cache
def _birth_digits() -> list[str]:
    """Digits 7 to 12 of a NIK: day (+ 40 for women), month, year; two for every day, men first."""
    return [
        f"{day.day + added:02d}{day.month:02d}{day.year % 100:02d}" for day in _days() for added in (0, 40)
    ]


@cache
def _lanes() -> list[str]:
    return [
        f"Kp. {hamlet} RT {rt:02d} RW {rw:02d}"
        for hamlet in HAMLETS for rt in range(1, 10) for rw in range(1, 21)
    ]  # fmt: skip


@cache
def _names(sex: str) -> list[str]:
    firsts, seconds = (MEN, SURNAMES_OF_MEN) if sex == "L" else (WOMEN, SURNAMES_OF_WOMEN)
    pairs = [f"{first} {second}" for first in firsts for second in seconds]
    # Every fifth name or so has three parts.
    threes = [
        f"{pair} {seconds[(at * _STRIDE) % len(seconds)]}" for at, pair in enumerate(pairs) if at % 4 == 0
    ]
    return pairs + [name for name in threes if len(set(name.split())) == 3]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Orang buatan untuk mencoba daftar peserta.")
    parser.add_argument("--people", type=int, default=80_000, help="jumlah orang")
    parser.add_argument("--seed", type=int, default=1, help="benih: yang sama memberi orang yang sama")
    parser.add_argument("--late", type=int, default=0, help="persen yang masuk sesudah Januari 2022")
    parser.add_argument("--early", type=int, default=0, help="persen yang keluar sebelum Mei 2023")
    parser.add_argument("--wages", type=int, default=1, help="jumlah upah yang berbeda")
    parser.add_argument("--all-columns", action="store_true", help="dengan Selesai, No KPJ, dan No HP")
    parser.add_argument("--out", type=Path, help="berkas .csv atau .xlsx")
    parser.add_argument("--sample", action="store_true", help="tulis ulang semua daftar contoh di folder ini")
    asked = parser.parse_args(arguments)
    if asked.sample:
        from samples import write_samples

        write_samples(HERE)
    if asked.out:
        wages = range(1_500_000, 1_500_000 + 98_701 * asked.wages, 98_701)
        turnover = Turnover(late=asked.late, early=asked.early)
        persons = people(asked.people, asked.seed, turnover=turnover, wages=wages)
        write = write_xlsx if asked.out.suffix.casefold() == ".xlsx" else write_csv
        write(asked.out, persons, len(COLUMNS) if asked.all_columns or asked.early else TWELVE)
    if not (asked.sample or asked.out):
        parser.error("sebutkan --out BERKAS atau --sample")


if __name__ == "__main__":
    main()
