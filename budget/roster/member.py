"""A person's cover in one group, as a roster gives it and as the workspace stores it."""

from datetime import date
from enum import IntFlag, StrEnum
from typing import NamedTuple


class RosterField(StrEnum):
    """What a column of a roster may hold; the value is its name in `--map` and in the manual."""

    NIK = "nik"
    NAME = "nama"
    BIRTH_PLACE = "tempat_lahir"
    BIRTH_DATE = "tanggal_lahir"
    # Place and date in one column: “Soreang, 12-05-1980”.
    BIRTH = "ttl"
    SEX = "jenis_kelamin"
    MOTHER = "ibu_kandung"
    PHONE = "telepon"
    ADDRESS = "alamat"
    GROUP = "kelompok"
    KECAMATAN = "kecamatan"
    VILLAGE = "desa"
    FIRST = "mulai"
    # The last month of cover, included.
    LAST = "selesai"
    WAGE = "upah"
    KPJ = "kpj"
    # “ya” where the identity card itself bears what the row seems to contradict.
    CONFIRMED = "sesuai_ktp"


class Sex(StrEnum):
    """As identity cards write it: laki-laki, perempuan."""

    MALE = "L"
    FEMALE = "P"


class Mark(IntFlag):
    """What is worth knowing of a stored member; nothing that forbids paying."""

    OTHER_REGION = 1
    """The NIK was issued in another regency: people move and keep it."""
    CONFIRMED = 2
    """Birth date or sex differ from the NIK, and the identity card says so too."""
    BIRTH_FROM_NIK = 4
    """The list gave no birth date."""
    NO_VILLAGE = 8
    """The list names no village."""
    WAGE_DIFFERS = 16
    """The list's wage is not the one that the group's tariff names."""


class Member(NamedTuple):
    """One person in one group from a month on. A tuple, as a million of them pass from reader to database.

    `first` is the index of the first month of cover and `end` that of the first month without
    (`Month.index`; None: no end known). `wage_sen` is the monthly wage or income in sen. Texts are empty
    where the list does not say. Names of groups are spelled as in the plan.
    """

    nik: int
    name: str
    birth_date: date
    sex: Sex
    group: str
    kecamatan: str
    village: str
    first: int
    end: int | None
    wage_sen: int | None
    birth_place: str
    mother: str
    phone: str
    address: str
    kpj: str
    marks: int


class StoredCover(NamedTuple):
    """The months and the stratum in which the workspace covers a NIK, by the row `id`."""

    id: int
    nik: int
    group: str
    kecamatan: str
    village: str
    wage_sen: int | None
    first: int
    end: int | None
