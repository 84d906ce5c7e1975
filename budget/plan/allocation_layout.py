"""The fields of an allocation line: its stage, its codes, the money, and how it was reckoned."""

from budget.errors import BadEntry
from budget.plan import entry
from budget.plan.allocation import APBD, Allocation, CashMonth, Stage, StageKind, Volume
from budget.plan.choices import Refers
from budget.plan.codes import normalise_account
from budget.plan.field import Field, Layout, Values
from budget.plan.funding import HINT

_STAGE_NAMES = {stage.label.casefold(): stage for stage in (Stage(kind) for kind in StageKind)}
_SHIFT = Stage(StageKind.SHIFT).label.casefold()


def _stage(value: entry.Cell) -> Stage:
    """``APBD``, ``Pergeseran 2`` …; a shift without a number is the first."""
    text = " ".join(str(value).casefold().split())
    number = text.removeprefix(_SHIFT).strip()
    if text.startswith(_SHIFT) and (not number or number.isdecimal()) and len(number) <= 2:
        if (ordinal := int(number or 1)) > 0:
            return Stage(StageKind.SHIFT, ordinal)
    elif text in _STAGE_NAMES:
        return _STAGE_NAMES[text]
    known = ", ".join(stage.label for stage in _STAGE_NAMES.values())
    raise BadEntry(f"“{value}” bukan tahap anggaran. Pilih: {known}; pergeseran diberi nomor.")


STAGE = entry.Kind(_stage, lambda stage: stage.label, lambda stage: stage.label, number_format="@")
_VOLUME = ("people", "months", "price")


def _allocation(values: Values) -> Allocation:
    parts = [values[key] for key in _VOLUME]
    for key, part in zip(_VOLUME, parts, strict=True):
        if (part is None) != (parts[0] is None):
            raise BadEntry("Isi orang, bulan, dan harga satuan ketiganya, atau kosongkan ketiganya.", key)
        if part is not None and part < 0:
            raise BadEntry(f"{ALLOCATIONS.field(key).label} tidak boleh kurang dari nol.", key)
    return Allocation(
        fiscal_year=values["fiscal_year"],
        skpd=values["skpd"],
        sub_activity=values["sub_activity"],
        account=normalise_account(values["account"]),
        funding=values["funding"],
        programmes=values["programmes"],
        amount=values["amount"],
        stage=values["stage"],
        decree=values["decree"],
        decreed=values["decreed"],
        pot=values["pot"],
        volume=None if parts[0] is None else Volume(*parts),
    )


def _take_allocation(line: Allocation) -> Values:
    volume = line.volume
    return {
        "fiscal_year": line.fiscal_year, "stage": line.stage, "skpd": line.skpd,
        "sub_activity": line.sub_activity, "account": line.account, "funding": line.funding,
        "programmes": line.programmes, "amount": line.amount, "decree": line.decree,
        "decreed": line.decreed, "pot": line.pot,
        "people": volume.people if volume else None, "months": volume.months if volume else None,
        "price": volume.price if volume else None,
    }  # fmt: skip


ALLOCATIONS = Layout(
    "Pagu",
    "pagu",
    (
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Misalnya 2026.", required=True),
        Field("skpd", "SKPD", entry.TEXT, "Perangkat daerah pemilik pagu.", default="", refers=Refers.SKPD),
        Field("sub_activity", "Sub Kegiatan", entry.TEXT, "Misalnya 2.07.05.2.02.0005.", default="",
              refers=Refers.SUB_ACTIVITY),
        Field("account", "Kode Rekening", entry.TEXT, "Misalnya 5.1.02.02.02.0006.", default="",
              refers=Refers.ACCOUNT),
        Field("funding", "Sumber Dana", entry.TEXT, HINT, default="", refers=Refers.FUNDING),
        Field("programmes", "Program", entry.PROGRAMMES, "JKK, JKM atau salah satunya.", required=True),
        Field("amount", "Jumlah", entry.RUPIAH, "Rupiah, misalnya 7,2 miliar.", required=True),
        Field("stage", "Tahap", STAGE,
              "KUA-PPAS, RKA, RAPBD, APBD, Pergeseran 1, …, Perubahan. Kosong berarti APBD.", default=APBD),
        Field("decree", "Nomor Keputusan", entry.TEXT, "Perda, Perkada, atau DPA; boleh kosong.", default=""),
        Field("decreed", "Tanggal Keputusan", entry.DATE, "Tulis seperti 15/01/2026; boleh kosong."),
        Field("pot", "Pagu Tahun Jamak", entry.TEXT,
              "Nama pagu tahun jamak: sisanya terbawa ke tahun berikutnya. Biasanya kosong.", default="",
              refers=Refers.POT),
        Field("people", "Orang", entry.INTEGER, "Dasar hitungan: orang × bulan × harga; boleh kosong."),
        Field("months", "Bulan", entry.INTEGER, "Misalnya 12."),
        Field("price", "Harga Satuan", entry.RUPIAH, "Rupiah per orang per bulan, misalnya 16.800."),
    ),
    _allocation,
    _take_allocation,
)  # fmt: skip

CASH_MONTHS = Layout(
    "Anggaran Kas",
    "anggaran kas",
    (
        Field("month", "Bulan", entry.MONTH, "Tulis seperti 2026-01.", required=True),
        Field("skpd", "SKPD", entry.TEXT, "Seperti pada lembar Pagu.", default="", refers=Refers.SKPD),
        Field("sub_activity", "Sub Kegiatan", entry.TEXT, "Seperti pada lembar Pagu.", default="",
              refers=Refers.SUB_ACTIVITY),
        Field("account", "Kode Rekening", entry.TEXT, "Seperti pada lembar Pagu.", default="",
              refers=Refers.ACCOUNT),
        Field("funding", "Sumber Dana", entry.TEXT, "Seperti pada lembar Pagu.", default="",
              refers=Refers.FUNDING),
        Field("programmes", "Program", entry.PROGRAMMES, "Seperti pada lembar Pagu.", required=True),
        Field("amount", "Jumlah", entry.RUPIAH, "Rupiah yang dibayar pada bulan itu.", required=True),
    ),
    lambda v: CashMonth(
        v["month"], v["skpd"], v["sub_activity"], normalise_account(v["account"]), v["funding"],
        v["programmes"], v["amount"],
    ),
    lambda c: {
        "month": c.month, "skpd": c.skpd, "sub_activity": c.sub_activity, "account": c.account,
        "funding": c.funding, "programmes": c.programmes, "amount": c.amount,
    },
)  # fmt: skip
