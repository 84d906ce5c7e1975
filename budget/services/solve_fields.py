"""Questions to the solver as officers write them: money as ``potong 10 %``, a target as ``35,68 %``."""

import re
from dataclasses import dataclass
from enum import StrEnum

from budget.engine.axes import Basis
from budget.engine.calendar import Calendar
from budget.engine.orders import ORDER_LABELS, CutOrder
from budget.engine.target import Need
from budget.errors import BadEntry
from budget.money import PPM, format_number, format_percent
from budget.period import Month
from budget.plan import entry
from budget.plan.coverage import KIND_LABELS, CoverageKind
from budget.plan.coverage_layout import PATH
from budget.plan.entry import INTEGER, MONTH, PERCENT, RUPIAH, Keyed, Kind
from budget.plan.field import Field, Layout, Values
from budget.plan.growth import GrowthPath
from budget.progress import Progress, silent
from budget.services.reaching import (
    Reached,
    Reaching,
    add_people,
    reach_coverage,
    reach_months,
    reach_people,
)
from budget.services.solving import Frame, Given, Solved, solve_money


@dataclass(frozen=True, slots=True)
class Sum:
    """Money for all months together, or the plan's allocations (None) less a part of themselves."""

    money: int | None = None
    less_ppm: int = 0

    def __str__(self) -> str:
        if self.money is not None:
            return format_number(self.money)
        return f"potong {format_percent(self.less_ppm)}"


def parse_sum(text: object) -> Sum:
    """``potong 10 %`` or ``1,5 miliar``; BadEntry or NotMoney for anything else."""
    cut = re.fullmatch(r"\s*potong\s+(.*)", str(text), re.IGNORECASE | re.DOTALL)
    if cut is None and not str(text).strip().endswith("%"):
        return Sum(RUPIAH.read_typed(str(text)))
    less: int = PERCENT.parse(cut[1] if cut else text)
    if not 0 <= less <= PPM:
        raise BadEntry("Potongan pagu paling sedikit 0 % dan paling banyak 100 %.")
    return Sum(None, less)


class TargetKind(StrEnum):
    """What is to be reached."""

    PEOPLE = "people"
    MORE = "more"
    COVERAGE = "coverage"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Target:
    """So many people, so many more, a part in ppm, or so many months."""

    kind: TargetKind
    amount: int

    def __str__(self) -> str:
        match self.kind:
            case TargetKind.COVERAGE:
                return format_percent(self.amount)
            case TargetKind.MONTHS:
                return f"{self.amount} bulan"
            case TargetKind.MORE:
                return f"+{format_number(self.amount)} orang"
            case _:
                return f"{format_number(self.amount)} orang"


_TARGET = re.compile(r"(?P<more>\+?)\s*(?P<number>[^+\s].*?)\s*(?P<unit>orang|bulan|%|)", re.IGNORECASE)


def parse_target(text: object) -> Target:
    """``80.000 orang``, ``+3.000``, ``35,68 %`` or ``24 bulan``; BadEntry for anything else."""
    found = _TARGET.fullmatch(str(text).strip())
    if found is None or (found["more"] and found["unit"].casefold() in ("%", "bulan")):
        raise BadEntry(f"“{text}” bukan sasaran. Tulis seperti 80.000 orang, +3.000, 35,68 %, atau 24 bulan.")
    match found["unit"].casefold():
        case "%":
            target = Target(TargetKind.COVERAGE, PERCENT.parse(f"{found['number']} %"))
        case "bulan":
            target = Target(TargetKind.MONTHS, INTEGER.read_typed(found["number"]))
        case _:
            kind = TargetKind.MORE if found["more"] else TargetKind.PEOPLE
            target = Target(kind, INTEGER.read_typed(found["number"]))
    if target.amount < 0:
        raise BadEntry("Sasaran kurang dari nol.")
    return target


_WHOLES = (CoverageKind.WORKING_POPULATION, CoverageKind.ELIGIBLE_WORKERS)
_WHOLE = entry.choice({kind: KIND_LABELS[kind] for kind in _WHOLES})


def parse_whole(text: object) -> int | CoverageKind:
    """What a percentage is of: a number, or the figure that the coverage holds."""
    if any(letter.isalpha() for letter in str(text)):
        kind: CoverageKind = _WHOLE.parse(text)
        return kind
    number: int = INTEGER.read_typed(str(text))
    return number


def _whole_text(whole: int | CoverageKind) -> str:
    return KIND_LABELS[whole] if isinstance(whole, CoverageKind) else format_number(whole)


class Pots(StrEnum):
    """Whether what one account has left pays for another of its fiscal year."""

    YEAR = "year"
    ACCOUNT = "account"


SUM = Kind(parse_sum, str, str, keyed=Keyed.GROUPED)
TARGET = Kind(parse_target, str, str, keyed=Keyed.GROUPED)
WHOLE = Kind(parse_whole, _whole_text, _whole_text, keyed=Keyed.GROUPED)
POTS = entry.choice({Pots.YEAR: "per tahun", Pots.ACCOUNT: "per rekening"})
ORDER = entry.choice(dict(ORDER_LABELS))


@dataclass(frozen=True, slots=True)
class MoneyQuestion:
    """Whom does the money cover? `first` and `last` limit the booked months."""

    money: Sum
    order: CutOrder
    pots: Pots
    since: Month | None
    first: Month | None
    last: Month | None


@dataclass(frozen=True, slots=True)
class TargetQuestion:
    """What does the target cost? `of` and `covered` matter to coverage only, a group not to months."""

    target: Target
    of: int | CoverageKind
    covered: int | None
    path: GrowthPath
    group: str | None
    since: Month | None
    by: Month | None


@dataclass(frozen=True, slots=True)
class MonthsReached:
    need: Need
    months: Calendar


def answer_money(
    given: Given, scenario: str | None, basis: Basis, asked: MoneyQuestion, progress: Progress = silent
) -> Solved:
    frame = Frame(scenario, basis, asked.first, asked.last, asked.since)
    money, by_account = asked.money, asked.pots is Pots.ACCOUNT
    return solve_money(
        given, frame, asked.order, money.money, money.less_ppm, by_account=by_account, progress=progress
    )


def answer_target(
    given: Given, scenario: str | None, basis: Basis, asked: TargetQuestion, progress: Progress = silent
) -> Reached | MonthsReached:
    progress(0, 1, "menghitung biaya")
    frame = Frame(scenario, basis, since=asked.since)
    reaching = Reaching(asked.by, asked.path, asked.group, asked.covered)
    amount = asked.target.amount
    match asked.target.kind:
        case TargetKind.MONTHS:
            return MonthsReached(*reach_months(given, Frame(scenario, basis), amount))
        case TargetKind.COVERAGE:
            return reach_coverage(given, frame, amount, asked.of, reaching)
        case TargetKind.MORE:
            return add_people(given, frame, amount, reaching)
        case TargetKind.PEOPLE:
            return reach_people(given, frame, amount, reaching)


def _money(values: Values) -> MoneyQuestion:
    if values["first"] and values["last"] and values["last"] < values["first"]:
        raise BadEntry("Bulan terakhir mendahului bulan pertama.", "last")
    return MoneyQuestion(**values)


def _money_values(asked: MoneyQuestion) -> Values:
    return {field.key: getattr(asked, field.key) for field in MONEY_FIELDS.fields}


def _target(values: Values) -> TargetQuestion:
    return TargetQuestion(**values)


def _target_values(asked: TargetQuestion) -> Values:
    return {field.key: getattr(asked, field.key) for field in TARGET_FIELDS.fields}


MONEY_FIELDS = Layout(
    "Uang",
    "uang",
    (
        Field("money", "Uang", SUM, "kosong: pagu rencana; potong 10 %; atau 9 miliar.", default=Sum()),
        Field("order", "Siapa tetap", ORDER, "urutan mempertahankan orang.", default=CutOrder.PRIORITY),
        Field("since", "Potong sejak", MONTH, "kosong: sejak bulan pertama."),
        Field("pots", "Pagu mengikat", POTS, "sisa satu rekening membayar yang lain?", default=Pots.YEAR),
        Field("first", "Dihitung dari", MONTH, "kosong: seluruh rencana; misalnya 2023-01."),
        Field("last", "  sampai", MONTH, "kosong: seluruh rencana; misalnya 2023-12."),
    ),
    _money,
    _money_values,
)
TARGET_FIELDS = Layout(
    "Sasaran",
    "sasaran",
    (
        Field("target", "Sasaran", TARGET, "80.000 orang; +3.000; 35,68 %; atau 24 bulan.", required=True),
        Field(
            "of", "Persen dari", WHOLE, "kosong: penduduk bekerja di Cakupan; atau jumlahnya.",
            default=CoverageKind.WORKING_POPULATION,
        ),
        Field("covered", "Sudah tercakup", INTEGER, "kosong: peserta aktif di Cakupan, atau orang rencana."),
        Field("path", "Jalan", PATH, "kapan mereka masuk.", default=GrowthPath.EVEN),
        Field("group", "Kelompok", entry.TEXT, "kosong: semua, menurut orangnya."),
        Field("since", "Masuk sejak", MONTH, "kosong: bulan pertama rencana."),
        Field("by", "Tercapai", MONTH, "kosong: bulan terakhir rencana."),
    ),
    _target,
    _target_values,
)  # fmt: skip
