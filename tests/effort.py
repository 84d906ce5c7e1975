"""How much a run of the tests tries: little in `make test`, more in `make test-long`."""

import os

import pytest

_IS_LONG = bool(os.environ.get("PAGU_TEST_LONG"))

# Terminals; the pictures of every run show the large one too.
SIZES = [(80, 24), pytest.param((120, 36), marks=pytest.mark.slow)]


def examples(few: int, many: int) -> int:
    """How many examples hypothesis draws."""
    return many if _IS_LONG else few
