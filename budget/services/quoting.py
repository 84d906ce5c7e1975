"""The price of an idea, without a workspace."""

from budget.contribution import Terms
from budget.engine.quote import Quote
from budget.engine.quote import quote as quote_terms
from budget.law import load_law
from budget.period import MonthRange


def quote(terms: Terms, heads: int, span: MonthRange) -> Quote:
    """So many people on these terms in these months. LawGap in a month without a value."""
    return quote_terms(terms, heads, span, load_law())
