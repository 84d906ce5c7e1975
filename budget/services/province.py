"""A province: figures of all its regencies in one database, and who is covered by two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.alike import project_alike
from budget.engine.calendar import calendar
from budget.engine.coverage import Share, coverage_row
from budget.engine.projection import Projection
from budget.engine.runway import allocation_view
from budget.errors import PaguError
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.coverage import Coverage, CoverageKind, Period
from budget.services.nik_key import read_key
from budget.services.workspace import Workspace, this_workspace, transaction

if TYPE_CHECKING:
    from budget.store.province import Reservation as Reservation
    from budget.store.province import Shared as Shared
    from budget.store.province import Twice as Twice


@dataclass(frozen=True, slots=True)
class Regency:
    """What `pagu project` says of a regency in its months `first` to `last`. `heads` are those of `last`.

    `share` are active members of the newest whole known then, None where coverage has no figures.
    """

    code: str
    name: str
    first: Month
    last: Month
    heads: int
    person_months: int
    cost: int
    allocation: int
    covered_until: Month | None
    is_enough: bool
    share: Share | None

    @property
    def remaining(self) -> int:
        return self.allocation - self.cost


@dataclass(frozen=True, slots=True)
class JointShare:
    """Coverage of so many `regencies` together; the newest of their periods stands for all."""

    share: Share
    regencies: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Province:
    """All regencies whose schema the user may use; those `left_out` are in no sum."""

    regencies: tuple[Regency, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def heads(self) -> int:
        return sum(each.heads for each in self.regencies)

    @property
    def person_months(self) -> int:
        return sum(each.person_months for each in self.regencies)

    @property
    def cost(self) -> int:
        return sum(each.cost for each in self.regencies)

    @property
    def allocation(self) -> int:
        return sum(each.allocation for each in self.regencies)

    @property
    def remaining(self) -> int:
        return self.allocation - self.cost

    @property
    def shares(self) -> tuple[JointShare, ...]:
        """Of those that have coverage figures, one sum for each whole: shares of two wholes are no share."""
        found = [each.share for each in self.regencies if each.share]
        wholes = dict.fromkeys(share.of for share in found)
        return tuple(_joint([share for share in found if share.of is of]) for of in wholes)


def _joint(shares: Sequence[Share]) -> JointShare:
    people, whole = sum(share.people for share in shares), sum(share.whole for share in shares)
    newest = max(share.period for share in shares)
    return JointShare(Share(people, shares[0].of, newest, whole), len(shares))


def province(target: str, first: Month | None = None, last: Month | None = None) -> Province:
    """The figures of every region of a database, one plan in memory at a time.

    FileError where the server cannot be asked, or the address names one region.
    """
    from budget.store.server import leave, regions_at

    regencies, left_out = [], []
    for code, address in regions_at(target):
        try:
            regencies.append(_regency(this_workspace(address), first, last))
        except PaguError as problem:
            left_out.append(LeftOut(code, str(problem)))
        finally:
            leave(address)
    return Province(tuple(regencies), tuple(left_out))


def _regency(workspace: Workspace, first: Month | None, last: Month | None) -> Regency:
    with transaction(workspace, writes=False) as work:
        plan, coverage = work.plan(), work.coverage.all()
    return regency_of(plan, coverage, first, last)[0]


def regency_of(
    plan: Plan, coverage: Coverage, first: Month | None, last: Month | None
) -> tuple[Regency, Projection]:
    """What `pagu project` says of a plan, and the projection behind it, by group without places.

    PlanError, LawGap or LimitExceeded where it cannot be costed.
    """
    projection = project_alike(plan, load_law())
    months = calendar(projection, first=first, last=last)
    pooled, places = allocation_view(projection, months).pooled, list(months.positions)
    regency = Regency(
        plan.region.code,
        plan.region.name,
        months.booked[0],
        months.booked[-1],
        int(projection.cube.heads[:, places[-1]].sum()),
        int(projection.cube.heads[:, places].sum()),
        int(projection.cost[places].sum()),
        pooled.total,
        pooled.covered_until,
        pooled.is_enough,
        _share(coverage, months.booked[-1]),
    )
    return regency, projection


def _share(coverage: Coverage, at: Month) -> Share | None:
    """Active members of the working population, or else of whatever whole is known."""
    figure = coverage.known(CoverageKind.ACTIVE, "", Period.of(at))
    shares = coverage_row(coverage, figure, None).shares if figure else ()
    return shares[0] if shares else None


def publish(workspace: Workspace, key_file: Path) -> int:
    """Show the province keyed hashes of this region's people; how many covers there are now.

    FileError for a file of no key or a workspace in a file, NotAllowed for a role that sees no people.
    """
    key = read_key(key_file)
    with transaction(workspace) as work:
        covers = work.publish(key)
        work.record([], f"Terbitkan sidik {covers} kepesertaan bagi provinsi")
        work.commit()
    return covers


def twice(target: str, first: Month | None = None, last: Month | None = None) -> "Twice":
    """Whom two regencies cover in one month, by what all of them have published."""
    from budget.store.province import twice as found
    from budget.store.server import regions_at

    return found(target, [code for code, _ in regions_at(target)], first, last)
