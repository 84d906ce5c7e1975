"""The risk in words and bars, as the command line prints it and the screen shows it."""

from collections.abc import Iterable

from budget.engine.risk import Outlook, Risk
from budget.money import format_number, format_percent, format_rupiah
from budget.services.risk import FACTORS

_BAR = 24


def sentence(found: Risk) -> str:
    """The answer: how sure the money is, and between what the cost lies."""
    spread = found.pooled.spread
    chance = format_percent(found.ppm(found.every_year))
    return (
        f"Pagu setiap tahun cukup pada {chance} dari {format_number(found.draws)} undian.\n"
        f"80 % undian: {format_rupiah(spread.low)} sampai {format_rupiah(spread.high)}."
    )


HEADINGS = ("Pagu", "Pagu (Rp)", "Rencana (Rp)", "10 %", "Tengah", "90 %", "Cukup")


def outlook_rows(found: Risk) -> list[list[str]]:
    """One row for each fiscal year, then all together."""
    return [_outlook(found, outlook) for outlook in (*found.years, found.pooled)]


def _outlook(found: Risk, outlook: Outlook) -> list[str]:
    spread = outlook.spread
    money = (outlook.money, outlook.planned, spread.low, spread.median, spread.high)
    name = f"TA {outlook.fiscal_year}" if outlook.fiscal_year else "Gabungan"
    return [name, *map(format_number, money), format_percent(found.ppm(outlook.enough))]


def short_months(found: Risk) -> str:
    """When the money is short first, by how many draws; empty where it never is."""
    parts = (f"{month.label} {format_percent(found.ppm(count))}" for month, count in found.short)
    return f"Kurang pertama kali: {', '.join(parts)}." if found.short else ""


def tornado_rows(found: Risk) -> Iterable[list[str]]:
    """Factor, range, cost at either end, width, and a bar as long as the width beside the widest."""
    widest = max((bar.width for bar in found.tornado), default=0)
    for bar in found.tornado:
        length = -(-bar.width * _BAR // widest) if widest else 0
        costs = (bar.cost_low, bar.cost_high, bar.width)
        yield [FACTORS[bar.factor], str(bar.within), *map(format_number, costs), "█" * length]


TORNADO_HEADINGS = ("Yang menggerakkan", "Rentang", "Di ujung rendah", "Di ujung tinggi", "Lebar (Rp)", "")
