"""The formulas of the nominative list come to the values beside them when LibreOffice works them out."""

from pathlib import Path

import pytest
from libreoffice import recalculated, shown

from budget.period import Month
from budget.plan import Region
from budget.progress import silent
from budget.workbook.nominative import NominativeGroup, NominativeRow, write_nominative
from budget.workbook.nominative_cover import NominativeCover, PlaceLine

pytestmark = pytest.mark.system


def group(name: str, follows_roster: bool, *places: PlaceLine) -> NominativeGroup:
    rows = [
        NominativeRow(
            "3204", f"={number}", "", "", "L", "", "", place.village, place.kecamatan, "", 150_000_050, "JKK",
            name, "PAD", "Jan 2022", "", "", "Lolos",
        )
        for place in places for number in range(place.listed)
    ]  # fmt: skip
    return NominativeGroup(name, follows_roster, places, iter(rows))


def test_the_values_beside_the_formulas_are_what_libreoffice_finds(tmp_path: Path) -> None:
    groups = [
        group("Ketua 'RT'", True, PlaceLine("Cileunyi", "Cinunuk", 3, 3), PlaceLine("Cileunyi", "", 2, 2)),
        group("=Linmas", True, PlaceLine("Cileunyi", "Cinunuk", 1, 2), PlaceLine("Arjasari", "Ancol", 2, 1)),
        group("PKK", False, PlaceLine("", "", 0, 700), PlaceLine("Cileunyi", "Cinunuk", 1, 0)),
    ]
    cover = NominativeCover(Region("32.04", "Kabupaten Bandung"), Month(2022, 3), "", 708)
    write_nominative(tmp_path / "n.xlsx", cover, groups, silent, most_rows=2)
    (again,) = recalculated([tmp_path / "n.xlsx"], tmp_path / "anew")
    assert shown(again) == shown(tmp_path / "n.xlsx")
