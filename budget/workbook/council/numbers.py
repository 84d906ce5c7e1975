"""Exact numbers for cells: parts per million and sen become decimals, never floats."""

from decimal import Decimal

from budget.money import PPM, SEN_PER_RUPIAH
from budget.workbook.cached import Value
from budget.workbook.council import styles


def part(ppm: int) -> Value:
    """``2400`` parts per million as 0.0024, which a cell shows as 0,24%."""
    return ppm // PPM if ppm % PPM == 0 else Decimal(ppm) / PPM


def rupiah_of_sen(sen: int) -> Value:
    return sen // SEN_PER_RUPIAH if sen % SEN_PER_RUPIAH == 0 else Decimal(sen) / SEN_PER_RUPIAH


def wage_format(sen: int) -> str:
    return styles.RUPIAH_SEN if sen % SEN_PER_RUPIAH else styles.RUPIAH
