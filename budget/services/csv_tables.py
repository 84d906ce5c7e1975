"""The figures of a plan as tidy tables: one line a fact, one column a property, nothing added up twice.

Amounts are whole rupiah, rates parts per million, months ``YYYY-MM``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from budget.engine.axes import Axis
from budget.engine.calendar import Basis, calendar
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import tabulate
from budget.plan.allocation import line_names
from budget.plan.layouts import HEAD_SOURCE
from budget.services.cash_planning import cash_plans_of
from budget.services.csv_options import CsvTable

if TYPE_CHECKING:
    from budget.contribution import Programme
    from budget.engine.projection import Projection
    from budget.period import Month
    from budget.plan import Allocation

Cell = str | int | None
_YES, _NO = "ya", "tidak"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tables are about; `made_on` is the day of the export."""

    projection: Projection
    scenario: str | None
    made_on: date


@dataclass(frozen=True, slots=True)
class TableLayout:
    """`name` is that of the file, `what` says what it is for; `rows` are made as they are asked for."""

    name: str
    what: str
    headings: tuple[str, ...]
    rows: Callable[[Subject], Iterable[Sequence[Cell]]]


def _costs(subject: Subject) -> Iterator[Sequence[Cell]]:
    projection = subject.projection
    when = calendar(projection)
    paid = dict(zip(projection.span, calendar(projection, Basis.CASH).booked, strict=True))
    axes = (Axis.MONTH, Axis.GROUP, Axis.KECAMATAN, Axis.VILLAGE, Axis.PROGRAMME, Axis.FUNDING)
    by_month = {str(month): month for month in projection.span}
    for row in tabulate(projection, when, axes):
        month, group, kecamatan, village, programme, funding = map(str, row.labels)
        if row.heads or row.cost:
            own = village.removesuffix(f" ({kecamatan})")
            booked = str(paid[by_month[month]])
            yield month, booked, group, kecamatan, own, programme, funding, row.heads, row.cost


def _people_counts(subject: Subject) -> Iterator[Sequence[Cell]]:
    cube = subject.projection.cube
    places: dict[tuple[str, str, str], list[int]] = {}
    for row, stratum in enumerate(cube.strata):
        places.setdefault((stratum.group, stratum.kecamatan, stratum.village), []).append(row)
    for (group, kecamatan, village), rows in places.items():
        counts = (each[rows].sum(axis=0).tolist() for each in (cube.heads, cube.joined, cube.left))
        for month, *people in zip(cube.span, *counts, strict=True):
            if any(people):
                yield str(month), group, kecamatan, village, *people


def _groups(subject: Subject) -> Iterator[Sequence[Cell]]:
    for group in subject.projection.plan.groups:
        yield (
            group.name,
            group.skpd,
            group.segment.value.upper(),
            group.priority,
            group.legal_basis,
            _month(group.decree_until),
            group.validation_loss_ppm,
            HEAD_SOURCE.text(group.source),
        )


def _prices(subject: Subject) -> Iterator[Sequence[Cell]]:
    for version in subject.projection.prices.versions:
        tariff = version.tariff
        for price in version.prices:
            references = "; ".join(reference.source for reference in price.references)
            yield (
                tariff.group,
                str(version.first),
                _month(tariff.validity.last),
                price.programme.value,
                tariff.terms.segment.value.upper(),
                price.base_sen,
                price.rate_ppm,
                price.bracket.number if price.bracket else None,
                price.rupiah,
                tariff.funding,
                references,
            )


def _allocations(subject: Subject) -> Iterator[Sequence[Cell]]:
    plan = subject.projection.plan
    in_force = plan.allotted
    for line in plan.allocations:
        volume = line.volume
        reckoned = (volume.people, volume.months, volume.price) if volume else (None, None, None)
        yield (
            *_line(line),
            _YES if line in in_force else _NO,
            line.amount,
            *reckoned,
            line.pot,
            line.decree,
            line.decreed.isoformat() if line.decreed else None,
        )


def _runway(subject: Subject) -> Iterator[Sequence[Cell]]:
    view = allocation_view(subject.projection, calendar(subject.projection))
    for year, runway in view.by_fiscal_year:
        yield "tahun anggaran", year, "", *_money(runway)
    yield "gabungan", None, "", *_money(view.pooled)
    for account in view.by_account:
        yield "rekening", account.fiscal_year, line_names(account.lines), *_money(account.runway)


def _money(runway: Runway) -> Sequence[Cell]:
    return (
        runway.total,
        runway.cost,
        runway.remaining,
        _month(runway.covered_until),
        _month(runway.first_short_month),
        runway.people_paid,
        runway.people_short,
        runway.person_months_short,
    )


def _cash_plan(subject: Subject) -> Iterator[Sequence[Cell]]:
    for planned in cash_plans_of(subject.projection):
        for line in planned.lines:
            for number, amount in enumerate(line.months, start=1):
                month = f"{planned.fiscal_year:04d}-{number:02d}"
                yield *_line(line.line), month, amount, _YES if number in line.fixed else _NO


def _about(subject: Subject) -> Iterator[Sequence[Cell]]:
    projection = subject.projection
    plan = projection.plan
    yield "daerah", plan.region.name
    yield "kode_daerah", plan.region.code
    yield "bulan_pertama", str(plan.span.first)
    yield "bulan_terakhir", str(plan.span.last)
    yield "skenario", subject.scenario or "dasar"
    yield "dicetak", subject.made_on.isoformat()
    yield "biaya_seluruhnya", projection.total
    yield "orang_bulan", projection.person_months
    for assumption in plan.assumptions:
        yield f"asumsi ({assumption.kind.value})", f"{assumption.text} {assumption.source}".strip()


def _line(line: Allocation) -> Sequence[Cell]:
    return (
        line.fiscal_year, line.stage.label, line.skpd, line.sub_activity, line.account, line.funding,
        _programmes(line.programmes),
    )  # fmt: skip


def _programmes(programmes: Iterable[Programme]) -> str:
    return ", ".join(programmes)


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)


_LINE = ("tahun_anggaran", "tahapan", "skpd", "sub_kegiatan", "rekening", "sumber_dana", "program")
TABLES = {
    CsvTable.COSTS: TableLayout(
        "biaya", "Biaya per bulan, kelompok, desa, program, dan sumber dana",
        ("bulan", "bulan_bayar", "kelompok", "kecamatan", "desa", "program", "sumber_dana", "orang", "biaya"),
        _costs,
    ),
    CsvTable.PEOPLE_COUNTS: TableLayout(
        "orang", "Orang per bulan, kelompok, dan desa; yang masuk dan keluar",
        ("bulan", "kelompok", "kecamatan", "desa", "orang", "masuk", "keluar"),
        _people_counts,
    ),
    CsvTable.GROUPS: TableLayout(
        "kelompok", "Kelompok peserta dan dasar hukumnya",
        ("kelompok", "skpd", "segmen", "prioritas", "dasar_hukum", "sk_sampai", "susut_validasi_ppm",
         "sumber_orang"),
        _groups,
    ),
    CsvTable.PRICES: TableLayout(
        "iuran", "Iuran per orang dan bulan, dengan pasalnya",
        ("kelompok", "mulai", "tarif_sampai", "program", "segmen", "dasar_sen", "tarif_ppm", "baris_bpu",
         "iuran", "sumber_dana", "pasal"),
        _prices,
    ),
    CsvTable.ALLOCATIONS: TableLayout(
        "pagu", "Baris pagu setiap tahapan",
        (*_LINE, "berlaku", "jumlah", "orang", "bulan", "harga", "tahun_jamak", "dasar", "tanggal"),
        _allocations,
    ),
    CsvTable.RUNWAY: TableLayout(
        "kecukupan", "Pagu terhadap biaya: sisa, cukup sampai kapan, siapa tidak dibayar",
        ("cakupan", "tahun_anggaran", "rekening", "pagu", "biaya", "sisa", "cukup_sampai", "bulan_kurang",
         "orang_dibayar", "orang_tidak_dibayar", "orang_bulan_tidak_dibayar"),
        _runway,
    ),
    CsvTable.CASH_PLAN: TableLayout(
        "anggaran-kas", "Anggaran kas per baris pagu dan bulan bayar",
        (*_LINE, "bulan", "rencana_kas", "ditetapkan"),
        _cash_plan,
    ),
    CsvTable.ABOUT: TableLayout(
        "keterangan", "Dari mana angkanya: daerah, rentang, skenario, asumsi", ("nama", "isi"), _about
    ),
}  # fmt: skip
