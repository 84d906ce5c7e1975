"""Whatever is typed or sent, nothing but an error of the product comes of it, and nothing is stored."""

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from bandung import bandung as sample
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import EDITS, Edit, changed, changed_inside
from places import file_only
from seeds import FOLDER, office, put_back, seeds, stored_rows
from stored import at_noon
from targets import Reader, file_readers, text_readers

from budget.errors import FileError, PaguError, errors_in
from budget.law import LawBook
from budget.roster.report import RosterReport
from budget.services.importing import ImportReport
from budget.services.templates import CheckedTemplate
from budget.services.verifying import Verification
from budget.services.workspace import Workspace
from budget.store.backups import Content
from budget.workbook.forms.template import FormTemplate

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


@pytest.mark.parametrize("name", sorted(TEXT_READERS))
@given(text=TEXTS)
@settings(max_examples=examples(40, 1_000), deadline=None)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    with suppress(PaguError):
        TEXT_READERS[name](text)


FILE_READERS = sorted(file_readers(Workspace("", "", at_noon("").clock), FOLDER))


@cache
def readers(dry_run: bool) -> dict[str, Reader]:
    return file_readers(office(), FOLDER, dry_run)


def faults_in(found: object) -> tuple[object, ...]:
    """What the reader of a file has against it, by the kind of what it tells."""
    match found:
        case Verification(changes=changes):
            return changes
        case (
            RosterReport(problems=problems, rejected=rejected)
            | ImportReport(problems=problems, rejected=rejected)
        ):
            return (*problems, *([rejected] if rejected else []))
        case FormTemplate(cautions=cautions):
            return cautions
        case LawBook(rates=(_, *_), bpu_tables=(_, *_), discounts=(_, *_)) | Content():
            return ()
        case (CheckedTemplate(problems=problems),):
            return problems
    raise AssertionError(found)


@pytest.mark.parametrize("name", [name for name in FILE_READERS if name != "roster .xlsb"])
def test_an_undamaged_seed_is_read_without_a_word_and_stored(name: str) -> None:
    """Else what is damaged would be refused for what it was before."""
    assert faults_in(readers(dry_run=True)[name](seeds()[name])) == ()
    found = readers(dry_run=False)[name](seeds()[name])
    if isinstance(found, RosterReport | ImportReport):
        assert (found.accepted > 0, found.written, errors_in(found.problems)) == (True, True, ())
    put_back()


def test_a_list_in_xlsb_is_refused_by_name() -> None:
    (problem,) = faults_in(readers(dry_run=True)["roster .xlsb"](seeds()["roster .xlsb"]))
    assert ".xlsb. Simpan ulang" in str(problem)


@pytest.mark.parametrize("name", ["roster .xls", "roster .ods", "roster .xlsx"])
def test_of_a_list_that_is_cut_off_nothing_is_written_on_the_screen(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A reader in another language tells of its own faults where the screens are drawn."""
    seed = seeds()[name]
    for length in range(1, len(seed), 97):
        readers(dry_run=True)[name](seed[:length])
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for open files where Linux lists them")
def test_a_damaged_template_is_not_left_open_while_the_refusal_is_shown() -> None:
    """Elsewhere nobody could put a whole one in its place."""
    refused = []
    for part in range(10):
        try:
            readers(dry_run=True)["filled rka"](
                changed_inside(seeds()["filled rka"], [Edit("cut", 0.7, 0, 0)], part / 10)
            )
        except FileError as problem:
            refused.append(problem)
    opened = [str(each.resolve()) for each in Path("/proc/self/fd").iterdir()]
    assert not any(name.startswith(str(FOLDER)) for name in opened)
    assert len(refused) > 4


def assert_stores_what_it_says(name: str, content: bytes, dry_run: bool) -> None:
    """Nothing where the file is refused or only looked at; afterwards all is as before."""
    before, written = stored_rows(), False
    with suppress(PaguError):
        written = bool(getattr(readers(dry_run)[name](content), "written", False))
    assert (stored_rows() != before) is written
    assert not (written and dry_run)
    if written:
        put_back()


@pytest.mark.parametrize("name", FILE_READERS)
@given(content=st.binary(max_size=400), dry_run=st.booleans())
@settings(max_examples=examples(8, 100), deadline=None)
def test_any_bytes_are_read_or_refused(name: str, content: bytes, dry_run: bool) -> None:
    assert_stores_what_it_says(name, content, dry_run)


@pytest.mark.parametrize("name", FILE_READERS)
@given(edits=EDITS, part=st.floats(0, 1, exclude_max=True), inside=st.booleans(), dry_run=st.booleans())
@settings(max_examples=examples(8, 100), deadline=None)
def test_a_good_file_that_was_damaged_is_read_or_refused(
    name: str, edits: list[Edit], part: float, inside: bool, dry_run: bool
) -> None:
    seed = seeds()[name]
    content = changed_inside(seed, edits, part) if inside else changed(seed, edits)
    assert_stores_what_it_says(name, content, dry_run)
