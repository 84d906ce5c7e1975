"""What cannot be true of coverage figures, and where two of them contradict each other.

What nobody could count (a negative number, a percentage of a smaller whole) is an error. What two sources
say differently is a warning: both are kept, and the officer sees that they do not fit.
"""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from budget.errors import Problem, error, warning
from budget.money import PPM, Rounding, divide_rounded, format_number, format_percent
from budget.plan.coverage import (
    KIND_LABELS,
    SEGMENTS,
    WHOLES,
    Claimed,
    Coverage,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.places import Locate

# What a target may be a percentage of.
TARGET_WHOLES = (CoverageKind.WORKING_POPULATION, CoverageKind.ELIGIBLE_WORKERS)
# Parts per million carry four decimals of a percent.
_DECIMALS = 4
NOTHING_STATED = "Isi jumlah orang, atau persen dan penyebutnya."


def check_coverage(coverage: Coverage, where: Locate | None = None) -> tuple[Problem, ...]:
    """Errors, then warnings; `where` names the place of a figure's or target's field, else its label."""
    locate = where or in_words
    found = [*_entries(coverage, locate), *_targets(coverage, locate)]
    if not found:
        for rule in (_percentages, _parts_beyond_wholes, _segments, _kecamatan):
            found += rule(coverage, locate)
    return tuple(found)


def claim_fits(people: int, whole: int, claimed: Claimed) -> bool:
    """Whether people are the claimed part of the whole, as far as the printed digits of the percentage say.

    Zeros at the end do not count as printed: 35,60 % is kept as 35,6 %.
    """
    decimals = next(d for d in range(_DECIMALS + 1) if claimed.ppm % 10 ** (_DECIMALS - d) == 0)
    half_step = Fraction(10 ** (_DECIMALS - decimals), 2)
    return abs(Fraction(people * PPM, whole) - claimed.ppm) <= half_step


def in_words(record: object, _field: str) -> str:
    """A figure or target by what it is about."""
    match record:
        case CoverageFigure():
            return f"Cakupan {record.label}"
        case CoverageTarget():
            return f"Sasaran {record.month.label}"
        case _:
            return "Cakupan"


def _entries(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    seen: set[tuple[Period, str, CoverageKind]] = set()
    for figure in coverage.figures:
        if figure.key in seen:
            message = f"Angka untuk {figure.label} sudah ada. Ubah yang lama, atau hapus salah satunya."
            yield error("cakupan_ganda", where(figure, "period"), message)
        seen.add(figure.key)
        yield from _entry(figure, where)


def _entry(figure: CoverageFigure, where: Locate) -> Iterator[Problem]:
    if figure.people is None and figure.claimed is None:
        yield error("cakupan_kosong", where(figure, "people"), NOTHING_STATED)
    if figure.people is not None and figure.people < 0:
        yield error("orang_negatif", where(figure, "people"), "Jumlah orang kurang dari nol.")
    if figure.claimed is None:
        return
    if figure.claimed.ppm < 0:
        yield error("persen_negatif", where(figure, "percent"), "Persen kurang dari nol.")
    if figure.kind not in WHOLES.get(figure.claimed.of, ()):
        wholes = [KIND_LABELS[whole] for whole, parts in WHOLES.items() if figure.kind in parts]
        choices = f"Pilih: {', '.join(wholes)}." if wholes else "Hapus persennya."
        message = f"{KIND_LABELS[figure.kind]} tidak dihitung terhadap {KIND_LABELS[figure.claimed.of]}."
        yield error("penyebut_salah", where(figure, "of"), f"{message} {choices}".capitalize())


def _targets(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    seen = set()
    for target in coverage.targets:
        if target.key in seen:
            message = f"Sasaran {target.month.label} terhadap {KIND_LABELS[target.of]} sudah ada."
            yield error("sasaran_ganda", where(target, "month"), message)
        seen.add(target.key)
        if target.of not in TARGET_WHOLES:
            choices = " atau ".join(KIND_LABELS[whole] for whole in TARGET_WHOLES)
            yield error("penyebut_salah", where(target, "of"), f"Sasaran dihitung terhadap {choices}.")
        if not 0 < target.share_ppm <= PPM:
            yield error("sasaran_persen", where(target, "share"), "Sasaran harus di atas 0 % sampai 100 %.")
        if target.month < target.first:
            message = f"Mulai {target.first.label} melewati bulan sasaran {target.month.label}."
            yield error("sasaran_terbalik", where(target, "first"), message)


def _percentages(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    for figure in coverage.figures:
        if figure.claimed is None:
            continue
        whole = coverage.whole(figure, figure.claimed.of)
        if whole is None:
            message = (
                f"{format_percent(figure.claimed.ppm)} dari {KIND_LABELS[figure.claimed.of]} tidak dapat "
                "diperiksa: penyebut itu belum diisi. Tambahkan jumlahnya."
            )
            yield warning("penyebut_tidak_ada", where(figure, "of"), message)
        elif figure.people is not None and (wrong := _mismatch(figure, figure.people, whole)):
            yield warning("persen_tidak_cocok", where(figure, "percent"), wrong)


def _mismatch(figure: CoverageFigure, people: int, whole: tuple[CoverageFigure, int]) -> str:
    """Why count and percentage contradict each other; empty where they fit."""
    claimed, (denominator, of) = figure.claimed, whole
    assert claimed is not None
    if of and claim_fits(people, of, claimed):
        return ""
    said = f"{format_number(people)} = {format_percent(claimed.ppm)}"
    recorded = f"{KIND_LABELS[claimed.of]} {denominator.period.label} yang tercatat {format_number(of)}"
    if not claimed.ppm or not of:
        return f"{said} tidak mungkin: {recorded}."
    implied = divide_rounded(people * PPM, claimed.ppm, Rounding.HALF_UP)
    return (
        f"{said} berarti penyebutnya {format_number(implied)}, padahal {recorded}: terhadap itu "
        f"{format_share(people, of)}. Periksa persen, jumlah, atau penyebutnya."
    )


def format_share(part: int, whole: int) -> str:
    """A percentage to two decimals, rounded half up for reading: ``29,25 %``."""
    return format_percent(divide_rounded(part * 10_000, whole, Rounding.HALF_UP) * 100)


def _parts_beyond_wholes(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    """A part that is larger than what contains it, compared within one year."""
    for figure in coverage.figures:
        people = coverage.people(figure)
        for of in WHOLES:
            whole = coverage.whole(figure, of)
            if whole is None or people is None or whole[0].period.year != figure.period.year:
                continue
            if people > whole[1]:
                message = (
                    f"{format_number(people)} {KIND_LABELS[figure.kind]} lebih banyak daripada "
                    f"{format_number(whole[1])} {KIND_LABELS[of]} ({whole[0].period.label})."
                )
                yield warning("bagian_melebihi", where(figure, "people"), message)


def _segments(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    """PU, BPU and construction together are all active members."""
    for figure in coverage.figures:
        total = coverage.people(figure)
        if figure.kind is not CoverageKind.ACTIVE or total is None:
            continue
        same = [f for f in coverage.figures if f.kind in SEGMENTS and f.key[:2] == figure.key[:2]]
        known = [people for f in same if (people := coverage.people(f)) is not None]
        if len(known) == len(SEGMENTS) and sum(known) != total:
            message = (
                f"PU, BPU, dan jasa konstruksi berjumlah {format_number(sum(known))}, peserta aktif "
                f"tercatat {format_number(total)}."
            )
            yield warning("segmen_tidak_cocok", where(figure, "people"), message)


def _kecamatan(coverage: Coverage, where: Locate) -> Iterator[Problem]:
    parts: dict[tuple[Period, CoverageKind], list[int]] = defaultdict(list)
    for figure in coverage.figures:
        people = coverage.people(figure)
        if figure.kecamatan and people is not None:
            parts[figure.period, figure.kind].append(people)
    for figure in coverage.figures:
        named = parts.get((figure.period, figure.kind))
        people = coverage.people(figure)
        if figure.kecamatan or named is None or people is None or sum(named) == people:
            continue
        message = (
            f"{len(named)} kecamatan berjumlah {format_number(sum(named))}, seluruh daerah "
            f"{format_number(people)}: selisih {format_number(abs(sum(named) - people))}."
        )
        yield warning("kecamatan_tidak_cocok", where(figure, "people"), message)
