"""The plan of a regency: what an officer describes, before any rupiah is computed."""

from budget.plan.allocation import APBD, Allocation, CashMonth, Stage, StageKind, Volume
from budget.plan.check import check
from budget.plan.places import Locate
from budget.plan.records import (
    Adjustment,
    AllocationAdjustment,
    Assumption,
    AssumptionKind,
    Eligibility,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Tariff,
    TariffAdjustment,
)
from budget.plan.scenario import in_scenario

__all__ = [
    "APBD",
    "Adjustment",
    "Allocation",
    "AllocationAdjustment",
    "Assumption",
    "AssumptionKind",
    "CashMonth",
    "Eligibility",
    "Group",
    "HeadAdjustment",
    "HeadCount",
    "HeadCountKind",
    "HeadSource",
    "Locate",
    "MinimumWage",
    "PaymentTiming",
    "Plan",
    "Region",
    "Scenario",
    "Stage",
    "StageKind",
    "Tariff",
    "TariffAdjustment",
    "Volume",
    "check",
    "in_scenario",
]
