"""`pagu import roster` as other programs meet it: exit codes, one JSON object, and nothing personal."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from roster_people import member

HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "L/P", "Kelompok", "Desa", "Kecamatan", "Mulai")
PERSON = ("Oneng Sarikaya", "12-05-1980", "L", "Linmas", "Cinunuk", "Cileunyi", "2022-01")
NIK = str(member(1).nik)


Pagu = Callable[..., Any]


def listed(path: Path, *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def test_a_clean_list_leaves_with_0_and_one_json_object(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    source = listed(tmp_path / "linmas.csv", (NIK, *PERSON))
    found = pagu("import roster", source, "--db", file, "--json")
    report: dict[str, Any] = found.json
    assert found.code == 0
    assert {key: report[key] for key in ("read", "accepted", "rejected", "duplicates")} == {
        "read": 1, "accepted": 1, "rejected": 0, "duplicates": 0,
    }  # fmt: skip
    assert (report["problems"], report["rejects_file"], report["written"]) == ([], None, True)


def test_rejected_rows_leave_with_3_and_their_workbook(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    source = listed(tmp_path / "linmas.csv", (NIK, *PERSON), ("123", *PERSON))
    found = pagu("import roster", source, "--db", file, "--json")
    report = found.json
    assert (found.code, report["accepted"], report["rejected"], report["written"]) == (3, 1, 1, True)
    assert report["rejects_file"] == str(tmp_path / "linmas-ditolak.xlsx")
    assert Path(report["rejects_file"]).stat().st_mode & 0o077 == 0
    assert report["problems"] == [
        {
            "code": "nik_panjang",
            "severity": "error",
            "where": "linmas.csv baris 3",
            "message": "NIK tidak 16 angka. Periksa dengan KTP: NIK selalu 16 angka.",
        }
    ]
    assert "2 baris dibaca: 1 diterima, 1 ditolak, 0 ganda; tersimpan." in found.err


def test_the_same_list_again_leaves_with_0_and_writes_nothing(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    source = listed(tmp_path / "linmas.csv", (NIK, *PERSON))
    pagu("import roster", source, "--db", file)
    found = pagu("import roster", source, "--db", file, "--json")
    assert (found.code, found.json["written"], found.json["duplicates"]) == (0, False, 1)


def test_an_unclear_column_leaves_with_1_and_says_how_to_name_it(
    pagu: Pagu, file: Path, tmp_path: Path
) -> None:
    headings = ("Nomor Induk", *HEADINGS[1:])
    source = listed(tmp_path / "linmas.csv", (NIK, *PERSON), headings=headings)
    found = pagu("import roster", source, "--db", file, "--json")
    report = found.json
    assert (found.code, report["written"]) == (1, False)
    assert report["unclear"][0]["missing"] == ["nik"]
    assert "--map" in found.err
    found = pagu("import roster", source, "--db", file, "--map", "Nomor Induk=nik")
    assert found.code == 0


@pytest.mark.parametrize("said", ["NIK", "NIK=nomor", "=nik"])
def test_a_mapping_that_names_no_field_is_wrong_usage(
    pagu: Pagu, file: Path, tmp_path: Path, said: str
) -> None:
    source = listed(tmp_path / "linmas.csv", (NIK, *PERSON))
    assert pagu("import roster", source, "--db", file, "--map", said).code == 2


def test_nothing_personal_is_said(pagu: Pagu, file: Path, tmp_path: Path) -> None:
    source = listed(
        tmp_path / "linmas.csv",
        (NIK, *PERSON),
        (NIK, *PERSON[:3], "Oneng Sarikaya", *PERSON[4:]),
        ("Oneng Sarikaya", NIK, *PERSON[1:]),
        (NIK, "=cmd|'/c calc'!A1", *PERSON[1:]),
    )
    for arguments in ((), ("--json",), ("--dry-run", "--json"), ("--month", "2022-07")):
        found = pagu("import roster", source, "--db", file, *arguments)
        assert found.code in (0, 3)
        assert not re.search(r"\d{13}|oneng|sarikaya|cmd", found.out + found.err, re.IGNORECASE)


@pytest.mark.parametrize("text", ["\n\n\n", "\ufeff", ",,,\n,,,\n"])
def test_a_list_in_which_nobody_can_be_read_leaves_with_1(
    pagu: Pagu, file: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "hampa.csv").write_text(text, encoding="utf-8")
    found = pagu("import roster", tmp_path / "hampa.csv", "--db", file)
    assert (found.code, "tidak punya baris judul" in found.err) == (1, True)


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", bytes(400 * 2**20))
    return packed.getvalue()


def _endless_text() -> bytes:
    """One text of 400 MB, as a shared one that no cell need mention."""
    from openpyxl import Workbook

    plain, packed = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(HEADINGS)  # type: ignore[union-attr]
    book.save(plain)
    quickly = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w", **quickly) as package:
        for name in source.namelist():
            if name != "xl/sharedStrings.xml":
                package.writestr(name, source.read(name))
        with package.open("xl/sharedStrings.xml", "w") as part:
            part.write(b"<sst><si><t>")
            for _ in range(400):
                part.write(b"A" * 2**20)
            part.write(b"</t></si></sst>")
    return packed.getvalue()


HOSTILE = {
    "teks.xlsx": _endless_text,
    "bom.xlsx": _bomb,
    "gambar.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "kosong.xlsx": bytes,
    "potong.xlsx": lambda: b"PK\x03\x04" + bytes(100),
    "seribu.csv": lambda: (",".join(f"kolom {n}" for n in range(1_500)) + "\n").encode() * 3,
    "sel.csv": lambda: ",".join(HEADINGS).encode() + b"\n" + b"3" * (20 * 2**20) + b",x\n",
    "biner.csv": lambda: bytes(range(256)) * 100,
}


# Of this program alone: `ru_maxrss` begins with what the process that started it had.
WATCH = """
import contextlib, io, json, sys
from pathlib import Path
from budget.cli import main
told = {}
for source in sys.argv[2:]:
    out, err, code = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO()), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(["import", "roster", source, "--db", sys.argv[1], "--json"])
        except SystemExit as left:
            code = left.code
    peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    texts = [(stream.flush(), stream.buffer.getvalue().decode())[1] for stream in (out, err)]
    told[Path(source).name] = code, *texts, int(peak) // 1024
print(json.dumps(told))
"""


def test_hostile_files_get_a_clear_answer_in_bounded_memory_and_write_nothing(
    file: Path, tmp_path: Path
) -> None:
    """One file after the other in one process, so that none of them leaves anything behind either."""
    sources = [tmp_path / name for name in HOSTILE]
    for source in sources:
        source.write_bytes(HOSTILE[source.name]())
    before = file.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", WATCH, file, *sources], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert list(told) == list(HOSTILE)
    for name, (code, out, err, peak) in told.items():
        report = json.loads(out)
        assert (code in (1, 3), report["written"], report["accepted"]) == (True, False, 0), name
        assert report["problems"], (name, err)
        assert "Traceback" not in err
        assert peak < 250, name
    assert file.read_bytes() == before
