"""`pagu backup` and `pagu restore`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from budget.period import Month
from budget.plan import HeadCount, Plan
from budget.services import editing
from budget.services.workspace import read_plan, this_workspace

Pagu = Callable[..., Any]


def test_a_backup_is_made_listed_and_restored(pagu: Pagu, file: Path, bandung: Plan) -> None:
    made = pagu("backup --json --db", file).json
    editing.put(this_workspace(str(file)), None, HeadCount("Linmas", Month(2023, 5), 1))
    assert "diminta" in pagu("restore --db", file).out
    done = pagu("restore --db", file, made["path"])
    assert done.code == 0
    assert "Keadaan sebelumnya" in done.err
    assert read_plan(this_workspace(str(file))) == bandung
    listed = pagu("restore --json --db", file).json["backups"]
    assert {each["why"] for each in listed} == {"diminta", "sebelum-pulih"}


def test_without_a_backup_the_list_says_how_to_make_one(pagu: Pagu, file: Path) -> None:
    assert "pagu backup" in pagu("restore --db", file).err
