"""The hand-over file: a workspace with law and council workbook, encrypted, for another laptop.

An archive in the format age (https://age-encryption.org/v1) under a passphrase: whoever has age and the
passphrase can open it without pagu. In it is a zip, whose list of parts has the SHA-256 of each.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

from budget.errors import BadEntry, FileError, PaguError, reason
from budget.law import law_texts
from budget.services.exporting import export_council
from budget.services.handing_out import expect_reason, note_handing_out
from budget.services.workspace import Workspace, read_plan

SUFFIX = ".serah"
LEAST_PASSPHRASE = 12
_FORMAT = 1
_AGE = b"age-encryption.org/v1"
_LIST, _DATA, _REPORT = "isi.json", "daerah.pagu", "laporan/dewan.xlsx"
_DAMAGED = "Isinya tidak cocok dengan daftarnya. Minta berkas itu lagi."


@dataclass(frozen=True, slots=True)
class Handover:
    """What a file holds: whose workspace, made by whom and when (ISO 8601), and the SHA-256 of every part.

    `missing` says why there is no report, where there is none.
    """

    code: str
    name: str
    made_by: str
    made_at: str
    parts: Mapping[str, str]
    missing: str = ""


def expect_passphrase(text: str) -> str:
    """BadEntry where it is too short to keep anybody out."""
    if len(text) < LEAST_PASSPHRASE:
        message = f"Kata sandi paling sedikit {LEAST_PASSPHRASE} huruf. Pakai beberapa kata."
        raise BadEntry(message, "passphrase")
    return text


def make(workspace: Workspace, out: Path, passphrase: str, why: str) -> Handover:
    """Write the file; the journal keeps that, and why.

    BadEntry without a reason or with a short passphrase; FileError where it cannot be written. An older file
    then still stands.
    """
    from budget.workbook.files import replacing

    why, passphrase = expect_reason(why), expect_passphrase(passphrase)
    with _out_of_sight(workspace) as folder:
        data, report = folder / _DATA, folder / "dewan.xlsx"
        _copy(workspace, data)
        copied = Workspace(str(data), workspace.who, workspace.clock)
        region, missing = read_plan(copied).region, ""
        parts = {f"hukum/{n}.toml": text.encode() for n, text in enumerate(law_texts(), start=1)}
        parts[_DATA] = data.read_bytes()
        try:
            parts[_REPORT] = export_council(copied, report).read_bytes()
        except PaguError as problem:
            missing = str(problem.problems[0])
    at = workspace.clock().astimezone(UTC).isoformat(timespec="seconds")
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    found = Handover(region.code, region.name, workspace.who, at, digests, missing)
    with replacing(out) as temporary:
        temporary.chmod(0o600)
        temporary.write_bytes(_encrypted(_zipped(found, parts), passphrase))
    note_handing_out(workspace, f"Berkas serah terima {out.name}", why)
    return found


def open_file(source: Path, out: Path, passphrase: str, reports: Path | None = None) -> Handover:
    """Put the workspace of a file at `out`, and the law and report into the folder `reports`, where given.

    Everything is decrypted and every part compared with its digest before anything is written. FileError
    where the passphrase is wrong, the file is none, damaged or of a newer program, or `out` is there already.
    """
    from budget.store.backups import content_of
    from budget.store.database import REVISIONS
    from budget.workbook.files import replacing

    if out.exists():
        raise FileError(f"{out} sudah ada. Pilih nama lain.")
    found, parts = _read(source, passphrase)
    with replacing(out) as temporary:
        temporary.chmod(0o600)
        temporary.write_bytes(parts[_DATA])
        if content_of(temporary).revision not in REVISIONS:
            raise FileError(f"{source.name} dibuat oleh pagu yang lebih baru. Perbarui pagu dahulu.")
    if reports is not None:
        _put(reports, {name: content for name, content in parts.items() if name != _DATA})
    return found


def _copy(workspace: Workspace, data: Path) -> None:
    from budget.services.copying import copy_workspace
    from budget.store.backups import copied
    from budget.store.database import is_address

    if is_address(workspace.target):
        copy_workspace(workspace, str(data))
    else:
        read_plan(workspace)
        copied(Path(workspace.target), data)


@contextmanager
def _out_of_sight(workspace: Workspace) -> Iterator[Path]:
    """A folder for what is not encrypted yet: where the workspace lies, not where the file goes to."""
    from budget.store.database import is_address

    beside = None if is_address(workspace.target) else Path(workspace.target).parent
    try:
        with TemporaryDirectory(prefix=".serah-", dir=beside) as folder:
            yield Path(folder)
    except OSError as problem:
        raise FileError(f"Berkas serah terima tidak dapat disiapkan: {reason(problem)}.") from problem


def _zipped(found: Handover, parts: Mapping[str, bytes]) -> bytes:
    told = {
        "format": _FORMAT, "code": found.code, "name": found.name, "made_by": found.made_by,
        "made_at": found.made_at, "parts": dict(found.parts), "missing": found.missing,
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_LIST, json.dumps(told, ensure_ascii=False, indent=2))
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _encrypted(content: bytes, passphrase: str) -> bytes:
    import pyrage

    return bytes(pyrage.passphrase.encrypt(content, passphrase))


def _read(source: Path, passphrase: str) -> tuple[Handover, dict[str, bytes]]:
    """What the file holds, every part as its digest says."""
    import pyrage

    try:
        content = source.read_bytes()
    except OSError as problem:
        raise FileError(f"{source} tidak dapat dibaca: {reason(problem)}.") from problem
    if not content.startswith(_AGE):
        raise FileError(f"{source.name} bukan berkas serah terima.")
    try:
        packed = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError as problem:
        raise FileError(f"Kata sandi salah, atau {source.name} rusak.") from problem
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            told = json.loads(archive.read(_LIST))
            if told["format"] > _FORMAT:
                raise FileError(f"{source.name} dibuat oleh pagu yang lebih baru. Perbarui pagu dahulu.")
            parts = {name: archive.read(name) for name in archive.namelist() if name != _LIST}
        names = "code", "name", "made_by", "made_at", "parts", "missing"
        found = Handover(*(told[name] for name in names))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError) as problem:
        raise FileError(f"{source.name} bukan berkas serah terima.") from problem
    if {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()} != found.parts:
        raise FileError(f"{source.name} rusak. {_DAMAGED}")
    return found, parts


def _put(folder: Path, parts: Mapping[str, bytes]) -> None:
    """Under the last part of their names: what stands in a list of somebody else's leads nowhere else."""
    from budget.workbook.files import replacing

    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise FileError(f"Folder {folder} tidak dapat dibuat: {reason(problem)}.") from problem
    for name, content in parts.items():
        with replacing(folder / Path(name).name) as temporary:
            temporary.write_bytes(content)
