"""A workbook that came back, from anybody: its cells, what is hidden in it, and nothing of it trusted."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter

from budget.errors import FileError
from budget.workbook.container import open_container, sheet_parts
from budget.workbook.council.content import Content, Plain, formula_of, number_of, text_of

_FALSE = ("", "0", "false")
_LONGEST_FORMULA = 8_192
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_TRUTH = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """`hidden` names rows and columns that are not shown, as ``12`` and ``C:D``."""

    title: str
    cells: Mapping[str, Content]
    hidden: tuple[str, ...]
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class FoundBook:
    """`external` are parts of the file that draw on other files."""

    sheets: tuple[FoundSheet, ...]
    external: tuple[str, ...]

    @property
    def content(self) -> list[tuple[str, Mapping[str, Content]]]:
        return [(sheet.title, sheet.cells) for sheet in self.sheets]


def read_book(path: Path) -> FoundBook:
    """FileError where the file is no workbook, is broken, or passes a limit."""
    container = open_container(path)
    try:
        with zipfile.ZipFile(container.copy) as package:
            return _read(package)
    except (
        ElementTree.ParseError, zipfile.BadZipFile, zlib.error, ValueError, KeyError, IndexError,
        ArithmeticError, RecursionError, NotImplementedError, TranslatorError,
    ) as problem:  # fmt: skip
        raise FileError(f"{path.name} rusak: isinya tidak terbaca. Minta salinan yang utuh.") from problem


def _read(package: zipfile.ZipFile) -> FoundBook:
    names = package.namelist()
    shared = _shared_texts(package) if "xl/sharedStrings.xml" in names else []
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    states = {
        sheet.get("name", ""): sheet.get("state", "") for sheet in workbook.iterfind("{*}sheets/{*}sheet")
    }
    sheets = []
    for title, part in sheet_parts(package):
        if part not in names:
            continue
        with package.open(part) as xml:
            cells, hidden = _sheet(xml, shared)
        sheets.append(FoundSheet(title, cells, hidden, states.get(title, "") not in ("", "visible")))
    external = sorted(n for n in names if n.startswith("xl/externalLinks/") and n.endswith(".xml"))
    return FoundBook(tuple(sheets), tuple(external))


def _shared_texts(package: zipfile.ZipFile) -> list[str]:
    with package.open("xl/sharedStrings.xml") as xml:
        return [_text(element) for element in _elements(xml, "si")]


def _elements(xml: IO[bytes], *tags: str) -> Iterator[ElementTree.Element]:
    """The elements of those tags one after the other, each forgotten before the next one."""
    for _, element in ElementTree.iterparse(xml):
        if _tag(element) in tags:
            yield element
            element.clear()


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ElementTree.Element) -> str:
    """All that is written in it, in however many runs, but for how it is pronounced."""
    runs = (
        t.text or "" for child in element if _tag(child) in ("t", "r") for t in child.iter() if _tag(t) == "t"
    )
    return text_of("".join(runs))


def _sheet(xml: IO[bytes], shared: list[str]) -> tuple[dict[str, Content], tuple[str, ...]]:
    cells: dict[str, Content] = {}
    masters: dict[str, tuple[str, str]] = {}
    hidden: list[str] = []
    for element in _elements(xml, "col", "row"):
        if _tag(element) == "col":
            if _is_true(element.get("hidden")):
                ends = (get_column_letter(int(element.attrib[end])) for end in ("min", "max"))
                hidden.append(":".join(ends))
            continue
        if _is_true(element.get("hidden")):
            hidden.append(element.get("r", "?"))
        for cell in element:
            found = _cell(cell, shared, masters)
            if found.formula is not None or found.value not in (None, ""):
                cells[_address(cell)] = found
    return cells, tuple(hidden)


def _cell(cell: ElementTree.Element, shared: list[str], masters: dict[str, tuple[str, str]]) -> Content:
    parts = {_tag(child): child for child in cell}
    formula = _formula(cell, parts["f"], masters) if "f" in parts else None
    if "is" in parts:
        return Content(formula, _text(parts["is"]))
    raw = parts["v"].text if "v" in parts else None
    return Content(formula, None if raw is None else _value(raw, cell.get("t", "n"), shared))


def _value(raw: str, kind: str, shared: list[str]) -> Plain:
    match kind:
        case "s":
            return shared[int(raw)]
        case "n":
            return number_of(raw.strip())
        case "b":
            return _TRUTH.get(raw.strip(), raw)
        case _:
            return text_of(raw)


def _formula(
    cell: ElementTree.Element, element: ElementTree.Element, masters: dict[str, tuple[str, str]]
) -> str | None:
    """The formula as it stands; of a shared one, as it reads in this cell."""
    text, address, group = element.text or "", _address(cell), element.get("si")
    if element.get("t") == "shared" and group is not None:
        if text:
            masters[group] = (text, address)
        else:
            master, origin = masters[group]
            text = Translator(f"={master}"[:_LONGEST_FORMULA], origin).translate_formula(address)
    return formula_of(text) if text else None


def _address(cell: ElementTree.Element) -> str:
    address = cell.attrib["r"].upper()
    if not _ADDRESS.fullmatch(address):
        raise ValueError(address)
    return address


def _is_true(text: str | None) -> bool:
    return (text or "").casefold() not in _FALSE
