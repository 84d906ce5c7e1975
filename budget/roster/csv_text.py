"""Lists as text: comma, semicolon or tab, in the encodings that offices use, read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from math import prod
from pathlib import Path
from typing import IO

from budget.errors import FileError, reason
from budget.money import format_number
from budget.plan.entry import Cell

MOST_COLUMNS = 1_000
LONGEST_LINE = 16 * 2**20
_LONGEST_CELL = 32_767
_SAMPLE = 64 * 1024
_BLOCK = 64 * 1024
# Records that are looked at together.
_AT_ONCE = 500
_DELIMITERS = ",;\t"
_FALLBACK = "pagu.windows-1252"
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def _as_windows_1252(problem: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 was written by an older Excel; files put together of both exist, too."""
    assert isinstance(problem, UnicodeDecodeError)
    wrong = problem.object[problem.start : problem.end]
    return wrong.decode("windows-1252", "replace"), problem.end


codecs.register_error(_FALLBACK, _as_windows_1252)


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How the text is encoded and divided, and about how many rows it has."""

    encoding: str
    delimiter: str
    size: int


def csv_shape(path: Path) -> CsvShape:
    """From the beginning of the file. FileError where it has too many columns or cannot be opened."""
    with _opened(path) as file:
        head = file.read(_SAMPLE)
        length = file.seek(0, io.SEEK_END)
    encoding = next((name for mark, name in _UTF_16.items() if head.startswith(mark)), "utf-8")
    lines = head.decode(encoding, "replace").replace("\0", "").splitlines(keepends=True)
    # The last line of the sample may be half a line.
    whole = lines[:-1] if length > len(head) and len(lines) > 1 else lines
    delimiter = max(_DELIMITERS, key=lambda each: _regularity(whole, each))
    if any(len(row) > MOST_COLUMNS for row in _records(whole, delimiter)):
        raise _too_wide(path)
    return CsvShape(encoding, delimiter, max(1, length * len(lines) // max(1, len(head))))


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    """High where many rows have the same number of columns, and many columns.

    First without what is followed by a space: more likely that is punctuation inside a cell.
    """
    rows = _records(lines, delimiter)
    close = Counter(sum(not cell.startswith(" ") for cell in row[1:]) for row in rows)
    wide = Counter(len(row) - 1 for row in rows)
    return max(map(prod, close.items()), default=0), max(map(prod, wide.items()), default=0)


def _records(lines: list[str], delimiter: str) -> list[list[str]]:
    records = csv.reader(lines, delimiter=delimiter)
    found: list[list[str]] = []
    # An endless cell ends the sample, too.
    with suppress(csv.Error):
        found.extend(records)
    return found


def csv_rows(path: Path, shape: CsvShape) -> Iterator[tuple[Cell, ...]]:
    """Every record of the file, blank cells as None; a blank line is an empty row.

    A cell that no workbook could hold is cut off; checks see by its length that it is one.
    """
    done = 0
    with _lines(path, shape) as lines:
        records = csv.reader(lines, delimiter=shape.delimiter)
        with suppress(csv.Error):
            while rows := list(islice(records, _AT_ONCE)):
                if max(map(len, rows)) > MOST_COLUMNS:
                    raise _too_wide(path)
                yield from map(tuple if all(map(all, rows)) else _cells, rows)
                done += len(rows)
            return
    # A cell passes the module's limit, which is not this module's to change. Once more, line by line.
    with _lines(path, shape) as lines:
        yield from islice(_careful_rows(lines, shape.delimiter), done, None)


def _careful_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[Cell, ...]]:
    """Where a cell is too long, its record is taken apart: no line may vanish behind a stray quote."""
    pending: list[str] = []

    def watched() -> Iterator[str]:
        for line in lines:
            short = _shortened(line, delimiter)
            pending.append(short)
            yield short

    records = csv.reader(watched(), delimiter=delimiter)
    while True:
        try:
            row = next(records, None)
            if row is None:
                return
            yield _cells(row)
        except csv.Error:
            for line in pending:
                yield _alone(line, delimiter)
        pending.clear()


def _alone(line: str, delimiter: str) -> tuple[Cell, ...]:
    try:
        return _cells(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return (line[: _LONGEST_CELL + 1],)


def _shortened(line: str, delimiter: str) -> str:
    """The line with its cells cut to a little more than what a workbook holds."""
    if len(line) <= _LONGEST_CELL:
        return line
    end = line[len(line.rstrip("\r\n")) :]
    cells = [
        cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL + 1] + '"' * cell.endswith('"')
        for cell in line.removesuffix(end).split(delimiter)
    ]
    return delimiter.join(cells) + end


def _cells(row: list[str]) -> tuple[Cell, ...]:
    return tuple([cell or None for cell in row])


def _too_wide(path: Path) -> FileError:
    return FileError(
        f"{path.name} berisi lebih dari {format_number(MOST_COLUMNS)} kolom: itu bukan daftar orang."
    )


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as problem:
        raise FileError(f"{path.name} tidak dapat dibaca: {reason(problem)}.") from problem
    with file:
        yield file


@contextmanager
def _lines(path: Path, shape: CsvShape) -> Iterator[Iterator[str]]:
    with _opened(path) as file:
        yield chain.from_iterable(map(_split, _texts(file, shape.encoding, path.name)))


def _split(text: str) -> Iterable[str]:
    """Lines with what a quoted cell needs of their ends; in most texts that is nothing, and quicker."""
    plain = text.replace("\r\n", "\n") if "\r" in text else text
    if '"' in text or "\r" in plain:
        return io.StringIO(text, newline="")
    lines = plain.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _texts(file: IO[bytes], encoding: str, name: str) -> Iterator[str]:
    """Whole lines at a time, without NUL. FileError before a line fills the memory."""
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding in _UTF_16.values() else None
    rest = file.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
    text = ""
    while block := file.read(_BLOCK):
        if decoder:
            text += decoder.decode(rest + block)
            rest = b""
            cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            whole, text = text[:cut], text[cut:]
        else:
            block = rest + block
            cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
            whole, rest = block[:cut].decode(encoding, _FALLBACK), block[cut:]
        if len(text) + len(rest) > LONGEST_LINE:
            raise FileError(
                f"{name} berisi baris yang lebih panjang dari {LONGEST_LINE // 2**20} MB. "
                "Itu bukan daftar orang."
            )
        if whole:
            yield whole.replace("\0", "").removeprefix("\ufeff")
    last = text + (decoder.decode(rest, True) if decoder else rest.decode(encoding, _FALLBACK))
    if last:
        yield last.replace("\0", "").removeprefix("\ufeff")
