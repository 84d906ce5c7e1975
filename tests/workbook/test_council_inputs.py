"""The registry of inputs, the names, the protection and the fingerprint of the council workbook."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drawn_plans import HOSTILE, drawn_plan, drawn_roster_plan
from effort import examples
from openpyxl import Workbook
from typed_cells import opened

from budget.contribution import Programme
from budget.engine.projection import project
from budget.law import LawBook
from budget.period import Month, Validity
from budget.plan import MinimumWage, Plan, Scenario, in_scenario
from budget.plan.what_if_text import read_what_if
from budget.workbook.council import CouncilBook, Source, build_council, write_council
from budget.workbook.council.inputs import (
    InputCell,
    LossKey,
    MinimumWageKey,
    MoneyKey,
    MoneyYearKey,
    PeopleKey,
    RateKey,
    ShareKey,
    WageKey,
    stretches,
)
from budget.workbook.council.styles import INPUT_FILL

MADE_ON = date(2026, 11, 2)
SOURCE = Source("3fa9c01b22de" + "0" * 52, "0.1.0", "Semua BPU", "RAPBD 2023")
NAMES_DOCUMENT = Path(__file__).parents[2] / "docs" / "nama-sel.md"


def built(plan: Plan, law: LawBook, source: Source = SOURCE) -> CouncilBook:
    own = law.with_values(plan.law_values)
    return build_council(project(plan, law), own, MADE_ON, source)


@pytest.fixture
def book(bandung: Plan, law: LawBook) -> CouncilBook:
    return built(bandung, law)


def test_the_sample_has_an_input_for_each_kind_of_assumption(book: CouncilBook) -> None:
    found = {cell.key: cell for cell in book.inputs}
    january = PeopleKey("Guru Ngaji", "", Month(2022, 1))
    assert found[january] == InputCell("Asumsi dan Dasar Hukum", "C59", january, 17_000)
    assert found[PeopleKey("Guru Ngaji", "", Month(2022, 2))].is_open is False
    assert found[LossKey("Linmas")].value == 0
    months = tuple(Month.at(index) for index in range(Month(2022, 1).index, Month(2023, 6).index))
    assert str(found[WageKey("Linmas", months)].value) == "1500000"
    assert found[ShareKey("Linmas", months)].value == 1
    (rate,) = [c for k, c in found.items() if isinstance(k, RateKey) and k.programme is Programme.JKK]
    assert (rate.address, str(rate.value)) == ("C20", "0.0024")
    assert rate.key == RateKey(Programme.JKK, 1, months, Validity(Month(2015, 7)))
    assert [found[MoneyKey(n)].value for n in range(4)] == [
        3_200_000_000,
        4_000_000_000,
        1_467_000_000,
        1_833_000_000,
    ]
    assert [found[MoneyYearKey(n)].value for n in range(4)] == [2022, 2022, 2023, 2023]


@pytest.mark.parametrize("seed", range(examples(3, 12)))
@pytest.mark.parametrize("drawn", [drawn_plan, drawn_roster_plan])
def test_open_inputs_are_the_cells_of_the_one_colour_and_nothing_else_can_be_changed(
    seed: int, drawn: object, law: LawBook
) -> None:
    book = built(drawn(seed), law)  # type: ignore[operator]  # one of two functions
    for sheet in book.sheets:
        coloured = {c.coordinate for row in sheet.worksheet.iter_rows() for c in row if is_coloured(c)}
        unlocked = {
            c.coordinate for row in sheet.worksheet.iter_rows() for c in row if not c.protection.locked
        }
        # A merged cell is open with the one that it covers.
        covered = {each for area in sheet.worksheet.merged_cells.ranges for each in tail(area)}
        # The two legends show the colour, and hold no input.
        legend = {c.coordinate for row in sheet.worksheet.iter_rows() for c in row if c.value == "masukan"}
        inputs = {cell.address for cell in sheet.inputs if cell.is_open}
        assert coloured - covered - legend == inputs
        assert unlocked - covered == inputs


def tail(area: object) -> list[str]:
    """The covered cells of a merged one."""
    rows = list(area.cells)  # type: ignore[attr-defined]  # a range of openpyxl
    from openpyxl.utils import get_column_letter

    return [f"{get_column_letter(column)}{row}" for row, column in rows[1:]]


def is_coloured(cell: object) -> bool:
    fill = cell.fill  # type: ignore[attr-defined]  # a cell of openpyxl
    return bool(fill.fill_type == "solid" and fill.start_color.rgb == f"00{INPUT_FILL}")


def test_every_sheet_is_protected_without_a_password_and_lets_widths_and_formats_be(
    council_formulas: Workbook,
) -> None:
    for sheet in council_formulas:
        protection = sheet.protection
        assert protection.sheet is True
        assert protection.password is None
        allowed = (protection.formatCells, protection.formatColumns, protection.formatRows)
        assert (*allowed, protection.selectLockedCells, protection.selectUnlockedCells) == (False,) * 5
        assert protection.insertRows is True


def test_names_point_to_the_key_figures(council_values: Workbook) -> None:
    def value(name: str) -> object:
        ((sheet, address),) = council_values.defined_names[name].destinations
        return council_values[sheet][address].value

    assert value("biaya_total") == 10_016_200_800
    assert (value("biaya_ta_2022"), value("biaya_ta_2023")) == (6_897_700_800, 3_118_500_000)
    assert (value("iuran_jkk_ta_2022"), value("iuran_jkm_total")) == (3_065_644_800, 5_564_556_000)
    assert (value("pagu_ta_2022"), value("pagu_gabungan")) == (7_200_000_000, 10_500_000_000)
    assert (value("sisa_ta_2023"), value("sisa_gabungan")) == (181_500_000, 483_799_200)
    assert (value("orang_bulan_ta_2023"), value("orang_bulan_total")) == (385_000, 1_236_568)
    assert (value("orang_2022_01"), value("orang_2023_05")) == (70_964, 77_000)
    assert value("cukup_sampai_ta_2022") == "Desember 2022"
    assert value("bulan_kurang_ta_2022") == "–"
    assert value("biaya_kas_ta_2022") == 6_322_892_400
    assert value("selisih_dalam_buku") == 0
    assert value("susut_guru_ngaji") == 0


def test_umk_cells_have_a_name_by_year(bandung: Plan, law: LawBook) -> None:
    plan = replace(bandung, minimum_wages=(MinimumWage(2022, 324_192_967), MinimumWage(2023, 349_246_500)))
    plan = in_scenario(plan, Scenario("x", read_what_if("linmas jadi PU upah UMK", plan)))
    book = built(plan, law)
    assert {name for name, _ in book.named if name.startswith("umk")} == {"umk_2022", "umk_2023"}
    keys = [cell.key for cell in book.inputs if isinstance(cell.key, MinimumWageKey)]
    assert keys == [MinimumWageKey(2022), MinimumWageKey(2023)]


def test_the_list_of_names_names_each_of_them(book: CouncilBook) -> None:
    """Years, months, programmes and groups stand there as <tahun>, <bulan>, <program> and <kelompok>."""
    said = NAMES_DOCUMENT.read_text("utf-8")
    missing = [name for name, _ in book.named if f"`{pattern(name)}`" not in said]
    assert missing == []


def pattern(name: str) -> str:
    import re

    if name.startswith("susut_"):
        return "susut_<kelompok>"
    name = re.sub(r"^(iuran)_(jkk|jkm|jht)_", r"\1_<program>_", name)
    name = re.sub(r"_\d{4}_\d{2}$", "_<tahun>_<bulan>", name)
    return re.sub(r"_\d{4}$", "_<tahun>", name)


def test_a_hostile_group_name_makes_a_name_of_letters_or_none(bandung: Plan, law: LawBook) -> None:
    new = dict(zip((group.name for group in bandung.groups), HOSTILE, strict=False))
    plan = replace(
        bandung,
        groups=tuple(replace(g, name=new.get(g.name, g.name)) for g in bandung.groups),
        tariffs=tuple(replace(t, group=new.get(t.group, t.group)) for t in bandung.tariffs),
        head_counts=tuple(replace(c, group=new.get(c.group, c.group)) for c in bandung.head_counts),
    )
    for name, address in built(plan, law).named:
        assert name.replace("_", "").isalnum() and name.isascii() and name[0].isalpha()
        assert address.startswith("'")


def test_stretches_end_where_a_month_is_missing() -> None:
    months = (Month(2022, 11), Month(2022, 12), Month(2023, 1), Month(2023, 3))
    assert stretches(months) == (
        Validity(Month(2022, 11), Month(2023, 1)),
        Validity(Month(2023, 3), Month(2023, 3)),
    )


def test_the_footer_of_every_sheet_has_the_number_of_the_report(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(bandung, law), law, MADE_ON, SOURCE)
    for sheet in opened(path):
        assert sheet.oddFooter.center.text == "Laporan 3fa9c01b22de"


SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from bandung import bandung
from budget.engine.projection import project
from budget.law import load_law
from budget.workbook.council import write_council
law = load_law()
write_council(Path(sys.argv[1]), project(bandung(), law), law, date(2026, 11, 2))
"""


def test_the_same_report_has_the_same_bytes_in_every_process(council: Path, tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    where = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parents[2])])
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": where}
    subprocess.run([sys.executable, "-c", SCRIPT, str(path)], check=True, env=environment)
    assert path.read_bytes() == council.read_bytes()
