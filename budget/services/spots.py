"""Where something that an officer is told of is dealt with."""

from enum import StrEnum


class Spot(StrEnum):
    """The screens know a room, list or command for each, and the key that leads there."""

    FILE = "file"
    FRAME = "frame"
    GROUPS = "groups"
    MONEY = "money"
    ACCOUNTS = "accounts"
    CASH_PLAN = "cash-plan"
    WAGES = "umk"
    LAW = "law"
    LAW_VALUES = "law-values"
    ASSERTIONS = "assertions"
    FORMS = "forms"
    SCENARIOS = "scenarios"
    CAUTIONS = "cautions"
    PEOPLE = "people"
    PROBLEMS = "problems"
    TWINS = "twins"
    SEALS = "seals"
    VERSIONS = "versions"
    HISTORY = "history"
    REALISATION = "realisation"
    OUTLOOK = "outlook"
    ARREARS = "arrears"
    COVERAGE = "coverage"
