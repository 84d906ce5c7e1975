"""Faults of the program: a sentence, exit code 1, and a log that knows nobody."""

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from budget.cli import main
from budget.services import faults, quoting
from budget.services.faults import LOG, fault, note

NOW = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
NIK, NAME = "3204014708850001", "Siti Aminah"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keadaan" / "pagu"
    monkeypatch.setenv("PAGU_STATE_DIR", str(folder))
    return folder


def broken(nik: str) -> Exception:
    """What a database says of a row it cannot take: its statement, and every value of it."""
    with create_engine("sqlite://").connect() as connection:
        try:
            connection.execute(text("insert into member values (:nik, :name)"), {"nik": nik, "name": NAME})
        except SQLAlchemyError as reason:
            try:
                raise KeyError(f"{nik} {NAME}") from reason
            except KeyError as found:
                return found
    raise AssertionError


def test_the_log_names_kinds_and_places_and_nobody(state):
    reason = broken(NIK)
    assert NIK in str(reason) and NAME in str(reason.__cause__)
    log = note(reason, NOW)
    assert log == state / LOG
    lines = log.read_text("utf-8").splitlines()
    assert lines[0].startswith("2026-03-01T02:30:00Z Python 3.")
    assert lines[1] == "builtins.KeyError"
    assert lines[2].split(":")[0] == "  tests/services/test_faults.py"
    assert lines[2].endswith(" broken")
    kinds = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert kinds == ["builtins.KeyError", "sqlalchemy.exc.OperationalError", "sqlite3.OperationalError"]
    assert any(line.startswith("  sqlalchemy/engine/base.py:") for line in lines)
    for personal in (NIK, NAME, "Siti", "member", str(Path.home()), str(faults._ROOT)):
        assert personal not in log.read_text("utf-8")


def test_only_its_user_reads_the_log_and_it_does_not_grow_for_ever(state, monkeypatch):
    monkeypatch.setattr(faults, "_BYTES_MOST", 2_000)
    for _ in range(60):
        note(broken(NIK), NOW)
    kept = {path.name: path.stat() for path in state.iterdir()}
    assert set(kept) == {"kesalahan.log", "kesalahan.log.1"}
    for found in kept.values():
        assert found.st_size < 5_000
        assert found.st_mode & 0o777 == 0o600


def test_where_no_log_can_be_written_the_sentence_says_so(monkeypatch):
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", refuse)
    assert str(fault(RuntimeError(NAME), NOW)) == (
        "Ada yang salah di dalam pagu (RuntimeError). Yang sudah disimpan tetap tersimpan. "
        "Catatannya tidak dapat ditulis."
    )


def test_a_command_that_breaks_says_one_sentence_and_leaves_with_1(state, monkeypatch, capsys):
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError(f"{NIK} {NAME}")

    monkeypatch.setattr(quoting, "quote", break_down)
    with pytest.raises(SystemExit) as left:
        main(["quote", "--segment", "bpu", "--heads", "1", "--from", "2026-01", "--to", "2026-01", "--json"])
    assert left.value.code == 1
    captured = capsys.readouterr()
    assert captured.err == (
        "Kesalahan: Ada yang salah di dalam pagu (ZeroDivisionError). Yang sudah disimpan tetap tersimpan. "
        f"Catatan tanpa data pribadi ada di {state / LOG}: kirimkan kepada pengelola pagu.\n"
    )
    assert '"error": "kesalahan_program"' in captured.out


def test_screens_that_break_say_one_sentence_and_leave_with_1(state):
    """In a process of its own, as the terminal would get it; a traceback would show every variable."""
    script = (
        "import sys, tui.app\n"
        "def break_down(app):\n"
        f"    nik, name = {NIK!r}, {NAME!r}\n"
        "    raise ZeroDivisionError(nik + name)\n"
        "tui.app.PaguApp.jobs_changed = break_down\n"
        "sys.argv = ['pagu', 'tiada.pagu']\n"
        "from tui.__main__ import main; main()\n"
    )
    driver = {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **driver},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert said.startswith("Ada yang salah di dalam pagu (ZeroDivisionError). Yang sudah disimpan tetap")
    for never in ("Traceback", "NOTE", NIK, NAME):
        assert never not in done.stderr + done.stdout + (state / LOG).read_text("utf-8")
    assert "tui/jobs.py:" in (state / LOG).read_text("utf-8")
