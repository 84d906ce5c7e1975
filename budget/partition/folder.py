"""The folder of one region: written all or nothing, and read only where it is what was written."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from budget.errors import FileError, NotMonth, reason
from budget.period import MonthRange, parse_month
from budget.workbook.files import replacing

CONTENTS = "isi.json"
FILES = PLAN, STAYS, COVERS = "plan.json", "stays.parquet", "covers.parquet"
_PREFIX = "region="
_KIND = "pagu-strata-input-1"
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Partition:
    """What `isi.json` says; `span` are the plan's months, `key_mark` tells keys apart, `made_at` is ISO 8601.

    Nothing of it is believed before `expect_intact`.
    """

    folder: Path
    code: str
    span: MonthRange
    key_mark: int
    covers: int
    made_at: str
    digests: Mapping[str, str]

    def path(self, name: str) -> Path:
        """Where the file of that name stands."""
        return self.folder / _stored_as(name, self.digests[name])

    def expect_intact(self) -> None:
        """FileError where a file is missing or is not the one that was written with the others."""
        for name in FILES:
            if self.digests[name] != _digest(self.path(name)):
                raise FileError(f"{name} tidak cocok dengan {CONTENTS}: rusak atau tertukar. Tulis lagi.")


def partition_path(root: Path, code: str) -> Path:
    """Where the region's folder stands in the folder of all."""
    return root / f"{_PREFIX}{code}"


def partition_paths(root: Path) -> list[Path]:
    """The folders of all regions in code order. FileError where there is none."""
    try:
        found = sorted(path for path in root.iterdir() if path.name.startswith(_PREFIX) and path.is_dir())
    except OSError as problem:
        raise FileError(f"{root} tidak dapat dibaca: {reason(problem)}.") from problem
    if not found:
        raise FileError(f"{root} tidak memuat folder daerah. Tulis dengan: pagu export strata-input.")
    return found


def code_of(folder: Path) -> str:
    return folder.name.removeprefix(_PREFIX)


def read_partition(folder: Path) -> Partition:
    """FileError where the folder says nothing that can be read, or belongs to another region."""
    path = folder / CONTENTS
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["kind"] != _KIND:
            raise FileError("Ditulis oleh pagu yang lebih baru. Perbarui pagu dahulu.")
        span = MonthRange(parse_month(found["from"]), parse_month(found["to"]))
        numbers = int(found["key_mark"]), int(found["covers"])
        texts = str(found["region"]), str(found["made_at"])
        digests = {name: _hexadecimal(found["sha256"][name]) for name in FILES}
    except OSError as problem:
        raise FileError(f"{CONTENTS} tidak dapat dibaca: {reason(problem)}.") from problem
    except (ValueError, KeyError, TypeError, AttributeError, NotMonth, RecursionError) as problem:
        raise FileError(f"{CONTENTS} rusak. Tulis lagi dengan: pagu export strata-input.") from problem
    if texts[0] != code_of(folder):
        raise FileError(f"Foldernya {folder.name}, tetapi isinya daerah {texts[0]}. Samakan.")
    return Partition(folder, texts[0], span, *numbers, texts[1], digests)


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """Yield a folder for the files to come, gone again when the block ends.

    FileError where they cannot be written.
    """
    draft = folder / ".baru"
    try:
        draft.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        yield draft
    except OSError as problem:
        raise FileError(f"Tidak dapat menulis {folder}: {reason(problem)}.") from problem
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put_in_place(
    draft: Path, folder: Path, code: str, span: MonthRange, key_mark: int, covers: int, made_at: str
) -> None:
    """Let the three files of the draft be the region's, in the place of those before.

    They stand beside these until `isi.json` names them: whoever stops anywhere leaves one or the other.
    """
    digests = {name: _digest(draft / name) for name in FILES}
    content = {
        "kind": _KIND,
        "region": code,
        "from": str(span.first),
        "to": str(span.last),
        "key_mark": key_mark,
        "covers": covers,
        "made_at": made_at,
        "sha256": digests,
    }
    ours = {CONTENTS}
    for name, digest in digests.items():
        (draft / name).chmod(0o600)
        (draft / name).replace(folder / _stored_as(name, digest))
        ours.add(_stored_as(name, digest))
    with replacing(folder / CONTENTS) as temporary:
        temporary.write_text(json.dumps(content, indent=1), "utf-8")
        temporary.chmod(0o600)
    for path in folder.iterdir():
        if path.is_file() and path.name not in ours:
            path.unlink()


def _stored_as(name: str, digest: str) -> str:
    """``covers-0a1b2c3d4e5f.parquet``."""
    stem, _, suffix = name.partition(".")
    return f"{stem}-{digest[:12]}.{suffix}"


def _hexadecimal(digest: str) -> str:
    """ValueError for anything else, as names of files are made of it."""
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError("no digest")
    return digest


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError as problem:
        raise FileError(f"{path.name} tidak dapat dibaca: {reason(problem)}.") from problem
    return found.hexdigest()
