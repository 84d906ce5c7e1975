"""Looking a value up by month. A month without a value is an error, never zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budget.contribution import Payer, Programme, Sector, Segment
from budget.errors import LawGap
from budget.law.own import LawValue, own_rates, own_tables
from budget.law.values import BpuTable, Discount, PuRate
from budget.period import Month, Validity


@dataclass(frozen=True, slots=True)
class LawBook:
    rates: tuple[PuRate, ...]
    bpu_tables: tuple[BpuTable, ...]
    discounts: tuple[Discount, ...]

    def rate(self, programme: Programme, risk_class: int, month: Month) -> PuRate:
        """The wage rate of a programme; LawGap where the law holds none."""
        for rate in self.rates:
            matches_class = rate.risk_class in (None, risk_class)
            if rate.programme is programme and matches_class and month in rate.validity:
                return rate
        risk = f" kelas risiko {risk_class}" if programme is Programme.JKK else ""
        raise LawGap(f"Tidak ada tarif {programme}{risk} untuk penerima upah (PU) pada {month.label}.")

    def bpu_table(self, month: Month) -> BpuTable:
        """The bracket table; LawGap where the law holds none."""
        for table in self.bpu_tables:
            if month in table.validity:
                return table
        raise LawGap(f"Tidak ada tabel iuran bukan penerima upah (BPU) pada {month.label}.")

    def discount(
        self, programme: Programme, segment: Segment, payer: Payer, sector: Sector, month: Month
    ) -> Discount | None:
        """The discount that applies to this payer, if any."""
        for discount in self._concerning(programme, segment, sector, month):
            if payer not in discount.excluded_payers:
                return discount
        return None

    def withheld_discount(
        self, programme: Programme, segment: Segment, payer: Payer, sector: Sector, month: Month
    ) -> Discount | None:
        """A discount that others get in that month and this payer does not."""
        for discount in self._concerning(programme, segment, sector, month):
            if payer in discount.excluded_payers:
                return discount
        return None

    def with_values(self, values: Sequence[LawValue]) -> "LawBook":
        """The book with a regency's own values before those it holds, which stay to be seen."""
        if not values:
            return self
        return LawBook(
            (*own_rates(values), *self.rates),
            (*own_tables(self.bpu_tables, values), *self.bpu_tables),
            self.discounts,
        )

    def changes(self) -> tuple[Month, ...]:
        """The months in which any value begins, or follows one that ended: prices change there only."""
        values: list[PuRate | BpuTable | Discount] = [*self.rates, *self.bpu_tables, *self.discounts]
        validities: list[Validity] = [value.validity for value in values]
        starts = {v.first for v in validities}
        return tuple(sorted(starts | {v.last.plus(1) for v in validities if v.last is not None}))

    def sources(self) -> tuple[str, ...]:
        """Every source that a value cites, each once."""
        cited = [rate.reference for rate in self.rates]
        cited += [reference for table in self.bpu_tables for _, reference in table.references]
        for discount in self.discounts:
            cited += [r for r in (discount.reference, discount.exclusion_reference) if r is not None]
        return tuple(dict.fromkeys(reference.source for reference in cited))

    def on(self, month: Month) -> "LawBook":
        """Only what holds in that month."""
        return LawBook(
            rates=tuple(r for r in self.rates if month in r.validity),
            bpu_tables=tuple(t for t in self.bpu_tables if month in t.validity),
            discounts=tuple(d for d in self.discounts if month in d.validity),
        )

    def _concerning(
        self, programme: Programme, segment: Segment, sector: Sector, month: Month
    ) -> Iterator[Discount]:
        return (d for d in self.discounts if programme in d.programmes and d.concerns(segment, sector, month))
