"""LibreOffice Calc: a row for each person, a formula for each month and programme, recalculated headless."""

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from roster17.columns import coded_rows
from roster17.contender import Contender, NotOffered
from roster17.task import BASE, GROUPS, JKM_PPM, KECAMATAN, MONTHS, WAGES, Change, Rates

# The rates stand above the people: rows 1 to 12 for the groups, a column for each month from F on.
_FIRST_COLUMN = 6
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode">
<value>0</value></prop></item></oor:items>
"""


class LibreOffice(Contender):
    """Reading writes the sheet with its formulas; calculating opens it with recalculation set to always."""

    exact = False
    largest = 80_000
    why_no_larger = "a sheet has 1.048.576 rows, and the time is minutes at 80.000"

    def read(self, roster: Path, store: Path) -> None:
        with (store / "sheet.csv").open("w", encoding="ascii", newline="") as file:
            sheet = csv.writer(file)
            for group in range(len(GROUPS)):
                ppm = [BASE.jkk_ppm(group, month) for month in range(MONTHS)]
                sheet.writerow([""] * (_FIRST_COLUMN - 1) + [f"=0.{rate:06d}" for rate in ppm])
            for row, (group, kecamatan, wage, entry, end) in enumerate(coded_rows(roster), len(GROUPS) + 1):
                sheet.writerow([group, kecamatan, WAGES[wage], entry, end, *_formulas(row, group)])
        _convert(store, "sheet.csv", "ods")

    def load(self, store: Path) -> None:
        """Opening cannot be told from recalculating: both are in the time of the calculation."""
        self.store = store
        if not (store / "sheet.ods").exists():
            raise NotOffered("LibreOffice wrote no sheet")

    def calculate(self, rates: Rates) -> Path:
        if rates != BASE:
            raise NotOffered("a rate is changed by hand in the open sheet; headless it is a new sheet")
        (self.store / "sheet.csv").unlink(missing_ok=True)
        _convert(self.store, "sheet.ods", "csv")
        return self.store / "sheet.csv"

    def cells(self, found: Path) -> Any:
        cells = np.zeros((MONTHS, len(GROUPS), len(KECAMATAN), 2))
        with found.open(encoding="utf-8", newline="") as file:
            for row in list(csv.reader(file))[len(GROUPS) :]:
                costs = np.array(row[_FIRST_COLUMN - 1 :], dtype=float).reshape(2, MONTHS)
                cells[:, int(row[0]), int(row[1])] += costs.T
        return cells

    def what_if(self, base: Rates, change: Change) -> float:
        raise NotOffered("as the rate change")


def _formulas(row: int, group: int) -> list[str]:
    jkk = (f"{_column(_FIRST_COLUMN + month)}${group + 1}" for month in range(MONTHS))
    rates = [*jkk, *[f"0.{JKM_PPM:06d}"] * MONTHS]
    return [
        f"=IF(AND($D{row}<={at % MONTHS};{at % MONTHS}<$E{row});ROUND($C{row}*{rate};0);0)".replace(";", ",")
        for at, rate in enumerate(rates)
    ]


def _column(number: int) -> str:
    """1 is A."""
    first, last = divmod(number - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _convert(folder: Path, name: str, kind: str) -> None:
    """In a profile of its own that recalculates whatever it opens; decimals with a point."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    soffice = shutil.which("soffice")
    if soffice is None:
        raise NotOffered("soffice is not installed")
    csv_filter = ["--infilter=CSV:44,34,76,1,,1033,false,true"] if name.endswith(".csv") else []
    call = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", *csv_filter]
    call += ["--convert-to", kind, "--outdir", str(folder), str(folder / name)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
