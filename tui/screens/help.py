"""Help for the field and the place that are shown: what is typed there, its keys, and its words."""

from collections.abc import Sequence
from textwrap import wrap

from rich.text import Text

from budget.plan import entry
from budget.plan.field import Field
from tui.commands import MOVES, command, commands_in
from tui.glossary import terms_in
from tui.key_names import shown
from tui.keymap import Keymap
from tui.places import Place
from tui.screens.reading import Reading

_KEY = 18
_WIDTH = 50
_WHOLE = _KEY + _WIDTH
# How the values of a kind may be written.
WRITTEN = (
    (entry.RUPIAH, ("1.500.000", "1,5 juta")),
    (entry.WAGE, ("1.500.000", "1,5 juta", "UMK")),
    (entry.SEN, ("2.152.322,94", "2,1 juta")),
    (entry.INTEGER, ("17.000", "17000")),
    (entry.PERCENT, ("6 %", "6,5%")),
    (entry.YEAR, ("2026",)),
    (entry.MONTH, ("2026-07", "Juli 2026")),
    (entry.DATE, ("05/01/2026", "2026-01-05")),
    (entry.PROGRAMMES, ("JKK, JKM",)),
)
_INTRODUCTIONS = {
    Place.OVERVIEW: "Uang dibandingkan dengan biaya, per tahun anggaran dan gabungan.",
    Place.GROUPS: "Kelompok peserta. {open} membuka tarif dan jumlah orangnya.",
    Place.GROUP: "Tarif dan jumlah orang satu kelompok, masing-masing berlaku sejak bulannya.",
    Place.PROJECTION: "Angka tiap kelompok dan bulan. {open} pada sebuah angka menjelaskannya.",
    Place.MONEY: "Pagu per rekening dan tahap, anggaran kas, rencana, asumsi, isi formulir; "
    "{next_list} berpindah.",
    Place.PEOPLE: "Orang menurut daftar; {next_list}: temuan, yang mirip, dan bulan tersegel. "
    "NIK disamarkan.",
    Place.EXPLANATION: "Dari mana angka ini. Untuk kelompok dari daftar: siapa yang masuk dan keluar.",
    Place.PERSON: "Satu orang pada satu kelompok. NIK, ibu kandung, dan telepon disamarkan.",
    Place.PAIR: "Dua baris yang mungkin satu orang. Yang berbeda bertanda ≠. Anda yang memutuskan.",
    Place.ROSTER: "Daftar diperiksa dahulu tanpa menulis apa pun; laporannya tampil sebelum diterapkan.",
    Place.REPORT: "Setiap baris diterima, ditolak, atau ganda. Belum ada yang ditulis.",
    Place.HISTORY: "{open}: sebelum dan sesudah. Urungkan dan ulangi berlaku juga setelah dibuka lagi.",
    Place.COMPARE: "{next_list} berpindah daftar; {open}: sebab sebuah kelompok, atau kelompok sebuah sebab.",
    Place.REALISATION: "Yang ditagih dan dibayar terhadap rencana. Yang dibukukan hanya dapat dikoreksi.",
    Place.COVERAGE: "Angka dengan penyebutnya, sasaran dan biayanya, dan yang bertentangan; "
    "{next_list} berpindah.",
    Place.LAW: "Nilai hukum pada bulan-bulan rencana: █▓▒ masa berlaku, ▁ kosong. {open} menjelaskan.",
    Place.CHECK: "✓ baik, ! perlu dilihat, ✗ gagal, – belum dapat diperiksa. {open} pergi ke tempatnya.",
    Place.VERSIONS: "Versi yang dibekukan: draf, diajukan, lalu disetujui orang lain. {open} membandingkan.",
    Place.FORM: "Isian diperiksa saat diketik. Tanda * berarti wajib. Enter atau Tab ke isian berikutnya.",
    Place.EXPORT: "Berkas ditulis utuh atau tidak sama sekali. {cancel} membatalkan.",
    Place.IMPORT: "Templat diperiksa dahulu; isinya menggantikan rencana dan dapat diurungkan.",
    Place.LINE: "Andaian dijawab sambil diketik; nama halaman, kelompok, kecamatan, atau perintah membuka.",
    Place.WELCOME: "Pilih berkas, buat yang baru, atau lihat contohnya.",
}


class Help(Reading):
    """Of the field that has the focus first, if there is one; then of the place."""

    def __init__(self, place: Place, keymap: Keymap, field: Field | None = None) -> None:
        super().__init__(f"Bantuan · {place}", help_text(place, keymap, field))


def help_text(place: Place, keymap: Keymap, field: Field | None = None) -> Text:
    text = Text()
    if field is not None:
        text.append(f"Isian {field.label}\n", "bold")
        text.append(
            "".join(f"  {line}\n" for said in field_lines(field) for line in wrap(said, _WHOLE)) + "\n"
        )
    if place in _INTRODUCTIONS:
        text.append(f"{keymap.keyed(_INTRODUCTIONS[place])}\n\n")
    commands = commands_in(place)
    _section(text, "Tombol", [(" ".join(keymap.shown_keys(c)), f"{c.label}: {c.help}") for c in commands])
    _section(text, "Di dalam tabel", [(shown(key), what) for key, what in MOVES])
    said = [_INTRODUCTIONS.get(place, ""), place, *(f"{c.label} {c.help}" for c in commands)]
    said += [field.label, *field_lines(field)] if field is not None else []
    _section(text, "Istilah di sini", [(term.word, term.meaning) for term in terms_in(said)])
    text.append(f"{keymap.key(command('glossary'))} menunjukkan semua istilah dengan dasar hukumnya.")
    return text


def field_lines(field: Field) -> list[str]:
    """What may stand in a field: its hint, how it is written, and what an empty one means."""
    lines = [field.hint] if field.hint else []
    if field.kind.choices:
        lines.append(f"Pilihan: {', '.join(field.kind.choices)}.")
    lines += [f"Ditulis seperti {' atau '.join(each)}." for kind, each in WRITTEN if kind is field.kind]
    if "osong" in field.hint:
        return lines
    if field.required:
        lines.append("Wajib diisi.")
    elif field.default in (None, ""):
        lines.append("Boleh kosong.")
    else:
        lines.append(f"Kosong berarti {field.kind.text(field.default)}.")
    return lines


def _section(text: Text, title: str, lines: Sequence[tuple[str, str]]) -> None:
    if lines:
        text.append(f"{title}\n", "bold")
    for key, what in lines:
        text.append(f"  {key:<{_KEY}}", "bold")
        text.append(_hanging(what))
    if lines:
        text.append("\n")


def _hanging(words: str) -> str:
    """Words beside a key, further lines under the first."""
    return f"\n{' ' * (_KEY + 2)}".join(wrap(words, _WIDTH)) + "\n"
