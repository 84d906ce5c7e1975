"""What is wrong with rows that are to be booked, beside those that are booked already."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from budget.errors import Problem, error, warning
from budget.money import format_number, format_rupiah
from budget.plan import codes
from budget.plan.payments import Benefit, Book, BookedRow, FunnelCount, Invoice, NamedSum, Payment

# Beyond what any regency has: a slip of the hand, or two columns in one.
MOST_RUPIAH = 10**15
MOST_HEADS = 10**9
# BPJS Ketenagakerjaan has insured members of local governments since 2015; Jamsostek before it.
_FIRST_YEAR, _YEARS_END = 2000, 2200

# Turns a row and one of its fields into a place that the user can go to.
PlaceOf = Callable[[BookedRow, str], str]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows that are new, how many are booked already exactly so, and what is wrong."""

    new: tuple[BookedRow, ...]
    known: int
    problems: tuple[Problem, ...]


def sift(book: Book, incoming: Sequence[BookedRow], groups: Iterable[str], where: PlaceOf) -> Sifted:
    """Part incoming rows from those of the book, and check them with it.

    Rows that repeat what is booked are known; another row under the same key is an error: what was booked
    is corrected by a row with a reason.
    """
    booked = set(book.rows)
    new = [row for row in incoming if row not in booked]
    known = len(incoming) - len(new)
    problems = [*_doubled(incoming, where), *_taken(book, new, where)]
    names = {name.casefold() for name in groups}
    for row in new:
        problems += _alone(row, names, where)
    whole = book.plus(new)
    problems += _net(whole, new, where)
    problems += _mixed(whole, new, where)
    return Sifted(tuple(new), known, tuple(dict.fromkeys(problems)))


def check_named(book: Book, named: Iterable[NamedSum]) -> Iterator[Problem]:
    """Lists of persons against the lines of the same invoice and month, corrections of it included."""
    for listed in named:
        number = listed.number.casefold()
        lines = [
            line for line in book.invoices if line.number.casefold() == number and line.month == listed.month
        ]
        place = f"Tagihan {listed.number} {listed.month}"
        if not lines:
            yield error("peserta_tanpa_tagihan", place, "Daftar peserta tanpa baris tagihan. Isi dahulu.")
            continue
        heads, rupiah = sum(line.heads for line in lines), sum(line.rupiah for line in lines)
        if (heads, rupiah) != (listed.heads, listed.rupiah):
            message = (
                f"Daftar peserta berisi {format_number(listed.heads)} orang dan "
                f"{format_rupiah(listed.rupiah)}, tagihannya {format_number(heads)} orang dan "
                f"{format_rupiah(rupiah)}."
            )
            yield warning("peserta_tidak_cocok", place, message)


def in_words(row: BookedRow, _field: str = "") -> str:
    match row:
        case Invoice():
            return f"Tagihan {row.number} {row.month} {row.group}".strip()
        case Payment():
            return f"Pembayaran {row.document}".strip()
        case Benefit():
            return f"Manfaat {row.year} {row.group}".strip()
        case FunnelCount():
            return f"Corong {row.group} {row.month}"


def _doubled(incoming: Sequence[BookedRow], where: PlaceOf) -> Iterator[Problem]:
    """The second of rows that stand twice; rows that only share a key are told apart by their content."""
    seen: dict[Hashable, BookedRow] = {}
    for row in incoming:
        identity: Hashable = row if row.reason else (type(row), row.key)
        if identity in seen:
            message = "Baris ini tertulis dua kali. Hapus salah satunya, atau bedakan nomornya."
            yield error("baris_ganda", where(row, ""), message)
        seen[identity] = row


def _taken(book: Book, new: Sequence[BookedRow], where: PlaceOf) -> Iterator[Problem]:
    taken = {(type(row), row.key) for row in book.rows if not row.reason}
    for row in new:
        if not row.reason and (type(row), row.key) in taken:
            message = (
                "Sudah dibukukan dengan isi lain, dan yang sudah dibukukan tidak diubah. "
                "Tulis selisihnya sebagai baris koreksi dengan alasan."
            )
            yield error("sudah_dibukukan", where(row, ""), message)


def _alone(row: BookedRow, groups: set[str], where: PlaceOf) -> Iterator[Problem]:
    """What is wrong with a row by itself."""
    match row:
        case Invoice():
            yield from _amounts(row, where, {"jkk": row.jkk, "jkm": row.jkm, "jht": row.jht}, row.heads)
            yield from _correction(row, row.corrects, where)
        case Payment():
            yield from _amounts(row, where, {"amount": row.amount}, 0)
            yield from _correction(row, row.corrects, where)
            yield from _payment(row, where)
        case Benefit():
            yield from _amounts(row, where, {"rupiah": row.rupiah}, row.cases)
            if row.year < _FIRST_YEAR:
                yield error("tahun", where(row, "year"), f"Tahun {row.year} terlalu lama. Periksa tahunnya.")
            if row.day is not None and row.day.year != row.year:
                yield error("tahun_lain", where(row, "day"), f"Tanggalnya bukan dalam tahun {row.year}.")
        case FunnelCount():
            yield from _amounts(row, where, {}, row.heads)
    if not isinstance(row, Payment) and row.group and row.group.casefold() not in groups:
        message = f"Tidak ada kelompok bernama “{row.group}”. Samakan dengan nama di rencana."
        yield error("kelompok", where(row, "group"), message)


def _amounts(row: BookedRow, where: PlaceOf, rupiah: dict[str, int], heads: int) -> Iterator[Problem]:
    """Only corrections take away, and nothing is beyond what can be."""
    for field, amount in rupiah.items():
        if amount < 0 and not row.reason:
            message = "Hanya baris koreksi, dengan alasan, boleh kurang dari nol."
            yield error("kurang_dari_nol", where(row, field), message)
        if abs(amount) > MOST_RUPIAH:
            message = f"{format_rupiah(amount)} tidak mungkin; paling banyak {format_rupiah(MOST_RUPIAH)}."
            yield error("terlalu_besar", where(row, field), message)
    field = "cases" if isinstance(row, Benefit) else "heads"
    if heads < 0 and not row.reason:
        yield error("kurang_dari_nol", where(row, field), "Hanya baris koreksi boleh kurang dari nol.")
    if abs(heads) > MOST_HEADS:
        most = format_number(MOST_HEADS)
        yield error("terlalu_besar", where(row, field), f"{format_number(heads)} melebihi {most}.")


def _correction(row: Invoice | Payment, corrects: str, where: PlaceOf) -> Iterator[Problem]:
    if bool(corrects) != bool(row.reason):
        field, lacking = ("reason", "alasannya") if corrects else ("corrects", "nomor yang dikoreksi")
        yield error("koreksi", where(row, field), f"Baris koreksi harus menyebut {lacking}.")


def _payment(row: Payment, where: PlaceOf) -> Iterator[Problem]:
    if not (row.spp or row.spm or row.sp2d):
        yield error("tanpa_dokumen", where(row, "spp"), "Isi nomor SPP, SPM, atau SP2D.")
    if not row.reason and bool(row.sp2d) != (row.day is not None):
        field = "day" if row.sp2d else "sp2d"
        yield error("sp2d", where(row, field), "Nomor dan tanggal SP2D diisi keduanya, atau belum keduanya.")
    if row.reason and row.day is None:
        yield error("sp2d", where(row, "day"), "Koreksi dihitung pada tanggalnya. Isi tanggalnya.")
    if row.day is not None and not _FIRST_YEAR <= row.day.year < _YEARS_END:
        yield error("tahun", where(row, "day"), f"Tahun {row.day.year} tidak mungkin. Periksa tanggalnya.")
    if row.amount == 0:
        yield error("nol", where(row, "amount"), "Jumlahnya nol. Isi rupiah yang dibayar.")
    if row.account and not codes.is_account(row.account):
        message = f"Kode rekening “{row.account}” harus berbentuk seperti {codes.ACCOUNT_SHAPE}."
        yield error("kode_rekening", where(row, "account"), message)


def _net(book: Book, new: Sequence[BookedRow], where: PlaceOf) -> Iterator[Problem]:
    """Corrections have something to correct, and leave no less than nothing of it."""
    booked = {(type(row), row.key): row for row in book.rows if not row.reason}
    left: Counter[Hashable] = Counter()
    for row in book.rows:
        for field, amount in _summed(row).items():
            left[type(row), row.key, field] += amount
    for row in new:
        if row.reason and (type(row), row.key) not in booked:
            message = "Tidak ada baris yang dikoreksi oleh baris ini. Samakan nomor dan rinciannya."
            yield error("koreksi", where(row, "corrects"), message)
            continue
        if isinstance(row, Payment) and row.reason and not _is_paid(booked[type(row), row.key]):
            message = "Yang dikoreksi belum ber-SP2D, jadi belum dihitung. Bukukan SP2D-nya dahulu."
            yield error("koreksi", where(row, "corrects"), message)
            continue
        for field in _summed(row):
            if row.reason and left[type(row), row.key, field] < 0:
                message = "Koreksi mengambil lebih dari yang dibukukan."
                yield error("koreksi", where(row, field), message)


def _is_paid(row: BookedRow) -> bool:
    return isinstance(row, Payment) and row.day is not None


def _summed(row: BookedRow) -> dict[str, int]:
    match row:
        case Invoice():
            return {"heads": row.heads, "jkk": row.jkk, "jkm": row.jkm, "jht": row.jht}
        case Payment():
            return {"amount": row.amount}
        case Benefit():
            return {"cases": row.cases, "rupiah": row.rupiah}
        case FunnelCount():
            return {"heads": row.heads}


def _mixed(book: Book, new: Sequence[BookedRow], where: PlaceOf) -> Iterator[Problem]:
    """A month of one invoice is billed as a whole or by group: both would count it twice."""
    seen = {(row.key[:2], bool(row.group)) for row in book.invoices}
    for row in new:
        if isinstance(row, Invoice) and (row.key[:2], not row.group) in seen:
            message = "Bulan ini pada tagihan yang sama ada per kelompok dan tanpa kelompok. Pilih satu."
            yield error("campur", where(row, "group"), message)
