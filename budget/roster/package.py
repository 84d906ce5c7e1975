"""Zip files that hold a workbook: each part is unpacked once, to nowhere, before any reader trusts it.

What a part says of its size may be a lie that only unpacking uncovers: a reader would go on until the
memory is full.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

_MIB = 2**20
LARGEST_CONTENT = 512 * _MIB
# What stands between two tags of a part in XML: a reader keeps it as a whole, and more than once.
LONGEST_TEXT = 16 * _MIB
_BLOCK = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class EndlessText(Exception):
    """One text in a part is longer than that of any cell."""


def unpacked(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content in blocks of at most 1 MiB; BadZipFile where size, checksum or end are not so.

    EndlessText where XML goes on and on without a tag.
    """
    size = checksum = untagged = 0
    is_xml = part.filename.casefold().endswith((".xml", ".rels"))
    for block in _blocks(file, part):
        size += len(block)
        last = block.rfind(b"<")
        untagged = untagged + len(block) if last < 0 else len(block) - last
        if is_xml and untagged > LONGEST_TEXT:
            raise EndlessText(part.filename)
        if size > part.file_size:
            raise zipfile.BadZipFile(part.filename)
        checksum = zlib.crc32(block, checksum)
        yield block
    if size != part.file_size or checksum != part.CRC:
        raise zipfile.BadZipFile(part.filename)


def _blocks(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(part.filename)
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(part.filename)
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    file.seek(name_length + extra_length, 1)
    packed = _packed(file, part.compress_size)
    yield from packed if part.compress_type == zipfile.ZIP_STORED else _inflated(packed, part)


def _packed(file: IO[bytes], left: int) -> Iterator[bytes]:
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        yield block


def _inflated(packed: Iterator[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in packed:
        yield stream.decompress(block, _MIB)
        while stream.unconsumed_tail:
            yield stream.decompress(stream.unconsumed_tail, _MIB)
    if not stream.eof:
        raise zipfile.BadZipFile(part.filename)
