"""The official forms; apart from what fills them, so that naming them loads nothing."""

from enum import StrEnum


class FormKind(StrEnum):
    """The forms that are written from the plan (Permendagri 77/2020), and the proposal of prices."""

    RKA = "rka"
    DPA = "dpa"
    CASH_PLAN = "cash-plan"
    LRA = "lra"
    RECAP = "recap"
    PRICE_PROPOSAL = "price-proposal"
