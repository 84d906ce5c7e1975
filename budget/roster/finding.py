"""What can be wrong with a row of a roster: stable codes, what each means, and how it is cured.

The words never repeat a cell: they go to screens, logs and JSON, and a cell may hold personal data in the
wrong column. The row itself stands in the workbook of rejected rows.
"""

from dataclasses import dataclass
from enum import StrEnum

from budget.errors import Severity


class Outcome(StrEnum):
    """What becomes of a row with a finding."""

    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding. `reason` says what is wrong with the row, `cure` what to do about it.

    `of_sheet`: all rows of a sheet share it, as its columns are not known.
    """

    code: str
    outcome: Outcome
    severity: Severity
    reason: str
    cure: str
    of_sheet: bool = False


def _rejected(code: str, reason: str, cure: str) -> Finding:
    return Finding(code, Outcome.REJECTED, Severity.ERROR, reason, cure)


def _of_sheet(code: str, reason: str, cure: str) -> Finding:
    return Finding(code, Outcome.REJECTED, Severity.ERROR, reason, cure, of_sheet=True)


def _duplicate(code: str, reason: str, cure: str) -> Finding:
    return Finding(code, Outcome.DUPLICATE, Severity.WARNING, reason, cure)


def _noted(code: str, reason: str, cure: str) -> Finding:
    return Finding(code, Outcome.ACCEPTED, Severity.INFO, reason, cure)


_CARD = "Tulis seperti di KTP."
_CARD_OR_YES = "Samakan dengan KTP; bila KTP memang begitu, isi kolom “Sesuai KTP” dengan ya."
_MONTH = "Tulis seperti 2026-01, 01/2026, Jan 2026, atau tanggal."
_TWICE = "Satu orang dibayar satu kali: pilih satu baris, hapus yang lain, atau pisahkan bulannya."

FINDINGS: dict[str, Finding] = {
    finding.code: finding
    for finding in (
        _rejected("nik_kosong", "NIK kosong.", "Isi 16 angka NIK."),
        _rejected("nik_bukan_angka", "NIK memuat huruf atau tanda lain.", "Isi 16 angka NIK."),
        _rejected("nik_panjang", "NIK tidak 16 angka.", "Periksa dengan KTP: NIK selalu 16 angka."),
        _rejected("nik_dibulatkan", "NIK diubah Excel menjadi bilangan dan dibulatkan.",
                  "Angka aslinya hilang: minta berkas dengan kolom NIK berformat Teks."),
        _rejected("nik_semu", "NIK pengganti: angka sama semua, berurutan, atau nomor urut 0000.",
                  "Isi NIK yang sebenarnya."),
        _rejected("nik_provinsi", "Dua angka pertama NIK bukan kode provinsi.", "Periksa dengan KTP."),
        _rejected("nik_tanggal", "Tanggal lahir di dalam NIK mustahil.", "Periksa dengan KTP."),
        _rejected("tanggal_lahir_beda", "Tanggal lahir berbeda dengan NIK.", _CARD_OR_YES),
        _rejected("jenis_kelamin_beda", "Jenis kelamin berbeda dengan NIK.", _CARD_OR_YES),
        _rejected("nama_kosong", "Nama kosong.", _CARD),
        _rejected("nama_aneh", "Nama memuat tanda yang tidak ada dalam nama, misalnya rumus.", _CARD),
        _rejected("tanggal_lahir", "Tanggal lahir tidak terbaca atau mustahil.",
                  "Tulis seperti 31-12-1980."),
        _rejected("jenis_kelamin", "Jenis kelamin tidak terbaca.", "Tulis L atau P."),
        _rejected("kelompok_kosong", "Kelompok kosong.", "Tulis nama kelompok seperti dalam rencana."),
        _rejected("kelompok_tidak_dikenal", "Kelompok tidak ada dalam rencana.",
                  "Tulis nama kelompok seperti dalam rencana, atau tambahkan kelompoknya."),
        _rejected("mulai_kosong", "Bulan mulai kosong.", _MONTH),
        _rejected("mulai", "Bulan mulai tidak terbaca.", _MONTH),
        _rejected("selesai", "Bulan selesai tidak terbaca.", _MONTH + " Kosong berarti seterusnya."),
        _rejected("selesai_sebelum_mulai", "Selesai mendahului mulai.", "Periksa kedua bulan."),
        _rejected("terlalu_muda", "Usia pada bulan mulai di bawah batas.",
                  "Periksa tanggal lahir; yang belum cukup umur tidak dapat didaftarkan."),
        _rejected("terlalu_tua", "Usia pada bulan mulai mencapai batas atas.",
                  "Periksa tanggal lahir; yang sudah mencapai batas tidak dapat didaftarkan."),
        _rejected("tanpa_tarif", "Kelompok tidak punya tarif pada bulan mulai.",
                  "Periksa bulan mulai, atau tambahkan tarif kelompok itu."),
        _rejected("upah", "Upah tidak terbaca sebagai rupiah.", "Tulis seperti 1.500.000."),
        _rejected("upah_kosong", "Tarif kelompok memakai upah dari daftar, tetapi upahnya kosong.",
                  "Isi upah atau penghasilan sebulan."),
        _rejected("sel_panjang", "Ada sel yang terlalu panjang.", "Ringkas isi sel itu."),
        _of_sheet("judul_tidak_ada", "Lembar ini tidak punya baris judul yang dikenal (NIK dan Nama).",
                  "Tambahkan baris judul, atau sebutkan kolomnya dengan --map."),
        _of_sheet("kolom_tidak_jelas", "Kolom yang wajib tidak jelas pada lembar ini.",
                  "Sebutkan kolomnya dengan --map, atau pilih di layar."),
        _duplicate("ganda_dalam_berkas", "NIK yang sama sudah ada di berkas ini untuk bulan yang sama.",
                   _TWICE),
        _duplicate("ganda_antar_berkas", "NIK yang sama ada di berkas lain untuk bulan yang sama.", _TWICE),
        _duplicate("ganda_antar_kelompok", "NIK yang sama ada di kelompok lain untuk bulan yang sama.",
                   _TWICE),
        _duplicate("ganda_antar_sumber_dana",
                   "NIK yang sama sudah dibayar sumber dana lain untuk bulan yang sama.", _TWICE),
        _duplicate("ganda_tersimpan", "NIK yang sama sudah tersimpan untuk bulan yang sama.", _TWICE),
        Finding("sudah_tersimpan", Outcome.DUPLICATE, Severity.INFO,
                "Baris ini sudah tersimpan, sama persis.", "Tidak perlu apa-apa."),
        _noted("nik_daerah_lain", "NIK terbit di kabupaten lain.",
               "Tidak apa-apa: orang pindah dan NIK tetap."),
        _noted("tanggal_lahir_dari_nik", "Daftar tidak memuat tanggal lahir; diambil dari NIK.",
               "Lengkapi bila perlu."),
        _noted("tanpa_desa", "Daftar tidak menyebut desa.", "Lengkapi bila perlu."),
        _noted("sesuai_ktp", "Berbeda dengan NIK, tetapi dinyatakan sesuai KTP.", "Simpan salinan KTP."),
        _noted("upah_beda", "Upah di daftar berbeda dari upah tarif kelompoknya; yang dipakai upah tarif.",
               "Periksa tarif, atau pakai upah dari daftar."),
        _noted("mirip", "Mirip dengan orang lain dalam daftar.", "Putuskan: orang yang sama atau bukan."),
    )
}  # fmt: skip
