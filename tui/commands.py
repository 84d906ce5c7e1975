"""Everything a user can ask for: key, label, help, and where it applies.

This one table makes the key bindings, the footer, the command list (ctrl+p), the help and docs/keys.md.
Its order is the order of the footer. `python -m tui.commands` prints docs/keys.md.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from tui.key_names import shown
from tui.places import (
    DIALOGS,
    EVERYWHERE,
    LISTS,
    MANY_LISTS,
    PLAN_ROOMS,
    RECORDS,
    ROOMS,
    RUNNING,
    TABLES,
    WITH_PALETTE,
    Place,
)

MOST_IN_FOOTER = 7


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` are named as Textual does, comma-separated; the first one is shown.

    `footer` are the places whose footer names it. In the rooms a command runs `do_<id>`; dialogs take it
    as `action_<id>`.
    """

    id: str
    keys: str
    label: str
    help: str
    places: tuple[Place, ...]
    footer: tuple[Place, ...] = ()

    @property
    def shown_keys(self) -> tuple[str, ...]:
        return tuple(shown(key) for key in self.keys.split(","))

    @property
    def key(self) -> str:
        return self.shown_keys[0]


COMMANDS = (
    Command("overview", "1", "Ringkasan", "Pagu, biaya, sisa, dan sampai kapan uang cukup.", ROOMS),
    Command("groups", "2", "Kelompok", "Daftar kelompok peserta: tambah, ubah, hapus.", ROOMS),
    Command("projection", "3", "Proyeksi", "Biaya atau orang tiap kelompok dan bulan.", ROOMS),
    Command("money", "4", "Pagu", "Baris pagu, anggaran kas, rencana, UMK, asumsi, dan isi formulir.", ROOMS),
    Command("people", "5", "Orang", "Orang menurut daftar: cari, saring, periksa, impor, segel.", ROOMS),
    Command("history", "6", "Riwayat", "Siapa mengubah apa, kapan, dan dampaknya.", ROOMS),
    Command("versions", "7", "Versi", "Versi yang dibekukan: ajukan, setujui, bandingkan.", ROOMS),
    Command("realisation", "8", "Realisasi", "Yang ditagih dan dibayar terhadap rencana; manfaat.", ROOMS),
    Command("coverage", "9", "Cakupan", "Siapa terlindungi, dari berapa, dan biaya mencapai sasaran.", ROOMS),
    Command("law", "0", "Dasar hukum", "Nilai hukum yang dipakai rencana: masa berlaku, pasal, bulan kosong.",
            ROOMS),
    Command("new", "n", "Tambah", "Tambah baris pada daftar yang disorot.",
            (*RECORDS, Place.REALISATION, Place.SCENARIOS), (*RECORDS, Place.REALISATION, Place.SCENARIOS)),
    Command("correct", "e,f2", "Koreksi", "Tambah baris koreksi, dengan alasan, bagi baris yang disorot.",
            (Place.REALISATION,), (Place.REALISATION,)),
    Command("annul", "d,delete", "Tiadakan", "Baris koreksi yang mengambil habis baris buku yang disorot.",
            (Place.REALISATION,)),
    Command("edit", "e,f2", "Ubah", "Ubah baris yang disorot.",
            (*RECORDS, Place.PEOPLE, Place.PERSON, Place.SCENARIOS),
            (*RECORDS, Place.PERSON, Place.SCENARIOS)),
    Command("delete", "d,delete", "Hapus", "Hapus baris yang disorot, setelah ditanya.",
            (*RECORDS, Place.SCENARIOS), (*RECORDS, Place.SCENARIOS)),
    Command("end_cover", "d,delete", "Akhiri", "Orang ini tidak lagi dilindungi mulai sebuah bulan.",
            (Place.PEOPLE, Place.PERSON), (Place.PERSON,)),
    Command(
        "open", "enter", "Buka",
        "Masuk ke rincian baris yang disorot, jelaskan angka, ikuti peringatan, atau ubah baris itu.",
        (*RECORDS, Place.OVERVIEW, Place.PROJECTION, Place.PEOPLE, Place.VERSIONS, Place.REALISATION,
         Place.HISTORY, Place.LAW, Place.CHECK, Place.COMPARE, Place.CUT),
        (Place.OVERVIEW, Place.GROUPS, Place.PROJECTION, Place.PEOPLE, Place.VERSIONS, Place.HISTORY,
         Place.LAW, Place.CHECK, Place.COMPARE),
    ),
    Command(
        "next_list", "tab", "Pindah", "Pindah ke daftar berikutnya di halaman ini.",
        (*MANY_LISTS, Place.OVERVIEW, Place.COMPARE), (*MANY_LISTS, Place.COMPARE),
    ),
    Command(
        "previous_list", "shift+tab", "Daftar sebelumnya", "Pindah ke daftar sebelumnya di halaman ini.",
        (*MANY_LISTS, Place.OVERVIEW, Place.COMPARE),
    ),
    Command("find", "slash", "Cari", "Cari nama atau bagian NIK; pada daftar lain: saring menurut kata.",
            (Place.PEOPLE,), (Place.PEOPLE,)),
    Command("narrow", "f", "Saring", "Hanya orang dari kelompok, kecamatan, atau temuan yang dipilih.",
            (Place.PEOPLE,), (Place.PEOPLE,)),
    Command("seal", "g", "Segel bulan", "Bekukan orang, tarif, dan biaya sebuah bulan, setelah ditanya.",
            (Place.PEOPLE,)),
    Command(
        "scenario", "k", "Skenario", "Pilih rencana dasar atau skenario; tambah, ubah, atau hapus skenario.",
        ROOMS, (Place.OVERVIEW,),
    ),
    Command("what_if", "u", "Andaian", "Tulis andaian sebagai teks; hasilnya mengikuti setiap ketukan.",
            ROOMS),
    Command(
        "basis", "b", "Basis", "Ganti akrual (bulan perlindungan) dengan kas (bulan bayar), atau sebaliknya.",
        ROOMS,
    ),
    Command("figure", "o", "Biaya/orang", "Ganti angka tabel: rupiah atau orang.",
            (Place.PROJECTION, Place.COMPARE), (Place.PROJECTION,)),
    Command("axis", "a", "Rincian",
            "Ganti baris tabel: kelompok, kecamatan, desa, program, atau sumber dana.",
            (Place.PROJECTION,), (Place.PROJECTION,)),
    Command("heat", "h", "Warna",
            "Warnai bulan menurut besarnya: terhadap yang terbesar di tabel, di barisnya, atau tidak.",
            (Place.PROJECTION,), (Place.PROJECTION,)),
    Command("chart", "v", "Grafik",
            "Grafik berikutnya di Ringkasan; di halaman lain: grafik dari yang disorot atau daftarnya.",
            (Place.OVERVIEW, Place.PROJECTION, Place.MONEY, Place.REALISATION, Place.COVERAGE),
            (Place.OVERVIEW,)),
    Command("cautions", "w", "Catatan", "Peringatan tentang angka dan dasar hukumnya.", ROOMS),
    Command("risk", "r", "Risiko", "Kisaran biaya, peluang pagu cukup, dan apa yang paling menggerakkannya.",
            ROOMS),
    Command("compare", "t", "Bandingkan",
            "Rencana, skenario, dan versi berdampingan, dengan sebab selisihnya.", ROOMS),
    Command("mark", "space", "Tandai", "Ikutkan rencana yang disorot dalam perbandingan, atau lepaskan.",
            (Place.COMPARE,), (Place.COMPARE,)),
    Command("other_side", "l", "Lain", "Air terjun ke rencana berikutnya yang ditandai.",
            (Place.COMPARE,), (Place.COMPARE,)),
    Command("solve", "j", "Hitung balik", "Uang menjadi orang dan bulan, atau sasaran menjadi uang.", ROOMS),
    Command("other_way", "f6", "Balik arah", "Dari uang ke orang, atau dari sasaran ke uang.",
            (Place.SOLVE,), (Place.SOLVE,)),
    Command("who", "f4", "Siapa dipotong", "Yang tetap dan yang dipotong per kelompok dan kecamatan, "
            "dengan alasannya.", (Place.SOLVE,), (Place.SOLVE,)),
    Command("claim", "p", "Pernyataan", "Periksa apakah yang dikatakan tentang uang, orang, atau persen "
            "benar.", ROOMS),
    Command("check", "exclamation_mark", "Periksa",
            "Jalankan semua pemeriksaan atas rencana dan berkas ini.", ROOMS, (Place.LAW,)),
    Command("backups", "f6", "Cadangan",
            "Cadangan berkas ini: buat satu lagi, atau pulihkan salah satunya.", ROOMS),
    Command("back_up", "n", "Cadangkan", "Buat cadangan sekarang.", (Place.BACKUPS,), (Place.BACKUPS,)),
    Command("put_back", "enter", "Pulihkan", "Pulihkan berkas dari cadangan yang disorot, setelah ditanya.",
            (Place.BACKUPS,), (Place.BACKUPS,)),
    Command("findings", "o", "Temuan", "Semua temuan pemeriksaan yang disorot, dan cara membetulkannya.",
            (Place.CHECK,), (Place.CHECK,)),
    Command("check_again", "f5", "Periksa lagi", "Jalankan semua pemeriksaan dari awal.",
            (Place.CHECK,), (Place.CHECK,)),
    Command("filter", "slash", "Saring", "Tampilkan hanya baris yang memuat kata.",
            (*LISTS, Place.COMPARE, Place.CUT, Place.CHECK),
            (Place.GROUPS, Place.HISTORY, Place.CUT, Place.LAW, Place.CHECK)),
    Command("sort", "s", "Urutkan", "Urutkan menurut kolom yang disorot: naik, turun, lalu seperti semula.",
            (*LISTS, Place.PEOPLE, Place.COMPARE, Place.CUT, Place.CHECK), (Place.CUT, Place.LAW)),
    Command("copy_cell", "c", "Salin sel", "Salin isi sel yang disorot ke papan klip.",
            (*TABLES, Place.COMPARE, Place.CHECK)),
    Command("copy_row", "C", "Salin baris", "Salin baris yang disorot sebagai TSV ke papan klip.",
            (*TABLES, Place.COMPARE, Place.CUT, Place.CHECK)),
    Command("undo", "ctrl+z", "Urungkan", "Batalkan perubahan terakhir.", ROOMS, (Place.HISTORY,)),
    Command("redo", "ctrl+y", "Ulangi", "Lakukan lagi perubahan yang diurungkan.", ROOMS, (Place.HISTORY,)),
    Command("recalculate", "f5", "Muat ulang", "Baca lagi rencana dari berkas dan hitung ulang.", ROOMS),
    Command("export", "x", "Ekspor", "Tulis buku kerja dewan, formulir, daftar nominatif, pesan, atau CSV.",
            ROOMS, (Place.OVERVIEW,)),
    Command("import", "i", "Impor", "Baca rencana dari templat Excel: diperiksa dahulu, lalu diterapkan.",
            PLAN_ROOMS),
    Command("from_council", "l", "Dari dewan",
            "Masukan yang diubah di buku kerja dewan menjadi skenario: ditunjukkan dahulu, lalu diterima "
            "atau dibuang.", ROOMS),
    Command("take_in", "i", "Impor", "Baca daftar orang: diperiksa dahulu, lalu diterapkan.",
            (Place.PEOPLE,), (Place.PEOPLE,)),
    Command("take_in_bookings", "i", "Impor",
            "Bukukan tagihan, pembayaran, manfaat, atau hitungan dari Excel: diperiksa dahulu.",
            (Place.REALISATION,), (Place.REALISATION,)),
    Command("fiscal_year", "y", "Tahun", "Pilih tahun anggaran yang dilihat.",
            (Place.REALISATION,), (Place.REALISATION,)),
    Command("month", "m", "Bulan", "Sampai akhir bulan apa dilihat; pada Corong: bulan iuran yang mana.",
            (Place.REALISATION,)),
    Command("take_in_coverage", "i", "Impor", "Baca angka cakupan dari lembar: diperiksa dahulu.",
            (Place.COVERAGE,), (Place.COVERAGE,)),
    Command("show_past", "h", "Riwayat", "Apa yang pernah tercatat tentang orang ini, kapan, dan oleh siapa.",
            (Place.PERSON,), (Place.PERSON,)),
    Command("freeze", "n", "Bekukan", "Bekukan rencana atau sebuah skenario sebagai draf versi.",
            (Place.VERSIONS,), (Place.VERSIONS,)),
    Command("submit", "m", "Ajukan", "Ajukan draf yang disorot.", (Place.VERSIONS,), (Place.VERSIONS,)),
    Command("approve", "a", "Setujui", "Setujui versi yang diajukan orang lain, setelah ditanya.",
            (Place.VERSIONS,), (Place.VERSIONS,)),
    Command("give_back", "z", "Kembalikan", "Versi yang diajukan menjadi draf lagi.", (Place.VERSIONS,)),
    Command("discard", "d,delete", "Buang", "Buang draf yang disorot, setelah ditanya.",
            (Place.VERSIONS,), (Place.VERSIONS,)),
    Command("verify", "v", "Cocokkan", "Hitung ulang semua versi dan cocokkan dengan sidik jarinya.",
            (Place.VERSIONS,)),
    Command("show_joined", "m", "Yang masuk", "Orang yang masuk pada bulan ini (NIK disamarkan).",
            (Place.EXPLANATION,), (Place.EXPLANATION,)),
    Command("show_left", "k", "Yang keluar", "Orang yang keluar pada bulan ini (NIK disamarkan).",
            (Place.EXPLANATION,), (Place.EXPLANATION,)),
    Command("keep_a", "a", "Satu orang: A", "Satu orang: A tetap, B dikeluarkan, setelah ditanya.",
            (Place.PAIR,), (Place.PAIR,)),
    Command("keep_b", "b", "Satu orang: B", "Satu orang: B tetap, A dikeluarkan, setelah ditanya.",
            (Place.PAIR,), (Place.PAIR,)),
    Command("keep_both", "t", "Dua orang", "Dua orang yang berbeda: keduanya tetap.",
            (Place.PAIR,), (Place.PAIR,)),
    Command("elsewhere", "ctrl+o", "Berkas lain", "Buka, buat, atau pilih contoh berkas lain.", ROOMS),
    Command("save", "ctrl+s", "Simpan", "Simpan isian formulir.", (Place.FORM,), (Place.FORM,)),
    Command("choose_value", "f4", "Daftar",
            "Pilih isian dari yang dikenal: kode rekening, sub kegiatan, SKPD, sumber dana, kecamatan.",
            (Place.FORM,), (Place.FORM,)),
    Command("start", "ctrl+s", "Mulai", "Mulai menulis berkas.", (Place.EXPORT,), (Place.EXPORT,)),
    Command("copy_written", "c", "Salin hasil", "Salin lokasi berkas yang baru ditulis, atau teks pesan.",
            (Place.EXPORT,), (Place.EXPORT,)),
    Command("cancel", "escape", "Batalkan", "Hentikan; tidak ada yang ditulis.",
            RUNNING, RUNNING),
    Command("apply", "ctrl+s", "Periksa/terapkan",
            "Periksa berkas; bila bersih, tekan lagi untuk menerapkan.",
            (Place.IMPORT,), (Place.IMPORT,)),
    Command("examine", "ctrl+s", "Periksa", "Periksa daftar tanpa menulis apa pun, lalu laporkan.",
            (Place.ROSTER,), (Place.ROSTER,)),
    Command("enrol", "ctrl+s", "Terapkan", "Simpan semua yang diterima, setelah ditanya.",
            (Place.REPORT,), (Place.REPORT,)),
    Command("save_rejects", "t", "Simpan yang ditolak",
            "Tulis baris yang ditolak ke buku kerja, dengan alasan dan cara membetulkannya.",
            (Place.REPORT,), (Place.REPORT,)),
    Command("add_line", "enter", "Tambah baris", "Terima baris andaian ini dan tulis baris berikutnya.",
            (Place.WHAT_IF,), (Place.WHAT_IF,)),
    Command("take_back", "up", "Ambil lagi", "Kembalikan baris andaian terakhir ke isian.",
            (Place.WHAT_IF,), (Place.WHAT_IF,)),
    Command("keep", "ctrl+s", "Simpan", "Simpan andaian ini sebagai skenario.",
            (Place.WHAT_IF,), (Place.WHAT_IF,)),
    Command("pick", "enter", "Pilih", "Pilih yang disorot.",
            (Place.CHOICE, Place.WELCOME, Place.SCENARIOS), (Place.CHOICE, Place.WELCOME, Place.SCENARIOS)),
    Command("yes", "y", "Ya", "Lakukan yang ditanyakan. Enter tidak pernah berarti ya.",
            (Place.CONFIRM,), (Place.CONFIRM,)),
    Command("no", "n", "Tidak", "Jangan lakukan.", (Place.CONFIRM,), (Place.CONFIRM,)),
    Command("mine", "1", "Isian Anda", "Simpan yang Anda ketik, di atas yang diubah orang lain.",
            (Place.CLASH,), (Place.CLASH,)),
    Command("theirs", "2", "Isian mereka", "Biarkan yang tersimpan; yang Anda ketik dilepas.",
            (Place.CLASH,), (Place.CLASH,)),
    Command("both", "3", "Keduanya", "Simpan yang Anda ubah dari Anda, dan selebihnya dari mereka.",
            (Place.CLASH,), (Place.CLASH,)),
    Command("line", "colon", "Baris perintah",
            "Ketik andaian, nama halaman, kelompok, kecamatan, atau perintah.", ROOMS),
    Command("carry_out", "enter", "Lakukan", "Lakukan yang tertulis; andaian dibuka di jendelanya.",
            (Place.LINE,), (Place.LINE,)),
    Command("complete", "tab", "Lengkapi", "Lengkapi dengan usul pertama, lalu yang berikutnya.",
            (Place.LINE,), (Place.LINE,)),
    Command("complete_back", "shift+tab", "Usul sebelumnya", "Kembali ke usul sebelumnya.", (Place.LINE,)),
    Command("earlier", "up", "Yang lalu", "Baris yang pernah dilakukan, juga pada hari-hari lalu.",
            (Place.LINE,), (Place.LINE,)),
    Command("later", "down", "Yang kemudian", "Kembali ke baris yang lebih baru.", (Place.LINE,)),
    Command("back", "escape", "Kembali", "Satu langkah kembali. Tidak pernah keluar dari program.",
            (*ROOMS, *DIALOGS), (*DIALOGS, Place.GROUP)),
    Command("theme", "ctrl+t", "Tema", "Ganti warna: gelap, terang, kontras tinggi; diingat.",
            (*ROOMS, Place.WELCOME), (Place.WELCOME,)),
    Command("help", "f1,question_mark", "Bantuan", "Tombol dan istilah untuk halaman ini.", EVERYWHERE,
            EVERYWHERE),
    Command("glossary", "ctrl+g", "Istilah", "Istilah anggaran dan iuran, dengan dasar hukumnya.",
            (*WITH_PALETTE, Place.WELCOME)),
    Command("palette", "ctrl+p", "Perintah", "Semua perintah dalam satu daftar.", WITH_PALETTE, ROOMS),
    Command("quit", "ctrl+q", "Keluar",
            "Keluar. Bertanya dahulu bila pekerjaan berjalan atau isian belum disimpan.",
            EVERYWHERE, (Place.OVERVIEW, Place.WELCOME)),
)  # fmt: skip

# Keys that tables answer themselves.
MOVES = (
    ("up", "Baris di atas"),
    ("down", "Baris di bawah"),
    ("left", "Kolom di kiri"),
    ("right", "Kolom di kanan"),
    ("pageup", "Satu layar ke atas"),
    ("pagedown", "Satu layar ke bawah"),
    ("home", "Kolom pertama"),
    ("end", "Kolom terakhir"),
    ("ctrl+home", "Baris pertama"),
    ("ctrl+end", "Baris terakhir"),
)


def command(command_id: str) -> Command:
    return next(c for c in COMMANDS if c.id == command_id)


def commands_in(place: Place) -> tuple[Command, ...]:
    return tuple(c for c in COMMANDS if place in c.places)


def footer_of(place: Place) -> tuple[Command, ...]:
    return tuple(c for c in COMMANDS if place in c.footer)


def room_bindings() -> list[BindingType]:
    """The bindings of the main screen; which of them act is decided by the room that is shown."""
    seen = dict.fromkeys(c for place in ROOMS for c in commands_in(place))
    return [Binding(c.keys, f"do('{c.id}')", c.label, show=False, id=c.id) for c in seen]


def dialog_bindings(*places: Place) -> list[BindingType]:
    """The bindings of a window that is one of these places at a time; those of the first one come first."""
    seen = dict.fromkeys(c for place in places for c in commands_in(place) if c.id != "quit")
    return [Binding(c.keys, c.id, c.label, show=False, id=c.id) for c in seen]


def keys_markdown(commands: Iterable[Command] = COMMANDS) -> str:
    """docs/keys.md, as it must stand in the repository."""
    lines = [
        "# Tombol",
        "",
        "Dibuat dari tabel perintah (`python -m tui.commands > docs/keys.md`). `^p` berarti Ctrl+P.",
        "",
        "| Tombol | Perintah | Berlaku di | Keterangan |",
        "|---|---|---|---|",
    ]
    for c in commands:
        keys = " ".join(f"`{key}`" for key in c.shown_keys)
        lines.append(f"| {keys} | {c.label} | {places_of(c)} | {c.help} |")
    lines += ["", "## Di dalam tabel", "", "| Tombol | Gerak |", "|---|---|"]
    lines += [f"| `{shown(key)}` | {what} |" for key, what in MOVES]
    return "\n".join(lines) + "\n"


def places_of(command: Command) -> str:
    """Where it applies, in words."""
    if command.places == EVERYWHERE:
        return "di mana saja"
    named: list[str] = []
    left = list(command.places)
    for label, places in (("semua halaman", ROOMS), ("semua jendela", DIALOGS)):
        if set(places) <= set(left):
            named.append(label)
            left = [place for place in left if place not in places]
    return ", ".join([*named, *left])


if __name__ == "__main__":
    sys.stdout.write(keys_markdown())
