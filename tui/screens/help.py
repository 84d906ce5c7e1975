"""Help for the place that is shown: its keys, and the words that appear there."""

from textwrap import wrap

from rich.text import Text

from tui.commands import MOVES, Place, commands_in, shown
from tui.keymap import Keymap
from tui.screens.reading import Reading

GLOSSARY = (
    ("pagu", "Batas uang yang disetujui DPRD untuk satu tahun anggaran."),
    ("akrual", "Biaya dicatat pada bulan yang dilindungi."),
    ("kas", "Biaya dicatat pada bulan dibayar, menurut waktu bayar rencana."),
    ("gabungan", "Semua tahun dijadikan satu, sebagai pembanding: sisa tahun lalu tidak terbawa sendiri."),
    ("cukup sampai", "Bulan terakhir yang terbayar penuh."),
    ("orang-bulan (OB)", "Satu orang selama satu bulan; satuan perhitungan iuran."),
    ("PU", "Penerima Upah: iuran dihitung dari upah yang dilaporkan."),
    ("BPU", "Bukan Penerima Upah: iuran menurut tabel penghasilan."),
    ("JKK, JKM, JHT", "Jaminan kecelakaan kerja, kematian, dan hari tua."),
    ("prioritas", "Angka kecil dibayar lebih dahulu ketika uang kurang."),
    ("susut validasi", "Bagian peserta yang diperkirakan ditolak BPJS (umur, NIK)."),
    ("ganda", "NIK yang sama untuk bulan yang sama: dibayar satu kali; rupiahnya disebut."),
    ("mirip", "Mungkin satu orang dengan NIK atau ejaan lain; Anda yang memutuskan."),
    ("segel", "Bulan yang dibekukan; perubahan sesudahnya menjadi koreksi dengan alasan."),
    ("cakupan", "Bagian yang terlindungi, selalu dengan penyebutnya: persen dari apa."),
    ("anggaran kas", "Pagu satu baris dibagi atas dua belas bulan; tanda * bulan yang ditetapkan sendiri."),
    ("realisasi", "Yang sudah dibayar: dihitung pada tanggal SP2D. SPP dan SPM belum dihitung."),
    ("serapan", "Realisasi sampai bulan itu sebagai bagian dari pagu setahun."),
    ("deviasi", "Realisasi dikurangi anggaran kas, sampai bulan itu."),
    ("tunggakan", "Yang ditagih dan belum dibayar."),
    ("SILPA", "Sisa pagu pada akhir tahun, bila sisa rencana dibayar."),
    ("versi", "Rencana, hukum, dan hasilnya yang dibekukan; yang disetujui tidak berubah lagi."),
    ("sidik jari", "SHA-256 dari isi versi: isi yang berubah satu huruf pun ketahuan."),
    ("air terjun", "Sebab demi sebab dari satu biaya ke biaya lain; jumlahnya persis selisihnya."),
    ("formulir", "Yang tertulis di RKA dan DPA selain angka: sub kegiatan, indikator, pejabat."),
    ("PPKD, TAPD", "Pejabat pengelola keuangan, yang mengesahkan DPA; tim anggaran, yang membahas RKA."),
    ("UMK", "Upah minimum kabupaten/kota."),
)
_KEY = 18
_WIDTH = 50
_INTRODUCTIONS = {
    Place.OVERVIEW: "Uang dibandingkan dengan biaya, per tahun anggaran dan gabungan.",
    Place.GROUPS: "Kelompok peserta. Enter membuka tarif dan jumlah orangnya.",
    Place.GROUP: "Tarif dan jumlah orang satu kelompok, masing-masing berlaku sejak bulannya.",
    Place.PROJECTION: "Angka tiap kelompok dan bulan. Enter pada sebuah angka menjelaskannya.",
    Place.MONEY: "Pagu per rekening dan tahap, anggaran kas, rencana, asumsi, isi formulir; Tab berpindah.",
    Place.PEOPLE: "Orang menurut daftar; Tab: temuan, yang mirip, dan bulan tersegel. NIK disamarkan.",
    Place.EXPLANATION: "Dari mana angka ini. Untuk kelompok dari daftar: siapa yang masuk dan keluar.",
    Place.PERSON: "Satu orang pada satu kelompok. NIK, ibu kandung, dan telepon disamarkan.",
    Place.PAIR: "Dua baris yang mungkin satu orang. Yang berbeda bertanda ≠. Anda yang memutuskan.",
    Place.ROSTER: "Daftar diperiksa dahulu tanpa menulis apa pun; laporannya tampil sebelum diterapkan.",
    Place.REPORT: "Setiap baris diterima, ditolak, atau ganda. Belum ada yang ditulis.",
    Place.HISTORY: "Semua perubahan. Urungkan dan ulangi berlaku juga setelah program dibuka lagi.",
    Place.COMPARE: "Tab berpindah daftar; Enter: sebab sebuah kelompok, atau kelompok sebuah sebab.",
    Place.REALISATION: "Yang ditagih dan dibayar terhadap rencana. Yang dibukukan hanya dapat dikoreksi.",
    Place.COVERAGE: "Angka dengan penyebutnya, sasaran dan biayanya, dan yang bertentangan; Tab berpindah.",
    Place.VERSIONS: "Versi yang dibekukan: draf, diajukan, lalu disetujui orang lain. Enter membandingkan.",
    Place.FORM: "Isian diperiksa saat diketik. Tanda * berarti wajib. Enter atau Tab ke isian berikutnya.",
    Place.EXPORT: "Berkas ditulis utuh atau tidak sama sekali. Esc membatalkan.",
    Place.IMPORT: "Templat diperiksa dahulu; isinya menggantikan rencana dan dapat diurungkan.",
    Place.WELCOME: "Pilih berkas, buat yang baru, atau lihat contohnya.",
}


class Help(Reading):
    def __init__(self, place: Place, keymap: Keymap) -> None:
        super().__init__(f"Bantuan · {place}", help_text(place, keymap))


def help_text(place: Place, keymap: Keymap) -> Text:
    text = Text()
    if place in _INTRODUCTIONS:
        text.append(f"{_INTRODUCTIONS[place]}\n\n")
    text.append("Tombol\n", "bold")
    for command in commands_in(place):
        keys = " ".join(keymap.shown_keys(command))
        text.append(f"  {keys:<{_KEY}}", "bold")
        text.append(_hanging(f"{command.label}: {command.help}"))
    text.append("\nDi dalam tabel\n", "bold")
    for key, what in MOVES:
        text.append(f"  {shown(key):<{_KEY}}", "bold")
        text.append(_hanging(what))
    text.append("\nIstilah\n", "bold")
    for word, meaning in GLOSSARY:
        text.append(f"  {word:<{_KEY}}", "bold")
        text.append(_hanging(meaning))
    text.rstrip()
    return text


def _hanging(words: str) -> str:
    """Words beside a key, further lines under the first."""
    return f"\n{' ' * (_KEY + 2)}".join(wrap(words, _WIDTH)) + "\n"
