"""Rows under headings that sum them up: accounts from ``5`` down, groups, notes, items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budget.errors import Problem, information, warning
from budget.plan import Plan
from budget.plan.account_names import account_name
from budget.workbook.forms.values import FormRow, Formula, SumOfRows, Value

BLANK = "………………………"
UNPAID = "Belum berekening"


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A heading, whose figures are sums of what stands below it, or a row with `figures` of its own.

    A heading ends where a row of its depth or a lower one comes.
    """

    kind: str
    depth: int
    texts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, int] | None = None


# Formulas of a row out of its own numbers.
Derive = Callable[[Mapping[str, int]], Mapping[str, Formula]]


def nothing(_amounts: Mapping[str, int]) -> Mapping[str, Formula]:
    """For tables without formulas in their rows."""
    return {}


def rows_with_sums(
    tree: Sequence[TreeRow], sums: Sequence[str], total: str, derive: Derive = nothing
) -> list[FormRow]:
    """The rows, each heading with the sums of these fields, and a last row of kind `total` with all."""
    made = []
    for at, row in enumerate(tree):
        if row.figures is not None:
            values: Mapping[str, Value] = row.figures
            amounts = row.figures
        else:
            below = _below(tree, at)
            amounts = _added(below, sums)
            values = {name: SumOfRows(amounts[name], len(below)) for name in sums}
        made.append(FormRow(row.kind, {**row.texts, **values, **derive(amounts)}))
    amounts = _added(tree, sums)
    grand = {name: SumOfRows(amounts[name], -len(tree)) for name in sums}
    return [*made, FormRow(total, {**grand, **derive(amounts)})]


def _below(tree: Sequence[TreeRow], at: int) -> Sequence[TreeRow]:
    end = next((i for i in range(at + 1, len(tree)) if tree[i].depth <= tree[at].depth), len(tree))
    return tree[at + 1 : end]


def _added(rows: Sequence[TreeRow], sums: Sequence[str]) -> dict[str, int]:
    return {name: sum(row.figures.get(name, 0) for row in rows if row.figures) for name in sums}


@dataclass(slots=True)
class AccountNames:
    """Names of accounts as far as they are known, and what is to be told of those that were asked for."""

    plan: Plan
    _unknown: dict[str, None] = field(default_factory=dict)
    _unverified: dict[str, None] = field(default_factory=dict)

    def of(self, code: str) -> str:
        title = account_name(self.plan, code)
        if not title.name:
            self._unknown[code] = None
        elif title.status != "verified" and title.name not in {own.name for own in self.plan.account_names}:
            self._unverified[code] = None
        return title.name or BLANK

    def headings(self, code: str, above: str) -> Iterator[tuple[int, str, str]]:
        """Depth, code and name of the levels of an account that the one `above` it does not have."""
        known = levels(above)
        for depth, level in enumerate(levels(code), start=1):
            if level not in known:
                yield depth, level, self.of(level)

    def problems(self) -> Iterator[Problem]:
        if self._unknown:
            message = f"Nama rekening {', '.join(self._unknown)} belum ada. Isi di Nama Rekening."
            yield warning("nama_rekening_kosong", "Nama rekening", message)
        if self._unverified:
            message = (
                f"Nama rekening {', '.join(self._unverified)} belum diperiksa pada daftar resmi. Cocokkan, "
                "atau isi sendiri di Nama Rekening."
            )
            yield information("nama_rekening_belum_diperiksa", "Nama rekening", message)


def levels(code: str) -> list[str]:
    """``5``, ``5.1``, ``5.1.02`` … down to the account itself; none of an empty code."""
    parts = code.split(".") if code else []
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
