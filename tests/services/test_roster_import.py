"""Rosters in: what each row becomes, what is stored, and that nothing is ever half there."""

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bandung import bandung
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_people import member, plan_of_the_faulty_lists
from stored import stored
from typed_cells import opened

from budget.errors import Cancelled, Sealed
from budget.period import Month
from budget.plan import HeadSource, Plan
from budget.resources import shipped
from budget.roster import readings
from budget.roster.member import RosterField
from budget.roster.report import RosterReport
from budget.roster.rules import Given
from budget.roster.search import PeopleFilter
from budget.services import people, projecting, rosters
from budget.services.history import history, redo, undo
from budget.services.rosters import RosterOptions, import_roster
from budget.services.sealing import seal_month, sealed_months
from budget.services.workspace import Workspace, read_plan

JANUARY = Month(2022, 1)
HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "L/P", "Kelompok", "Desa", "Kecamatan", "Mulai", "Selesai")


def on_roster(*groups: str) -> Plan:
    plan = bandung()
    listed = tuple(replace(g, source=HeadSource.ROSTER) if g.name in groups else g for g in plan.groups)
    return replace(plan, groups=listed)


@pytest.fixture
def linmas(tmp_path: Path) -> Workspace:
    """The sample regency whose Linmas come from the roster."""
    return stored(tmp_path, on_roster("Linmas"))


def row(number: int, first: str = "2022-01", last: str = "", group: str = "Linmas", desa: str = "Cinunuk",
        nik: str = "", name: str = "") -> tuple[str, ...]:  # fmt: skip
    person = member(number)
    return (nik or str(person.nik), name or f"Warga {'ABCDEFGHIJKLMNOPQRST'[number]}", "12-05-1980", "L",
            group, desa, "Cileunyi", first, last)  # fmt: skip


def write(path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def counted(report: RosterReport) -> tuple[int, int, int, int]:
    return report.read, report.accepted, report.rejected, report.duplicates


def codes(report: RosterReport) -> dict[str, int]:
    return {count.code: count.rows for count in report.counts}


def stored_people(workspace: Workspace) -> int:
    return len(people.find(workspace, PeopleFilter()))


def total(workspace: Workspace) -> int:
    return projecting.project(workspace, projecting.Question()).total


# Rows and reports


@pytest.mark.parametrize("number", range(4))
def test_the_faulty_lists_give_exactly_the_report_written_beside_them(tmp_path: Path, number: int) -> None:
    expected = json.loads(shipped("sample_data", "daftar-cacat.json").read_text(encoding="utf-8"))
    wanted = expected["imports"][number]
    here = stored(tmp_path, plan_of_the_faulty_lists())
    for name in wanted["stored"]:
        import_roster(here, [shipped("sample_data", name)])
    report = import_roster(here, [shipped("sample_data", name) for name in wanted["files"]])
    assert counted(report) == tuple(wanted[k] for k in ("read", "accepted", "rejected", "duplicates"))
    assert report.skipped == wanted["skipped"]
    assert codes(report) == {code: each["count"] for code, each in wanted["by_code"].items()}
    rows: dict[str, dict[str, list[int]]] = {}
    for problem in report.problems:
        label, _, at = problem.where.rpartition(" baris ")
        rows.setdefault(problem.code, {}).setdefault(label, []).append(int(at))
    found = {code: {label: sorted(at) for label, at in labels.items()} for code, labels in rows.items()}
    assert found == {code: each["rows"] for code, each in wanted["by_code"].items()}


@pytest.mark.parametrize("month", [None, JANUARY])
def test_a_list_that_another_process_reads_gives_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, month: Month | None
) -> None:
    found = []
    for folder in (tmp_path / "di sini", tmp_path / "di samping"):
        folder.mkdir()
        here = stored(folder, on_roster("Linmas"))
        rows = [row(1), row(2), row(1), row(3, nik="123"), (), row(4, name="=1+1"), row(5, last="2022-03")]
        options = RosterOptions(month=month, rejects=folder / "ditolak.xlsx")
        report = import_roster(here, [write(folder / "linmas.csv", rows)], options)
        assert report.written
        found.append((replace(report, rejects_file=None), people.find(here, PeopleFilter()), history(here)))
        monkeypatch.setattr(rosters, "_LONG", 0)
    assert found[0] == found[1]


def test_where_the_other_process_vanishes_nothing_is_stored(
    linmas: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "_LONG", 0)
    monkeypatch.setattr(readings, "_READER", (sys.executable, "-c", ""))
    report = import_roster(linmas, [write(tmp_path / "linmas.csv", [row(1)])])
    assert report.problems[0].message.startswith("Pembaca daftar berhenti sebelum selesai.")
    assert (report.written, stored_people(linmas), len(history(linmas))) == (False, 0, 1)


def test_a_dry_run_reports_the_same_and_stores_nothing(linmas: Workspace, tmp_path: Path) -> None:
    source = write(tmp_path / "linmas.csv", [row(1), row(2), row(1), row(3, nik="123")])
    before = total(linmas)
    foreseen = import_roster(linmas, [source], dry_run=True)
    assert counted(foreseen) == (4, 2, 1, 1)
    assert (stored_people(linmas), total(linmas), foreseen.written) == (0, before, False)
    done = import_roster(linmas, [source])
    assert replace(done, written=False) == foreseen
    # Two people at 8.100 in 17 months; nobody else of Linmas is on a list.
    assert (done.effect_rupiah, total(linmas) - before) == (275_400, 275_400)


def test_importing_the_same_file_twice_changes_nothing(linmas: Workspace, tmp_path: Path) -> None:
    source = write(tmp_path / "linmas.csv", [row(1), row(2)])
    import_roster(linmas, [source])
    entries = history(linmas)
    again = import_roster(linmas, [source])
    assert (counted(again), codes(again)) == ((2, 0, 0, 2), {"sudah_tersimpan": 2})
    assert (again.written, history(linmas), stored_people(linmas)) == (False, entries, 2)


def test_undo_takes_a_whole_import_back_and_redo_brings_it(linmas: Workspace, tmp_path: Path) -> None:
    before = total(linmas)
    import_roster(linmas, [write(tmp_path / "linmas.csv", [row(n) for n in range(1, 10)])])
    after = total(linmas)
    assert undo(linmas).effect_rupiah == before - after
    assert (stored_people(linmas), total(linmas)) == (0, before)
    redo(linmas)
    assert (stored_people(linmas), total(linmas)) == (9, after)


def test_the_same_nik_is_paid_once_and_the_rupiah_at_risk_are_named(
    linmas: Workspace, tmp_path: Path
) -> None:
    first = write(tmp_path / "a.csv", [row(1, last="2022-06"), row(2), row(1, first="2022-07")])
    second = write(tmp_path / "b.csv", [row(1, first="2022-06", last="2022-08"), row(2, group="Ketua RT")])
    report = import_roster(linmas, [first, second])
    assert counted(report) == (5, 3, 0, 2)
    risk = {c.code: c.rupiah for c in report.counts if c.rupiah}
    # June, and July and August, of which June is met first; all 17 months.
    assert risk == {"ganda_antar_berkas": 8_100, "ganda_antar_kelompok": 17 * 8_100}
    assert "a.csv baris 2" in next(p.message for p in report.problems if p.code == "ganda_antar_berkas")


def test_rejected_rows_corrected_import_again(linmas: Workspace, tmp_path: Path) -> None:

    bad = row(2, nik="3204901205800")
    source = write(tmp_path / "linmas.csv", [row(1), bad, row(3, group="Limnas")])
    rejects = tmp_path / "tolak.xlsx"
    report = import_roster(linmas, [source], RosterOptions(rejects=rejects))
    assert (counted(report), report.rejects_file) == ((3, 1, 2, 0), rejects)
    book = opened(rejects)
    sheet = book.active
    assert sheet is not None
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    titles = [str(title) for title in lines[0]]
    assert titles[:9] == list(HEADINGS)
    assert lines[1][titles.index("Alasan")] == "NIK tidak 16 angka."
    sheet.cell(2, 1).value = str(member(2).nik)
    sheet.cell(3, titles.index("Kelompok") + 1).value = "Linmas"
    book.save(rejects)
    again = import_roster(linmas, [rejects])
    assert (counted(again), stored_people(linmas)) == ((2, 2, 0, 0), 3)


def test_without_rejected_rows_no_workbook_is_written(linmas: Workspace, tmp_path: Path) -> None:
    source = write(tmp_path / "linmas.csv", [row(1)])
    report = import_roster(linmas, [source], RosterOptions(rejects=tmp_path / "tolak.xlsx"))
    assert report.rejects_file is None
    assert not (tmp_path / "tolak.xlsx").exists()


def test_an_unclear_column_is_asked_for_and_the_answer_remembered(linmas: Workspace, tmp_path: Path) -> None:
    headings = ("Nomor Induk", "Nama", "Kelompok", "Mulai")
    rows = [(str(member(n).nik), "Asep", "Linmas", "2022-01") for n in (1, 2)]
    report = import_roster(linmas, [write(tmp_path / "a.csv", rows, headings)])
    assert (report.blocked, report.written, counted(report)) == (True, False, (2, 0, 2, 0))
    assert RosterField.NIK in report.unclear[0].missing
    said = RosterOptions(mapping={"Nomor Induk": RosterField.NIK})
    assert import_roster(linmas, [tmp_path / "a.csv"], said).accepted == 2
    more = [(str(member(n).nik), "Asep", "Linmas", "2022-01") for n in (3, 4)]
    assert import_roster(linmas, [write(tmp_path / "b.csv", more, headings)]).accepted == 2


def test_one_unreadable_file_and_nothing_is_stored(linmas: Workspace, tmp_path: Path) -> None:
    good = write(tmp_path / "a.csv", [row(1)])
    (tmp_path / "b.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    report = import_roster(linmas, [good, tmp_path / "b.xlsx"])
    assert (report.accepted, report.written, stored_people(linmas)) == (1, False, 0)
    assert [p.where for p in report.problems] == ["b.xlsx"]


def test_a_cancelled_import_stores_nothing(linmas: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Dibatalkan.")

    with pytest.raises(Cancelled):
        import_roster(linmas, [write(tmp_path / "a.csv", [row(1)])], progress=stop)
    assert stored_people(linmas) == 0


CELL = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.dates(),
    st.sampled_from([*row(1), "NIK", "Nama", "Kelompok", "Mulai", "=1+1", "[/] x"]),
)


@given(table=st.lists(st.lists(CELL, max_size=6), max_size=15), with_headings=st.booleans())
@settings(
    max_examples=examples(20, 200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_row_of_any_table_is_accounted_for(
    linmas: Workspace, tmp_path: Path, table: list[list[object]], with_headings: bool
) -> None:
    path = tmp_path / "apa saja.csv"
    rows = [["" if cell is None else str(cell) for cell in line] for line in table]
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([HEADINGS[:6], *rows] if with_headings else rows)
    report = import_roster(
        linmas, [path], RosterOptions(given=Given(first=JANUARY), rejects=tmp_path / "t.xlsx"), dry_run=True
    )
    assert report.read == report.accepted + report.rejected + report.duplicates


# The whole list of a month


def test_the_list_of_a_month_tells_who_joined_left_and_changed(linmas: Workspace, tmp_path: Path) -> None:
    import_roster(linmas, [write(tmp_path / "a.csv", [row(1), row(2), row(3)])])
    july = write(tmp_path / "b.csv", [row(1), row(2, desa="Cibiru Wetan"), row(4, first="2022-07")])
    report = import_roster(linmas, [july], RosterOptions(month=Month(2022, 7)))
    assert report.month is not None
    found = report.month
    assert (found.joined, found.left, found.changed, found.unchanged) == (1, 1, 1, 1)
    shown = people.rows(linmas, people.find(linmas, PeopleFilter()))
    stays = sorted((p.name, p.village, str(p.first), str(p.last)) for p in shown)
    assert stays == [
        ("Warga B", "Cinunuk", "2022-01", "None"),
        ("Warga C", "Cibiru Wetan", "2022-07", "None"),
        ("Warga C", "Cinunuk", "2022-01", "2022-06"),
        ("Warga D", "Cinunuk", "2022-01", "2022-06"),
        ("Warga E", "Cinunuk", "2022-07", "None"),
    ]
    again = import_roster(linmas, [july], RosterOptions(month=Month(2022, 7)))
    assert (again.written, again.month) == (False, replace(found, joined=0, left=0, changed=0, unchanged=3))


def test_nobody_leaves_because_a_row_is_rejected(linmas: Workspace, tmp_path: Path) -> None:
    import_roster(linmas, [write(tmp_path / "a.csv", [row(1), row(2)])])
    wrong = write(tmp_path / "b.csv", [row(1), row(2, first="tidak tahu")])
    report = import_roster(linmas, [wrong], RosterOptions(month=Month(2022, 7)))
    assert report.month is not None and report.month.left == 0


def test_an_unchanged_list_of_a_later_month_says_that_all_are_still_there(tmp_path: Path) -> None:
    plan = on_roster("Linmas")
    then_plan = (
        replace(g, source=HeadSource.ROSTER_THEN_PLAN) if g.name == "Linmas" else g for g in plan.groups
    )
    here = stored(tmp_path, replace(plan, groups=tuple(then_plan)))
    source = write(tmp_path / "a.csv", [row(1)])
    import_roster(here, [source], RosterOptions(month=JANUARY))
    report = import_roster(here, [source], RosterOptions(month=Month(2022, 3)))
    assert (report.written, read_plan(here).roster.known_until["linmas"]) == (True, Month(2022, 3))
    assert not import_roster(here, [source], RosterOptions(month=Month(2022, 3))).written


def test_nobody_leaves_while_somebody_in_the_list_cannot_be_told(linmas: Workspace, tmp_path: Path) -> None:
    import_roster(linmas, [write(tmp_path / "a.csv", [row(1), row(2)])])
    wrong = write(tmp_path / "b.csv", [row(1), row(2, nik="3,20E+15")])
    report = import_roster(linmas, [wrong], RosterOptions(month=Month(2022, 7)))
    assert report.month is not None and report.month.left == 0
    assert "keluar_ditunda" in [p.code for p in report.problems]


def test_who_entered_before_the_plan_is_covered_from_its_first_month(
    linmas: Workspace, tmp_path: Path
) -> None:
    report = import_roster(linmas, [write(tmp_path / "a.csv", [row(1, first="2015-07")])])
    assert (report.accepted, report.effect_rupiah) == (1, 17 * 8_100)


# Sealed months


def test_a_sealed_month_changes_only_by_a_correction_with_its_reason(
    linmas: Workspace, tmp_path: Path
) -> None:
    import_roster(linmas, [write(tmp_path / "a.csv", [row(1)])])
    seal_month(linmas, JANUARY)
    late = write(tmp_path / "b.csv", [row(2)])
    with pytest.raises(Sealed, match=r"Januari 2022 \(\+Rp8\.100\)"):
        import_roster(linmas, [late])
    assert stored_people(linmas) == 1
    assert "bulan_tersegel" in [p.code for p in import_roster(linmas, [late], dry_run=True).problems]
    import_roster(linmas, [late], RosterOptions(reason="Terlambat didaftarkan"))
    (month,) = sealed_months(linmas)
    assert (month.corrected, month.agrees, month.seal.intact) == (8_100, True, True)
    assert {(c.group, c.programme, c.heads, c.cost) for c in month.corrections} == {
        ("Linmas", "JKK", 1, 3_600),
        ("Linmas", "JKM", 1, 4_500),
    }
    undo(linmas)
    (month,) = sealed_months(linmas)
    assert (month.corrections, month.agrees) == ((), True)


def test_a_later_month_can_change_freely(linmas: Workspace, tmp_path: Path) -> None:
    seal_month(linmas, JANUARY)
    import_roster(linmas, [write(tmp_path / "b.csv", [row(2, first="2022-02")])])
    (month,) = sealed_months(linmas)
    assert (month.corrections, month.agrees) == ((), True)


def test_what_was_done_before_a_seal_cannot_be_undone_after_it(linmas: Workspace, tmp_path: Path) -> None:
    import_roster(linmas, [write(tmp_path / "a.csv", [row(1)])])
    seal_month(linmas, JANUARY)
    undo(linmas)
    assert sealed_months(linmas) == []
    redo(linmas)
    (month,) = sealed_months(linmas)
    assert month.agrees


def test_a_tariff_of_a_sealed_month_needs_a_reason_too(linmas: Workspace) -> None:
    from budget.services.editing import remove

    seal_month(linmas, JANUARY)
    plan = read_plan(linmas)
    count = next(c for c in plan.head_counts if c.group == "Ketua RT")
    with pytest.raises(Sealed):
        remove(linmas, count)
    remove(linmas, count, reason="Ganda dengan pemerintah desa")
    (month,) = sealed_months(linmas)
    assert (month.corrected, month.agrees) == (-17_567 * 8_100, True)


KILLED = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from budget.services.rosters import import_roster
from budget.services.workspace import Workspace

def die(done, total, what):
    if done >= 20_000:
        os.kill(os.getpid(), signal.SIGKILL)

here = Workspace(sys.argv[1], "sari", lambda: datetime(2026, 11, 2, tzinfo=UTC))
import_roster(here, [Path(sys.argv[2])], progress=die)
"""


def test_killed_in_the_middle_nothing_is_half_there(linmas: Workspace, tmp_path: Path) -> None:
    rows = [row(1, nik=str(member(1).nik + n), name="Asep") for n in range(1, 9_000)]
    more = [row(1, nik=str(member(1, born=date(1981, 5, day)).nik), name="Asep") for day in range(1, 29)]
    source = write(tmp_path / "linmas.csv", [*rows, *rows, *rows, *more])
    done = subprocess.run([sys.executable, "-c", KILLED, linmas.target, source], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (stored_people(linmas), len(history(linmas))) == (0, 1)
    assert import_roster(linmas, [source]).accepted == 8_999
