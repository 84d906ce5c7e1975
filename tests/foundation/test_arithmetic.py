"""Amounts and small sums as people type them: exact, or refused with what they exactly are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.arithmetic import typed_rupiah, typed_sen
from budget.errors import NotMoney
from budget.money import format_number, parse_rupiah
from budget.plan import entry


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("1,5 juta", 1_500_000),
        ("37,8 rb", 37_800),
        ("Rp1.500.000", 1_500_000),
        ("Rp 1.500.000,-", 1_500_000),
        ("3*250000", 750_000),
        ("12 x 16.800", 201_600),
        ("12×16.800", 201_600),
        ("15.000 x Rp16.800 x 12", 3_024_000_000),
        ("(2 juta + 500 rb) * 3", 7_500_000),
        ("2 juta + 500 rb * 3", 3_500_000),
        ("1.500.000,- - 200.000", 1_300_000),
        ("10 - 3 - 2", 5),
        ("2 - -3", 5),
        ("0,5 * 3 * 2", 3),
        ("37,8 rb x 10", 378_000),
        # A single amount in brackets is negative, as in accounts.
        ("(1.500)", -1_500),
        ("-Rp200", -200),
    ],
)
def test_an_amount_is_typed_as_offices_write_it_or_as_a_sum(typed: str, rupiah: int) -> None:
    assert typed_rupiah(typed) == rupiah


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0,5*3", "“0,5*3” adalah 1,5: bukan rupiah bulat."),
        ("1,25 x 1,25", "“1,25 x 1,25” adalah 1,5625: bukan rupiah bulat."),
        ("1.000 - 2.500,75", "adalah -1.500,75"),
        ("100 -", "belum selesai ditulis"),
        ("100 * * 2", "ada yang kurang di dekat “*”"),
        ("(2 + 3", "tanda kurungnya tidak berpasangan"),
        ("2 + 3)", "ada yang kurang di dekat “)”"),
        ("2 (3)", "ada yang kurang di dekat “(”"),
        ("1,500,000 * 2", "bermakna ganda"),
        ("12 orang x 3", "Satuan pada “12 orang” tidak dikenal"),
        ("100 / 3 * 2", "“/ 3 * 2” pada “100 / 3 * 2” tidak dimengerti"),
        ("2 ** 64", "ada yang kurang"),
        ("9.223.372.036.854.775.807 + 1", "terlalu besar"),
        ("1" + "+1" * 60, "paling banyak 100 huruf"),
        ("(" * 60, "belum selesai ditulis"),
        ("[/] =x", "tidak dimengerti"),
        ("seratus", "bukan jumlah uang"),
    ],
)
def test_what_is_no_whole_rupiah_is_refused_in_words(typed: str, said: str) -> None:
    with pytest.raises(NotMoney) as refused:
        typed_rupiah(typed)
    assert said in str(refused.value)


def test_cents_are_worked_out_for_a_wage() -> None:
    assert typed_sen("2.152.322,94 x 2") == 430_464_588
    with pytest.raises(NotMoney, match="1,005: paling banyak dua angka"):
        typed_sen("2,01 x 0,5")


NUMBERS = st.integers(0, 10**12)
SUMS = st.recursive(
    NUMBERS.map(lambda n: (format_number(n), n)),
    lambda part: st.tuples(part, st.sampled_from("+-*"), part).map(
        lambda drawn: (
            f"({drawn[0][0]} {drawn[1]} {drawn[2][0]})",
            {"+": drawn[0][1] + drawn[2][1], "-": drawn[0][1] - drawn[2][1], "*": drawn[0][1] * drawn[2][1]}[
                drawn[1]
            ],
        )
    ),
    max_leaves=3,
).filter(lambda pair: len(pair[0]) <= 100 and abs(pair[1]) < 2**63)


@given(SUMS)
def test_sums_agree_with_integers(pair: tuple[str, int]) -> None:
    assert typed_rupiah(pair[0]) == pair[1]


@given(st.text("0123456789.,+-*x()Rp jutarb ", max_size=40))
def test_whatever_is_typed_is_an_amount_or_a_sentence(typed: str) -> None:
    try:
        typed_rupiah(typed)
    except NotMoney as refused:
        assert str(refused)


def test_a_cell_of_a_workbook_holds_one_amount() -> None:
    """``2023-01`` in a column of rupiah is a month by mistake, and never 2.022."""
    assert entry.RUPIAH.read_typed("3*250000") == 750_000
    for written in ("2023-01", "3*250000"):
        with pytest.raises(NotMoney):
            parse_rupiah(written)
        with pytest.raises(NotMoney):
            entry.RUPIAH.parse(written)
