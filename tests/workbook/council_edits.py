"""Edits of a council workbook's inputs, drawn by seed, as a reader would make them."""

from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import load_workbook

from budget.workbook.council.inputs import (
    ContributionKey,
    DiscountKey,
    InputCell,
    LossKey,
    MinimumWageKey,
    MoneyKey,
    MoneyYearKey,
    PeopleKey,
    RateKey,
    ShareKey,
    WageKey,
)


def drawn_edits(inputs: list[InputCell], seed: int, most: int = 6) -> dict[tuple[str, str], Decimal]:
    """New values by sheet and address: of open cells, and of people carried on from the month before."""
    draw = Random(seed)
    # What lists and what-ifs have of a month is not what the plan says: see the tests of refusals.
    able = [cell for cell in inputs if cell.is_open and not isinstance(cell.key, DiscountKey)]
    chosen = draw.sample(able, min(most, len(able)))
    return {(cell.sheet, cell.address): _drawn(draw, cell) for cell in chosen}


def _drawn(draw: Random, cell: InputCell) -> Decimal:
    match cell.key:
        case PeopleKey():
            return Decimal(int(cell.value) + draw.randint(0, 900))
        case LossKey():
            return Decimal(draw.choice((0, 1, 60_001, 250_000, 999_999))).scaleb(-6)
        case WageKey() | MinimumWageKey():
            return Decimal(draw.randint(100_000_000, 600_000_000)).scaleb(-2)
        case ShareKey():
            return Decimal(draw.choice((1, 333_333, 500_000, 999_999, 1_000_000))).scaleb(-6)
        case RateKey():
            return Decimal(draw.randint(0, 20_000)).scaleb(-6)
        case ContributionKey():
            return Decimal(draw.randint(0, 90_000))
        case MoneyKey():
            return Decimal(draw.randint(0, 900_000_000))
        case MoneyYearKey():
            return Decimal(int(cell.value) + draw.choice((-1, 0, 1)))
        case _:
            raise ValueError(cell.where)


def write_edits(source: Path, target: Path, edits: dict[tuple[str, str], Decimal]) -> None:
    """The workbook with these values, as openpyxl saves it: no formula has a value any more."""
    book = load_workbook(source)
    for (sheet, address), value in edits.items():
        book[sheet][address] = value
    book.save(target)
