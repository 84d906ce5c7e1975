"""What-ifs on the council's money: a part of every line, an amount over a year's lines, or one line's own."""

from dataclasses import replace

from budget.errors import PlanError, error
from budget.money import PPM, Rounding, divide_rounded, format_rupiah, split
from budget.plan.adjustments import LineAdjustment
from budget.plan.allocation import APBD, Allocation, in_force, line_key, stages

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


def with_line(lines: Lines, change: LineAdjustment) -> Lines:
    """The lines with the one of these words at that amount; how it was reckoned is then no longer known.

    Lines that are alike keep their parts of it, by largest remainder.
    """
    wanted = line_key(
        change.fiscal_year,
        change.skpd,
        change.sub_activity,
        change.account,
        change.funding,
        change.programmes,
    )
    pot = change.pot.casefold()
    meant = [line for line in in_force(lines) if line.key == wanted and line.pot.casefold() == pot]
    if not meant:
        return (*lines, _new_line(lines, change))
    amounts = [line.amount for line in meant]
    if sum(amounts) == change.rupiah:
        return lines
    parts = split(change.rupiah, amounts) if any(amounts) else [change.rupiah] + [0] * (len(meant) - 1)
    held = {id(line): amount for line, amount in zip(meant, parts, strict=True)}
    return tuple(
        replace(line, amount=held[id(line)], volume=None) if id(line) in held else line for line in lines
    )


def _new_line(lines: Lines, change: LineAdjustment) -> Allocation:
    reached = stages(lines, change.fiscal_year)
    return Allocation(
        fiscal_year=change.fiscal_year,
        skpd=change.skpd,
        sub_activity=change.sub_activity,
        account=change.account,
        funding=change.funding,
        programmes=change.programmes,
        amount=change.rupiah,
        stage=reached[-1] if reached else APBD,
        pot=change.pot,
    )
