"""Named checks on workspaces that are really broken: exit code 3, the check's name, and its cure."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from places import door, drop_triggers

from budget.period import Month
from budget.services import editing, sealing, versions
from budget.services.checking import of_plan
from budget.services.workspace import Workspace, read_plan, this_workspace

Pagu = Callable[..., Any]


def spoil(file: Path, *statements: str) -> None:
    """Change the workspace behind the program's back."""
    with door(file, checked=False) as connection:
        drop_triggers(connection)
        for statement in statements:
            connection.execute(statement)


def edited(file: Path) -> Workspace:
    """A workspace whose journal has an entry, one version, and one sealed month."""
    workspace = this_workspace(str(file))
    group = read_plan(workspace).group("PKK")
    editing.put(workspace, group, replace(group, skpd="Bappelitbangda"))
    versions.freeze(workspace, "RAPBD")
    sealing.seal_month(workspace, Month(2022, 1))
    return workspace


@dataclass(frozen=True)
class Broken:
    """The check that fails, a code among its findings, words of its cure, and what broke the workspace."""

    check: str
    finding: str
    cure: str
    statements: tuple[str, ...]


TWINS_OF_NOBODY = """
    INSERT INTO likely_twin (id, region_code, position, batch_id, member_a, member_b, score, reasons)
    VALUES (1, '32.04', 1, 1, 998, 999, 93, 'nama mirip')
"""
MORE_CASH_THAN_ALLOTTED = """
    INSERT INTO cash_month (id, region_code, position, month, skpd, sub_activity, account, funding,
    programmes, amount) SELECT 1, region_code, 1, '2022-03', skpd, sub_activity, account, funding, programmes,
    amount + 1 FROM allocation WHERE id = 1
"""
BEFORE_THE_LAW = (
    "UPDATE region SET first_month = '2015-05'",
    "UPDATE tariff SET first_month = '2015-05'",
    "UPDATE head_count SET month = '2015-05'",
)
BROKEN = {
    "chain": Broken("history", "riwayat_berubah", "cadangan", ("UPDATE journal SET who = 'lain'",)),
    "version": Broken("versions", "versi_berubah", "cadangan",
                      ("UPDATE plan_version SET content = replace(content, '17000', '17001')",)),
    "seal": Broken("seals", "segel_berubah", "Urungkan", ("UPDATE seal SET content = content || ' '",)),
    "sealed people": Broken("seals", "segel_berubah", "Urungkan",
                            ("UPDATE head_count SET heads = heads + 1 WHERE id = 1",)),
    "orphan row": Broken("orphans", "baris_yatim", "cadangan", (TWINS_OF_NOBODY,)),
    "reference": Broken("references", "rujukan_putus", "cadangan",
                        ("UPDATE tariff SET group_id = 999 WHERE id = 1",)),
    "record": Broken("plan", "nama_kosong", "Perbaiki", ("UPDATE region SET name = ' '",)),
    "cost over account": Broken("allocations", "pagu_kurang", "Tambah pagu",
                                ("UPDATE allocation SET amount = 1 WHERE id = 1",)),
    "cost without account": Broken("allocations", "pagu_tidak_ada", "Tambah pagu",
                                   ("DELETE FROM allocation",)),
    "cash over account": Broken("allocations", "kas_tidak_pas", "Tambah pagu", (MORE_CASH_THAN_ALLOTTED,)),
    "overlapping tariffs": Broken("double", "tarif_tumpang_tindih", "Hapus",
                                  ("UPDATE tariff SET group_id = 1 WHERE group_id = 2",)),
    "one group twice": Broken("double", "kelompok_ganda", "Hapus",
                              ("UPDATE member_group SET name = 'GURU NGAJI' WHERE name = 'Linmas'",)),
    "months without a rate": Broken("law", "hukum_kosong", "nilai daerah", BEFORE_THE_LAW),
    "assertion": Broken("assertions", "patokan_meleset", "dokumennya",
                        ("UPDATE assertion SET expected_rupiah = 1 WHERE fiscal_year = 2023",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_fails_its_check_and_says_the_cure(name: str, pagu: Pagu, file: Path) -> None:
    broken = BROKEN[name]
    edited(file)
    assert pagu("check --db", file).code == 0
    spoil(file, *broken.statements)
    told = pagu("check --json --db", file)
    assert (told.code, told.json["passed"]) == (3, False)
    failed = {each["code"]: each for each in told.json["checks"] if each["outcome"] == "failed"}
    found = failed[broken.check]
    assert broken.finding in {each["code"] for each in found["findings"]}
    assert broken.cure in found["cure"]
    said = pagu("check --db", file)
    assert said.code == 3
    assert found["cure"] in said.out


def test_a_broken_page_fails_the_check_of_the_file(pagu: Pagu, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_tariff_group_id'"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(file.read_bytes())
    content[page * size - 60 : page * size] = bytes(60)
    file.write_bytes(content)
    told = pagu("check --json --db", file)
    assert told.code == 3
    (failed,) = (each for each in told.json["checks"] if each["outcome"] == "failed")
    assert (failed["code"], failed["findings"][0]["code"]) == ("file", "berkas_rusak")
    assert "cadangan" in failed["cure"]


def test_a_sum_that_loses_a_rupiah_fails_and_says_whose_fault_it_is(
    pagu: Pagu, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No data can do that: only the program itself, here one that loses a rupiah in each row."""
    tabulate = of_plan.tabulate

    def losing(*asked: Any) -> Any:
        return [replace(row, cost=row.cost - 1) for row in tabulate(*asked)]

    monkeypatch.setattr(of_plan, "tabulate", losing)
    told = pagu("check --json --db", file)
    assert told.code == 3
    (failed,) = (each for each in told.json["checks"] if each["outcome"] == "failed")
    assert failed["code"] == "sums"
    assert failed["findings"][0]["where"] == "Biaya menurut month (accrual)"
    assert "kesalahan pagu" in failed["cure"]
