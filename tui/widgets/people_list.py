"""The people of the roster: a search line, and a table that pages through a million of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from budget.errors import Cancelled
from budget.roster.people_order import PeopleOrder
from budget.roster.search import PeopleFilter
from budget.services import people
from budget.services.people import ShownPerson
from budget.services.people_search import PeopleSearch
from budget.services.workspace import Workspace
from tui.jobs import CancelToken, jobs
from tui.keymap import key
from tui.people import COLUMNS, EVERYBODY, ORDERS, WIDTHS, found_text, person_row
from tui.widgets.paged_table import PagedTable, natural_widths
from tui.widgets.said import Said

# What fills any screen; the rest of the numbers follow.
_FIRST = 200
_EMPTY = "Belum ada orang. Tekan {take_in} untuk mengimpor daftar."
_NOBODY = "Tidak ada orang yang cocok. {back} menampilkan semua."


class PeopleList(Vertical):
    """`wanted` is what is asked for. One search runs at a time: it is abandoned for what is asked next."""

    class Found(Message):
        """Other people are shown."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.wanted = EVERYBODY
        self.order: PeopleOrder | None = None
        natural = natural_widths(COLUMNS, WIDTHS)
        self.table = PagedTable(COLUMNS, natural, ordered_by=ORDERS, empty=_EMPTY, id="people-table")
        self._finder: PeopleSearch | None = None
        self._token = CancelToken()
        self._everybody: int | None = None
        self._searching: PeopleFilter | None = None
        self._is_stale = False
        # The same people again, after an edit: the cursor stays where it is.
        self._stays = False
        self._waits_for_rows = False

    def compose(self) -> ComposeResult:
        yield Said("", classes="heading", markup=False)
        said = f"Nama atau bagian NIK; Enter ke tabel, {key('back')} menutup"
        yield Input(placeholder=said, classes="filter", compact=True)
        yield self.table

    def on_mount(self) -> None:
        self.query_one(Input).display = False

    def show(self, workspace: Workspace) -> None:
        """Look again, as people may have changed."""
        if self._finder is None or self._finder.workspace != workspace:
            self._finder = PeopleSearch(workspace)
        self._everybody = None
        self.look(self.wanted, again=True)

    def look(self, wanted: PeopleFilter, *, again: bool = False) -> None:
        """Show who fits."""
        is_same = wanted == self.wanted
        self.wanted = wanted
        if self.is_attached:
            self._tell_input()
        if is_same and not again:
            return
        self._begin(stays=is_same and self.table.counts[0] > 0)

    def on_paged_table_order_wanted(self, message: PagedTable.OrderWanted) -> None:
        message.stop()
        self.order = None if message.by is None else PeopleOrder(ORDERS[message.by[0]], message.by[1])
        self.query_one(".heading", Static).update("Mengurutkan …")
        self._begin(stays=False)

    def _begin(self, *, stays: bool) -> None:
        self._is_stale = True
        self._stays = stays
        self._token.cancel()
        if self._searching is None:
            self._search()

    def _search(self) -> None:
        """The first of them at once, all of them after; in another order than the lists' all at once."""
        if self._finder is None or not self._is_stale:
            return
        self._is_stale = False
        self._searching = wanted = self.wanted
        if self._stays or self.order is not None:
            self._find(wanted, None, self._found_again)
        else:
            self._find(wanted, _FIRST, self._found_first)

    def _find(self, wanted: PeopleFilter, limit: int | None, then: Callable[[Sequence[int]], None]) -> None:
        assert self._finder is not None
        self._token = CancelToken()
        call = partial(self._finder.find, wanted, limit, self._token.check)
        if self.order is not None and wanted == self.wanted:
            call = partial(self._finder.ordered, wanted, self.order, self._token.check)
        jobs(self).run_job("mencari orang", call, then, self._failed, self._token, quiet=True)

    def _found_again(self, numbers: Sequence[int]) -> None:
        if not self._is_stale:
            self._say_empty()
            self.table.page(numbers, stay=self._stays)
        self._found_all(numbers)

    def _found_first(self, numbers: Sequence[int]) -> None:
        if self._is_stale or self._searching is None:
            self._finish()
            return
        is_all = len(numbers) < _FIRST
        self._say_empty()
        self.table.page(numbers)
        self._tell(len(numbers), complete=is_all)
        if is_all:
            self._found_all(numbers)
        else:
            self._waits_for_rows = True

    def _say_empty(self) -> None:
        self.table.empty = _EMPTY if self.wanted == EVERYBODY else _NOBODY

    def _found_all(self, numbers: Sequence[int]) -> None:
        if not self._is_stale:
            if self._searching == EVERYBODY:
                self._everybody = len(numbers)
            self.table.lengthen(numbers)
            self._tell(len(numbers), complete=True)
            self.post_message(self.Found())
            if self._everybody is None:
                self._find(EVERYBODY, None, self._counted)
                return
        self._finish()

    def _counted(self, numbers: Sequence[int]) -> None:
        self._everybody = len(numbers)
        if not self._is_stale:
            self._tell(self.table.counts[0], complete=True)
        self._finish()

    def _finish(self) -> None:
        self._searching = None
        self._search()

    def _failed(self, reason: BaseException) -> None:
        if isinstance(reason, Cancelled):
            self._finish()
        else:
            self._searching = None
            jobs(self).show_error(reason)

    def _tell(self, found: int, *, complete: bool) -> None:
        said = found_text(found, self._everybody, self.wanted, complete=complete)
        self.query_one(".heading", Static).update(said)

    # Rows

    def on_paged_table_rows_wanted(self, message: PagedTable.RowsWanted) -> None:
        message.stop()
        if self._finder is None:
            return
        call = partial(people.rows, self._finder.workspace, message.keys)
        jobs(self).run_job(
            "membaca orang", call, partial(self._came, message.keys), self._lost, CancelToken(), quiet=True
        )

    def _came(self, asked: Sequence[int], found: list[ShownPerson]) -> None:
        self.table.put(asked, map(person_row, found))
        self._find_all()

    def _find_all(self) -> None:
        """All numbers, once the first rows are seen: a million of them would keep these waiting."""
        if not self._waits_for_rows:
            return
        self._waits_for_rows = False
        if self._is_stale or self._searching is None:
            self._finish()
        else:
            self._find(self._searching, None, self._found_all)

    def _lost(self, reason: BaseException) -> None:
        self.table.forget()
        self._find_all()
        jobs(self).show_error(reason)

    # Searching

    def open_search(self) -> None:
        box = self.query_one(Input)
        box.display = True
        box.focus()

    def close_search(self) -> bool:
        """Show everybody again; False when nothing was asked for."""
        box = self.query_one(Input)
        if not box.display and self.wanted == EVERYBODY:
            return False
        box.value = ""
        box.display = False
        self.look(EVERYBODY)
        self.table.focus()
        return True

    def _tell_input(self) -> None:
        box = self.query_one(Input)
        if box.value.strip() != self.wanted.words.strip():
            with box.prevent(Input.Changed):
                box.value = self.wanted.words
        box.display = box.display or bool(self.wanted.words)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look_for_words()

    def _look_for_words(self) -> None:
        self.look(replace(self.wanted, words=self.query_one(Input).value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._look_for_words()
        self.table.focus()
