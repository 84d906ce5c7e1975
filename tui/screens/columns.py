"""Asking what the columns of a list hold, where their headings do not say it clearly."""

from collections.abc import Iterable, Mapping
from functools import partial

from budget.errors import BadEntry
from budget.plan import entry
from budget.plan.field import Field, Layout, Values
from budget.roster.member import RosterField
from budget.roster.report import UnclearSheet
from tui.screens.form import RecordForm
from tui.text import plain

Said = Mapping[str, RosterField | None]
FIELDS = {
    RosterField.NIK: "NIK",
    RosterField.NAME: "nama",
    RosterField.BIRTH_PLACE: "tempat lahir",
    RosterField.BIRTH_DATE: "tanggal lahir",
    RosterField.BIRTH: "tempat dan tanggal lahir",
    RosterField.SEX: "jenis kelamin",
    RosterField.MOTHER: "ibu kandung",
    RosterField.PHONE: "telepon",
    RosterField.ADDRESS: "alamat",
    RosterField.GROUP: "kelompok",
    RosterField.KECAMATAN: "kecamatan",
    RosterField.VILLAGE: "desa",
    RosterField.FIRST: "bulan mulai",
    RosterField.LAST: "bulan selesai",
    RosterField.WAGE: "upah atau penghasilan",
    RosterField.KPJ: "nomor KPJ",
    RosterField.CONFIRMED: "pernyataan sesuai KTP",
}
_IGNORED = "diabaikan"
_LONGEST = 60


def sheets_to_ask(unclear: Iterable[UnclearSheet]) -> list[UnclearSheet]:
    """One of each layout: what is said of a heading holds for every sheet."""
    return list({sheet.layout: sheet for sheet in unclear}.values())


def columns_form(sheet: UnclearSheet) -> RecordForm:
    """Closes with what was said of the headings: a field, or None for what is to be ignored."""
    note = f"{plain(sheet.label)}: isi kolom berikut tidak jelas. Jawaban diingat untuk daftar berjudul sama."
    return RecordForm(columns_layout(sheet), "Kolom yang tidak jelas", {}, _said, note=note)


def _said(mapping: Said, _: str) -> Said:
    return mapping


def columns_layout(sheet: UnclearSheet) -> Layout[Said]:
    """One field for each unclear heading, and one for each required field that no heading names."""
    fields = []
    titles: dict[str, str] = {}
    for number, column in enumerate(sheet.columns):
        key = f"kolom{number}"
        titles[key] = column.title
        others = [field for field in FIELDS if field not in column.candidates]
        kinds: dict[str, str] = {field: FIELDS[field] for field in column.candidates}
        kinds[_IGNORED] = _IGNORED
        kinds.update((field, FIELDS[field]) for field in others)
        label = f"“{_short(column.title)}”"
        fields.append(Field(key, label, entry.choice(kinds), "Apa isi kolom ini?", required=True))
    headings = _distinct(sheet.titles)
    for field in sheet.missing:
        hint = f"Kolom mana yang memuat {FIELDS[field]}?"
        fields.append(Field(str(field), FIELDS[field].capitalize(), entry.choice(headings), hint))
    return Layout("", "kolom", tuple(fields), partial(_mapping, sheet, titles), lambda _: {})


def _mapping(sheet: UnclearSheet, titles: Mapping[str, str], values: Values) -> Said:
    said: dict[str, RosterField | None] = {
        titles[key]: None if values[key] == _IGNORED else values[key] for key in titles
    }
    for field in sheet.missing:
        heading = values[str(field)]
        if heading is not None:
            said[heading] = field
        elif field not in said.values():
            cure = (
                "Pilih kolomnya, atau kembali dan isi untuk seluruh daftar."
                if field in (RosterField.GROUP, RosterField.FIRST)
                else "Pilih kolomnya."
            )
            raise BadEntry(f"{FIELDS[field].capitalize()} wajib ada. {cure}", str(field))
    return said


def _distinct(titles: Iterable[str]) -> dict[str, str]:
    """Headings by their text as it is shown."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for title in titles:
        short = _short(title)
        if short and short.casefold() not in taken:
            taken.add(short.casefold())
            shown[title] = short
    return shown


def _short(title: str) -> str:
    text = " ".join(plain(title).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
