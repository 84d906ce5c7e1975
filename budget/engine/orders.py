"""The orders in which people are cut and the paths on which they are added, by name; loads no numpy."""

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


class Path(StrEnum):
    """When people join: in even steps, all in the first month, or all in the last."""

    EVEN = "even"
    NOW = "now"
    END = "end"


PATH_LABELS = {
    Path.EVEN: "bertahap rata",
    Path.NOW: "sekaligus di awal",
    Path.END: "sekaligus di akhir",
}
