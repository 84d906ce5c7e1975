"""Claims about money, people and percentages, as speeches and newspapers make them, worked out exactly.

``15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar`` is Rp3.024.000.000, short by Rp24.000.000.
"""

from budget.claim.expressions import Growth, Part, Priced, Product, Statement
from budget.claim.judging import Judgement, judge
from budget.claim.quantities import Quantity, Unit
from budget.claim.reading import read_claim

__all__ = [
    "Growth",
    "Judgement",
    "Part",
    "Priced",
    "Product",
    "Quantity",
    "Statement",
    "Unit",
    "judge",
    "read_claim",
]
