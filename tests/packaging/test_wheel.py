"""The wheel brings everything the program reads: law, templates, sample data, styles."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a wheel built from this checkout, as pip would lay them out."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, script: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=unpacked,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installed_wheel_finds_law_templates_and_sample(unpacked: Path) -> None:
    script = (
        "import budget, tui\n"
        "from budget.law import load_law\n"
        "from budget.plan.account_names import shipped_names\n"
        "from budget.resources import shipped\n"
        f"assert budget.__file__.startswith({str(unpacked)!r}), budget.__file__\n"
        "assert len(load_law().bpu_tables[0].rows) == 33\n"
        "assert shipped_names()['5'].name == 'BELANJA DAERAH'\n"
        "print(shipped('templates', 'rencana.xlsx').stat().st_size > 5000)\n"
        "print(shipped('sample_data', 'kabupaten-bandung.xlsx').stat().st_size > 5000)\n"
    )
    found = run(unpacked, script)
    assert found.returncode == 0, found.stderr
    assert found.stdout.split() == ["True", "True"]


def test_an_installed_wheel_runs_the_main_job(unpacked: Path, tmp_path: Path) -> None:
    script = f"from budget.cli import main; main(['demo', '--dir', {str(tmp_path)!r}, '--json'])"
    found = run(unpacked, script)
    assert found.returncode == 0, found.stderr
    assert '"total": 10016200800' in found.stdout
    assert (tmp_path / "dewan.xlsx").is_file()


def test_the_wheel_holds_no_tests_and_no_loose_top_level_folders(unpacked: Path) -> None:
    top = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert top == {"budget", "tui"}


def test_the_styles_and_pages_of_the_screens_are_in_the_wheel(unpacked: Path) -> None:
    def drawn_with(root: Path) -> set[Path]:
        kinds = ("*.tcss", "*.html", "*.css", "*.js")
        return {path.relative_to(root) for kind in kinds for path in (root / "tui").rglob(kind)}

    assert {path.suffix for path in drawn_with(ROOT)} == {".tcss", ".html", ".css", ".js"}
    assert drawn_with(unpacked) == drawn_with(ROOT)
