"""People in words: what was asked for, what a row says of one of them, and what is worth a look."""

from datetime import date

from budget.money import format_number, format_sen
from budget.period import Month
from budget.plan import Plan
from budget.roster.member import Mark
from budget.roster.people_order import PeopleColumn
from budget.roster.search import PeopleFilter
from budget.services.people import ShownPerson
from tui.text import plain
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, words

MARKS = {
    Mark.OTHER_REGION: "NIK terbit di kabupaten lain",
    Mark.CONFIRMED: "Berbeda dengan NIK, dinyatakan sesuai KTP",
    Mark.BIRTH_FROM_NIK: "Tanggal lahir diambil dari NIK",
    Mark.NO_VILLAGE: "Tanpa desa",
    Mark.WAGE_DIFFERS: "Upah di daftar berbeda dari tarif",
}
# As short as a column allows.
SHORT_MARKS = {
    Mark.OTHER_REGION: "daerah lain",
    Mark.CONFIRMED: "sesuai KTP",
    Mark.BIRTH_FROM_NIK: "lahir dari NIK",
    Mark.NO_VILLAGE: "tanpa desa",
    Mark.WAGE_DIFFERS: "upah beda",
}
COLUMNS = (
    Column("Nama", least=20, grows=True),
    Column("NIK", least=16),
    Column("Kelompok", least=8),
    Column("Desa", least=8),
    Column("Kecamatan", least=8),
    Column("Mulai"),
    Column("Sampai"),
    Column("Lahir"),
    Column("L/P"),
    Column("Catatan", least=8),
)
# By the position of the column.
ORDERS = dict(enumerate(PeopleColumn))
WIDTHS = (24, 16, 16, 14, 14, 8, 8, 10, 3, 16)
EVERYBODY = PeopleFilter()
# What masked texts are made of: two of them may differ where they look alike.
MASK = "•"
FOREVER = "seterusnya"


def day_text(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def person_row(person: ShownPerson) -> Row:
    """One line; NIK, mother's name and telephone are masked already."""
    last = NOTHING if person.last is None else Cell(person.last.short_label, str(person.last))
    marks = ", ".join(short for mark, short in SHORT_MARKS.items() if mark in person.marks)
    cells = (
        words(person.name),
        words(person.nik, Tone.MUTED),
        words(person.group),
        words(person.village),
        words(person.kecamatan),
        Cell(person.first.short_label, str(person.first)),
        last,
        Cell(day_text(person.birth_date), person.birth_date.isoformat()),
        words(person.sex),
        words(marks, Tone.MUTED),
    )
    return Row(person.id, cells)


def facts(person: ShownPerson, plan: Plan) -> list[tuple[str, str]]:
    """Everything that screens may show of a person, by label, in plain words."""
    wage = "" if person.wage_sen is None else f"Rp{format_sen(person.wage_sen)}"
    below = plan.eligibility.below_age
    reaches = Month(person.birth_date.year + below, person.birth_date.month)
    marks = "; ".join(said for mark, said in MARKS.items() if mark in person.marks)
    lines = [
        ("Nama", person.name),
        ("NIK", person.nik),
        ("Lahir", f"{day_text(person.birth_date)}, {person.sex}"),
        (f"Genap {below} tahun", reaches.label),
        ("Kelompok", person.group),
        ("Desa", person.village),
        ("Kecamatan", person.kecamatan),
        ("Alamat", person.address),
        ("Mulai", _since(person.first, plan.span.first)),
        ("Sampai", FOREVER if person.last is None else person.last.label),
        ("Upah di daftar", wage),
        ("Ibu kandung", person.mother),
        ("Telepon", person.phone),
        ("KPJ", person.kpj),
        ("Catatan", marks),
    ]
    return [(label, plain(text) or "–") for label, text in lines]


def _since(first: Month, of_plan: Month) -> str:
    """The month of entry; who entered before the plan costs from its first month on."""
    return f"{first.label}; dihitung sejak {of_plan.label}" if first < of_plan else first.label


def in_words(wanted: PeopleFilter) -> str:
    """What is asked for, as it stands above the table; empty where everybody is."""
    parts = [f"“{wanted.words.strip()}”"] if wanted.words.strip() else []
    parts += [part for part in (wanted.group, wanted.village, wanted.kecamatan) if part]
    parts += [said for mark, said in MARKS.items() if wanted.mark & mark]
    if wanted.likely_twin:
        parts.append("mirip orang lain")
    for month, said in (
        (wanted.joined_in, "masuk"),
        (wanted.left_in, "keluar"),
        (wanted.covered_in, "terlindungi"),
    ):
        if month is not None:
            parts.append(f"{said} {month.label}")
    if wanted.born_until is not None:
        parts.append("mencapai batas usia dalam rencana")
    return plain(" · ".join(parts))


def found_text(found: int, everybody: int | None, wanted: PeopleFilter, *, complete: bool) -> str:
    """``1.204 dari 1.000.000 orang · Guru Ngaji``; a count that goes on has a plus."""
    more = "" if complete else "+"
    of_all = "" if everybody is None or wanted == EVERYBODY else f" dari {format_number(everybody)}"
    said = in_words(wanted)
    return f"{format_number(found)}{more}{of_all} orang{f' · {said}' if said else ''}"
