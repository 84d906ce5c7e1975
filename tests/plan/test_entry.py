"""What may stand in a cell or an input, and that what is shown or stored reads back the same."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Programme, UmkWage, Wage
from budget.errors import BadEntry, NotMonth, PaguError
from budget.money import Rounding
from budget.period import Month
from budget.plan import entry
from budget.plan.entry import Kind
from budget.plan.field import Field
from budget.plan.term_fields import ROUNDING

JKK, JKM, JHT = Programme.JKK, Programme.JKM, Programme.JHT
LARGEST = 2**63 - 1

NUMBERS = [entry.INTEGER, entry.RUPIAH, entry.SEN, entry.WAGE, entry.PERCENT, entry.YEAR]
VALUES: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    (entry.INTEGER, st.integers(-LARGEST, LARGEST)),
    (entry.RUPIAH, st.integers(-LARGEST, LARGEST)),
    (entry.SEN, st.integers(-LARGEST, LARGEST)),
    (entry.WAGE, st.builds(Wage, st.integers(0, LARGEST)) | st.just(UmkWage())),
    (entry.PERCENT, st.integers(-1_000_000, 1_000_000)),
    (entry.YEAR, st.integers(1900, 2199)),
    (entry.MONTH, st.builds(Month, st.integers(1990, 2199), st.integers(1, 12))),
    (entry.PROGRAMMES, st.sampled_from([(JKK,), (JKM,), (JKK, JKM), (JKK, JKM, JHT)])),
    (ROUNDING, st.sampled_from(Rounding)),
    (entry.TEXT, st.text("aZ0 =+-@'\"[]/{}<&>_x\n\té😀", min_size=1).map(str.strip)),
]
KINDS_AND_VALUES = st.sampled_from(VALUES).flatmap(lambda pair: st.tuples(st.just(pair[0]), pair[1]))


@given(KINDS_AND_VALUES)
def test_what_a_form_shows_reads_back(pair: tuple[Kind, Any]) -> None:
    kind, value = pair
    assert kind.parse(kind.text(value)) == kind.read_typed(kind.text(value)) == value


@given(KINDS_AND_VALUES)
def test_what_a_workbook_stores_reads_back(pair: tuple[Kind, Any]) -> None:
    kind, value = pair
    assert kind.parse(kind.cell(value)) == value


@pytest.mark.parametrize("kind", [kind for kind, _ in VALUES if kind is not entry.TEXT])
@pytest.mark.parametrize("cell", [True, time(3, 4), timedelta(hours=30), "", "#REF!", float("nan"), "x" * 90])
def test_every_kind_refuses_foreign_cells_in_words(kind: Kind, cell: Any) -> None:
    with pytest.raises(PaguError) as refusal:
        kind.parse(cell)
    assert str(refusal.value)


@pytest.mark.parametrize(
    "kind", [entry.INTEGER, entry.RUPIAH, entry.SEN, entry.WAGE, entry.PERCENT, entry.YEAR]
)
def test_a_date_is_no_number(kind: Kind) -> None:
    with pytest.raises(PaguError):
        kind.parse(date(2026, 1, 1))


def test_a_date_is_the_month_it_lies_in() -> None:
    assert entry.MONTH.parse(date(2026, 1, 31)) == Month(2026, 1)
    with pytest.raises(NotMonth):
        entry.MONTH.parse(date(1900, 1, 1))


@pytest.mark.parametrize("cell", [True, date(2026, 1, 1), time(3, 4), timedelta(hours=30)])
def test_a_text_is_neither_a_date_nor_a_truth_value(cell: Any) -> None:
    with pytest.raises(BadEntry, match="bukan teks"):
        entry.TEXT.parse(cell)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Guru Ngaji ", "Guru Ngaji"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("bel\x07 dan nol\x00", "bel dan nol"),
        ("\ud800x\ufffe", "x"),
        ("=1+1", "=1+1"),
        ("[bold]x[/]", "[bold]x[/]"),
        (3204.0, "3204"),
        (32.04, "32.04"),
    ],
)
def test_texts_lose_only_what_nobody_sees(typed: str | float, kept: str) -> None:
    assert entry.TEXT.parse(typed) == kept


@pytest.mark.parametrize(
    ("typed", "ppm"),
    [("6 %", 60_000), ("2,5%", 25_000), ("2.5 %", 25_000), ("0,0001 %", 1), (0.06, 60_000), (1, 1_000_000)],
)
def test_percentages_have_a_sign_or_stand_in_a_percent_cell(typed: str | float, ppm: int) -> None:
    assert entry.PERCENT.parse(typed) == ppm


@pytest.mark.parametrize(
    "typed", ["6", "enam %", "1e9 %", "% 6", "0,00001 %", 0.12345678, "NaN %", Decimal(10**9)]
)
def test_what_is_no_percentage_is_refused(typed: Any) -> None:
    with pytest.raises(BadEntry):
        entry.PERCENT.parse(typed)


@pytest.mark.parametrize(
    ("typed", "programmes"),
    [
        ("JKK, JKM", (JKK, JKM)),
        ("jkm dan jkk", (JKK, JKM)),
        ("JKK+JKM", (JKK, JKM)),
        ("JKK JKM JHT", (JKK, JKM, JHT)),
        ("jkm", (JKM,)),
    ],
)
def test_programmes_are_listed_in_any_order(typed: str, programmes: tuple[Programme, ...]) -> None:
    assert entry.PROGRAMMES.parse(typed) == programmes


@pytest.mark.parametrize("typed", ["JKP", "JKK, JKK", "dan", ",", "semua"])
def test_unknown_and_repeated_programmes_are_refused(typed: str) -> None:
    with pytest.raises(BadEntry, match="bukan daftar program"):
        entry.PROGRAMMES.parse(typed)


def test_a_choice_names_what_may_be_chosen() -> None:
    assert ROUNDING.parse(" Ke Bawah ") is Rounding.DOWN
    assert ROUNDING.parse("down") is Rounding.DOWN
    with pytest.raises(BadEntry, match="Pilih: setengah ke atas, ke bawah, ke atas"):
        ROUNDING.parse("samping")


def test_the_wage_may_follow_the_umk() -> None:
    assert entry.WAGE.parse(" Umk ") == UmkWage()
    assert entry.WAGE.parse("2.152.322,94") == Wage(215_232_294)


def test_an_empty_field_is_its_default_or_an_error() -> None:
    optional = Field("x", "Prioritas", entry.INTEGER, default=100)
    required = Field("x", "Orang", entry.INTEGER, "Tulis seperti 17.000.", required=True)
    assert optional.read(None) == optional.read("  ") == 100
    with pytest.raises(BadEntry, match=r"Orang kosong\. Tulis seperti 17\.000\.") as refusal:
        required.read(None)
    assert refusal.value.field == "x"


def test_endless_texts_are_refused_before_they_are_repeated_in_a_message() -> None:
    with pytest.raises(BadEntry) as refusal:
        Field("name", "Nama", entry.TEXT).read("x" * 10_000_000)
    assert str(refusal.value) == "Nama terlalu panjang: 10.000.000 huruf, paling banyak 2.000."
    with pytest.raises(BadEntry, match="paling banyak 100"):
        Field("heads", "Orang", entry.INTEGER).read("9" * 101)
