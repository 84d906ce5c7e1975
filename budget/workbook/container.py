"""The zip file around a workbook: looked through before anything is read from it.

Files come by mail and from phones. Nothing is unpacked before its declared size is known, and what lies
about its size fails its checksum.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree

from budget.errors import FileError, reason
from budget.money import format_number
from budget.workbook.scan import SheetScan, scan

_MIB = 2**20
LARGEST_CONTENT = 100 * _MIB
_MOST_PARTS = 5_000
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that holds an encrypted workbook, named in the OLE directory.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = 4 * _MIB

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@dataclass(frozen=True, slots=True)
class Container:
    """A sound copy of the workbook in memory, and what was seen in its sheets, by the sheet's name."""

    copy: io.BytesIO
    scans: dict[str, SheetScan]


def open_container(path: Path) -> Container:
    """FileError says what the file is instead, or which limit it passes."""
    try:
        with path.open("rb") as file:
            _refuse_foreign(path, file)
            return _read(path, file)
    except IsADirectoryError:
        raise FileError(f"{path.name} adalah folder, bukan berkas Excel.") from None
    except FileNotFoundError:
        raise FileError(f"Berkas {path} tidak ada. Periksa nama dan foldernya.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as problem:
        raise FileError(f"{path.name} rusak atau terpotong. Minta salinan yang utuh.") from problem
    except OSError as problem:
        raise FileError(f"{path.name} tidak dapat dibaca: {reason(problem)}.") from problem


def _refuse_foreign(path: Path, file: IO[bytes]) -> None:
    magic = file.read(8)
    if magic == _OLE_MAGIC:
        if _ENCRYPTED in file.read(_DIRECTORY):
            raise FileError(f"{path.name} dikunci kata sandi. Simpan ulang tanpa kata sandi, lalu coba lagi.")
        raise FileError(f"{path.name} berformat Excel lama (.xls). Simpan ulang sebagai .xlsx.")
    if not magic:
        raise FileError(f"{path.name} kosong (0 byte).")
    if not magic.startswith(b"PK"):
        raise FileError(
            f"{path.name} bukan buku kerja Excel (.xlsx). Pilih berkas lain, atau simpan ulang di Excel."
        )


def _read(path: Path, file: IO[bytes]) -> Container:
    with zipfile.ZipFile(file) as package:
        names = set(package.namelist())
        if "xl/workbook.bin" in names:
            raise FileError(f"{path.name} berformat .xlsb. Simpan ulang sebagai .xlsx.")
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
            raise FileError(f"{path.name} bukan buku kerja Excel (.xlsx), walau berupa arsip zip.")
        refuse_bomb(path, package)
        scans = {name: _scan(package, part, path) for name, part in sheet_parts(package) if part in names}
        return Container(_copied(package), scans)


def refuse_bomb(path: Path, package: zipfile.ZipFile, largest: int = LARGEST_CONTENT) -> None:
    """FileError where the parts say themselves that they hold more than `largest` bytes."""
    parts = package.infolist()
    content = sum(part.file_size for part in parts)
    if content > largest or len(parts) > _MOST_PARTS:
        raise FileError(
            f"{path.name} terlalu besar: isinya {format_number(-(-content // _MIB))} MB dalam "
            f"{format_number(len(parts))} bagian, padahal batasnya {largest // _MIB} MB dan "
            f"{format_number(_MOST_PARTS)} bagian. Hapus gambar dan lembar yang tidak perlu."
        )


def _copied(package: zipfile.ZipFile) -> io.BytesIO:
    """Only the parts that hold data, unpacked within the limits and with their checksums verified."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as sound:
        for name in dict.fromkeys(package.namelist()):
            if name.endswith((".xml", ".rels")):
                sound.writestr(name, package.read(name))
    copy.seek(0)
    return copy


def sheet_parts(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names of the sheets and of the parts that hold them, as `xl/workbook.xml` lists them."""
    try:
        workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except ElementTree.ParseError as problem:
        raise zipfile.BadZipFile("xl/workbook.xml") from problem
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found: list[tuple[str, str]] = []
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = targets.get(relation, "")
        part = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        found.append((sheet.get("name", ""), part))
    if len({name for name, _ in found}) < len(found):
        raise zipfile.BadZipFile("two sheets of one name")
    return found


def _scan(package: zipfile.ZipFile, part: str, path: Path) -> SheetScan:
    with package.open(part) as xml:
        return scan(xml, path.name)
