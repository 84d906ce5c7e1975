"""Checks of what is kept beside the plan: versions, seals, the book, and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.errors import Problem, error
from budget.money import format_number
from budget.period import Month
from budget.plan.coverage_check import check_coverage
from budget.plan.payment_check import check_named, in_words, sift
from budget.plan.payments import Book
from budget.services.checking.findings import Looked, at
from budget.services.checking.ground import Ground
from budget.services.realising import realised, standing
from budget.services.row_words import HIDDEN, Names, label_of, title_of, value_words
from budget.services.sealing import in_words as seal_in_words
from budget.services.sealing import sealed_months
from budget.services.spots import Spot
from budget.services.versions import check_versions
from budget.services.workspace import transaction

if TYPE_CHECKING:
    from budget.store.change import Columns
    from budget.store.reconciliation import Deviation


def versions(ground: Ground) -> Looked:
    """Every version with its fingerprint, costed again with its own law."""
    found = check_versions(ground.workspace)
    problems = [
        error(
            "versi_berubah",
            f"Versi {each.version.name}",
            "TIDAK COCOK: isinya bukan yang dibekukan. Ambil dari cadangan.",
        )
        for each in found
        if not each.intact
    ]
    return Looked(f"{len(found)} versi cocok dengan sidik jari dan hasilnya.", at(Spot.VERSIONS, problems))


def history(ground: Ground) -> Looked:
    """Every entry of the journal continues the one before, and is as it was written."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.chain()
    problems = [
        error("riwayat_berubah", f"Riwayat nomor {number}", "TIDAK COCOK: bukan seperti yang dicatat.")
        for number in found.broken
    ]
    head = f"; ujung rantainya {found.head[:12]}" if found.head else ""
    said = f"{format_number(found.entries)} perubahan berantai utuh{head}."
    return Looked(said, at(Spot.HISTORY, problems))


def as_recorded(ground: Ground) -> Looked:
    """Every row of the plan and of what is kept beside it is as the journal left it."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.integrity(ground.stop).reconciled()
        names = Names(*work.names_of_rows(()))
    problems = [_deviation(each, names) for each in found.deviations]
    older = f"; {format_number(found.untold)} baris lebih tua dari riwayatnya" if found.untold else ""
    said = f"{format_number(found.rows)} baris sama dengan catatan riwayat{older}."
    return Looked(said, at(Spot.FILE, problems))


def _deviation(found: Deviation, names: Names) -> Problem:
    said, stored = found.said, found.stored
    title = title_of(found.table, said or stored or {}, names)
    where = f"{title[:1].upper()}{title[1:]}"
    if said is None:
        return error("baris_tanpa_riwayat", where, "Ada, padahal menurut riwayat tidak ada.")
    if stored is None:
        return error("baris_hilang", where, "Tidak ada lagi, padahal riwayat tidak mencatat penghapusannya.")
    if not said:
        return error("riwayat_rusak", where, "Catatan riwayatnya tidak terbaca.")
    changed = [column for column in said if said[column] != stored.get(column)]
    shown = [_both(found.table, column, said, stored, names) for column in changed if column not in HIDDEN]
    how = "; ".join(shown) or "isinya bukan yang dicatat"
    return error("baris_berubah", where, f"Diubah di luar pagu: {how}.")


def _both(table: str, column: str, said: Columns, stored: Columns, names: Names) -> str:
    was, now = (value_words(table, column, row.get(column), names) or "kosong" for row in (said, stored))
    return f"{label_of(table, column)} {was} menurut riwayat, kini {now}"


def people_as_recorded(ground: Ground) -> Looked:
    """People are those whom imports, edits and invoices brought, by the fingerprints that these left."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.integrity(ground.stop).people_proof()
        lists = work.bookkeeping.altered_lists()
    problems = [
        error("orang_berubah", f"Daftar orang {source}", "TIDAK COCOK: orangnya bukan yang dicatat.")
        for source in found.altered
    ]
    problems += [
        error("daftar_tagihan_berubah", f"Tagihan {each}", "TIDAK COCOK: orangnya bukan yang dibukukan.")
        for each in lists
    ]
    if found.misled:
        message = f"{format_number(found.misled)} baris orang berlaku, atau tidak, di luar catatan riwayat."
        problems.append(error("orang_di_luar_riwayat", "Daftar orang", message))
    older = f"; {format_number(found.untold)} dari sebelum ada sidik jari" if found.untold else ""
    said = f"{format_number(found.batches)} impor dan suntingan orang cocok dengan sidik jarinya{older}."
    return Looked(said, at(Spot.FILE, problems))


def seals(ground: Ground) -> Looked:
    """Every sealed month: its fingerprint, and that seal plus corrections is what is counted now."""
    # A plan that cannot be costed has its own check.
    _ = ground.projection
    found = sealed_months(ground.workspace)
    problems = [
        error("segel_berubah", f"Segel {each.seal.month.label}", f"TIDAK COCOK. {seal_in_words(each)}.")
        for each in found
        if not (each.seal.intact and each.agrees)
    ]
    return Looked(f"{len(found)} bulan tersegel cocok dengan hitungan kini.", at(Spot.SEALS, problems))


def book(ground: Ground) -> Looked:
    """What was booked: rows that contradict each other, and payments beyond their allocation."""
    with transaction(ground.workspace, writes=False) as work:
        booked = work.bookkeeping.book()
    names = [group.name for group in ground.plan.groups]
    problems = [*sift(Book(), booked.rows, names, in_words).problems, *check_named(booked, booked.named)]
    years = {payment.day.year for payment in booked.payments if payment.day}
    if years:
        _ = ground.projection
    for year in sorted(years):
        problems += realised(standing(ground.workspace, year, Month(year, 12))).problems
    rows = format_number(len(booked.rows))
    return Looked(f"{rows} baris buku, tanpa pertentangan.", at(Spot.REALISATION, problems))


def coverage(ground: Ground) -> Looked:
    """Figures of coverage that contradict each other."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.coverage.all()
    said = f"{format_number(len(found.figures))} angka dan {len(found.targets)} sasaran saling cocok."
    return Looked(said, at(Spot.COVERAGE, check_coverage(found)))
