"""The cells of assumptions: where each one stands, and what of the plan it says."""

from dataclasses import dataclass

from budget.contribution import Programme
from budget.period import Month, Validity
from budget.workbook.cached import Value


@dataclass(frozen=True, slots=True)
class PeopleKey:
    """Planned people of a group in a kecamatan, in one month of the plan."""

    group: str
    kecamatan: str
    month: Month

    @property
    def label(self) -> str:
        place = f" di {self.kecamatan}" if self.kecamatan else ""
        return f"Orang {self.group}{place}, {self.month.label}"


@dataclass(frozen=True, slots=True)
class LossKey:
    """The part of a group's planned people that validation turns away."""

    group: str

    @property
    def label(self) -> str:
        return f"Susut validasi {self.group}"


@dataclass(frozen=True, slots=True)
class WageKey:
    """The reported wage of a group's members in some months."""

    group: str
    months: tuple[Month, ...]

    @property
    def label(self) -> str:
        return f"Upah {self.group}{_when(self.months)}"


@dataclass(frozen=True, slots=True)
class ShareKey:
    """The part of a group's contribution that the APBD pays in some months."""

    group: str
    months: tuple[Month, ...]

    @property
    def label(self) -> str:
        return f"Porsi APBD {self.group}{_when(self.months)}"


@dataclass(frozen=True, slots=True)
class RateKey:
    """A rate on the wage, of a risk class or (None) of every one, in the months of the plan that it holds.

    `validity` is the law's own.
    """

    programme: Programme
    risk_class: int | None
    months: tuple[Month, ...]
    validity: Validity

    @property
    def label(self) -> str:
        risk = f" kelas risiko {self.risk_class}" if self.risk_class is not None else ""
        return f"Tarif {self.programme} PU{risk}, {self.validity.label}"


@dataclass(frozen=True, slots=True)
class ContributionKey:
    """The contribution of a row of the BPU table, in the months of the plan in which it holds."""

    programme: Programme
    bracket: int
    months: tuple[Month, ...]
    validity: Validity

    @property
    def label(self) -> str:
        return f"Iuran {self.programme} BPU baris {self.bracket}, {self.validity.label}"


@dataclass(frozen=True, slots=True)
class DiscountKey:
    """What a temporary discount leaves of the contribution."""

    name: str

    @property
    def label(self) -> str:
        return f"Sisa setelah potongan {self.name}"


@dataclass(frozen=True, slots=True)
class MinimumWageKey:
    """The UMK of a year."""

    year: int

    @property
    def label(self) -> str:
        return f"UMK {self.year}"


@dataclass(frozen=True, slots=True)
class MoneyKey:
    """The amount of an allocation line, by its place among those in force.

    A plan without lines has an empty one, in place 0.
    """

    line: int

    @property
    def label(self) -> str:
        return f"Pagu baris {self.line + 1}"


@dataclass(frozen=True, slots=True)
class MoneyYearKey:
    """The fiscal year of an allocation line, by its place among those in force."""

    line: int

    @property
    def label(self) -> str:
        return f"Tahun anggaran pagu baris {self.line + 1}"


InputKey = (
    PeopleKey
    | LossKey
    | WageKey
    | ShareKey
    | RateKey
    | ContributionKey
    | DiscountKey
    | MinimumWageKey
    | MoneyKey
    | MoneyYearKey
)

KINDS: dict[type[InputKey], str] = {
    PeopleKey: "people",
    LossKey: "loss",
    WageKey: "wage",
    ShareKey: "share",
    RateKey: "rate",
    ContributionKey: "contribution",
    DiscountKey: "discount",
    MinimumWageKey: "minimum_wage",
    MoneyKey: "allocation",
    MoneyYearKey: "allocation_year",
}


@dataclass(frozen=True, slots=True)
class InputCell:
    """`value` is the exported one. What is not `is_open` is locked and follows an open cell: people of a
    month in which nothing was entered. A number that stands there instead says the same as in an open one.
    """

    sheet: str
    address: str
    key: InputKey
    value: Value
    is_open: bool = True

    @property
    def kind(self) -> str:
        return KINDS[type(self.key)]

    @property
    def where(self) -> str:
        return f"{self.sheet}!{self.address}"


def stretches(months: tuple[Month, ...]) -> tuple[Validity, ...]:
    """Ascending months as stretches without a gap, each with its last month."""
    found: list[Validity] = []
    for month in months:
        if found and found[-1].last == month.plus(-1):
            found[-1] = Validity(found[-1].first, month)
        else:
            found.append(Validity(month, month))
    return tuple(found)


def _when(months: tuple[Month, ...]) -> str:
    parts = (
        v.first.short_label if v.first == v.last else f"{v.first.short_label} – {v.last.short_label}"
        for v in stretches(months)
        if v.last is not None
    )
    return f", {', '.join(parts)}" if months else ""
