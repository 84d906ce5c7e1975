"""Names of accounts: the plan's own first, then the shipped list with how sure we are of each name."""

from dataclasses import replace

import pytest

from budget.law import Status
from budget.plan import Plan
from budget.plan.account_names import AccountTitle, account_name, shipped_names
from budget.plan.codes import is_account_of_any_level
from budget.plan.forms import AccountName

JKK = "5.1.02.02.02.0006"


@pytest.mark.parametrize(
    ("code", "name", "status"),
    [
        ("5", "BELANJA DAERAH", Status.UNVERIFIED),
        ("5.1", "BELANJA OPERASI", Status.UNVERIFIED),
        ("5.1.02", "Belanja Barang dan Jasa", Status.UNVERIFIED),
        ("5.1.02.02", "Belanja Jasa", Status.UNVERIFIED),
        ("5.1.02.02.02", "Belanja Iuran Jaminan/Asuransi", Status.UNVERIFIED),
        (JKK, "Belanja Iuran Jaminan Kecelakaan Kerja bagi Non ASN", Status.VERIFIED),
        ("5.1.02.02.02.0007", "Belanja Iuran Jaminan Kematian bagi Non ASN", Status.VERIFIED),
        ("5.1.02.02.02.0010", "Belanja Iuran Jaminan Hari Tua bagi Non ASN", Status.VERIFIED),
        ("5.1.02.02.02.9999", "", Status.UNVERIFIED),
        ("bukan kode", "", Status.UNVERIFIED),
    ],
)
def test_an_account_has_the_name_of_the_list_or_none(
    code: str, name: str, status: Status, bandung: Plan
) -> None:
    assert account_name(replace(bandung, account_names=()), code) == AccountTitle(name, status)


def test_the_name_that_the_plan_gives_goes_first(bandung: Plan) -> None:
    plan = replace(bandung, account_names=(AccountName(JKK, "Belanja Iuran JKK"),))
    assert account_name(plan, JKK) == AccountTitle("Belanja Iuran JKK", Status.UNVERIFIED)
    # As one public list prints the code.
    assert account_name(plan, "5.1.2.02.02.0006").name == "Belanja Iuran JKK"


def test_every_shipped_name_stands_at_a_sound_code() -> None:
    assert all(is_account_of_any_level(code) and title.name for code, title in shipped_names().items())
