"""The council workbook as a whole: its sheets in reading order, its names, and its fingerprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from budget.engine.projection import Projection
from budget.law import LawBook
from budget.progress import Progress, silent
from budget.workbook.cached import write_values
from budget.workbook.council import (
    account_runways,
    assumptions,
    control,
    monthly,
    outlook,
    reports,
    summary,
    texts,
    wages,
)
from budget.workbook.council.background import NOTHING_STORED, Background
from budget.workbook.council.body import STEPS, write_sheets
from budget.workbook.council.content import Content, SheetContent, digest_of
from budget.workbook.council.figures import Figures, figures
from budget.workbook.council.fingerprint import Source, write_fingerprint
from budget.workbook.council.inputs import InputCell
from budget.workbook.council.names import Named, define_names, input_names
from budget.workbook.council.price_steps import WAGE_STEP_WIDTHS
from budget.workbook.council.reports import Edition
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.styles import Styles
from budget.workbook.council.written import content_of, protect
from budget.workbook.files import replacing

# Beside the sheets: saving, and the values beside the formulas.
_STEPS = STEPS + 2
_NOWHERE = Source()


@dataclass(frozen=True, slots=True, eq=False)
class CouncilBook:
    """The workbook before it is saved: its sheets in reading order, its named cells, and the digest of all
    cells but the one that holds it.
    """

    book: Workbook
    sheets: Sequence[Sheet]
    named: Sequence[Named]
    content: Sequence[tuple[str, SheetContent]]
    cells_digest: str

    @property
    def inputs(self) -> list[InputCell]:
        return [found for sheet in self.sheets for found in sheet.inputs]


def build_council(
    projection: Projection,
    law: LawBook,
    made_on: date,
    source: Source = _NOWHERE,
    progress: Progress = silent,
    background: Background = NOTHING_STORED,
) -> CouncilBook:
    """Everything that the workbook will hold; the arguments and LimitExceeded as in `write_council`."""
    data = figures(projection)
    book = Workbook()
    book.remove(book.worksheets[0])
    edition = reports.edition(background, source, made_on, _TITLE)
    sheets = _Sheets(book, data, edition)
    by_title = {sheet.title: sheet for sheet in sheets.in_order}

    def told(done: int, what: str) -> None:
        progress(done, _STEPS, what)

    named = [*write_sheets(by_title, data, law, edition, told), *input_names(sheets.inputs())]
    define_names(book, named)
    last = write_fingerprint(sheets.in_order[-1], source, made_on)
    content = {sheet.title: content_of(sheet) for sheet in sheets.in_order}
    digest = digest_of(list(content.items()), [(last.sheet, last.address)])
    sheets.in_order[-1].text(last.row, last.column, digest)
    content[last.sheet][last.address] = Content(None, digest)
    for sheet in sheets.in_order:
        protect(sheet)
    return CouncilBook(book, sheets.in_order, named, list(content.items()), digest)


def write_council(
    path: Path,
    projection: Projection,
    law: LawBook,
    made_on: date,
    source: Source = _NOWHERE,
    progress: Progress = silent,
    background: Background = NOTHING_STORED,
) -> None:
    """Write the workbook that the council reviews: live formulas, each with the engine's value beside it.

    `law` is the law that the projection was made with. The same arguments give the same bytes. The file
    takes the place of an old one only when it is complete. LimitExceeded where an amount has more than the
    15 digits of a spreadsheet; FileError when the file cannot be written; whatever `progress` raises.
    """
    made = build_council(projection, law, made_on, source, progress, background)
    progress(STEPS, _STEPS, "Menyimpan buku kerja")
    saved = BytesIO()
    made.book.save(saved)
    progress(STEPS + 1, _STEPS, "Menaruh nilai di samping rumus")
    with replacing(path) as temporary:
        write_values(saved, temporary, [sheet.values for sheet in made.sheets], made_on)
        progress(_STEPS, _STEPS, "Selesai")


class _Sheets:
    """The sheets, each with its heading and page set-up; two more where members pay by wage."""

    def __init__(self, book: Workbook, data: Figures, made: Edition) -> None:
        normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the stubs leave it out
        normal.font = Font(name="Arial", size=10)
        day = made.made_on
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a day has no zone
        book.properties.created = book.properties.modified = moment
        book.properties.creator = "pagu"
        plan = data.projection.plan
        book.properties.title = texts.cell_text(f"{_TITLE} {plan.region.name}")[:250]
        own = reports.widths(data, made)
        pages: dict[str, Sequence[float]] = {title: own[title] for title in _IN_FRONT}
        pages |= {
            texts.SUMMARY: summary.widths(data),
            texts.MONTHLY: monthly.widths(data),
            texts.OUTLOOK: outlook.widths(data),
            texts.ACCOUNTS: account_runways.widths(data),
        }
        pages |= {title: widths for title, widths in own.items() if title not in _IN_FRONT}
        pages[texts.ASSUMPTIONS] = assumptions.widths(data)
        if data.pays_by_wage:
            pages |= {texts.WAGES: wages.widths(data), texts.WAGE_STEPS: WAGE_STEP_WIDTHS}
        pages[texts.CONTROL] = control.WIDTHS
        self.in_order: list[Sheet] = []
        worksheets = {title: book.create_sheet(title) for title in pages}
        looks = Styles(worksheets[texts.COVER])
        for title, widths in pages.items():
            self.in_order.append(Sheet(worksheets[title], looks, widths))
        for sheet in self.in_order:
            _head(sheet, data, made)

    def inputs(self) -> Iterator[InputCell]:
        return (found for sheet in self.in_order for found in sheet.inputs)


_TITLE = "Iuran Jaminan Sosial Ketenagakerjaan"
# What stands before the figures; the other reports stand between them and the assumptions.
_IN_FRONT = (texts.COVER, texts.ONE_PAGE, texts.ANSWERS)


def _head(sheet: Sheet, data: Figures, made: Edition) -> None:
    plan = data.projection.plan
    lines = f"{plan.span.label} ({len(plan.span)} bulan) · {made.label} · dibuat {made.day}"
    # The cover has the title in large letters below.
    title = plan.region.name if sheet.title == texts.COVER else f"{sheet.title}: {_TITLE}, {plan.region.name}"
    sheet.heading(title, [lines])
    # The header of months stands once on top, and the legend of inputs above everything it explains.
    title_rows = {texts.OUTLOOK: sheet.row, texts.ASSUMPTIONS: sheet.row}.get(sheet.title, sheet.row - 1)
    sheet.prepare_print(plan.region.name, title_rows, f"B{title_rows + 1}", made.source.report_id)
