"""What is fed with anything at all: readers of texts, and readers of files that somebody sends.

Each takes bytes and may refuse them only by an error of the product. Files go to a folder that is given.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from budget.arithmetic import typed_rupiah, typed_sen
from budget.claim.reading import read_claim
from budget.law import parse_law
from budget.money import parse_rupiah, parse_sen
from budget.period import parse_month, typed_month
from budget.plan import Plan
from budget.plan.allocation_layout import ALLOCATIONS, CASH_MONTHS
from budget.plan.assertion_text import read_assertions
from budget.plan.layouts import ASSUMPTIONS, GROUPS, HEAD_COUNTS, MINIMUM_WAGES, TARIFFS
from budget.plan.payment_layout import BookKind
from budget.plan.what_if_text import read_what_if
from budget.roster.days import place_and_date, read_date, read_month
from budget.roster.nik import nik_column
from budget.services import booking, coverage, importing, rosters, templates, verifying
from budget.services.council_import import import_council
from budget.services.form_sheets import FormSheets
from budget.services.form_source import FormKind, FormOptions, read_source
from budget.services.workspace import Workspace
from budget.store.backups import content_of
from budget.workbook.forms.book import write_forms
from budget.workbook.forms.layouts import RKA
from budget.workbook.forms.template import FormTemplate
from budget.workbook.forms.template_check import read_template
from budget.workbook.forms.values import FormSheet
from tui.keymap_file import keymap_of

Reader = Callable[[bytes], object]
TEMPLATES = ("rka", "rencana", "data_tk_baru", "nominatif")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
_LAYOUTS = (GROUPS, TARIFFS, HEAD_COUNTS, MINIMUM_WAGES, ALLOCATIONS, CASH_MONTHS, ASSUMPTIONS)


def text_readers(plan: Plan) -> dict[str, Callable[[str], object]]:
    """Readers of what is typed or stands in one cell, by name."""
    fields = [field for layout in _LAYOUTS for field in layout.fields]
    readers: dict[str, Callable[[str], object]] = {
        "rupiah": parse_rupiah,
        "sen": parse_sen,
        "typed rupiah": typed_rupiah,
        "typed sen": typed_sen,
        "month": parse_month,
        "typed month": typed_month,
        "what-if": lambda text: read_what_if(text, plan),
        "assertion": lambda text: read_assertions([text], plan),
        "claim": read_claim,
        "keys": keymap_of,
        "nik": lambda text: nik_column([text]),
        "date": lambda text: read_date(text, 2026),
        "month in a list": read_month,
        "place and date": place_and_date,
    }
    readers |= {f"cell {field.key}": field.read for field in fields}
    readers |= {f"field {field.key}": field.read_typed for field in fields}
    return readers


def file_readers(workspace: Workspace, folder: Path, dry_run: bool = True) -> dict[str, Reader]:
    """Readers of files by name; only importers store, and only where it is no dry run."""

    def on(suffix: str, read: Callable[[Path], object], name: str = "kiriman") -> Reader:
        def run(content: bytes) -> object:
            path = folder / f"{name}{suffix}"
            path.write_bytes(content)
            return read(path)

        return run

    def roster(path: Path) -> object:
        return rosters.import_roster(workspace, [path], dry_run=dry_run)

    def book(kind: BookKind, path: Path) -> object:
        return booking.import_bookings(workspace, kind, path, dry_run=dry_run)

    def covered(path: Path) -> object:
        return coverage.import_coverage(workspace, path, dry_run)

    readers: dict[str, Reader] = {f"roster {suffix}": on(suffix, roster) for suffix in _LISTS}
    readers["plan"] = on(".xlsx", lambda path: importing.import_plan(workspace, path, dry_run))
    readers["council"] = on(".xlsx", lambda path: import_council(workspace, path, dry_run=dry_run))
    readers["verify"] = on(".xlsx", partial(verifying.verify, workspace))
    for suffix in (".xlsx", ".csv"):
        readers[f"coverage {suffix}"] = on(suffix, covered)
        for kind in BookKind:
            readers[f"{kind.value} {suffix}"] = on(suffix, partial(book, kind))
    # A template is known by the name of its file.
    for name in TEMPLATES:
        readers[f"template {name}"] = on(".xlsx", templates.check_templates, name)
    readers["filled rka"] = on(".xlsx", lambda path: _filled(path, rka_sheets(workspace)))
    readers["law"] = lambda content: parse_law(content.decode("utf-8", "replace"))
    readers["backup"] = on(".pagu", content_of)
    return readers


_LISTS = (".csv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods")


@cache
def rka_sheets(workspace: Workspace) -> tuple[FormSheet, ...]:
    source = read_source(workspace, FormKind.RKA, FormOptions())
    return tuple(FormSheets(source, RKA, FormOptions()).of(FormKind.RKA)[0])


def _filled(path: Path, sheets: Sequence[FormSheet]) -> FormTemplate:
    """The template, of which a form was written."""
    template = read_template(path, RKA)
    write_forms(path.with_name("formulir.xlsx"), template, sheets, NOON.date())
    return template
