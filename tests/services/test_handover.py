"""The hand-over file: opens on another laptop with its passphrase, as a whole or not at all."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from bandung import bandung as sample
from places import file_only, scratch
from stored import at_noon, stored

from budget.errors import BadEntry, FileError
from budget.plan import Plan
from budget.services import handover, history
from budget.services.workspace import Workspace, read_plan

PASSPHRASE = "kuda baterai jepit benar"
REASON = "serah terima jabatan"


@pytest.fixture(scope="module")
def office() -> Workspace:
    return stored(scratch(), sample())


@pytest.fixture(scope="module")
def first(office: Workspace) -> Path:
    """Made once, as a passphrase takes a second on purpose."""
    out = scratch() / "bandung.serah"
    handover.make(office, out, PASSPHRASE, REASON)
    return out


@pytest.fixture
def made(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(first, tmp_path))


def altered(made: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file with other parts, encrypted anew: by somebody who knows the passphrase."""
    with zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(made.read_bytes(), PASSPHRASE))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made.write_bytes(pyrage.passphrase.encrypt(packed.getvalue(), PASSPHRASE))
    return made


def test_it_opens_elsewhere_with_everything_as_it_was(
    office: Workspace, made: Path, tmp_path: Path, bandung: Plan
) -> None:
    there, reports = tmp_path / "laptop-lain.pagu", tmp_path / "laporan"
    found = handover.open_file(made, there, PASSPHRASE, reports)
    assert read_plan(at_noon(there)) == bandung
    assert (found.code, found.made_by, found.made_at) == ("32.04", "sari", "2026-11-02T12:00:00+00:00")
    assert {path.name for path in reports.iterdir()} == {"dewan.xlsx", "1.toml", "2.toml", "3.toml"}
    assert len(found.parts) == 5


def test_nothing_of_it_can_be_read_without_the_passphrase(made: Path) -> None:
    content = made.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for said in (b"SQLite", b"Linmas", b"Bandung", b"daerah.pagu"):
        assert said not in content


@file_only
def test_it_is_its_owners_alone_and_leaves_nothing_beside(
    office: Workspace, made: Path, tmp_path: Path
) -> None:
    there = tmp_path / "lain" / "baru.pagu"
    there.parent.mkdir()
    handover.open_file(made, there, PASSPHRASE)
    assert [path.name for path in there.parent.iterdir()] == ["baru.pagu"]
    assert {made.stat().st_mode & 0o777, there.stat().st_mode & 0o777} == {0o600}
    assert not [path for path in Path(office.target).parent.iterdir() if path.name.startswith(".serah")]


def test_the_journal_keeps_that_it_was_made_and_why(office: Workspace, made: Path) -> None:
    assert history.history(office, 1)[0].action == f"Berkas serah terima {made.name}. Alasan: {REASON}"


@pytest.mark.parametrize(("passphrase", "why"), [("pendek", REASON), (PASSPHRASE, "")])
def test_a_short_passphrase_or_no_reason_makes_none(
    office: Workspace, tmp_path: Path, passphrase: str, why: str
) -> None:
    with pytest.raises(BadEntry):
        handover.make(office, tmp_path / "x.serah", passphrase, why)
    assert not (tmp_path / "x.serah").exists()


def test_a_wrong_passphrase_opens_nothing(made: Path, tmp_path: Path) -> None:
    there = tmp_path / "baru.pagu"
    with pytest.raises(FileError, match="Kata sandi salah, atau"):
        handover.open_file(made, there, "bukan kata sandinya")
    assert not there.exists()


@pytest.mark.parametrize("at", [0.3, 0.6, 0.99])
def test_a_changed_byte_or_a_cut_opens_nothing(made: Path, tmp_path: Path, at: float) -> None:
    content, there = made.read_bytes(), tmp_path / "baru.pagu"
    place = int(len(content) * at)
    for broken in (content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :], content[:place]):
        made.write_bytes(broken)
        with pytest.raises(FileError, match="rusak"):
            handover.open_file(made, there, PASSPHRASE)
    assert not there.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"age-encryption.org/v2\n"])
def test_another_file_is_told_to_be_none(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "x.serah"
    other.write_bytes(content)
    with pytest.raises(FileError, match="bukan berkas serah terima"):
        handover.open_file(other, tmp_path / "baru.pagu", PASSPHRASE)


def test_a_part_that_is_not_what_the_list_says_opens_nothing(made: Path, tmp_path: Path) -> None:
    def swap(parts: dict[str, bytes]) -> None:
        parts["laporan/dewan.xlsx"] = b"lain"

    with pytest.raises(FileError, match="tidak cocok dengan daftarnya"):
        handover.open_file(altered(made, swap), tmp_path / "baru.pagu", PASSPHRASE)
    assert not (tmp_path / "baru.pagu").exists()


def test_a_file_of_a_newer_program_is_told(made: Path, tmp_path: Path) -> None:
    def newer(parts: dict[str, bytes]) -> None:
        parts["isi.json"] = json.dumps({**json.loads(parts["isi.json"]), "format": 2}).encode()

    with pytest.raises(FileError, match="pagu yang lebih baru"):
        handover.open_file(altered(made, newer), tmp_path / "baru.pagu", PASSPHRASE)


def test_what_is_there_already_stays(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "ada.pagu"
    other.write_bytes(b"milik orang lain")
    with pytest.raises(FileError, match="sudah ada"):
        handover.open_file(made, other, PASSPHRASE)
    assert other.read_bytes() == b"milik orang lain"
