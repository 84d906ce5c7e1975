"""What is wrong with a plan: every code, at the record and field that cures it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from budget.contribution import Income, Programme, Terms, UmkWage, Wage
from budget.errors import Severity
from budget.period import Month, Validity
from budget.plan import (
    Allocation,
    AllocationAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    MinimumWage,
    Plan,
    Region,
    Scenario,
    Tariff,
    TariffAdjustment,
    check,
)
from budget.plan.places import in_words

Edit = Callable[[Plan], Plan]
CHANGE = HeadCountKind.CHANGE


def _found(plan: Plan) -> list[tuple[str, str]]:
    """Codes, and the kind of record and field they point to."""
    problems = check(plan, lambda record, field: f"{type(record).__name__}.{field}")
    return [(problem.code, problem.where) for problem in problems]


def _group(**changes: object) -> Edit:
    return lambda plan: replace(plan, groups=(replace(plan.groups[0], **changes), *plan.groups[1:]))


def _tariff(**changes: object) -> Edit:
    return lambda plan: replace(plan, tariffs=(replace(plan.tariffs[0], **changes), *plan.tariffs[1:]))


def _terms(terms: Terms) -> Edit:
    return _tariff(terms=terms)


def _allocation(**changes: object) -> Edit:
    return lambda plan: replace(
        plan, allocations=(replace(plan.allocations[0], **changes), *plan.allocations[1:])
    )


def _more_heads(*counts: HeadCount) -> Edit:
    return lambda plan: replace(plan, head_counts=(*plan.head_counts, *counts))


def _more_tariffs(*tariffs: Tariff) -> Edit:
    return lambda plan: replace(plan, tariffs=(*plan.tariffs, *tariffs))


def _scenario(*adjustments: object, name: str = "Lain") -> Edit:
    return lambda plan: replace(plan, scenarios=(*plan.scenarios, Scenario(name, adjustments)))  # type: ignore[arg-type]


PU = Terms(Wage(150_000_000))
START = Validity(Month(2022, 1))

BROKEN: list[tuple[Edit, str, str]] = [
    (lambda p: replace(p, region=Region("3204", "x")), "kode_wilayah", "Region.code"),
    (lambda p: replace(p, region=Region("32.04", " ")), "nama_kosong", "Region.name"),
    (_group(validation_loss_ppm=1_000_000), "susut_validasi", "Group.validation_loss"),
    (_group(validation_loss_ppm=-1), "susut_validasi", "Group.validation_loss"),
    (lambda p: replace(p, groups=(*p.groups, Group("pkk", "", PU.segment))),
     "kelompok_ganda", "Group.name"),
    (_terms(replace(PU, base=Wage(0))), "upah", "Tariff.wage"),
    (_terms(replace(PU, risk_class=6)), "kelas_risiko", "Tariff.risk_class"),
    (_terms(replace(PU, risk_class=0)), "kelas_risiko", "Tariff.risk_class"),
    (_terms(replace(PU, share_ppm=0)), "porsi", "Tariff.share"),
    (_terms(replace(PU, share_ppm=1_000_001)), "porsi", "Tariff.share"),
    (_terms(replace(PU, programmes=())), "program", "Tariff.programmes"),
    (_terms(Terms(Income())), "segmen_berbeda", "Tariff.segment"),
    (_more_tariffs(Tariff("Satpam", START, PU)), "kelompok_tidak_dikenal", "Tariff.group"),
    (_more_tariffs(Tariff("pkk", Validity(Month(2023, 5)), PU)), "tarif_tumpang_tindih", "Tariff.first"),
    (_more_heads(HeadCount("Satpam", Month(2022, 1), 5)), "kelompok_tidak_dikenal", "HeadCount.group"),
    (_more_heads(HeadCount("PKK", Month(2022, 1), -5)), "orang_negatif", "HeadCount.heads"),
    (_more_heads(HeadCount("PKK", Month(2023, 2), -6_037, CHANGE)), "orang_negatif", "HeadCount.heads"),
    (_more_heads(HeadCount("pkk", Month(2023, 1), 5)), "orang_ganda", "HeadCount.month"),
    (_more_heads(HeadCount("PKK", Month(2023, 6), 5)), "di_luar_rencana", "HeadCount.month"),
    (_tariff(validity=Validity(Month(2022, 2))), "bulan_tanpa_tarif", "HeadCount.group"),
    (_terms(replace(PU, base=UmkWage())), "umk_kosong", "Tariff.wage"),
    (_allocation(account="5.1.02"), "kode_rekening", "Allocation.account"),
    (_allocation(sub_activity="2.07"), "kode_sub_kegiatan", "Allocation.sub_activity"),
    (_allocation(amount=-1), "pagu_negatif", "Allocation.amount"),
    (_allocation(programmes=()), "program", "Allocation.programmes"),
    (_allocation(fiscal_year=2021), "di_luar_rencana", "Allocation.fiscal_year"),
    (lambda p: replace(p, minimum_wages=(MinimumWage(2022, 1), MinimumWage(2022, 2))),
     "umk_ganda", "MinimumWage.year"),
    (lambda p: replace(p, minimum_wages=(MinimumWage(2022, 0),)), "upah", "MinimumWage.wage"),
    (_scenario(name=" "), "nama_kosong", "Scenario.name"),
    (_scenario(name="semua bpu"), "skenario_ganda", "Scenario.name"),
    (_scenario(name="Dasar"), "skenario_ganda", "Scenario.name"),
    (_scenario(HeadAdjustment("Satpam", Month(2022, 1), 5)),
     "kelompok_tidak_dikenal", "HeadAdjustment.group"),
    (_scenario(TariffAdjustment("Satpam", START, PU)), "kelompok_tidak_dikenal", "TariffAdjustment.group"),
    (_scenario(TariffAdjustment(None, START, replace(PU, base=Wage(0)))), "upah", "TariffAdjustment.wage"),
    (_scenario(HeadAdjustment("PKK", Month(2022, 1), -5, HeadCountKind.ABSOLUTE)),
     "orang_negatif", "HeadAdjustment.heads"),
    (_scenario(AllocationAdjustment(None, -1)), "pagu_negatif", "AllocationAdjustment.part"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "code", "place"), BROKEN, ids=[f"{c}-{w}" for _, c, w in BROKEN])
def test_each_mistake_is_found_alone_and_where_it_is_cured(
    bandung: Plan, edit: Edit, code: str, place: str
) -> None:
    assert set(_found(edit(bandung))) == {(code, place)}


def test_the_sample_plan_has_no_problem(bandung: Plan) -> None:
    assert check(bandung) == []


def test_an_empty_plan_has_no_problem(bandung: Plan) -> None:
    assert check(Plan(bandung.region, bandung.span)) == []


def test_doubtful_and_unused_entries_only_warn(bandung: Plan) -> None:
    plan = _more_heads(HeadCount("PKK", Month(2023, 6), 5))(_terms(Terms(Income()))(bandung))
    assert {p.code: p.severity for p in check(plan)} == {
        "segmen_berbeda": Severity.WARNING,
        "di_luar_rencana": Severity.WARNING,
    }


def test_every_mistake_is_reported_at_once(bandung: Plan) -> None:
    """An unknown group, a negative count and an overlap do not hide the month without a tariff."""
    plan = bandung
    edits = [
        _tariff(validity=Validity(Month(2022, 2))),
        _more_tariffs(Tariff("PKK", Validity(Month(2023, 5)), PU), Tariff("Satpam", START, PU)),
        _more_heads(HeadCount("Linmas", Month(2022, 2), -5), HeadCount("Satpol", Month(2022, 1), 5)),
        _allocation(account="x"),
    ]
    for edit in edits:
        plan = edit(plan)
    assert sorted(code for code, _ in _found(plan)) == [
        "bulan_tanpa_tarif",
        "kelompok_tidak_dikenal",
        "kelompok_tidak_dikenal",
        "kode_rekening",
        "orang_negatif",
        "tarif_tumpang_tindih",
    ]


def test_months_without_a_tariff_are_named_as_ranges(bandung: Plan) -> None:
    plan = _tariff(validity=Validity(Month(2022, 3), Month(2022, 5)))(bandung)
    plan = _more_tariffs(Tariff("Guru Ngaji", Validity(Month(2022, 7)), PU))(plan)
    [problem] = check(plan)
    assert problem.message == (
        "Guru Ngaji punya orang tetapi tidak punya tarif pada Januari 2022 – Februari 2022, Juni 2022."
    )
    assert problem.where == "Jumlah orang Guru Ngaji mulai 2022-01"


def test_months_without_people_need_no_tariff(bandung: Plan) -> None:
    pkk_from_2023 = tuple(
        replace(t, validity=Validity(Month(2023, 1))) if t.group == "PKK" else t for t in bandung.tariffs
    )
    assert check(replace(bandung, tariffs=pkk_from_2023)) == []


def test_a_group_in_many_kecamatan_is_reported_once(bandung: Plan) -> None:
    places = [HeadCount("Satpam", Month(2022, 1), 5, kecamatan=f"Kecamatan {n}") for n in range(31)]
    plan = replace(bandung, groups=(*bandung.groups, Group("Satpam", "", PU.segment)))
    assert _found(_more_heads(*places)(plan)) == [("bulan_tanpa_tarif", "HeadCount.group")]


def test_a_long_tariff_overlaps_all_that_begin_before_it_ends(bandung: Plan) -> None:
    """Not only its neighbour: cutting the neighbour out would leave the other overlap."""
    short = Tariff("PKK", Validity(Month(2022, 3), Month(2022, 4)), PU)
    later = Tariff("PKK", Validity(Month(2022, 6)), PU)
    problems = check(_more_tariffs(short, later)(bandung))
    assert [p.where for p in problems] == ["Tarif PKK mulai 2022-03", "Tarif PKK mulai 2022-06"]
    assert "sejak Januari 2022 (Tarif PKK mulai 2022-01)" in problems[1].message


def test_the_message_says_how_far_below_nobody_the_changes_lead(bandung: Plan) -> None:
    plan = _more_heads(
        HeadCount("PKK", Month(2023, 2), -6_000, CHANGE), HeadCount("PKK", Month(2023, 3), -100, CHANGE)
    )(bandung)
    [problem] = check(plan)
    assert problem.message == "Pada Maret 2023 jumlah orang PKK menjadi -64."
    assert problem.where == "Jumlah orang PKK mulai 2023-03"


def test_every_year_of_an_umk_tariff_needs_its_umk(bandung: Plan) -> None:
    plan = _terms(replace(PU, base=UmkWage()))(bandung)
    assert [p.message for p in check(plan)] == [
        "Tarif Guru Ngaji memakai UMK, tetapi UMK 2022 belum diisi.",
        "Tarif Guru Ngaji memakai UMK, tetapi UMK 2023 belum diisi.",
    ]
    wages = (MinimumWage(2022, 324_192_900), MinimumWage(2023, 349_246_600))
    assert check(replace(plan, minimum_wages=wages)) == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (Group("Linmas", "", PU.segment), "Kelompok Linmas"),
        (Tariff("Linmas", START, PU), "Tarif Linmas mulai 2022-01"),
        (HeadCount("RT", Month(2022, 1), 1, kecamatan="Soreang"), "Jumlah orang RT, Soreang mulai 2022-01"),
        (Allocation(2022, "", "", "", "", (Programme.JKK,), 1), "Pagu 2022"),
        (MinimumWage(2022, 1), "UMK 2022"),
        (Scenario("Hemat"), "Skenario Hemat"),
        (Region("32.04", "x"), "Rencana"),
        (AllocationAdjustment(None, 1), "Skenario"),
    ],
)
def test_places_are_worded_where_there_are_no_cells(record: object, place: str) -> None:
    assert in_words(record, "x") == place
