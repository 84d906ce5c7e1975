"""Words of the council workbook, and users' texts made fit for a cell."""

import re

from budget.contribution import Programme, Segment
from budget.money import Rounding
from budget.plan import AssumptionKind, PaymentTiming

COVER = "Sampul"
ONE_PAGE = "Satu Halaman"
ANSWERS = "Tanya Jawab Banggar"
SUMMARY = "Ringkasan"
MONTHLY = "Biaya per Bulan"
OUTLOOK = "Pagu dan Proyeksi"
ACCOUNTS = "Pagu per Rekening"
PLACES = "Kecamatan dan Desa"
THREE_YEARS = "Tahun T-1 T T+1"
SCENARIOS = "Skenario"
STAGES = "Tahapan"
ASSUMPTIONS = "Asumsi dan Dasar Hukum"
WAGES = "Upah Masing-masing"
WAGE_STEPS = "Hitungan Upah"
CONTROL = "Kontrol"

PROGRAMME_NAMES = {
    Programme.JKK: "Jaminan Kecelakaan Kerja (JKK)",
    Programme.JKM: "Jaminan Kematian (JKM)",
    Programme.JHT: "Jaminan Hari Tua (JHT)",
}
TIMING_NAMES = {
    PaymentTiming.SAME_MONTH: "dibayar pada bulan yang sama",
    PaymentTiming.FOLLOWING_MONTH: "dibayar pada bulan berikutnya",
    PaymentTiming.QUARTER_AHEAD: "dibayar di muka tiap triwulan",
    PaymentTiming.YEAR_AHEAD: "dibayar di muka tiap tahun",
}
ROUNDING_NAMES = {
    Rounding.HALF_UP: "terdekat",
    Rounding.DOWN: "ke bawah",
    Rounding.UP: "ke atas",
}
KIND_NAMES = {AssumptionKind.PUBLIC: "data publik", AssumptionKind.ASSUMED: "asumsi"}

# A price that depends on each member's wage or income.
OF_EACH = "masing-masing"
BY_WAGE = {
    Segment.PU: "PU, upah masing-masing",
    Segment.BPU: "BPU, penghasilan masing-masing",
}

NOTHING = "–"
NO_MONTH = "belum ada"
# What stands where a figure of the export no longer holds, and where nobody knows one.
AGAIN = "ekspor ulang"
UNKNOWN = "tidak diketahui"

_MOST_CHARACTERS = 32_767
# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A cell reads _x0041_ as the letter A, unless its first underscore is escaped (ECMA-376, ST_Xstring).
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """The text without characters that a workbook cannot hold, and no longer than a cell."""
    return _ESCAPE_LOOKALIKE.sub("_x005F_", legal_text(text))[:_MOST_CHARACTERS]


def legal_text(text: str) -> str:
    """The text without characters that neither XML nor a spreadsheet can hold; lines end as on Unix."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def footer_text(text: str, longest: int = 60) -> str:
    """The text for a header or footer, where & begins a code and the whole may be 255 characters."""
    line = " ".join(cell_text(text).split())
    return (line if len(line) <= longest else line[: longest - 1] + "…").replace("&", "&&")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula when it is typed in."""
    return text.startswith(("=", "+", "-", "@"))
