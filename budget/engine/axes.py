"""The ways to look at a projection; apart from the arithmetic, so that naming them loads no numpy."""

from enum import StrEnum


class Basis(StrEnum):
    """Accrual: the month a contribution covers. Cash: the month it is paid."""

    ACCRUAL = "accrual"
    CASH = "cash"


class Axis(StrEnum):
    """What rows of a table can be broken down by."""

    MONTH = "month"
    GROUP = "group"
    PROGRAMME = "programme"
    FISCAL_YEAR = "fiscal_year"
    FUNDING = "funding"
    KECAMATAN = "kecamatan"
    VILLAGE = "desa"
