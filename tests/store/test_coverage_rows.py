"""Coverage in the file: each record a row, each change in the journal, and back again."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage_of_bandung import AUGUST, DECEMBER, PUBLISHED, WORKERS, target
from places import REFUSED, door

from budget.errors import Conflict, FileError
from budget.plan.coverage import Coverage, CoverageFigure, CoverageTarget
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
Record = CoverageFigure | CoverageTarget


def put(file: Path, old: Record | None, new: Record) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        changes = work.coverage.put(old, new)
        if changes:
            work.note(changes, "Cakupan", 0)
        work.commit()


def stored(file: Path) -> Coverage:
    with open_workspace(str(file), "sari", NOON) as work:
        return work.coverage.all()


@pytest.fixture
def published(file: Path) -> Path:
    for record in (*PUBLISHED.figures, target()):
        put(file, None, record)
    return file


def test_what_is_stored_comes_back_in_the_order_of_entry(published: Path) -> None:
    assert stored(published) == replace(PUBLISHED, targets=(target(),))


def test_undo_and_redo_walk_through_changes_of_coverage(published: Path) -> None:
    before = stored(published)
    changed = replace(DECEMBER, people=570_880)
    put(published, DECEMBER, changed)
    with open_workspace(str(published), "sari", NOON) as work:
        work.note(work.coverage.remove(target()), "Hapus sasaran", 0)
        work.commit()
    after = stored(published)
    assert (after.figures, after.targets) == ((WORKERS, AUGUST, changed), ())
    for step, wanted in (("undo", after.figures), ("undo", before.figures), ("redo", after.figures)):
        with open_workspace(str(published), "sari", NOON) as work:
            getattr(work, step)()
            work.commit()
        assert stored(published).figures == wanted
    assert stored(published).targets == (target(),)


def test_a_record_that_is_not_there_any_more_is_a_conflict(published: Path) -> None:
    with pytest.raises(Conflict, match="sudah diubah atau dihapus"):
        put(published, replace(WORKERS, people=1), WORKERS)
    with pytest.raises(Conflict), open_workspace(str(published), "sari", NOON) as work:
        work.coverage.remove(replace(target(), source="lain"))


def test_putting_the_same_again_changes_nothing(published: Path) -> None:
    with open_workspace(str(published), "sari", NOON) as work:
        assert work.coverage.put(WORKERS, WORKERS) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE coverage_figure SET people = -1",
        "UPDATE coverage_figure SET people = 'sejuta'",
        "UPDATE coverage_figure SET kind = 'semua'",
        "UPDATE coverage_figure SET percent_of = NULL WHERE percent_ppm IS NOT NULL",
        "UPDATE coverage_figure SET people = NULL WHERE percent_ppm IS NULL",
        "UPDATE coverage_figure SET period = '2023', kind = 'active'",
        "UPDATE coverage_target SET share_ppm = 1000001",
        "UPDATE coverage_target SET first_month = '2024-01'",
        "UPDATE coverage_target SET percent_of = 'active'",
    ],
)
def test_the_database_itself_refuses_what_no_figure_may_hold(published: Path, statement: str) -> None:
    with pytest.raises(REFUSED), door(published) as connection:
        connection.execute(statement)


def test_a_period_that_is_none_is_a_damaged_file_in_words(published: Path) -> None:
    for period in ("2023-13", "tahun lalu"):
        with door(published) as connection:
            connection.execute(
                f"UPDATE coverage_figure SET period = '{period}' WHERE kind = 'working-population'"
            )
        with pytest.raises(FileError, match="Berkas rusak"):
            stored(published)
