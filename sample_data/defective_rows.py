"""The rows of the faulty sample lists: each says what is wrong with it and what becomes of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from people import Person, Register, month
from people_files import cells, month_text
from regency import REGENCY

Cell = str | int | float | date | None
_NO_FORMULAS: Mapping[int, tuple[str, int]] = MappingProxyType({})
# Columns by the names that changes use.
_PLACES = {name: place for place, name in enumerate((*Person._fields, "confirmed"))}
TEACHERS = REGENCY[:1]
RELIGIOUS, TOBACCO = "Keagamaan", "Buruh Tani Tembakau"


class Case(NamedTuple):
    """A row: its outcome, the codes of all findings, its cells; real formulas by column with their value."""

    outcome: str
    codes: tuple[str, ...]
    cells: tuple[Cell, ...]
    formulas: Mapping[int, tuple[str, int]] = _NO_FORMULAS


def row(person: Person, changes: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """The person's cells with some of them replaced."""
    values: list[Cell] = [*cells(person), None]
    for name, value in changes.items():
        values[_PLACES[name]] = value
    return tuple(values)


def rejected(person: Person, *codes: str, **changes: Cell) -> Case:
    return Case("rejected", codes, row(person, changes))


def duplicate(person: Person, code: str, **changes: Cell) -> Case:
    return Case("duplicate", (code,), row(person, changes))


def accepted(person: Person, *codes: str, **changes: Cell) -> Case:
    return Case("accepted", codes, row(person, changes))


def born(register: Register, person: Person, day: date) -> Person:
    """The person with another birth date and the NIK that goes with it."""
    return person._replace(birth_date=day, nik=register.nik(day, person.sex))


def first_sheet(register: Register) -> list[Case | None]:
    """What is wrong with a row by itself."""
    some = register.people(1_000, TEACHERS)
    return [
        accepted(next(some)),
        *_bad_numbers(some),
        *_contradictions(some),
        *_unreadable(some),
        *_not_eligible(register, some),
        *_hostile(some),
    ]


def _bad_numbers(some: Iterator[Person]) -> Iterator[Case]:
    yield rejected(next(some), "nik_kosong", nik=None)
    person = next(some)
    yield rejected(person, "nik_bukan_angka", nik=f"{person.nik[:4]}O{person.nik[5:]}")
    person = next(some)
    yield rejected(person, "nik_panjang", nik=person.nik + "7")
    yield rejected(next(some), "nik_panjang", nik="320499120580")
    for person in (next(some), next(some)):
        # Excel keeps fifteen digits of a number and fills up with a zero.
        yield rejected(person, "nik_dibulatkan", nik=int(person.nik) // 10 * 10)
    for text in ("3.2E+15", "3.20499E+15", "3,20499E+15"):
        yield rejected(next(some), "nik_dibulatkan", nik=text)
    yield rejected(next(some), "nik_semu", nik="1111111111111111")
    yield rejected(next(some), "nik_semu", nik="1234567890123456")
    person = next(some)
    yield rejected(person, "nik_semu", nik=person.nik[:12] + "0000")
    person = next(some)
    yield rejected(person, "nik_provinsi", nik="40" + person.nik[2:])
    person = next(some)
    yield rejected(person, "nik_tanggal", nik=f"{person.nik[:6]}3513{person.nik[10:]}")
    person = next(some)
    yield rejected(person, "nik_tanggal", nik=f"{person.nik[:6]}3002{person.nik[10:]}")


def _contradictions(some: Iterator[Person]) -> Iterator[Case]:
    person, confirmed = next(some), next(some)
    yield rejected(person, "tanggal_lahir_beda", birth_date=_year_later(person))
    yield accepted(confirmed, "sesuai_ktp", birth_date=_year_later(confirmed), confirmed="ya")
    person, confirmed = next(some), next(some)
    yield rejected(person, "jenis_kelamin_beda", sex=_other_sex(person))
    yield accepted(confirmed, "sesuai_ktp", sex=_other_sex(confirmed), confirmed="Ya")


def _year_later(person: Person) -> date:
    return person.birth_date.replace(year=person.birth_date.year + 1, day=min(person.birth_date.day, 28))


def _other_sex(person: Person) -> str:
    return "P" if person.sex == "L" else "L"


def _unreadable(some: Iterator[Person]) -> Iterator[Case]:
    yield rejected(next(some), "nama_kosong", name=None)
    yield rejected(next(some), "tanggal_lahir", birth_date="31-02-1980")
    yield rejected(next(some), "tanggal_lahir", birth_date="lupa")
    yield rejected(next(some), "jenis_kelamin", sex="X")
    yield rejected(next(some), "kelompok_kosong", group=None)
    yield rejected(next(some), "kelompok_tidak_dikenal", group="Penjaga Menara Pantau")
    yield rejected(next(some), "mulai_kosong", first=None)
    yield rejected(next(some), "mulai", first="segera")
    yield rejected(next(some), "selesai", last="sampai pensiun")
    yield rejected(next(some), "upah", wage="secukupnya")
    yield rejected(next(some), "upah_kosong", group=TOBACCO, wage=None)
    yield rejected(next(some), "sel_panjang", address="Gg. Panjang " * 167)
    yield rejected(next(some), "nama_kosong", "mulai", "upah", name=None, first="segera", wage="secukupnya")


def _not_eligible(register: Register, some: Iterator[Person]) -> Iterator[Case]:
    """On the first day of January 2022; one day makes the difference."""
    yield rejected(born(register, next(some), date(2005, 1, 2)), "terlalu_muda")
    yield accepted(born(register, next(some), date(2005, 1, 1)))
    yield rejected(born(register, next(some), date(1957, 1, 1)), "terlalu_tua")
    yield accepted(born(register, next(some), date(1957, 1, 2)))
    yield rejected(
        next(some), "selesai_sebelum_mulai", first=month_text(month(2022, 6)), last=month_text(month(2022, 3))
    )
    adult = born(register, next(some), date(1980, 8, 17))
    yield rejected(adult, "tanpa_tarif", group=TOBACCO, first=month_text(month(2023, 1)))


def _hostile(some: Iterator[Person]) -> Iterator[Case]:
    names = ("=cmd|'/c calc'!A1", '=HYPERLINK("http://contoh.invalid","klik")', "@SUM(A1:A9)",
             "[bold]Asep[/bold]", "<script>alert(1)</script>")  # fmt: skip
    for name in names:
        yield rejected(next(some), "nama_aneh", name=name)
    yield accepted(next(some), address="[/] Gg. Melati [#3]")
    yield accepted(next(some), address="=1+1")


def second_sheet(register: Register, first: Sequence[Case | None]) -> list[Case | None]:
    """What shows only beside other rows, what is noted, and how the same may be written otherwise."""
    some = register.people(1_000, TEACHERS)
    return [*_written_otherwise(some), None, *_noted(some), None, None, *_twice(some, first),
            *_alike(register, some)]  # fmt: skip


def _written_otherwise(some: Iterator[Person]) -> Iterator[Case]:
    person = next(some)
    yield accepted(person, birth_date=(person.birth_date - date(1899, 12, 30)).days)
    person = next(some)
    day = person.birth_date
    yield accepted(person, birth_date=f"{day.day}/{day.month}/{day.year}", first="Jan 2022", wage="1.500.000")
    person = next(some)
    day = person.birth_date.replace(month=1)
    moved = person._replace(nik=f"{person.nik[:8]}01{person.nik[10:]}")
    yield accepted(moved, birth_date=f"{day.day} Januari {day.year}", group="GURU  NGAJI", first="2022-01")
    # A real formula, whose value is what Excel last calculated.
    yield accepted(next(some), wage=None)._replace(formulas={_PLACES["wage"]: ("=1000000+500000", 1_500_000)})


def _noted(some: Iterator[Person]) -> Iterator[Case]:
    person = next(some)
    # Kota Bandung, whose kecamatan end far below 99 as well.
    yield accepted(person, "nik_daerah_lain", nik=f"3273{person.nik[4:]}")
    yield accepted(next(some), "tanggal_lahir_dari_nik", birth_date=None)
    yield accepted(next(some), "tanpa_desa", village=None)
    yield accepted(next(some), "upah_beda", wage=1_750_000)
    yield accepted(next(some), group=TOBACCO, wage=1_250_000)


def _twice(some: Iterator[Person], first: Sequence[Case | None]) -> Iterator[Case]:
    """The first of two rows counts; the same person may go on later, in another group too."""
    person = next(some)
    yield accepted(person)
    yield duplicate(person, "ganda_dalam_berkas")
    alone = first[0]
    assert alone is not None
    yield Case("duplicate", ("ganda_dalam_berkas",), alone.cells)
    person = next(some)
    yield accepted(person)
    yield duplicate(person, "ganda_antar_kelompok", group=RELIGIOUS)
    person = next(some)
    yield accepted(person)
    yield duplicate(person, "ganda_antar_sumber_dana", group=TOBACCO)
    person = next(some)
    yield accepted(person, last=month_text(month(2022, 6)))
    yield accepted(person, group=RELIGIOUS, first=month_text(month(2022, 7)))
    yield duplicate(person, "ganda_antar_kelompok", first=month_text(month(2022, 9)))


def _alike(register: Register, some: Iterator[Person]) -> Iterator[Case]:
    """The same person under another NIK or spelling."""
    person = next(some)
    yield accepted(person)
    yield accepted(person, "mirip", nik=register.nik(person.birth_date, person.sex))
    person = next(some)._replace(name="Muhammad Nurjaman Hidayat", sex="L")
    person = born(register, person, date(1979, 4, 9))
    yield accepted(person)
    yield accepted(
        person._replace(name="H. Muh. Nurzaman Hidayat", nik=register.nik(person.birth_date, "L")), "mirip"
    )
    person = born(register, next(some), date(1983, 3, 7))
    yield accepted(person)
    yield accepted(born(register, person, date(1983, 7, 3)), "mirip")


def follow_up(register: Register, first: Sequence[Case | None], clean: Sequence[Person]) -> list[Case]:
    """A second file: beside the first one, and beside people who are stored already."""
    some = register.people(1_000, TEACHERS)
    alone = first[0]
    assert alone is not None
    moved = clean[1]._replace(village="Soreang", kecamatan="Soreang", address="Kp. Pindah RT 01 RW 01")
    return [
        accepted(next(some)),
        Case("duplicate", ("ganda_antar_berkas",), alone.cells),
        duplicate(clean[0], "sudah_tersimpan"),
        duplicate(moved, "ganda_tersimpan"),
        rejected(next(some), "nik_kosong", nik=None),
    ]
