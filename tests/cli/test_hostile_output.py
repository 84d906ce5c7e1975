"""Nothing that others wrote steers the terminal of whoever runs a command; programs read it as it is."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nationwide import write_nation
from places import door

from budget.cli import output
from budget.errors import warning

Pagu = Callable[..., Any]
# An escape sequence, its form of one character, a bell, and a turned direction.
HOSTILE = "Linmas\x1b[2J\x9b31m\x07\u202e"
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(file: Path) -> Path:
    """A workspace that somebody filled past every form and import."""
    with door(file) as database:
        for statement in (
            "UPDATE region SET name = '{}'",
            "UPDATE member_group SET name = '{}' WHERE name = 'Linmas'",
            "UPDATE scenario SET name = name || '{}'",
            "UPDATE allocation SET skpd = '{}'",
        ):
            database.execute(statement.format(HOSTILE))
    return file


@pytest.mark.parametrize(
    "command",
    [
        "project --by month,group", "project --by group --json", "check", "check --json", "cash-plan",
        "scenario list", "scenario list --json", "compare dasar dasar", "risk", "export summary --out -",
        "project --scenario tidak-ada", "what-if +x",
    ],
)  # fmt: skip
def test_no_command_prints_what_steers_a_terminal(pagu: Pagu, hostile: Path, command: str) -> None:
    done = pagu(f"{command} --db", hostile)
    assert not STEERS.search(done.out + done.err)


def test_programs_read_the_text_as_it_is(pagu: Pagu, hostile: Path) -> None:
    rows = pagu("project --by group --json --db", hostile).json["rows"]
    assert HOSTILE in [row["group"] for row in rows]


def test_a_cell_stays_in_its_row_and_a_problem_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert output.table(["Nama"], [["A\nTersimpan"]], ()).split("\n")[2:] == ["A·Tersimpan"]
    output.warn([warning("x", "Baris 1", "A\nTersimpan")])
    assert capsys.readouterr().err == "Perhatian: Baris 1: A·Tersimpan\n"


def test_titles_of_a_list_and_names_of_files_steer_nothing(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    listed = tmp_path / f"daftar{HOSTILE}.csv"
    listed.write_text(f'NIK;Nama;"{HOSTILE}"\n1;Warga;x\n', "utf-8")
    done = pagu("import roster --dry-run --db", file, listed)
    assert done.code != 0
    assert not STEERS.search(done.out + done.err)


def test_a_region_from_others_steers_nothing(pagu: Pagu, tmp_path: Path) -> None:
    write_nation(tmp_path / "nasional", 1, 10)
    shutil.copytree(tmp_path / "nasional/region=11.01", tmp_path / "nasional/region=11.02\x1b[2J\x9b31m")
    done = pagu("province count --workers 1", tmp_path / "nasional")
    assert (done.code, "isinya daerah 11.01" in done.err) == (3, True)
    assert not STEERS.search(done.out + done.err)
