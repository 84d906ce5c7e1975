"""What-ifs: scenarios kept beside the plan, and lines of text tried out on it before anything is stored."""

from dataclasses import dataclass, replace

from budget.engine.alike import project_alike
from budget.engine.calendar import Basis, calendar
from budget.engine.comparison import Side
from budget.engine.projection import Projection
from budget.engine.runway import allocation_view
from budget.errors import BadEntry, Problem, errors_in, warning
from budget.law import load_law
from budget.period import Month
from budget.plan import Adjustment, HeadAdjustment, HeadCountKind, Plan, Scenario, check
from budget.plan.adjustments import BASE_NAMES
from budget.plan.headcount import by_place
from budget.plan.scenario import base_plan, with_adjustments
from budget.plan.what_if_text import read_what_if, what_if_text
from budget.services import editing
from budget.services.editing import Edit
from budget.services.workspace import Workspace, read_plan

__all__ = [
    "Preview", "Scenario", "Side", "keep", "lines_of", "preview", "read_lines", "remove", "save_lines",
    "stored", "weigh",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What lines of text would do to the plan, or to the scenario they stand on."""

    adjustments: tuple[Adjustment, ...]
    before: Side
    after: Side
    cautions: tuple[Problem, ...]

    @property
    def difference(self) -> int:
        return self.after.total - self.before.total

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they were understood."""
        return tuple(map(what_if_text, self.adjustments))

    @property
    def people_who_lose_cover(self) -> int:
        """Of the first short month, over all fiscal years together; none where the money is enough."""
        return self.after.allocation.pooled.people_short or 0


def preview(
    plan: Plan, base: str | None, text: str, basis: Basis = Basis.ACCRUAL, before: Side | None = None
) -> Preview:
    """Try the lines on a base; nothing is stored.

    `before` is what the base costs on that basis, where that is known already. BadEntry where a line is not
    understood; PlanError, LawGap or LimitExceeded where it cannot be costed.
    """
    start = base_plan(plan, base or "")
    adjustments = read_what_if(text, start)
    _refuse_unsound(start, adjustments)
    after = project_alike(with_adjustments(start, adjustments), load_law())
    return Preview(
        adjustments=adjustments,
        before=before or weigh(start, basis),
        after=_side(after, basis),
        cautions=tuple(_without_effect(start, adjustments)),
    )


def weigh(plan: Plan, basis: Basis = Basis.ACCRUAL) -> Side:
    """What a plan costs in all, and how far its money goes."""
    return _side(project_alike(plan, load_law()), basis)


def _side(projection: Projection, basis: Basis) -> Side:
    months = calendar(projection, basis)
    return Side(projection.total, projection.person_months, allocation_view(projection, months))


def _refuse_unsound(plan: Plan, adjustments: tuple[Adjustment, ...]) -> None:
    """BadEntry for what the plan's check would refuse to keep."""
    tried = replace(plan, scenarios=(Scenario("Andaian", adjustments),), allocations=())
    if found := [p for p in errors_in(check(tried)) if p.where.startswith("Skenario")]:
        raise BadEntry(found[0].message)


def _without_effect(plan: Plan, adjustments: tuple[Adjustment, ...]) -> list[Problem]:
    """Lines that change nothing, or not for as long as they say: nobody should believe that they did."""
    found: list[Problem] = []
    for adjustment in adjustments:
        after = with_adjustments(plan, [adjustment])
        line = what_if_text(adjustment)
        if after == plan:
            message = "Baris ini tidak mengubah apa pun dalam rencana."
            found.append(warning("andaian_tanpa_akibat", line, message))
        if (month := _overridden(plan, adjustment)) is not None:
            message = f"Berlaku sampai sebelum {month.label}: rencana menetapkan jumlah orang baru sejak itu."
            found.append(warning("tambahan_tertimpa", line, message))
        plan = after
    return found


def _overridden(plan: Plan, adjustment: Adjustment) -> Month | None:
    """When the plan sets the people of that place anew, so that people added before no longer count."""
    if not isinstance(adjustment, HeadAdjustment) or adjustment.kind is HeadCountKind.ABSOLUTE:
        return None
    place = adjustment.group.casefold(), adjustment.kecamatan.casefold()
    later = (
        count.month
        for count in by_place(plan.head_counts).get(place, ())
        if count.kind is HeadCountKind.ABSOLUTE and adjustment.month < count.month <= plan.span.last
    )
    month = min(later, default=None)
    return None if month is None or plan.follows_roster(plan.group(adjustment.group), month) else month


def stored(workspace: Workspace) -> tuple[Scenario, ...]:
    """The scenarios of the stored plan, in their order."""
    return read_plan(workspace).scenarios


def lines_of(scenario: Scenario) -> str:
    """A scenario's adjustments as text, one line each."""
    return "\n".join(map(what_if_text, scenario.adjustments))


def read_lines(plan: Plan, text: str, base: str = "") -> tuple[Adjustment, ...]:
    """The adjustments of a scenario written as text, read on its base; none where nothing is written."""
    return read_what_if(text, base_plan(plan, base)) if text.strip() else ()


def keep(workspace: Workspace, old: Scenario | None, new: Scenario, reason: str = "") -> Edit:
    """Add a scenario, or put it in the place of another; those that stand on it follow its name.

    PlanError where it, or one that stands on it, cannot be costed.
    """
    return editing.put(workspace, old, new, reason)


def save_lines(
    workspace: Workspace, name: str, text: str, base: str = "", note: str = "", *, replaces: bool = False
) -> Edit:
    """Store lines of text as the scenario of that name; BadEntry where the name is taken already.

    With `replaces` a scenario of that name gives way.
    """
    plan = read_plan(workspace)
    wanted = Scenario(_name(name), read_lines(plan, text, base), note.strip(), _base(base))
    old = next((s for s in plan.scenarios if s.name.casefold() == wanted.name.casefold()), None)
    if old is not None and not replaces:
        raise BadEntry(f"Skenario “{old.name}” sudah ada. Beri nama lain, atau ubah skenario itu.", "name")
    return keep(workspace, old, wanted)


def _name(name: str) -> str:
    if not name.strip() or name.strip().casefold() in BASE_NAMES:
        raise BadEntry("Beri nama skenario; “dasar” dan “base” berarti rencana apa adanya.", "name")
    return name.strip()


def _base(base: str) -> str:
    return "" if base.strip().casefold() in BASE_NAMES else base.strip()


def remove(workspace: Workspace, name: str, reason: str = "") -> Edit:
    """Take a scenario out; NotFound where there is none, PlanError where another stands on it."""
    return editing.remove(workspace, read_plan(workspace).scenario(name), reason)
