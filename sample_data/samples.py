"""The committed sample rosters, all made anew by `python sample_data/people.py --sample`.

Three lists of the sample regency, each in the shape of another office: in every month from January 2022 to
May 2023 they cover exactly as many people as the plan has heads, as a successor follows everybody who
leaves. `daftar-bersih.xlsx` is a small list without findings; the faulty ones are in `defects`.
"""

import csv
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from defects import write_defects
from people import END, START, Person, Register, Turnover
from people_files import COLUMNS, cells, day_text, month_text, new_workbook, put_row
from regency import REGENCY, Group, villages

GROUPS = {group.name: group for group in REGENCY}
# Not those of the small lists, which use 98 and 99.
_DISTRICTS = range(90, 98)
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember")  # fmt: skip
_ORDER = {(village.kecamatan, village.name): village.code for village in villages()}


def write_samples(folder: Path) -> None:
    register = Register(3204, _DISTRICTS)
    write_agency(folder / "daftar-non-asn.csv", seats(register, GROUPS["Non-ASN dan Puskesmas"], 3))
    write_office(folder / "daftar-perangkat-desa.xlsx", seats(register, GROUPS["Perangkat Desa"], 5))
    write_kecamatan(folder / "daftar-ketua-rw.xlsx", seats(register, GROUPS["Ketua RW"], 4))
    clean = clean_people()
    write_clean(folder / "daftar-bersih.xlsx", clean)
    write_defects(folder, clean)


def seats(register: Register, group: Group, a_month: int) -> list[Person]:
    """The group's heads from January 2022 on, by village; in every month `a_month` of them leave, and a
    successor from the same village takes the seat in the month after."""
    holders = list(register.people(group.heads, (group,)))
    left: list[Person] = []
    for month in range(START, END):
        successors = register.people(a_month, (group,), Turnover(first=month + 1))
        for place, successor in enumerate(successors):
            seat = (month * 131 + place * 977) % len(holders)
            leaver = holders[seat]
            left.append(leaver._replace(last=month))
            holders[seat] = successor._replace(
                village=leaver.village, kecamatan=leaver.kecamatan, address=leaver.address
            )
    return sorted(holders + left, key=lambda person: (_ORDER[person.kecamatan, person.village], person.nik))


def clean_people() -> list[Person]:
    """Sixty people of all groups; some leave, and some join later."""
    return list(Register(98, range(98, 99)).people(60, turnover=Turnover(late=25, early=20)))


def write_agency(path: Path, persons: Iterable[Person]) -> None:
    """As an agency's software exports: semicolons, Windows-1252, title lines, place and date of birth in
    one column, months in words, wages with dots."""
    titles = ("No.", "No. KTP", "Nama Lengkap", "TTL", "JK", "Desa/Kel.", "Kec.", "Kategori", "TMT", "s.d.",
              "Penghasilan")  # fmt: skip
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Daftar tenaga Non-ASN dan Puskesmas – Kabupaten Bandung (orang buatan)"])
        writer.writerow([])
        writer.writerow(titles)
        for number, person in enumerate(persons, start=1):
            writer.writerow(
                (
                    number,
                    person.nik,
                    person.name,
                    f"{person.birth_place}, {day_text(person.birth_date)}",
                    person.sex,
                    person.village,
                    person.kecamatan,
                    person.group,
                    _words(person.first),
                    _words(person.last),
                    f"{person.wage:,}".replace(",", "."),
                )
            )


def _words(month: int | None) -> str:
    return "" if month is None else f"{MONTHS[month % 12]} {month // 12}"


def write_office(path: Path, persons: Sequence[Person]) -> None:
    """As an office keeps by hand: title rows, a heading of two lines with merged cells, numbered columns."""
    upper = ("No", "NIK", "Nama", "Kelahiran", None, "L/P", "Alamat", "Desa", "Kecamatan", "Kelompok",
             "Masa Kepesertaan", None, "Upah")  # fmt: skip
    lower = (None, None, None, "Tempat Lahir", "Tanggal Lahir", *[None] * 5, "Mulai", "Selesai", None)
    with new_workbook(path) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Perangkat Desa")
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, len(upper) - 1, 18)
        sheet.write_string(0, 0, "DAFTAR PERANGKAT DESA SE-KABUPATEN BANDUNG")
        sheet.write_string(1, 0, "Contoh: semua orang di daftar ini buatan")
        for first, last in ((3, 4), (10, 11)):
            sheet.merge_range(3, first, 3, last, upper[first])
        for column in (0, 1, 2, *range(5, 10), 12):
            sheet.merge_range(3, column, 4, column, upper[column])
        put_row(sheet, 4, lower, dates)
        put_row(sheet, 5, tuple(range(1, len(upper) + 1)), dates)
        for number, person in enumerate(persons, start=1):
            row = (number, person.nik, person.name, person.birth_place, person.birth_date, person.sex,
                   person.address, person.village, person.kecamatan, person.group,
                   month_text(person.first), month_text(person.last), person.wage)  # fmt: skip
            put_row(sheet, number + 5, row, dates)


def write_kecamatan(path: Path, persons: Iterable[Person]) -> None:
    """One sheet for each kecamatan, with other headings, and without wages."""
    titles = ("Nomor Induk Kependudukan", "NAMA LENGKAP", "TGL. LAHIR", "JENIS KELAMIN", "ALAMAT",
              "DESA/KELURAHAN", "KECAMATAN", "JENIS PEKERJA", "MULAI BULAN", "SAMPAI")  # fmt: skip
    with new_workbook(path) as book:
        dates = book.add_format({"num_format": "d/m/yyyy"})
        for kecamatan, its_people in groupby(persons, key=lambda person: person.kecamatan):
            sheet = book.add_worksheet(kecamatan)
            sheet.set_column(0, len(titles) - 1, 18)
            put_row(sheet, 0, titles, dates)
            for row, person in enumerate(its_people, start=1):
                put_row(sheet, row, (person.nik, person.name.upper(), person.birth_date,
                                     "Laki-laki" if person.sex == "L" else "Perempuan", person.address,
                                     person.village, person.kecamatan, person.group, _iso(person.first),
                                     _iso(person.last)), dates)  # fmt: skip


def _iso(month: int | None) -> str | None:
    return None if month is None else f"{month // 12}-{month % 12 + 1:02d}"


def write_clean(path: Path, persons: Sequence[Person]) -> None:
    with new_workbook(path) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Daftar")
        sheet.set_column(0, len(COLUMNS) - 1, 18)
        put_row(sheet, 0, COLUMNS, dates)
        for row, person in enumerate(persons, start=1):
            put_row(sheet, row, cells(person), dates)
