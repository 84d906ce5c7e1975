"""What somebody may do in a workspace on a server."""

from enum import StrEnum


class Role(StrEnum):
    """Personal data is read by those who enter it and those who audit it, and by nobody else."""

    VIEWER = "viewer"
    PLANNER = "planner"
    APPROVER = "approver"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "viewer": "melihat angka, tanpa data orang",
    "planner": "merencanakan: mengubah rencana, daftar orang, dan buku",
    "approver": "menyetujui versi, tanpa mengubah rencana dan tanpa data orang",
    "auditor": "memeriksa: melihat semuanya, juga data orang, tanpa mengubah",
}
