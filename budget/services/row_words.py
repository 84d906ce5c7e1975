"""Rows of the workspace in words, for whoever reads what an entry of the journal changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from budget.contribution import Payer, Sector, Segment
from budget.errors import NotMonth
from budget.law import OwnContribution, OwnRate
from budget.money import Rounding, format_number, format_percent, format_rupiah, format_sen
from budget.period import Month, parse_month
from budget.plan.adjustment_fields import WORDS
from budget.plan.adjustments import (
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    RiskClassAdjustment,
    SegmentAdjustment,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)
from budget.plan.allocation import Stage, StageKind
from budget.plan.choices import AssumptionKind, HeadCountKind, HeadSource, PaymentTiming
from budget.plan.coverage import KIND_LABELS
from budget.plan.forms import OfficialRole
from budget.plan.forms_layout import ROLE
from budget.plan.growth import PATH_LABELS
from budget.plan.layouts import COUNT_KIND, HEAD_SOURCE, STATEMENT, TIMING
from budget.plan.term_fields import PAYER, ROUNDING, SECTOR, SEGMENT

if TYPE_CHECKING:
    from budget.store.change import Cell, Columns

NOUNS = {
    "region": "rencana",
    "member_group": "kelompok",
    "tariff": "tarif",
    "head_count": "jumlah orang",
    "minimum_wage": "UMK",
    "allocation": "pagu",
    "cash_month": "anggaran kas",
    "law_value": "nilai daerah",
    "assumption": "asumsi",
    "assertion": "patokan",
    "scenario": "skenario",
    "adjustment": "andaian",
    "sub_activity": "sub kegiatan",
    "indicator": "indikator",
    "account_name": "nama rekening",
    "official": "pejabat",
    "roster_batch": "daftar orang",
    "roster_layout": "susunan kolom daftar",
    "likely_twin": "pasangan mirip",
    "seal": "segel bulan",
    "correction": "koreksi bulan tersegel",
    "coverage_figure": "angka cakupan",
    "coverage_target": "sasaran cakupan",
    "invoice": "tagihan",
    "invoice_list": "daftar peserta tagihan",
    "payment": "pembayaran",
    "benefit": "manfaat",
    "funnel_count": "hitungan corong",
    "plan_version": "versi",
}
# The columns that tell one row from another, for its title; those that are empty are left out.
TITLES = {
    "region": ("name",),
    "tariff": ("group_id", "first_month"),
    "head_count": ("group_id", "kecamatan", "month"),
    "minimum_wage": ("year",),
    "allocation": ("fiscal_year", "stage", "skpd", "account"),
    "cash_month": ("month", "account", "skpd"),
    "law_value": ("programme", "first_month"),
    "assumption": ("text",),
    "assertion": ("group_id", "fiscal_year", "programmes"),
    "adjustment": ("scenario_id", "kind", "group_id"),
    "indicator": ("sub_activity", "kind", "measure"),
    "official": ("role", "name"),
    "roster_batch": ("source",),
    "seal": ("month",),
    "correction": ("group_name", "kecamatan", "village", "programme"),
    "coverage_figure": ("kind", "period", "kecamatan"),
    "coverage_target": ("percent_of", "month"),
    "invoice": ("number", "month", "group_id"),
    "invoice_list": ("number", "month"),
    "payment": ("sp2d", "spm", "spp"),
    "benefit": ("year", "kind", "group_id"),
    "funnel_count": ("group_id", "month", "step"),
}
# What is of the tables and not of the officer; contents of seals and versions stand in their fingerprints.
HIDDEN = frozenset({
    "id", "region_code", "position", "content", "first_member", "last_member", "seal_id", "batch_id",
    "added_digest", "superseded_digest",
})  # fmt: skip
LABELS = {
    "account": "Kode rekening", "active": "Berlaku", "activity": "Kegiatan", "affair": "Urusan",
    "after_rupiah": "Alokasi sesudah", "amount": "Jumlah", "approved_at": "Disetujui pada",
    "approved_by": "Disetujui oleh", "at": "Pada", "base": "Dasar", "before_rupiah": "Alokasi sebelum",
    "below_age": "Usia di bawah", "bracket": "Baris BPU", "carried_out": "Waktu pelaksanaan",
    "cases": "Kasus", "code": "Kode", "corrects": "Mengoreksi", "cost": "Biaya", "count_kind": "Hitungan",
    "day": "Tanggal", "decision": "Keputusan", "decree": "Dasar penetapan", "decree_until": "SK sampai",
    "decreed": "Tanggal penetapan", "digest": "Sidik jari", "dpa_number": "Nomor DPA", "due": "Jatuh tempo",
    "expected_rupiah": "Biaya menurut sumber",
    "field_of_affairs": "Bidang urusan", "first_month": "Mulai", "fiscal_year": "Tahun anggaran",
    "from_roster": "Upah dari daftar", "funding": "Sumber dana", "group_id": "Kelompok",
    "group_name": "Kelompok", "heads": "Orang", "income": "Penghasilan BPU", "invoice": "Tagihan",
    "jht": "JHT", "jkk": "JKK", "jkm": "JKM", "kecamatan": "Kecamatan", "kind": "Jenis",
    "last_month": "Sampai", "layout": "Judul kolom", "least_age": "Usia paling muda",
    "legal_basis": "Dasar hukum", "location": "Lokasi", "lost_to": "Hilang karena", "made_at": "Dibuat pada",
    "made_by": "Dibuat oleh", "mapping": "Arti kolom", "measure": "Tolok ukur", "member_a": "Orang A (baris)",
    "member_b": "Orang B (baris)", "minimum_service": "SPM", "month": "Bulan", "months": "Bulan (volume)",
    "name": "Nama", "nip": "NIP", "note": "Catatan", "number": "Nomor", "part_ppm": "Bagian",
    "path": "Cara mencapai", "payer": "Pembayar", "people": "Orang", "percent_of": "Persen dari",
    "percent_ppm": "Persen", "period": "Masa", "person_months": "Orang-bulan", "position_held": "Jabatan",
    "pot": "Kotak uang", "price": "Harga satuan", "priority": "Prioritas", "programme": "Program",
    "programmes": "Program", "rank": "Pangkat", "rate_ppm": "Tarif", "reason": "Alasan",
    "reasons": "Karena", "reference": "Dasar hukum", "risk_class": "Kelas risiko", "role": "Peran",
    "rounding": "Pembulatan", "rupiah": "Rupiah", "scenario": "Skenario", "scenario_id": "Skenario",
    "score": "Kemiripan", "sector": "Sektor", "segment": "Segmen", "sen": "UMK sebulan",
    "service_kind": "Jenis layanan", "share_ppm": "Bagian", "skpd": "SKPD", "source": "Sumber",
    "sp2d": "SP2D", "spm": "SPM", "spp": "SPP", "stage": "Tahap", "stage_number": "Tahap ke",
    "state": "Keadaan", "step": "Tahap corong", "sub_activity": "Sub kegiatan", "sub_unit": "Sub unit",
    "submitted_at": "Diajukan pada", "submitted_by": "Diajukan oleh", "target": "Target",
    "target_group": "Kelompok sasaran", "text": "Pernyataan", "timing": "Waktu bayar", "total": "Biaya",
    "unit": "Unit", "validation_loss_ppm": "Susut validasi", "village": "Desa", "wage_sen": "Upah PU",
    "who": "Oleh", "year": "Tahun",
}  # fmt: skip
_LABELS_OF = {
    ("region", "first_month"): "Bulan awal",
    ("region", "last_month"): "Bulan akhir",
    ("region", "name"): "Daerah",
    ("tariff", "share_ppm"): "Porsi APBD",
    ("adjustment", "share_ppm"): "Porsi APBD",
    ("member_group", "source"): "Sumber orang",
    ("assumption", "kind"): "Sifat",
    ("minimum_wage", "sen"): "UMK sebulan",
    ("sub_activity", "programme"): "Program",
}


def label_of(table: str, column: str) -> str:
    return _LABELS_OF.get((table, column)) or LABELS.get(column, column)


# Values


def _month(value: Cell) -> str:
    """A month as text, or as an index where people are counted by it."""
    try:
        return (Month.at(value) if isinstance(value, int) else parse_month(str(value))).label
    except NotMonth:
        return str(value)


def _day(value: Cell) -> str:
    return f"{date.fromisoformat(str(value)):%d/%m/%Y}"


def _moment(value: Cell) -> str:
    return f"{datetime.fromisoformat(str(value)).astimezone():%d/%m/%Y %H.%M}"


def _whole(say: Callable[[int], str]) -> Callable[[Cell], str]:
    return lambda value: say(value) if isinstance(value, int) else str(value)


def _among(labels: Mapping[str, str]) -> Callable[[Cell], str]:
    return lambda value: labels.get(str(value), str(value))


def _yes(value: Cell) -> str:
    return "ya" if value else "tidak"


_WAYS: tuple[tuple[Callable[[Cell], str], tuple[str, ...]], ...] = (
    (_month, ("first_month", "last_month", "month", "decree_until")),
    (_day, ("day", "due", "decreed")),
    (_moment, ("at", "made_at", "submitted_at", "approved_at")),
    (_yes, ("active", "from_roster")),
    (_whole(format_rupiah), ("amount", "rupiah", "income", "price", "cost", "total", "jkk", "jkm", "jht",
                             "before_rupiah", "after_rupiah", "expected_rupiah")),
    (_whole(lambda sen: f"Rp{format_sen(sen)}"), ("wage_sen", "sen")),
    (_whole(format_percent), ("part_ppm", "percent_ppm", "rate_ppm", "share_ppm", "validation_loss_ppm")),
    (_whole(format_number), ("heads", "people", "person_months", "cases", "score")),
    (_among({each.value: SEGMENT.text(each) for each in Segment}), ("segment",)),
    (_among({each.value: ROUNDING.text(each) for each in Rounding}), ("rounding",)),
    (_among({each.value: PAYER.text(each) for each in Payer}), ("payer",)),
    (_among({each.value: SECTOR.text(each) for each in Sector}), ("sector",)),
    (_among({each.value: TIMING.text(each) for each in PaymentTiming}), ("timing",)),
    (_among({each.value: COUNT_KIND.text(each) for each in HeadCountKind}), ("count_kind",)),
    (_among({each.value: Stage(each).label for each in StageKind}), ("stage",)),
    (_among({each.value: ROLE.text(each) for each in OfficialRole}), ("role",)),
    (_among({each.value: said for each, said in KIND_LABELS.items()}), ("percent_of",)),
    (_among({each.value: said for each, said in PATH_LABELS.items()}), ("path",)),
    (_among({"draft": "draf", "submitted": "diajukan", "approved": "disetujui", "superseded": "digantikan"}),
     ("state",)),
    (_among({"same": "satu orang", "different": "dua orang"}), ("decision",)),
)  # fmt: skip
_SAY = {column: say for say, columns in _WAYS for column in columns}
_ADJUSTMENTS = {
    "tariff": TariffAdjustment, "heads": HeadAdjustment, "allocation": AllocationAdjustment,
    "money": AllocationChange, "line": LineAdjustment, "wage": WageAdjustment, "umk": MinimumWageAdjustment,
    "segment": SegmentAdjustment, "risk": RiskClassAdjustment, "cover": CoverAdjustment,
    "entry": EntryAdjustment, "loss": LossAdjustment, "timing": TimingAdjustment,
    "funding": FundingAdjustment, "law_rate": OwnRate, "law_amount": OwnContribution,
}  # fmt: skip
_SAY_OF: dict[tuple[str, str], Callable[[Cell], str]] = {
    ("member_group", "source"): _among({each.value: HEAD_SOURCE.text(each) for each in HeadSource}),
    ("head_count", "kind"): _among({each.value: COUNT_KIND.text(each) for each in HeadCountKind}),
    ("assumption", "kind"): _among({each.value: STATEMENT.text(each) for each in AssumptionKind}),
    ("coverage_figure", "kind"): _among({each.value: said for each, said in KIND_LABELS.items()}),
    ("adjustment", "kind"): _among({name: WORDS[kind] for name, kind in _ADJUSTMENTS.items()}),
    ("roster_batch", "kind"): _among({"import": "impor", "month": "daftar sebulan", "edit": "suntingan"}),
    ("benefit", "kind"): _among({"jkk": "JKK", "jkm": "JKM", "beasiswa": "beasiswa"}),
}


class Names:
    """Names of the rows that others point to: groups and scenarios by their number."""

    def __init__(self, groups: Mapping[int, str], scenarios: Mapping[int, str]) -> None:
        self._known = {"group_id": groups, "scenario_id": scenarios}

    def say(self, column: str, value: Cell) -> str | None:
        """The name that the value stands for; None where it stands for itself."""
        known = self._known.get(column)
        if known is None or not isinstance(value, int):
            return None
        # A damaged page may hold another thing than a name.
        return str(known.get(value, f"nomor {value}, sudah dihapus"))


def value_words(table: str, column: str, value: Cell, names: Names) -> str:
    """A value as people read it; empty for nothing. What cannot be read stands as it is."""
    if value is None or value == "":
        return ""
    if (name := names.say(column, value)) is not None:
        return name
    say = _SAY_OF.get((table, column)) or _SAY.get(column)
    try:
        return say(value) if say else str(value)
    except ValueError:
        return str(value)


def title_of(table: str, row: Columns, names: Names) -> str:
    """What a row is: ``tarif Linmas · Januari 2022``."""
    columns = TITLES.get(table) or tuple(each for each in ("name", "code", "layout") if each in row)[:1]
    parts = [value_words(table, column, row.get(column), names) for column in columns]
    return " ".join([NOUNS.get(table, table), " · ".join(part for part in parts if part)]).strip()
