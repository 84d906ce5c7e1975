"""The page for a chat: what it says, and that a telephone shows it as it is meant."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from places import file_only

from budget.errors import FileError, NotFound
from budget.services.chat_summary import export_summary, summary_text
from budget.services.editing import put
from budget.services.workspace import Workspace, read_plan

PAGE = """\
*Iuran BPJS Ketenagakerjaan*
*Kabupaten Bandung*
Januari 2022 – Mei 2023

*Peserta Mei 2023*: 77.000 orang
Orang-bulan seluruhnya: 1.236.568

*Biaya*
TA 2022: *Rp6.897.700.800*
- JKK: Rp3.065.644.800
- JKM: Rp3.832.056.000
TA 2023: *Rp3.118.500.000*
- JKK: Rp1.386.000.000
- JKM: Rp1.732.500.000
Jumlah: *Rp10.016.200.800*

*Pagu*
TA 2022: Rp7.200.000.000, sisa *Rp302.299.200*
- cukup sampai Desember 2022
TA 2023: Rp3.300.000.000, sisa *Rp181.500.000*
- cukup sampai Mei 2023
Gabungan: Rp10.500.000.000, sisa *Rp483.799.200*

*Kelompok terbesar* (orang: Mei 2023)
1. Ketua RT: 17.567 orang, Rp2.418.975.900
2. Guru Ngaji: 17.000 orang, Rp2.340.900.000
3. Guru Honor: 14.296 orang, Rp1.968.559.200
4. Keagamaan: 6.000 orang, Rp826.200.000
5. Linmas: 5.600 orang, Rp771.120.000
4 kelompok lain: Rp1.690.445.700
"""


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


@file_only
def test_the_page_of_the_sample_regency(workspace: Workspace) -> None:
    page = summary_text(workspace)
    assert page.startswith(PAGE)
    assert "*Perhatian*\n- TA 2022: Iuran Desember 2022" in page
    assert page.endswith(
        f"_Dihitung dengan pagu dari {Path(workspace.target).name}, 2 November 2026. Menurut bulan "
        "perlindungan. Dasar iuran: PP 44/2015 jo. PP 82/2019, Pasal 16 ayat (1); PP 44/2015 jo. PP 82/2019, "
        "Pasal 18 ayat (1)._\n"
    )


def test_money_that_is_short_says_since_when_and_for_how_many(workspace: Workspace) -> None:
    """JKK and JKM of 2023 are paid from one line each; with Rp1.000.000 for JKK nobody is paid in January."""
    line = next(line for line in read_plan(workspace).allotted if line.fiscal_year == 2023)
    put(workspace, line, replace(line, amount=1_000_000))
    page = summary_text(workspace)
    assert "TA 2023: Rp1.834.000.000, kurang *Rp1.284.500.000*\n- hanya cukup sampai " in page
    assert " orang dibayar, *" in page


def test_a_scenario_is_named_and_an_unknown_one_refused(workspace: Workspace) -> None:
    assert "\nSkenario: Semua BPU\n" in summary_text(workspace, "Semua BPU")
    with pytest.raises(NotFound):
        summary_text(workspace, "Tidak ada")


def test_marks_in_names_do_not_turn_into_bold(workspace: Workspace) -> None:
    group = read_plan(workspace).group("Ketua RT")
    put(workspace, group, replace(group, name="Ketua *RT* _dan_ ~`x"))
    assert "1. Ketua ∗RT∗ ˍdanˍ ∼ˋx: 17.567 orang" in summary_text(workspace)


def test_no_line_is_a_table_and_no_figure_is_cut(workspace: Workspace) -> None:
    page = summary_text(workspace)
    assert "|" not in page
    assert "\t" not in page
    assert "…" not in page


def test_it_is_written_as_utf_8_and_all_or_nothing(workspace: Workspace, tmp_path: Path) -> None:
    out = export_summary(workspace, tmp_path / "r.md")
    assert out.read_text("utf-8") == summary_text(workspace)
    for name in ("r.txt", "tiada/r.md", "x" * 300 + ".md"):
        with pytest.raises(FileError):
            export_summary(workspace, tmp_path / name)
