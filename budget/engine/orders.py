"""The orders in which people are cut, by name; loads no numpy."""

from enum import StrEnum


class CutOrder(StrEnum):
    """Who is kept first when the money is not enough for all; see ADR 0017."""

    PRIORITY = "priority"
    WORST_COVERED = "worst-covered"
    LAST_IN_FIRST_OUT = "last-in-first-out"
    PROPORTIONAL = "proportional"


ORDER_LABELS = {
    CutOrder.PRIORITY: "prioritas kelompok",
    CutOrder.WORST_COVERED: "cakupan kecamatan terendah dipertahankan",
    CutOrder.LAST_IN_FIRST_OUT: "masuk terakhir, keluar lebih dulu",
    CutOrder.PROPORTIONAL: "sama rata (sisa terbesar)",
}
