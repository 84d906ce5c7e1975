"""Where commands apply: rooms, windows, and the sets of them that commands share."""

from enum import StrEnum


class Place(StrEnum):
    """Where a command applies, as users read it."""

    OVERVIEW = "Ringkasan"
    GROUPS = "Kelompok"
    GROUP = "Rincian kelompok"
    PROJECTION = "Proyeksi"
    MONEY = "Pagu"
    PEOPLE = "Orang"
    HISTORY = "Riwayat"
    VERSIONS = "Versi"
    REALISATION = "Realisasi"
    COVERAGE = "Cakupan"
    LAW = "Dasar hukum"
    FORM = "Formulir"
    READING = "Jendela keterangan"
    EXPLANATION = "Penjelasan angka"
    RISK = "Risiko"
    COMPARE = "Bandingkan"
    SOLVE = "Hitung balik"
    CUT = "Siapa dipotong"
    CLAIM = "Periksa pernyataan"
    CHECK = "Periksa"
    PERSON = "Rincian orang"
    PAIR = "Mungkin satu orang"
    CHOICE = "Jendela pilihan"
    CLASH = "Bentrok"
    BACKUPS = "Cadangan"
    CONFIRM = "Pertanyaan"
    EXPORT = "Ekspor"
    EXPORTING = "Ekspor berjalan"
    IMPORT = "Impor"
    ROSTER = "Impor daftar"
    ROSTERING = "Impor daftar berjalan"
    IMPORTING = "Impor berjalan"
    WORKING = "Pekerjaan berjalan"
    REPORT = "Laporan impor daftar"
    WHAT_IF = "Andaian"
    LINE = "Baris perintah"
    SCENARIOS = "Daftar skenario"
    WELCOME = "Halaman awal"


ROOMS = (
    Place.OVERVIEW, Place.GROUPS, Place.GROUP, Place.PROJECTION, Place.MONEY, Place.PEOPLE, Place.HISTORY,
    Place.VERSIONS, Place.REALISATION, Place.COVERAGE, Place.LAW,
)  # fmt: skip
TABLES = ROOMS
LISTS = (
    Place.GROUPS, Place.GROUP, Place.PROJECTION, Place.MONEY, Place.HISTORY, Place.VERSIONS,
    Place.REALISATION, Place.COVERAGE, Place.LAW,
)  # fmt: skip
# Where `i` takes a plan in; elsewhere it takes in what the room is about.
PLAN_ROOMS = tuple(place for place in ROOMS if place not in (Place.PEOPLE, Place.REALISATION, Place.COVERAGE))
RECORDS = (Place.GROUPS, Place.GROUP, Place.MONEY, Place.COVERAGE)
MANY_LISTS = (Place.GROUP, Place.MONEY, Place.PEOPLE, Place.REALISATION, Place.COVERAGE)
DIALOGS = (
    Place.FORM, Place.READING, Place.EXPLANATION, Place.RISK, Place.COMPARE, Place.SOLVE, Place.CUT,
    Place.CLAIM, Place.CHECK, Place.PERSON, Place.PAIR, Place.CHOICE, Place.CONFIRM, Place.EXPORT,
    Place.IMPORT, Place.ROSTER, Place.REPORT, Place.WHAT_IF, Place.SCENARIOS, Place.LINE, Place.CLASH,
    Place.BACKUPS,
)  # fmt: skip
RUNNING = (Place.EXPORTING, Place.ROSTERING, Place.IMPORTING, Place.WORKING)
EVERYWHERE = tuple(Place)
_QUESTIONS = (Place.CHOICE, Place.CONFIRM, Place.LINE, Place.CLASH)
# Not over a question or a choice: those are answered first.
WITH_PALETTE = (*ROOMS, *(each for each in DIALOGS if each not in _QUESTIONS))
