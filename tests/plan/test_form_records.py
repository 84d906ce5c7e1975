"""What the official forms say beside the figures: read from a form or a row, checked, kept together.

Fields of RKA-SKPD and DPA-SKPD: Permendagri 77/2020. Nothing of it changes what is paid.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from budget.engine.projection import project
from budget.errors import BadEntry, Conflict, Severity
from budget.law import LawBook
from budget.plan import Plan, check
from budget.plan.editing import with_record, without
from budget.plan.forms import AccountName, Indicator, IndicatorKind, Official, OfficialRole, SubActivity
from budget.plan.forms_check import form_problems
from budget.plan.forms_layout import ACCOUNT_NAMES, INDICATORS, NIP, OFFICIALS, SUB_ACTIVITIES
from budget.plan.places import in_words

DISNAKER, CODE = "Dinas Tenaga Kerja", "2.07.05.2.02.0005"
SUB = SubActivity(DISNAKER, CODE, "Pengembangan Pelaksanaan Jaminan Sosial Tenaga Kerja", before=0, after=1)
OUTPUT = Indicator(DISNAKER, CODE, IndicatorKind.OUTPUT, "Orang yang iurannya dibayar", "77.000 orang")
NAME = AccountName("5.1.02.02.02", "Belanja Iuran")
NIP_TEXT = "19720103 199503 1 001"
HEAD = Official(OfficialRole.HEAD, "Contoh Kepala", NIP_TEXT, "Pembina", "Kepala Dinas", DISNAKER)
TREASURER = Official(OfficialRole.TREASURER, "Contoh PPKD", "19720103 199503 1 002")
MEMBER = Official(OfficialRole.TEAM, "Contoh Anggota", "19720103 199503 1 003")


@pytest.fixture
def filled(bandung: Plan) -> Plan:
    return replace(
        bandung,
        sub_activities=(SUB,),
        indicators=(OUTPUT,),
        account_names=(NAME,),
        officials=(HEAD, TREASURER, MEMBER),
    )


def found(plan: Plan) -> list[tuple[str, Severity, str]]:
    return [(p.code, p.severity, p.where) for p in form_problems(plan, in_words)]


def test_records_survive_their_fields() -> None:
    assert SUB_ACTIVITIES.build(SUB_ACTIVITIES.take(SUB)) == SUB
    assert INDICATORS.build(INDICATORS.take(OUTPUT)) == OUTPUT
    assert ACCOUNT_NAMES.build(ACCOUNT_NAMES.take(NAME)) == NAME
    assert OFFICIALS.build(OFFICIALS.take(HEAD)) == HEAD


def test_a_complete_form_has_no_problem_and_costs_nothing(filled: Plan, bandung: Plan, law: LawBook) -> None:
    assert found(filled) == []
    assert project(filled, law).total == project(bandung, law).total == 10_016_200_800


@pytest.mark.parametrize("text", [NIP_TEXT, "197201031995031001", " 19720103\t199503 1001 "])
def test_a_nip_is_kept_in_its_usual_grouping(text: str) -> None:
    assert NIP.parse(text) == NIP_TEXT


@pytest.mark.parametrize(
    "text", ["1972010319950310", "19720103.199503.1.001", "١9720103 199503 1 001", "NIP"]
)
def test_other_shapes_are_no_nip(text: str) -> None:
    with pytest.raises(BadEntry, match="18 angka, misalnya 19720103 199503 1 001"):
        NIP.parse(text)


def test_a_nip_that_excel_made_a_number_is_refused_as_its_last_digits_are_gone() -> None:
    """A double holds 197201031995031001 as 197201031995031008."""
    assert int(float("197201031995031001")) == 197_201_031_995_031_008
    with pytest.raises(BadEntry, match="format sel menjadi Teks"):
        NIP.parse(float("197201031995031001"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [("5", "5"), ("5.1", "5.1"), ("5.1.2", "5.1.02"), ("5.1.2.02.02.0006", "5.1.02.02.02.0006")],
)
def test_the_code_of_an_account_may_have_any_level(typed: str, code: str, bandung: Plan) -> None:
    named = ACCOUNT_NAMES.build({"code": typed, "name": "Belanja"})
    assert named == AccountName(code, "Belanja")
    assert found(replace(bandung, account_names=(named,))) == []


ERRORS: list[tuple[Callable[[Plan], Plan], str, str]] = [
    (lambda p: replace(p, sub_activities=(SUB, replace(SUB, skpd=DISNAKER.upper()))),
     "sub_kegiatan_ganda", f"Sub kegiatan {CODE} {DISNAKER.upper()}"),
    (lambda p: replace(p, sub_activities=(replace(SUB, after=-1),)),
     "pagu_negatif", f"Sub kegiatan {CODE} {DISNAKER}"),
    (lambda p: replace(p, indicators=(OUTPUT, replace(OUTPUT, target="1 orang"))),
     "indikator_ganda", f"Indikator keluaran {CODE}"),
    (lambda p: replace(p, indicators=(replace(OUTPUT, measure=" "),)),
     "nama_kosong", f"Indikator keluaran {CODE}"),
    (lambda p: replace(p, account_names=(NAME, replace(NAME, name="Lain"))),
     "rekening_ganda", "Nama rekening 5.1.02.02.02"),
    (lambda p: replace(p, account_names=(replace(NAME, code="5.1.2"),)),
     "kode_rekening", "Nama rekening 5.1.2"),
    (lambda p: replace(p, account_names=(replace(NAME, name=""),)),
     "nama_kosong", "Nama rekening 5.1.02.02.02"),
    (lambda p: replace(p, officials=(HEAD, replace(HEAD, name="Lain", nip=TREASURER.nip))),
     "pejabat_ganda", "Pejabat Lain"),
    (lambda p: replace(p, officials=(TREASURER, replace(TREASURER, name="Lain", nip=HEAD.nip))),
     "pejabat_ganda", "Pejabat Lain"),
    (lambda p: replace(p, officials=(MEMBER, MEMBER)), "pejabat_ganda", "Pejabat Contoh Anggota"),
    (lambda p: replace(p, officials=(replace(HEAD, nip="1972"),)), "nip", "Pejabat Contoh Kepala"),
    (lambda p: replace(p, officials=(replace(HEAD, nip="197201031995031001"),)),
     "nip", "Pejabat Contoh Kepala"),
    (lambda p: replace(p, officials=(replace(HEAD, name=""),)), "nama_kosong", "Pejabat"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "where"), ERRORS, ids=[f"{c}-{w}" for _, c, w in ERRORS])
def test_what_no_form_can_say_is_an_error_at_its_record(
    change: Callable[[Plan], Plan], code: str, where: str, filled: Plan
) -> None:
    (problem,) = form_problems(change(filled), in_words)
    assert (problem.code, problem.severity, problem.where.strip()) == (code, Severity.ERROR, where)
    assert problem in check(change(filled))


def test_a_sub_activity_code_of_another_shape_is_an_error_wherever_it_stands(filled: Plan) -> None:
    wrong = replace(
        filled,
        sub_activities=(replace(SUB, code="2.07"),),
        indicators=(replace(OUTPUT, sub_activity="2.07"),),
    )
    assert ("kode_sub_kegiatan", Severity.ERROR, f"Sub kegiatan 2.07 {DISNAKER}") in found(wrong)
    assert ("kode_sub_kegiatan", Severity.ERROR, "Indikator keluaran 2.07") in found(wrong)


WARNINGS: list[tuple[Callable[[Plan], Plan], str]] = [
    (lambda p: replace(p, sub_activities=(replace(SUB, name=""),)), "sub_kegiatan_tanpa_nama"),
    (lambda p: replace(p, allocations=(replace(p.allocations[0], skpd="Lain"),)), "sub_kegiatan_tanpa_pagu"),
    (lambda p: replace(p, sub_activities=()), "indikator_tanpa_sub_kegiatan"),
    (lambda p: replace(p, indicators=(replace(OUTPUT, target=""),)), "indikator_tanpa_target"),
    (lambda p: replace(p, officials=(replace(HEAD, nip=""),)), "pejabat_tanpa_nip"),
    (lambda p: replace(p, officials=(replace(HEAD, skpd=""),)), "pejabat_tanpa_skpd"),
    (lambda p: replace(p, officials=(replace(TREASURER, skpd="BKAD"),)), "pejabat_seluruh_daerah"),
    (lambda p: replace(p, officials=(HEAD, replace(TREASURER, nip=HEAD.nip))), "nip_kembar"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), WARNINGS, ids=[code for _, code in WARNINGS])
def test_what_is_only_incomplete_or_unlikely_is_warned_of(
    change: Callable[[Plan], Plan], code: str, filled: Plan, law: LawBook
) -> None:
    (problem,) = form_problems(change(filled), in_words)
    assert (problem.code, problem.severity) == (code, Severity.WARNING)


def test_several_may_sign_for_tapd_and_one_person_in_two_roles(filled: Plan) -> None:
    second = replace(MEMBER, name="Contoh Lain", nip="19720103 199503 1 004")
    both = replace(TREASURER, role=OfficialRole.TEAM)
    assert found(replace(filled, officials=(HEAD, TREASURER, MEMBER, second, both))) == []


def test_indicators_follow_their_sub_activity_and_go_with_it(filled: Plan) -> None:
    other = replace(OUTPUT, skpd="Dinas Sosial")
    plan = replace(filled, indicators=(replace(OUTPUT, skpd=DISNAKER.upper()), other))
    moved = with_record(plan, SUB, replace(SUB, code="2.07.05.2.02.0009"))
    assert [i.sub_activity for i in moved.indicators] == ["2.07.05.2.02.0009", CODE]
    assert moved.indicators[0].skpd == DISNAKER
    gone = without(plan, SUB)
    assert (gone.sub_activities, gone.indicators) == ((), (other,))


@pytest.mark.parametrize("record", [SUB, OUTPUT, NAME, HEAD], ids=lambda record: type(record).__name__)
def test_a_record_is_added_at_the_end_replaced_in_place_and_taken_out(
    record, filled: Plan, bandung: Plan
) -> None:
    empty = replace(bandung, sub_activities=(), indicators=(), account_names=(), officials=())
    assert without(with_record(empty, None, record), record) == empty
    assert with_record(filled, record, record) == filled
    with pytest.raises(Conflict):
        with_record(empty, record, record)
