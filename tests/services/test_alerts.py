"""What to look at next, the most pressing first, and where it leads."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage_of_bandung import PUBLISHED
from farmers_paid import FIRST_QUARTER, YEAR, allotted, plan_of
from roster_people import member

from budget.engine.axes import Axis
from budget.errors import Severity
from budget.period import Month
from budget.plan import Plan
from budget.plan.records import HeadSource
from budget.plan.roster import RosterCounts, RosterStratum
from budget.services import editing, sealing
from budget.services.alerts import Alert, Beside, alerts, read_beside
from budget.services.booking import book_row
from budget.services.projecting import Question, answer
from budget.services.spots import Spot
from budget.services.workspace import Workspace, create_with, read_plan, transaction

MAY = Month(2026, 5)
ENOUGH = allotted(12_000_000, 8_160_000)


def found(plan: Plan, beside: Beside | None = None) -> dict[str, Alert]:
    """By code; a code stands once."""
    every = alerts(answer(plan, Question(axes=(Axis.MONTH,))), beside)
    assert len({alert.code for alert in every}) == len(every)
    return {alert.code: alert for alert in every}


def told(plan: Plan, code: str, beside: Beside | None = None) -> tuple[Severity, str, Spot]:
    alert = found(plan, beside)[code]
    return alert.severity, alert.message, alert.spot


@pytest.fixture
def booked(tmp_path: Path) -> Workspace:
    """100 farmers whose first quarter is billed; January is paid, and 1.000.000 of February."""
    workspace = Workspace(str(tmp_path / "petani.pagu"), "Siti", lambda: datetime(2026, 5, 31, tzinfo=UTC))
    create_with(workspace, plan_of({"Petani": 100}, ENOUGH))
    for row in FIRST_QUARTER:
        book_row(workspace, row)
    return workspace


def test_money_that_is_short_comes_first_and_leads_to_the_accounts() -> None:
    """20.160.000 for 20.159.999: December has 100 people and lacks one rupiah."""
    plan = plan_of({"Petani": 100}, allotted(12_000_000, 8_159_999))
    first = alerts(answer(plan, Question(axes=(Axis.MONTH,))))[0]
    assert (first.code, first.severity, first.spot) == ("uang_kurang", Severity.ERROR, Spot.ACCOUNTS)
    assert first.message == "TA 2026 kurang mulai Des 2026: 1 orang, Rp1"
    assert "uang_kurang" not in found(plan_of({"Petani": 100}, ENOUGH))


def test_an_account_that_is_short_in_a_year_that_has_enough_is_named() -> None:
    plan = plan_of({"Petani": 100}, allotted(13_000_000, 8_159_999))
    assert told(plan, "uang_kurang")[1] == "Rekening JKM TA 2026 kurang mulai Des 2026: 1 orang, Rp1"


def test_what_fell_due_unpaid_and_months_without_payment_are_told(booked: Workspace) -> None:
    """Due by the end of May: 680.000 of February, 1.512.000 of March. Nothing was paid in April, when the
    plan pays 1.680.000 for March; May is not over."""
    plan = read_plan(booked)
    beside = read_beside(booked, plan)
    late = (Severity.ERROR, "Tunggakan Rp2.192.000, 2 bulan sejak Feb 2026", Spot.ARREARS)
    assert told(plan, "tunggakan", beside) == late
    unpaid = "Rencana Rp1.680.000 lewat tanpa pembayaran: Apr 2026"
    assert told(plan, "bulan_belum_dibayar", beside) == (Severity.WARNING, unpaid, Spot.REALISATION)


def test_who_books_nothing_is_not_reproached() -> None:
    nothing = found(plan_of({"Petani": 100}, ENOUGH), Beside(MAY))
    assert not {"tunggakan", "bulan_belum_dibayar", "bulan_belum_disegel", "pasangan_mirip"} & set(nothing)


def test_undecided_pairs_and_those_between_two_sources_are_counted() -> None:
    """3 pairs between groups of PAD and CSR, 2 within one group, 1 between groups of one source."""
    plan = plan_of({"Petani": 10, "Nelayan": 10, "Buruh": 10}, ENOUGH)
    sources = {"Petani": "PAD", "Nelayan": "CSR", "Buruh": "pad"}
    plan = replace(plan, tariffs=tuple(replace(t, funding=sources[t.group]) for t in plan.tariffs))
    pairs = (("Nelayan", "Petani", 3), ("Petani", "Petani", 2), ("Buruh", "Petani", 1))
    beside = Beside(MAY, pairs=pairs)
    twins = "6 pasangan mungkin satu orang, belum diputuskan"
    assert told(plan, "pasangan_mirip", beside) == (Severity.WARNING, twins, Spot.TWINS)
    twice = "3 pasangan mungkin dibayar dari dua sumber dana"
    assert told(plan, "dana_ganda", beside) == (Severity.WARNING, twice, Spot.TWINS)


def test_past_months_of_a_list_wait_for_their_seal_and_a_broken_one_is_an_error() -> None:
    """Listed people, seen in May: January is sealed, February to April are not."""
    listed = RosterCounts().plus(
        [(RosterStratum("Petani", "", "", None), YEAR.first.index, 5, 0)], {"petani": YEAR.last}
    )
    plan = replace(plan_of({"Petani": 100}, ENOUGH), roster=listed)
    beside = Beside(MAY, seals=((YEAR.first, True),))
    said = "Bulan yang lewat belum disegel: 3 bulan sejak Feb 2026"
    assert told(plan, "bulan_belum_disegel", beside) == (Severity.WARNING, said, Spot.SEALS)
    broken = told(plan, "segel_rusak", Beside(MAY, seals=((YEAR.first, False),)))
    assert broken == (Severity.ERROR, "Isi segel tidak cocok dengan sidiknya: Jan 2026", Spot.SEALS)


@pytest.mark.parametrize(("until", "is_told"), [(4, False), (5, True), (8, True), (9, False)])
def test_a_decree_that_ends_within_three_months_is_to_be_renewed(until: int, is_told: bool) -> None:
    plan = plan_of({"Petani": 100}, ENOUGH)
    plan = replace(plan, groups=(replace(plan.groups[0], decree_until=Month(2026, until)),))
    assert ("sk_akan_berakhir" in found(plan, Beside(MAY))) is is_told


def test_contradicting_coverage_and_blank_forms_are_told() -> None:
    plan = plan_of({"Petani": 100}, ENOUGH)
    plan = replace(
        plan, allocations=tuple(replace(a, sub_activity="2.07.05.2.02.0005") for a in plan.allocations)
    )
    severity, message, spot = told(plan, "cakupan_bertentangan", Beside(MAY, coverage=PUBLISHED))
    assert (severity, spot) == (Severity.WARNING, Spot.COVERAGE)
    assert "35,68 %" in message
    blank = "Isi formulir: sub kegiatan 2.07.05.2.02.0005 belum diisi"
    assert told(plan, "formulir_belum_lengkap") == (Severity.INFO, blank, Spot.FORMS)
    assert told(plan, "formulir_tanpa_pejabat")[2] is Spot.FORMS


def test_cautions_of_one_kind_are_one_alert_and_lead_to_where_they_are_dealt_with() -> None:
    """JKK and JKM each lack money: one alert that counts both."""
    plan = plan_of({"Petani": 100}, allotted(1, 1))
    severity, message, spot = told(plan, "pagu_program_kurang")
    assert (severity, spot) == (Severity.WARNING, Spot.ACCOUNTS)
    assert message.startswith("TA 2026: Biaya JKK Rp12.000.000") and message.endswith("(dan 1 lagi)")
    assert told(plan, "jebakan_akhir_tahun")[2] is Spot.CAUTIONS


def test_what_is_stored_beside_the_plan_is_read_at_once(booked: Workspace) -> None:
    """A sealed month; two pairs of twins, one of them between two groups."""
    plan = plan_of({"Petani": 100, "Nelayan": 1}, ENOUGH)
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    editing.replace_plan(booked, replace(plan, groups=groups), "Daftar orang")
    with transaction(booked) as work:
        batch = work.batch("import", "daftar.csv")
        names = ["Petani", "Petani", "Nelayan"]
        ids = batch.add([member(n, group=name) for n, name in enumerate(names, start=1)])
        change = batch.close()
        alike = [(ids[0], ids[1], 93, ("nama mirip",)), (ids[0], ids[2], 91, ("nama mirip",))]
        work.twins.add(batch.number, alike)
        work.note([change], "Impor daftar", 0)
        work.commit()
    sealing.seal_month(booked, MAY)
    beside = read_beside(booked, read_plan(booked))
    assert beside.now == MAY
    assert beside.seals == ((MAY, True),)
    assert sorted((sorted(pair[:2]), pair[2]) for pair in beside.pairs) == [
        (["Nelayan", "Petani"], 1),
        (["Petani", "Petani"], 1),
    ]
    assert len(beside.book.payments) == 4
