"""LibreOffice opens, calculates and saves what readers edited: verdicts, and scenarios that cost the same."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from council_edits import drawn_edits, write_edits
from drawn_plans import drawn_plan, with_pots
from libreoffice import recalculated, shown
from openpyxl import load_workbook

from budget.engine.projection import project
from budget.law import load_law
from budget.plan import Plan, in_scenario
from budget.services import verifying
from budget.services.council import council_report
from budget.services.council_import import import_council
from budget.services.exporting import export_council
from budget.services.verifying import Verdict
from budget.services.workspace import Workspace, create_with, read_plan
from budget.workbook.council.comparing import ChangeKind
from budget.workbook.council.names import TOTAL_COST, named_cell

pytestmark = pytest.mark.system

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SEEDS = (1, 2, 5, 8, 9)
Edits = dict[tuple[str, str], Decimal]


def workspace(folder: Path, name: str, plan: Plan) -> Workspace:
    made = Workspace(str(folder / f"{name}.pagu"), "sari", lambda: NOON)
    create_with(made, plan)
    return made


def plans(bandung: Plan) -> dict[str, Plan]:
    drawn = {f"d{s}": with_pots(drawn_plan(s)) if s % 2 else drawn_plan(s) for s in SEEDS}
    return {"bandung": bandung, **drawn}


def test_what_libreoffice_saved_unchanged_is_genuine(bandung: Plan, tmp_path: Path) -> None:
    spaces = {name: workspace(tmp_path, name, plan) for name, plan in plans(bandung).items()}
    paths = [export_council(space, tmp_path / f"{name}.xlsx") for name, space in spaces.items()]
    for space, saved in zip(spaces.values(), recalculated(paths, tmp_path / "office"), strict=True):
        found = verifying.verify(space, saved)
        assert (found.verdict, found.changes, found.notes) == (Verdict.GENUINE, (), ())
        assert found.alone.is_intact


def test_honest_edits_are_changed_inputs_and_come_back_to_the_rupiah(bandung: Plan, tmp_path: Path) -> None:
    """Up to six inputs of each plan, three times over: the scenario costs what LibreOffice comes to."""
    spaces = {name: workspace(tmp_path, name, plan) for name, plan in plans(bandung).items()}
    paths, made = [], []
    for name, space in spaces.items():
        report = council_report(space)
        exported = export_council(space, tmp_path / f"{name}.xlsx")
        book = report.book()
        for number in range(3):
            edits: Edits = drawn_edits(book.inputs, number)
            paths.append(tmp_path / f"{name}-{number}.xlsx")
            write_edits(exported, paths[-1], edits)
            made.append((space, named_cell(book.named, TOTAL_COST), edits))
    for (space, (sheet, address), edits), saved in zip(
        made, recalculated(paths, tmp_path / "office"), strict=True
    ):
        total = shown(saved)[sheet][address]
        verified = verifying.verify(space, saved)
        told = {c.where for c in verified.changes}
        assert {c.kind for c in verified.changes} <= {ChangeKind.INPUT}, verified.changes[:5]
        assert told <= {f"{title}!{place}" for title, place in edits}
        assert verified.figures[0].present == verified.figures[0].wanted == total
        name = f"Usulan {saved.stem}"
        found = import_council(space, saved, name)
        assert found.problems == ()
        if found.written:
            plan = read_plan(space)
            assert project(in_scenario(plan, plan.scenario(name)), load_law()).total == total


def test_a_result_typed_over_and_calculated_on_is_a_changed_result(bandung: Plan, tmp_path: Path) -> None:
    """The cost of one month becomes 1: it is named, and so is every sum that LibreOffice drew from it."""
    space = workspace(tmp_path, "bandung", bandung)
    exported = export_council(space, tmp_path / "dewan.xlsx")
    book = load_workbook(exported)
    book["Biaya per Bulan"]["B6"] = 1
    book.save(exported)
    (saved,) = recalculated([exported], tmp_path / "office")
    found = verifying.verify(space, saved)
    kinds = {c.where: c.kind for c in found.changes}
    assert found.verdict is Verdict.CHANGED_RESULTS
    assert kinds["Biaya per Bulan!B6"] is ChangeKind.FORMULA
    assert kinds["Ringkasan!D9"] is ChangeKind.RESULT
    assert found.alone.is_intact is False
    assert import_council(space, saved).written is False
