"""The sample people: none of them can be real, and the committed lists are what the generator writes."""

import csv
import importlib
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bandung import HEADS, bandung
from python_calamine import CalamineWorkbook
from roster_people import plan_of_the_faulty_lists

from budget.resources import shipped
from budget.roster.checking import RowChecker
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.member import RosterField
from budget.roster.rules import Given, rules

FOLDER = shipped("sample_data", "people.py").parent
sys.path.append(str(FOLDER))
makers: Any = importlib.import_module("people")
regency: Any = importlib.import_module("regency")
samples: Any = importlib.import_module("samples")

# What no row can have: it is a sheet's, not a row's.
OF_SHEETS = {"judul_tidak_ada", "kolom_tidak_jelas"}
F = RosterField
COLUMNS = {
    field: place
    for place, field in enumerate(
        (F.NIK, F.NAME, F.BIRTH_PLACE, F.BIRTH_DATE, F.SEX, F.MOTHER, F.ADDRESS, F.VILLAGE, F.KECAMATAN,
         F.GROUP, F.FIRST, F.WAGE, F.LAST, F.KPJ, F.PHONE, F.CONFIRMED)
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def crowd() -> list[Any]:
    return list(makers.people(20_000, turnover=makers.LIVELY))


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    samples.write_samples(folder)
    return folder


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / "daftar-cacat.json").read_text("utf-8"))
    return loaded


def test_the_regency_has_31_kecamatan_270_desa_and_10_kelurahan() -> None:
    kinds = Counter(village.kind for village in regency.villages())
    assert kinds == {"desa": 270, "kelurahan": 10}
    assert len({village.kecamatan for village in regency.villages()}) == 31
    assert len({village.code for village in regency.villages()}) == 280


def test_no_nik_is_that_of_a_living_person_and_none_occurs_twice(crowd: list[Any]) -> None:
    assert all(person.nik[:5] == "32049" and len(person.nik) == 16 for person in crowd)
    assert len({person.nik for person in crowd}) == 20_000


def test_a_nik_bears_birth_date_and_sex(crowd: list[Any]) -> None:
    for person in crowd:
        day, number, year = (int(person.nik[at : at + 2]) for at in (6, 8, 10))
        born = person.birth_date
        assert (day > 40) == (person.sex == "P")
        assert (day % 40, number, year) == (born.day, born.month, born.year % 100)
        assert person.nik[12:] != "0000"


def test_everybody_is_between_17_and_64_in_the_first_month(crowd: list[Any]) -> None:
    for person in crowd:
        first, born = date(person.first // 12, person.first % 12 + 1, 1), person.birth_date
        assert 17 <= first.year - born.year - ((first.month, 1) < (born.month, born.day)) <= 64


def test_people_live_in_all_280_villages_and_perangkat_desa_in_no_kelurahan(crowd: list[Any]) -> None:
    assert len({(person.kecamatan, person.village) for person in crowd}) == 280
    kelurahan = {(v.kecamatan, v.name) for v in regency.villages() if v.kind == "kelurahan"}
    officials = {(p.kecamatan, p.village) for p in crowd if p.group == "Perangkat Desa"}
    assert not officials & kelurahan


def test_a_quarter_joins_late_and_a_fifth_leaves_early(crowd: list[Any]) -> None:
    assert 0.23 < sum(person.first > makers.START for person in crowd) / 20_000 < 0.27
    assert 0.18 < sum(person.last is not None for person in crowd) / 20_000 < 0.22
    assert all(person.last is None or person.first <= person.last < makers.END for person in crowd)


def test_telephone_numbers_have_a_prefix_that_nobody_has(crowd: list[Any]) -> None:
    assert {person.phone[:4] for person in crowd} == {"0840"}


def test_no_name_is_written_of_a_part_twice_or_has_a_sign_that_names_lack(crowd: list[Any]) -> None:
    for person in crowd:
        assert len(set(person.name.split())) == len(person.name.split())
        assert person.name.replace(" ", "").replace("'", "").isalpha()


def test_the_same_seed_gives_the_same_people_and_another_one_others() -> None:
    assert list(makers.people(500, seed=7)) == list(makers.people(500, seed=7))
    assert list(makers.people(500, seed=7)) != list(makers.people(500, seed=8))


def test_a_longer_list_begins_with_the_people_of_a_shorter_one() -> None:
    assert list(makers.people(30_000))[:10_001] == list(makers.people(10_001))


def test_a_birth_date_without_free_numbers_is_refused() -> None:
    register = makers.Register(1, range(90, 91))
    day = date(1990, 1, 1)
    assert len({register.nik(day, "L") for _ in range(9_999)}) == 9_999
    with pytest.raises(LookupError):
        register.nik(day, "L")
    assert register.nik(day, "P")[6:12] == "410190"


def test_groups_and_heads_are_those_of_the_sample_regency() -> None:
    assert {group.name: group.heads for group in regency.REGENCY} == {**HEADS, "PKK": 6_036}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_list_is_written_with_twelve_columns_and_one_row_a_person(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"daftar{suffix}"
    makers.main(["--people", "300", "--out", str(path)])
    rows = _rows(path)
    assert len(rows) == 301
    assert {len(row) for row in rows} == {12}
    assert rows[1][0] == next(makers.people(1)).nik


@pytest.mark.parametrize(
    ("file", "group", "heads", "rows"),
    [
        ("daftar-non-asn.csv", "Non-ASN dan Puskesmas", 2_191, 2_239),
        ("daftar-perangkat-desa.xlsx", "Perangkat Desa", 4_057, 4_137),
        ("daftar-ketua-rw.xlsx", "Ketua RW", 4_253, 4_317),
    ],
)
def test_a_group_s_list_has_its_heads_in_every_month(file: str, group: str, heads: int, rows: int) -> None:
    people = [row for row in _rows(FOLDER / file) if group in row]
    assert len(people) == len({row[_nik_at(row)] for row in people}) == rows
    covered = Counter(month for row in people for month in range(*_cover(row)))
    assert [covered[month] for month in range(makers.START, makers.END + 1)] == [heads] * 17


def test_perangkat_desa_and_ketua_rw_come_from_every_village() -> None:
    def places(file: str, group: str, at: int) -> set[tuple[object, ...]]:
        return {tuple(row[at : at + 2]) for row in _rows(FOLDER / file) if group in row}

    assert len(places("daftar-perangkat-desa.xlsx", "Perangkat Desa", 7)) == 270
    assert len(places("daftar-ketua-rw.xlsx", "Ketua RW", 5)) == 280


def test_no_two_committed_lists_share_a_nik() -> None:
    files = ("daftar-non-asn.csv", "daftar-perangkat-desa.xlsx", "daftar-ketua-rw.xlsx", "daftar-bersih.xlsx")
    numbers = [
        row[_nik_at(row)] for file in files for row in _rows(FOLDER / file) if _nik_at(row, absent=-1) >= 0
    ]
    assert len(numbers) == len(set(numbers)) == 2_239 + 4_137 + 4_317 + 60


def test_the_committed_lists_are_what_the_generator_writes(rewritten: Path) -> None:
    names = sorted(path.name for path in rewritten.iterdir())
    assert names == sorted(path.name for path in FOLDER.glob("daftar-*"))
    for name in names:
        if name.endswith(".xlsx"):
            assert _sheets(rewritten / name) == _sheets(FOLDER / name)
        else:
            assert (rewritten / name).read_bytes() == (FOLDER / name).read_bytes()


def test_writing_twice_gives_the_same_bytes(tmp_path: Path, rewritten: Path) -> None:
    samples.write_samples(tmp_path)
    for path in rewritten.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_the_committed_lists_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("daftar-*")) < 1_000_000


def test_the_faulty_lists_hold_every_finding_that_a_row_can_have(expected: dict[str, Any]) -> None:
    found = {code for each in expected["imports"] for code in each["by_code"]}
    assert found == set(FINDINGS) - OF_SHEETS


def test_an_expected_report_accounts_for_every_row(expected: dict[str, Any]) -> None:
    for each in expected["imports"]:
        assert each["read"] == each["accepted"] + each["rejected"] + each["duplicates"]
        outcomes: dict[tuple[str, int], Outcome] = {}
        for code, found in each["by_code"].items():
            rows = [(label, row) for label, numbers in found["rows"].items() for row in numbers]
            assert len(rows) == found["count"]
            outcomes |= dict.fromkeys(rows, FINDINGS[code].outcome)
        assert sum(outcome is Outcome.REJECTED for outcome in outcomes.values()) == each["rejected"]
        assert sum(outcome is Outcome.DUPLICATE for outcome in outcomes.values()) == each["duplicates"]


def test_hostile_cells_of_the_faulty_list_are_text_in_the_workbook() -> None:
    cells = [cell for row in _rows(FOLDER / "daftar-cacat.xlsx") for cell in row]
    assert "=cmd|'/c calc'!A1" in cells
    assert "=1+1" in cells
    assert "[/] Gg. Melati [#3]" in cells


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _rows(path: Path) -> list[list[Any]]:
    if path.suffix == ".xlsx":
        return [row for rows in _sheets(path).values() for row in rows]
    data = path.read_bytes()
    text = data.decode("cp1252" if b"\x96" in data else "utf-8")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","))


def _nik_at(row: list[Any], absent: int = 0) -> int:
    places = (at for at, cell in enumerate(row) if isinstance(cell, str) and cell.startswith("32049"))
    return next(places, absent)


def _cover(row: list[Any]) -> tuple[int, int]:
    """First month and the one after the last, from the two cells after the group that hold months."""
    at = row.index("Perangkat Desa") + 1 if "Perangkat Desa" in row else 8
    first, last = (_month(cell) for cell in row[at : at + 2])
    assert first is not None
    return first, (makers.END if last is None else last) + 1


def _month(cell: str) -> int | None:
    if not cell:
        return None
    if " " in cell:
        name, year = cell.split()
        return int(makers.month(int(year), samples.MONTHS.index(name) + 1))
    number, year = cell.split("/") if "/" in cell else reversed(cell.split("-"))
    return int(makers.month(int(year), int(number)))


def test_every_row_of_the_faulty_list_is_found_as_written_beside_it(expected: dict[str, Any]) -> None:
    checker = RowChecker(COLUMNS, rules(plan_of_the_faulty_lists(), Given()))
    found: dict[str, dict[str, list[int]]] = {}
    for name, rows in _sheets(FOLDER / "daftar-cacat.xlsx").items():
        for number, row in enumerate(rows, start=1):
            if number > 3 and any(row):
                for code in checker.check([None if cell == "" else cell for cell in row]).codes:
                    found.setdefault(code, {}).setdefault(f"daftar-cacat.xlsx › {name}", []).append(number)
    alone = {
        code: each["rows"]
        for code, each in expected["imports"][2]["by_code"].items()
        if FINDINGS[code].outcome is not Outcome.DUPLICATE and code != "mirip"
    }
    assert found == alone


def test_the_clean_list_has_no_findings() -> None:
    checker = RowChecker(COLUMNS, rules(bandung(), Given()))
    rows = _sheets(FOLDER / "daftar-bersih.xlsx")["Daftar"][1:]
    assert {checker.check([None if cell == "" else cell for cell in row]).codes for row in rows} == {()}
    assert len(rows) == 60
