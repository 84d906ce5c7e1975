"""A file in a folder of another computer is refused: locks do not hold there."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from places import file_only

from budget.errors import FileError
from budget.services.workspace import Workspace, create_with, now, read_plan
from budget.store import network_drive
from budget.store.network_drive import drive_kind, linux_mounts, mac_mounts, mount_kind

MOUNTINFO = r"""
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:25 / /mnt/kantor rw shared:9 - cifs //server/data rw,vers=3.1.1
31 30 8:2 / /mnt/kantor/lokal rw - ext4 /dev/sdb1 rw
32 21 0:40 / /mnt/Data\040Dinas rw - nfs4 10.0.0.2:/data rw
33 21 0:41 / /mnt/ssh rw - fuse.sshfs siti@server: rw
""".strip()
MAC = """
/dev/disk3s1 on / (apfs, local, journaled)
//siti@server/data on /Volumes/data (smbfs, nodev, nosuid)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/siti", ""),
        ("/mnt/kantor", "cifs"),
        ("/mnt/kantor/2026", "cifs"),
        ("/mnt/kantor/lokal/2026", ""),
        ("/mnt/kantor-lama", ""),
        ("/mnt/Data Dinas/bpjs", "nfs4"),
        ("/mnt/ssh", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_says_whose_disk_it_is(folder: str, kind: str) -> None:
    assert mount_kind(PurePosixPath(folder), linux_mounts(MOUNTINFO)) == kind


def test_macos_names_its_mounts_in_its_own_way() -> None:
    mounts = mac_mounts(MAC.strip())
    assert mount_kind(PurePosixPath("/Volumes/data/bpjs"), mounts) == "smbfs"
    assert mount_kind(PurePosixPath("/Users/siti"), mounts) == ""


def test_a_share_of_windows_is_told_by_its_own_name() -> None:
    assert drive_kind(r"\\server\data\bpjs\2026") == r"\\server\data"
    assert drive_kind(r"\\?\UNC\server\data\bpjs") == r"\\server\data"


@file_only
def test_a_file_there_is_neither_made_nor_opened(
    file: Path, bandung, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network_drive, "_kind_of", lambda _: "cifs")
    said = r"ada di folder jaringan \(cifs\).*Salin ke disk komputer ini"
    with pytest.raises(FileError, match=said):
        read_plan(Workspace(str(file), "sari", now))
    new = tmp_path / "baru.pagu"
    with pytest.raises(FileError, match=said):
        create_with(Workspace(str(new), "sari", now), bandung)
    assert not new.exists()


@file_only
@pytest.mark.skipif(sys.platform != "linux", reason="reads how this computer is set up")
def test_the_disk_of_this_computer_is_no_network_folder(tmp_path: Path) -> None:
    """As `stat` calls its file system."""
    kind = subprocess.run(
        ["stat", "-f", "-c", "%T", tmp_path], capture_output=True, text=True, check=True
    ).stdout
    assert "nfs" not in kind
    assert network_drive._kind_of(tmp_path) == ""
