"""The sample regency's places and groups: where people live and who belongs to what."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Village(NamedTuple):
    """A desa or kelurahan; `weight` says how many people it gets beside the others, and is invented."""

    code: str
    kecamatan: str
    name: str
    kind: str
    weight: int


class Group(NamedTuple):
    """A group's share of the people; ages at entry, both included; women in per cent; kinds of villages."""

    name: str
    heads: int
    youngest: int = 17
    oldest: int = 64
    women: int = 50
    kinds: tuple[str, ...] = ("desa", "kelurahan")


REGENCY = (
    Group("Guru Ngaji", 17_000, women=45),
    Group("Keagamaan", 6_000, youngest=20, women=12),
    Group("Linmas", 5_600, youngest=18, oldest=60, women=4),
    Group("Non-ASN dan Puskesmas", 2_191, youngest=19, oldest=57, women=61),
    Group("Perangkat Desa", 4_057, youngest=20, oldest=60, women=28, kinds=("desa",)),
    Group("Ketua RT", 17_567, youngest=25, women=9),
    Group("Ketua RW", 4_253, youngest=30, women=6),
    Group("Guru Honor", 14_296, youngest=19, oldest=58, women=66),
    Group("PKK", 6_036, youngest=20, women=100),
)


@cache
def villages() -> tuple[Village, ...]:
    """The 270 desa and 10 kelurahan of Kabupaten Bandung, in the order of their codes."""
    with (HERE / "wilayah-3204.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(
            Village(row["kode"], row["kecamatan"], row["desa"], row["jenis"], int(row["bobot"]))
            for row in rows
        )
