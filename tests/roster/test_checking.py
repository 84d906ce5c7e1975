"""What becomes of a row: a member, or every reason why it is none."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Income, RosterIncome, Segment, Terms, UmkWage, Wage
from budget.period import Month, MonthRange, Validity
from budget.plan import Eligibility, Group, Plan, Region, Tariff
from budget.plan.entry import Cell
from budget.roster.checking import Checked, RowChecker
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.member import Mark, RosterField, Sex
from budget.roster.rules import Given, rules

START = Month(2026, 1)
PLAN = Plan(
    Region("32.04", "Kabupaten Bandung"),
    MonthRange(START, Month(2026, 12)),
    groups=(
        Group("Guru Ngaji", "Kesra", Segment.BPU),
        Group("Buruh Tani", "Pertanian", Segment.BPU),
        Group("Honorer", "BKPSDM", Segment.PU),
        Group("Linmas", "Satpol PP", Segment.PU),
    ),
    tariffs=(
        Tariff("Guru Ngaji", Validity(START), Terms(Income(1_000_000))),
        Tariff("Buruh Tani", Validity(START), Terms(RosterIncome())),
        Tariff("Honorer", Validity(START, Month(2026, 6)), Terms(Wage(200_000_000))),
        Tariff("Linmas", Validity(START), Terms(UmkWage())),
    ),
)
NOTHING = Given()
ALL = {field: place for place, field in enumerate(RosterField)}
# Born on 12 May 1980.
USUAL: dict[RosterField, Cell] = {
    RosterField.NIK: "3204901205800012",
    RosterField.NAME: "Asep Sunandar",
    RosterField.BIRTH_PLACE: "BANDUNG",
    RosterField.BIRTH_DATE: "12-05-1980",
    RosterField.SEX: "L",
    RosterField.MOTHER: "Euis  Komala",
    RosterField.PHONE: "084012345678",
    RosterField.ADDRESS: "Kp. Asih",
    RosterField.GROUP: "guru  NGAJI",
    RosterField.KECAMATAN: "Kec. Cileunyi",
    RosterField.VILLAGE: "DESA CIBIRU WETAN",
    RosterField.FIRST: "01/2026",
    RosterField.LAST: "Des 2026",
    RosterField.WAGE: "1.500.000",
    RosterField.KPJ: 12345678901.0,
}


def row(**changes: Cell) -> tuple[Cell, ...]:
    """The usual person's cells, with changes by the fields' own names."""
    cells = USUAL | {RosterField[name]: cell for name, cell in changes.items()}
    return tuple(cells.get(field) for field in RosterField)


def checked(given: Given = NOTHING, plan: Plan = PLAN, rounded: bool = False, **changes: Cell) -> Checked:
    return RowChecker(ALL, rules(plan, given), rounded).check(row(**changes))


def codes(
    given: Given = NOTHING, plan: Plan = PLAN, rounded: bool = False, **changes: Cell
) -> tuple[str, ...]:
    return checked(given, plan, rounded, **changes).codes


def test_a_good_row_is_a_member() -> None:
    member, found = checked()
    assert found == ()
    assert member == (
        3204901205800012, "Asep Sunandar", date(1980, 5, 12), Sex.MALE, "Guru Ngaji", "Cileunyi",
        "Cibiru Wetan", 24312, 24324, 150_000_000, "Bandung", "Euis Komala", "084012345678", "Kp. Asih",
        "12345678901", 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"NIK": None}, "nik_kosong"),
        ({"NIK": "32049O1205800012"}, "nik_bukan_angka"),
        ({"NIK": "320490120580001"}, "nik_panjang"),
        ({"NIK": 3204901205800010.0}, "nik_dibulatkan"),
        ({"NIK": "3204901205800000"}, "nik_semu"),
        ({"NIK": "4004901205800012"}, "nik_provinsi"),
        ({"NIK": "3204903113800012"}, "nik_tanggal"),
        ({"NAME": " "}, "nama_kosong"),
        ({"NAME": "=cmd|'/c calc'!A1"}, "nama_aneh"),
        ({"BIRTH_DATE": "31-02-1980"}, "tanggal_lahir"),
        ({"BIRTH_DATE": "13-05-1980"}, "tanggal_lahir_beda"),
        ({"SEX": "X"}, "jenis_kelamin"),
        ({"SEX": "P"}, "jenis_kelamin_beda"),
        ({"GROUP": None}, "kelompok_kosong"),
        ({"GROUP": "Guru"}, "kelompok_tidak_dikenal"),
        ({"FIRST": None}, "mulai_kosong"),
        ({"FIRST": "segera"}, "mulai"),
        ({"LAST": "pensiun"}, "selesai"),
        ({"LAST": "12/2025"}, "selesai_sebelum_mulai"),
        ({"GROUP": "Honorer", "FIRST": "07/2026", "WAGE": None}, "tanpa_tarif"),
        ({"WAGE": "secukupnya"}, "upah"),
        ({"GROUP": "Buruh Tani", "WAGE": None}, "upah_kosong"),
        ({"ADDRESS": "x" * 2001}, "sel_panjang"),
        ({"NAME": "x" * 2001}, "sel_panjang"),
        ({"NIK": "1" * 2001}, "sel_panjang"),
        ({"VILLAGE": "x" * 2001}, "sel_panjang"),
        ({"BIRTH_DATE": "1" * 2001}, "sel_panjang"),
    ],
)
def test_a_row_is_rejected_for_each_thing_that_is_wrong(changes: dict[str, Cell], code: str) -> None:
    assert checked(**changes) == (None, (code,))


@pytest.mark.parametrize(
    ("changes", "code", "mark"),
    [
        ({"NIK": "3273011205800012"}, "nik_daerah_lain", Mark.OTHER_REGION),
        ({"BIRTH_DATE": None}, "tanggal_lahir_dari_nik", Mark.BIRTH_FROM_NIK),
        ({"VILLAGE": "-"}, "tanpa_desa", Mark.NO_VILLAGE),
        ({"BIRTH_DATE": "13-05-1980", "CONFIRMED": "ya"}, "sesuai_ktp", Mark.CONFIRMED),
        ({"SEX": "P", "CONFIRMED": "Ya"}, "sesuai_ktp", Mark.CONFIRMED),
        ({"GROUP": "Honorer"}, "upah_beda", Mark.WAGE_DIFFERS),
    ],
)
def test_what_is_only_worth_knowing_leaves_a_mark(changes: dict[str, Cell], code: str, mark: Mark) -> None:
    member, found = checked(**changes)
    assert found == (code,)
    assert member is not None
    assert member.marks == mark


def test_all_that_is_wrong_is_said_at_once_in_one_order() -> None:
    found = codes(WAGE="x", NAME=None, NIK=None, FIRST="x", VILLAGE=None, GROUP=None)
    assert found == ("nik_kosong", "nama_kosong", "kelompok_kosong", "mulai", "upah", "tanpa_desa")


def test_a_confirmed_row_keeps_the_date_and_sex_of_its_columns() -> None:
    member, found = checked(BIRTH_DATE="13-05-1981", SEX="P", CONFIRMED="ya")
    assert found == ("sesuai_ktp",)
    assert member is not None
    assert (member.birth_date, member.sex) == (date(1981, 5, 13), Sex.FEMALE)


def test_confirming_cures_neither_unreadable_dates_nor_other_faults() -> None:
    assert codes(BIRTH_DATE="lupa", CONFIRMED="ya") == ("tanggal_lahir",)
    assert codes(NIK="3204903113800012", CONFIRMED="ya") == ("nik_tanggal",)


def test_the_birth_date_of_a_nik_has_the_century_that_its_column_says() -> None:
    old = checked(NIK="3204901205090012", BIRTH_DATE="12-05-2009", FIRST="06/2026")
    assert old.codes == ()
    assert codes(NIK="3204901205090012", BIRTH_DATE="12-05-1909") == ("terlalu_tua",)


def test_without_a_column_a_birth_date_is_not_after_the_month_of_entry() -> None:
    member, _ = checked(NIK="3204901205050012", BIRTH_DATE=None)
    assert member is not None
    assert member.birth_date == date(2005, 5, 12)
    assert "terlalu_tua" in codes(NIK="3204903112260012", BIRTH_DATE=None)


@pytest.mark.parametrize(
    ("born", "found"),
    [
        (date(2009, 1, 1), ()),
        (date(2009, 1, 2), ("terlalu_muda",)),
        (date(1961, 1, 2), ()),
        (date(1961, 1, 1), ("terlalu_tua",)),
        (date(2031, 1, 1), ("terlalu_muda",)),
    ],
)
def test_people_enter_from_17_and_below_65_on_the_first_of_the_month(
    born: date, found: tuple[str, ...]
) -> None:
    assert codes(NIK=f"320490{born:%d%m%y}0012", BIRTH_DATE=born) == found


def test_the_regency_sets_other_ages() -> None:
    plan = replace(PLAN, eligibility=Eligibility(least_age=18, below_age=46))
    assert codes(plan=plan, NIK="3204900101090012", BIRTH_DATE="01-01-2009") == ("terlalu_muda",)
    assert codes(plan=plan) == ()
    assert codes(plan=plan, FIRST="06/2026") == ("terlalu_tua",)


def test_a_rounded_list_loses_the_niks_that_end_in_zero() -> None:
    assert codes(NIK="3204901205800010") == ()
    assert codes(NIK="3204901205800010", rounded=True) == ("nik_dibulatkan",)
    assert codes(rounded=True) == ()


def test_place_and_date_of_birth_may_share_a_column() -> None:
    member, found = checked(BIRTH_PLACE=None, BIRTH_DATE=None, BIRTH="Garut, 12 Mei 1980")
    assert found == ()
    assert member is not None
    assert (member.birth_place, member.birth_date) == ("Garut", date(1980, 5, 12))
    assert codes(BIRTH_DATE=None, BIRTH=date(1980, 5, 12)) == ()
    assert codes(BIRTH_DATE=None, BIRTH="Garut, 31 Februari 1980") == ("tanggal_lahir",)
    assert codes(BIRTH_DATE=None, BIRTH="Garut") == ("tanggal_lahir_dari_nik",)


def test_columns_of_their_own_count_before_the_shared_one() -> None:
    member, found = checked(BIRTH="Garut, 13-05-1980")
    assert found == ()
    assert member is not None
    assert (member.birth_place, member.birth_date) == ("Bandung", date(1980, 5, 12))


def test_what_is_given_for_the_list_counts_where_a_cell_is_blank() -> None:
    given = Given("GURU NGAJI", START, Month(2026, 3), "Kec. Soreang", "DESA PAMEKARAN")
    member, found = checked(given, GROUP=None, FIRST=" ", LAST=None, KECAMATAN=None, VILLAGE="-")
    assert found == ()
    assert member is not None
    assert (member.group, member.first, member.end) == ("Guru Ngaji", START.index, Month(2026, 4).index)
    assert (member.kecamatan, member.village) == ("Soreang", "Pamekaran")


def test_what_a_cell_says_counts_before_what_is_given() -> None:
    given = Given("Linmas", Month(2026, 2), Month(2026, 3), "Soreang", "Pamekaran")
    assert checked(given) == checked()
    member, _ = checked(given, LAST="seterusnya")
    assert member is not None
    assert member.end is None


def test_short_rows_and_missing_columns_are_blank() -> None:
    columns = {RosterField.NIK: 1, RosterField.NAME: 0, RosterField.FIRST: 5}
    check = RowChecker(columns, rules(PLAN, Given("Linmas", START))).check
    member, found = check(("Asep Sunandar", "3204901205800012"))
    assert found == ("tanggal_lahir_dari_nik", "tanpa_desa")
    assert member is not None
    assert (member.sex, member.wage_sen, member.end) == (Sex.MALE, None, None)
    assert check(()).codes == ("nik_kosong", "nama_kosong", "tanpa_desa")


def test_a_wage_equal_to_the_tariffs_is_no_finding() -> None:
    assert codes(GROUP="Honorer", WAGE="2.000.000") == ()
    assert codes(GROUP="Honorer", WAGE=None) == ()
    assert codes(GROUP="Linmas", WAGE="2.000.000") == ()


def test_a_list_of_many_values_is_checked_like_each_row_alone() -> None:
    check = RowChecker(ALL, rules(PLAN, NOTHING)).check
    place = ALL[RosterField.WAGE]
    before, after = row()[:place], row()[place + 1 :]
    for sen in (*range(100_000_000, 105_000_100, 100), 100_000_000):
        member = check((*before, str(sen // 100), *after)).member
        assert member is not None
        assert member.wage_sen == sen


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(allow_nan=False), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.text(max_size=40), st.sampled_from(["L", "ya", "Linmas"]),
    st.text("0123456789/-. ", max_size=16), st.just("x" * 2001),
)  # fmt: skip
ROWS = st.one_of(
    st.lists(CELLS, max_size=len(ALL) + 2),
    st.dictionaries(st.sampled_from(RosterField), CELLS, max_size=3).map(
        lambda changes: [(USUAL | changes).get(field) for field in RosterField]
    ),
)


@pytest.mark.parametrize(
    ("first", "then", "text"), [(False, 0, "0"), (1, True, "True"), (0.0, False, "False")]
)
def test_a_number_that_equals_yes_or_no_is_read_as_it_stands(first: Cell, then: Cell, text: str) -> None:
    """Python takes 0 and False for the same key of what has been read already."""
    checker = RowChecker(ALL, rules(PLAN, Given(first=START)), rounded=False)
    places = []
    for place in (first, then):
        member, _ = checker.check([(USUAL | {RosterField.BIRTH_PLACE: place}).get(f) for f in RosterField])
        assert member is not None
        places.append(member.birth_place)
    assert places[1] == text


@given(st.lists(ROWS, min_size=1, max_size=4), st.booleans())
def test_any_row_is_a_member_or_has_a_rejecting_code(rows: list[list[Cell]], rounded: bool) -> None:
    checker = RowChecker(ALL, rules(PLAN, Given(first=START)), rounded)
    ranks = {code: rank for rank, code in enumerate(FINDINGS)}
    for cells in rows:
        member, found = checker.check(cells)
        rejected = any(FINDINGS[code].outcome is Outcome.REJECTED for code in found)
        assert (member is None) is rejected
        assert all(ranks[a] < ranks[b] for a, b in pairwise(found))
        assert RowChecker(ALL, rules(PLAN, Given(first=START)), rounded).check(cells) == (member, found)
        if member is not None:
            assert 10**15 <= member.nik < 10**16
            assert member.end is None or member.end > member.first
            assert member.name == " ".join(member.name.split()) != ""
