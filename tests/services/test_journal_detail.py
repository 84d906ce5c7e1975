"""An entry of the journal tells every row before and after, in words, and hides what is personal."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from roster_people import JANUARY, member

from budget.errors import NotFound
from budget.plan import HeadCount
from budget.plan.records import HeadSource
from budget.services import editing, history, membership, versions
from budget.services.journal_detail import EntryDetail, FieldChange, entry_detail, left_out
from budget.services.membership import PersonEdit
from budget.services.row_words import HIDDEN, LABELS, NOUNS, TITLES, Names, value_words
from budget.services.workspace import Workspace, read_plan, transaction
from budget.store.journal import _TABLES
from budget.store.version_tables import VersionRow

NOW = datetime(2023, 3, 1, tzinfo=UTC)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "Siti", lambda: NOW)


def newest(workspace: Workspace) -> EntryDetail:
    return entry_detail(workspace, history.history(workspace)[0].number)


def test_every_column_that_an_entry_may_hold_has_a_name() -> None:
    for table in (*_TABLES, VersionRow):
        name = str(table.__tablename__)
        assert name in NOUNS
        columns = set(table.model_fields)
        assert columns - HIDDEN <= set(LABELS), columns - HIDDEN - set(LABELS)
        assert set(TITLES.get(name, ())) <= columns


def test_an_edit_tells_the_fields_that_changed_before_and_after(workspace: Workspace) -> None:
    """17.000 guru ngaji become 16.000 at Rp8.100 for 17 months: Rp137.700.000 less."""
    plan = read_plan(workspace)
    count = next(c for c in plan.head_counts if c.group == "Guru Ngaji")
    editing.put(workspace, count, replace(count, heads=16_000))
    found = newest(workspace)
    (row,) = found.rows
    assert (row.verb, row.title) == ("Ubah", "jumlah orang Guru Ngaji · Januari 2022")
    assert row.fields == (FieldChange("Orang", "17.000", "16.000"),)
    assert found.entry.effect_rupiah == -137_700_000
    assert (found.undone_by, found.undoes) == (None, None)
    assert not left_out(found)


def test_a_deleted_group_tells_all_that_went_and_what_undid_it(workspace: Workspace) -> None:
    plan = read_plan(workspace)
    editing.remove(workspace, plan.group("Linmas"))
    number = history.history(workspace)[0].number
    undone = history.undo(workspace)
    found = entry_detail(workspace, number)
    assert {row.verb for row in found.rows} == {"Hapus"}
    assert "kelompok Linmas" in {row.title for row in found.rows}
    tariff = next(row for row in found.rows if row.title == "tarif Linmas · Januari 2022")
    told = {field.label: field.before for field in tariff.fields}
    assert told["Upah PU"] == "Rp1.500.000"
    assert told["Porsi APBD"] == "100 %"
    assert told["Segmen"] == "PU"
    assert found.entry.undone
    assert found.undone_by is not None
    assert found.undone_by.number == undone.number
    back = entry_detail(workspace, undone.number)
    assert back.undoes is not None
    assert back.undoes.number == number
    assert {row.verb for row in back.rows} == {"Tambah"}
    history.redo(workspace)
    assert entry_detail(workspace, number).undone_by is None


def test_an_edit_of_a_person_tells_before_and_after_without_personal_data(workspace: Workspace) -> None:
    linmas = read_plan(workspace).group("Linmas")
    editing.put(workspace, linmas, replace(linmas, source=HeadSource.ROSTER))
    with transaction(workspace) as work:
        batch = work.batch("import", "daftar.csv")
        ids = batch.add([member(1)._replace(phone="081234567890", mother="Siti"), member(2)])
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()
    imported = newest(workspace)
    assert [row.verb for row in imported.rows] == ["Ubah", "Tambah", "Tambah"]
    told = {field.label: field.after for field in imported.rows[1].fields}
    assert told["Telepon"] == "•••••890"
    assert told["Ibu kandung"] == "•••••"
    shown = "".join(row.title + "".join(f.before + f.after for f in row.fields) for row in imported.rows)
    assert str(member(1).nik) not in shown
    assert "Siti" not in shown
    wanted = PersonEdit("Budi Baru", "Linmas", "Cileunyi", "Cibiru Wetan", None)
    membership.change(workspace, ids[0], wanted, JANUARY)
    row = newest(workspace).rows[-1]
    assert row.verb == "Ubah"
    assert row.title.startswith("orang Budi Baru (3204")
    assert [(f.label, f.after) for f in row.fields] == [("Nama", "Budi Baru")]


def test_a_version_is_a_note_told_without_its_content(workspace: Workspace) -> None:
    versions.freeze(workspace, "RAPBD")
    found = newest(workspace)
    assert found.is_note
    told = {field.label: field.after for field in found.rows[0].fields}
    assert told["Keadaan"] == "draf"
    assert told["Biaya"] == "Rp10.016.200.800"
    assert not any("17000" in said for said in told.values())


def test_values_of_a_row_that_points_to_nothing_are_told_all_the_same() -> None:
    names = Names({1: "Linmas"}, {})
    assert value_words("tariff", "group_id", 1, names) == "Linmas"
    assert value_words("tariff", "group_id", 7, names) == "nomor 7, sudah dihapus"
    assert value_words("head_count", "month", "tidak", names) == "tidak"
    assert value_words("payment", "day", "kemarin", names) == "kemarin"
    assert value_words("roster_batch", "month", 2022 * 12, names) == "Januari 2022"
    assert value_words("head_count", "kecamatan", "", names) == ""


def test_an_import_of_many_rows_says_how_many_are_not_shown(workspace: Workspace) -> None:
    plan = read_plan(workspace)
    counts = tuple(HeadCount("Linmas", plan.span.first, 1, kecamatan=f"Kec {n}") for n in range(300))
    kept = tuple(c for c in plan.head_counts if c.group != "Linmas")
    editing.replace_plan(workspace, replace(plan, head_counts=(*kept, *counts)), "Impor")
    found = newest(workspace)
    assert len(found.rows) == 200
    assert left_out(found) == f"200 dari {found.row_count} baris ditampilkan."


def test_an_entry_that_is_not_there_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="nomor 99"):
        entry_detail(workspace, 99)
