"""The fields of invoices, the persons they name, payments, benefits, and counts of the funnel."""

import re
from enum import StrEnum
from typing import Any

from budget.contribution import Programme
from budget.errors import BadEntry
from budget.period import Month
from budget.plan import entry
from budget.plan.choices import Refers
from budget.plan.codes import normalise_account
from budget.plan.field import Field, Layout, Values
from budget.plan.payments import (
    Benefit,
    BenefitKind,
    FunnelCount,
    Invoice,
    InvoicePerson,
    Payment,
    Step,
    due_date,
)

KIND = entry.choice({BenefitKind.JKK: "JKK", BenefitKind.JKM: "JKM", BenefitKind.SCHOLARSHIP: "beasiswa"})
STEP = entry.choice({Step.DECREED: "ditetapkan", Step.ACCEPTED: "diterima"})
_MONTH_HINT = "Bulan yang dijamin, seperti 2026-01."
_GROUP_HINT = "Seperti pada rencana; kosong berarti semua."
_CORRECTION = (
    Field("corrects", "Mengoreksi", entry.TEXT, "Hanya koreksi: nomor dokumen yang dikoreksi.", default=""),
    Field("reason", "Alasan Koreksi", entry.TEXT,
          "Hanya koreksi: jumlah baris ini lalu berarti selisih, boleh kurang dari nol.", default=""),
)  # fmt: skip
_REASON = _CORRECTION[1]
_NOTE = Field("note", "Catatan", entry.TEXT, "Boleh kosong.", default="")
_NIK = re.compile(r"[1-9][0-9]{15}", re.ASCII)


def _nik(value: entry.Cell) -> int:
    """Sixteen digits as text: as a number Excel has rounded them. The message repeats nothing of the cell."""
    text = re.sub(r"[\s.’'`-]", "", value) if isinstance(value, str) else ""
    if not _NIK.fullmatch(text):
        raise BadEntry("NIK harus 16 angka, ditulis sebagai teks. Ubah format kolomnya menjadi Teks.")
    return int(text)


NIK = entry.Kind(_nik, str, str, number_format="@")


def _invoice(values: Values) -> Invoice:
    month: Month = values["month"]
    return Invoice(
        values["number"], month, values["heads"], values["jkk"], values["jkm"],
        values["due"] or due_date(month), values["jht"], values["group"], values["note"],
        values["corrects"], values["reason"],
    )  # fmt: skip


INVOICES = Layout(
    "Tagihan",
    "tagihan",
    (
        Field("number", "Kode Iuran", entry.TEXT, "Nomor pada tagihan BPJS.", required=True),
        Field("month", "Bulan Iuran", entry.MONTH, _MONTH_HINT, required=True),
        Field("group", "Kelompok", entry.TEXT, _GROUP_HINT, default="", refers=Refers.GROUP),
        Field("heads", "Orang", entry.INTEGER, "Orang yang ditagih.", required=True),
        Field("jkk", "JKK", entry.RUPIAH, "Rupiah.", required=True),
        Field("jkm", "JKM", entry.RUPIAH, "Rupiah.", required=True),
        Field("jht", "JHT", entry.RUPIAH, "Rupiah; biasanya kosong.", default=0),
        Field("due", "Jatuh Tempo", entry.DATE, "Kosong berarti tanggal 15 bulan berikutnya."),
        _NOTE,
        *_CORRECTION,
    ),
    _invoice,
    lambda i: {
        "number": i.number, "month": i.month, "group": i.group, "heads": i.heads, "jkk": i.jkk,
        "jkm": i.jkm, "jht": i.jht, "due": i.due, "note": i.note, "corrects": i.corrects, "reason": i.reason,
    },
)  # fmt: skip

PERSONS = Layout(
    "Peserta",
    "peserta tagihan",
    (
        Field("number", "Kode Iuran", entry.TEXT, "Seperti pada lembar Tagihan.", required=True),
        Field("month", "Bulan Iuran", entry.MONTH, _MONTH_HINT, required=True),
        Field("nik", "NIK", NIK, "16 angka.", required=True),
        Field("jkk", "JKK", entry.RUPIAH, "Rupiah.", required=True),
        Field("jkm", "JKM", entry.RUPIAH, "Rupiah.", required=True),
        Field("jht", "JHT", entry.RUPIAH, "Rupiah; biasanya kosong.", default=0),
    ),
    lambda v: InvoicePerson(v["number"], v["month"], v["nik"], v["jkk"], v["jkm"], v["jht"]),
    lambda p: {
        "number": p.number, "month": p.month, "nik": p.nik, "jkk": p.jkk, "jkm": p.jkm, "jht": p.jht,
    },
)  # fmt: skip


def _payment(values: Values) -> Payment:
    programmes: tuple[Programme, ...] = values["programmes"]
    return Payment(
        values["amount"], values["spp"], values["spm"], values["sp2d"], values["day"],
        normalise_account(values["account"]), programmes, values["skpd"], values["invoice"], values["note"],
        values["corrects"], values["reason"],
    )  # fmt: skip


PAYMENTS = Layout(
    "Pembayaran",
    "pembayaran",
    (
        Field("spp", "Nomor SPP", entry.TEXT, "Surat Permintaan Pembayaran.", default=""),
        Field("spm", "Nomor SPM", entry.TEXT, "Surat Perintah Membayar.", default=""),
        Field("sp2d", "Nomor SP2D", entry.TEXT, "Kosong bila belum cair.", default=""),
        Field("day", "Tanggal SP2D", entry.DATE, "Tulis seperti 15/01/2026; hari ini dihitung dibayar."),
        Field("amount", "Jumlah", entry.RUPIAH, "Rupiah.", required=True),
        Field("account", "Kode Rekening", entry.TEXT, "Misalnya 5.1.02.02.02.0006.", default="",
              refers=Refers.ACCOUNT),
        Field("programmes", "Program", entry.PROGRAMMES, "JKK, JKM, atau keduanya; boleh kosong.",
              default=()),
        Field("skpd", "SKPD", entry.TEXT, "Boleh kosong.", default="", refers=Refers.SKPD),
        Field("invoice", "Kode Iuran", entry.TEXT, "Tagihan yang dibayar; boleh kosong.", default=""),
        _NOTE,
        *_CORRECTION,
    ),
    _payment,
    lambda p: {
        "spp": p.spp, "spm": p.spm, "sp2d": p.sp2d, "day": p.day, "amount": p.amount, "account": p.account,
        "programmes": p.programmes, "skpd": p.skpd, "invoice": p.invoice, "note": p.note,
        "corrects": p.corrects, "reason": p.reason,
    },
)  # fmt: skip

BENEFITS = Layout(
    "Manfaat",
    "manfaat",
    (
        Field("year", "Tahun", entry.YEAR, "Tahun manfaat dibayar.", required=True),
        Field("group", "Kelompok", entry.TEXT, _GROUP_HINT, default="", refers=Refers.GROUP),
        Field("kind", "Jenis", KIND, "JKK, JKM, atau beasiswa.", required=True),
        Field("cases", "Kasus", entry.INTEGER, "Banyaknya.", required=True),
        Field("rupiah", "Jumlah", entry.RUPIAH, "Rupiah.", required=True),
        Field("day", "Tanggal", entry.DATE, "Boleh kosong."),
        Field("source", "Sumber", entry.TEXT, "Surat atau laporan BPJS.", default=""),
        _NOTE,
        _REASON,
    ),
    lambda v: Benefit(
        v["year"], v["kind"], v["cases"], v["rupiah"], v["group"], v["day"], v["source"], v["note"],
        v["reason"],
    ),
    lambda b: {
        "year": b.year, "group": b.group, "kind": b.kind, "cases": b.cases, "rupiah": b.rupiah, "day": b.day,
        "source": b.source, "note": b.note, "reason": b.reason,
    },
)  # fmt: skip

COUNTS = Layout(
    "Corong",
    "hitungan penerima",
    (
        Field("group", "Kelompok", entry.TEXT, "Seperti pada rencana.", required=True, refers=Refers.GROUP),
        Field("month", "Bulan Iuran", entry.MONTH, _MONTH_HINT, required=True),
        Field("step", "Tahap", STEP, "ditetapkan (SK) atau diterima (BPJS).", required=True),
        Field("heads", "Orang", entry.INTEGER, "Yang sampai di tahap itu; dengan sebab: yang gugur.",
              required=True),
        Field("lost_to", "Sebab Gugur", entry.TEXT, "Misalnya usia di atas 65, atau NIK tidak cocok.",
              default=""),
        Field("source", "Sumber", entry.TEXT, "SK, atau laporan validasi.", default=""),
        _REASON,
    ),
    lambda v: FunnelCount(
        v["group"], v["month"], v["step"], v["heads"], v["lost_to"], v["source"], v["reason"]
    ),
    lambda c: {
        "group": c.group, "month": c.month, "step": c.step, "heads": c.heads, "lost_to": c.lost_to,
        "source": c.source, "reason": c.reason,
    },
)  # fmt: skip


class BookKind(StrEnum):
    """What is booked, each by a layout of its own."""

    INVOICE = "invoice"
    PAYMENT = "payment"
    BENEFIT = "benefit"
    COUNT = "funnel"

    @property
    def layout(self) -> Layout[Any]:
        return _LAYOUTS[self]


_LAYOUTS: dict[BookKind, Layout[Any]] = {
    BookKind.INVOICE: INVOICES,
    BookKind.PAYMENT: PAYMENTS,
    BookKind.BENEFIT: BENEFITS,
    BookKind.COUNT: COUNTS,
}
