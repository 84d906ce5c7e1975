"""Who is covered when, and in which year it is paid: what an officer is told beside the figures."""

from dataclasses import replace

import pytest

from budget.contribution import Income, Payer, Terms, Wage
from budget.engine.cautions import plan_cautions
from budget.engine.projection import project
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadCount, PaymentTiming, Plan, Region, Tariff

YEAR_2025 = MonthRange(Month(2025, 1), Month(2025, 12))
BPU, PU = Terms(Income()), Terms(Wage(150_000_000))


def people(counts: dict[int, int], terms: Terms = BPU, span: MonthRange = YEAR_2025) -> Plan:
    """Petani with so many people from these months of the span's first year on, paid at once."""
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=span,
        timing=PaymentTiming.SAME_MONTH,
        groups=(Group("Petani", "Dinas Pertanian", terms.segment),),
        tariffs=(Tariff("Petani", Validity(span.first), terms),),
        head_counts=tuple(HeadCount("Petani", Month(span.first.year, m), n) for m, n in counts.items()),
    )


def messages(plan: Plan, law: LawBook, code: str) -> list[str]:
    return [str(found) for found in plan_cautions(project(plan, law), law) if found.code == code]


def test_three_months_without_cover_lapse_and_the_waiting_time_begins_anew(law: LawBook) -> None:
    """1.200 until April, nobody in May – July, 900 from August: at least 900 may be the same people."""
    (said,) = messages(people({1: 1_200, 5: 0, 8: 900}), law, "celah_perlindungan")
    assert said == (
        "Kelompok Petani: Mei 2025 – Juli 2025 (3 bulan) tidak ada yang dibayar, padahal 900 orang ada "
        "sebelumnya dan kembali pada Agustus 2025. Perlindungan BPU gugur setelah 3 bulan tanpa iuran: bagi "
        "mereka santunan JKM 3 bulan pertama hanya Rp10 juta (Permenaker 1/2025). Isi orangnya, atau akhiri "
        "kelompok itu."
    )


def test_a_shorter_gap_lapses_only_if_membership_is_stopped(law: LawBook) -> None:
    (said,) = messages(people({1: 1_200, 5: 0, 6: 1_300}), law, "celah_perlindungan")
    assert "Mei 2025 (1 bulan)" in said
    assert "1.200 orang" in said
    assert "Bila kepesertaannya dihentikan" in said
    (wage,) = messages(people({1: 1_200, 5: 0, 9: 1_300}, PU), law, "celah_perlindungan")
    assert "mulai dari awal" in wage
    assert "BPU" not in wage


@pytest.mark.parametrize("counts", [{1: 10}, {4: 10}, {1: 10, 9: 0}, {1: 10, 5: 1, 6: 10}])
def test_a_group_that_begins_late_or_ends_early_has_no_gap(counts: dict[int, int], law: LawBook) -> None:
    assert messages(people(counts), law, "celah_perlindungan") == []


def test_a_group_of_three_months_in_a_longer_plan_gets_the_small_benefit(law: LawBook) -> None:
    """Permenaker 1/2025. Who comes in the last months may stay after the plan, and is not named."""
    (said,) = messages(people({3: 500, 6: 0}), law, "program_singkat")
    assert said.startswith("Kelompok Petani: 500 orang dilindungi 3 bulan saja, sampai Mei 2025")
    assert "Rp10 juta" in said
    assert messages(people({3: 500, 7: 0}), law, "program_singkat") == []
    assert messages(people({10: 500}), law, "program_singkat") == []


DISCOUNTED = MonthRange(Month(2026, 4), Month(2026, 12))


@pytest.mark.parametrize(
    "terms",
    [
        replace(BPU, share_ppm=500_000),
        # 0,54 % of 1.555.556 is 3.733 + 4.667: 8.400 by way of a wage.
        Terms(Wage(155_555_600)),
    ],
    ids=["share", "wage"],
)
def test_8_400_by_a_share_or_a_wage_is_pointed_out(terms: Terms, law: LawBook) -> None:
    """PP 50/2025 halves 16.800 from April to December 2026, but not where the APBD pays."""
    plan = people({4: 100}, terms, DISCOUNTED)
    assert project(plan, law).total == 100 * 9 * 8_400
    (said,) = messages(plan, law, "tarif_potongan")
    assert said.startswith("Tarif Petani: Rp8.400 sejak April 2026 sama dengan tarif setelah potongan")
    assert "PP 50/2025" in said


def test_half_a_contribution_is_a_share_where_no_discount_lasts(law: LawBook) -> None:
    half = replace(BPU, share_ppm=500_000)
    assert messages(people({1: 100}, half), law, "tarif_potongan") == []
    assert messages(people({4: 100}, BPU, DISCOUNTED), law, "tarif_potongan") == []
    third = replace(BPU, share_ppm=333_333)
    assert messages(people({4: 100}, third, DISCOUNTED), law, "tarif_potongan") == []
    own = replace(BPU, payer=Payer.SELF)
    assert messages(people({4: 100}, own, DISCOUNTED), law, "tarif_potongan") == []


def test_december_falls_due_in_the_next_fiscal_year(law: LawBook) -> None:
    """1.000 × 16.800 = 16.800.000, due on 15 January 2026."""
    plan = replace(people({1: 1_000}), timing=PaymentTiming.FOLLOWING_MONTH)
    (said,) = messages(plan, law, "jebakan_akhir_tahun")
    assert said == (
        "TA 2025: Iuran Desember 2025 Rp16.800.000 jatuh tempo 15 Januari 2026 (tanggal 15 bulan "
        "berikutnya), sesudah TA 2025 berakhir: siapkan pagu TA 2026, bayar pada Desember, atau catat "
        "sebagai utang."
    )
    assert messages(replace(people({1: 1_000, 12: 0}), timing=plan.timing), law, "jebakan_akhir_tahun") == []


@pytest.mark.parametrize("timing", [t for t in PaymentTiming if t is not PaymentTiming.FOLLOWING_MONTH])
def test_paying_at_once_or_ahead_leaves_nothing_for_january(timing: PaymentTiming, law: LawBook) -> None:
    assert messages(replace(people({1: 1_000}), timing=timing), law, "jebakan_akhir_tahun") == []


def test_a_tariff_that_ends_with_the_plan_is_named_before_the_plan_is_extended(law: LawBook) -> None:
    plan = people({1: 1_000})
    ends = replace(plan.tariffs[0], validity=Validity(Month(2025, 1), Month(2025, 12)))
    follows = replace(plan.tariffs[0], validity=Validity(Month(2026, 1)))
    (said,) = messages(replace(plan, tariffs=(ends,)), law, "tarif_berakhir")
    assert said.startswith("Tarif Petani: Berakhir Desember 2025")
    assert "1.000 orang" in said
    assert messages(replace(plan, tariffs=(ends, follows)), law, "tarif_berakhir") == []
    assert messages(plan, law, "tarif_berakhir") == []
    gone = replace(people({1: 1_000, 12: 0}), tariffs=(ends,))
    assert messages(gone, law, "tarif_berakhir") == []
