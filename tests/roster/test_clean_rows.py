"""Rows read column by column are the members that they are when read one by one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_checking import ALL, CELLS, NOTHING, PLAN, START, row

from budget.plan.entry import Cell
from budget.roster.checking import RowChecker
from budget.roster.clean_rows import CleanRows
from budget.roster.judging import noted
from budget.roster.member import Member, RosterField
from budget.roster.rules import Given, rules

# What lists write in these columns, in order and not; most of it leaves a row in order.
WRITTEN: dict[str, list[Cell]] = {
    "NIK": ["3204901205800012", "3273901205800012", "3204905205800010", "3204901205800000",
            "9904901205800012", "3204903013800012", "3204 9012 0580 0012", "1111111111111111",
            3204901205800012.0, "", "x" * 2001, "３２０４９０１２０５８０００１２"],
    "NAME": ["Asep Sunandar", "Éva  Ningsih", "dr. H. Asep, S.Pd", " Asep", "=1+1", "-", "A" * 151, 5, None],
    "BIRTH_PLACE": ["BANDUNG", "", None, 7, "x" * 2001],
    "BIRTH_DATE": ["12-05-1980", date(1980, 5, 12), datetime(1980, 5, 12, tzinfo=UTC), 29353, "", None,
                   "-", "13-05-1980", "12-05-2080", "12-05-1880", "kemarin", "x" * 2001],
    "BIRTH": [None, "", "Bandung, 12-05-1980", "Bandung", date(1980, 5, 12), "x" * 2001],
    "SEX": ["L", "laki-laki", "P", "", None, "?", 1, "x" * 2001],
    "MOTHER": ["Euis Komala", "Euis  Komala", "-", "—", None, "Eu\u200bis", "x" * 2001, "\u241f", True],
    "PHONE": ["084012345678", 84012345678.0, "8", None, " 0840"],
    "ADDRESS": ["Kp. Asih", "Kp.\nAsih", "K", " ", 0, 0.0, "x" * 2001],
    "GROUP": ["Guru Ngaji", "LINMAS", "Buruh Tani", "Honorer", "Nelayan", "", None, "x" * 2001],
    "KECAMATAN": ["Kec. Cileunyi", "", None, "x" * 2001],
    "VILLAGE": ["DESA CIBIRU WETAN", "", None],
    "FIRST": ["01/2026", "2026-08", date(2026, 1, 5), "", "besok"],
    "LAST": ["", None, "Des 2026", "seterusnya", "12/2025", "kelak"],
    "WAGE": ["1.500.000", 2000000.0, "", None, "banyak", "5"],
    "KPJ": [12345678901.0, "00001", None, "--"],
    "CONFIRMED": [None, "ya", ""],
}  # fmt: skip


def in_order(checker: RowChecker, rows: Sequence[tuple[Cell, ...]]) -> list[Member | None]:
    """The members of rows in order, None for the others."""
    roll, good = CleanRows(checker).roll(rows)
    return [member if fine else None for member, fine in zip(roll.members(), good.tolist(), strict=True)]


SAID = st.sampled_from([(name, cell) for name, cells in WRITTEN.items() for cell in cells])
LISTS = st.lists(
    st.one_of(
        st.lists(SAID, max_size=4).map(lambda said: row(**dict(said))),
        st.lists(CELLS, max_size=len(ALL) + 2).map(tuple),
    ),
    min_size=1,
    max_size=8,
)


@given(LISTS, st.booleans(), st.sampled_from([NOTHING, Given("Linmas", START, None, "Soreang", "Sadu")]),
       st.sets(st.sampled_from(RosterField)))  # fmt: skip
def test_a_row_read_by_columns_is_the_member_that_it_is_alone(
    rows: list[tuple[Cell, ...]], rounded: bool, given: Given, lacking: set[RosterField]
) -> None:
    columns = {field: place for field, place in ALL.items() if field not in lacking}
    checker = RowChecker(columns, rules(PLAN, given), rounded)
    for cells, member in zip(rows, in_order(checker, rows), strict=True):
        alone = RowChecker(columns, rules(PLAN, given), rounded).check(cells)
        if member is not None:
            assert (member, noted(member.marks)) == alone
            assert list(map(type, member)) == list(map(type, alone.member or ()))


@pytest.mark.parametrize("changes", [
    {}, {"NIK": "3204905205800010", "SEX": "P"}, {"NIK": "3273901205800012"}, {"BIRTH_DATE": None},
    {"SEX": None}, {"VILLAGE": None}, {"GROUP": "Honorer"},
    {"BIRTH_DATE": date(1980, 5, 12)}, {"PHONE": 84012345678.0},
    {"NAME": "Éva  Ningsih"}, {"BIRTH_DATE": None, "BIRTH_PLACE": None, "BIRTH": "Bandung, 12-05-1980"},
])  # fmt: skip
def test_rows_in_order_need_no_closer_look(changes: dict[str, Cell]) -> None:
    checker = RowChecker(ALL, rules(PLAN, NOTHING))
    cells = row(**({"LAST": "Jun 2026", "CONFIRMED": None} | changes))
    (member,) = in_order(checker, [cells])
    assert member is not None
    assert (member, noted(member.marks)) == checker.check(cells)


def test_faulty_rows_do_not_disturb_their_neighbours() -> None:
    random = Random(1)
    rows = []
    for _ in range(3_000):
        name = random.choice([*WRITTEN])
        rows.append(row(**{name: random.choice(WRITTEN[name])}) if random.random() < 0.5 else row())
    checker = RowChecker(ALL, rules(PLAN, NOTHING))
    members = in_order(checker, rows)
    alone = [checker.check(cells) for cells in rows]
    assert all(member is None or member == one.member for member, one in zip(members, alone, strict=True))
    sound = sum(one.member is not None for one in alone)
    assert sound > 2_000
    assert sum(member is not None for member in members) > 0.97 * sound
