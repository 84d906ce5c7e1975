"""``{fields}`` in the cells of a template: what a text asks for, what is wrong with it, and filling it in."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import FileError
from budget.workbook.container import open_container

if TYPE_CHECKING:
    from openpyxl import Workbook

_FIELD = re.compile(r"\{([^{}]*)\}")
_SHOWN = 40


def fields_in(text: str) -> list[str]:
    """The names that stand in braces, in their order."""
    return [name.strip() for name in _FIELD.findall(text)]


def is_template_text(text: str) -> bool:
    """Whether the text asks for something, rightly or not."""
    return not set("{}").isdisjoint(text)


def sole_field(text: str) -> str | None:
    """The field of a cell that holds nothing else, and so takes a number as a number."""
    found = _FIELD.fullmatch(text.strip())
    return found[1].strip() if found else None


def wrong_in(text: str, known: Collection[str]) -> str | None:
    """What of a text is no known field, in words; None where all is well."""
    unknown = next((name for name in fields_in(text) if name not in known), None)
    if unknown is None and not is_template_text(_FIELD.sub("", text)):
        return None
    wrong = f"“{text[:_SHOWN]}”" if unknown is None else f"{{{unknown}}}"
    return f"{wrong} tidak dikenal. Yang dikenal: {braced(known)}."


def braced(names: Iterable[str]) -> str:
    """``{nama}, {nik}``"""
    return ", ".join(f"{{{name}}}" for name in names)


def filled(text: str, value: Callable[[str], str]) -> str:
    """The text with every field replaced; what is filled in is never looked at for fields itself."""
    return _FIELD.sub(lambda found: value(found[1].strip()), text)


def open_template(path: Path) -> Workbook:
    """The workbook of a template; FileError where it is none, or is damaged."""
    from openpyxl import load_workbook

    open_container(path)
    try:
        # By its path openpyxl would leave a damaged one open.
        with path.open("rb") as file, warnings.catch_warnings():
            # openpyxl tells what it drops of pictures and extensions; templates are checked for those.
            warnings.simplefilter("ignore")
            return load_workbook(file, keep_links=False)
    except Exception as problem:
        # openpyxl trusts what it reads: a damaged part ends in an error of any kind.
        raise FileError(f"Templat {path.name} tidak dapat dibuka. Simpan ulang di Excel.") from problem
