"""`pagu import invoice|payment|benefit|funnel` and `pagu realise add`: rows into the book."""

from pathlib import Path
from typing import Annotated, Any

import typer

from budget.cli import output
from budget.cli.files import tell_import
from budget.cli.options import Db, Json
from budget.errors import PaguError
from budget.plan.payment_layout import BookKind
from budget.services.workspace import this_workspace

Source = Annotated[Path, typer.Argument(metavar="SUMBER", help="Buku kerja .xlsx, atau teks .csv.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan.")]


def import_invoice(source: Source, db: Db, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Bukukan tagihan dari lembar Tagihan, dan orangnya dari lembar Peserta bila ada.

    Kolom Tagihan: Kode Iuran, Bulan Iuran, Kelompok, Orang, JKK, JKM, JHT, Jatuh Tempo, Catatan,
    Mengoreksi, Alasan Koreksi. Kolom Peserta: Kode Iuran, Bulan Iuran, NIK, JKK, JKM, JHT.
    """
    _take_in(BookKind.INVOICE, source, db, dry_run=dry_run, as_json=as_json)


def import_payment(source: Source, db: Db, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Bukukan pembayaran dari lembar Pembayaran.

    Kolomnya: Nomor SPP, Nomor SPM, Nomor SP2D, Tanggal SP2D, Jumlah, Kode Rekening, Program, SKPD,
    Kode Iuran, Catatan, Mengoreksi, Alasan Koreksi.
    """
    _take_in(BookKind.PAYMENT, source, db, dry_run=dry_run, as_json=as_json)


def import_benefit(source: Source, db: Db, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Bukukan manfaat yang dibayar BPJS dari lembar Manfaat.

    Kolomnya: Tahun, Kelompok, Jenis, Kasus, Jumlah, Tanggal, Sumber, Catatan, Alasan Koreksi.
    """
    _take_in(BookKind.BENEFIT, source, db, dry_run=dry_run, as_json=as_json)


def import_funnel(source: Source, db: Db, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Bukukan yang ditetapkan, diterima, dan gugur dari lembar Corong.

    Kolomnya: Kelompok, Bulan Iuran, Tahap, Orang, Sebab Gugur, Sumber, Alasan Koreksi.
    """
    _take_in(BookKind.COUNT, source, db, dry_run=dry_run, as_json=as_json)


def _take_in(kind: BookKind, source: Path, db: str, *, dry_run: bool, as_json: bool) -> None:
    from budget.services.booking import import_bookings

    tell_import(import_bookings(this_workspace(db), kind, source, dry_run), dry_run, as_json)


def add(
    db: Db,
    kind: Annotated[BookKind, typer.Argument(metavar="JENIS", help=f"{', '.join(BookKind)}.")],
    entries: Annotated[list[str], typer.Argument(metavar="BIDANG=ISI...", help="Misalnya number=INV-1.")],
    as_json: Json = False,
) -> None:
    """Bukukan satu baris; koreksi dengan corrects=NOMOR reason=ALASAN dan selisihnya.

    invoice: number, month, group, heads, jkk, jkm, jht, due, note. payment: spp, spm, sp2d, day, amount,
    account, programmes, skpd, invoice, note. benefit: year, group, kind, cases, rupiah, day, source, note.
    funnel: group, month, step, heads, lost_to, source.
    """
    from budget.services.booking import book_row

    layout = kind.layout
    given = dict(entry.partition("=")[::2] for entry in entries)
    known = {field.key for field in layout.fields}
    if unknown := [key for key in given if key not in known]:
        raise typer.BadParameter(f"“{unknown[0]}” bukan bidang. Pilih: {', '.join(sorted(known))}.")
    values: dict[str, Any] = {}
    try:
        for field in layout.fields:
            values[field.key] = field.read_typed(given.get(field.key, ""))
        row = layout.build(values)
    except PaguError as problem:
        raise typer.BadParameter(str(problem)) from None
    done = book_row(this_workspace(db), row)
    if as_json:
        output.emit({"changed": done.changed, "warnings": output.warnings_json(done.warnings)})
    output.warn(done.warnings)
    output.say("Dibukukan." if done.changed else "Sudah dibukukan; tidak ada yang berubah.")
