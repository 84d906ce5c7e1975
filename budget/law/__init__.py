"""Contribution law as data: every value with its dates, its article and how sure we are of it."""

from budget.law.book import LawBook
from budget.law.own import LawValue, OwnContribution, OwnRate
from budget.law.reading import law_texts, load_law, parse_law
from budget.law.values import BpuRow, BpuTable, Discount, PuRate, Reference, Status

__all__ = [
    "BpuRow",
    "BpuTable",
    "Discount",
    "LawBook",
    "LawValue",
    "OwnContribution",
    "OwnRate",
    "PuRate",
    "Reference",
    "Status",
    "law_texts",
    "load_law",
    "parse_law",
]
