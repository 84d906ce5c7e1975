"""`make audit`: fails on a known vulnerability, and says plainly where nothing could be looked at."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a script of the shell")


@pytest.mark.parametrize(
    ("said", "status", "code", "told"),
    [
        ("Found no known vulnerabilities", 0, 0, "nothing is known against"),
        ("Found 1 known vulnerability in pillow 1.0: CVE-2020-1", 1, 1, "CVE-2020-1"),
        ("error: Request failed\\ncause: dns error", 2, 0, "nothing was looked at"),
    ],
)
def test_each_answer_has_its_outcome(tmp_path: Path, said: str, status: int, code: int, told: str) -> None:
    """By a `uv` that answers as it is told."""
    ci = tmp_path / ".ci"
    ci.mkdir()
    shutil.copy2(ROOT / ".ci" / "audit", ci / "audit")
    stub = tmp_path / "bin" / "uv"
    stub.parent.mkdir()
    stub.write_text(f"#!/bin/sh\nprintf '{said}\\n'\nexit {status}\n")
    stub.chmod(0o755)
    path = {"PATH": f"{stub.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([ci / "audit"], capture_output=True, text=True, check=False, env=path, timeout=30)
    assert done.returncode == code
    assert told in done.stdout + done.stderr
