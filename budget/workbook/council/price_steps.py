"""The arithmetic of prices, in steps that a reader can follow.

A spreadsheet counts in binary fractions, which may miss a rounding by one rupiah. So the product is taken
in whole numbers that stay below 15 digits, in four visible steps on a sheet of its own, and only the last
one divides.
"""

from dataclasses import dataclass
from functools import partial

from budget.engine.prices import Price
from budget.money import PPM, Rounding
from budget.workbook.council import styles
from budget.workbook.council.sheet import Cell, Sheet

STEP_HEADERS = (
    "Kelompok dan masa",
    "Program",
    "Iuran penuh (rupiah ÷ 10^8)",
    "Bagian dibayar (÷ 10^12)",
    "Sisa perkalian (÷ 10^20)",
    "Hasil kali (rupiah ÷ 10^7)",
)
# Names of steps by wage are longer than those of the control sheet.
WAGE_STEP_WIDTHS = (66.0, *[22.0] * 5)


@dataclass(frozen=True, slots=True)
class Parts:
    """The cells whose product is a price; `base` is None for a bracket amount, which `rate` then holds."""

    base: Cell | None
    rate: Cell
    remaining: Cell
    share: Cell
    share_ppm: int


def write_price(
    sheet: Sheet, steps: Sheet, place: tuple[int, int], name: str, price: Price, parts: Parts, rule: Rounding
) -> Cell:
    """The price of one person, rounded by the rule; its product is taken on the sheet `steps`."""
    low, high = _steps(steps, name, price, parts)
    match rule:
        case Rounding.HALF_UP:
            formula = f"=QUOTIENT({high}+5000000,10000000)"
        case Rounding.DOWN:
            formula = f"=QUOTIENT({high},10000000)"
        case Rounding.UP:
            formula = f"=QUOTIENT({high}+IF(MOD({low},10000000000000)>0,10000000,9999999),10000000)"
    return sheet.live(*place, formula, price.rupiah, styles.figure(styles.RUPIAH))


def step_header(steps: Sheet) -> None:
    steps.header(steps.row, STEP_HEADERS)
    steps.row += 1


def _steps(steps: Sheet, name: str, price: Price, parts: Parts) -> tuple[Cell, Cell]:
    """The product in two numbers: whole 10^-7 rupiah, and what is left below, in 10^-20 rupiah.

    Full contribution = 10^7 × h + l and part = 10^6 × p + q, all four small enough that no product
    of two of them passes 10^13.
    """
    full, paid = _full(price), _paid(price, parts)
    (h, lo), (p, q) = divmod(full, 10**7), divmod(paid, PPM)
    rest = h * q % PPM * 10**7 + lo * p % 10**7 * PPM + lo * q
    high = h * p + h * q // PPM + lo * p // 10**7 + rest // 10**13
    steps.next_line(partial(step_header, steps))
    row, look = steps.row, styles.figure(styles.COUNT)
    steps.across(row, (1, 1), name, styles.LABEL)
    steps.text(row, 2, price.programme, styles.CENTERED)
    wage = f"ROUND({parts.base}*100,0)*ROUND({parts.rate}*1000000,0)"
    bracket = f"ROUND({parts.rate},0)*100000000"
    c = steps.live(row, 3, f"={bracket if parts.base is None else wage}", full, look)
    product = f"=ROUND({parts.remaining}*1000000,0)*ROUND({parts.share}*1000000,0)"
    d = steps.live(row, 4, product, paid, look)
    h_, l_ = f"QUOTIENT({c},10000000)", f"MOD({c},10000000)"
    p_, q_ = f"QUOTIENT({d},1000000)", f"MOD({d},1000000)"
    formula = f"=MOD({h_}*{q_},1000000)*10000000+MOD({l_}*{p_},10000000)*1000000+{l_}*{q_}"
    e = steps.live(row, 5, formula, rest, look)
    formula = (
        f"={h_}*{p_}+QUOTIENT({h_}*{q_},1000000)+QUOTIENT({l_}*{p_},10000000)+QUOTIENT({e},10000000000000)"
    )
    f = steps.live(row, 6, formula, high, look)
    steps.row += 1
    return e, f


def _full(price: Price) -> int:
    if price.bracket is not None:
        return price.bracket.contribution(price.programme) * 10**8
    return (price.base_sen or 0) * (price.rate_ppm or 0)


def _paid(price: Price, parts: Parts) -> int:
    remaining = price.discount.remaining_ppm if price.discount is not None else PPM
    return remaining * parts.share_ppm
