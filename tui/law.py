"""Values of the law in words: as numbers, as rows of a list, and explained one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.text import Text

from budget.contribution import Payer
from budget.engine.law_calendar import Parameter, Unit, Value, stretches
from budget.engine.law_uses import Use
from budget.law import Status
from budget.money import format_number, format_percent, format_rupiah, format_sen
from budget.period import Month, MonthRange
from tui.keymap import key, keyed
from tui.text import plain
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, words

COLUMNS = (
    Column("Nilai hukum", least=22),
    Column("Nilai", right=True),
    Column("Mulai"),
    Column("Sampai"),
    Column("Status"),
    Column("Dasar hukum", least=10, grows=True),
    Column("Dipakai", least=10),
    Column("Bulan", right=True),
    Column("Pembayar"),
)
NO_VALUE = "KOSONG"
_PAYERS = {Payer.APBD: "APBD", Payer.SELF: "peserta sendiri"}
_LABEL = 18
_WIDTH = 50
_CURE = "Tulis nilai daerah dengan dasar hukumnya ({money}, daftar Hukum, {new}), atau pindahkan tarifnya."


@dataclass(frozen=True, slots=True)
class Place:
    """What a row stands for: a value of a parameter, or one of its gaps."""

    parameter: int
    value: int | None = None
    gap: int | None = None


# As numbers


def value_text(value: Value, *, with_unit: bool = False) -> str:
    match value.unit:
        case Unit.PPM:
            return format_percent(value.amount) + (" dari upah" if with_unit else "")
        case Unit.RUPIAH:
            return f"{format_rupiah(value.amount)} sebulan" if with_unit else format_number(value.amount)
        case Unit.SEN:
            return format_sen(value.amount)
        case Unit.REDUCTION:
            return f"-{format_percent(value.amount)}" + (" dari iuran" if with_unit else "")


def numbers_text(parameter: Parameter, chosen: int | None) -> str:
    """What stands beside the blocks: how many months are empty, and the chosen value or all in turn."""
    parts = []
    if parameter.gaps:
        parts.append(f"{NO_VALUE} {sum(map(len, parameter.gaps))} bln")
    if chosen is not None:
        parts.append(value_text(parameter.values[chosen]))
    else:
        runs = [
            place for at, place in enumerate(parameter.held) if at == 0 or parameter.held[at - 1] != place
        ]
        parts.append(" → ".join(value_text(parameter.values[place]) for place in runs if place is not None))
    return " · ".join(part for part in parts if part) or "tidak pada bulan rencana"


def months_text(months: Iterable[Month]) -> str:
    return ", ".join(_range_text(each) for each in stretches(months)) or "–"


def _range_text(months: MonthRange) -> str:
    return months.first.label if len(months) == 1 else months.label


# As rows


def law_rows(parameters: Sequence[Parameter]) -> list[Row]:
    """Months without a value that somebody needs first; then gaps and values in the order of the law."""
    needed: list[Row] = []
    rows: list[Row] = []
    for number, each in enumerate(parameters):
        lacking = {month for use in each.used_gaps for month in use.months}
        for at, gap in enumerate(each.gaps):
            is_needed = any(month in lacking for month in gap)
            (needed if is_needed else rows).append(_gap_row(each, Place(number, gap=at)))
        rows += [_value_row(each, Place(number, value=at)) for at in range(len(each.values))]
    return [*needed, *rows]


def _gap_row(parameter: Parameter, place: Place) -> Row:
    assert place.gap is not None
    gap = parameter.gaps[place.gap]
    users = [use.group for use in parameter.used_gaps if any(month in gap for month in use.months)]
    cells = (
        words(parameter.label, Tone.BAD),
        words(NO_VALUE, Tone.BAD),
        _month_cell(gap.first),
        _month_cell(gap.last),
        words("tidak ada nilai", Tone.BAD),
        NOTHING,
        words(", ".join(users) or "–", Tone.BAD if users else Tone.MUTED),
        Cell(format_number(len(gap)), len(gap)),
        NOTHING,
    )
    return Row(place, cells)


def _value_row(parameter: Parameter, place: Place) -> Row:
    assert place.value is not None
    value = parameter.values[place.value]
    months = parameter.months_of(value)
    users = [use.group for use in parameter.uses if not set(use.months).isdisjoint(months)]
    status = value.reference.status
    cells = (
        words(f"{parameter.label} (daerah)" if value.is_own else parameter.label),
        Cell(value_text(value), value.amount),
        _month_cell(value.validity.first),
        _month_cell(value.validity.last) if value.validity.last else NOTHING,
        words(status.label, Tone.BAD if status is Status.UNVERIFIED else Tone.PLAIN),
        words(value.reference.source),
        words(", ".join(users) or "–"),
        Cell(format_number(len(months)), len(months)),
        words(_payers(value)),
    )
    return Row(place, cells, Tone.PLAIN if users else Tone.MUTED)


def _month_cell(month: Month) -> Cell:
    return Cell(month.short_label, str(month))


def _payers(value: Value) -> str:
    excluded = ", ".join(_PAYERS[payer] for payer in value.excluded)
    return f"selain {excluded}" if excluded else "siapa pun"


def gap_line(parameters: Sequence[Parameter]) -> str:
    """The first parameter without a value, what is used before the rest; empty where nothing lacks."""
    lacking = sorted((each for each in parameters if each.gaps), key=lambda each: not each.used_gaps)
    if not lacking:
        return ""
    first = lacking[0]
    where = ", ".join(map(_range_text, first.gaps))
    used = "dipakai" if first.used_gaps else "tidak dipakai rencana ini"
    more = f"; dan {len(lacking) - 1} nilai lain" if len(lacking) > 1 else ""
    return f"{NO_VALUE}: {first.label} pada {where} ({used}){more}"


# Explained


def explained(parameter: Parameter, place: Place) -> Text:
    """Everything about a value or a gap: article, dates, how sure, and who takes it."""
    text = Text()
    if place.value is None:
        assert place.gap is not None
        lines = _of_gap(parameter, parameter.gaps[place.gap])
    else:
        lines = _of_value(parameter, parameter.values[place.value])
    for label, said in lines:
        wrapped = wrap(plain(said), _WIDTH) or [""]
        text.append(f"{label:<{_LABEL}}", "dim")
        text.append(f"\n{' ' * _LABEL}".join(wrapped) + "\n")
    text.rstrip()
    return text


def _of_gap(parameter: Parameter, gap: MonthRange) -> Iterable[tuple[str, str]]:
    yield "Nilai", f"{NO_VALUE}: hukum yang dimuat tidak punya nilai pada bulan ini."
    yield "Bulan", _range_text(gap)
    yield from _named("Dipakai oleh", parameter.used_gaps)
    yield "Cara", keyed(_CURE)


def _of_value(parameter: Parameter, value: Value) -> Iterable[tuple[str, str]]:
    reference, months = value.reference, parameter.months_of(value)
    yield "Nilai", value_text(value, with_unit=True)
    if parameter.meaning:
        yield "Untuk", parameter.meaning
    yield "Berlaku", value.validity.label
    yield "Pembayar", _payers(value)
    yield "Dasar hukum", reference.source
    yield "Status", _status(reference.status)
    if reference.note:
        yield "Catatan", reference.note
    if value.exclusion is not None:
        said = f"{value.exclusion.source} ({value.exclusion.status.label}). {value.exclusion.note}"
        yield "Pengecualian", said.strip()
    total = len(parameter.span)
    yield "Dalam rencana", f"{len(months)} dari {total} bulan: {months_text(months)}"
    if replaced := [m for m in parameter.span if m in value.validity and m not in months]:
        yield "Digantikan", f"nilai daerah pada {months_text(replaced)}"
    among = set(months)
    yield from _named("Dipakai oleh", _within(parameter.uses, among))
    if parameter.withheld:
        yield from _named("Tidak untuk", _within(parameter.withheld, among))
    if value.is_own:
        yield "Diubah", f"{key('money')} Pagu, daftar {'UMK' if value.unit is Unit.SEN else 'Hukum'}"


def _status(status: Status) -> str:
    return status.label.upper() if status is Status.UNVERIFIED else status.label


def _within(uses: Iterable[Use], months: set[Month]) -> list[Use]:
    found = (Use(use.group, tuple(month for month in use.months if month in months)) for use in uses)
    return [use for use in found if use.months]


def _named(label: str, uses: Sequence[Use]) -> Iterable[tuple[str, str]]:
    if not uses:
        yield label, "tidak ada kelompok"
    for number, use in enumerate(uses):
        yield "" if number else label, f"{use.group}: {months_text(use.months)}"
