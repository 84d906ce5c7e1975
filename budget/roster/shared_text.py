"""How much text the cells of an .xlsx workbook hold in all, when every mention of a shared text is a copy."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from budget.roster.package import unpacked

_BEGIN = re.compile(rb"<(?:[^\s<>/:]*:)?si[\s>]")
_END = re.compile(rb"</(?:[^\s<>/:]*:)?si\s*>")
# Any mention is at least as long: <c r="A1" t="s"><v>0</v></c>
_SHORTEST_MENTION = 29
_SHORT_TEXTS = 256 * 2**20
_MOST_NAMED = 500


def shared_text(file: IO[bytes], shared: zipfile.ZipInfo, sheets: list[zipfile.ZipInfo]) -> int:
    """Bytes at most. Mentions are only counted of texts so long that the size of the sheets leaves doubt."""
    mentions = sum(sheet.file_size for sheet in sheets) // _SHORTEST_MENTION
    short = _SHORT_TEXTS // max(1, mentions)
    lengths = {at: length for at, length in enumerate(_lengths(unpacked(file, shared))) if length > short}
    if not lengths:
        return short * mentions
    # A number in a cell may be taken for a mention: the sum is rather too large.
    numbers = "|".join(map(str, lengths)) if len(lengths) <= _MOST_NAMED else r"\d{1,9}"
    mention = re.compile(rf">\s*({numbers})\s*</".encode())
    total = short * mentions
    for sheet in sheets:
        for found in _mentions(unpacked(file, sheet), mention):
            total += sum(lengths.get(int(number), 0) for number in found)
    return total


def _lengths(xml: Iterable[bytes]) -> Iterator[int]:
    """Of every text with its markup."""
    length, rest, begun = 0, b"", False
    for more in xml:
        block = rest + more
        if not begun and (first := _BEGIN.search(block)):
            # What stands in front of the first text is none of it.
            begun, block = True, block[first.start() :]
        cut = max(block.rfind(b"<"), len(block) - 64, 0)
        pieces = _pieces(block[:cut])
        for piece in pieces[:-1]:
            yield length + len(piece)
            length = 0
        length += len(pieces[-1])
        rest = block[cut:]
    if _END.search(rest):
        yield length


def _pieces(block: bytes) -> list[bytes]:
    """What stands between the ends of texts."""
    plain = b":si" not in block and block.count(b"</si") == block.count(b"</si>")
    return block.split(b"</si>") if plain else _END.split(block)


def _mentions(xml: Iterable[bytes], mention: re.Pattern[bytes]) -> Iterator[list[bytes]]:
    rest = b""
    for more in xml:
        block = rest + more
        yield mention.findall(block)
        rest = block[max(block.rfind(b">"), len(block) - 64, 0) :]
