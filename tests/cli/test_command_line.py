"""The contracts that other programs rely on: JSON on stdout, narration on stderr, exit codes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budget.contribution import Programme
from budget.law import OwnContribution, OwnRate
from budget.period import Month, Validity
from budget.services import editing
from budget.services.workspace import this_workspace

Pagu = Callable[..., Any]


def test_quote_of_bandung_barat_2025(pagu: Pagu) -> None:
    """95.238 vulnerable workers × 3 months × 16.800 = Rp4.799.995.200, as published."""
    found = pagu("quote --segment bpu --heads 95238 --from 2025-10 --to 2025-12 --json").json
    assert found["total"] == 4_799_995_200
    assert found["programmes"] == {"JKK": {"cost": 2_857_140_000}, "JKM": {"cost": 1_942_855_200}}
    assert (found["heads"], found["months"], found["person_months"]) == (95_238, 3, 285_714)
    assert found["by_month"][0] == {
        "month": "2025-10",
        "heads": 95_238,
        "JKK": {"rate": 10_000, "cost": 952_380_000},
        "JKM": {"rate": 6_800, "cost": 647_618_400},
        "total": 1_599_998_400,
    }
    assert [w["code"] for w in found["warnings"]] == ["program_singkat"]


def test_quote_of_sumenep_2025(pagu: Pagu) -> None:
    """2.274 tobacco workers × 12 months × 16.800 = Rp458.438.400, as published."""
    found = pagu("quote --segment bpu --heads 2274 --from 2025-01 --to 2025-12 --json").json
    assert found["total"] == 458_438_400


@pytest.mark.parametrize("wage", ["2.152.322,94", "2152322,94", "2152322.94", "Rp 2.152.322,94"])
def test_quote_of_klaten_2023(pagu: Pagu, wage: str) -> None:
    """0,54 % of the UMK 2.152.322,94 is printed as Rp11.623."""
    found = pagu("quote --segment pu --heads 1 --from 2023-01 --to 2023-01 --json --wage", wage).json
    assert found["total"] == 11_623


def test_a_discount_goes_to_members_who_pay_themselves_only(pagu: Pagu) -> None:
    """PP 50/2025 halves BPU contributions in May 2026, but not where the APBD pays."""
    may = "quote --segment bpu --heads 1 --from 2026-05 --to 2026-05 --json --payer"
    by_apbd, by_self = pagu(may, "apbd").json, pagu(may, "self").json
    assert (by_apbd["total"], by_self["total"]) == (16_800, 8_400)
    assert "potongan_dikecualikan" in [w["code"] for w in by_apbd["warnings"]]
    assert any("PP 50/2025" in source for source in by_apbd["sources"])
    assert any("PP 50/2025, Pasal 4 ayat (1)" in source for source in by_self["sources"])


def test_quote_options_reach_the_terms(pagu: Pagu) -> None:
    common = "--heads 1 --from 2023-01 --to 2023-01 --json"
    class_five = pagu(
        "quote --segment pu --wage 1,5juta --risk-class 5 --programmes jkk",
        *common.split(),
    )
    assert class_five.json["total"] == 26_100
    bracket = pagu("quote --segment bpu --income 1.099.500 --programmes jkk,jkm,jht", *common.split())
    assert bracket.json["total"] == 36_800
    cut = pagu("quote --segment pu --wage 2.152.322,94 --rounding down", *common.split())
    assert cut.json["total"] == 11_621


@pytest.mark.parametrize(
    "arguments",
    [
        "quote --segment pu --heads 1 --from 2023-01 --to 2023-01",
        "quote --segment bpu --heads 1 --from 2023-01 --to 2023-01 --wage 1500000",
        "quote --segment bpu --heads -1 --from 2023-01 --to 2023-01",
        "quote --segment bpu --heads 1 --from 2023-13 --to 2023-01",
        "quote --segment bpu --heads 1 --from 2023-02 --to 2023-01",
        "quote --segment bpu --heads 1 --from 2023-01 --to 2023-01 --income 1,500,000",
        "quote --segment bpu --heads 1 --from 2023-01 --to 2023-01 --programmes jp",
        "quote --segment asn --heads 1 --from 2023-01 --to 2023-01",
        "project",
        "project --db x.pagu --by dusun",
        "project --db x.pagu --from 2022-06 --to 2022-03",
        "law --on kemarin",
        "nonsense",
    ],
)
def test_wrong_usage_leaves_with_2_and_says_why_on_stderr(pagu: Pagu, arguments: str) -> None:
    run = pagu(arguments)
    assert run.code == 2
    assert run.out == ""
    assert run.err


def test_a_month_before_the_law_is_an_error_and_never_zero(pagu: Pagu) -> None:
    run = pagu("quote --segment bpu --heads 1 --from 2015-06 --to 2015-07 --json")
    assert run.code == 1
    assert run.json["error"] == "hukum_kosong"
    assert "Juni 2015" in run.json["problems"][0]["message"]


def test_project_tells_cost_and_allocation_per_fiscal_year(pagu: Pagu, file: Path) -> None:
    found = pagu("project", "--db", str(file), "--by", "fiscal_year,programme", "--json").json
    assert (found["total"], found["person_months"]) == (10_016_200_800, 1_236_568)
    assert found["rows"][0] == {
        "fiscal_year": 2022,
        "programme": "JKK",
        "heads": 70_964,
        "person_months": 851_568,
        "cost": 3_065_644_800,
    }
    assert sum(row["cost"] for row in found["rows"]) == 10_016_200_800
    assert found["allocation"]["pooled"] == {
        "total": 10_500_000_000,
        "cost": 10_016_200_800,
        "remaining": 483_799_200,
        "covered_until": "2023-05",
        "first_short_month": None,
        "people_paid": None,
        "people_short": None,
        "shortfall": None,
    }
    costs = {line["fiscal_year"]: line["cost"] for line in found["allocation"]["by_fiscal_year"]}
    assert costs == {2022: 6_897_700_800, 2023: 3_118_500_000}


def test_project_in_a_scenario_names_who_loses_cover(pagu: Pagu, file: Path) -> None:
    found = pagu("project", "--db", str(file), "--scenario", "semua bpu", "--json").json
    assert found["total"] == 20_774_342_400
    assert found["allocation"]["pooled"]["shortfall"] == 10_274_342_400
    assert found["allocation"]["pooled"]["covered_until"] == "2022-08"
    first, second = found["allocation"]["by_fiscal_year"]
    assert (first["covered_until"], first["first_short_month"]) == ("2022-06", "2022-07")
    assert (first["people_paid"], first["people_short"]) == (2_787, 68_177)
    assert (second["covered_until"], second["first_short_month"]) == ("2023-02", "2023-03")
    assert (second["people_paid"], second["people_short"]) == (42_428, 34_572)


def test_project_on_cash_basis_and_on_some_months(pagu: Pagu, file: Path) -> None:
    cash = "project --basis cash --by fiscal_year --json --db"
    found = pagu(cash, str(file)).json
    assert [(r["fiscal_year"], r["cost"]) for r in found["rows"]] == [
        (2022, 6_322_892_400),
        (2023, 3_693_308_400),
    ]
    months = "project --from 2023-01 --to 2023-02 --by month --json --db"
    found = pagu(months, str(file)).json
    assert [(r["month"], r["heads"], r["cost"]) for r in found["rows"]] == [
        ("2023-01", 77_000, 623_700_000),
        ("2023-02", 77_000, 623_700_000),
    ]


def test_an_unknown_scenario_is_named_with_those_that_exist(pagu: Pagu, file: Path) -> None:
    run = pagu("project", "--db", str(file), "--scenario", "Semua PU")
    assert run.code == 1
    assert "Semua PU" in run.err
    assert "Semua BPU" in run.err


def test_compare_adds_up_to_the_rupiah(pagu: Pagu, file: Path) -> None:
    found = pagu("compare", "--db", str(file), "dasar", "Semua BPU", "--json").json
    assert found["difference"] == 20_774_342_400 - 10_016_200_800
    assert sum(row["difference"] for row in found["rows"]) == found["difference"]
    assert found["b"]["allocation"]["by_fiscal_year"][0]["people_paid"] == 2_787


def test_tables_for_people_carry_the_same_figures(pagu: Pagu, file: Path) -> None:
    run = pagu("project", "--db", str(file), "--by", "group", "--scenario", "Semua BPU")
    assert "Rp20.774.342.400" in run.out
    assert "Juli 2022: 2.787 orang dibayar, 68.177 tidak" in run.out
    assert "Semua BPU (Rp)" in pagu("compare", "--db", str(file), "dasar", "Semua BPU").out


def test_law_on_a_day_shows_article_and_status(pagu: Pagu) -> None:
    run = pagu("law", "--on", "2026-05-01")
    assert "PP 44/2015" in run.out
    assert "terverifikasi" in run.out
    assert "PP 50/2025 (selain transportasi)" in run.out
    assert "PP 49/2020" not in run.out
    found = pagu("law", "--on", "2026-05-01", "--json").json
    assert len(found["bpu_tables"][0]["rows"]) == 33
    assert {d["name"] for d in found["discounts"]} == {
        "PP 50/2025 (transportasi)",
        "PP 50/2025 (selain transportasi)",
    }
    assert "Tidak ada tarif" in pagu("law", "--on", "2014-01-01").out


def test_law_of_a_workspace_shows_its_own_values_first_and_unverified(pagu: Pagu, file: Path) -> None:
    own = OwnRate(Programme.JKK, 1, 3_000, Validity(Month(2023, 1)), "Perbup 5/2022")
    every = OwnContribution(Programme.JKM, None, 7_000, Validity(Month(2023, 1)), "Perbup 6/2022")
    for value in (own, every):
        editing.put(this_workspace(str(file)), None, value)
    found = pagu("law", "--db", str(file), "--on", "2023-01-15", "--json").json
    assert [rate["rate_ppm"] for rate in found["rates"] if rate["risk_class"] == 1] == [3_000, 2_400]
    assert found["bpu_tables"][0]["rows"][0]["JKM"] == 7_000
    assert [(value["source"], value["status"]) for value in found["own"]] == [
        ("Perbup 5/2022", "unverified"),
        ("Perbup 6/2022", "unverified"),
    ]
    shown = pagu("law", "--db", str(file)).out
    assert "JKM semua baris, nilai daerah: Perbup 6/2022, belum diverifikasi" in shown
    assert pagu("law", "--db", str(file), "--on", "2022-12-01", "--json").json["own"] == []
    assert pagu("law", "--json").json["own"] == []


def test_new_then_import_then_project(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    db, book = str(tmp_path / "baru.pagu"), str(tmp_path / "rencana.xlsx")
    assert pagu("new", db, "--region", "Kabupaten Bandung", "--code", "32.04").code == 0
    assert pagu("export", "plan", "--db", str(file), "--out", book).code == 0
    dry = pagu("import", "plan", book, "--db", db, "--dry-run", "--json")
    assert (dry.code, dry.json["written"], dry.json["rejected"]) == (0, False, 0)
    assert dry.json["read"] == dry.json["accepted"] > 0
    assert pagu("project", "--db", db, "--json").json["total"] == 0
    assert pagu("import", "plan", book, "--db", db, "--json").json["written"]
    assert pagu("project", "--db", db, "--json").json["total"] == 10_016_200_800


def test_demo_is_idempotent_and_prints_what_project_prints(pagu: Pagu, tmp_path: Path) -> None:
    first = pagu("demo", "--dir", str(tmp_path), "--json").json
    second = pagu("demo", "--dir", str(tmp_path), "--json").json
    assert first == second
    assert first["total"] == 10_016_200_800
    assert Path(first["db"]).name == "demo.pagu"
    assert Path(first["workbook"]).name == "dewan.xlsx"
    project = pagu("project", "--db", first["db"], "--json").json
    assert {**project, "db": first["db"], "workbook": first["workbook"]} == first


def test_export_refuses_other_kinds_of_files(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    run = pagu("export", "council", "--db", str(file), "--out", str(tmp_path / "dewan.pdf"))
    assert (run.code, ".xlsx" in run.err) == (1, True)
    assert not (tmp_path / "dewan.pdf").exists()


def test_a_bad_workbook_lists_everything_and_writes_nothing(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    book = tmp_path / "bukan.xlsx"
    book.write_bytes(b"\x89PNG\r\n")
    run = pagu("import", "plan", str(book), "--db", str(file), "--json")
    assert run.code == 1
    assert run.json["problems"]
    assert pagu("project", "--db", str(file), "--json").json["total"] == 10_016_200_800


def test_every_command_has_help(pagu: Pagu) -> None:
    listed = [
        line.split()[0]
        for line in pagu("--help").out.split("Commands:")[1].splitlines()
        if line.startswith("  ") and not line.startswith("   ")
    ]
    assert set(listed) == {
        "quote", "project", "compare", "solve", "claim", "risk", "what-if", "cash-plan", "law", "verify",
        "check", "new", "copy", "demo", "import", "export", "roster", "version", "template", "coverage",
        "realise", "scenario", "keys", "serve", "backup", "restore", "access", "handover",
        "province",
    }  # fmt: skip
    for command in listed:
        assert pagu(command, "--help").out.count("\n") > 5


def test_help_loads_no_heavy_library() -> None:
    script = (
        "import sys\n"
        "from tui.__main__ import main\n"
        "sys.argv = ['pagu', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'textual', 'sqlmodel', 'sqlalchemy', 'openpyxl', 'alembic', 'numpy'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_core_never_loads_the_screens() -> None:
    script = (
        "import pkgutil, sys, importlib, budget\n"
        "for module in pkgutil.walk_packages(budget.__path__, 'budget.'):\n"
        "    if 'migrations' not in module.name:\n"
        "        importlib.import_module(module.name)\n"
        "sys.exit('textual' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_names_that_no_disk_holds_are_an_error_in_words(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    endless = str(tmp_path / ("a" * 300))
    for run in (
        pagu("new", f"{endless}.pagu", "--region", "X", "--code", "32.04"),
        pagu("export council --db", str(file), "--out", f"{endless}.xlsx"),
    ):
        assert run.code == 1
        assert "nama terlalu panjang" in run.err


def test_a_region_name_is_kept_as_a_workbook_can_hold_it(pagu: Pagu, tmp_path: Path) -> None:
    db, book = str(tmp_path / "x.pagu"), str(tmp_path / "x.xlsx")
    made = pagu("new", db, "--region", "Kab\x07. Bandung", "--code", "32.04")
    assert "Kab. Bandung" in made.err
    assert pagu("export plan --db", db, "--out", book).code == 0
