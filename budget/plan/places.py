"""Where a problem of a plan stands: in words here, as sheet and cell from an importer."""

from collections.abc import Callable

from budget.law import OwnContribution, OwnRate
from budget.plan.adjustments import Scenario
from budget.plan.allocation import Allocation, CashMonth
from budget.plan.assertions import Assertion
from budget.plan.forms import AccountName, Indicator, Official, SubActivity, named
from budget.plan.records import Group, HeadCount, MinimumWage, Region, Tariff

# Turns a record and one of its fields into a place that the user can go to.
Locate = Callable[[object, str], str]


def in_words(record: object, _field: str) -> str:
    match record:
        case Group():
            return f"Kelompok {record.name}"
        case Tariff():
            return f"Tarif {record.group} mulai {record.validity.first}"
        case HeadCount():
            place = f", {record.kecamatan}" if record.kecamatan else ""
            return f"Jumlah orang {record.group}{place} mulai {record.month}"
        case Allocation():
            return f"Pagu {record.fiscal_year} {record.account}".strip()
        case CashMonth():
            return f"Anggaran kas {record.month} {record.account}".strip()
        case MinimumWage():
            return f"UMK {record.year}"
        case OwnRate() | OwnContribution():
            return f"Nilai daerah {record.programme} mulai {record.validity.first}"
        case SubActivity() | Indicator() | AccountName() | Official():
            words = named(record)
            return f"{words[0].upper()}{words[1:]}"
        case Assertion():
            return f"Patokan {record.subject}"
        case Scenario():
            return f"Skenario {record.name}"
        case Region():
            return "Rencana"
        case _:
            return "Skenario"
