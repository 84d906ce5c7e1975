"""What the official forms say beside the figures: the sub-kegiatan, its indicators, accounts, who signs.

The fields are those of RKA-SKPD and DPA-SKPD (Permendagri 77/2020). Nothing here changes what is paid.
"""

from dataclasses import dataclass
from enum import StrEnum


class IndicatorKind(StrEnum):
    """The rows of the block Indikator dan Tolok Ukur Kinerja, in their order."""

    OUTCOME = "capaian program"
    INPUT = "masukan"
    OUTPUT = "keluaran"
    RESULT = "hasil"


class OfficialRole(StrEnum):
    """On whose behalf somebody signs: the SKPD, the treasury, or the budget team of the regency."""

    HEAD = "kepala skpd"
    TREASURER = "ppkd"
    TEAM = "tapd"


@dataclass(frozen=True, slots=True)
class SubActivity:
    """A sub-kegiatan of an SKPD by its code, with the names above it and the header fields of the form.

    `code` and `skpd` are those of the allocation lines that it has. `before` and `after` are the allocations
    of the year before and the year after, in rupiah, None where they are not known.
    """

    skpd: str
    code: str
    name: str = ""
    affair: str = ""
    field_of_affairs: str = ""
    programme: str = ""
    activity: str = ""
    unit: str = ""
    sub_unit: str = ""
    minimum_service: str = ""
    service_kind: str = ""
    location: str = ""
    carried_out: str = ""
    target_group: str = ""
    before: int | None = None
    after: int | None = None
    dpa_number: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a sub-kegiatan is measured by, and how much of it is to be reached."""

    skpd: str
    sub_activity: str
    kind: IndicatorKind
    measure: str
    target: str


@dataclass(frozen=True, slots=True)
class AccountName:
    """The name of an account of any level: ``5``, ``5.1``, … ``5.1.02.02.02.0006``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who signs; `skpd` is empty for those who sign for the whole regency.

    Members of TAPD sign in their order.
    """

    role: OfficialRole
    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    skpd: str = ""


FormRecord = SubActivity | Indicator | AccountName | Official


def named(record: FormRecord) -> str:
    """Which record it is, in words."""
    match record:
        case SubActivity():
            return f"sub kegiatan {record.code} {record.skpd}".strip()
        case Indicator():
            return f"indikator {record.kind} {record.sub_activity}"
        case AccountName():
            return f"nama rekening {record.code}"
        case Official():
            return f"pejabat {record.name}"
