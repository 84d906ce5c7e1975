"""Files that are nearly right: a good one with bytes changed, cut or moved, also inside its parts."""

import io
import zipfile
from typing import NamedTuple

from hypothesis import strategies as st


class Edit(NamedTuple):
    """`at` and `of` are places from 0 to 1 in what is changed."""

    how: str
    at: float
    of: float
    byte: int


HOW = ("flip", "put", "cut", "drop", "repeat", "swap", "number")
_PLACES = st.floats(0, 1, exclude_max=True)
EDITS = st.lists(
    st.builds(Edit, st.sampled_from(HOW), _PLACES, _PLACES, st.integers(0, 255)), min_size=1, max_size=6
)
# Numbers that are where readers go wrong.
_NUMBERS = (b"-1", b"0", b"1e309", b"NaN", b"9" * 20, b"2958466", b"-99999", b"0x10", b"=1+1")


def changed(content: bytes, edits: list[Edit]) -> bytes:
    for edit in edits:
        content = _changed(content, edit)
    return content


def changed_inside(content: bytes, edits: list[Edit], part: float) -> bytes:
    """A workbook with one of its parts changed, packed anew; another file as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return changed(content, edits)
    name = list(parts)[int(part * len(parts))]
    parts[name] = changed(parts[name], edits)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, inside in parts.items():
            archive.writestr(each, inside)
    return packed.getvalue()


def _changed(content: bytes, edit: Edit) -> bytes:
    if not content:
        return bytes([edit.byte])
    at, of = int(edit.at * len(content)), int(edit.of * len(content))
    low, high = min(at, of), max(at, of)
    match edit.how:
        case "flip":
            return (
                content[:at] + bytes([content[at] ^ (edit.byte or 1)]) + content[at + 1 :]
                if content
                else content
            )
        case "put":
            return content[:at] + bytes([edit.byte]) + content[at:]
        case "cut":
            return content[:at]
        case "drop":
            return content[:at] + content[at + edit.byte :]
        case "repeat":
            return content[:high] + content[low : low + 200] + content[high:]
        case "swap":
            return content[:low] + content[high : high + 50] + content[low:high] + content[high + 50 :]
        case _:
            return content[:at] + _NUMBERS[edit.byte % len(_NUMBERS)] + content[at + edit.byte % 8 :]
