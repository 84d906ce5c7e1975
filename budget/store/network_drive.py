"""Whether a folder is on another computer: no lock can be trusted there, and SQLite's WAL shares no memory.

Two programs on two computers would each believe to be alone, and the file would be damaged.
"""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path, PurePath

from budget.errors import FileError

# File systems of other computers, as Linux and macOS name them.
_KINDS = {
    "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3",
    "smbfs", "webdav",
}  # fmt: skip
_REMOTE_DRIVE = 4


def refuse_network(file: Path) -> None:
    """FileError where the file's folder is on another computer."""
    try:
        folder = file.resolve().parent
    except (OSError, RuntimeError):
        # A link that leads nowhere: whoever opens the file says so.
        return
    if kind := _kind_of(folder):
        raise FileError(
            f"{file} ada di folder jaringan ({kind}). Dua komputer yang menulis bersamaan dapat merusaknya. "
            "Salin ke disk komputer ini, atau pakai basis data bersama di server: pagu copy."
        )


@lru_cache(maxsize=64)
def _kind_of(folder: Path) -> str:
    """What makes it a network folder; empty where it is none, or nobody can tell."""
    if sys.platform == "win32":
        return drive_kind(str(folder))
    try:
        if sys.platform == "darwin":
            call = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5)
            return mount_kind(folder, mac_mounts(call.stdout))
        return mount_kind(folder, linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8")))
    except (OSError, subprocess.SubprocessError):
        return ""


def mount_kind(folder: PurePath, mounts: list[tuple[str, str]]) -> str:
    """The file system of the innermost mount that holds the folder, where it is another computer's.

    `mounts` are folders with their file systems, in the order in which they were mounted.
    """
    holding = [
        (len(PurePath(at).parts), n, kind) for n, (at, kind) in enumerate(mounts) if _holds(at, folder)
    ]
    kind = max(holding)[2] if holding else ""
    return kind if kind in _KINDS else ""


def _holds(mount: str, folder: PurePath) -> bool:
    return PurePath(mount) == folder or PurePath(mount) in folder.parents


def linux_mounts(info: str) -> list[tuple[str, str]]:
    """What /proc/self/mountinfo lists; blanks in names stand there as octal numbers."""
    found = []
    for line in info.splitlines():
        left, _, right = line.partition(" - ")
        at = left.split(" ")[4].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
        found.append((at, right.split(" ")[0]))
    return found


def mac_mounts(said: str) -> list[tuple[str, str]]:
    """What `mount` prints: ``//siti@server/data on /Volumes/data (smbfs, nodev)``."""
    found = []
    for line in said.splitlines():
        where, _, options = line.rpartition(" (")
        found.append((where.partition(" on ")[2], options.partition(",")[0].rstrip(")")))
    return found


def drive_kind(folder: str) -> str:
    """On Windows: a share by its own name, or a drive letter that stands for one."""
    if folder.startswith("\\\\?\\UNC\\"):
        return drive_kind("\\\\" + folder[8:])
    if folder.startswith("\\\\") and not folder.startswith("\\\\?\\"):
        return "\\".join(folder.split("\\")[:4])
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    drive = folder[:3]
    return f"drive {drive[:2]}" if kernel.GetDriveTypeW(drive) == _REMOTE_DRIVE else ""
