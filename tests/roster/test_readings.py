"""A long list is read by a process beside this one, and reads there as it does here."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from bandung import bandung

from budget.errors import FileError
from budget.roster import readings as module
from budget.roster.columns import recognise
from budget.roster.csv_text import LONGEST_LINE, csv_rows, csv_shape
from budget.roster.readings import LongList, Reading
from budget.roster.rules import Given, rules

HEADINGS = "NIK;Nama;Tanggal Lahir;L/P;Kelompok;Desa;Kecamatan;Mulai"
CLEAN = "3204120405700001;Dadang;04-05-1970;L;Linmas;Cinunuk;Cileunyi;01/2022"
BLANK = ""
ODD = "3204;;31-02-1970;X;Entah;;;kapan"


@pytest.fixture
def long_list(tmp_path: Path) -> LongList:
    """Three portions and a bit, with rows that are blank or wrong."""
    path = tmp_path / "warga.csv"
    path.write_text("\n".join(["Daftar", HEADINGS, *[CLEAN, BLANK, ODD, CLEAN] * 7_501]), encoding="utf-8")
    columns = recognise(tuple(HEADINGS.split(";")), {}, frozenset()).columns
    reading = partial(csv_rows, path, csv_shape(path))
    return LongList(reading, 2, dict(columns), rules(bandung(), Given()), False)


def plainly(readings: Iterator[Reading]) -> list[tuple[object, ...]]:
    return [(list(r.cells), *map(list, r.members), r.good.tolist()) for r in readings]


def test_what_is_read_beside_is_what_is_read_here(long_list: LongList) -> None:
    """30.004 rows: three times 10.000, and 4."""
    beside = plainly(long_list.readings_beside())
    assert [len(row[0]) for row in beside] == [10_000, 10_000, 10_000, 4]  # type: ignore[arg-type]
    assert beside[-1][-1] == [True, False, False, True]
    assert beside == plainly(long_list.readings())


def test_an_error_of_the_reader_is_raised_here(long_list: LongList) -> None:
    (path, _), endless = long_list.open_rows.args, "x" * (LONGEST_LINE + 1)  # type: ignore[attr-defined]
    path.write_text(path.read_text(encoding="utf-8") + "\n" + endless, encoding="utf-8")
    found = long_list.readings_beside()
    assert len(next(found).cells) == 10_000
    with pytest.raises(FileError, match=r"warga\.csv berisi baris yang lebih panjang dari 16 MB"):
        list(found)


def test_a_reader_that_vanishes_is_no_end_of_the_list(
    long_list: LongList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_READER", (sys.executable, "-c", ""))
    with pytest.raises(FileError, match="berhenti sebelum selesai"):
        list(long_list.readings_beside())


def test_a_reader_that_nobody_listens_to_is_ended(
    long_list: LongList, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    found = long_list.readings_beside()
    next(found)
    found.close()  # type: ignore[attr-defined]
    (reader,) = begun
    assert reader.returncode is not None
