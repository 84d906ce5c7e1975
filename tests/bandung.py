"""The sample regency: Kabupaten Bandung, January 2022 – May 2023, as a plan in code.

Head counts: the eight groups that were published for 2022 (70.964 people) and a ninth, PKK, of 6.036 from
January 2023 on. Assumed: everyone is PU class I at a wage of 1.500.000, and how 10,5 miliar splits over the
two fiscal years and the two account codes. Indicators and officials of the forms are made up, and say so
(CONTOH); names that were not published are left empty. The same plan stands in
sample_data/kabupaten-bandung.xlsx, which `python tests/bandung.py` writes.
"""

from pathlib import Path

from budget.contribution import Income, Programme, Segment, Terms, Wage
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Assertion,
    Assumption,
    AssumptionKind,
    Group,
    HeadCount,
    HeadSource,
    Plan,
    Region,
    Scenario,
    Tariff,
    TariffAdjustment,
)
from budget.plan.forms import Indicator, IndicatorKind, Official, OfficialRole, SubActivity

START = Month(2022, 1)
HEADS = {
    "Guru Ngaji": 17_000,
    "Keagamaan": 6_000,
    "Linmas": 5_600,
    "Non-ASN dan Puskesmas": 2_191,
    "Perangkat Desa": 4_057,
    "Ketua RT": 17_567,
    "Ketua RW": 4_253,
    "Guru Honor": 14_296,
}
BOTH = (Programme.JKK, Programme.JKM)
PU_AT_1_500_000 = Terms(Wage(150_000_000))
BPU_LOWEST_ROW = Terms(Income())
ALL_BPU = Scenario(
    "Semua BPU",
    (TariffAdjustment(None, Validity(START), BPU_LOWEST_ROW),),
    note="Semua kelompok didaftarkan sebagai BPU pada baris terendah: Rp16.800 per orang per bulan.",
)

# Who would usually budget for such a group; assumed, as nothing about it was published.
SKPD = {
    "Guru Ngaji": "Bagian Kesejahteraan Rakyat",
    "Keagamaan": "Bagian Kesejahteraan Rakyat",
    "Linmas": "Satuan Polisi Pamong Praja",
    "Non-ASN dan Puskesmas": "Dinas Kesehatan",
    "Perangkat Desa": "Dinas Pemberdayaan Masyarakat dan Desa",
    "Ketua RT": "Dinas Pemberdayaan Masyarakat dan Desa",
    "Ketua RW": "Dinas Pemberdayaan Masyarakat dan Desa",
    "Guru Honor": "Dinas Pendidikan",
    "PKK": "Dinas Pemberdayaan Masyarakat dan Desa",
}
# Of these groups sample_data has lists of people, with as many of them in every month as the plan says.
LISTED = ("Non-ASN dan Puskesmas", "Perangkat Desa", "Ketua RW")
LEGAL_BASIS = "Contoh: Keputusan Bupati tentang penetapan penerima (nomor belum diisi)"
ALLOTTED_TO = "Dinas Tenaga Kerja"
SUB_ACTIVITY = "2.07.05.2.02.0005"
JKK_ACCOUNT, JKM_ACCOUNT = "5.1.02.02.02.0006", "5.1.02.02.02.0007"
# Names of the programme and the activity above it are for the regency to fill in.
HEADER = SubActivity(
    ALLOTTED_TO,
    SUB_ACTIVITY,
    name="Pengembangan Pelaksanaan Jaminan Sosial Tenaga Kerja",
    unit=ALLOTTED_TO,
    location="Kabupaten Bandung",
    carried_out="Januari s.d. Desember",
    target_group="CONTOH: penerima yang ditetapkan Keputusan Bupati",
    dpa_number="CONTOH/DPA/0001",
)
INDICATORS = (
    (IndicatorKind.OUTCOME, "CONTOH: pekerja yang dibayar dari APBD terlindungi JKK dan JKM", "100 %"),
    (IndicatorKind.INPUT, "CONTOH: dana yang dibutuhkan", "sebesar pagu"),
    (IndicatorKind.OUTPUT, "CONTOH: orang yang iurannya dibayar", "77.000 orang"),
    (IndicatorKind.RESULT, "CONTOH: orang yang kepesertaannya aktif", "77.000 orang"),
)
# No day has the number 00, so that nobody has these NIP.
OFFICIALS = (
    Official(OfficialRole.HEAD, "CONTOH KEPALA DINAS", "00000000 000000 0 001", "Pembina Utama Muda",
             "Kepala Dinas Tenaga Kerja", ALLOTTED_TO),
    Official(OfficialRole.TREASURER, "CONTOH PPKD", "00000000 000000 0 002", "Pembina Utama Muda",
             "Pejabat Pengelola Keuangan Daerah"),
    Official(OfficialRole.TEAM, "CONTOH KETUA TAPD", "00000000 000000 0 003", "Pembina Utama Madya",
             "Sekretaris Daerah"),
    Official(OfficialRole.TEAM, "CONTOH ANGGOTA SATU", "00000000 000000 0 004", "Pembina Utama Muda",
             "Kepala Badan Perencanaan Pembangunan Daerah"),
    Official(OfficialRole.TEAM, "CONTOH ANGGOTA DUA", "00000000 000000 0 005", "Pembina",
             "Kepala Bidang Anggaran"),
)  # fmt: skip
ALLOTTED = {2022: (3_200_000_000, 4_000_000_000), 2023: (1_467_000_000, 1_833_000_000)}

_PRESS_2022 = "Pemberitaan tahun 2022, satu sumber"
_PRESS_2023 = "Pemberitaan Agustus 2023"
PUBLIC = (
    ("Jumlah orang delapan kelompok pada tahun 2022: seluruhnya 70.964 orang.", _PRESS_2022),
    ("Rp10,5 miliar dibelanjakan untuk Januari 2022 sampai Mei 2023, yaitu 17 bulan.", _PRESS_2023),
    ("Sekitar 77.000 peserta dibayar dari APBD.", _PRESS_2023),
)
ASSUMED = (
    ("Semua peserta didaftarkan sebagai PU kelas risiko I dengan upah Rp1.500.000 sebulan.",
     "Dipilih karena mendekati Rp10,5 miliar; upah yang dilaporkan tidak dipublikasikan"),
    ("Kelompok PKK berisi 6.036 orang sejak Januari 2023.",
     "Selisih 77.000 dan 70.964; jumlah PKK tidak dipublikasikan"),
    ("Jumlah orang tidak berubah selama 2022, dan delapan kelompok pertama tetap sampai Mei 2023.", ""),
    ("Rp10,5 miliar dianggap pagu: Rp7,2 miliar TA 2022 dan Rp3,3 miliar TA 2023.",
     "Pembagian per tahun tidak dipublikasikan"),
    ("Pembagian pagu ke rekening JKK dan JKM mengikuti perbandingan iurannya, dibulatkan.", ""),
    ("SKPD setiap kelompok, urutan prioritas, dan sumber dana PAD.", "Kebiasaan di kabupaten lain"),
    ("Iuran dibayar bulan berikutnya.", "Jatuh tempo tanggal 15 bulan berikutnya"),
)  # fmt: skip

# Each is 70.964 or 77.000 people × Rp8.100 × the months of that year, reckoned by hand.
_RECKONED = "Contoh: hitungan tangan di luar pagu; tulis dokumen dan halamannya"
ASSERTED = {2022: 6_897_700_800, 2023: 3_118_500_000}


def bandung() -> Plan:
    names = [*HEADS, "PKK"]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(START, Month(2023, 5)),
        groups=tuple(
            Group(
                name,
                SKPD[name],
                Segment.PU,
                rank,
                LEGAL_BASIS,
                source=HeadSource.ROSTER_THEN_PLAN if name in LISTED else HeadSource.PLAN,
            )
            for rank, name in enumerate(names, start=1)
        ),
        tariffs=tuple(Tariff(name, Validity(START), PU_AT_1_500_000, "PAD") for name in names),
        head_counts=(
            *(HeadCount(name, START, heads) for name, heads in HEADS.items()),
            HeadCount("PKK", Month(2023, 1), 6_036),
        ),
        allocations=tuple(
            Allocation(year, ALLOTTED_TO, SUB_ACTIVITY, account, "PAD", (programme,), amount)
            for year, (jkk, jkm) in ALLOTTED.items()
            for programme, account, amount in (
                (Programme.JKK, JKK_ACCOUNT, jkk),
                (Programme.JKM, JKM_ACCOUNT, jkm),
            )
        ),
        assumptions=(
            *(Assumption(text, AssumptionKind.PUBLIC, source) for text, source in PUBLIC),
            *(Assumption(text, AssumptionKind.ASSUMED, source) for text, source in ASSUMED),
        ),
        assertions=tuple(Assertion("", year, (), cost, _RECKONED) for year, cost in ASSERTED.items()),
        sub_activities=(HEADER,),
        indicators=tuple(Indicator(ALLOTTED_TO, SUB_ACTIVITY, *said) for said in INDICATORS),
        officials=OFFICIALS,
        scenarios=(ALL_BPU,),
    )


if __name__ == "__main__":
    from budget.workbook.plan_writer import write_plan

    write_plan(Path("sample_data/kabupaten-bandung.xlsx"), bandung())
