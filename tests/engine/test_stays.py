"""People counted from columns of stays, against counting them one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.engine import stays
from budget.engine.projection import cost_array
from budget.engine.stays import heads_from_stays, stratum_codes
from budget.errors import BadEntry, LimitExceeded

People = list[tuple[int, int, int]]
INTEGER_TYPES = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", ">i2")


def columns(people: People, kind: str = "int8") -> tuple[stays.IntArray, stays.IntArray, stays.IntArray]:
    stratum, entry, exit = np.array(people, dtype=kind).reshape(-1, 3).T
    return stratum, entry, exit


def counted_one_by_one(people: People, strata: int, months: int) -> list[list[int]]:
    heads = [[0] * months for _ in range(strata)]
    for stratum, entry, exit in people:
        for month in range(months):
            if entry <= month < exit:
                heads[stratum][month] += 1
    return heads


@st.composite
def populations(draw: st.DrawFn) -> tuple[People, int, int]:
    """Up to 60 people in few or many strata, with stays that may begin and end outside the span."""
    strata = draw(st.sampled_from([1, 2, 7, 120]))
    months = draw(st.sampled_from([1, 2, 17, 40]))
    moment = st.integers(-5, months + 5)
    person = st.tuples(st.integers(0, strata - 1), moment, moment)
    people = draw(st.lists(person, max_size=60))
    return [(s, min(a, b), max(a, b)) for s, a, b in people], strata, months


@given(populations())
def test_heads_equal_people_counted_one_by_one(population: tuple[People, int, int]) -> None:
    people, strata, months = population
    heads = heads_from_stays(*columns(people), strata, months)
    assert heads.tolist() == counted_one_by_one(people, strata, months)


@given(populations(), st.integers(1, 9))
def test_heads_do_not_depend_on_the_size_of_blocks(population: tuple[People, int, int], size: int) -> None:
    people, strata, months = population
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stays, "_BLOCK", size)
        heads = heads_from_stays(*columns(people), strata, months)
    assert heads.tolist() == counted_one_by_one(people, strata, months)


@pytest.mark.parametrize("most_joint_cells", [0, 2**16], ids=["apart", "jointly"])
@pytest.mark.parametrize("kind", INTEGER_TYPES)
def test_every_integer_type_gives_the_same_heads(
    kind: str, most_joint_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stays, "_MOST_JOINT_CELLS", most_joint_cells)
    people = [(0, 0, 3), (2, 1, 2), (2, 0, 100), (1, 2, 2)]
    heads = heads_from_stays(*columns(people, kind), 3, 3)
    assert heads.dtype == np.int64
    assert heads.tolist() == [[1, 1, 1], [0, 0, 0], [1, 2, 1]]


@pytest.mark.parametrize("months", [17, 200])
def test_open_ends_are_clipped_to_the_span(months: int) -> None:
    """In a span of 200 months the last position does not even fit the column's type."""
    stratum, entry, exit = columns([(0, -128, 127), (0, 16, 127), (0, -9, -3)])
    heads = heads_from_stays(stratum, entry, exit, 1, months)
    assert heads[0, [0, 15, 16]].tolist() == [1, 1, 2]
    assert heads[0, -1] == (2 if months == 17 else 0)


def test_nobody_gives_zero_heads() -> None:
    assert heads_from_stays(*columns([]), 2, 3).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_keys_beyond_a_small_type_do_not_wrap() -> None:
    """Stratum 126 of int8 has keys beyond 32.767: a product in the column's own type would wrap."""
    heads = heads_from_stays(*columns([(126, 0, 17), (126, 3, 9)]), 127, 17)
    assert heads.sum() == heads[126].sum() == 17 + 6


def test_more_people_than_a_block_holds_are_all_counted() -> None:
    people = 3 * 2**17 + 5
    stratum = np.arange(people, dtype=np.int32) % 12
    entry, exit = np.zeros(people, dtype=np.int8), np.full(people, 2, dtype=np.int8)
    heads = heads_from_stays(stratum, entry, exit, 12, 2)
    assert heads[:, 0].tolist() == np.bincount(stratum).tolist()
    assert heads.sum() == 2 * people


@pytest.mark.parametrize("most_joint_cells", [0, 2**16], ids=["apart", "jointly"])
@pytest.mark.parametrize(
    ("people", "message"),
    [
        (
            [(0, 0, 1), (-1, 0, 1), (3, 0, 1)],
            "Kode strata 2 orang di luar 0 sampai 2. Yang pertama pada posisi 1 (dihitung dari 0): -1.",
        ),
        (
            [(0, 0, 1), (0, 2, 2), (0, 2, 1), (1, 1, 0)],
            "2 orang keluar sebelum masuk. Yang pertama pada posisi 2 (dihitung dari 0): masuk 2, keluar 1.",
        ),
        (
            # Clipped to the span both would read 3: they are refused as they stand.
            [(0, 9, 5)],
            "1 orang keluar sebelum masuk. Yang pertama pada posisi 0 (dihitung dari 0): masuk 9, keluar 5.",
        ),
        (
            [(7, 0, 1), (0, 2, -1)],
            "Kode strata 1 orang di luar 0 sampai 2. Yang pertama pada posisi 0 (dihitung dari 0): 7.\n"
            "1 orang keluar sebelum masuk. Yang pertama pada posisi 1 (dihitung dari 0): masuk 2, keluar -1.",
        ),
    ],
)
def test_wrong_stays_are_refused_with_their_number_and_the_first(
    people: People, message: str, most_joint_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stays, "_MOST_JOINT_CELLS", most_joint_cells)
    with pytest.raises(BadEntry) as refused:
        heads_from_stays(*columns(people), 3, 3)
    assert str(refused.value) == message


def test_columns_are_integers_of_one_length() -> None:
    stratum, entry, exit = columns([(0, 0, 1), (0, 0, 1)])
    with pytest.raises(TypeError, match="float64"):
        heads_from_stays(stratum, entry.astype(float), exit, 1, 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"\[2, 1, 2\]"):
        heads_from_stays(stratum, entry[:1], exit, 1, 1)


def test_axes_combine_into_one_code_with_the_last_axis_fastest() -> None:
    group, kecamatan, wage = np.array([0, 11, 5]), np.array([0, 30, 7]), np.array([0, 29, 2])
    codes = stratum_codes((group, kecamatan, wage), (12, 31, 30))
    assert codes.dtype == np.int16
    assert codes.tolist() == [0, 11_159, (5 * 31 + 7) * 30 + 2]
    back = [axis.tolist() for axis in np.unravel_index(codes, (12, 31, 30))]
    assert back == [group.tolist(), kecamatan.tolist(), wage.tolist()]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 30)), max_size=50), st.integers(1, 9))
def test_codes_equal_the_sum_by_hand(pairs: list[tuple[int, int]], size: int) -> None:
    first, second = np.array(pairs, dtype=np.int8).reshape(-1, 2).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stays, "_BLOCK", size)
        assert stratum_codes((first, second), (12, 31)).tolist() == [a * 31 + b for a, b in pairs]


def test_a_code_beyond_its_axis_is_refused_not_read_as_a_neighbour() -> None:
    group, kecamatan = np.array([0, 1, 1], dtype=np.int8), np.array([0, 31, -1], dtype=np.int8)
    with pytest.raises(BadEntry) as refused:
        stratum_codes((group, kecamatan), (2, 31))
    expected = "Kode sumbu 2 orang di luar 0 sampai 30. Yang pertama pada posisi 1 (dihitung dari 0): 31."
    assert str(refused.value) == expected


def test_more_strata_than_an_integer_holds_are_refused() -> None:
    column = np.array([0])
    assert stratum_codes((column, column), (2**31, 2**32)).dtype == np.int64
    with pytest.raises(LimitExceeded, match="melampaui batas"):
        stratum_codes((column, column), (2**32, 2**32))


def test_counted_people_are_priced_like_planned_ones() -> None:
    """Two farmers (BPU, 10.000 + 6.800) and a teacher (PU class I at 1.500.000, 3.600 + 4.500)."""
    heads = heads_from_stays(*columns([(0, 0, 2), (0, 1, 2), (1, 0, 1)]), 2, 2)
    rupiah = np.array([[10_000, 6_800], [3_600, 4_500]], dtype=np.int64)
    index = np.array([[0, 0], [1, 1]], dtype=np.int32)
    cost = cost_array(heads, rupiah, index)
    assert cost.tolist() == [[[10_000, 6_800], [3_600, 4_500]], [[20_000, 13_600], [0, 0]]]
