"""Values beside formulas: openpyxl saves a formula without its result, so previews show blanks.

The results are put into the saved archive. Nothing that changes from run to run stays in it: the same
input gives the same bytes.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

Value = int | Decimal | str
# Values by cell address, for one sheet.
Values = Mapping[str, Value]

# The earliest time that a zip archive can hold.
_TIME = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(
    r'<c r="(?P<address>[A-Z]+[0-9]+)"(?P<style>[^>]*)>(?P<formula><f[^>]*>[^<]*</f>)<v ?(?:/>|></v>)</c>'
)
_STAMP = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def write_values(source: BinaryIO, target: Path, sheets: Sequence[Values], made_on: date) -> None:
    """Copy the saved workbook `source` to `target` with the value of every formula; `sheets` in their order.

    A formula without a value, or a value without a formula, is a KeyError or ValueError.
    """
    parts = {f"xl/worksheets/sheet{n}.xml": values for n, values in enumerate(sheets, start=1)}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in parts:
                content = _valued(content.decode("utf-8"), parts[entry.filename]).encode("utf-8")
            elif entry.filename == "docProps/core.xml":
                stamp = rf"\g<1>{made_on.isoformat()}T00:00:00Z\g<3>"
                content = _STAMP.sub(stamp, content.decode("utf-8")).encode("utf-8")
            fixed = zipfile.ZipInfo(entry.filename, _TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, content)


def _valued(sheet: str, values: Values) -> str:
    def with_value(found: re.Match[str]) -> str:
        address, style, formula = found["address"], found["style"], found["formula"]
        value = values[address]
        if isinstance(value, str):
            return f'<c r="{address}"{style} t="str">{formula}<v>{escape(value)}</v></c>'
        return f'<c r="{address}"{style}>{formula}<v>{value}</v></c>'

    valued, found = _FORMULA.subn(with_value, sheet)
    if found != len(values):
        raise ValueError(f"{len(values)} values for {found} formulas")
    return valued
