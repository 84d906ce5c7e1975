"""The fields of every record, in the order of the template's columns and the forms' inputs.

A layout knows how to build its record from parsed values and how to take it apart again; workbooks and
screens only move values between cells or inputs and these layouts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from budget.contribution import Income, Payer, Sector, Segment, Terms, UmkWage, Wage
from budget.errors import BadEntry, NotMonth
from budget.money import PPM, Rounding, format_number
from budget.period import Month, MonthRange, Validity
from budget.plan import entry
from budget.plan.codes import normalise_account
from budget.plan.entry import Cell, Kind
from budget.plan.records import (
    Adjustment,
    Allocation,
    AllocationAdjustment,
    Assumption,
    AssumptionKind,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    MinimumWage,
    PaymentTiming,
    Region,
    Tariff,
    TariffAdjustment,
)

R = TypeVar("R")

# Parsed values by the key of their field; they live between one row or form and its record.
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column or input. An empty one is `default`, or an error where `required`."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    default: Any = None

    def read(self, cell: Cell) -> Any:
        """The value of a cell; BadEntry, NotMoney or NotMonth in words for the user."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if self.required:
                raise BadEntry(f"{self.label} kosong. {self.hint}".strip(), self.key)
            return self.default
        if isinstance(cell, str) and len(cell) > self.kind.longest:
            most = format_number(self.kind.longest)
            raise BadEntry(
                f"{self.label} terlalu panjang: {format_number(len(cell))} huruf, paling banyak {most}.",
                self.key,
            )
        return self.kind.parse(cell)


@dataclass(frozen=True, slots=True)
class Layout(Generic[R]):
    """`build` raises BadEntry naming the field that does not go with the others."""

    sheet: str
    noun: str
    fields: tuple[Field, ...]
    build: Callable[[Values], R]
    take: Callable[[R], Values]

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)


SEGMENT = entry.choice({Segment.PU: "PU", Segment.BPU: "BPU"})
ROUNDING = entry.choice(
    {Rounding.HALF_UP: "setengah ke atas", Rounding.DOWN: "ke bawah", Rounding.UP: "ke atas"}
)
PAYER = entry.choice({Payer.APBD: "APBD", Payer.SELF: "mandiri"})
SECTOR = entry.choice({Sector.OTHER: "lainnya", Sector.TRANSPORT: "transportasi"})
TIMING = entry.choice(
    {
        PaymentTiming.SAME_MONTH: "bulan yang sama",
        PaymentTiming.FOLLOWING_MONTH: "bulan berikutnya",
        PaymentTiming.QUARTER_AHEAD: "triwulan di muka",
        PaymentTiming.YEAR_AHEAD: "tahun di muka",
    }
)
COUNT_KIND = entry.choice({HeadCountKind.ABSOLUTE: "jumlah", HeadCountKind.CHANGE: "perubahan"})
STATEMENT = entry.choice({AssumptionKind.PUBLIC: "publik", AssumptionKind.ASSUMED: "asumsi"})
ADJUSTMENT = entry.choice({TariffAdjustment: "tarif", HeadAdjustment: "orang", AllocationAdjustment: "pagu"})

_MONTH_HINT = "Tulis seperti 2026-01."
_TERMS = (
    Field("segment", "Segmen", SEGMENT, "PU (ada upah) atau BPU (tanpa upah).", required=True),
    Field("income", "Penghasilan BPU", entry.RUPIAH, "Rupiah sebulan; kosong berarti baris terendah."),
    Field("wage", "Upah PU", entry.WAGE, "Rupiah sebulan, atau UMK."),
    Field("risk_class", "Kelas Risiko", entry.INTEGER, "1 sampai 5; hanya untuk JKK PU.", default=1),
    Field("programmes", "Program", entry.PROGRAMMES, "JKK, JKM atau salah satunya.", required=True),
    Field("share", "Porsi APBD", entry.PERCENT, "Bagian yang dibayar APBD.", default=PPM),
    Field("rounding", "Pembulatan", ROUNDING, "Per orang, program, dan bulan.", default=Rounding.HALF_UP),
    Field("payer", "Pembayar", PAYER, "Yang dibayar APBD tidak mendapat potongan.", default=Payer.APBD),
    Field("sector", "Sektor", SECTOR, "Hanya untuk potongan sementara.", default=Sector.OTHER),
)


def _terms(values: Values) -> Terms:
    if values["segment"] is Segment.PU:
        if values["wage"] is None:
            raise BadEntry("Upah PU kosong. Tulis upah sebulan, atau UMK.", "wage")
        if values["income"] is not None:
            raise BadEntry("Kosongkan: penghasilan hanya untuk BPU.", "income")
        base: Income | Wage | UmkWage = values["wage"]
    else:
        if values["wage"] is not None:
            raise BadEntry("Kosongkan: upah hanya untuk PU.", "wage")
        if (values["income"] or 0) < 0:
            raise BadEntry("Penghasilan tidak boleh kurang dari nol.", "income")
        base = Income(values["income"] or 0)
    return Terms(
        base=base,
        risk_class=values["risk_class"],
        programmes=values["programmes"],
        share_ppm=values["share"],
        rounding=values["rounding"],
        payer=values["payer"],
        sector=values["sector"],
    )


def _take_terms(terms: Terms) -> Values:
    base = terms.base
    income = base.rupiah if isinstance(base, Income) else None
    return {
        "segment": terms.segment,
        "income": income or None,
        "wage": None if isinstance(base, Income) else base,
        "risk_class": terms.risk_class,
        "programmes": terms.programmes,
        "share": terms.share_ppm,
        "rounding": terms.rounding,
        "payer": terms.payer,
        "sector": terms.sector,
    }


def _validity(values: Values) -> Validity:
    try:
        return Validity(values["first"], values["last"])
    except NotMonth as reversed_range:
        raise BadEntry(str(reversed_range), "last") from None


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """The head of a plan: whose it is, which months it covers, and when they are paid."""

    region: Region
    span: MonthRange
    timing: PaymentTiming


def _frame(values: Values) -> PlanFrame:
    first: Month = values["first"]
    last: Month = values["last"]
    if last < first:
        raise BadEntry(f"Bulan akhir {last} mendahului bulan awal {first}.", "last")
    return PlanFrame(Region(values["code"], values["name"]), MonthRange(first, last), values["timing"])


FRAME = Layout(
    "Rencana",
    "rencana",
    (
        Field("code", "Kode Wilayah", entry.TEXT, "Kode Kemendagri, misalnya 32.04.", required=True),
        Field("name", "Nama Daerah", entry.TEXT, "Misalnya Kabupaten Bandung.", required=True),
        Field("first", "Bulan Awal", entry.MONTH, _MONTH_HINT, required=True),
        Field("last", "Bulan Akhir", entry.MONTH, _MONTH_HINT, required=True),
        Field("timing", "Waktu Bayar", TIMING, "Jatuh tempo tanggal 15 bulan berikutnya.",
              default=PaymentTiming.FOLLOWING_MONTH),
    ),
    _frame,
    lambda f: {
        "code": f.region.code, "name": f.region.name,
        "first": f.span.first, "last": f.span.last, "timing": f.timing,
    },
)  # fmt: skip

GROUPS = Layout(
    "Kelompok",
    "kelompok",
    (
        Field("name", "Nama Kelompok", entry.TEXT, "Misalnya Guru Ngaji.", required=True),
        Field("skpd", "SKPD", entry.TEXT, "Perangkat daerah yang menganggarkan.", default=""),
        Field("segment", "Segmen", SEGMENT, "PU (ada upah) atau BPU (tanpa upah).", required=True),
        Field("priority", "Prioritas", entry.INTEGER, "Angka kecil dibayar lebih dahulu.", default=100),
        Field("legal_basis", "Dasar Hukum", entry.TEXT, "Keputusan penetapan penerima.", default=""),
        Field("validation_loss", "Susut Validasi", entry.PERCENT,
              "Bagian yang diperkirakan ditolak BPJS, misalnya 6 %.", default=0),
    ),
    lambda v: Group(
        v["name"], v["skpd"], v["segment"], v["priority"], v["legal_basis"], v["validation_loss"]
    ),
    lambda g: {
        "name": g.name, "skpd": g.skpd, "segment": g.segment, "priority": g.priority,
        "legal_basis": g.legal_basis, "validation_loss": g.validation_loss_ppm,
    },
)  # fmt: skip

TARIFFS = Layout(
    "Tarif",
    "tarif",
    (
        Field("group", "Kelompok", entry.TEXT, "Seperti pada lembar Kelompok.", required=True),
        Field("first", "Mulai", entry.MONTH, _MONTH_HINT, required=True),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        *_TERMS,
        Field("funding", "Sumber Dana", entry.TEXT, "Misalnya PAD, DAU, DBH CHT.", default=""),
    ),
    lambda v: Tariff(v["group"], _validity(v), _terms(v), v["funding"]),
    lambda t: {
        "group": t.group, "first": t.validity.first, "last": t.validity.last,
        **_take_terms(t.terms), "funding": t.funding,
    },
)  # fmt: skip

HEAD_COUNTS = Layout(
    "Jumlah Orang",
    "jumlah orang",
    (
        Field("group", "Kelompok", entry.TEXT, "Seperti pada lembar Kelompok.", required=True),
        Field("month", "Mulai", entry.MONTH, _MONTH_HINT, required=True),
        Field("kind", "Jenis", COUNT_KIND, "jumlah: menjadi sekian; perubahan: bertambah sekian.",
              default=HeadCountKind.ABSOLUTE),
        Field("heads", "Orang", entry.INTEGER, "Tulis seperti 17.000.", required=True),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Boleh kosong.", default=""),
    ),
    lambda v: HeadCount(v["group"], v["month"], v["heads"], v["kind"], v["kecamatan"]),
    lambda c: {
        "group": c.group, "month": c.month, "kind": c.kind, "heads": c.heads, "kecamatan": c.kecamatan,
    },
)  # fmt: skip

ALLOCATIONS = Layout(
    "Pagu",
    "pagu",
    (
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Misalnya 2026.", required=True),
        Field("skpd", "SKPD", entry.TEXT, "Perangkat daerah pemilik pagu.", default=""),
        Field("sub_activity", "Sub Kegiatan", entry.TEXT, "Misalnya 2.07.05.2.02.0005.", default=""),
        Field("account", "Kode Rekening", entry.TEXT, "Misalnya 5.1.02.02.02.0006.", default=""),
        Field("funding", "Sumber Dana", entry.TEXT, "Misalnya PAD, DAU, DBH CHT.", default=""),
        Field("programmes", "Program", entry.PROGRAMMES, "JKK, JKM atau salah satunya.", required=True),
        Field("amount", "Jumlah", entry.RUPIAH, "Rupiah, misalnya 7,2 miliar.", required=True),
    ),
    lambda v: Allocation(
        v["fiscal_year"], v["skpd"], v["sub_activity"], normalise_account(v["account"]),
        v["funding"], v["programmes"], v["amount"],
    ),
    lambda a: {
        "fiscal_year": a.fiscal_year, "skpd": a.skpd, "sub_activity": a.sub_activity,
        "account": a.account, "funding": a.funding, "programmes": a.programmes, "amount": a.amount,
    },
)  # fmt: skip

MINIMUM_WAGES = Layout(
    "UMK",
    "UMK",
    (
        Field("year", "Tahun", entry.YEAR, "Misalnya 2026.", required=True),
        Field("wage", "UMK", entry.SEN, "Rupiah sebulan.", required=True),
        Field("source", "Sumber", entry.TEXT, "Keputusan Gubernur.", default=""),
    ),
    lambda v: MinimumWage(v["year"], v["wage"], v["source"]),
    lambda w: {"year": w.year, "wage": w.sen, "source": w.source},
)

ASSUMPTIONS = Layout(
    "Asumsi",
    "asumsi",
    (
        Field("text", "Pernyataan", entry.TEXT, "Apa yang harus diketahui pembaca.", required=True),
        Field("kind", "Sifat", STATEMENT, "publik atau asumsi.", required=True),
        Field("source", "Sumber", entry.TEXT, "Boleh kosong.", default=""),
    ),
    lambda v: Assumption(v["text"], v["kind"], v["source"]),
    lambda a: {"text": a.text, "kind": a.kind, "source": a.source},
)


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One adjustment of the scenario of that name; lines of a name act in the order they stand in.

    A line without one says that the scenario exists.
    """

    name: str
    adjustment: Adjustment | None
    note: str = ""


# What each adjustment cannot do without; none of it may stand in a line without an adjustment.
_REQUIRED = {
    TariffAdjustment: ("first", "segment", "programmes"),
    HeadAdjustment: ("group", "first", "heads"),
    AllocationAdjustment: ("part",),
}


def _scenario_line(values: Values) -> ScenarioLine:
    kind = values["adjustment"]
    if kind is None:
        if any(values[key] is not None for key in ("group", "first", "last", "segment", "heads", "part")):
            raise BadEntry(f"Penyesuaian kosong. {SCENARIO_LINES.field('adjustment').hint}", "adjustment")
        return ScenarioLine(values["name"], None, values["note"])
    for key in _REQUIRED[kind]:
        if values[key] is None:
            raise BadEntry(f"{SCENARIO_LINES.field(key).label} kosong.", key)
    adjustment: Adjustment
    if kind is TariffAdjustment:
        adjustment = TariffAdjustment(values["group"] or None, _validity(values), _terms(values))
    elif kind is HeadAdjustment:
        adjustment = HeadAdjustment(
            values["group"], values["first"], values["heads"], values["kind"], values["kecamatan"]
        )
    else:
        if not values["part"] >= 0:
            raise BadEntry("Bagian pagu tidak boleh kurang dari 0 %.", "part")
        adjustment = AllocationAdjustment(values["fiscal_year"], values["part"])
    return ScenarioLine(values["name"], adjustment, values["note"])


def _take_scenario_line(line: ScenarioLine) -> Values:
    taken: Values = {field.key: None for field in SCENARIO_LINES.fields}
    taken |= {"name": line.name, "note": line.note}
    if line.adjustment is not None:
        taken["adjustment"] = type(line.adjustment)
    match line.adjustment:
        case TariffAdjustment(group, validity, terms):
            taken |= {"group": group, "first": validity.first, "last": validity.last, **_take_terms(terms)}
        case HeadAdjustment(group, month, heads, kind, kecamatan):
            taken |= {"group": group, "first": month, "heads": heads, "kind": kind, "kecamatan": kecamatan}
        case AllocationAdjustment(fiscal_year, part_ppm):
            taken |= {"fiscal_year": fiscal_year, "part": part_ppm}
    return taken


SCENARIO_LINES = Layout(
    "Skenario",
    "skenario",
    (
        Field("name", "Nama Skenario", entry.TEXT, "Misalnya Semua BPU.", required=True),
        Field("note", "Catatan", entry.TEXT, "Boleh kosong.", default=""),
        Field("adjustment", "Penyesuaian", ADJUSTMENT, "tarif, orang, atau pagu."),
        Field("group", "Kelompok", entry.TEXT, "Kosong pada tarif berarti semua kelompok."),
        Field("first", "Mulai", entry.MONTH, _MONTH_HINT),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        *(Field(f.key, f.label, f.kind, f.hint, False, f.default) for f in _TERMS),
        Field("kind", "Jenis", COUNT_KIND, "jumlah atau perubahan.", default=HeadCountKind.CHANGE),
        Field("heads", "Orang", entry.INTEGER, "Tulis seperti 2.000 atau -500."),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Boleh kosong.", default=""),
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Kosong berarti semua tahun."),
        Field("part", "Bagian Pagu", entry.PERCENT, "90 % berarti dipotong 10 %."),
    ),
    _scenario_line,
    _take_scenario_line,
)
