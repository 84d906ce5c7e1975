"""A list of one kind of record: what its columns show, and how records are added, changed and removed."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from budget.plan.field import Layout
from tui.keymap import keyed
from tui.messages import FormWanted, Listed, RemovalWanted
from tui.view import View
from tui.widgets.cells import Column, Row
from tui.widgets.edited_list import EditedList


class RecordList(EditedList):
    """Subclasses say what stands in the rows; the key of a row is its record."""

    form: ClassVar[Layout[Any]]
    empty: ClassVar[str]
    title: ClassVar[str]
    # Why nothing can be added or removed, where that is so.
    single: ClassVar[str] = ""
    # Fields that are set by where the list stands, and those that cannot be changed once a record stands.
    fixed: ClassVar[frozenset[str]] = frozenset()
    kept: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, id: str | None = None) -> None:
        super().__init__(empty=self.empty, id=id)
        self._view: View | None = None

    @property
    def view(self) -> View:
        """The view that is shown; commands only arrive when there is one."""
        assert self._view is not None
        return self._view

    def show(self, view: View) -> None:
        """The cursor goes to the one record that is new, so that an addition is where one looks."""
        is_first = self._view is None
        self._view = view
        records = self.records()
        before = {row.key for row in self.table.rows}
        added = [record for record in records if record not in before]
        rows = [self.row(record) for record in records]
        self.fill(self.columns(), rows, self.total(), heading=self.heading())
        if len(added) == 1 and not is_first:
            self.table.point_to(added[0])

    @abstractmethod
    def columns(self) -> Sequence[Column]: ...

    @abstractmethod
    def records(self) -> Sequence[Listed]: ...

    @abstractmethod
    def row(self, record: Any) -> Row: ...

    def total(self) -> Row | None:
        return None

    def heading(self) -> str:
        return ""

    def blank(self) -> dict[str, str]:
        """Texts that a form for a new record begins with."""
        return {}

    def goes_along(self, record: Any) -> str:
        """A record in words, for the question before it is removed, with all that is removed along."""
        raise NotImplementedError

    def current_record(self) -> Listed | None:
        row = self.table.current
        return row.key if row else None

    def refusal(self, command: str) -> str:
        """Why a command cannot run now; empty when it can."""
        if command in ("new", "delete") and self.single:
            return keyed(self.single)
        if command in ("edit", "delete", "open") and self.current_record() is None:
            return f"Tidak ada {self.form.noun} yang disorot."
        return ""

    def add(self) -> None:
        title = f"Tambah {self.form.noun}"
        self.post_message(FormWanted(self.form, title, None, self.blank(), self.fixed))

    def change(self) -> None:
        record = self.current_record()
        if record is not None:
            texts = form_texts(self.form, record)
            title = f"Ubah {self.form.noun}"
            self.post_message(FormWanted(self.form, title, record, texts, self.fixed | self.kept))

    def ask_removal(self) -> None:
        record = self.current_record()
        if record is not None:
            self.post_message(RemovalWanted(record, self.goes_along(record)))


def form_texts(layout: Layout[Any], record: Any) -> dict[str, str]:
    """A record as the texts of its form."""
    values = layout.take(record)
    return {
        field.key: "" if values[field.key] is None else field.kind.text(values[field.key])
        for field in layout.fields
    }
