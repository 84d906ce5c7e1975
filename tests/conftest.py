"""Fixtures that every room uses."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bandung import bandung as sample_plan
from hypothesis import settings
from places import copied, empty_place, place

from budget.law import LawBook, load_law
from budget.plan import Plan

# What `make test` draws is the same on every machine; `make test-long` draws anew, and more.
settings.register_profile("repeatable", derandomize=True, max_examples=50)
settings.load_profile("repeatable")

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def bandung() -> Plan:
    """The sample regency; see tests/bandung.py."""
    return sample_plan()


@pytest.fixture(scope="session")
def law() -> LawBook:
    """The law that pagu ships."""
    return load_law()


@pytest.fixture(scope="session")
def _stored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from budget.store.unit_of_work import new_workspace

    target = empty_place(tmp_path_factory.mktemp("workspace"), "bandung.pagu")
    with new_workspace(target, "32.04", "sari", NOON) as work:
        work.create(sample_plan())
        work.commit()
    return place(target)


@pytest.fixture(scope="session")
def _exported_once(_stored_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from budget.services.exporting import export_council
    from budget.services.workspace import Workspace

    sari = Workspace(str(_stored_once), "sari", lambda: NOON)
    return export_council(sari, tmp_path_factory.mktemp("council") / "dewan.xlsx")


@pytest.fixture
def exported(_exported_once: Path, tmp_path: Path) -> Path:
    """The council workbook of `file`, exported at noon on 2 November 2026, of the test's own."""
    return Path(shutil.copy2(_exported_once, tmp_path / "dewan.xlsx"))


@pytest.fixture
def file(_stored_once: Path, tmp_path: Path) -> Path:
    """A workspace that holds the sample regency, of the test's own."""
    return place(copied(str(_stored_once), tmp_path, "bandung.pagu"))
