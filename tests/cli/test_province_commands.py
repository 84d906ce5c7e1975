"""`pagu province`: exit code 3 where a regency is not in the sum."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from places import scratch
from province import BANDUNG, GARUT, TASIK, at, enrol, of_governor, tariff_from, three_regencies
from roster_people import member

Pagu = Callable[..., Any]


@pytest.fixture(scope="module")
def made() -> tuple[str, Path]:
    return three_regencies(scratch())


def test_figures_duplicates_and_what_is_missing(pagu: Pagu, made: tuple[str, Path]) -> None:
    database, key = made
    address = of_governor(database)
    shown = pagu("province show --json --db", address)
    assert shown.code == 0
    assert shown.json["regencies"][0] == {
        "code": BANDUNG, "name": "Kabupaten Bandung", "from": "2022-01", "to": "2023-05", "heads": 100,
        "person_months": 1_700, "cost": 13_770_000, "allocation": 30_000_000, "remaining": 16_230_000,
        "covered_until": "2023-05", "coverage": None,
    }  # fmt: skip
    assert shown.json["total"] == {
        "regencies": 3, "heads": 600, "person_months": 10_200, "cost": 82_620_000, "allocation": 90_000_000,
        "remaining": 7_380_000, "coverage": [],
    }  # fmt: skip
    assert "Jumlah 3 daerah: Rp82.620.000." in pagu("province show --db", address).out
    found = pagu("province twice --json --db", address)
    assert (found.code, found.json["covers"]) == (0, 10)
    assert found.json["pairs"][1] == {"regencies": [BANDUNG, TASIK], "people": 1, "person_months": 17}

    garut = at(database, GARUT)
    tariff_from(database, GARUT, "2022-02")
    enrol(garut, (member(9),))
    shown = pagu("province show --db", address)
    assert shown.code == 3
    assert "Jumlah 2 daerah. Tidak termasuk: 32.05." in shown.out
    assert "Perhatian: 32.05 tidak dihitung." in shown.err
    found = pagu("province twice --db", address)
    assert found.code == 3
    assert "Perhatian: 32.05 dihitung menurut terbitan lama." in found.err
    published = pagu("province publish --db", garut.target, "--key", key)
    assert published.err == "4 kepesertaan diterbitkan sebagai sidik, tanpa NIK dan nama.\n"
    assert pagu("province twice --db", address).code == 0


def test_a_key_is_made_once_and_a_file_publishes_nothing(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    key = tmp_path / "provinsi.kunci"
    made = pagu("province key --out", key)
    assert (made.code, made.out) == (0, "")
    assert key.read_text().strip() not in made.err
    assert "sudah ada" in pagu("province key --out", key).err
    refused = pagu("province publish --db", file, "--key", key)
    assert (refused.code, "pagu copy" in refused.err) == (1, True)


def test_months_in_the_wrong_order_are_wrong_usage(pagu: Pagu) -> None:
    assert pagu("province show --db x --from 2023-02 --to 2023-01").code == 2


def test_a_nation_is_counted_from_what_its_regions_wrote(
    pagu: Pagu, made: tuple[str, Path], tmp_path: Path
) -> None:
    database, key = made
    folder = tmp_path / "nasional"
    for code in (BANDUNG, TASIK):
        written = pagu(
            "export strata-input --reason Uji --db", at(database, code).target, "--key", key, "--out", folder
        )
        assert (written.code, written.out) == (0, "")
        assert written.err.endswith("kepesertaan, tanpa NIK dan nama.\n")
    counted = pagu("province count --workers 1 --json", folder)
    assert counted.code == 0
    assert counted.json["province"]["total"]["cost"] == 55_080_000
    assert counted.json["twice"]["pairs"] == [
        {"regencies": [BANDUNG, TASIK], "people": 1, "person_months": 17}
    ]
    assert counted.err.startswith("[0/2] Menghitung daerah\n")
    next((folder / "region=32.06").glob("stays-*.parquet")).unlink()
    counted = pagu("province count --workers 1", folder)
    assert counted.code == 3
    assert "Jumlah 1 daerah. Tidak termasuk: 32.06." in counted.out
    assert "Perhatian: 32.06 tidak dibandingkan. stays-" in counted.err


def test_counting_a_nation_says_what_it_lacks(
    pagu: Pagu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tidak memuat folder daerah" in pagu("province count", tmp_path).err
    (tmp_path / "region=32.04").mkdir()
    assert "tls://" in pagu("province count --cluster tcp://10.0.0.1:8786", tmp_path).err
    monkeypatch.setattr("budget.services.cluster.find_spec", lambda name: None)
    refused = pagu("province count", tmp_path)
    assert (refused.code, refused.err) == (
        1, "Kesalahan: Hitungan nasional memerlukan bagian tambahan. Pasang: uv sync --extra cluster\n"
    )  # fmt: skip
