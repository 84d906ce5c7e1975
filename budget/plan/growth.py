"""When people who are to be added join: the path to a target."""

from enum import StrEnum

from budget.money import split


class GrowthPath(StrEnum):
    """In even steps, all in the first month, or all in the last."""

    EVEN = "even"
    NOW = "now"
    END = "end"


PATH_LABELS = {
    GrowthPath.EVEN: "bertahap rata",
    GrowthPath.NOW: "sekaligus di awal",
    GrowthPath.END: "sekaligus di akhir",
}


def steps(people: int, months: int, path: GrowthPath) -> list[int]:
    """How many join in each month; in even steps the first months get one more where it does not divide."""
    match path:
        case GrowthPath.EVEN:
            return split(people, [1] * months)
        case GrowthPath.NOW:
            return [people, *[0] * (months - 1)]
        case GrowthPath.END:
            return [*[0] * (months - 1), people]
