"""Lists on PostgreSQL beside the floor: the driver's COPY, and the bare GROUP BY; see docs/benchmark.md."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

import psycopg
import pytest
from people import people
from people_files import TWELVE, write_csv, write_xlsx
from places import address_on_server, empty_on_server
from roster_runs import NOON
from sqlmodel import Session
from test_roster_speed import LIVELY, ROUNDS, seconds, timed

from budget.engine.projection import project
from budget.law import load_law
from budget.plan import Plan
from budget.store.counts import roster_recounted
from budget.store.database import open_database
from budget.store.unit_of_work import open_workspace

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

GROUP_BY = """
    SELECT stratum_id, month, SUM(joined), SUM(gone) FROM (
        SELECT stratum_id, first_month AS month, COUNT(*) AS joined, 0 AS gone
        FROM member WHERE current = 1 GROUP BY stratum_id, first_month
        UNION ALL
        SELECT stratum_id, end_month, 0, COUNT(*)
        FROM member WHERE current = 1 AND end_month IS NOT NULL GROUP BY stratum_id, end_month
    ) AS counted GROUP BY stratum_id, month
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "1m.csv"
    write_csv(path, people(1_000_000, turnover=LIVELY), TWELVE)
    return path


@pytest.fixture(scope="module")
def stored(text: Path) -> str:
    """A region with a million people."""
    target = empty_on_server()
    timed("import", text, target)
    with closing(psycopg.connect(address_on_server(target), autocommit=True)) as connection:
        connection.execute("VACUUM ANALYZE")
    return target


def beside_copy(source: Path) -> float:
    """The median ratio to the floor of some rounds."""
    ratios = []
    for _ in range(ROUNDS):
        bare = timed("floor", source, empty_on_server())
        ratios.append(timed("import", source, empty_on_server()).seconds / bare.seconds)
    print(f"{source.name} on PostgreSQL: {median(ratios):.2f} times COPY")  # noqa: T201
    return median(ratios)


def test_a_workbook_takes_three_and_a_half_times_the_floor(tmp_path: Path) -> None:
    path = tmp_path / "100k.xlsx"
    write_xlsx(path, people(100_000, turnover=LIVELY), TWELVE)
    assert beside_copy(path) <= 3.5


def test_a_million_rows_of_text_take_eleven_times_the_floor(text: Path) -> None:
    """Two fifths of it are the three foreign keys of each row; the floor has none."""
    assert beside_copy(text) <= 11


def plan_of(target: str) -> Plan:
    with open_workspace(target, "uji", NOON, writes=False) as work:
        return work.plan()


def counted_anew(target: str) -> Plan:
    with Session(open_database(target)) as session:
        roster = roster_recounted(session)
    return replace(plan_of(target), roster=roster)


def test_projecting_a_million_takes_little_more_than_the_bare_group_by(stored: str) -> None:
    law = load_law()
    with closing(psycopg.connect(address_on_server(stored))) as connection:
        connection.execute("SET search_path TO pagu_32_04")

        def bare() -> None:
            connection.execute(GROUP_BY).fetchall()

        def ours() -> int:
            return project(counted_anew(stored), law).total

        assert ours() == project(plan_of(stored), law).total
        bare()
        ratio = median(seconds(ours) / seconds(bare) for _ in range(5))
    print(f"projecting a million people on PostgreSQL: {ratio:.2f} times the bare GROUP BY")  # noqa: T201
    assert ratio <= 1.6


def test_an_edit_among_a_million_is_projected_in_a_tenth_of_the_first_time(stored: str) -> None:
    law = load_law()

    def took(work: Callable[[], object], times: int) -> float:
        return median(seconds(work) for _ in range(times))

    first, again = lambda: project(counted_anew(stored), law), lambda: project(plan_of(stored), law)
    before, slow = first().total, took(first, 3)
    with open_workspace(stored, "uji", NOON) as work:
        (somebody,) = work.people.members([500_000])
        writer = work.batch("edit", "uji")
        writer.supersede([somebody.id])
        writer.add([somebody.member._replace(end=somebody.member.first + 1)])
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()
    quick = took(again, 5)
    print(f"projecting anew after an edit on PostgreSQL: 1/{slow / quick:.0f} of the first time")  # noqa: T201
    assert before > again().total == first().total
    assert quick < slow / 8
