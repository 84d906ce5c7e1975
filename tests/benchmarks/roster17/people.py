"""The roster on disk: a seeded CSV as an office would hand it in, synthetic to the last digit.

Sub-district digits 90–99 in a NIK belong to no kecamatan, so no living person can bear one.
"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
from roster17.task import GROUPS, KECAMATAN, MONTHS, WAGES, month_text

HEADER = "NIK,Nama,Tanggal Lahir,L/P,Kelompok,Kecamatan,Desa,Mulai,Selesai,Upah"
VILLAGES = 9
_BLOCK = 100_000
# Born 1961 to 2003: of age all through the 17 months.
_FIRST_BIRTH, _BIRTHS = date(1961, 1, 1), 15_700
_STARTS = ("Ba", "Da", "Gu", "Ha", "Ja", "Ka", "La", "Ma", "Na", "Pa", "Ra", "Sa", "Ta", "Wi", "Yu")
_ENDS = ("di", "hman", "jar", "lia", "mat", "ngsih", "ni", "rto", "sep", "ti", "wati", "yana", "zal")


def roster_file(folder: Path, people: int) -> Path:
    """The CSV with so many people; written when it is not there yet, and complete when it is."""
    path = folder / f"roster-{people}.csv"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="ascii", newline="") as file:
            file.write(HEADER + "\n")
            for start in range(0, people, _BLOCK):
                file.writelines(_rows(start, min(_BLOCK, people - start)))
        unfinished.rename(path)
    return path


def _rows(start: int, number: int) -> list[str]:
    """A quarter joins after the first month, a fifth leaves before the end; codes are uneven."""
    random = np.random.default_rng(17 + start)
    sizes = len(GROUPS), len(KECAMATAN), len(WAGES), VILLAGES
    codes = [np.minimum(*random.integers(0, size, (2, number))).tolist() for size in sizes]
    late, early = random.random((2, number)) < [[0.25], [0.2]]
    entry = np.where(late, random.integers(1, MONTHS, number), 0)
    last = np.where(early, random.integers(entry, MONTHS), MONTHS)
    syllables = random.integers(0, (len(_STARTS), len(_ENDS)) * 3, (number, 6)).tolist()
    months = [*(month_text(position) for position in range(MONTHS)), ""]
    columns = zip(*codes, entry.tolist(), last.tolist(), syllables, strict=True)
    return [
        f"{_identity(start + i)},{_name(parts)},{_birth_and_sex(start + i)},{GROUPS[group]},"
        f"{KECAMATAN[kecamatan]},{KECAMATAN[kecamatan]} {'ABCDEFGHI'[village]},"
        f"{months[first]},{months[end]},{WAGES[wage]}\n"
        for i, (group, kecamatan, wage, village, first, end, parts) in enumerate(columns)
    ]


def _born(person: int) -> date:
    return _FIRST_BIRTH + timedelta(days=person // 10 * 7_919 % _BIRTHS)


def _is_woman(person: int) -> bool:
    return person % 3 == 0


def _identity(person: int) -> str:
    """Distinct up to 1.5 billion people: sub-district, day and serial are the digits of `person`."""
    born = _born(person)
    day = born.day + 40 * _is_woman(person)
    return f"3204{90 + person % 10}{day:02d}{born:%m%y}{person // (10 * _BIRTHS) + 1:04d}"


def _birth_and_sex(person: int) -> str:
    return f"{_born(person):%d-%m-%Y},{'P' if _is_woman(person) else 'L'}"


def _name(parts: list[int]) -> str:
    a, b, c, d, e, f = parts
    return f"{_STARTS[a]}{_ENDS[b]} {_STARTS[c]}{_ENDS[d]} {_STARTS[e]}{_ENDS[f]}"
