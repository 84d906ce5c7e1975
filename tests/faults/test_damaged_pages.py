"""A page is overwritten by nonsense, by nothing, by another one: it is said, or all is as it was before."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from coverage_of_bandung import WORKERS
from effort import examples
from people import people
from people_files import TWELVE, write_csv
from places import copied, file_only
from stored import at_noon
from test_killed import assert_whole

from budget.errors import FileError, PaguError
from budget.period import Month
from budget.plan.payments import Invoice, InvoicePerson
from budget.services import backups, coverage, editing, history, rosters, sealing, versions
from budget.services.checking import Outcome, run_checks
from budget.services.workspace import Workspace, read_plan, transaction

pytestmark = file_only
PAGE = 4096
PEOPLE = 400
# Where people and the journal are, by the beginning of the names of tables and of their indexes.
PARTS = {
    "people": ("member", "ix_member"),
    "batches and counts": ("roster_batch", "stratum"),
    "the journal": ("journal",),
    "anything": ("",),
}


@pytest.fixture(scope="module")
def used(_stored_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample regency with people, a version, a seal, a book and coverage, and a journal of all that."""
    folder = tmp_path_factory.mktemp("terpakai")
    office = at_noon(copied(str(_stored_once), folder, "terpakai.pagu"))
    write_csv(folder / "daftar.csv", people(PEOPLE), TWELVE)
    assert rosters.import_roster(office, [folder / "daftar.csv"]).accepted == PEOPLE
    for heads in range(101, 121):
        count = read_plan(office).head_counts[0]
        editing.put(office, count, replace(count, heads=heads))
    versions.freeze(office, "RAPBD")
    sealing.seal_month(office, Month(2022, 2))
    coverage.put(office, None, WORKERS)
    with transaction(office) as work:
        named = [InvoicePerson("INV-1", Month(2022, 2), 3204901205800000 + n, 5_400, 6_800) for n in range(9)]
        booked = work.bookkeeping.add(
            [Invoice("INV-1", Month(2022, 2), 9, 48_600, 61_200, date(2022, 3, 15))]
        )
        work.note([*booked, *work.bookkeeping.add_list(named, "tagihan.xlsx")], "Bukukan tagihan", 0)
        work.commit()
    assert len(history.history(office)) == 26
    return Path(office.target)


def pages_of(file: Path, beginnings: tuple[str, ...]) -> list[int]:
    """The pages of tables and indexes, counted from 0; never the first one, which is the file's own."""
    with closing(sqlite3.connect(file)) as inside:
        try:
            found = inside.execute("SELECT name, pageno FROM dbstat ORDER BY pageno").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell where its tables are")
    return [number - 1 for name, number in found if name.startswith(beginnings) and number > 1]


def rows_of(file: Path) -> list[str]:
    """The plan, the people, the journal and all else, as statements."""
    with closing(sqlite3.connect(file)) as inside:
        return list(inside.iterdump())


def failures(office: Workspace) -> set[str]:
    """The checks that fail, or the refusal of a damaged file."""
    try:
        return {result.check.code for result in run_checks(office) if result.outcome is Outcome.FAILED}
    except FileError as refused:
        assert "rusak" in str(refused).lower()
        return {"refused"}


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_page_is_named_or_nothing_has_changed_and_a_backup_cures_it(
    part: str, used: Path, tmp_path: Path
) -> None:
    chance, before, whole = Random(part), rows_of(used), used.read_bytes()
    known = failures(at_noon(used))
    pages = pages_of(used, PARTS[part])
    for number, page in enumerate(chance.sample(pages, min(len(pages), examples(3, 60)))):
        office = at_noon(copied(str(used), tmp_path, f"{number}.pagu"))
        made = backups.back_up(office)
        assert made is not None
        page_of_another = chance.choice(pages) * PAGE
        nonsense = (chance.randbytes(PAGE), bytes(PAGE), whole[page_of_another : page_of_another + PAGE])
        content = nonsense[number % 3]
        Path(office.target).write_bytes(whole[: page * PAGE] + content + whole[(page + 1) * PAGE :])
        assert failures(office) - known or rows_of(Path(office.target)) == before, page
        backups.restore(office, made.path)
        # A restore is a note in the journal.
        again = rows_of(Path(office.target))
        assert [row for row in again if "Pulihkan dari cadangan" not in row] == before
        assert_whole(office)


@pytest.mark.parametrize("table", ["allocation", "tariff", "head_count", "adjustment"])
def test_rows_of_another_table_in_the_place_of_the_plans_are_refused_or_named(table: str, used: Path) -> None:
    whole, (page, *_) = used.read_bytes(), pages_of(used, (table,))
    known, before = failures(at_noon(used)), rows_of(used)
    file = used.with_name("tertukar.pagu")
    for number, other in enumerate(pages_of(used, ("",))):
        content = whole[other * PAGE : (other + 1) * PAGE]
        file.write_bytes(whole[: page * PAGE] + content + whole[(page + 1) * PAGE :])
        with suppress(PaguError):
            read_plan(at_noon(file))
        if number % 10 == 0:
            assert failures(at_noon(file)) - known or rows_of(file) == before, other
