"""One row of a roster in, a member or what is wrong with the row out.

A million rows pass here, so cells that lists repeat are read once (`Memo`) and nothing raises. What cannot
be read goes on as a stand-in: a row with a stand-in has the code of a rejected row, and makes no member.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from budget.plan.entry import LONGEST_TEXT, Cell
from budget.roster.days import place_and_date, read_date, read_month
from budget.roster.judging import judged
from budget.roster.member import Member, RosterField, Sex
from budget.roster.memo import Memo
from budget.roster.nik import read_nik
from budget.roster.rules import Cover, Entry, Rules
from budget.roster.values import (
    is_blank,
    is_open_end,
    normal_group,
    read_name,
    read_phone,
    read_place,
    read_sex,
    read_text,
    read_wage,
    read_yes,
    too_long,
)

_TOO_LONG = "sel_panjang"
_BLANK: tuple[Cell, ...] = (None,)
_tuple = tuple.__new__

T = TypeVar("T")


class Checked(NamedTuple):
    """`member` is None exactly when a code of a rejected row is among `codes` (in the order of FINDINGS)."""

    member: Member | None
    codes: tuple[str, ...]


class Terms(NamedTuple):
    """The group as the plan spells it, when the cover begins, the month after it, the wage; and findings."""

    group: str
    entry: Entry | None
    end: int | None
    wage_sen: int | None
    codes: list[str]


class RowChecker:
    """Checks the rows of lists with the same columns; `columns` are the fields' positions in a row.

    `rounded` says that Excel rounded the NIK of this list before they were kept as text.
    """

    def __init__(self, columns: Mapping[RosterField, int], rules: Rules, rounded: bool = False) -> None:
        self.columns = columns
        self.rounded = rounded
        self._rules = rules
        self._asks_wage = RosterField.WAGE in columns or not rules.known_stays
        self._width = max(columns.values(), default=-1) + 1
        # A column that the list lacks is read from the blank cell that `check` puts behind each row.
        self._pick: Callable[[Sequence[Cell]], tuple[Cell, ...]] = itemgetter(
            *(columns.get(field, -1) for field in RosterField)
        )
        # Where no entry can be read, a NIK's century is told by the end of the plan.
        self._last_day = date(rules.last_year, 12, 31)
        # Each remembers a reading and the code of what is wrong with the cell, one of them empty.
        self._groups = Memo(_guarded(self._group_in))
        self._entries = Memo(_guarded(self._entry_in))
        self._ends = Memo(_guarded(self._end_in))
        self._dates = Memo(_guarded(self._date_in))
        self._sexes = Memo(_guarded(_sex_in))
        self._wages = Memo(_guarded(_wage_in))
        self._places = Memo(_guarded(_place_in))
        given = rules.given
        self._default_kecamatan = read_place(given.kecamatan)
        self._default_village = read_place(given.village)

    def check(self, cells: Sequence[Cell]) -> Checked:
        """All that is wrong with a row at once. A row shorter than the columns is blank at its end."""
        padded = tuple(cells) + _BLANK
        if len(cells) < self._width:
            padded += _BLANK * (self._width - len(cells))
        (
            nik_cell, name_cell, birth_place_cell, date_cell, birth_cell, sex_cell, mother_cell, phone_cell,
            address_cell, group_cell, kecamatan_cell, village_cell, first_cell, last_cell, wage_cell,
            kpj_cell, confirmed_cell,
        ) = self._pick(padded)  # fmt: skip
        codes: list[str] = []
        name_code, name = read_name(name_cell)
        if name_code:
            codes.append(name_code)
        entry, entry_code = self._entries[first_cell]
        if entry_code:
            codes.append(entry_code)
        place, born = self.birth(birth_place_cell, date_cell, birth_cell, codes)
        nik, born, sex = self._identity(nik_cell, born, sex_cell, confirmed_cell, entry, codes)
        group, end, wage_sen = self._cover(group_cell, entry, last_cell, wage_cell, born, codes)
        kecamatan, village = self._home(kecamatan_cell, village_cell, codes)
        mother, phone = read_text(mother_cell), read_phone(phone_cell)
        address, kpj = read_text(address_cell), read_text(kpj_cell)
        if len(mother) + len(phone) + len(address) + len(kpj) > LONGEST_TEXT:
            codes.extend(_TOO_LONG for text in (mother, phone, address, kpj) if len(text) > LONGEST_TEXT)
        marks, found = judged(codes) if codes else (0, ())
        if marks is None or entry is None or born is None:
            return Checked(None, found)
        # Not by their own constructors, which cost twice as much as the tuple itself.
        member = _tuple(Member, (nik, name, born, sex, group, kecamatan, village, entry.index, end, wage_sen,
                                 place, mother, phone, address, kpj, marks))  # fmt: skip
        return _tuple(Checked, (member, found))

    @property
    def region(self) -> str:
        """How a NIK begins that was issued here."""
        return self._rules.region

    def terms(self, group_cell: Cell, first_cell: Cell, last_cell: Cell, wage_cell: Cell) -> Terms:
        """What these cells say of the cover, whoever is covered."""
        entry, code = self._entries[first_cell]
        codes = [code] if code else []
        group, end, wage_sen = self._cover(group_cell, entry, last_cell, wage_cell, None, codes)
        return Terms(group, entry, end, wage_sen, codes)

    def home(self, kecamatan_cell: Cell, village_cell: Cell) -> tuple[str, str, list[str]]:
        """Kecamatan and village, and what is to be said of them."""
        codes: list[str] = []
        kecamatan, village = self._home(kecamatan_cell, village_cell, codes)
        return kecamatan, village, codes

    def birth(
        self, place_cell: Cell, date_cell: Cell, birth_cell: Cell, codes: list[str]
    ) -> tuple[str, date | None]:
        """Place and date of birth; a column for both counts where the column for one says nothing."""
        place = self._place(place_cell, codes)
        born, code = self._dates[date_cell]
        if birth_cell is not None and not (place and (born or code)):
            other_place, other_date = (
                place_and_date(birth_cell) if type(birth_cell) is str else ("", birth_cell)
            )
            if too_long(birth_cell):
                codes.append(_TOO_LONG)
                return place, born
            place = place or self._place(other_place, codes)
            if born is None and not code:
                born, code = self._dates[other_date]
        if code:
            codes.append(code)
        return place, born

    def _home(self, kecamatan_cell: Cell, village_cell: Cell, codes: list[str]) -> tuple[str, str]:
        kecamatan, kecamatan_code = self._places[kecamatan_cell]
        village, village_code = self._places[village_cell]
        if kecamatan_code or village_code:
            codes.append(_TOO_LONG)
        kecamatan, village = kecamatan or self._default_kecamatan, village or self._default_village
        if not village and not village_code:
            codes.append("tanpa_desa")
        return kecamatan, village

    def _identity(
        self,
        nik_cell: Cell,
        born: date | None,
        sex_cell: Cell,
        confirmed_cell: Cell,
        entry: Entry | None,
        codes: list[str],
    ) -> tuple[int, date | None, Sex]:
        """NIK, birth date and sex, as far as the columns and the NIK agree."""
        sex, sex_code = self._sexes[sex_cell]
        if sex_code:
            codes.append(sex_code)
        code, digits, said = read_nik(nik_cell, self.rounded)
        if code:
            codes.append(_TOO_LONG if too_long(nik_cell) else code)
        elif not digits.startswith(self._rules.region):
            codes.append("nik_daerah_lain")
        if said is None:
            return 0, born, sex or Sex.MALE
        if born is None:
            if "tanggal_lahir" not in codes and _TOO_LONG not in codes:
                codes.append("tanggal_lahir_dari_nik")
            born = said.latest_until(self._last_day if entry is None else entry.last_day)
        elif born not in (said.in_1900s, said.in_2000s):
            codes.append("sesuai_ktp" if read_yes(confirmed_cell) else "tanggal_lahir_beda")
        if sex is not None and sex is not said.sex:
            codes.append("sesuai_ktp" if read_yes(confirmed_cell) else "jenis_kelamin_beda")
        return int(digits), born, sex or said.sex

    def _cover(
        self,
        group_cell: Cell,
        entry: Entry | None,
        last_cell: Cell,
        wage_cell: Cell,
        born: date | None,
        codes: list[str],
    ) -> tuple[str, int | None, int | None]:
        """The group as the plan spells it, the first month without cover, and the wage."""
        cover, group_code = self._groups[group_cell]
        end, end_code = self._ends[last_cell]
        wage_sen, wage_code = self._wages[wage_cell]
        if group_code or end_code or wage_code:
            codes.extend(code for code in (group_code, end_code, wage_code) if code)
        if entry is not None:
            if end is not None and end <= entry.index:
                codes.append("selesai_sebelum_mulai")
            if born is not None and not entry.born_after < born <= entry.born_until:
                codes.append("terlalu_muda" if born > entry.born_until else "terlalu_tua")
            if cover is not None:
                price = cover.price(entry.index)
                if price is None:
                    codes.append("tanpa_tarif")
                elif wage_sen is None:
                    if price.by_roster and not wage_code and self._asks_wage:
                        codes.append("upah_kosong")
                elif price.fixed_sen is not None and price.fixed_sen != wage_sen:
                    codes.append("upah_beda")
        return "" if cover is None else cover.name, end, wage_sen

    def _place(self, cell: Cell, codes: list[str]) -> str:
        place, code = self._places[cell]
        if code:
            codes.append(code)
        return place or ""

    def _group_in(self, cell: Cell) -> tuple[Cover | None, str]:
        if is_blank(cell):
            cell = self._rules.given.group
        name = normal_group(cell)
        if not name:
            return None, "kelompok_kosong"
        cover = self._rules.covers.get(name)
        return cover, "" if cover else "kelompok_tidak_dikenal"

    def _entry_in(self, cell: Cell) -> tuple[Entry | None, str]:
        if is_blank(cell):
            first = self._rules.given.first
            return (self._rules.entry(first.index), "") if first else (None, "mulai_kosong")
        month = read_month(cell)
        return (None, "mulai") if month is None else (self._rules.entry(month), "")

    def _end_in(self, cell: Cell) -> tuple[int | None, str]:
        """The month after the last one, which is all a member stores of it."""
        if is_blank(cell) and self._rules.given.last:
            return self._rules.given.last.index + 1, ""
        if is_open_end(cell):
            return None, ""
        month = read_month(cell)
        return (None, "selesai") if month is None else (month + 1, "")

    def _date_in(self, cell: Cell) -> tuple[date | None, str]:
        if is_blank(cell):
            return None, ""
        born = read_date(cell, self._rules.last_year)
        return born, "" if born else "tanggal_lahir"


def _sex_in(cell: Cell) -> tuple[Sex | None, str]:
    if is_blank(cell):
        return None, ""
    sex = read_sex(cell)
    return sex, "" if sex else "jenis_kelamin"


def _wage_in(cell: Cell) -> tuple[int | None, str]:
    sen = read_wage(cell)
    return (None, "upah") if sen is None else (sen or None, "")


def _place_in(cell: Cell) -> tuple[str | None, str]:
    return read_place(cell), ""


def _guarded(read: Callable[[Cell], tuple[T | None, str]]) -> Callable[[Cell], tuple[T | None, str]]:
    """Does not even read a cell that is too long."""
    return lambda cell: (None, _TOO_LONG) if too_long(cell) else read(cell)
