"""The money of T-1, T and T+1: of the lines in force, and where none is stored as a sub-kegiatan says it."""

from collections.abc import Iterable, Sequence

from budget.plan.forms import SubActivity
from budget.workbook.council.allocations import LineCells, of_year
from budget.workbook.council.workings import Workings

# Formula and value; None where it is not known.
Known = tuple[str, int] | None
Years = tuple[int, int, int]


def allotted(work: Workings, years: Years) -> list[Known]:
    """Lines of the year, or else what every sub-kegiatan says of the year before or after T."""
    plan = work.data.projection.plan
    said: dict[int, list[int | None]] = {
        years[0]: [sub.before for sub in plan.sub_activities],
        years[2]: [sub.after for sub in plan.sub_activities],
    }
    return [_allotted(work, year, said.get(year, [])) for year in years]


def _allotted(work: Workings, year: int, said: Sequence[int | None]) -> Known:
    plan = work.data.projection.plan
    if any(line.fiscal_year == year for line in plan.allotted):
        return of_year(work.inputs.money.lines, year)
    known = [amount for amount in said if amount is not None]
    if not known or len(known) < len(said):
        return None
    return "=" + "+".join(map(str, known)), sum(known)


def sub_activities(work: Workings, years: Years) -> list[tuple[str, list[Known]]]:
    """A row for each sub-kegiatan whose form names the year before or after."""
    found = []
    for sub in work.data.projection.plan.sub_activities:
        if sub.before is None and sub.after is None:
            continue
        figures = [_stated(sub.before), _of_lines(work, sub, years[1]), _stated(sub.after)]
        found.append((" · ".join(filter(None, (sub.code, sub.name, sub.skpd))), figures))
    return found


def _stated(amount: int | None) -> Known:
    return None if amount is None else (f"={amount}", amount)


def _of_lines(work: Workings, sub: SubActivity, year: int) -> Known:
    lines = list(_lines(work, sub))
    return of_year(lines, year) if any(line.year.number == year for line in lines) else None


def _lines(work: Workings, sub: SubActivity) -> Iterable[LineCells]:
    place = sub.skpd.casefold(), sub.code
    for line, cells in zip(work.data.projection.plan.allotted, work.inputs.money.lines, strict=False):
        if (line.skpd.casefold(), line.sub_activity) == place:
            yield cells
