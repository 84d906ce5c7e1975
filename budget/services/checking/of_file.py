"""Checks of the file: pages, what points to what, and what is counted from its people."""

from budget.errors import error, warning
from budget.money import format_number
from budget.services.checking.findings import Looked, at
from budget.services.checking.ground import Ground
from budget.services.spots import Spot
from budget.services.workspace import transaction


def pages(ground: Ground) -> Looked:
    """SQLite's own check of pages, indexes and constraints."""
    with transaction(ground.workspace, writes=False) as work:
        damage = work.integrity(ground.stop).damage()
    problems = [error("berkas_rusak", "", f"Berkas rusak: {each}.") for each in damage]
    return Looked("Halaman, indeks, dan batasan berkas utuh.", at(Spot.FILE, problems))


def references(ground: Ground) -> Looked:
    """Foreign keys that name no row."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.integrity(ground.stop).dangling()
    problems = [
        error(
            "rujukan_putus",
            stray.table,
            f"{format_number(stray.rows)} baris merujuk ({stray.column}) ke {stray.target} yang tidak ada.",
        )
        for stray in found
    ]
    return Looked("Setiap baris merujuk ke baris yang ada.", at(Spot.FILE, problems))


def orphans(ground: Ground) -> Looked:
    """Rows whose counterpart is gone where no foreign key forbids it."""
    with transaction(ground.workspace, writes=False) as work:
        found = work.integrity(ground.stop).orphans()
    problems = [
        error(
            "baris_yatim",
            stray.table,
            f"{format_number(stray.rows)} baris menunjuk ({stray.column}) ke {stray.target} yang sudah "
            "tidak ada.",
        )
        for stray in found
    ]
    return Looked("Tidak ada baris yang kehilangan pasangannya.", at(Spot.FILE, problems))


def head_counts(ground: Ground) -> Looked:
    """What is kept per stratum and month against the people, counted anew."""
    with transaction(ground.workspace, writes=False) as work:
        integrity = work.integrity(ground.stop)
        people, wrong = integrity.people(), integrity.miscounted()
    message = (
        f"{format_number(wrong)} hitungan orang per kelompok dan bulan tidak sama dengan daftar orangnya."
    )
    problems = [error("hitungan_beda", "", message)] if wrong else []
    return Looked(f"{format_number(people)} baris orang dihitung ulang: sama.", at(Spot.FILE, problems))


def paid_once(ground: Ground) -> Looked:
    """Nobody is covered twice in a month."""
    with transaction(ground.workspace, writes=False) as work:
        twice = work.integrity(ground.stop).covered_twice()
    message = (
        f"{format_number(len(twice))} orang tercatat dua kali untuk bulan yang sama: iurannya dibayar ganda. "
        "Akhiri salah satu barisnya."
    )
    problems = [error("orang_ganda", "Daftar orang", message)] if twice else []
    return Looked("Setiap NIK dilindungi satu kali dalam sebulan.", at(Spot.PEOPLE, problems))


def twins(ground: Ground) -> Looked:
    """Pairs that may be one person and wait for somebody to decide."""
    with transaction(ground.workspace, writes=False) as work:
        waiting = len(work.twins.undecided())
    message = (
        f"{format_number(waiting)} pasangan mungkin satu orang dan belum diputuskan; keduanya dibayar sampai "
        "diputuskan."
    )
    problems = [warning("mirip", "Daftar orang", message)] if waiting else []
    return Looked("Tidak ada pasangan mirip yang menunggu keputusan.", at(Spot.TWINS, problems))
