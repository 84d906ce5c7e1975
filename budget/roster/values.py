"""What stands in the cells of a roster besides NIK and dates: names, places, sex, wages, yes or no.

Cells are data whatever they hold: nothing here evaluates them, and what is invisible is taken out.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from budget.errors import NotMoney
from budget.money import SEN_PER_RUPIAH, parse_sen
from budget.plan.entry import LONGEST_TEXT, Cell
from budget.roster.member import Sex

_BLANK = frozenset(("", "-", "--", "–", "—"))
_LONGEST_BLANK = max(map(len, _BLANK))
# Set between cells to look at them all at once: printable, so that it disturbs nothing.
_BETWEEN = "|"
_LONE_DASHES = tuple(f"{_BETWEEN}{dash}{_BETWEEN}" for dash in _BLANK if dash)
_ODD_IN_COLUMN = ("  ", f" {_BETWEEN}", f"{_BETWEEN} ", *_LONE_DASHES)
_PRINTABLE = bytes(range(0x20, 0x7F))
_OPEN_END = frozenset(("seterusnya", "sekarang", "s.d. sekarang", "s/d sekarang", "selamanya", "aktif"))

# What nearly all names consist of; anything else is looked at more closely.
_USUAL = r"[A-Za-z][A-Za-z.,'’`()/-]*+(?: [A-Za-z.,'’`()/-]++)*+"
_USUAL_NAME = re.compile(_USUAL)
# Many of them, each with its end.
_USUAL_NAMES = re.compile(rf"(?:{_USUAL}\n)*+")
_ODD_IN_NAME = re.compile(
    r"^[=+\-@|#]|[<>\[\]{}=|\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_LONGEST_NAME = 150
# Marks without width or that turn the direction of writing; and what neither XML nor a database can hold.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)

_SEXES = {
    **dict.fromkeys(("l", "lk", "lk2", "laki", "lakilaki", "laki2", "lelaki", "pria", "male"), Sex.MALE),
    **dict.fromkeys(("p", "pr", "prp", "perempuan", "wanita", "female"), Sex.FEMALE),
}
_YES = frozenset(("ya", "y", "yes", "iya", "sesuai", "sesuai ktp", "benar", "betul", "v", "√", "✓", "✔", "1"))

_KIND_OF_PLACE = re.compile(
    r"(?:desa|ds|kelurahan|kel|kecamatan|kec)(?:\s*[.:/]+\s*|\s+|$)", re.IGNORECASE | re.ASCII
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_ROMAN = frozenset(["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII"])

# A smaller one was written in thousands or millions, or is a tick.
_LEAST_WAGE_SEN = 1_000 * SEN_PER_RUPIAH


def is_blank(cell: Cell) -> bool:
    """Nothing, spaces, or a dash."""
    return cell is None or (isinstance(cell, str) and cell.strip() in _BLANK)


def is_open_end(cell: Cell) -> bool:
    """Whether a last month says that there is none: blank, or “seterusnya”."""
    return is_blank(cell) or (isinstance(cell, str) and " ".join(cell.lower().split()) in _OPEN_END)


def too_long(cell: Cell) -> bool:
    return type(cell) is str and len(cell) > LONGEST_TEXT


def read_text(cell: Cell) -> str:
    """Text in one line, spaces collapsed, without what is invisible; "" where the cell is blank."""
    if cell is None:
        return ""
    if type(cell) is str and len(cell) > _LONGEST_BLANK and cell.isprintable():
        # The only printable space is the plain one.
        if "  " not in cell and cell[0] != " " != cell[-1]:
            return cell
    elif type(cell) is not str:
        cell = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    elif not cell.isprintable():
        cell = _INVISIBLE.sub("", cell)
    text = " ".join(cell.split())
    return "" if text in _BLANK else text


def read_phone(cell: Cell) -> str:
    """A telephone number; the zero in front that Excel dropped from a number is put back."""
    if cell is None:
        return ""
    text = read_text(cell)
    return f"0{text}" if not isinstance(cell, str) and text.startswith("8") else text


def text_column(cells: Sequence[Cell]) -> list[str]:
    """`read_text` of many cells; where all are in order already, that is seen at once."""
    try:
        texts: list[str] = ["" if cell is None else cell for cell in cells]  # type: ignore[misc]  # joining refuses others
        together = _BETWEEN.join(("", *texts, ""))
    except TypeError:
        # Not all are text.
        return list(map(read_text, cells))
    in_order = _is_printable(together) and not any(part in together for part in _ODD_IN_COLUMN)
    return texts if in_order else list(map(read_text, cells))


def _is_printable(text: str) -> bool:
    """`isprintable`, which is slow."""
    return not text.encode().translate(None, _PRINTABLE) if text.isascii() else text.isprintable()


def phone_column(cells: Sequence[Cell]) -> list[str]:
    """`read_phone` of many cells."""
    if {str, type(None)}.issuperset(map(type, cells)):
        return text_column(cells)
    return list(map(read_phone, cells))


def name_column(cells: Sequence[Cell]) -> tuple[list[str], list[bool]]:
    """`read_name` of many cells: the names, and which cells hold one."""
    try:
        together = "\n".join((*cells, ""))  # type: ignore[arg-type]
        short = max(map(len, cells)) <= _LONGEST_NAME  # type: ignore[arg-type]
        if short and together.count("\n") == len(cells) and _USUAL_NAMES.fullmatch(together):
            return list(cells), [True] * len(cells)  # type: ignore[arg-type]
    except TypeError:
        # Not all are text.
        pass
    codes, names = zip(*map(read_name, cells), strict=True)
    return list(names), [not code for code in codes]


def read_name(cell: Cell) -> tuple[str, str]:
    """The code of what is wrong, or "" and the name: spaces collapsed, capitals as they are."""
    if type(cell) is str:
        if len(cell) <= _LONGEST_NAME and _USUAL_NAME.fullmatch(cell):
            return "", cell
        if too_long(cell):
            return "sel_panjang", ""
    elif cell is not None:
        return "nama_aneh", ""
    if is_blank(cell):
        return "nama_kosong", ""
    text = str(cell).strip()
    if _ODD_IN_NAME.search(text):
        return "nama_aneh", ""
    name = unicodedata.normalize("NFC", read_text(text))
    is_name = len(name) <= _LONGEST_NAME and any(map(str.isalpha, name))
    return ("", name) if is_name and not _ODD_IN_NAME.search(name) else ("nama_aneh", "")


def read_place(cell: Cell) -> str:
    """``DESA CIBIRU  WETAN`` as ``Cibiru Wetan``: what kind of place it is stands in the heading."""
    text = read_text(cell)
    while found := _KIND_OF_PLACE.match(text):
        text = text[found.end() :]
    return _WORD.sub(_capitalised, text)


def _capitalised(word: re.Match[str]) -> str:
    return word[0] if word[0] in _ROMAN else word[0].capitalize()


def read_sex(cell: Cell) -> Sex | None:
    """``L``, ``Laki-laki``, ``PR`` …; None where the cell says neither."""
    if not isinstance(cell, str):
        return None
    return _SEXES.get(re.sub(r"[\s.\-–]+", "", cell).lower())


def read_wage(cell: Cell) -> int | None:
    """A monthly wage in sen; 0 where a cell shows none, None where it is no amount."""
    if is_blank(cell.lower().replace("rp", "") if isinstance(cell, str) else cell):
        return 0
    if not isinstance(cell, str | int | float | Decimal):
        return None
    try:
        sen = parse_sen(int(cell) if isinstance(cell, bool) else cell)
    except (NotMoney, ArithmeticError, ValueError):
        return None
    return sen if sen == 0 or sen >= _LEAST_WAGE_SEN else None


def read_yes(cell: Cell) -> bool:
    return read_text(cell).lower() in _YES or cell is True


def normal_group(cell: Cell) -> str:
    """The name of a group as groups are told apart: without capitals, spaces collapsed."""
    return read_text(cell).casefold()
