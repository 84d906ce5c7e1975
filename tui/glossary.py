"""The terms of the trade: what each means here, and the rule it comes from where it has one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PPKD = "PP 12/2019 (Pengelolaan Keuangan Daerah)"
_FORMS = "Permendagri 77/2020"
_RATES = "PP 44/2015 jo. PP 82/2019"


@dataclass(frozen=True, slots=True)
class Term:
    """`also` are other words for it; `source` is a rule, empty where the term is this program's own."""

    word: str
    meaning: str
    source: str = ""
    also: tuple[str, ...] = ()


GLOSSARY = (
    Term("air terjun", "Sebab demi sebab dari satu biaya ke biaya lain; jumlahnya persis selisihnya."),
    Term("akrual", "Biaya dicatat pada bulan yang dilindungi, kapan pun dibayar."),
    Term("andaian", "Perubahan yang dicoba di atas rencana tanpa menyimpannya; dapat dijadikan skenario."),
    Term("anggaran kas", "Pagu satu baris dibagi atas dua belas bulan; * bulan yang ditetapkan sendiri.",
         _FORMS),
    Term("APBD", "Anggaran Pendapatan dan Belanja Daerah, untuk satu tahun kalender.",
         _PPKD),
    Term("BPU", "Bukan Penerima Upah: iuran menurut tabel penghasilan, JKK satu persen dan JKM tetap sama.",
         f"{_RATES}, Lampiran II", ("Bukan Penerima Upah",)),
    Term("cakupan", "Bagian yang terlindungi, selalu dengan penyebutnya: persen dari apa."),
    Term("cukup sampai", "Bulan terakhir yang terbayar penuh dengan uang yang ada."),
    Term("DBH CHT", "Dana Bagi Hasil Cukai Hasil Tembakau: sumber dana dengan penggunaan yang ditentukan.",
         "PMK 72/2024"),
    Term("DBH sawit", "Dana Bagi Hasil perkebunan sawit: sumber dana dengan penggunaan yang ditentukan.",
         "PMK 91/2023"),
    Term("deviasi", "Realisasi dikurangi anggaran kas, sampai bulan itu."),
    Term("DPA", "Dokumen Pelaksanaan Anggaran: pagu SKPD yang disahkan PPKD, dengan rencana tiap bulan.",
         f"{_PPKD}; {_FORMS}"),
    Term("formulir", "Yang tertulis di RKA dan DPA selain angka: sub kegiatan, indikator, pejabat.", _FORMS),
    Term("gabungan", "Semua tahun dijadikan satu, sebagai pembanding: sisa setahun tidak terbawa sendiri."),
    Term("ganda", "NIK yang sama untuk bulan yang sama: dibayar satu kali; rupiahnya disebut."),
    Term("JHT", "Jaminan Hari Tua; bagi BPU pilihan, dua persen dari dasar iuran.", "PP 46/2015",
         ("Jaminan Hari Tua",)),
    Term("JKK", "Jaminan Kecelakaan Kerja. Bagi PU tarifnya menurut kelas risiko, 0,24 % sampai 1,74 % upah.",
         f"{_RATES}, Pasal 16 ayat (1)", ("Jaminan Kecelakaan Kerja",)),
    Term("JKM", "Jaminan Kematian. Bagi PU 0,30 % dari upah, bagi BPU Rp6.800 sebulan.",
         f"{_RATES}, Pasal 18 ayat (1) dan Lampiran II", ("Jaminan Kematian",)),
    Term("kas", "Biaya dicatat pada bulan dibayar, menurut waktu bayar rencana."),
    Term("kelas risiko", "Bahaya pekerjaan PU, 1 sangat rendah sampai 5 sangat tinggi; menentukan tarif JKK.",
         f"{_RATES}, Pasal 16 ayat (1)"),
    Term("kode rekening", "Nomor akun belanja, seperti 5.1.02.02.02.0006. JKK dan JKM selalu dua baris.",
         "Permendagri 90/2019", ("rekening",)),
    Term("mirip", "Mungkin satu orang dengan NIK atau ejaan lain; Anda yang memutuskan."),
    Term("NIK", "Nomor Induk Kependudukan, 16 angka: wilayah, tanggal lahir, dan nomor urut.",
         "UU 23/2006, Pasal 13"),
    Term("nominatif", "Daftar nama yang didaftarkan atau dibayar; memuat data pribadi.",
         "UU 27/2022 (Pelindungan Data Pribadi)"),
    Term("orang-bulan", "Satu orang selama satu bulan: satuan perhitungan iuran.", also=("OB",)),
    Term("pagu", "Batas uang untuk iuran dalam satu tahun anggaran: tidak boleh dibayar lebih dari itu."),
    Term("patokan", "Biaya setahun menurut dokumen; pemeriksaan gagal bila hitungan rencana menjadi lain."),
    Term("PBPU", "Pekerja Bukan Penerima Upah: istilah BPJS Kesehatan; di BPJS Ketenagakerjaan disebut BPU."),
    Term("pergeseran", "Pagu dipindahkan antarbaris dalam tahun berjalan; jumlah APBD tetap.", _PPKD),
    Term("perubahan", "APBD yang diubah di tengah tahun: pagu sebelum, sesudah, dan selisihnya.", _PPKD),
    Term("PPKD", "Pejabat Pengelola Keuangan Daerah, yang mengesahkan DPA.", _PPKD),
    Term("prioritas", "Angka kecil dibayar lebih dahulu ketika uang kurang."),
    Term("PU", "Penerima Upah: iuran dihitung dari upah yang dilaporkan.", _RATES, ("Penerima Upah",)),
    Term("realisasi", "Yang sudah dibayar: dihitung pada tanggal SP2D. SPP dan SPM belum dihitung."),
    Term("RKA", "Rencana Kerja dan Anggaran SKPD: usulan pagu yang dibahas sebelum APBD ditetapkan.",
         f"{_PPKD}; {_FORMS}"),
    Term("segel", "Bulan yang dibekukan; perubahan sesudahnya menjadi koreksi dengan alasan."),
    Term("segmen", "PU atau BPU: menentukan dari apa iuran dihitung.", _RATES),
    Term("serapan", "Realisasi sampai bulan itu sebagai bagian dari pagu setahun."),
    Term("sidik jari", "SHA-256 dari isi versi: isi yang berubah satu huruf pun ketahuan."),
    Term("SILPA", "Sisa Lebih Perhitungan Anggaran; di sini sisa pagu setelah seluruh rencana dibayar.",
         _PPKD),
    Term("skenario", "Rencana dengan perubahan yang disimpan dan diberi nama; rencana dasar tidak berubah."),
    Term("SKPD", "Satuan Kerja Perangkat Daerah: dinas, badan, atau kantor yang menganggarkan.", _PPKD),
    Term("SP2D", "Surat Perintah Pencairan Dana: uang keluar pada tanggalnya, sesudah SPP dan SPM.",
         _PPKD),
    Term("sumber dana", "Dari mana pagu dibayar: PAD, DAU, DBH, bantuan provinsi, atau di luar APBD."),
    Term("susut validasi", "Bagian peserta yang diperkirakan ditolak BPJS, karena umur atau NIK."),
    Term("TAPD", "Tim Anggaran Pemerintah Daerah, yang membahas RKA sebelum dibawa ke DPRD.", _PPKD),
    Term("tunggakan", "Yang ditagih dan belum dibayar. Iuran jatuh tempo tanggal 15 bulan berikutnya.",
         "PP 44/2015"),
    Term("UMK", "Upah Minimum Kabupaten/Kota, ditetapkan gubernur setiap tahun.",
         "PP 36/2021 beserta perubahannya (Pengupahan)"),
    Term("versi", "Rencana, hukum, dan hasilnya yang dibekukan; yang disetujui tidak berubah lagi."),
)  # fmt: skip


def terms_in(texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that stand in the texts as words of their own."""
    said = "\n".join(texts)
    return tuple(term for term in GLOSSARY if any(_stands(word, said) for word in (term.word, *term.also)))


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
