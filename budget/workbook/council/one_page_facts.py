"""Blocks of the sheet Satu Halaman that rest on what is stored beside the plan, or say that nothing is."""

from budget.engine.benefits import benefit_rows, benefit_years, total_of
from budget.engine.part import Part
from budget.money import PPM, Rounding, divide_rounded, format_number
from budget.plan.coverage import KIND_LABELS, Coverage
from budget.plan.funding import is_outside_apbd
from budget.plan.payments import Book
from budget.workbook.council import styles, texts
from budget.workbook.council.background import Background
from budget.workbook.council.coverage_before import WHOLES, Members, coverage_before_and_after
from budget.workbook.council.figures import Figures
from budget.workbook.council.numbers import part
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.workings import Workings, people, rupiah

_LAST = 8
_NO_COVERAGE = (
    "Belum ada angka cakupan yang tersimpan: isi jumlah peserta aktif, penduduk bekerja, dan pekerja yang "
    "memenuhi syarat di pagu, lalu ekspor lagi."
)
_NO_BOOK = "Belum ada pembayaran atau manfaat yang dibukukan di pagu: belum dapat dibandingkan."


def write_coverage(sheet: Sheet, work: Workings, coverage: Coverage) -> None:
    """Members before and after, as a part of the working population and of eligible workers."""
    found = coverage_before_and_after(coverage, work.data.projection)
    if found is None:
        _said(sheet, "Cakupan", _NO_COVERAGE)
        return
    wholes = [title for kind in WHOLES for title in (_capital(KIND_LABELS[kind]), "%")]
    sheet.header(sheet.row, ["Cakupan", "Peserta aktif", *wholes, "Cara menghitung", ""])
    sheet.join(sheet.row, (7, _LAST), styles.HEADER)
    sheet.row += 1
    for name, members in zip(("Sebelum", "Sesudah"), found, strict=True):
        sheet.across(sheet.row, (1, 1), f"{name} ({members.period.label})", styles.LABEL)
        _members(sheet, work, members)
        sheet.across(sheet.row, (7, _LAST), members.said, styles.LABEL)
        sheet.row += 1


def _members(sheet: Sheet, work: Workings, members: Members) -> None:
    unknown = styles.figure(styles.GENERAL)
    if members.people is None:
        sheet.text(sheet.row, 2, texts.UNKNOWN, unknown)
    else:
        work.exported(sheet, 2, members.people, people())
    for n, whole in enumerate(members.wholes):
        column = 3 + 2 * n
        if whole is None:
            sheet.text(sheet.row, column, texts.UNKNOWN, unknown)
        else:
            sheet.number(sheet.row, column, whole[1], people())
        if whole is None or members.people is None:
            sheet.text(sheet.row, column + 1, texts.NOTHING, unknown)
        else:
            # Two decimals, as everywhere that a share is written.
            share = divide_rounded(members.people * 10_000, whole[1], Rounding.HALF_UP)
            work.exported(sheet, column + 1, part(share * PPM // 10_000), styles.figure(styles.SHARE))


def write_benefits(sheet: Sheet, work: Workings, book: Book) -> None:
    """Benefits of all years beside the contributions that were paid."""
    years = benefit_years(book)
    if not years:
        _said(sheet, "Manfaat terhadap iuran", _NO_BOOK)
        return
    groups = [group.name for group in work.data.projection.plan.groups]
    rows = [total_of(year, benefit_rows(book, groups, years)) for year in years]
    paid = sum(row.contributions for row in rows)
    back = sum(row.benefits for row in rows)
    titles = ["Manfaat terhadap iuran", "Iuran dibayar", "Manfaat dibayar BPJS", "Kasus", "Manfaat : iuran"]
    sheet.header(sheet.row, [*titles, "Keterangan", "", ""])
    sheet.join(sheet.row, (6, _LAST), styles.HEADER)
    sheet.row += 1
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
    sheet.across(sheet.row, (1, 1), f"Yang dibukukan, {span}", styles.LABEL)
    sheet.number(sheet.row, 2, paid, rupiah())
    sheet.number(sheet.row, 3, back, rupiah())
    sheet.number(sheet.row, 4, sum(row.cases for row in rows), people())
    ratio = Part(back, paid).ppm
    if ratio is None:
        sheet.text(sheet.row, 5, texts.NOTHING, styles.figure(styles.GENERAL))
    else:
        sheet.number(sheet.row, 5, part(ratio), styles.figure(styles.SHARE))
    said = (
        "Asuransi yang mengembalikan kurang dari iurannya tidak gagal: manfaat datang bila terjadi musibah."
    )
    sheet.across(sheet.row, (6, _LAST), said, styles.LABEL)
    sheet.row += 1


def double_funding(data: Figures, background: Background) -> str:
    """What was looked at, and what could not be: people without a NIK are not known one by one."""
    listed = sum(line.heads[-1] for lines in data.listed for line in lines)
    last = len(data.months) - 1
    everybody = sum(heads[last] for heads in data.heads)
    parts = []
    if listed:
        parts.append(
            f"{format_number(listed)} orang berasal dari daftar ber-NIK: NIK yang sama dua kali dalam satu "
            "bulan, di kelompok mana pun, ditolak saat impor. Pasangan mirip yang belum diputuskan: "
            f"{format_number(background.open_twins)}."
        )
    if everybody > listed:
        parts.append(
            f"{format_number(everybody - listed)} orang berasal dari rencana tanpa NIK: belum dapat "
            "diperiksa."
        )
    if outside := _outside(data):
        parts.append(f"Dibayar dari luar APBD menurut rencana: {', '.join(outside)}.")
    return " ".join(parts) or "Belum ada orang dalam rencana."


def _outside(data: Figures) -> list[str]:
    """Groups whose money is not the council's: nobody of them may be paid from the APBD too."""
    tariffs = data.projection.plan.tariffs
    return list(
        dict.fromkeys(f"{each.group} ({each.funding})" for each in tariffs if is_outside_apbd(each.funding))
    )


def _said(sheet: Sheet, label: str, text: str) -> None:
    sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
    sheet.across(sheet.row, (2, _LAST), text, styles.LABEL)
    sheet.row += 1


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
