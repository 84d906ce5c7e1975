"""Shapes of codes (Kepmendagri 050-5889/2021, 900.1.15.5-1317/2023); the lists themselves change."""

import pytest

from budget.plan.codes import (
    is_account,
    is_account_of_any_level,
    is_nip,
    is_region,
    is_sub_activity,
    normalise_account,
    normalise_nip,
)


@pytest.mark.parametrize("code", ["5.1.02.02.02.0006", "5.1.02.02.02.0037"])
def test_account_codes_have_six_levels(code: str) -> None:
    assert is_account(code)


@pytest.mark.parametrize(
    "code",
    ["", "5.1.2.02.02.0006", "5.1.02.02.02.006", "5.1.02.02.0006", "5-1-02-02-02-0006", "5.1.02.02.02.00060"],
)
def test_other_shapes_are_no_account_codes(code: str) -> None:
    assert not is_account(code)


def test_the_short_third_level_of_one_public_list_is_filled_up() -> None:
    assert normalise_account(" 5.1.2.02.02.0006 ") == "5.1.02.02.02.0006"
    assert normalise_account("5.1.2") == "5.1.02"
    assert normalise_account("bukan kode") == "bukan kode"


@pytest.mark.parametrize("code", ["5", "5.1", "5.1.02", "5.1.02.02", "5.1.02.02.02", "5.1.02.02.02.0006"])
def test_names_may_stand_at_every_level_of_accounts(code: str) -> None:
    assert is_account_of_any_level(code)
    assert is_account(code) is (code.count(".") == 5)


@pytest.mark.parametrize("code", ["", ".", "5.", "51", "5.1.2", "5.1.02.2", "5.1.02.02.02.06", "٥"])
def test_other_shapes_are_accounts_of_no_level(code: str) -> None:
    assert not is_account_of_any_level(code)


def test_a_nip_is_18_digits_grouped_by_birth_appointment_sex_and_number() -> None:
    assert normalise_nip("197201031995031001") == "19720103 199503 1 001"
    assert is_nip("19720103 199503 1 001")
    for other in ("197201031995031001", "19720103 199503 1 01", "19720103-199503-1-001", ""):
        assert not is_nip(other)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("2.07.05.2.02.0005", True),
        ("2.07.05.2.02.05", True),
        ("2.07.05.2.02.005", False),
        ("2.7.05.2.02.0005", False),
    ],
)
def test_sub_activities_end_in_four_digits_or_the_older_two(code: str, right: bool) -> None:
    assert is_sub_activity(code) is right


@pytest.mark.parametrize(
    ("code", "right"), [("32.04", True), ("3204", False), ("32.4", False), ("32.04.01", False)]
)
def test_regions_are_kemendagri_codes_of_a_regency(code: str, right: bool) -> None:
    assert is_region(code) is right
