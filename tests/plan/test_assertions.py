"""What documents say that parts of the plan cost: as records, as lines of text, and against the figures."""

from dataclasses import replace

import pytest

from budget.contribution import Programme
from budget.engine.asserted import judged
from budget.engine.projection import project
from budget.errors import BadEntry, PlanError, Severity
from budget.law import LawBook
from budget.period import Month, MonthRange
from budget.plan import Assertion, Plan, check
from budget.plan.assertion_check import assertion_problems
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.assertion_text import read_assertions
from budget.plan.editing import with_record, without
from budget.plan.places import in_words

RT = Assertion("Ketua RT", 2022, (Programme.JKK,), 758_894_400, "DPA hlm. 3")


def found(plan: Plan) -> list[tuple[str, Severity, str]]:
    return [(p.code, p.severity, p.where) for p in assertion_problems(plan, in_words)]


def read(text: str, plan: Plan) -> Assertion:
    (one,) = read_assertions([text], plan)
    return one


# The record


def test_the_assertions_of_the_sample_have_no_problem(bandung: Plan) -> None:
    assert found(bandung) == []


def test_empty_fields_mean_the_whole_plan_and_all_programmes() -> None:
    texts = {"fiscal_year": "2022", "expected": "6.897.700.800"}
    values = {field.key: field.read(texts.get(field.key)) for field in ASSERTIONS.fields}
    assert ASSERTIONS.build(values) == Assertion("", 2022, (), 6_897_700_800)


@pytest.mark.parametrize("field", ["fiscal_year", "expected"])
def test_an_assertion_needs_its_year_and_its_rupiah(field: str) -> None:
    with pytest.raises(BadEntry) as refusal:
        ASSERTIONS.field(field).read("")
    assert refusal.value.field == field


def test_every_wrong_assertion_is_named_with_its_cure(bandung: Plan) -> None:
    plan = replace(
        bandung,
        assertions=(
            RT,
            replace(RT, group="ketua rt", expected_rupiah=1),
            replace(RT, programmes=()),
            replace(RT, group="Ketua RK"),
            replace(RT, fiscal_year=2024),
            replace(RT, group="Linmas", expected_rupiah=-1),
        ),
    )
    assert found(plan) == [
        ("patokan_ganda", Severity.ERROR, "Patokan ketua rt TA 2022 JKK"),
        ("kelompok_tidak_dikenal", Severity.ERROR, "Patokan Ketua RK TA 2022 JKK"),
        ("di_luar_rencana", Severity.WARNING, "Patokan Ketua RT TA 2024 JKK"),
        ("patokan_negatif", Severity.ERROR, "Patokan Linmas TA 2022 JKK"),
    ]
    messages = [problem.message for problem in check(plan)]
    assert "Patokan ketua rt TA 2022 JKK sudah tertulis. Hapus salah satunya." in messages


def test_a_renamed_group_carries_its_assertions_along_and_a_deleted_one_takes_them_with_it(
    bandung: Plan,
) -> None:
    plan = with_record(bandung, None, RT)
    group = plan.group("Ketua RT")
    renamed = with_record(plan, group, replace(group, name="Pengurus RT"))
    assert renamed.assertions == (*bandung.assertions, replace(RT, group="Pengurus RT"))
    assert without(plan, group).assertions == bandung.assertions
    assert without(plan, RT).assertions == bandung.assertions


# Against the figures


def test_each_part_of_the_plan_is_judged_by_its_accrual_cost(bandung: Plan, law: LawBook) -> None:
    """17.567 RT × Rp3.600 × 12; 17.000 guru ngaji × Rp8.100 × 12; JKM of 77.000 people × Rp4.500 × 5."""
    said = read_assertions(
        ["ketua rt 2022 JKK = 758.894.400; guru ngaji 2022 = 1.652.400.000; 2023 JKM = 1,7325 miliar"],
        bandung,
    )
    assert [(each.cost, each.holds) for each in judged(project(bandung, law), said)] == [
        (758_894_400, True),
        (1_652_400_000, True),
        (1_732_500_000, True),
    ]


def test_one_rupiah_beside_it_does_not_hold(bandung: Plan, law: LawBook) -> None:
    wrong = replace(RT, expected_rupiah=758_894_401)
    (one,) = judged(project(bandung, law), [wrong])
    assert (one.holds, one.difference) == (False, -1)


def test_programmes_add_up_to_their_whole(bandung: Plan, law: LawBook) -> None:
    parts = [replace(RT, programmes=programmes) for programmes in ((Programme.JKK,), (Programme.JKM,), ())]
    jkk, jkm, both = (each.cost for each in judged(project(bandung, law), parts))
    assert jkk + jkm == both == 17_567 * 8_100 * 12


def test_a_year_outside_the_plan_costs_nothing(bandung: Plan, law: LawBook) -> None:
    plan = replace(bandung, span=MonthRange(Month(2022, 1), Month(2022, 12)))
    assert judged(project(plan, law), [replace(RT, fiscal_year=2023)])[0].cost == 0


# As text


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("guru ngaji 2022 = Rp452.508.000", Assertion("Guru Ngaji", 2022, (), 452_508_000)),
        ("ketua RT TA 2022 JKK = 1,5 juta", Assertion("Ketua RT", 2022, (Programme.JKK,), 1_500_000)),
        ("rt jkm dan jkk tahun 2022=0", Assertion("Ketua RT", 2022, (Programme.JKK, Programme.JKM), 0)),
        ("JKK,JKM 2022 = 5", Assertion("", 2022, (Programme.JKK, Programme.JKM), 5)),
        ("semua kelompok 2023 = Rp3.118.500.000", Assertion("", 2023, (), 3_118_500_000)),
        ('"Non-ASN dan Puskesmas" 2023 = 7', Assertion("Non-ASN dan Puskesmas", 2023, (), 7)),
        ("2023 = 7", Assertion("", 2023, (), 7)),
    ],
)
def test_lines_are_read(text: str, assertion: Assertion, bandung: Plan) -> None:
    assert read(text, bandung) == assertion


def test_a_group_may_be_named_like_a_year_or_hold_a_semicolon(bandung: Plan) -> None:
    first, second = bandung.groups[:2]
    named = with_record(bandung, first, replace(first, name="Honorer 2024"))
    named = with_record(named, second, replace(second, name="A; B = 1"))
    assert read("honorer 2024 2022 = 7", named).group == "Honorer 2024"
    assert read('"A; B = 1" 2022 = 7', named).group == "A; B = 1"


def test_every_line_that_is_none_is_told_at_once_with_what_was_expected(bandung: Plan) -> None:
    texts = [
        "ketua 2022 = 1; linmas = 1",
        "linmas 2022",
        "linmas 2022 = banyak",
        "linmas 2022 = -1",
        '"linmas 2022 = 1',
        " ",
        "linmas 2022 = 5",
    ]
    with pytest.raises(PlanError) as refusal:
        read_assertions(texts, bandung)
    told = [(problem.where, problem.message.split(".")[0]) for problem in refusal.value.problems]
    assert told == [
        ("ketua 2022 = 1", "“ketua” dapat berarti Ketua RT atau Ketua RW"),
        ("linmas = 1", "Sebelum “=” diharapkan tahun anggaran: guru ngaji 2026 = Rp452"),
        ("linmas 2022", "Diharapkan tanda = lalu biayanya: guru ngaji 2026 = Rp452"),
        ("linmas 2022 = banyak", "Sesudah “=” diharapkan jumlah rupiah, misalnya 500 juta"),
        ("linmas 2022 = -1", "Biaya patokan tidak boleh kurang dari nol"),
        ('"linmas 2022 = 1', "Tanda kutip belum ditutup"),
        ("", "Diharapkan tanda = lalu biayanya: guru ngaji 2026 = Rp452"),
    ]
