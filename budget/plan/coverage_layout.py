"""The fields of coverage figures and targets, for the sheet and the forms alike."""

import re
from datetime import date

from budget.errors import BadEntry
from budget.period import Month, parse_month
from budget.plan import entry
from budget.plan.choices import Refers
from budget.plan.coverage import (
    KIND_LABELS,
    Claimed,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.coverage_check import NOTHING_STATED, TARGET_WHOLES
from budget.plan.entry import Cell, Kind
from budget.plan.field import Field, Layout, Values
from budget.plan.growth import PATH_LABELS, GrowthPath
from budget.plan.layouts import MONTH_HINT


def parse_period(value: Cell) -> Period:
    """A year, or a month of it, from ``2023``, ``2023-08`` or a date cell; NotMonth or BadEntry otherwise."""
    if isinstance(value, date):
        return Period.of(parse_month(value))
    text = entry.TEXT.parse(value)
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return Period(entry.YEAR.parse(text))
    return Period.of(parse_month(text))


KIND = entry.choice(dict(KIND_LABELS))
DENOMINATOR = entry.choice({kind: KIND_LABELS[kind] for kind in (*TARGET_WHOLES, CoverageKind.ACTIVE)})
TARGET_OF = entry.choice({kind: KIND_LABELS[kind] for kind in TARGET_WHOLES})
PATH = entry.choice(dict(PATH_LABELS))
PERIOD = Kind(parse_period, str, str, number_format="@")


def _figure(values: Values) -> CoverageFigure:
    ppm, of = values["percent"], values["of"]
    if (ppm is None) != (of is None):
        missing = "of" if of is None else "percent"
        raise BadEntry("Persen dan penyebut diisi berdua: persen tanpa penyebut tidak berarti.", missing)
    if values["people"] is None and ppm is None:
        raise BadEntry(NOTHING_STATED, "people")
    claimed = None if ppm is None else Claimed(ppm, of)
    return CoverageFigure(
        values["period"], values["kind"], values["people"], values["kecamatan"], values["source"], claimed
    )


FIGURES = Layout(
    "Cakupan",
    "angka cakupan",
    (
        Field("period", "Tahun", PERIOD, "Tahun, atau bulannya: 2023 atau 2023-08.", required=True),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Kosong: seluruh daerah.", default="",
              refers=Refers.KECAMATAN),
        Field("kind", "Jenis", KIND, "Siapa yang dihitung.", required=True),
        Field("people", "Orang", entry.INTEGER, "Kosong bila sumber hanya menyebut persen."),
        Field("source", "Sumber", entry.TEXT, "Dari mana angka ini.", default=""),
        Field("percent", "Persen", entry.PERCENT, "Menurut sumber, misalnya 31,9 %; boleh kosong."),
        Field("of", "Penyebut", DENOMINATOR, "Persen dari apa; wajib bila ada persen."),
    ),
    _figure,
    lambda f: {
        "period": f.period, "kecamatan": f.kecamatan, "kind": f.kind, "people": f.people,
        "source": f.source,
        "percent": f.claimed.ppm if f.claimed else None, "of": f.claimed.of if f.claimed else None,
    },
)  # fmt: skip


def _target(values: Values) -> CoverageTarget:
    first: Month = values["first"]
    if values["month"] < first:
        raise BadEntry(f"Mulai {first} melewati bulan sasaran {values['month']}.", "first")
    return CoverageTarget(
        values["share"], values["of"], values["month"], first, values["path"], values["source"]
    )


TARGETS = Layout(
    "Sasaran",
    "sasaran cakupan",
    (
        Field("share", "Sasaran", entry.PERCENT, "Peserta aktif, misalnya 35,68 %.", required=True),
        Field("of", "Penyebut", TARGET_OF, "Persen dari apa.", required=True),
        Field("first", "Mulai", entry.MONTH, MONTH_HINT, required=True),
        Field("month", "Tercapai", entry.MONTH, MONTH_HINT, required=True),
        Field("path", "Jalan", PATH, "Kapan orangnya masuk.", default=GrowthPath.EVEN),
        Field("source", "Sumber", entry.TEXT, "Siapa menetapkan sasaran ini.", default=""),
    ),
    _target,
    lambda t: {
        "share": t.share_ppm, "of": t.of, "first": t.first, "month": t.month, "path": t.path,
        "source": t.source,
    },
)  # fmt: skip
