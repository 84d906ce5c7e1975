"""Faulty sample lists, with what has to be found in every row written beside it.

`write_defects` writes `daftar-cacat.xlsx` (every finding that a row can have by itself or beside others of
its file), `daftar-cacat-susulan.csv` (what shows only beside another file or stored people) and
`daftar-cacat.json`, the report that each import must give.
"""

import csv
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from defective_rows import Case, first_sheet, follow_up, second_sheet
from people import Person, Register
from people_files import COLUMNS, new_workbook, put_row

CLEAN, FAULTY, FOLLOW_UP = "daftar-bersih.xlsx", "daftar-cacat.xlsx", "daftar-cacat-susulan.csv"
_TITLES = (*COLUMNS, "Sesuai KTP")
_NOTE = "Hasil yang harus keluar. Baris pertama menang; satu kode ganda per baris; “mirip” pada baris kedua."
# The group that the sample plan lacks: paid from another source, with the incomes of the list.
_PLAN = {
    "file": "kabupaten-bandung.xlsx",
    "added_groups": [{"name": "Buruh Tani Tembakau", "segment": "bpu", "funding": "DBHCHT",
                      "income": "roster", "first": "2022-01", "last": "2022-12"}],
}  # fmt: skip


class Part(NamedTuple):
    """Cases of one sheet in the order of its rows, from `top` on; None is a blank row."""

    label: str
    top: int
    cases: Sequence[Case | None]


def write_defects(folder: Path, clean: Sequence[Person]) -> None:
    register = Register(99, range(99, 100))
    first = first_sheet(register)
    sheets = {"Pameungpeuk": first, "Cicalengka": second_sheet(register, first)}
    after = follow_up(register, first, clean)
    _write_workbook(folder / FAULTY, sheets)
    _write_csv(folder / FOLLOW_UP, after)

    clean_part = Part(f"{CLEAN} › Daftar", 2, [Case("accepted", (), ()) for _ in clean])
    stored = clean_part._replace(cases=[Case("duplicate", ("sudah_tersimpan",), ()) for _ in clean])
    faulty = [Part(f"{FAULTY} › {name}", 4, cases) for name, cases in sheets.items()]
    imports = [
        _import([CLEAN], [], [clean_part]),
        _import([CLEAN], [CLEAN], [stored]),
        _import([FAULTY], [], faulty),
        _import([FAULTY, FOLLOW_UP], [CLEAN], [*faulty, Part(FOLLOW_UP, 2, after)]),
    ]
    text = json.dumps({"note": _NOTE, "plan": _PLAN, "imports": imports}, ensure_ascii=False, indent=1)
    # Row numbers in one line each.
    text = re.sub(
        r"\[[\d,\s]+\]", lambda rows: re.sub(r"\s+", " ", rows[0]).replace("[ ", "[").replace(" ]", "]"), text
    )
    (folder / "daftar-cacat.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _import(files: list[str], stored: list[str], parts: Sequence[Part]) -> dict[str, Any]:
    """The report of one import into a workspace in which only `stored` was imported before."""
    placed = [(part.label, part.top + at, case) for part in parts for at, case in enumerate(part.cases)]
    found = [(label, row, case) for label, row, case in placed if case is not None]
    by_code: dict[str, dict[str, list[int]]] = {}
    for label, row, case in found:
        for code in case.codes:
            by_code.setdefault(code, {}).setdefault(label, []).append(row)
    outcomes = [case.outcome for _, _, case in found]
    return {
        "files": files,
        "stored": stored,
        "read": len(found),
        "accepted": outcomes.count("accepted"),
        "rejected": outcomes.count("rejected"),
        "duplicates": outcomes.count("duplicate"),
        # Blank rows below the headings.
        "skipped": len(placed) - len(found),
        "by_code": {
            code: {"count": sum(map(len, rows.values())), "rows": rows}
            for code, rows in sorted(by_code.items())
        },
    }


def _write_workbook(path: Path, sheets: dict[str, list[Case | None]]) -> None:
    with new_workbook(path) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, cases in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(_TITLES) - 1, 18)
            sheet.write_string(0, 0, f"Daftar penerima Kecamatan {name} (orang buatan, sengaja cacat)")
            put_row(sheet, 2, _TITLES, dates)
            for row, case in enumerate(cases, start=3):
                if case is None:
                    continue
                put_row(sheet, row, case.cells, dates)
                for column, (formula, value) in case.formulas.items():
                    sheet.write_formula(row, column, formula, None, value)


def _write_csv(path: Path, cases: Sequence[Case]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(_TITLES)
        for case in cases:
            writer.writerow(
                "" if cell is None else cell.strftime("%d-%m-%Y") if isinstance(cell, date) else cell
                for cell in case.cells
            )
