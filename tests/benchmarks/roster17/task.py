"""What every contender of ROSTER-17 is asked: rates, the change of one rate, and a thousand what-ifs.

A person-month costs JKK and JKM on the person's own wage, each rounded half up to whole rupiah per person,
programme and month. JKK depends on the risk class of the group, which changes for every group in January
2023. All integers; `Rates` is what a contender gets before it calculates.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

MONTHS = 17
FIRST_YEAR = 2022
NEW_YEAR = 12
"""The position of January 2023, when the classes change."""
GROUPS = (
    "Guru Ngaji", "Ketua RT", "Ketua RW", "Perangkat Desa", "PKK", "Honorer",
    "Keagamaan", "Linmas", "Kader Posyandu", "Marbot", "Penyuluh", "Relawan",
)  # fmt: skip
KECAMATAN = (
    "Arjasari", "Baleendah", "Banjaran", "Bojongsoang", "Cangkuang", "Cicalengka", "Cikancung",
    "Cilengkrang", "Cileunyi", "Cimaung", "Cimenyan", "Ciparay", "Ciwidey", "Dayeuhkolot", "Ibun",
    "Katapang", "Kertasari", "Kutawaringin", "Majalaya", "Margaasih", "Margahayu", "Nagreg", "Pacet",
    "Pameungpeuk", "Pangalengan", "Paseh", "Pasirjambu", "Rancabali", "Rancaekek", "Solokanjeruk", "Soreang",
)  # fmt: skip
# Round wages, whose contributions often end in half a rupiah, beside wages as odd as an UMK.
WAGES = tuple(1_500_000 + (75_000 if code % 2 else 98_701) * code for code in range(30))
JKK_PPM = (2_400, 5_400, 8_900, 12_700, 17_400)
JKM_PPM = 3_000
PROGRAMMES = ("JKK", "JKM")
WHAT_IFS = 1_000


def month_text(position: int) -> str:
    """As rosters write it: position 0 is 2022-01."""
    return f"{FIRST_YEAR + position // 12}-{position % 12 + 1:02d}"


class Change(NamedTuple):
    """One group's risk class (0 is class I) from one month on."""

    group: int
    month: int
    risk: int


@dataclass(frozen=True)
class Rates:
    """`risk[group][month]`: the index of the group's JKK class in `JKK_PPM`."""

    risk: tuple[tuple[int, ...], ...]

    def jkk_ppm(self, group: int, month: int) -> int:
        return JKK_PPM[self.risk[group][month]]

    def with_change(self, change: Change) -> "Rates":
        rows = list(self.risk)
        rows[change.group] = rows[change.group][: change.month] + (change.risk,) * (MONTHS - change.month)
        return replace(self, risk=tuple(rows))


BASE = Rates(
    tuple(tuple((group + (month >= NEW_YEAR)) % 5 for month in range(MONTHS)) for group in range(len(GROUPS)))
)
# The one rate change: Perangkat Desa goes to class V in July 2022.
RATE_CHANGE = Change(group=3, month=6, risk=4)


def what_ifs(number: int = WHAT_IFS) -> Iterator[Change]:
    """Different ones: every group, every class, one starting month after the other."""
    groups = len(GROUPS)
    return (Change(k % groups, k // (groups * 5) % MONTHS, k // groups % 5) for k in range(number))


def contribution(wage: Any, ppm: Any) -> Any:
    """Half up to whole rupiah; of integers, or of numpy columns of them."""
    return (wage * ppm + 500_000) // 1_000_000
