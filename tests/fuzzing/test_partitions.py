"""Whatever stands in a region's folder, even with digests that fit, is counted or left out with a reason."""

import json
import shutil
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from effort import examples
from hypothesis import given, settings
from mutations import EDITS, Edit, changed
from nationwide import write_nation
from places import scratch

from budget.errors import PaguError
from budget.partition.columns import SLICES
from budget.partition.duplicates import shared_in
from budget.partition.folder import CONTENTS, FILES, read_partition
from budget.services.national import count_region
from budget.services.province import LeftOut


@cache
def sound() -> Path:
    root = scratch() / "nasional"
    write_nation(root, 1, 300)
    return root / "region=11.01"


def damaged(name: str, edits: list[Edit]) -> Path:
    """A region whose file was changed before its digests were taken."""
    folder = scratch() / "region=11.01"
    shutil.copytree(sound(), folder)
    if name == CONTENTS:
        (folder / CONTENTS).write_bytes(changed((folder / CONTENTS).read_bytes(), edits))
        return folder
    path = read_partition(folder).path(name)
    content = changed(path.read_bytes(), edits)
    contents = json.loads((folder / CONTENTS).read_text())
    contents["sha256"][name] = digest = sha256(content).hexdigest()
    (folder / CONTENTS).write_text(json.dumps(contents))
    (folder / f"{path.stem.partition('-')[0]}-{digest[:12]}{path.suffix}").write_bytes(content)
    return folder


@pytest.mark.parametrize("name", [CONTENTS, *FILES])
@given(edits=EDITS)
@settings(max_examples=examples(15, 500), deadline=None)
def test_any_folder_is_counted_or_left_out(name: str, edits: list[Edit]) -> None:
    folder = damaged(name, edits)
    found = count_region(folder, None, None)
    if isinstance(found, LeftOut):
        assert found.reason
    else:
        with suppress(PaguError):
            shared_in(range(SLICES), [found.partition, found.partition], None, None)
    shutil.rmtree(folder.parent)
