"""What-ifs on the council's money: a part of every line, or an amount over the lines of a year."""

from dataclasses import replace

from budget.errors import PlanError, error
from budget.money import PPM, Rounding, divide_rounded, format_rupiah, split
from budget.plan.allocation import Allocation, in_force

Lines = tuple[Allocation, ...]


def scaled(lines: Lines, fiscal_year: int | None, part_ppm: int) -> Lines:
    """Lines of that year (None: of all) as a part of themselves, each rounded down."""
    return tuple(
        replace(line, amount=divide_rounded(line.amount * part_ppm, PPM, Rounding.DOWN))
        if fiscal_year in (None, line.fiscal_year)
        else line
        for line in lines
    )


def changed_by(lines: Lines, fiscal_year: int, rupiah: int) -> Lines:
    """So much more or less over the lines of a year's last stage, in proportion to what they hold.

    PlanError where the year has no line, or less money than is taken.
    """
    counted = {id(line) for line in in_force(lines) if line.fiscal_year == fiscal_year}
    amounts = [line.amount for line in lines if id(line) in counted]
    place = f"Pagu {fiscal_year}"
    if not amounts:
        message = f"Belum ada pagu TA {fiscal_year} untuk ditambah atau dipotong. Tambahkan barisnya dahulu."
        raise PlanError([error("pagu_kosong", place, message)])
    if sum(amounts) + rupiah < 0:
        message = (
            f"Potongan {format_rupiah(-rupiah)} melebihi pagu TA {fiscal_year} {format_rupiah(sum(amounts))}."
        )
        raise PlanError([error("pagu_negatif", place, message)])
    parts = iter(split(abs(rupiah), amounts))
    sign = 1 if rupiah >= 0 else -1
    return tuple(
        replace(line, amount=line.amount + sign * next(parts)) if id(line) in counted else line
        for line in lines
    )
