"""What-ifs as lines of text: what each means, what is refused with what was expected, and the way back."""

from dataclasses import replace

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import ADJUSTMENTS, PLANS

from budget.contribution import Income, Programme, RosterWage, Segment, Terms, UmkWage, Wage
from budget.errors import BadEntry, PlanError
from budget.law import OwnContribution, OwnRate
from budget.period import Month, Validity
from budget.plan import (
    Adjustment,
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    LawAdjustment,
    LossAdjustment,
    MinimumWage,
    MinimumWageAdjustment,
    PaymentTiming,
    Plan,
    RiskClassAdjustment,
    SegmentAdjustment,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)
from budget.plan.what_if_text import EXAMPLES, read_what_if, what_if_text

JULY, START = Month(2022, 7), Month(2022, 1)
FROM_JULY, FROM_START = Validity(JULY), Validity(START)


@pytest.fixture
def plan(bandung: Plan) -> Plan:
    """With a UMK, and some RT in Baleendah."""
    return replace(
        bandung,
        minimum_wages=(MinimumWage(2022, 352_792_967),),
        head_counts=(*bandung.head_counts, HeadCount("Ketua RT", START, 900, kecamatan="Baleendah")),
    )


@pytest.mark.parametrize(
    ("text", "adjustment"),
    [
        ("+2000 guru ngaji mulai 2022-07", HeadAdjustment("Guru Ngaji", JULY, 2_000)),
        ("+ 2 ribu orang guru ngaji sejak Juli 2022", HeadAdjustment("Guru Ngaji", JULY, 2_000)),
        ("tambah 2.000 orang guru ngaji per 07/2022", HeadAdjustment("Guru Ngaji", JULY, 2_000)),
        (
            "-500 RT di Baleendah sejak Juli 2022",
            HeadAdjustment("Ketua RT", JULY, -500, HeadCountKind.CHANGE, "Baleendah"),
        ),
        ("kurangi 500 rt", HeadAdjustment("Ketua RT", START, -500)),
        (
            "guru ngaji = 17.000 mulai 2022-07",
            HeadAdjustment("Guru Ngaji", JULY, 17_000, HeadCountKind.ABSOLUTE),
        ),
        ("potong pagu 10%", AllocationAdjustment(None, 900_000)),
        ("pagu -10 %", AllocationAdjustment(None, 900_000)),
        ("pagu 2022 = 90%", AllocationAdjustment(2022, 900_000)),
        ("tambah pagu TA 2022 2,5%", AllocationAdjustment(2022, 1_025_000)),
        ("tambah pagu 2022 500 juta", AllocationChange(2022, 500_000_000)),
        ("pagu 2022 -1,5 miliar", AllocationChange(2022, -1_500_000_000)),
        ("upah guru honor = 1.600.000 mulai 2022-07", WageAdjustment("Guru Honor", FROM_JULY, 160_000_000)),
        ("upah semua = Rp1.600.000", WageAdjustment(None, FROM_START, 160_000_000)),
        ("UMK 2023 = 3.757.285,50", MinimumWageAdjustment(2023, 375_728_550)),
        # 3.527.929,67 × 1,065 = 3.757.245,09855, to the nearest sen.
        ("umk 2023 naik 6,5%", MinimumWageAdjustment(2023, 375_724_510)),
        ("kelas risiko Linmas = 2", RiskClassAdjustment("Linmas", FROM_START, 2)),
        ("guru honor jadi BPU mulai 2022-07", SegmentAdjustment("Guru Honor", FROM_JULY, Income())),
        ("guru honor menjadi PU upah UMK", SegmentAdjustment("Guru Honor", FROM_START, UmkWage())),
        (
            "linmas jadi PU upah 1,5 juta sampai 2022-12",
            SegmentAdjustment("Linmas", Validity(START, Month(2022, 12)), Wage(150_000_000)),
        ),
        ("tarif guru ngaji = bpu", TariffAdjustment("Guru Ngaji", FROM_START, Terms(Income()))),
        (
            "tarif linmas = PU upah daftar kelas 3 program JKK porsi 50%",
            TariffAdjustment(
                "Linmas", FROM_START, Terms(RosterWage(), 3, (Programme.JKK,), share_ppm=500_000)
            ),
        ),
        (
            "guru ngaji mulai 2022-04 sampai 2022-09",
            CoverAdjustment("Guru Ngaji", Validity(Month(2022, 4), Month(2022, 9))),
        ),
        ("pkk sampai 2023-03", CoverAdjustment("PKK", Validity(START, Month(2023, 3)))),
        ("PKK masuk mulai 2023-02", EntryAdjustment("PKK", Month(2023, 2))),
        ("semua kelompok mulai 2022-02", EntryAdjustment(None, Month(2022, 2))),
        ("susut 6%", LossAdjustment(None, 60_000)),
        ("gugur guru ngaji = 6,5 %", LossAdjustment("Guru Ngaji", 65_000)),
        ("bayar bulan yang sama", TimingAdjustment(PaymentTiming.SAME_MONTH)),
        ("bayar triwulan di muka", TimingAdjustment(PaymentTiming.QUARTER_AHEAD)),
        ("bayar setahun di muka", TimingAdjustment(PaymentTiming.YEAR_AHEAD)),
        (
            "JKK kelas 1 = 0,30% mulai 2022-07 (dasar PP 1/2022 (Pasal 2))",
            LawAdjustment(OwnRate(Programme.JKK, 1, 3_000, FROM_JULY, "PP 1/2022 (Pasal 2)")),
        ),
        ("JKM BPU = 7.000", LawAdjustment(OwnContribution(Programme.JKM, None, 7_000, FROM_START))),
        ("JKK BPU baris 1 = 11.000", LawAdjustment(OwnContribution(Programme.JKK, 1, 11_000, FROM_START))),
        (
            "alihkan guru ngaji ke Bankeu Provinsi mulai 2022-07",
            FundingAdjustment("Guru Ngaji", JULY, "Bankeu Provinsi"),
        ),
    ],
)
def test_a_line_means(text: str, adjustment: Adjustment, plan: Plan) -> None:
    assert read_what_if(text, plan) == (adjustment,)


def test_people_until_a_month_are_taken_back_after_it(plan: Plan) -> None:
    assert read_what_if("+2000 guru ngaji mulai 2022-04 sampai 2022-06", plan) == (
        HeadAdjustment("Guru Ngaji", Month(2022, 4), 2_000),
        HeadAdjustment("Guru Ngaji", Month(2022, 7), -2_000),
    )


def test_each_line_stands_on_those_before_it(plan: Plan) -> None:
    """The second line would be refused by itself: a BPU group has no wage."""
    bpu = replace(
        plan,
        tariffs=tuple(replace(t, terms=Terms(Income())) if t.group == "Linmas" else t for t in plan.tariffs),
    )
    with pytest.raises(BadEntry, match="Linmas terdaftar sebagai BPU, tanpa upah"):
        read_what_if("upah linmas = 1.600.000", bpu)
    lines = read_what_if("linmas jadi PU upah 1.500.000; upah linmas = 1.600.000 mulai 2023-01", bpu)
    assert [type(line) for line in lines] == [SegmentAdjustment, WageAdjustment]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Belum ada andaian. Contoh"),
        ("halo", "“halo” belum dimengerti. Contoh"),
        ("guru ngaji", "Sesudah “Guru Ngaji” diharapkan = jumlah orang"),
        ("+2000", "diharapkan nama kelompok"),
        ("+dua guru ngaji", "Sesudah “\\+” diharapkan jumlah orang, misalnya 17.000; tertulis “dua”"),
        ("+2,5 guru ngaji", "diharapkan jumlah orang"),
        ("+5 guru", "“guru” dapat berarti Guru Ngaji atau Guru Honor"),
        ("+5 nelayan", "Tidak ada kelompok “nelayan”. Kelompok yang ada: Guru Ngaji"),
        ("+5 rt di Ciwidey", "Tidak ada kecamatan “Ciwidey”. Yang ada: Baleendah"),
        ("+5 pkk mulai", "Sesudah “mulai” diharapkan bulan"),
        ("+5 pkk mulai besok", "diharapkan bulan, misalnya 2026-07 atau Juli 2026; tertulis “besok”"),
        ("+5 pkk mulai 2022-01 mulai 2022-02", "“mulai” tertulis dua kali"),
        ("pkk mulai 2022-05 sampai 2022-04", "mendahului"),
        ("pkk = 5 sampai 2022-04", "Hapus “sampai”"),
        ("potong", "Sesudah “potong” diharapkan pagu"),
        ("potong pagu", "diharapkan persen atau rupiah"),
        ("potong pagu 110%", "lebih dari 100%"),
        ("potong pagu 500 juta", "Sebut tahunnya"),
        ("pagu 10%", "diharapkan \\+ atau -"),
        ("potong pagu 10% mulai 2022-07", "Pagu tidak memakai bulan"),
        ("upah pkk", "Diharapkan tanda = lalu rupiah sebulan"),
        ("upah pkk = nol", "Sesudah “=” diharapkan rupiah sebulan"),
        ("upah pkk = 0", "lebih dari nol"),
        ("UMK = 3 juta", "diharapkan tahunnya"),
        ("UMK 2024 naik 5%", "UMK 2023 belum ada"),
        ("kelas risiko pkk = 6", "angka 1 sampai 5"),
        ("pkk jadi asn", "Diharapkan BPU, atau PU upah"),
        ("pkk jadi PU", "Sesudah “PU” diharapkan upah"),
        ("pkk jadi BPU upah 5", "“upah” hanya untuk PU"),
        ("tarif pkk = PU upah 1 juta bonus 5", "Sesudah “upah” diharapkan rupiah"),
        ("susut", "diharapkan persen"),
        ("susut 100%", "di bawah 100%"),
        ("bayar besok", "diharapkan bulan yang sama, bulan berikutnya"),
        ("JKK = 0,3%", "berbeda menurut kelas risiko"),
        ("JKK BPU = 11.000", "baris 1"),
        ("JKM BPU = 1%", "ditulis dalam rupiah"),
        ("JKM = 7.000", "persen upah"),
        ("alihkan pkk", "Diharapkan ke lalu sumber dana"),
        ('+5 "guru', "Tanda kutip belum ditutup"),
        ('+5 "guru"', "Tidak ada kelompok “guru”"),
        ("potong pagu 10%; halo", "Baris 2: “halo”"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_was_expected(
    text: str, expected: str, plan: Plan
) -> None:
    with pytest.raises(BadEntry, match=expected):
        read_what_if(text, plan)


def test_money_that_is_not_there_cannot_be_taken(plan: Plan) -> None:
    with pytest.raises(PlanError, match="melebihi pagu TA 2023"):
        read_what_if("potong pagu 2023 4 miliar", plan)


def test_a_kecamatan_that_is_new_stands_in_quotes(plan: Plan) -> None:
    [line] = read_what_if('+5 rt di "Ciwidey"', plan)
    assert line == HeadAdjustment("Ketua RT", START, 5, kecamatan="Ciwidey")


def test_the_examples_are_understood(plan: Plan) -> None:
    """Every example that users are shown, with groups of this plan and years in which it has money."""
    for example in EXAMPLES:
        text = example.replace("honorer", "guru honor").replace("pagu 2026", "pagu 2022")
        assert read_what_if(text.replace("UMK 2027", "UMK 2023"), plan)


@given(st.data())
@settings(max_examples=examples(30, 60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_adjustment_reads_back_from_its_line(data: st.DataObject) -> None:
    plan = data.draw(PLANS)
    adjustment = data.draw(ADJUSTMENTS(plan))
    pu = {t.group for t in plan.tariffs if t.terms.segment is Segment.PU}
    if isinstance(adjustment, WageAdjustment | RiskClassAdjustment) and not (
        pu if adjustment.group is None else adjustment.group in pu
    ):
        with pytest.raises(BadEntry, match="terdaftar sebagai BPU"):
            read_what_if(what_if_text(adjustment), plan)
    else:
        assert read_what_if(what_if_text(adjustment), plan) == (adjustment,)
