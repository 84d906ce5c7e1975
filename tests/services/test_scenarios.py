"""What-ifs tried out in memory, and kept: what is stored is what was tried."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.engine.calendar import Basis
from budget.errors import BadEntry, NotFound, PlanError
from budget.plan import Plan, Scenario
from budget.services.history import redo, undo
from budget.services.projecting import Question, answer
from budget.services.scenarios import keep, lines_of, preview, remove, save_lines, stored, weigh
from budget.services.workspace import Workspace, read_plan


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize("basis", Basis)
def test_a_preview_is_what_the_scenario_costs_once_kept(workspace: Workspace, basis: Basis) -> None:
    text = "linmas jadi BPU mulai 2022-07; susut 5%; bayar triwulan di muka; potong pagu 2022 1 miliar"
    tried = preview(read_plan(workspace), "Semua BPU", text, basis)
    save_lines(workspace, "Coba", text, "Semua BPU")
    found = answer(read_plan(workspace), Question("coba", basis))
    assert (tried.after.total, tried.after.person_months) == (found.total, found.person_months)
    assert tried.after.allocation == found.allocation
    before = answer(read_plan(workspace), Question("Semua BPU", basis))
    assert tried.difference == found.total - before.total


def test_what_the_base_costs_need_not_be_computed_again(bandung: Plan) -> None:
    before = weigh(bandung)
    assert preview(bandung, None, "potong pagu 5%", before=before).before is before


def test_people_who_lose_cover_are_those_of_the_first_short_month(bandung: Plan) -> None:
    assert preview(bandung, None, "potong pagu 1%").people_who_lose_cover == 0
    assert (
        preview(bandung, None, "+2000 guru ngaji mulai 2022-07; potong pagu 10%").people_who_lose_cover
        == 12_902
    )


def test_lines_that_the_plans_check_refuses_are_refused_at_once(bandung: Plan) -> None:
    with pytest.raises(BadEntry, match="lebih dari nol"):
        preview(bandung, None, "upah linmas = 0")


def test_every_kind_of_line_is_kept_undone_and_done_again(workspace: Workspace) -> None:
    text = "\n".join(
        (
            "+100 linmas di Soreang mulai 2022-07", "linmas = 6.000 mulai 2023-01", "pagu 2022 = 90%",
            "tambah pagu 2023 5 juta", "UMK 2022 = 3.241.929,67", "upah linmas = 1.600.000 mulai 2023-01",
            "tarif pkk = PU upah UMK kelas 2 porsi 50% mulai 2022-02 sampai 2022-12", "pkk jadi BPU",
            "kelas risiko linmas = 3", "guru ngaji mulai 2022-04 sampai 2022-09",
            "linmas masuk mulai 2022-02",
            "susut guru honor 6%", "bayar bulan yang sama", "alihkan linmas ke Bankeu Provinsi mulai 2022-07",
            "JKK PU kelas 1 = 0,3% mulai 2023-01 dasar \"Perbup 5/2023\"", "JKM BPU = 7.000 mulai 2023-01",
            "JKK BPU baris 1 = 11.000 mulai 2023-01",
        )
    )  # fmt: skip
    edit = save_lines(workspace, "Semuanya", text, note="Catatan")
    kept = read_plan(workspace).scenario("Semuanya")
    assert kept == edit.plan.scenario("Semuanya")
    assert save_lines(workspace, "Lagi", lines_of(kept)).plan.scenario("Lagi").adjustments == kept.adjustments
    undo(workspace)
    undo(workspace)
    assert [s.name for s in stored(workspace)] == ["Semua BPU"]
    redo(workspace)
    assert read_plan(workspace).scenario("Semuanya") == kept


def test_a_name_that_is_taken_is_refused_unless_it_is_to_be_replaced(workspace: Workspace) -> None:
    with pytest.raises(BadEntry, match="sudah ada"):
        save_lines(workspace, "semua bpu", "potong pagu 5%")
    save_lines(workspace, "semua bpu", "potong pagu 5%", replaces=True)
    assert [s.name for s in stored(workspace)] == ["semua bpu"]


def test_a_scenario_that_cannot_be_costed_is_not_kept(workspace: Workspace) -> None:
    with pytest.raises(PlanError, match="berputar"):
        keep(workspace, None, Scenario("A", base="a"))
    with pytest.raises(NotFound):
        remove(workspace, "A")
