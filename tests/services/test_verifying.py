"""A council workbook that came back: genuine, changed inputs or changed results, with every changed cell."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from typed_cells import opened, typed

from budget.errors import BadEntry, FileError, NotFound
from budget.period import Month
from budget.plan import HeadCount, Scenario
from budget.plan.payments import Payment
from budget.services import booking, editing, origins, verifying, versions
from budget.services.council import council_report
from budget.services.exporting import export_council
from budget.services.verifying import Figure, Verdict, Verification
from budget.services.workspace import Workspace, read_plan
from budget.workbook.council.comparing import Change, ChangeKind
from budget.workbook.council.found import read_book

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
INPUTS = "Asumsi dan Dasar Hukum"


@pytest.fixture
def sari(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: NOON)


def changed(path: Path, **cells: object) -> Path:
    """A copy with other constants in cells, named ``Sheet__A1``, whose formulas keep their values."""
    places = {tuple(place.split("__")): value for place, value in cells.items()}
    in_sheets = {(TITLES[title], address): value for (title, address), value in places.items()}
    return typed(path, path.with_name("diubah.xlsx"), in_sheets)


TITLES = {
    "ringkasan": "Ringkasan",
    "asumsi": INPUTS,
    "kontrol": "Kontrol",
    "bulan": "Biaya per Bulan",
    "halaman": "Satu Halaman",
}


def rows_of(path: Path, title: str) -> dict[object, int]:
    """The row of a sheet by what stands in its first column."""
    cells = dict(read_book(path).content)[title]
    return {cells[a].value: int(a[1:]) for a in cells if a[0] == "A" and a[1:].isdecimal()}


def said(found: Verification) -> list[tuple[str, ChangeKind, str, str]]:
    return [(c.where, c.kind, c.exported, c.present) for c in found.changes]


def test_what_was_exported_is_genuine(sari: Workspace, exported: Path) -> None:
    found = verifying.verify(sari, exported)
    assert (found.verdict, found.changes, found.notes) == (Verdict.GENUINE, (), ())
    assert (found.origin, found.made_on.isoformat()) == ("rencana sekarang", "2026-11-02")
    assert (found.alone.is_intact, found.alone.differences) == (True, ())
    assert found.figures[0] == Figure("biaya_total", 10_016_200_800, 10_016_200_800, 10_016_200_800)


def test_a_report_of_a_version_is_genuine_whatever_became_of_the_plan(
    sari: Workspace, tmp_path: Path
) -> None:
    frozen = versions.freeze(sari, "RAPBD 2023")
    out = export_council(sari, tmp_path / "versi.xlsx", version="rapbd 2023")
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    found = verifying.verify(sari, out)
    assert (found.verdict, found.origin, found.digest) == (Verdict.GENUINE, "versi RAPBD 2023", frozen.digest)
    assert found.version == "RAPBD 2023"


def test_a_report_of_the_plan_is_found_in_the_version_that_froze_it_later(
    sari: Workspace, exported: Path
) -> None:
    versions.freeze(sari, "RAPBD 2023")
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    found = verifying.verify(sari, exported)
    assert (found.verdict, found.origin, found.version) == (Verdict.GENUINE, "versi RAPBD 2023", "")


def test_a_report_of_a_scenario_is_made_anew_from_it(sari: Workspace, tmp_path: Path) -> None:
    out = export_council(sari, tmp_path / "bpu.xlsx", "semua bpu")
    found = verifying.verify(sari, out)
    assert (found.verdict, found.scenario) == (Verdict.GENUINE, "Semua BPU")
    assert found.figures[0].exported == 20_774_342_400


def test_a_plan_that_only_gained_a_scenario_still_made_the_report(sari: Workspace, exported: Path) -> None:
    editing.put(sari, None, Scenario("Lain"))
    found = verifying.verify(sari, exported)
    assert (found.verdict, found.origin) == (Verdict.GENUINE, "rencana sekarang")
    assert found.notes == ("Rencana berubah sejak ekspor, tetapi masih memberi sel-sel yang sama.",)


def test_what_was_booked_since_the_export_is_told_from_what_was_typed_over(
    sari: Workspace, exported: Path
) -> None:
    booking.book_row(sari, Payment(5_000_000, "SPP 1", "SPM 1", "SP2D 1", date(2022, 2, 15)))
    found = verifying.verify(sari, exported)
    assert (found.verdict, found.origin) == (Verdict.GENUINE_FIGURES, "rencana sekarang")
    assert {change.kind for change in found.changes} == {ChangeKind.BACKGROUND}
    assert {change.where.partition("!")[0] for change in found.changes} <= {
        "Satu Halaman", "Tanya Jawab Banggar", "Tahun T-1 T T+1", "Kontrol",
    }  # fmt: skip
    assert "berubah sejak ekspor" in found.notes[0]
    typed_over = changed(exported, halaman__B6=1)
    assert verifying.verify(sari, typed_over).verdict is Verdict.CHANGED_RESULTS


def test_a_changed_input_with_the_old_results_is_no_honest_change(sari: Workspace, exported: Path) -> None:
    """17.000 become 17.500 and the workbook still says what 17.000 cost."""
    found = verifying.verify(sari, changed(exported, asumsi__C59=17_500))
    assert found.verdict is Verdict.CHANGED_RESULTS
    first = found.changes[0]
    assert first == Change(
        f"{INPUTS}!C59", ChangeKind.INPUT, "Orang Guru Ngaji, Januari 2022", "17000", "17500"
    )
    assert {c.kind for c in found.changes[1:]} == {ChangeKind.RESULT}
    total = found.figures[0]
    assert (total.exported, total.wanted, total.present) == (10_016_200_800, 10_085_050_800, 10_016_200_800)


def test_changed_inputs_without_values_are_changed_inputs(sari: Workspace, exported: Path) -> None:
    """openpyxl saves no values: nothing is typed over, and nothing says what it came to."""
    book = opened(exported)
    book[INPUTS]["C59"] = 17_500
    book.save(exported)
    found = verifying.verify(sari, exported)
    assert (found.verdict, len(found.changes)) == (Verdict.CHANGED_INPUTS, 1)
    assert "rumus tidak menyimpan nilai" in found.notes[0]


def test_a_typed_over_result_a_text_and_a_note_are_each_named(sari: Workspace, exported: Path) -> None:
    path = changed(
        exported, ringkasan__B6=9_999, ringkasan__A6="Plafon", ringkasan__F2="catatan", kontrol__B6=1
    )
    found = verifying.verify(sari, path)
    assert found.verdict is Verdict.CHANGED_RESULTS
    assert said(found) == [
        ("Ringkasan!A6", ChangeKind.TEXT, "Pagu", "Plafon"),
        ("Ringkasan!B6", ChangeKind.FORMULA, "=ASUMSIDANDASARHUKUM!L53 (7200000000)", "9999"),
        ("Ringkasan!F2", ChangeKind.ADDED, "", "catatan"),
        ("Kontrol!B6", ChangeKind.CONSTANT, "574808400", "1"),
    ]
    assert found.changes[3].what == "Januari 2022: jumlah = JKK + JKM"


def test_a_typed_over_value_that_is_right_is_still_no_formula(sari: Workspace, exported: Path) -> None:
    found = verifying.verify(sari, changed(exported, ringkasan__B6=7_200_000_000))
    assert [c.kind for c in found.changes] == [ChangeKind.FORMULA]


def test_hidden_rows_and_sheets_and_other_sheets_are_named(sari: Workspace, exported: Path) -> None:
    book = opened(exported)
    book["Ringkasan"].row_dimensions[9].hidden = True
    book["Biaya per Bulan"].column_dimensions["C"].hidden = True
    book["Kontrol"].sheet_state = "hidden"
    book.create_sheet("Lain")
    del book["Pagu per Rekening"]
    book.save(exported)
    found = verifying.verify(sari, exported)
    assert found.verdict is Verdict.CHANGED_RESULTS
    assert {(c.where, c.kind) for c in found.changes} == {
        ("Pagu per Rekening", ChangeKind.SHEET_REMOVED),
        ("Ringkasan!9", ChangeKind.HIDDEN),
        ("Biaya per Bulan!C:C", ChangeKind.HIDDEN),
        ("Kontrol", ChangeKind.HIDDEN),
        ("Lain", ChangeKind.SHEET_ADDED),
    }


def test_a_forged_fingerprint_is_the_changed_cell_it_is(sari: Workspace, exported: Path) -> None:
    """Its day and its digest of cells were changed; the plan of now is found by its own digest."""
    rows = rows_of(exported, "Kontrol")
    cells = {
        f"kontrol__B{rows['Dibuat']}": "2025-01-01",
        f"kontrol__B{rows['Sidik sel (SHA-256)']}": "0" * 64,
    }
    found = verifying.verify(sari, changed(exported, **cells))
    assert found.verdict is Verdict.CHANGED_RESULTS
    assert found.alone.is_intact is False
    assert f"Kontrol!B{rows['Sidik sel (SHA-256)']}" in {c.where for c in found.changes}
    assert "Ringkasan!A2" in {c.where for c in found.changes}


def test_a_report_of_another_plan_can_only_be_asked_itself(sari: Workspace, exported: Path) -> None:
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    found = verifying.verify(sari, exported)
    assert (found.verdict, found.origin, found.changes) == (Verdict.UNKNOWN, "", ())
    assert found.alone.is_intact
    assert "bukan asal laporan" in found.notes[0]
    assert "tidak membuktikan asalnya" in found.notes[1]
    row = rows_of(exported, "Ringkasan")["Kontrol dalam buku ini"]
    again = verifying.verify(sari, changed(exported, ringkasan__B6=1, **{f"ringkasan__B{row}": 5}))
    assert (again.verdict, again.alone.is_intact) == (Verdict.UNKNOWN, False)
    assert again.alone.differences == (f"Ringkasan!B{row} = 5",)


def test_a_digest_of_nothing_is_unknown(sari: Workspace, exported: Path) -> None:
    digest = f"kontrol__B{rows_of(exported, 'Kontrol')['Sidik isi (SHA-256)']}"
    found = verifying.verify(sari, changed(exported, **{digest: "f" * 64}))
    assert found.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("title", ["Kontrol", None])
def test_a_workbook_without_a_fingerprint_is_none_of_ours(
    title: str | None, sari: Workspace, exported: Path
) -> None:
    book = opened(exported) if title else Workbook()
    if title:
        del book[title]
    book.save(exported)
    with pytest.raises(FileError, match="tidak memuat sidik laporan pagu"):
        verifying.verify(sari, exported)


def test_the_maker_of_a_report_is_found_by_the_number_in_its_footer(sari: Workspace) -> None:
    number = council_report(sari).source.report_id
    assert origins.find_maker(sari, number) == origins.Maker((), "")
    frozen = versions.freeze(sari, "RAPBD 2023")
    assert frozen.digest.startswith(number)
    of_scenario = council_report(sari, "Semua BPU").source.report_id
    assert origins.find_maker(sari, of_scenario).scenario == "Semua BPU"
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    assert origins.find_maker(sari, number.upper()) == origins.Maker((frozen,), None)
    assert origins.find_maker(sari, "0" * 12) == origins.Maker((), None)


@pytest.mark.parametrize("number", ["", "12", "g" * 12, "0" * 65, "abc def"])
def test_what_is_no_number_of_a_report_is_said(number: str, sari: Workspace) -> None:
    with pytest.raises(BadEntry, match="heksadesimal"):
        origins.find_maker(sari, number)


def test_a_version_that_is_not_there_is_not_exported(sari: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Tidak ada versi"):
        export_council(sari, tmp_path / "x.xlsx", version="RAPBD")


def test_a_scenario_that_names_a_version_is_that_version(sari: Workspace) -> None:
    versions.freeze(sari, "RAPBD 2023", scenario="Semua BPU")
    found = council_report(sari, "versi:rapbd 2023")
    assert (found.source.version, found.source.scenario) == ("RAPBD 2023", "Semua BPU")
    assert found.projection.total == 20_774_342_400
    assert found.made_on == NOON.date()


def test_the_digest_of_a_report_is_that_of_the_frozen_plan(sari: Workspace) -> None:
    report = council_report(sari)
    assert versions.freeze(sari, "RAPBD 2023").digest == report.source.digest
    assert read_plan(sari) == report.projection.plan


def test_two_exports_at_the_same_time_are_the_same_bytes(sari: Workspace, tmp_path: Path) -> None:
    one, other = (export_council(sari, tmp_path / f"{n}.xlsx").read_bytes() for n in (1, 2))
    assert one == other
    later = replace(sari, clock=lambda: datetime(2026, 11, 3, tzinfo=UTC))
    assert export_council(later, tmp_path / "3.xlsx").read_bytes() != one
