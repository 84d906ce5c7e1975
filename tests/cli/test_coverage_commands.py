"""`pagu coverage`, `pagu import coverage` and `pagu claim`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pagu = Callable[..., Any]
SET = "coverage set --year"


@pytest.fixture
def published(pagu: Pagu, file: Path) -> str:
    db = str(file)
    assert pagu(f"{SET} 2023 --kind working-population --people", "1,6 juta", "--db", db).code == 0
    percent = ("--percent", "31,9%", "--of", "working-population", "--db", db)
    assert pagu(f"{SET} 2023-08 --kind active", *percent).code == 0
    return db


def test_the_path_of_bandung_from_the_command_line(pagu: Pagu, published: str) -> None:
    """60.480 people and Rp3.048.192.000 in five even steps at 16.800 (facts, section 7)."""
    ask = "coverage --of working-population --at 2023-12 --from 2023-08 --path even --json --target"
    path = pagu(ask, "35,68%", "--db", published).json["path"]
    assert (path["joiners"], path["needed"], path["total"]) == (60_480, 570_880, 3_048_192_000)
    assert path["denominator"] == {"period": "2023", "people": 1_600_000}
    assert path["start"] == {"period": "2023-08", "people": 510_400, "ppm": 319_000}
    assert path["by_month"][1] == {
        "month": "2023-09", "joiners": 12_096, "heads": 24_192, "rate": 16_800, "cost": 406_425_600
    }  # fmt: skip
    text = pagu(ask.replace(" --json", "").replace("even", "end"), "35,68%", "--db", published).out
    assert "Rp1.016.064.000 untuk 60.480 orang-bulan" in text
    assert "31,9 % dari 1.600.000 penduduk bekerja (2023)" in text


def test_a_dearer_income_costs_more(pagu: Pagu, published: str) -> None:
    """Income 1.100.000 is in the second row: JKK 1 % of its base 1.200.000, that is 12.000 + 6.800."""
    ask = "coverage --of working-population --at 2023-12 --income 1.100.000 --json --target"
    (month,) = pagu(ask, "35,68%", "--db", published).json["path"]["by_month"]
    assert month["cost"] == 60_480 * month["rate"]
    assert month["rate"] > 16_800


def test_contradictions_are_told_and_rows_carry_their_denominator(pagu: Pagu, published: str) -> None:
    percent = ("--percent", "35,68%", "--of", "working-population", "--db", published)
    run = pagu(f"{SET} 2023-12 --kind active --people 468.000 --json", *percent)
    assert (run.json["changed"], run.json["warnings"][0]["code"]) == (True, "persen_tidak_cocok")
    found = pagu("coverage --year 2023 --json --db", published).json
    row = found["rows"][-1]
    assert (row["people"], row["claimed"]) == (468_000, {"ppm": 356_800, "of": "working-population"})
    assert row["shares"] == [
        {"of": "working-population", "period": "2023", "denominator": 1_600_000, "ppm": 292_500}
    ]
    assert found["warnings"][0]["code"] == "persen_tidak_cocok"
    assert "29,25 % dari 1.600.000 penduduk bekerja (2023)" in pagu("coverage --db", published).out


def test_kecamatan_and_people_of_the_plan(pagu: Pagu, published: str) -> None:
    pagu(f"{SET} 2023-05 --kind apbd-paid --people 80.000 --db", published)
    pagu(f"{SET} 2023-05 --kind apbd-paid --people 10 --kecamatan Cileunyi --db", published)
    rows = pagu("coverage --by kecamatan --json --db", published).json["rows"]
    paid = [(row["kecamatan"], row["people"], row["planned"]) for row in rows if row["kind"] == "apbd-paid"]
    assert paid == [(None, 80_000, 77_000), ("Cileunyi", 10, 0)]
    assert "rencana Mei 2023: 77.000 orang" in pagu("coverage --db", published).out
    assert "Cileunyi" not in pagu("coverage --db", published).out


def test_targets_are_kept_and_removed(pagu: Pagu, published: str) -> None:
    aim = "coverage target --of working-population --at 2023-12 --db"
    assert pagu(aim, published, "--from", "2023-08", "35,68%").code == 0
    (kept,) = pagu("coverage --json --db", published).json["targets"]
    assert (kept["ppm"], kept["from"], kept["total"]) == (356_800, "2023-08", 3_048_192_000)
    assert "3.048.192.000" in pagu("coverage --db", published).out
    assert pagu(aim, published, "--remove").code == 0
    assert pagu("coverage --json --db", published).json["targets"] == []
    assert pagu(aim, published, "--remove").code == 1
    assert pagu(f"{SET} 2023-08 --kind active --remove --db", published).code == 0
    assert "tidak ada" in pagu(f"{SET} 2023-08 --kind active --remove --db", published).err.lower()


@pytest.mark.parametrize(
    "arguments",
    [
        "coverage",
        "coverage --db x --by desa",
        "coverage --db x --of active",
        "coverage --db x --target 35%",
        "coverage --db x --target tiga",
        "coverage --db x --income -5",
        "coverage set --db x --year 2023 --kind active",
        "coverage set --db x --year 2023 --kind active --percent 5%",
        "coverage set --db x --year kemarin --kind active --people 5",
        "coverage set --db x --year 2023 --kind semua --people 5",
        "coverage target --db x --of working-population --at 2023-12",
        "claim kucing",
    ],
)
def test_wrong_usage_of_coverage_and_claim_leaves_with_2(pagu: Pagu, arguments: str) -> None:
    run = pagu(arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err


def test_a_sheet_is_imported_and_a_wrong_one_leaves_with_1(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    source = tmp_path / "cakupan.csv"
    source.write_text("Tahun,Jenis,Orang\n2023,penduduk bekerja,1600000\n", encoding="utf-8")
    run = pagu("import coverage", source, "--db", file, "--json")
    assert (run.code, run.json["accepted"], run.json["written"]) == (0, 1, True)
    source.write_text("Tahun,Jenis,Orang\n2024,penduduk bekerja,banyak\n", encoding="utf-8")
    run = pagu("import coverage", source, "--db", file, "--json")
    assert (run.code, run.json["rejected"], run.json["written"]) == (1, 1, False)
    assert run.json["problems"][0]["where"] == "cakupan.csv!C2"


def test_an_empty_workspace_says_how_coverage_is_entered(pagu: Pagu, file: Path) -> None:
    assert "pagu coverage set" in pagu("coverage --db", file).out


def test_a_claim_that_falls_short_leaves_with_3(pagu: Pagu) -> None:
    """15.000 × 16.800 × 12 = 3.024.000.000 (issue 4)."""
    text = "15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar"
    run = pagu("claim", text)
    assert run.code == 3
    assert "Rp3.024.000.000" in run.out
    assert "kurang Rp24.000.000" in run.out
    assert "benar bila dibulatkan sampai miliar, tetapi uangnya kurang" in run.out
    found = pagu("claim", text, "--json").json
    assert (found["computed"], found["claimed"], found["difference"]) == (
        3_024_000_000, 3_000_000_000, -24_000_000
    )  # fmt: skip
    assert (found["holds"], found["exact"], found["right_as_rounded"]) == (False, False, True)
    assert (found["unit"], found["rounded_to"]) == ("rupiah", "miliar")
    assert found["findings"][0]["code"] == "bukan_orang_bulat"


def test_a_claim_that_holds_leaves_with_0_and_percentages_are_in_ppm(pagu: Pagu) -> None:
    run = pagu("claim", "95.238 x 3 x 16.800 = 4.799.995.200", "--json")
    assert (run.code, run.json["holds"], run.json["difference"]) == (0, True, 0)
    run = pagu("claim", "468.000 dari 1,6 juta = 35,68 %", "--json")
    assert (run.code, run.json["unit"], run.json["computed"]) == (3, "ppm", 292_500)
    assert run.json["computed_exact"] == "117/400"
    assert "6,43 poin persen" in pagu("claim", "468.000 dari 1,6 juta = 35,68 %").out
    assert "masih mungkin" in pagu("claim", "468.000 dari 1,31 juta = 35,68 %").out
    run = pagu("claim", "Rp10,5 miliar / 17 bulan / 77.000 orang")
    assert (run.code, "± Rp8.021,39" in run.out) == (0, True)
    assert "tidak bulat" in pagu("claim", "Rp3 miliar dengan Rp16.800").out
    assert "Putusan:  benar\n" in pagu("claim", "Rp33.600 dengan Rp16.800").out


def test_what_is_no_claim_names_the_place(pagu: Pagu) -> None:
    run = pagu("claim", "15.000 kucing x 3")
    assert run.code == 2
    assert "Huruf ke-8: “kucing”" in run.err
