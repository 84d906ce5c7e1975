"""The folder of one region: written all or nothing, and read only where it is what was written."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from budget.errors import FileError, NotMonth, reason
from budget.period import MonthRange, parse_month

CONTENTS, PLAN, STAYS, COVERS = "isi.json", "plan.json", "stays.parquet", "covers.parquet"
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

    def expect_intact(self) -> None:
        """FileError where a file is missing or is not the one that was written with the others."""
        for name in (PLAN, STAYS, COVERS):
            if self.digests.get(name) != _digest(self.folder / name):
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
        digests = {str(name): str(digest) for name, digest in found["sha256"].items()}
    except OSError as problem:
        raise FileError(f"{CONTENTS} tidak dapat dibaca: {reason(problem)}.") from problem
    except (ValueError, KeyError, TypeError, AttributeError, NotMonth, RecursionError) as problem:
        raise FileError(f"{CONTENTS} rusak. Tulis lagi dengan: pagu export strata-input.") from problem
    if texts[0] != code_of(folder):
        raise FileError(f"Foldernya {folder.name}, tetapi isinya daerah {texts[0]}. Samakan.")
    return Partition(folder, texts[0], span, *numbers, texts[1], digests)


@contextmanager
def replacing_partition(folder: Path) -> Iterator[Path]:
    """Yield a new folder beside it; it takes the place of `folder` when the block ends well.

    A name with a dot in front is passed over by whatever reads partitions. FileError where it cannot be
    written; whoever stops between the two renamings leaves the older one under such a name.
    """
    draft, former = (folder.with_name(f".{folder.name}.{what}") for what in ("baru", "lama"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for leftover in (draft, former):
            shutil.rmtree(leftover, ignore_errors=True)
        draft.mkdir(mode=0o700)
        yield draft
        if folder.exists():
            folder.rename(former)
        draft.rename(folder)
    except OSError as problem:
        raise FileError(f"Tidak dapat menulis {folder}: {reason(problem)}.") from problem
    finally:
        for leftover in (draft, former):
            shutil.rmtree(leftover, ignore_errors=True)


def write_contents(
    folder: Path, code: str, span: MonthRange, key_mark: int, covers: int, made_at: str
) -> None:
    """Say what the other files of the folder are, once they are all there."""
    content = {
        "kind": _KIND,
        "region": code,
        "from": str(span.first),
        "to": str(span.last),
        "key_mark": key_mark,
        "covers": covers,
        "made_at": made_at,
        "sha256": {name: _digest(folder / name) for name in (PLAN, STAYS, COVERS)},
    }
    (folder / CONTENTS).write_text(json.dumps(content, indent=1), "utf-8")
    for path in folder.iterdir():
        path.chmod(0o600)


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError as problem:
        raise FileError(f"{path.name} tidak dapat dibaca: {reason(problem)}.") from problem
    return found.hexdigest()
