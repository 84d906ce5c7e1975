"""Whatever is typed or sent, nothing but an error of the product comes of it, and nothing is stored."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from bandung import bandung as sample
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import EDITS, Edit, changed, changed_inside
from people import people
from people_files import TWELVE, write_csv, write_xlsx
from places import file_only, scratch
from stored import at_noon
from targets import file_readers, text_readers

from budget.errors import PaguError
from budget.resources import shipped
from budget.services.exporting import export_council
from budget.services.workspace import Workspace, create_with

pytestmark = file_only

WORDS = (
    "Linmas", "guru ngaji", "pagu", "potong", "10%", "+100", "mulai", "2023-01", "Januari 2023", "Rp", "JKK",
    "1,5 juta", "1.000.000", "=", "x", "orang", "bulan", "−", "½", "٣", "e9", "9" * 30, '"', "\u202e",
    "\x1b[31m", "\x00",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=8).map(" ".join),
)
TEXT_READERS = text_readers(sample())
FOLDER = scratch()


@cache
def office() -> Workspace:
    found = at_noon(str(FOLDER / "uji.pagu"))
    create_with(found, sample())
    return found


@cache
def good_files() -> dict[str, bytes]:
    """A file of each kind that is read as it should be, by its ending or its kind."""
    write_csv(FOLDER / "daftar.csv", people(40), TWELVE)
    write_xlsx(FOLDER / "daftar.xlsx", people(40), TWELVE)
    files = {
        "csv": FOLDER / "daftar.csv",
        "xlsx": FOLDER / "daftar.xlsx",
        "plan": shipped("sample_data", "kabupaten-bandung.xlsx"),
        "council": export_council(office(), FOLDER / "dewan.xlsx"),
        "template": shipped("templates", "rka.xlsx"),
        "pagu": Path(office().target),
    }
    return {name: path.read_bytes() for name, path in files.items()}


def seed_of(reader: str) -> bytes:
    kind = {"verify": "council", "templates": "template", "backup": "pagu"}.get(reader, reader)
    ending = reader.rpartition(".")[2] if "." in reader else ""
    files = good_files()
    return files.get(kind) or files["csv" if ending in ("csv", "txt") else "xlsx"]


@pytest.mark.parametrize("name", sorted(TEXT_READERS))
@given(text=TEXTS)
@settings(max_examples=40)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    with suppress(PaguError):
        TEXT_READERS[name](text)


FILE_READERS = sorted(file_readers(Workspace("", "", office().clock), FOLDER))


def reader(name: str) -> Callable[[bytes], object]:
    return file_readers(office(), FOLDER)[name]


@pytest.mark.parametrize("name", FILE_READERS)
@given(content=st.binary(max_size=400))
@settings(max_examples=8, deadline=None)
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    with suppress(PaguError):
        reader(name)(content)


@pytest.mark.parametrize("name", FILE_READERS)
@given(edits=EDITS, part=st.floats(0, 1, exclude_max=True), inside=st.booleans())
@settings(max_examples=8, deadline=None)
def test_a_good_file_that_was_damaged_is_read_or_refused(
    name: str, edits: list[Edit], part: float, inside: bool
) -> None:
    seed = seed_of(name)
    with suppress(PaguError):
        reader(name)(changed_inside(seed, edits, part) if inside else changed(seed, edits))
