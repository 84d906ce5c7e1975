"""`pagu roster` and `pagu export nominative`: JSON on stdout, narration on stderr, nothing personal in it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from roster_people import member

from budget.period import Month
from budget.store.unit_of_work import open_workspace

MARCH = Month(2022, 3)


# Runs a command on the workspace of `on_march`.
Roster = Callable[..., Any]


@pytest.fixture
def on_march(file: Path, pagu: Roster) -> Roster:
    """Runs a command on a workspace in which Siti joins, Asep leaves and Tatang moves in March 2022."""
    siti = member(1, first=MARCH, name="Siti [b]", born=date(1957, 6, 1), wage_sen=215_232_294)
    members = (
        siti._replace(mother="Euis", phone="081200000001", address="Kp. Cibiru"),
        member(2, end=MARCH, name="Asep"),
        member(3, end=MARCH, name="Tatang"),
        member(3, "PKK", MARCH, name="Tatang"),
    )
    with open_workspace(str(file), "sari", datetime(2026, 11, 2, 12, 0, tzinfo=UTC)) as work:
        writer = work.batch("edit", "uji")
        ids = writer.add(members)
        for one in members:
            writer.knows(one.group, MARCH.index)
        batch = writer.close()
        work.twins.add(writer.number, [(ids[0], ids[1], 91, ["nama mirip", "desa sama"])])
        work.note([batch], "Ubah orang", 0)
        work.commit()

    return lambda command, *arguments: pagu(command, "--db", file, *arguments)


PERSONAL = ("3204900106570001", "Euis", "081200000001", "Kp. Cibiru", "1957")


def test_mutations_as_json(on_march: Roster) -> None:
    found = on_march("roster mutations --month 2022-03 --json").json
    assert found["month"] == "2022-03"
    assert found["counts"] == {"joined": 1, "left": 1, "changed": 1}
    assert found["groups"] == [
        {"group": "Linmas", "joined": 1, "left": 1, "changed": 0},
        {"group": "PKK", "joined": 0, "left": 0, "changed": 1},
    ]
    assert found["joined"] == [
        {
            "nik": "3204••••••••0001",
            "name": "Siti [b]",
            "before": None,
            "after": {
                "group": "Linmas",
                "kecamatan": "Cileunyi",
                "village": "Cibiru Wetan",
                "wage_sen": 215_232_294,
                "first": "2022-03",
                "last": None,
            },
        }
    ]
    assert found["left"][0]["before"]["last"] == "2022-02"
    assert (found["changed"][0]["before"]["group"], found["changed"][0]["after"]["group"]) == (
        "Linmas",
        "PKK",
    )


def test_mutations_as_a_list(on_march: Roster) -> None:
    out = on_march("roster mutations --month 2022-03").out
    assert "Maret 2022: 1 orang masuk, 1 keluar, 1 berubah." in out
    assert "3204••••••••0001  Siti [b]  Linmas" in out
    assert "Kelompok: Linmas → PKK" in out


@pytest.mark.parametrize(
    "command",
    [
        "roster mutations --month 2022-03",
        "roster mutations --month 2022-03 --json",
        "roster find siti",
        "roster find siti --json",
        "roster ages --json",
        "roster twins",
        "roster twins --json",
        "roster history 1",
        "roster history 1 --json",
        "roster history 3204900106570001",
        "roster history 3204900106570001 --json",
    ],
)
def test_nothing_personal_is_printed(on_march: Roster, command: str) -> None:
    found = on_march(command)
    assert found.code == 0
    assert "Siti [b]" in found.out
    assert not [secret for secret in PERSONAL if secret in found.out + found.err]


def test_find_tells_how_many_fit(on_march: Roster) -> None:
    found = on_march("roster find a --limit 2 --json").json
    assert (found["found"], len(found["people"])) == (3, 2)
    assert "2 dari 3 orang yang cocok." in on_march("roster find a --limit 2").err
    assert on_march("roster find 12058000 --json").json["found"] == 3


def test_ages_name_the_month(on_march: Roster) -> None:
    """Born on 1 June 1957: 65 in June 2022."""
    (found,) = on_march("roster ages --json").json["people"]
    assert (found["month"], found["name"]) == ("2022-06", "Siti [b]")


def test_twins_come_with_score_and_reasons(on_march: Roster) -> None:
    (pair,) = on_march("roster twins --json").json["pairs"]
    assert (pair["score"], pair["reasons"]) == (91, ["nama mirip", "desa sama"])
    assert (pair["a"]["name"], pair["b"]["name"]) == ("Siti [b]", "Asep")


def test_the_history_of_a_person_says_what_was_believed_when_and_by_whom(on_march: Roster) -> None:
    found = on_march("roster history 1 --json").json
    (row,) = found["rows"]
    assert (found["nik"], row["state"], row["first"], row["superseded_by"]) == (
        "3204••••••••••••", "current", "2022-03", None,
    )  # fmt: skip
    assert row["by"] == {
        "kind": "edit",
        "source": "uji",
        "month": None,
        "action": "Ubah orang",
        "at": "2026-11-02T12:00:00+00:00",
        "who": "sari",
        "undone": False,
    }
    assert "berlaku" in on_march("roster history 1").out
    wrong = on_march("roster history 3204900106570009")
    assert (wrong.code, "3204900106570009" in wrong.err) == (1, False)


def test_a_sealed_month_is_listed_with_its_digest(on_march: Roster) -> None:
    made = on_march("roster seal --month 2022-03 --json").json
    (seal,) = on_march("roster seals --json").json["seals"]
    assert (seal["month"], seal["digest"]) == ("2022-03", made["digest"])
    assert (seal["intact"], seal["agrees"], seal["corrections"]) == (True, True, [])
    again = on_march("roster seal --month 2022-03")
    assert (again.code, "sudah disegel" in again.err) == (1, True)
    assert "Maret 2022" in on_march("roster seals").out


def test_the_annex_is_written(on_march: Roster, tmp_path: Path) -> None:
    found = on_march("roster annex --month 2022-03", "--out", str(tmp_path / "lampiran.xlsx"))
    assert (found.code, found.out) == (0, "")
    assert "1 orang masuk, 1 keluar, 1 berubah" in found.err
    assert load_workbook(tmp_path / "lampiran.xlsx").sheetnames == ["Lampiran"]


def test_bpjs_files_need_a_reason(on_march: Roster, tmp_path: Path) -> None:
    out = str(tmp_path / "bpjs")
    assert on_march("roster bpjs --month 2022-03", "--out", out).code == 2
    assert on_march("roster bpjs --month 2022-03", "--reason", " ", "--out", out).code == 1
    found = on_march("roster bpjs --month 2022-03 --reason uji --json", "--out", out)
    assert found.json == {
        "files": [f"{out}/data_tk_baru-1.xlsx", f"{out}/data_tk_na-1.xlsx"],
        "joined": 1,
        "left": 1,
        "without_kpj": 1,
    }
    assert "1 orang keluar belum punya nomor KPJ" in found.err


def test_bpjs_files_of_a_quiet_month_are_none(on_march: Roster, tmp_path: Path) -> None:
    found = on_march("roster bpjs --month 2022-05 --reason uji", "--out", str(tmp_path / "bpjs"))
    assert (found.code, "tidak ada berkas" in found.err) == (0, True)


def test_a_template_of_ones_own_is_named_when_it_is_wrong(on_march: Roster, tmp_path: Path) -> None:
    (tmp_path / "saya.xlsx").write_text("bukan excel")
    arguments = "--out", str(tmp_path), "--new-template", str(tmp_path / "saya.xlsx")
    found = on_march("roster bpjs --month 2022-03 --reason uji", *arguments)
    assert (found.code, "saya.xlsx" in found.err) == (1, True)


def test_the_nominative_list_is_masked_without_a_reason(on_march: Roster, tmp_path: Path) -> None:
    out = tmp_path / "nominatif.xlsx"
    masked = on_march("export nominative", "--out", str(out))
    assert "2 orang pada Maret 2022, data pribadi disamarkan." in masked.err
    assert load_workbook(out)["Linmas"]["B6"].value == "3204••••••••0001"
    full = on_march("export nominative --month 2022-02 --reason audit", "--out", str(out))
    assert "data pribadi lengkap, dicatat di riwayat" in full.err
    assert load_workbook(out)["Linmas"]["B6"].value == "3204901205800002"
