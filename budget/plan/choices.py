"""The few values that fields of a plan choose from, for the records of a plan and of its what-ifs."""

from enum import StrEnum


class PaymentTiming(StrEnum):
    """When the contribution of a month is paid; due is the 15th of the following month."""

    SAME_MONTH = "same-month"
    FOLLOWING_MONTH = "following-month"
    QUARTER_AHEAD = "quarter-ahead"
    YEAR_AHEAD = "year-ahead"


class HeadCountKind(StrEnum):
    """Whether a head count sets the number of people or adds to it."""

    ABSOLUTE = "absolute"
    CHANGE = "change"


class HeadSource(StrEnum):
    """Where the people of a group come from: head counts, the roster, or the roster as far as it goes."""

    PLAN = "plan"
    ROSTER = "roster"
    ROSTER_THEN_PLAN = "roster-then-plan"


class AssumptionKind(StrEnum):
    """Whether a statement about the plan's figures is published or assumed."""

    PUBLIC = "public"
    ASSUMED = "assumed"


class Refers(StrEnum):
    """What a text of a plan names, where it names something that may stand elsewhere too."""

    GROUP = "group"
    SKPD = "skpd"
    ACCOUNT = "account"
    SUB_ACTIVITY = "sub-activity"
    FUNDING = "funding"
    KECAMATAN = "kecamatan"
    POT = "pot"
