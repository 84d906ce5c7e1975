"""Rosters over time: lists, months, edits, seals and undo in any order, and nobody is paid twice or lost."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bandung import bandung
from effort import examples
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from named_checks import is_as_recorded
from places import beside, door
from roster_people import member
from stored import stored

from budget.errors import BadEntry, Conflict, NotFound, PlanError, Sealed
from budget.period import Month
from budget.plan import HeadSource, Plan
from budget.plan.roster import RosterCounts
from budget.roster.member import Mark, RosterField
from budget.roster.report import MonthChange, RosterReport
from budget.roster.search import PeopleFilter
from budget.services import editing, membership, people, projecting
from budget.services.history import redo, undo
from budget.services.membership import PersonEdit
from budget.services.rosters import RosterOptions, import_roster
from budget.services.sealing import seal_month, sealed_months
from budget.services.workspace import Workspace, read_plan, transaction
from budget.store.counts import roster_recounted

JANUARY, MARCH, APRIL, JULY = Month(2022, 1), Month(2022, 3), Month(2022, 4), Month(2022, 7)
# So unlike each other that nobody takes two of them for one person.
NAMES = ("Ujang", "Bambang Wijaya", "Cecep", "Endang Suhendar", "Firmansyah", "Galih", "Yusuf")
HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "L/P", "Kelompok", "Desa", "Kecamatan", "Mulai", "Selesai")


def on_roster(source: HeadSource = HeadSource.ROSTER) -> Plan:
    """The sample regency whose Linmas and Ketua RW come from lists."""
    plan = bandung()
    groups = tuple(replace(g, source=source) if g.name in ("Linmas", "Ketua RW") else g for g in plan.groups)
    return replace(plan, groups=groups)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return stored(tmp_path, on_roster())


def line(number: int, first: str = "2022-01", last: str = "", group: str = "Linmas",
         village: str = "Cinunuk", nik: str = "") -> tuple[str, ...]:  # fmt: skip
    born = "12-05-1980"
    return nik or str(member(number).nik), NAMES[number], born, "L", group, village, "Cileunyi", first, last


def take(
    office: Workspace, *rows: Sequence[str], month: Month | None = None, reason: str = ""
) -> RosterReport:
    path = write(office, rows)
    foreseen = import_roster(office, [path], RosterOptions(month=month, reason=reason), dry_run=True)
    report = import_roster(office, [path], RosterOptions(month=month, reason=reason))
    assert replace(foreseen, written=report.written) == report
    return report


def write(office: Workspace, rows: Sequence[Sequence[str]]) -> Path:
    path = beside(office.target) / "daftar.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def stays(office: Workspace) -> list[tuple[str, str, str, str, str]]:
    """Name, group, village, first and last month of everybody in the roster."""
    shown = people.rows(office, people.find(office, PeopleFilter()))
    return sorted((p.name, p.group, p.village, str(p.first), str(p.last or "")) for p in shown)


def only(office: Workspace) -> int:
    (number,) = people.find(office, PeopleFilter())
    return number


def as_now(office: Workspace, number: int, **other: object) -> PersonEdit:
    (p,) = people.rows(office, [number])
    return replace(PersonEdit(p.name, p.group, p.kecamatan, p.village, p.wage_sen), **other)  # type: ignore[arg-type]


# The whole list of a month


def test_a_list_without_an_end_never_makes_a_known_stay_longer(office: Workspace) -> None:
    take(office, line(1, last="2022-06"))
    take(office, line(1, village="Cibiru Wetan"), month=MARCH)
    assert stays(office) == [
        ("Bambang Wijaya", "Linmas", "Cibiru Wetan", "2022-03", "2022-06"),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-02"),
    ]


def test_who_stands_twice_in_a_list_for_different_months_keeps_both_stays(office: Workspace) -> None:
    both = line(1, last="2022-03"), line(1, first="2022-04", village="Cibiru Wetan")
    take(office, *both, month=JANUARY)
    expected = stays(office)
    again = take(office, *both, month=JANUARY)
    assert (again.written, stays(office)) == (False, expected)
    assert expected == [
        ("Bambang Wijaya", "Linmas", "Cibiru Wetan", "2022-04", ""),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-03"),
    ]


def test_two_stays_of_a_list_take_the_place_of_one_that_was_known(office: Workspace) -> None:
    take(office, line(1))
    both = line(1, last="2022-06"), line(1, first="2022-07", group="Ketua RW")
    report = take(office, *both, month=APRIL)
    assert report.month == MonthChange(joined=0, left=0, changed=1, unchanged=0)
    assert stays(office) == [
        ("Bambang Wijaya", "Ketua RW", "Cinunuk", "2022-07", ""),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-03"),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-04", "2022-06"),
    ]
    assert not take(office, *both, month=APRIL).written


def test_a_stay_put_before_the_rest_of_a_known_one_cuts_it(office: Workspace) -> None:
    take(office, line(1, last="2022-06"))
    both = line(1, last="2022-03", village="Cimekar"), line(1, first="2022-04")
    take(office, *both, month=JANUARY)
    assert stays(office) == [
        ("Bambang Wijaya", "Linmas", "Cimekar", "2022-01", "2022-03"),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-04", "2022-06"),
    ]


def test_a_future_stay_in_a_list_is_stored_once_however_often_it_is_imported(office: Workspace) -> None:
    assert take(office, line(1, first="2022-03"), month=JANUARY).written
    assert not take(office, line(1, first="2022-03"), month=JANUARY).written
    assert stays(office) == [("Bambang Wijaya", "Linmas", "Cinunuk", "2022-03", "")]


def test_who_joins_before_a_known_stay_is_covered_until_it_begins(office: Workspace) -> None:
    take(office, line(1, first="2022-04", last="2022-06"))
    report = take(office, line(1), month=JANUARY)
    assert report.month == MonthChange(joined=1, left=0, changed=0, unchanged=0)
    assert stays(office) == [
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-03"),
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-04", "2022-06"),
    ]
    assert not take(office, line(1), month=JANUARY).written


def test_a_stay_that_ended_before_the_month_is_no_cover_in_it(office: Workspace) -> None:
    take(office, line(1))
    report = take(office, line(1, last="2022-03"), line(2, last="2022-02"), line(3), month=JULY)
    assert report.month == MonthChange(joined=1, left=1, changed=0, unchanged=0)
    assert stays(office) == [
        ("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-06"),
        ("Endang Suhendar", "Linmas", "Cinunuk", "2022-07", ""),
    ]


def test_a_known_end_before_a_stay_elsewhere_is_no_conflict(office: Workspace) -> None:
    take(office, line(1, last="2022-03"), line(1, first="2022-04", group="Ketua RW"))
    report = take(office, line(1), month=JANUARY)
    assert (report.duplicates, report.written) == (0, False)


# Persons


def test_ending_somebody_later_than_the_known_end_is_refused(office: Workspace) -> None:
    take(office, line(1, last="2022-03"))
    with pytest.raises(Conflict):
        membership.end(office, only(office), JULY)
    with pytest.raises(Conflict):
        membership.change(office, only(office), as_now(office, only(office), village="Cileunyi Kulon"), APRIL)
    assert stays(office) == [("Bambang Wijaya", "Linmas", "Cinunuk", "2022-01", "2022-03")]


def test_a_row_that_is_gone_is_not_changed_once_more(office: Workspace) -> None:
    take(office, line(1), line(2))
    first, _ = people.find(office, PeopleFilter())
    edit = as_now(office, first, village="Cibiru Wetan")
    membership.end(office, first, JANUARY)
    with pytest.raises(NotFound):
        membership.end(office, first, JANUARY)
    with pytest.raises(NotFound):
        membership.change(office, first, edit, MARCH)
    assert people.rows(office, [first]) == []
    assert stays(office) == [("Cecep", "Linmas", "Cinunuk", "2022-01", "")]


def test_a_pair_is_decided_only_while_both_are_in_the_roster(office: Workspace) -> None:
    take(office, line(1), line(2))
    pair = _pair(office)
    a, b = people.find(office, PeopleFilter())
    with pytest.raises(NotFound):
        membership.decide(office, pair, keep=b + 100)
    membership.end(office, a, JANUARY)
    assert list(people.find(office, PeopleFilter(likely_twin=True))) == []
    with pytest.raises(NotFound):
        membership.decide(office, pair, keep=b)
    assert len(stays(office)) == 1


def test_an_undecided_pair_stays_when_one_of_the_two_is_changed(office: Workspace) -> None:
    take(office, line(1), line(2))
    _pair(office)
    a, _ = people.find(office, PeopleFilter())
    membership.change(office, a, as_now(office, a, village="Cibiru Wetan"), MARCH)
    (pair,) = people.pairs(office)
    assert {pair.a.village, pair.b.village} == {"Cinunuk", "Cibiru Wetan"}
    undo(office)
    assert len(people.pairs(office)) == 1


def _pair(office: Workspace) -> int:
    """The two members as likely twins, whether or not they are alike."""
    with transaction(office) as work:
        a, b = work.people.numbers(PeopleFilter())
        work.twins.add(1, [(a, b, 91, ["nama mirip"])])
        work.commit()
    (pair,) = people.pairs(office)
    return pair.id


def test_a_village_that_is_filled_in_is_no_problem_any_more(office: Workspace) -> None:
    take(office, line(1, village=""))
    assert dict(people.problems(office).marks)[Mark.NO_VILLAGE] == 1
    membership.change(office, only(office), as_now(office, only(office), village="Cinunuk"), JANUARY)
    assert dict(people.problems(office).marks)[Mark.NO_VILLAGE] == 0


def test_a_person_keeps_a_name_and_a_wage_above_zero(office: Workspace) -> None:
    take(office, line(1))
    for wrong in ({"name": "  "}, {"name": "=1+1"}, {"wage_sen": -1}, {"village": "Cimekar " * 9_000}):
        with pytest.raises(BadEntry):
            membership.change(office, only(office), as_now(office, only(office), **wrong), MARCH)


def test_the_soonest_to_reach_the_age_limit_come_first_however_few_are_asked_for(office: Workspace) -> None:
    older, younger = member(1, born=date(1957, 3, 1)), member(2, born=date(1957, 9, 1))
    after = member(3, born=date(1958, 1, 1))
    with transaction(office) as work:
        writer = work.batch("import", "uji")
        writer.add([after, younger, older])
        work.note([writer.close()], "Uji", 0)
        work.commit()
    assert [str(a.month) for a in people.ageing(office, limit=1)] == ["2022-03"]
    last = read_plan(office).span.last
    expected = [m for m in (Month(2022, 3), Month(2022, 9), Month(2023, 1)) if m <= last]
    assert [a.month for a in people.ageing(office)] == expected
    assert people.problems(office).ageing == len(expected)
    (said,) = people.age_cautions(office, read_plan(office))
    assert said.code == "batas_usia"
    assert said.message.startswith(f"{len(expected)} orang dalam daftar mencapai usia 65 tahun")
    assert said in projecting.project(office, projecting.Question()).cautions
    assert people.age_cautions(office, bandung()) == []


# Sealed months


def test_leaving_after_a_sealed_month_needs_no_reason(office: Workspace) -> None:
    take(office, line(1), line(2), line(3))
    seal_month(office, JANUARY)
    take(office, line(1), line(2, village="Cibiru Wetan"), month=MARCH)
    membership.end(office, people.find(office, PeopleFilter())[0], JULY)
    (month,) = sealed_months(office)
    assert (month.corrections, month.agrees) == ((), True)


def test_a_dry_run_foresees_a_swap_of_persons_in_a_sealed_month(office: Workspace) -> None:
    """One leaves and another joins in the same group and village: no figure of January moves."""
    take(office, line(1, last="2022-01"))
    seal_month(office, JANUARY)
    path = write(office, [line(2, last="2022-01")])
    options = RosterOptions(month=JANUARY)
    told = import_roster(office, [path], options, dry_run=True)
    assert (told.effect_rupiah, [p.code for p in told.problems]) == (0, ["bulan_tersegel"])
    with pytest.raises(Sealed) as refusal:
        import_roster(office, [path], options)
    assert told.problems[0].message == str(refusal.value)
    assert "Januari 2022 (+Rp0)" in str(refusal.value)


def test_a_dry_run_foresees_people_whose_group_is_paid_by_the_plan(tmp_path: Path) -> None:
    """Nobody pays by this list yet, but its people are what was sealed."""
    office = stored(tmp_path, on_roster(HeadSource.PLAN))
    seal_month(office, JANUARY)
    path = write(office, [line(1)])
    (told,) = import_roster(office, [path], dry_run=True).problems
    with pytest.raises(Sealed) as refusal:
        import_roster(office, [path])
    assert told.message == str(refusal.value)


def test_a_dry_run_with_a_reason_foresees_nothing(office: Workspace) -> None:
    seal_month(office, JANUARY)
    options = RosterOptions(reason="Terlambat")
    assert import_roster(office, [write(office, [line(1)])], options, dry_run=True).problems == ()


def test_two_changes_of_persons_in_a_sealed_month_are_undone_one_after_the_other(office: Workspace) -> None:
    take(office, line(1, last="2022-01"), line(2, first="2022-02"))
    seal_month(office, JANUARY)
    for number in (3, 4):
        take(office, line(number, last="2022-01"), month=JANUARY, reason="Orang diganti")
    (month,) = sealed_months(office)
    assert [(c.group, c.heads) for c in month.corrections] == [("", 0), ("", 0)]
    undo(office)
    undo(office)
    assert sealed_months(office)[0].corrections == ()
    redo(office)
    assert len(sealed_months(office)[0].corrections) == 1


def test_a_seal_agrees_cell_by_cell_and_not_in_sum_only(office: Workspace) -> None:
    take(office, line(1), line(2, group="Ketua RW"))
    seal_month(office, JANUARY)
    _swap_villages(office)
    (month,) = sealed_months(office)
    assert (month.cost + month.corrected == month.counted, month.agrees) == (True, False)


def _swap_villages(office: Workspace) -> None:
    """As a hand at the file would, past every service."""

    with door(office.target) as connection:
        connection.execute("UPDATE stratum SET village = 'Cimekar' WHERE village = 'Cinunuk'")


# Layouts


def test_what_was_said_of_one_column_stays_when_another_is_explained(
    office: Workspace, tmp_path: Path
) -> None:
    def write(name: str, number: int) -> Path:
        path = tmp_path / name
        rows = [(str(member(number).nik), "Asep", "Linmas", "2022-01")]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("Nomor Induk", "Nama", "Satuan", "Mulai"), *rows])
        return path

    first = RosterOptions(mapping={"Nomor Induk": RosterField.NIK, "Satuan": RosterField.GROUP})
    assert import_roster(office, [write("a.csv", 1)], first).written
    again = RosterOptions(mapping={"Satuan": RosterField.GROUP})
    assert import_roster(office, [write("b.csv", 2)], again).written
    assert import_roster(office, [write("c.csv", 3)]).written


# Any sequence

PERSONS, MONTHS = 4, 8
VILLAGES = ("Cinunuk", "Cimekar")
ROW = st.tuples(
    st.integers(1, PERSONS),
    st.integers(0, MONTHS - 1),
    st.integers(0, 4),
    st.sampled_from(["Linmas", "Ketua RW"]),
    st.sampled_from(VILLAGES),
)
ROWS = st.lists(ROW, min_size=1, max_size=5)


class Histories(RuleBasedStateMachine):
    """Lists, lists of months, edits, seals, undo and redo, as officers may do them in any order."""

    @initialize(source=st.sampled_from([HeadSource.ROSTER, HeadSource.ROSTER_THEN_PLAN]))
    def begin(self, source: HeadSource) -> None:
        self.folder = TemporaryDirectory()
        self.office = stored(Path(self.folder.name), on_roster(source))
        self.rows: list[tuple[str, ...]] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(
        rows=ROWS,
        month=st.one_of(st.none(), st.integers(0, MONTHS - 1)),
        reason=st.sampled_from(["", "Telat"]),
    )
    def bring(self, rows: list[tuple[int, int, int, str, str]], month: int | None, reason: str) -> None:
        lines = [
            line(n, str(JANUARY.plus(at)), str(JANUARY.plus(at + long - 1)) if long else "", group, village)
            for n, at, long, group, village in rows
        ]
        whole = None if month is None else JANUARY.plus(month)
        told = bring(self.office, lines, whole, reason, dry_run=True).problems
        foreseen = [problem.message for problem in told if problem.code == Sealed.code]
        try:
            report = bring(self.office, lines, whole, reason)
        except Sealed as refusal:
            assert foreseen == [str(refusal)]
            return
        assert foreseen == []
        assert report.read == report.accepted + report.rejected + report.duplicates == len(rows)
        before = everything(self.office)
        again = bring(self.office, lines, whole, "")
        assert (again.written, everything(self.office)) == (False, before)

    @rule(of=st.integers(0, 9), month=st.integers(0, MONTHS), reason=st.sampled_from(["", "Telat"]))
    def end(self, of: int, month: int, reason: str) -> None:
        numbers = people.find(self.office, PeopleFilter())
        if numbers:
            with suppress(Conflict):
                membership.end(self.office, numbers[of % len(numbers)], JANUARY.plus(month), reason)

    @rule(of=st.integers(0, 9), month=st.integers(0, MONTHS), village=st.sampled_from(VILLAGES))
    def move(self, of: int, month: int, village: str) -> None:
        numbers = people.find(self.office, PeopleFilter())
        if numbers:
            number = numbers[of % len(numbers)]
            wanted = as_now(self.office, number, village=village)
            with suppress(Conflict):
                membership.change(self.office, number, wanted, JANUARY.plus(month), "Pindah")

    @rule(month=st.integers(0, 3))
    def seal(self, month: int) -> None:
        with suppress(Conflict):
            seal_month(self.office, JANUARY.plus(month))

    @rule(name=st.sampled_from(["Linmas", "Ketua RW"]))
    def delete_group(self, name: str) -> None:
        with suppress(NotFound, PlanError, Sealed):
            editing.remove(self.office, read_plan(self.office).group(name))

    @rule(back=st.booleans())
    def replay(self, back: bool) -> None:
        with suppress(NotFound, Sealed):
            (undo if back else redo)(self.office)

    @invariant()
    def all_is_well(self) -> None:
        if not hasattr(self, "office"):
            return
        with transaction(self.office, writes=False) as work:
            members = [m.member for m in work.people.members(work.people.numbers(PeopleFilter()))]
            kept, anew = work.plan().roster, roster_recounted(work._session)
            assert (kept.nets, set(by_stratum(kept))) == (anew.nets, set(by_stratum(anew)))
        covered = [(m.nik, at) for m in members for at in range(m.first, m.end or m.first + 40)]
        assert len(covered) == len(set(covered))
        assert all(month.agrees and month.seal.intact for month in sealed_months(self.office))
        assert is_as_recorded(self.office)


def by_stratum(counts: RosterCounts) -> list[tuple[object, int, int, int]]:
    columns = zip(counts.stratum, counts.month, counts.joined, counts.left, strict=True)
    return [(counts.strata[at], month, joined, left) for at, month, joined, left in columns]


def everything(office: Workspace) -> tuple[object, int]:
    return stays(office), projecting.project(office, projecting.Question()).total


def bring(
    office: Workspace, rows: Sequence[Sequence[str]], month: Month | None, reason: str, dry_run: bool = False
) -> RosterReport:
    return import_roster(office, [write(office, rows)], RosterOptions(month=month, reason=reason), dry_run)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=examples(6, 20),
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
