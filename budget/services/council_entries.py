"""Entries in the input cells of a council workbook as whole numbers, or what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budget.errors import Problem, error
from budget.money import PPM, SEN_PER_RUPIAH
from budget.workbook.council.comparing import ChangedInput
from budget.workbook.council.content import Plain, shown
from budget.workbook.council.evaluation import Evaluation
from budget.workbook.council.figures import LARGEST
from budget.workbook.council.formulas import Node, Unreadable, areas_of, read_formula
from budget.workbook.council.inputs import (
    ContributionKey,
    InputKey,
    LossKey,
    MinimumWageKey,
    MoneyKey,
    MoneyYearKey,
    PeopleKey,
    RateKey,
    ShareKey,
    WageKey,
)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """A cell counts in parts of its unit: `scale` of them; the whole number of parts has two ends."""

    scale: int
    least: int
    most: int
    expected: str


_BOUNDS: Mapping[type[InputKey], _Bounds] = {
    PeopleKey: _Bounds(1, 0, LARGEST // PPM, "jumlah orang, bilangan bulat dari 0"),
    LossKey: _Bounds(PPM, 0, PPM - 1, "persen dari 0% sampai di bawah 100%, paling halus 0,0001%"),
    WageKey: _Bounds(SEN_PER_RUPIAH, 1, LARGEST, "upah di atas nol, paling halus satu sen"),
    ShareKey: _Bounds(PPM, 1, PPM, "persen di atas 0% sampai 100%, paling halus 0,0001%"),
    RateKey: _Bounds(PPM, 0, PPM, "persen dari 0% sampai 100%, paling halus 0,0001%"),
    ContributionKey: _Bounds(1, 0, LARGEST, "rupiah bulat dari 0"),
    MinimumWageKey: _Bounds(SEN_PER_RUPIAH, 1, LARGEST, "UMK di atas nol, paling halus satu sen"),
    MoneyKey: _Bounds(1, 0, LARGEST, "rupiah bulat dari 0"),
    MoneyYearKey: _Bounds(1, 1990, 2199, "tahun, misalnya 2026"),
}


def read_entry(changed: ChangedInput, wanted: Evaluation) -> int | Problem:
    """The entry in people, sen, parts per million, rupiah or years; what is wrong names the cell and a cure.

    A formula is taken where it only counts, or where it adds to the month before as the exported one did.
    """
    cell, present = changed.input, changed.present
    bounds = _BOUNDS.get(type(cell.key))
    exported = _exported(changed)
    if bounds is None:
        return error(
            "masukan_tanpa_andaian", cell.where,
            f"{cell.key.label} tidak dapat menjadi andaian: potongan iuran ditetapkan peraturan. Kembalikan "
            f"ke {exported}, atau ubah tarif, iuran, atau porsi APBD.",
        )  # fmt: skip
    value = present.value
    if present.formula is not None:
        value = _worked_out(wanted, changed) if _is_understood(changed) else None
        if value is None:
            return error(
                "masukan_rumus", cell.where,
                f"{cell.key.label} berisi rumus. Tulis angkanya, atau kembalikan ke {exported}.",
            )  # fmt: skip
    if not isinstance(value, Decimal):
        said = f"berisi “{shown(value)}”" if value is not None else "kosong"
        return error(
            "masukan_bukan_angka", cell.where,
            f"{cell.key.label} {said}. Tulis {bounds.expected}, atau kembalikan ke {exported}.",
        )  # fmt: skip
    parts = value * bounds.scale
    if parts != parts.to_integral_value() or not bounds.least <= parts <= bounds.most:
        return error(
            "masukan_di_luar_batas", cell.where,
            f"{cell.key.label} berisi {shown(value)}. Tulis {bounds.expected}, atau kembalikan ke "
            f"{exported}.",
        )  # fmt: skip
    return int(parts)


def _exported(changed: ChangedInput) -> str:
    if changed.exported.formula is not None:
        return f"={changed.exported.formula}"
    return shown(changed.exported.value)


def _worked_out(wanted: Evaluation, changed: ChangedInput) -> Plain | None:
    try:
        return wanted.value(changed.input.sheet, changed.input.address)
    except Unreadable:
        return None


def _is_understood(changed: ChangedInput) -> bool:
    """Whether the formula names no cell, or none but the one that the exported formula named."""
    named = set(_areas(changed.present.formula, changed.input.sheet))
    known = set(_areas(changed.exported.formula, changed.input.sheet))
    return None not in named and (not named or named == known)


def _areas(formula: str | None, sheet: str) -> Iterator[Node | None]:
    if formula is not None:
        try:
            yield from areas_of(read_formula(formula, sheet))
        except Unreadable:
            yield None
