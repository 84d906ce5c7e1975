"""Realisasi: what was billed and paid against the plan, how the year ends, why it differs, and the book."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.screen import Screen

from budget.period import Month
from budget.plan.payment_layout import BookKind
from budget.plan.payments import BookedRow, Payment
from budget.services.booking import Booked
from budget.services.importing import ImportReport
from budget.services.realising import RealisationView, read_realisation
from budget.services.workspace import Workspace
from tui.charts import paid_chart
from tui.jobs import CancelToken, jobs
from tui.keymap import key, keyed
from tui.messages import PeopleChanged
from tui.places import Place
from tui.screens.book_rows import booked_line, rupiah_cell
from tui.screens.booking_forms import (
    KIND_LABELS,
    correction_form,
    first_texts,
    is_used_up,
    new_row_form,
)
from tui.screens.booking_import import ImportBookings
from tui.screens.chart_window import ChartWindow
from tui.screens.choose import Choose
from tui.screens.compare_rows import half_of
from tui.screens.listed_room import ListedRoom
from tui.screens.reading import Reading
from tui.screens.realisation_lists import (
    LIKELY,
    TITLES,
    Listed,
    behind,
    fill_panes,
    fill_variance,
    make_panes,
    reading_of,
    why_not_read,
)
from tui.view import View
from tui.widgets.cells import Column, Row, words

T = TypeVar("T")
_NEED_DATA = ("new", "correct", "annul", "open", "take_in_bookings", "fiscal_year", "month", "chart")

_NOT_BOOKED = "Tidak ada baris buku di sorotan ini. Sorot barisnya di Per bulan atau Buku ({next_list})."
_NOT_PAID = "Belum cair, jadi belum dihitung. Bukukan SP2D-nya dengan {new} dan nomor SPP yang sama."


class RealisationRoom(ListedRoom):
    """Seven lists of one fiscal year, one of them shown at a time; read anew whenever the view changes."""

    place = Place.REALISATION

    def __init__(self) -> None:
        self._panes = make_panes()
        super().__init__(TITLES, self._panes)
        self._view: View | None = None
        self._found: RealisationView | None = None
        # The year, up to which month of it, and the month of the funnel; None is what the service takes.
        self._year: int | None = None
        self._until: Month | None = None
        self._month: Month | None = None
        self._asked: object = None

    def look_at(self, at: int | None, key: object) -> None:
        """The key is the fiscal year."""
        super().look_at(at, None)
        if isinstance(key, int) and key != self._year:
            self._year, self._until = key, None
            if self._view is not None:
                self._read()

    # Reading and showing

    def show(self, view: View) -> None:
        self._view = view
        self._read()

    @property
    def _workspace(self) -> Workspace:
        # Commands only arrive when there is a view.
        assert self._view is not None
        return self._view.workspace

    def _read(self) -> None:
        """Read what is asked for; whatever still runs for something else ends unheard."""
        asked = self._asked = object()

        def came(found: RealisationView) -> None:
            if self._asked is asked:
                self._found = found
                self._draw(found)

        read = partial(read_realisation, self._workspace, self._year, self._until, self._month)
        jobs(self).run_job("membaca realisasi", read, came, None, CancelToken(), quiet=True)

    def _draw(self, found: RealisationView) -> None:
        scenario = self._view.question.scenario if self._view else None
        fill_panes(self._panes, found, half_of(self.app.size.width), scenario or "")

    def on_resize(self) -> None:
        if self._found is not None:
            fill_variance(self._panes[Listed.VARIANCE], self._found, half_of(self.app.size.width))

    @property
    def crumb(self) -> str:
        """None: at 80 columns it would leave of the other rooms nothing but their numbers."""
        return ""

    @property
    def _at(self) -> Listed:
        return Listed(self.at)

    def refusal(self, command: str) -> str:
        if command not in _NEED_DATA:
            return super().refusal(command)
        found, row = self._found, self.table.current
        if found is None:
            return "Masih membaca."
        if command == "fiscal_year" and len(found.years) == 1:
            return f"Hanya ada TA {found.years[0]}."
        if command == "open":
            return why_not_read(self._at, row, on_total=self.table.on_total)
        if command in ("correct", "annul") and not behind(found, self._at, row):
            return keyed(_NOT_BOOKED)
        return ""

    def do_open(self) -> None:
        if self._found is not None:
            row = None if self.table.on_total else self.table.current
            self.app.push_screen(Reading(*reading_of(self._found, self._at, row)))

    def do_chart(self) -> None:
        if self._found is not None:
            self.app.push_screen(ChartWindow(paid_chart(self._found.realisation)))

    def do_fiscal_year(self) -> None:
        def chosen(year: int) -> None:
            self._year, self._until = year, None
            self._read()

        if self._found is not None:
            years = [(year, f"TA {year}") for year in self._found.years]
            self._choose("Tahun anggaran yang dilihat", years, self._found.standing.fiscal_year, chosen)

    def do_month(self) -> None:
        found = self._found
        if found is None:
            return
        year = found.realisation.fiscal_year

        def of_funnel(month: Month) -> None:
            self._month = month
            self._read()

        def of_year(month: Month) -> None:
            self._year, self._until = year, month
            self._read()

        if self._at is Listed.FUNNEL:
            months = [(month, month.label) for month in found.standing.projection.span]
            self._choose("Corong bulan iuran", months, found.funnel.month, of_funnel)
        else:
            months = [(month, month.label) for month in (Month(year, n) for n in range(1, 13))]
            self._choose("Dilihat sampai akhir bulan", months, found.realisation.until, of_year)

    def _choose(self, title: str, choices: list[tuple[T, str]], at: T, then: Callable[[T], None]) -> None:
        """Pick one of several; the one that holds now is pointed to."""

        def chosen(key: T | None) -> None:
            if key is not None:
                then(key)

        keys = [key for key, _ in choices]
        rows = [Row(key, (words(label),)) for key, label in choices]
        place = keys.index(at) if at in keys else len(keys) - 1
        self.app.push_screen(Choose(title, (Column("Pilihan", grows=True),), rows, place), chosen)

    # Booking

    def do_new(self) -> None:
        def book(kind: BookKind) -> None:
            if self._found is not None:
                texts = first_texts(self._found, kind, self.table.current)
                self._show(new_row_form(self._workspace, self._found, kind, texts))

        self._choose("Bukukan apa?", list(KIND_LABELS.items()), LIKELY.get(self._at, BookKind.INVOICE), book)

    def do_take_in_bookings(self) -> None:
        def take_in(kind: BookKind) -> None:
            self.app.push_screen(ImportBookings(self._workspace, kind), self._imported)

        self._choose("Impor apa?", list(KIND_LABELS.items()), LIKELY.get(self._at, BookKind.INVOICE), take_in)

    def do_correct(self) -> None:
        self._pick_booked("Koreksi baris yang mana?", partial(self._correct, annul=False))

    def do_annul(self) -> None:
        self._pick_booked("Tiadakan baris yang mana?", partial(self._correct, annul=True))

    def _pick_booked(self, title: str, then: Callable[[BookedRow], None]) -> None:
        """The one row behind the cursor, or the one of several that is picked."""

        def chosen(row: BookedRow | None) -> None:
            if row is not None:
                then(row)

        found = behind(self._found, self._at, self.table.current) if self._found else []
        if len(found) == 1:
            then(found[0])
        elif found:
            columns = (Column("Baris buku", least=20, grows=True), Column("Rupiah", right=True))
            rows = [Row(row, (words(booked_line(row)), rupiah_cell(row))) for row in found]
            self.app.push_screen(Choose(title, columns, rows), chosen)

    def _correct(self, row: BookedRow, *, annul: bool) -> None:
        if self._found is None:
            return
        if isinstance(row, Payment) and row.day is None:
            self._say(keyed(_NOT_PAID))
        elif annul and is_used_up(self._found.standing.book, row):
            self._say("Koreksi sudah mengambil habis baris ini.")
        else:
            self._show(correction_form(self._workspace, self._found, row, annul=annul))

    def _say(self, text: str) -> None:
        self.notify(text, severity="warning", timeout=5, markup=False)

    def _show(self, form: Screen[Booked | None]) -> None:
        self.app.push_screen(form, self._booked)

    def _booked(self, done: Booked | None) -> None:
        if done is None:
            return
        booked = f"Dibukukan. {key('undo')} mengurungkan."
        said = booked if done.changed else "Sudah dibukukan; tidak ada yang berubah."
        warnings = "".join(f" Perhatian: {problem.message}" for problem in done.warnings)
        self.post_message(PeopleChanged(f"{said}{warnings}"))

    def _imported(self, report: ImportReport | None) -> None:
        if report is not None:
            said = f"Dibukukan: {report.accepted} baris. {key('undo')} mengurungkan."
            self.post_message(PeopleChanged(said if report.written else "Tidak ada yang berubah."))
