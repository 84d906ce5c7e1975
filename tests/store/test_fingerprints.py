"""The digest of what a batch says of people follows its written rule, in whatever parts they come."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from budget.store.fingerprints import Fingerprint, rows_digest

Row = tuple[int, int, str, str, str, int, int | None, int, str, str, str, str, str]
STRATA = {(3, "Cileunyi", "Cinunuk", None): 1, (3, "Cileunyi", "Cibiru", 100_000_000): 2}
UJANG: Row = (1, 3204901205800001, "Ujang", "1980-05-12", "L", 24264, None, 0, "", "Ibu", "", "Kp. 1", "")
ASEP: Row = (2, 3204901205800002, "Asep", "1980-05-12", "L", 24264, 24270, 4, "", "", "08", "", "")
words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4)
numbers = st.integers(0, 9)
people = st.tuples(
    st.sampled_from([1, 2]), numbers, words, words, words, numbers, st.none() | numbers, numbers,
    words, words, words, words, words,
)  # fmt: skip


def digest(*parts: list[Row]) -> str:
    found = Fingerprint()
    for rows in parts:
        found.take(list(zip(*rows, strict=True)) if rows else [()] * 13)
    return found.hexdigest(STRATA, {3: 24270})


def test_the_digest_is_that_of_the_written_rule() -> None:
    """SHA-256 of the SHA-256 of every column, then of the strata and of the months known; each value ends in
    a zero byte.
    """
    columns = zip(UJANG, ASEP, strict=True)
    of_columns = [hashlib.sha256(f"{a}\0{b}\0".encode()).digest() for a, b in columns]
    strata = "1\0003\0Cileunyi\0Cinunuk\0None\0" + "2\0003\0Cileunyi\0Cibiru\000100000000\0"
    rule = hashlib.sha256(b"".join(of_columns) + strata.encode() + b"3\00024270\0")
    assert digest([UJANG, ASEP]) == rule.hexdigest()


@given(st.lists(people, max_size=6), st.integers(0, 6))
def test_it_is_the_same_in_whatever_parts_the_rows_come(rows: list[Row], cut: int) -> None:
    assert digest(rows) == digest(rows[:cut], rows[cut:]) == digest([], rows, [])


@given(st.lists(people, max_size=4), st.lists(people, max_size=4))
def test_other_rows_have_another_one(some: list[Row], others: list[Row]) -> None:
    assert (digest(some) == digest(others)) == (some == others)


def test_rows_that_were_superseded_are_a_set() -> None:
    assert rows_digest([3, 1, 3, 2]) == rows_digest([1, 2, 3]) != rows_digest([1, 23])
