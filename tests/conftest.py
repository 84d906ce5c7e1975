"""Fixtures that every room uses."""

import pytest
from bandung import bandung as sample_plan

from budget.law import LawBook, load_law
from budget.plan import Plan


@pytest.fixture
def bandung() -> Plan:
    """The sample regency; see tests/bandung.py."""
    return sample_plan()


@pytest.fixture(scope="session")
def law() -> LawBook:
    """The law that pagu ships."""
    return load_law()
