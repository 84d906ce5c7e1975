"""How many people a group has in each month, from its dated head counts."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from budget.period import Month, MonthRange
from budget.plan.records import HeadCount, HeadCountKind

# A group and a kecamatan, without capitals (empty where the plan does not say).
Place = tuple[str, str]


def by_place(head_counts: Iterable[HeadCount]) -> dict[Place, list[HeadCount]]:
    """Head counts per group and kecamatan in the order in which they act.

    Within a month the absolute count comes first, then the changes, whatever the order of entry.
    """
    places: dict[Place, list[HeadCount]] = defaultdict(list)
    for count in head_counts:
        places[count.group.casefold(), count.kecamatan.casefold()].append(count)
    for counts in places.values():
        counts.sort(key=lambda c: (c.month, c.kind is HeadCountKind.CHANGE))
    return dict(places)


def levels(counts: Iterable[HeadCount], span: MonthRange) -> list[int]:
    """People in each month of the span; counts dated before it set its first level.

    `counts` belong to one place and stand in the order of `by_place`. No check for negative numbers.
    """
    pending = list(counts)
    result: list[int] = []
    level = 0
    for month in span:
        while pending and pending[0].month <= month:
            level = after(level, pending.pop(0))
        result.append(level)
    return result


def peopled(places: Iterable[Iterable[HeadCount]], span: MonthRange) -> list[Month]:
    """The months of the span in which any of the places has people, however many places there are.

    Places stand as in `by_place`. Levels below zero count as people: cured, there will be some.
    """
    begins_or_ends = [0] * (len(span) + 1)
    for counts in places:
        level = 0
        for count in counts:
            before, level = level, after(level, count)
            position = max(0, span.position(count.month))
            if position < len(span):
                begins_or_ends[position] += (level != 0) - (before != 0)
    places_with_people = accumulate(begins_or_ends)
    return [month for month, places in zip(span, places_with_people, strict=False) if places]


def after(level: int, count: HeadCount) -> int:
    return count.heads if count.kind is HeadCountKind.ABSOLUTE else level + count.heads


def first_negative(
    counts: Iterable[HeadCount], ignored_until: Month | None = None
) -> tuple[Month, int] | None:
    """The first month in which changes take away more people than there are, and the number reached.

    What is made good by `ignored_until` is nobody's concern.
    """
    level = 0
    by_month: dict[Month, int] = {}
    for count in counts:
        level = after(level, count)
        by_month[count.month] = level
    ends = [*(month.plus(-1) for month in sorted(by_month)[1:]), None]
    return next(
        (
            (month, heads)
            for (month, heads), end in zip(sorted(by_month.items()), ends, strict=True)
            if heads < 0 and (ignored_until is None or end is None or end > ignored_until)
        ),
        None,
    )
