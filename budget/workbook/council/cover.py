"""The sheet Sampul: whose budget this is, of which years and plan, what stands where, and the legend."""

from openpyxl.worksheet.hyperlink import Hyperlink

from budget.workbook.council import styles, texts
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.workings import Workings, linked, rupiah

WIDTHS = (34, 30, 72)
_DESCRIPTIONS = {
    texts.ONE_PAGE: "Yang perlu diketahui anggota dewan, pada satu halaman cetak",
    texts.ANSWERS: "Pertanyaan yang biasa diajukan Badan Anggaran, dengan jawaban dan angkanya",
    texts.SUMMARY: "Pagu, biaya, sisa, dan cukup sampai kapan; menurut kelompok, sumber dana, dan rekening",
    texts.MONTHLY: "Biaya tiap kelompok bulan demi bulan, per program dan per rekening",
    texts.OUTLOOK: "Biaya kumulatif terhadap pagu, bulan demi bulan, dengan grafik",
    texts.ACCOUNTS: "Sampai kapan pagu tiap rekening cukup",
    texts.PLACES: "Orang, orang-bulan, dan biaya tiap kecamatan dan desa",
    texts.THREE_YEARS: "Tahun sebelum, tahun ini, dan tahun sesudah, dengan pertumbuhannya",
    texts.SCENARIOS: "Rencana dan semua skenario berdampingan, dengan air terjun biaya",
    texts.STAGES: "Pagu sebelum dan sesudah tiap tahap, dan sebab perubahannya",
    texts.ASSUMPTIONS: "Sel masukan yang boleh diubah, dengan tanggal, pasal, dan status dasar hukumnya",
    texts.WAGES: "Orang dan iuran menurut tingkat upah",
    texts.WAGE_STEPS: "Hitungan iuran menurut upah, langkah demi langkah",
    texts.CONTROL: "Jumlah yang dihitung dua cara: setiap selisih harus 0",
}


def write_cover(
    sheet: Sheet, work: Workings, titles: list[str], subject: str, plan_name: str, day: str
) -> None:
    """`titles` are the other sheets in reading order; `plan_name` is the scenario, version, or base."""
    sheet.worksheet.page_setup.fitToHeight = 1
    plan = work.data.projection.plan
    years = ", ".join(str(year.year) for year in work.data.years)
    for text in (subject, f"Pemerintah {plan.region.name}", f"Tahun Anggaran {years}"):
        sheet.across(sheet.row, (1, 3), text, styles.COVER_TITLE)
        sheet.high(sheet.row, styles.COVER_TITLE)
        sheet.row += 1
    sheet.row += 1
    for label, text in (
        ("Rencana", plan_name),
        ("Bulan perlindungan", f"{plan.span.label} ({len(plan.span)} bulan)"),
        ("Dibuat", day),
    ):
        sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
        sheet.across(sheet.row, (2, 3), text, styles.LABEL)
        sheet.row += 1
    for label, cell in (("Biaya seluruhnya", work.costs.total), ("Pagu seluruhnya", work.summary.money[-1])):
        sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
        linked(sheet, 2, cell, rupiah())
        sheet.row += 1
    sheet.row += 1
    _contents(sheet, titles)
    _legend(sheet, work.data.has_listed)


def _contents(sheet: Sheet, titles: list[str]) -> None:
    sheet.section("Isi buku kerja", len(titles) + 1)
    for title in titles:
        cell = sheet.text(sheet.row, 1, title, styles.LINK)
        place = sheet.worksheet.cell(cell.row, cell.column)
        place.hyperlink = Hyperlink(ref=cell.address, location=f"'{title}'!A1", display=title)
        sheet.across(sheet.row, (2, 3), _DESCRIPTIONS[title], styles.LABEL)
        sheet.row += 1
    sheet.row += 1


def _legend(sheet: Sheet, has_listed: bool) -> None:
    lines = [
        ("masukan", styles.LEGEND, f"Sel masukan: boleh diubah, di lembar {texts.ASSUMPTIONS}"),
        ("rumus", styles.CENTERED, "Rumus: mengikuti sel masukan"),
        ("jumlah", styles.TOTAL_LABEL, "Jumlah dan judul baris"),
        (texts.AGAIN, styles.CENTERED, "Angka mesin yang tidak mengikuti perubahan: ekspor lagi dari pagu"),
        (texts.UNKNOWN, styles.CENTERED, "Tidak ada yang menyimpan angkanya; bukan nol"),
    ]  # fmt: skip
    if has_listed:
        said = "Angka dari daftar orang: diubah di pagu, bukan di buku kerja"
        lines.insert(1, ("dari daftar", styles.LISTED_LEGEND, said))
    sheet.section("Arti warna dan kata", len(lines) + 1)
    for word, look, said in lines:
        sheet.text(sheet.row, 1, word, look)
        sheet.across(sheet.row, (2, 3), said, styles.LABEL)
        sheet.row += 1
