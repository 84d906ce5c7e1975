"""What is exported in a browser also arrives there; in a terminal the file is all there is."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from budget.services import exporting, printing
from budget.services.exports import EXPORTS, Wanted, run_export
from tui.delivery import DELIVERED


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What a browser would fetch."""
    found: list[Path] = []

    def deliver_binary(driver, binary, *, delivery_key, save_path, **kinds):
        binary.close()
        found.append(save_path)

    monkeypatch.setattr(HeadlessDriver, "is_web", True)
    monkeypatch.setattr(HeadlessDriver, "deliver_binary", deliver_binary)
    return found


async def test_a_file_arrives_and_stays_and_a_folder_arrives_as_one_archive(open_desk, tmp_path, arrived):
    async with open_desk() as desk:
        await desk.press("x", "end", "enter")
        assert DELIVERED in desk.text()
        await desk.press("up", "enter")
        plan, archive = arrived
        assert plan == tmp_path / "bandung-rencana.xlsx"
        assert plan.is_file()
        assert archive.name == "bandung-csv.zip"
        tables = sorted((tmp_path / "bandung-csv").iterdir())
        with ZipFile(archive) as packed:
            assert sorted(packed.namelist()) == [f"bandung-csv/{table.name}" for table in tables]
            assert all(packed.read(f"bandung-csv/{table.name}") == table.read_bytes() for table in tables)
        # Readable by nobody else of this machine.
        assert archive.parent.stat().st_mode & 0o077 == 0


async def test_in_a_terminal_nothing_is_delivered(open_desk, monkeypatch):
    monkeypatch.setattr(HeadlessDriver, "deliver_binary", lambda *a, **k: pytest.fail("delivered"))
    async with open_desk() as desk:
        await desk.press("x", "end", "enter")
        assert "✓ Ditulis" in desk.text()
        assert DELIVERED not in desk.text()


def test_what_was_printed_beside_a_workbook_is_handed_out_too(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "print_workbook", lambda workbook, out, progress: out)
    monkeypatch.setattr(exporting, "export_council", lambda workspace, out, base, progress: out)
    found = run_export(EXPORTS[0], workspace, tmp_path / "a.xlsx", Wanted(pdf=True), lambda *_: None)
    assert (found.file, found.parts) == (tmp_path / "a.xlsx", (tmp_path / "a.pdf",))
    assert found.said == f"Juga dicetak: {tmp_path / 'a.pdf'}."
