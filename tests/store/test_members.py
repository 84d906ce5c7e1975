"""People in batches: counts follow what is stored, and whole batches come and go by undo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ON_SERVER, REFUSED, copied, door
from roster_people import member
from sqlalchemy import text
from sqlmodel import Session

from budget.errors import Conflict
from budget.period import Month
from budget.roster.member import Member
from budget.roster.search import PeopleFilter
from budget.store.counts import recounted, stored_counts
from budget.store.database import open_database
from budget.store.unit_of_work import UnitOfWork, open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
JANUARY, MARCH, MAY = Month(2022, 1), Month(2022, 3), Month(2022, 5)


def store(work: UnitOfWork, members: list[Member], gone: tuple[int, ...] = ()) -> None:
    """One batch as one entry of the journal."""
    writer = work.batch("edit", "uji")
    writer.supersede(gone)
    writer.add(members)
    for one in members:
        writer.knows(one.group, one.first)
    work.note([writer.close()], "Ubah orang", 0)


def current(work: UnitOfWork) -> list[Member]:
    return [m.member for m in work.people.members(work.people.numbers(PeopleFilter()))]


def test_members_come_back_as_they_were_stored(file: Path) -> None:
    siti = member(7, "Ketua RW", JANUARY, MAY, village="Cinunuk", wage_sen=150_000_000)
    with open_workspace(str(file), "sari", NOON) as work:
        store(work, [siti])
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        assert current(work) == [siti]


def test_the_plan_carries_the_counted_roster(file: Path) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(1), member(2, first=MARCH, end=MAY), member(3, first=MARCH)])
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        roster = work.plan().roster
    assert [(s.group, s.kecamatan, s.village, s.wage_sen) for s in roster.strata] == [
        ("Linmas", "Cileunyi", "Cibiru Wetan", None)
    ]
    ends = sorted(zip(roster.month, roster.joined, roster.left, strict=True))
    assert ends == [(JANUARY.index, 1, 0), (MARCH.index, 2, 0), (MAY.index, 0, 1)]
    assert roster.known_until == {"linmas": MARCH}


def test_a_superseded_member_is_kept_but_no_longer_counts(file: Path) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(1)])
        store(work, [member(1, end=MARCH), member(1, "Ketua RT", first=MARCH)], gone=(1,))
        assert [(m.group, m.first, m.end) for m in current(work)] == [
            ("Linmas", JANUARY.index, MARCH.index),
            ("Ketua RT", MARCH.index, None),
        ]
        work.commit()
    with door(file) as connection:
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (3,)


def test_a_batch_may_be_added_in_parts(file: Path) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        writer = work.batch("import", "uji")
        assert writer.add([member(1), member(2)]) == range(1, 3)
        assert writer.add([member(3)]) == range(3, 4)
        work.note([writer.close()], "Impor", 0)
        assert [m.id for m in work.people.members([1, 2, 3])] == [1, 2, 3]
        assert sum(work.plan().roster.joined) == 3


def test_undo_takes_a_whole_batch_back_and_redo_brings_it(file: Path) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(n) for n in range(1, 6)])
        store(work, [member(1, end=MARCH)], gone=(1, 2))
        after = current(work)
        work.undo()
        assert [m.nik % 10 for m in current(work)] == [1, 2, 3, 4, 5]
        work.undo()
        assert current(work) == []
        assert work.plan().roster.known_until == {}
        work.redo()
        work.redo()
        assert current(work) == after
        work.commit()


def test_the_database_refuses_the_same_nik_twice_from_one_month(file: Path) -> None:
    with pytest.raises(Conflict), open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(1), member(1, "Ketua RT")])
        work.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE member SET nik = 320490120580001",
        "UPDATE member SET sex = 'X'",
        "UPDATE member SET end_month = first_month",
        "UPDATE stratum_count SET joined = -1",
        "DELETE FROM stratum",
    ],
)
def test_the_database_refuses_what_no_roster_may_hold(file: Path, statement: str) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(1)])
        work.commit()
    with pytest.raises(REFUSED), door(file) as connection:
        connection.execute(statement)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3)),
        st.tuples(st.just("end"), st.integers(0, 9), st.integers(0, 4), st.just(0)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0), st.just(0)),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=examples(15, 30), deadline=None)
def test_kept_counts_are_always_those_of_a_recount(
    tmp_path_factory: pytest.TempPathFactory, _stored_once: Path, steps: list[tuple[str, int, int, int]]
) -> None:
    engine = open_database(copied(str(_stored_once), tmp_path_factory.mktemp("hitung"), "uji.pagu"))
    with UnitOfWork(engine, "sari", NOON) as work:
        history: list[list[Member]] = [[]]
        at = people = 0
        for step, a, b, c in steps:
            rows = work.people.numbers(PeopleFilter())
            if step == "add":
                fresh = [
                    member(people + n, first=MARCH.plus(b), end=MARCH.plus(b + c), village=f"Desa {c}")
                    for n in range(a)
                ]
                people += a
                store(work, fresh)
            elif step == "end" and rows:
                number = rows[a % len(rows)]
                (old,) = work.people.members([number])
                kept = [old.member._replace(end=old.member.first + 1)] if b else []
                store(work, kept, gone=(number,))
            elif step == "undo" and at:
                work.undo()
                at -= 1
                assert sorted(current(work)) == sorted(history[at])
                continue
            elif step == "redo" and at + 1 < len(history):
                work.redo()
                at += 1
                assert sorted(current(work)) == sorted(history[at])
                continue
            else:
                continue
            history[at + 1 :] = [current(work)]
            at += 1
        session: Session = work._session
        assert sorted(stored_counts(session)) == sorted(recounted(session))
        people_now = session.connection().execute(text("SELECT count(*) FROM member WHERE current = 1"))
        assert people_now.scalar_one() == len(history[at])
    engine.dispose()


def test_a_long_list_in_an_empty_workspace_is_refused_a_nik_twice_as_well(file: Path) -> None:
    """Its index of NIK is built last, and in the same transaction."""
    many = [member(number) for number in range(1, 6_001)]
    with pytest.raises(Conflict), open_workspace(str(file), "sari", NOON) as work:
        store(work, [*many, many[7]])
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        assert current(work) == []
        store(work, many)
        work.commit()
    with pytest.raises(Conflict), open_workspace(str(file), "sari", NOON) as work:
        store(work, [member(7)])
    with door(file) as connection:
        names = "SELECT indexname FROM pg_indexes" if ON_SERVER else "SELECT name FROM sqlite_master"
        assert "uq_member_nik" in str(connection.execute(names).fetchall())
